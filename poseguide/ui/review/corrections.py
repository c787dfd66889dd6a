"""Forms that correct a repetition or add a missed one; corrections never replace what was found."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import clock
from poseguide.core.records import WorkSide
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.live.registry import store
from poseguide.training.corrections import Correction, ReviewedRep, Ruling, label_of, next_added
from poseguide.training.session import StoredSession
from poseguide.ui.markdown import plain

_AS_FOUND = "as_found_choice"
_RULINGS: dict[str, Ruling] = {"rule_kept": "ok", "rule_broken": "fault"}
_FOUND = {"ok": "rule_kept", "close": "rule_close", "fault": "rule_broken", "unseen": "unseen"}
_COUNTED = {"it_counts": True, "it_counts_not": False}


def show_corrections(
    stored: StoredSession, exercise: Exercise, selected: int | None, language: Language
) -> None:
    """Show the form of the selected repetition, and one for a repetition that was missed.

    `selected` is a repetition's number. Raise StoreError.
    """
    st.subheader(word("correct_title", language), anchor=False)
    st.caption(word("correct_help", language))
    repetitions = stored.repetitions
    if repetitions:
        _show_form(stored, exercise, _choose(repetitions, selected, language), language)
    with st.expander(word("add_missed", language), icon=":material/add:"):
        _show_adding(stored, exercise, language)


def _choose(
    repetitions: Sequence[ReviewedRep], selected: int | None, language: Language
) -> ReviewedRep:
    """Show the choice of a repetition, at first the one selected at the desk, and return it."""
    by_number = {one.rep.number: one for one in repetitions}
    numbers = list(by_number)
    # The key holds the desk's selection, so that a new one resets this box.
    number = st.selectbox(
        word("repetition", language),
        numbers,
        index=numbers.index(selected) if selected in by_number else 0,
        format_func=lambda number: _title(by_number[number], language),
        key=f"correct_{selected}_{language}",
    )
    return by_number[number]


def _title(one: ReviewedRep, language: Language) -> str:
    times = f"{clock(one.rep.start_s, language)}–{clock(one.rep.end_s, language)}"
    return f"{label_of(one.rep.number)} · {times}"


def _show_form(
    stored: StoredSession, exercise: Exercise, one: ReviewedRep, language: Language
) -> None:
    said = one.correction or Correction(one.rep.number)
    place = f"{stored.id}_{one.rep.number}_{language}"
    with st.form(f"opinion_{place}"):
        counted = _segments(
            word("does_it_count", language),
            list(_COUNTED),
            next((key for key, value in _COUNTED.items() if value == said.counted), None),
            word("complete_one" if one.rep.complete else "incomplete_one", language),
            f"counted_{place}",
            language,
        )
        side = None
        if exercise.sides != "both":
            found = word(one.rep.side, language)
            side = _segments(
                word("side", language),
                ["left", "right"],
                said.side,
                found,
                f"side_{place}",
                language,
            )
        rulings = {} if one.added else _ask_rulings(exercise, one, said, place, language)
        note = st.text_input(
            word("note", language), said.note, max_chars=500, key=f"opinion_note_{place}"
        )
        with st.container(horizontal=True):
            save = st.form_submit_button(
                word("save_correction", language), type="primary", icon=":material/check:"
            )
            back = st.form_submit_button(
                word("remove_added" if one.added else "take_back", language),
                disabled=one.correction is None,
            )
    if save:
        correction = Correction(
            one.rep.number,
            None if counted is None else _COUNTED[counted],
            _side(side),
            rulings,
            (note or "").strip(),
            said.start_s,
            said.end_s,
        )
        store().annotations.correct(stored.id, correction)
        st.rerun()
    if back:
        store().annotations.take_back(stored.id, one.rep.number)
        st.rerun()


def _ask_rulings(
    exercise: Exercise, one: ReviewedRep, said: Correction, place: str, language: Language
) -> dict[str, Ruling]:
    """Ask about each rule that was judged; return only the rulings that the person changed."""
    faults = {fault.name for fault in exercise.faults}
    rulings: dict[str, Ruling] = {}
    columns = st.columns(2)
    judged = [finding for finding in one.rep.findings if finding.rule in faults]
    for column, finding in enumerate(judged):
        before = said.rulings.get(finding.rule)
        with columns[column % 2]:
            chosen = _segments(
                plain(say(exercise, finding.rule, language).rstrip(".")),
                list(_RULINGS),
                next((key for key, value in _RULINGS.items() if value == before), None),
                word(_FOUND[finding.verdict], language),
                f"rule_{finding.rule}_{place}",
                language,
            )
        if chosen is not None:
            rulings[finding.rule] = _RULINGS[chosen]
    return rulings


def _segments(
    label: str, keys: list[str], before: str | None, found: str, place: str, language: Language
) -> str | None:
    """Show the keys and "as found", which names what was found; return the key, or None."""
    words = {key: word(key, language) for key in keys}
    words[_AS_FOUND] = word(_AS_FOUND, language, found=found)
    chosen = st.segmented_control(
        label,
        [_AS_FOUND, *keys],
        default=before or _AS_FOUND,
        required=True,
        format_func=words.__getitem__,
        key=place,
    )
    return None if chosen == _AS_FOUND else chosen


def _show_adding(stored: StoredSession, exercise: Exercise, language: Language) -> None:
    number = next_added(stored.corrections)
    end_s = max(stored.progress.seconds, 0.2)
    with st.form(f"add_{stored.id}_{number}_{language}"):
        with st.container(horizontal=True):
            start = st.number_input(word("start_s", language), 0.0, end_s, 0.0, 0.1, format="%.1f")
            end = st.number_input(word("end_s", language), 0.0, end_s, 0.0, 0.1, format="%.1f")
        side = None
        if exercise.sides != "both":
            side = st.segmented_control(
                word("side", language),
                ["left", "right"],
                default="left",
                required=True,
                format_func=lambda key: word(key, language),
            )
        note = st.text_input(word("note", language), max_chars=500)
        if not st.form_submit_button(word("add_repetition", language), icon=":material/add:"):
            return
    if not start < end:
        st.error(word("add_order", language), icon=":material/error:")
        return
    correction = Correction(number, None, _side(side), {}, (note or "").strip(), start, end)
    store().annotations.correct(stored.id, correction)
    st.rerun()


def _side(chosen: str | None) -> WorkSide | None:
    return "left" if chosen == "left" else "right" if chosen == "right" else None
