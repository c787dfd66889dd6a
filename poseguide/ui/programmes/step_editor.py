"""The fields for the amounts of one step of a programme, never above the dose of its source."""

from __future__ import annotations

from typing import Any

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.movement import Pace
from poseguide.definitions.schema import BaseExercise
from poseguide.reports.wording import dose_words
from poseguide.ui.markdown import plain
from poseguide.ui.widgets import ask_number


def choose_step(
    key: str, step: dict[str, Any], exercise: BaseExercise, language: Language
) -> dict[str, Any]:
    """Show the fields of one exercise's amounts, at first those of `step` or of the dose.

    Return the step as a table of a programme's file.
    """
    step, dose = dict(step), exercise.dose
    key = f"{key}_{exercise.id}"
    # An exercise with a pace that the camera counts may be set in repetitions; that is kept.
    pace = None if "repetitions" in step else exercise.led_by
    with st.container(horizontal=True):
        if pace is None and dose.repetitions:
            what = "how_many_per_side" if dose.per_side else "how_many"
            usual, most = dose.repetitions
            now = step.get("repetitions") or usual
            step["repetitions"] = ask_number(what, now, most, 1, f"{key}_{what}", language)
        if pace is None and dose.seconds:
            low, high = (round(seconds) for seconds in dose.seconds)
            now, what = round(step.get("seconds") or low), "how_many_seconds"
            step["seconds"] = ask_number(what, now, high, 5, f"{key}_{what}", language)
        if dose.sets > 1:
            now, what = step.get("sets") or dose.sets, "how_many_sets"
            step["sets"] = ask_number(what, now, dose.sets, 1, f"{key}_{what}", language)
    if pace is not None and len(pace.levels) > 1:
        step["levels"] = _choose_levels(key, step.get("levels", ()), pace, language)
    source = plain(dose.source[language])
    st.caption(word("own_dose", language, dose=dose_words(dose, language), source=source))
    return step


def _choose_levels(key: str, now: Any, pace: Pace, language: Language) -> list[int]:
    """Show the choice of levels of a pace; return their numbers from 1 in the order chosen."""
    return st.multiselect(
        word("own_levels", language),
        list(range(1, len(pace.levels) + 1)),
        default=list(now) or [1],
        format_func=lambda number: pace.levels[number - 1].label[language],
        placeholder=word("own_levels_none", language),
        key=f"{key}_levels_{language}",
    )
