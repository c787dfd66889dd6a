"""The exercises and the programmes as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from poseguide.cli.options import new_table
from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any
from poseguide.definitions.programme import Programme
from poseguide.definitions.schema import BaseExercise
from poseguide.reports.wording import dose_words


def exercise_table(exercises: Iterable[BaseExercise], language: Language) -> Table:
    """A row an exercise: id, name, posture, which sides work, dose."""
    table = new_table()
    table.add_column(word("exercise_id", language), no_wrap=True)
    for key in ("name", "posture", "sides", "dose"):
        table.add_column(word(key, language))
    for exercise in exercises:
        table.add_row(
            exercise.id,
            exercise.name[language],
            *_posture_and_sides(exercise, language),
            dose_words(exercise.dose, language),
        )
    return table


def programme_table(programmes: Iterable[Programme], language: Language) -> Table:
    """A row a programme: id, name, the names of its exercises in their order."""
    table = new_table()
    table.add_column(word("exercise_id", language), no_wrap=True)
    for key in ("programme", "programme_exercises"):
        table.add_column(word(key, language))
    for programme in programmes:
        steps = (load_any(step.exercise).exercise.name[language] for step in programme.steps)
        table.add_row(programme.id, programme.name[language], "\n".join(steps))
    return table


def _posture_and_sides(exercise: BaseExercise, language: Language) -> tuple[str, str]:
    tracked = exercise.tracked
    if tracked is None:
        return word("no_camera", language), "–"
    return word(tracked.posture, language), word(f"sides_{tracked.sides}", language)
