"""The choice of an exercise, and of a goal within its dose."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions import catalog
from poseguide.definitions.catalog import Definition, PacedDefinition
from poseguide.definitions.movement import Pace
from poseguide.definitions.schema import BaseExercise
from poseguide.training.goal import Goal, usual_goal
from poseguide.ui.state import remember, remembered_index
from poseguide.ui.widgets import ask_number

#: Query parameter by which a link to the page Exercise names the exercise.
ASKED = "exercise"


def choose_exercise(language: Language) -> Definition | PacedDefinition:
    """Show the choice of an exercise and return it; a link to the page can preselect one.

    Raise DefinitionError like `catalog.read`.
    """
    known = {path.stem: catalog.read(path) for path in catalog.paths()}
    names = list(known)
    asked = st.query_params.get(ASKED)
    if asked is not None:
        del st.query_params[ASKED]
    if asked in known:
        remember("live_exercise", asked)
    chosen = st.selectbox(
        word("exercise", language),
        names,
        index=remembered_index("live_exercise", names, names[0]) or 0,
        format_func=lambda name: known[name].exercise.name[language],
        key=f"live_exercise_{language}",
    )
    remember("live_exercise", chosen)
    return known[chosen]


def choose_goal(exercise: BaseExercise, language: Language) -> Goal:
    """Show the fields of a goal and return it: within the dose, at first its low end."""
    pace = exercise.led_by
    if pace is not None:
        return usual_goal(exercise, _choose_level(exercise, pace, language))
    goal, dose = usual_goal(exercise), exercise.dose
    with st.container(horizontal=True):
        if dose.repetitions and dose.repetitions[0] < dose.repetitions[1]:
            key = "how_many_per_side" if dose.per_side else "how_many"
            count = _ask_number(exercise, key, *dose.repetitions, dose.step, language)
            goal = replace(goal, repetitions=count)
        if dose.seconds and dose.seconds[0] < dose.seconds[1]:
            low, high = (round(seconds) for seconds in dose.seconds)
            seconds = _ask_number(exercise, "how_many_seconds", low, high, 5, language)
            goal = replace(goal, seconds=float(seconds))
        if dose.sets > 1:
            sets = _ask_number(exercise, "how_many_sets", 1, dose.sets, 1, language)
            goal = replace(goal, sets=sets)
    return goal


def _choose_level(exercise: BaseExercise, pace: Pace, language: Language) -> int:
    if len(pace.levels) == 1:
        return 0
    chosen = st.selectbox(
        word("level", language),
        range(len(pace.levels)),
        format_func=lambda number: pace.levels[number].label[language],
        key=f"level_{exercise.id}",
    )
    return chosen or 0


def _ask_number(
    exercise: BaseExercise, key: str, low: int, high: int, step: int, language: Language
) -> int:
    """Ask for one number of the goal: at most `high`, at first `low`, for sets at first `high`."""
    usual = high if key == "how_many_sets" else low
    by = 1 if low == 1 else step
    return ask_number(key, usual, high, by, f"{key}_{exercise.id}", language)
