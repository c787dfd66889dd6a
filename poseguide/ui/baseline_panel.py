"""The panel that makes the good repetitions of a session a person's own normal."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import LimitError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import compact
from poseguide.definitions.schema import Exercise
from poseguide.live.registry import store
from poseguide.storage.people_repository import LimitSource
from poseguide.training.baseline import FEWEST, Baseline, learn
from poseguide.training.corrections import good_reps
from poseguide.training.session import StoredSession
from poseguide.ui.limits_panel import limit_label
from poseguide.ui.markdown import plain


def normal_in(stored: StoredSession, usual: Exercise) -> Baseline | None:
    """Return what is normal in a session's good repetitions; None where they are too few for it.

    `usual` is the exercise with the limits of its file.
    """
    good = good_reps(stored.repetitions)
    if len(good) < FEWEST:
        return None
    try:
        baseline = learn(usual, good)
    except LimitError:  # what follows is no limit that the exercise can have
        return None
    return baseline if baseline.own else None


def offer_baseline(
    stored: StoredSession, usual: Exercise, baseline: Baseline, language: Language, *, ask: str
) -> None:
    """Show what is normal, and for the session's person a button that takes it.

    `ask` is the word on the button. Raise StoreError.
    """
    person_id = stored.beginning.person_id
    own = store().people.limits(person_id, usual.id)
    _show(baseline, usual, own, language)
    if person_id is None:
        st.caption(word("proposal_needs_person", language))
        return
    name = plain(store().people.find(person_id).name)
    if all(own.get(rule) == limit for rule, limit in baseline.limits.items()):
        st.caption(f":material/check: {word('baseline_taken', language, name=name)}")
    elif st.button(word(ask, language, name=name), key="take_baseline", icon=":material/person:"):
        source = LimitSource(stored.beginning.started_at, stored.beginning.name)
        learned = dict.fromkeys(baseline.limits, source)
        store().people.set_limits(person_id, usual.id, own | baseline.limits, learned)
        st.rerun()


def _show(baseline: Baseline, usual: Exercise, own: dict[str, float], language: Language) -> None:
    """Show each limit beside the usual one and the one of now, and what is in doubt."""
    st.markdown(word("baseline_from", language, number=baseline.repetitions))
    lines = [
        word(
            "baseline_line",
            language,
            what=plain(limit_label(usual, one.rule, language)),
            normal=compact(one.normal, one.unit, language),
            limit=compact(one.limit, one.unit, language),
            now=compact(own.get(one.rule, one.usual), one.unit, language),
            usual=compact(one.usual, one.unit, language),
        )
        for one in baseline.own
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    for doubt in baseline.doubts(usual, language):
        st.warning(plain(doubt), icon=":material/help:")
