"""How much of an exercise a written programme asks for: never more than its source does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from poseguide.exercise import Described, Exercise, Language, Pace, PacedExercise
from poseguide.numerals import dose_words
from poseguide.words import word


def choose_step(
    key: str, step: dict[str, Any], exercise: Described, language: Language
) -> dict[str, Any]:
    """The amounts of one exercise, which begin as `step` has them, or as its dose does.

    Fewer than the dose are allowed, down to 1, more are not. Gives the step as it stands in a
    programme's file.
    """
    step, dose = dict(step), exercise.dose
    key = f"{key}_{exercise.id}"
    pace = exercise.pace if isinstance(exercise, Exercise | PacedExercise) else None
    with st.container(horizontal=True):
        if pace is None and dose.repetitions:
            what = "how_many_per_side" if dose.per_side else "how_many"
            usual, most = dose.repetitions
            now = step.get("repetitions") or usual
            step["repetitions"] = _number(key, what, now, most, 1, language)
        if pace is None and dose.seconds:
            low, high = (round(seconds) for seconds in dose.seconds)
            now = round(step.get("seconds") or low)
            step["seconds"] = _number(key, "how_many_seconds", now, high, 5, language)
        if dose.sets > 1:
            now = step.get("sets") or dose.sets
            step["sets"] = _number(key, "how_many_sets", now, dose.sets, 1, language)
    if pace is not None and len(pace.levels) > 1:
        step["levels"] = _choose_levels(key, step.get("levels", ()), pace, language)
    source = dose.source[language]
    told = word("own_dose", language, dose=dose_words(dose, language), source=source)
    st.caption(told)
    return step


def _number(key: str, what: str, now: int, most: int, by: int, language: Language) -> int:
    label = word(what, language)
    return int(st.number_input(label, 1, most, now, by, key=f"{key}_{what}", width=180))


def _choose_levels(key: str, now: Any, pace: Pace, language: Language) -> list[int]:
    """The levels of a pace from 1, in the order in which they are climbed."""
    return st.multiselect(
        word("own_levels", language),
        list(range(1, len(pace.levels) + 1)),
        default=list(now) or [1],
        format_func=lambda number: pace.levels[number - 1].label[language],
        placeholder=word("own_levels_none", language),
        key=f"{key}_levels_{language}",
    )
