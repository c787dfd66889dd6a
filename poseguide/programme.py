"""Programmes: exercises in order, with their days and times; found, checked and loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from poseguide.catalog import folder, load_any
from poseguide.definition_file import (
    Place,
    Wrong,
    content_of,
    problems_of,
    text_of,
    validated,
)
from poseguide.definition_file import table_of as table_in
from poseguide.errors import DefinitionError, UnknownExerciseError, UnknownProgrammeError
from poseguide.exercise import (
    Described,
    Exercise,
    Name,
    NotNegative,
    PacedExercise,
    Positive,
    Text,
    Whole,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: The days of the week in order.
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
#: A time of day with two digits each: 08:00.
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ProgrammeStep(_Part):
    """One exercise, and how much of it where that is not the low end of its dose.

    `levels` are those of its pace, from 1, in the order in which they are climbed; the first one
    where there are none. `rest_s` is the rest before it.
    """

    exercise: Name
    repetitions: Whole | None = None
    seconds: Positive | None = None
    sets: Whole | None = None
    levels: tuple[Whole, ...] = ()
    rest_s: NotNegative = 15.0


class GuideCard(_Part):
    """Something to know before; with `once`, shown until the person says that it is done."""

    name: Name
    title: Text
    text: Text
    once: Annotated[bool, Field(strict=True)] = False


class Programme(_Part):
    """Exercises to be done in order, on which days and at which times.

    With `grows` the amounts follow how it goes; else they stay. With `worst` it is begun when the
    pain is worst. `felt_after_weeks` is when results are often felt.
    """

    id: Name
    name: Text
    purpose: Text
    source: Text
    cautions: tuple[Text, ...] = ()
    guide: tuple[GuideCard, ...] = ()
    days: Annotated[tuple[Weekday, ...], Field(min_length=1)] = WEEKDAYS
    times: Annotated[tuple[Clock, ...], Field(min_length=1)]
    grows: Annotated[bool, Field(strict=True)] = True
    worst: Annotated[bool, Field(strict=True)] = False
    felt_after_weeks: tuple[Whole, Whole] | None = None
    steps: Annotated[tuple[ProgrammeStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        places = [WEEKDAYS.index(day) for day in self.days]
        if any(later <= earlier for earlier, later in pairwise(places)):
            raise ValueError("the days stand in the order of the week, each once")
        if any(later <= earlier for earlier, later in pairwise(self.times)):
            raise ValueError("the times stand in their order, each once")
        weeks = self.felt_after_weeks
        if weeks is not None and weeks[0] > weeks[1]:
            raise ValueError("“felt_after_weeks” goes from the fewest to the most")
        names = [card.name for card in self.guide]
        if len(set(names)) < len(names):
            raise ValueError("two cards of the guide have the same name")
        return self


def programmes_folder() -> Path:
    """The folder of the programme files that come with PoseGuide."""
    return folder() / "programmes"


def programme_paths() -> list[Path]:
    """All programme files, by name."""
    return sorted(programmes_folder().glob("*.toml"))


def programmes() -> list[Programme]:
    """All programmes that come with PoseGuide, by id. Raises DefinitionError."""
    return [read_programme(path) for path in programme_paths()]


def load_programme(programme_id: str) -> Programme:
    """The programme of this id. Raises UnknownProgrammeError, and DefinitionError as its file."""
    known = [path.stem for path in programme_paths()]
    if programme_id not in known:
        raise UnknownProgrammeError(programme_id, known)
    return read_programme(programmes_folder() / f"{programme_id}.toml")


def read_programme(path: Path) -> Programme:
    """Reads and checks one file. Raises DefinitionError with everything that is wrong at once."""
    text = text_of(content_of(path), path)
    return _programme(table_in(text, path), path, text)


def programme_from_table(table: Mapping[str, Any], path: Path) -> Programme:
    """The programme in a table, as `table_of` makes it; checked as a file called `path` is."""
    return _programme(table, path, "")


def table_of(programme: Programme) -> dict[str, Any]:
    """A programme as a table of plain values, fit for JSON."""
    return programme.model_dump(mode="json", exclude_defaults=True)


def _programme(table: Mapping[str, Any], path: Path, text: str) -> Programme:
    programme, wrong = validated(table, Programme)
    if programme is not None:
        if programme.id != path.stem:
            what = f"must be the file's name, “{path.stem}”, not “{programme.id}”"
            wrong.append((("id",), what))
        wrong += _unfit(programme)
    if wrong or programme is None:
        raise DefinitionError(problems_of(wrong, path, text))
    return programme


def _unfit(programme: Programme) -> Wrong:
    """Where the steps do not fit the exercises that they name."""
    wrong: Wrong = []
    for number, step in enumerate(programme.steps):
        place: Place = ("steps", number)
        try:
            exercise = load_any(step.exercise).exercise
        except (UnknownExerciseError, DefinitionError) as error:
            wrong.append(((*place, "exercise"), str(error)))
            continue
        wrong += [((*place, key), what) for key, what in _beyond(step, exercise)]
    return wrong


def _beyond(step: ProgrammeStep, exercise: Described) -> Iterator[tuple[str, str]]:
    """The amounts that the exercise cannot take: fewer than its dose may be, more may not."""
    dose = exercise.dose
    pace = exercise.pace if isinstance(exercise, Exercise | PacedExercise) else None
    amounts: tuple[tuple[str, float | None, float | None], ...] = (
        ("repetitions", step.repetitions, dose.repetitions and dose.repetitions[1]),
        ("seconds", step.seconds, dose.seconds and dose.seconds[1]),
        ("sets", step.sets, dose.sets),
    )
    for key, amount, most in amounts:
        if amount is None:
            continue
        if most is None or (key == "repetitions" and pace is not None):
            why = "its pace says how many" if pace is not None else f"it has no {key}"
            yield key, f"{exercise.id} takes none: {why}"
        elif amount > most:
            yield key, f"must be at most {most:g}, the most that {exercise.id} is done"
    number = len(pace.levels) if pace is not None else 0
    for level in step.levels:
        if level > number:
            there = f"it has {number}" if number else "it has none"
            yield "levels", f"{exercise.id} has no level {level}; {there}"
    if len(set(step.levels)) < len(step.levels):
        yield "levels", "each level stands there once"
