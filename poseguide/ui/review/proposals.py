"""Proposals for a person's own limits that agree better with the corrections made by hand."""

from __future__ import annotations

import streamlit as st

from poseguide.analysis.limit_fitting import (
    LimitProposal,
    propose_entry_limits,
    propose_rule_limits,
)
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import compact
from poseguide.definitions.schema import Exercise
from poseguide.live.registry import store
from poseguide.reports.session_report import SessionReport
from poseguide.ui.limits_panel import limit_label
from poseguide.ui.markdown import plain
from poseguide.vision.pose_file import load_poses


def show_proposals(report: SessionReport, exercise: Exercise, language: Language) -> None:
    """Show the limits that follow from a session's corrections; nothing without corrections.

    Raise StoreError.
    """
    repetitions = report.stored.repetitions
    if not report.corrected:
        return
    st.subheader(word("proposals", language), anchor=False)
    found = [
        *propose_rule_limits(exercise, repetitions),
        *_entry_limits(report, exercise, language),
    ]
    for proposal in found:
        _show(report, exercise, proposal, language)
    if not found:
        st.caption(word("no_proposal", language))
    elif report.person is None:
        st.caption(word("proposal_needs_person", language))


def _entry_limits(
    report: SessionReport, exercise: Exercise, language: Language
) -> tuple[LimitProposal, ...]:
    """Return proposals for the limits of phases, once a button was pressed.

    Each candidate limit takes a new count of the whole recording, so this is slow.
    """
    repetitions = report.stored.repetitions
    counts_otherwise = any(one.counted != one.rep.complete or one.added for one in repetitions)
    if report.poses is None or not counts_otherwise:
        return ()
    place = f"entry_limits_{report.stored.id}"
    kept = st.session_state.get(place)
    if kept is not None and kept[0] == report.stored.corrections:
        known: tuple[LimitProposal, ...] = kept[1]
        return known
    if not st.button(word("try_limits", language), key="try_limits", icon=":material/tune:"):
        return ()
    with st.spinner(word("trying_limits", language)):
        proposals = propose_entry_limits(exercise, list(load_poses(report.poses)), repetitions)
    st.session_state[place] = (report.stored.corrections, proposals)
    return proposals


def _show(
    report: SessionReport, exercise: Exercise, proposal: LimitProposal, language: Language
) -> None:
    text = word(
        "proposal",
        language,
        what=plain(limit_label(exercise, proposal.name, language)),
        proposed=compact(proposal.proposed, proposal.unit, language),
        now=compact(proposal.now, proposal.unit, language),
        would=proposal.would_agree,
        of=proposal.of,
        agrees=proposal.agrees_now,
        of_now=proposal.of_now,
    )
    st.info(text, icon=":material/tune:")
    begun = report.stored.beginning
    if begun.person_id is None or report.person is None:
        return
    own = store().people.limits(begun.person_id, begun.exercise)
    if own.get(proposal.name) == proposal.proposed:
        st.caption(
            f":material/check: {word('proposal_taken', language, name=plain(report.person))}"
        )
    elif st.button(
        word("take_proposal", language, name=plain(report.person)), key=f"take_{proposal.name}"
    ):
        limits = {**own, proposal.name: proposal.proposed}
        store().people.set_limits(begun.person_id, begun.exercise, limits)
        st.rerun()
