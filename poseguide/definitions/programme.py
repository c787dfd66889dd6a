"""Programmes: exercises in order, with their days and times; found, checked and loaded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from poseguide.core.errors import (
    DefinitionError,
    Problem,
    UnknownExerciseError,
    UnknownProgrammeError,
)
from poseguide.definitions.base import Name, Text
from poseguide.definitions.catalog import folder, load_any, paths
from poseguide.definitions.ranges import AskedSeconds, Listed, Pause, Whole
from poseguide.definitions.schema import BaseExercise, Exercise
from poseguide.definitions.toml_schema import (
    Place,
    content_of,
    problems_of,
    table_in,
    text_of,
    validated,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: The days of the week in order.
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def _is_clock(text: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError("must be a time of day such as 08:00 or 16:30, up to 23:59")
    return text


#: A time of day from 00:00 to 23:59, two digits each.
Clock = Annotated[str, AfterValidator(_is_clock)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ProgrammeStep(_Part):
    """One exercise, and how much of it where that is not the low end of its dose.

    `levels` are those of its pace, from 1, in the order in which they are climbed; the first one
    where there are none. `rest_s` is the rest before it.
    """

    exercise: Name
    repetitions: Whole | None = None
    seconds: AskedSeconds | None = None
    sets: Whole | None = None
    levels: Listed[Whole] = ()
    rest_s: Pause = 15.0

    @field_validator("levels")
    @classmethod
    def _check_levels(cls, levels: tuple[int, ...]) -> tuple[int, ...]:
        _refuse(_twice(levels))
        return levels


class GuideCard(_Part):
    """Something to know before; with `once`, shown until the person says that it is done."""

    name: Name
    title: Text
    text: Text
    once: Annotated[bool, Field(strict=True)] = False


class Programme(_Part):
    """Exercises to be done in order, on which days and at which times.

    With `grows` the amounts follow how it goes; else they stay. With `worst` it is begun when the
    pain is worst. `felt_after_weeks` is when results are often felt. Every key is explained in
    `exercises/programmes/README.md`.
    """

    id: Name
    name: Text
    purpose: Text
    source: Text
    cautions: Listed[Text] = ()
    guide: Listed[GuideCard] = ()
    days: Annotated[Listed[Weekday], Field(min_length=1)] = WEEKDAYS
    times: Annotated[Listed[Clock], Field(min_length=1)]
    grows: Annotated[bool, Field(strict=True)] = True
    worst: Annotated[bool, Field(strict=True)] = False
    felt_after_weeks: tuple[Whole, Whole] | None = None
    steps: Annotated[Listed[ProgrammeStep], Field(min_length=1)]

    @field_validator("days")
    @classmethod
    def _check_days(cls, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        is_sorted = sorted(days, key=WEEKDAYS.index) == list(days)
        _refuse(_twice(days), "" if is_sorted else "must be in the order of the week, “mon” first")
        return days

    @field_validator("times")
    @classmethod
    def _check_times(cls, times: tuple[str, ...]) -> tuple[str, ...]:
        is_sorted = sorted(times) == list(times)
        _refuse(_twice(times), "" if is_sorted else "must be in the order of the day")
        return times

    @field_validator("guide")
    @classmethod
    def _check_guide(cls, guide: tuple[GuideCard, ...]) -> tuple[GuideCard, ...]:
        _refuse(_twice([card.name for card in guide]))
        return guide

    @field_validator("felt_after_weeks")
    @classmethod
    def _check_weeks(cls, weeks: tuple[int, int] | None) -> tuple[int, int] | None:
        if weeks is not None and weeks[0] > weeks[1]:
            raise ValueError("goes from the fewest weeks to the most")
        return weeks


def _twice(values: Sequence[object]) -> str:
    """Return the values that are there more than once, in words; "" if none is."""
    doubled = dict.fromkeys(value for value in values if values.count(value) > 1)
    return ", ".join(f"“{value}” is named twice" for value in doubled)


def _refuse(*problems: str) -> None:
    if told := ", and ".join(filter(None, problems)):
        raise ValueError(told)


# --- finding and loading -------------------------------------------------------------------------


def programmes_folder() -> Path:
    """The folder of the programme files that come with PoseGuide."""
    return folder() / "programmes"


def programme_paths() -> list[Path]:
    """All programme files, by name."""
    return sorted(programmes_folder().glob("*.toml"))


def programmes() -> list[Programme]:
    """All programmes that come with PoseGuide, by id. Raises DefinitionError."""
    exercises = _exercises()
    return [_programme_from(content_of(path), path, exercises) for path in programme_paths()]


def load_programme(programme_id: str) -> Programme:
    """The programme of this id. Raises UnknownProgrammeError, and DefinitionError as its file."""
    known = [path.stem for path in programme_paths()]
    if programme_id not in known:
        raise UnknownProgrammeError(programme_id, known)
    return read_programme(programmes_folder() / f"{programme_id}.toml")


def read_programme(path: Path) -> Programme:
    """Read and checks one file. Raises DefinitionError with everything that is wrong at once."""
    return _programme_from(content_of(path), path, _exercises())


def programme_from_table(table: Mapping[str, Any], path: Path) -> Programme:
    """The programme in a table, as `table_of` makes it; checked as a file called `path` is."""
    return _checked(table, path, "")


def table_of(programme: Programme) -> dict[str, Any]:
    """A programme as a table of plain values, fit for JSON."""
    return programme.model_dump(mode="json", exclude_none=True)


def is_programme(path: Path) -> bool:
    """Return whether a file has more of a programme's own keys than of an exercise's.

    False for a file that cannot be read or is not TOML.
    """
    try:
        keys = table_in(text_of(content_of(path), path), path).keys()
    except DefinitionError:
        return False
    programme, exercise = set(Programme.model_fields), {*Exercise.model_fields, "pace"}
    return len(keys & (programme - exercise)) > len(keys & (exercise - programme))


def worst_clashes(found: Iterable[Programme]) -> list[Problem]:
    """Return what is wrong among programmes: only one may be begun when the pain is worst."""
    worst = [programme.id for programme in found if programme.worst]
    return [
        Problem(
            programmes_folder() / f"{other}.toml",
            None,
            "worst",
            f"“{worst[0]}” is begun already when the pain is worst",
        )
        for other in worst[1:]
    ]


# --- checking ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _programme_from(
    content: bytes, path: Path, _checked_against: tuple[tuple[Path, bytes], ...]
) -> Programme:
    """The programme in what stands in a file; kept, as an exercise is in the catalogue.

    Where one of the exercise files that it is checked against changes, it is checked again.
    """
    text = text_of(content, path)
    return _checked(table_in(text, path), path, text)


def _exercises() -> tuple[tuple[Path, bytes], ...]:
    """What stands in each exercise file that can be read."""
    found = []
    for path in paths():
        with suppress(DefinitionError):
            found.append((path, content_of(path)))
    return tuple(found)


def _checked(table: Mapping[str, Any], path: Path, text: str) -> Programme:
    programme, wrong = validated(table, Programme)
    found = table.get("id")
    if isinstance(found, str) and found != path.stem:
        wrong.append((("id",), f"must be the file's name, “{path.stem}”, not “{found}”"))
    wrong += _unfit(table.get("steps"), [place for place, _ in wrong])
    if wrong or programme is None:
        raise DefinitionError(problems_of(wrong, path, text))
    return programme


def _unfit(steps: object, wrong: Collection[Place]) -> Iterator[tuple[Place, str]]:
    """Yield where steps do not fit the exercises that they name, beside what is `wrong` already."""
    for number, part in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(part, dict):
            continue
        bad = {place[2] for place in wrong if place[:2] == ("steps", number) and len(place) > 2}
        sound = {key: value for key, value in part.items() if key not in bad}
        step, _ = validated(sound, ProgrammeStep)
        if step is not None:
            yield from ((("steps", number, *at), what) for at, what in _misfits(step))


def _misfits(step: ProgrammeStep) -> Iterator[tuple[Place, str]]:
    try:
        exercise = load_any(step.exercise).exercise
    except UnknownExerciseError as error:
        known = ", ".join(error.known)
        yield ("exercise",), f"there is no exercise “{step.exercise}”; there are {known}"
    except DefinitionError:
        why = f"the file of “{step.exercise}” is broken; `poseguide check` tells what is wrong"
        yield ("exercise",), why
    else:
        yield from _beyond(step, exercise)


def _beyond(step: ProgrammeStep, exercise: BaseExercise) -> Iterator[tuple[Place, str]]:
    """The amounts that the exercise cannot take: fewer than its dose may be, more may not."""
    dose = exercise.dose
    amounts = (
        ("repetitions", step.repetitions, dose.repetitions and dose.repetitions[1]),
        ("seconds", step.seconds, dose.seconds and dose.seconds[1]),
        ("sets", step.sets, dose.sets),
    )
    for key, amount, most in amounts:
        if amount is None:
            continue
        if step.levels and key != "sets":
            yield (key,), "“levels” say how much: give one of both"
        elif exercise.tracked is None and key == "repetitions":
            yield (key,), f"{exercise.id} is led by a pace; give “levels” instead"
        elif most is None:
            yield (key,), f"{exercise.id} has no {key} in its dose; leave it out"
        elif amount > most:
            yield (key,), f"must be at most {most:g}, the most of the dose of {exercise.id}"
    yield from _missing_levels(step, exercise)


def _missing_levels(step: ProgrammeStep, exercise: BaseExercise) -> Iterator[tuple[Place, str]]:
    pace = exercise.led_by
    if pace is None and step.levels:
        yield ("levels",), f"{exercise.id} has no levels; leave it out"
        return
    for number, level in enumerate(step.levels):
        if pace is not None and level > len(pace.levels):
            last = len(pace.levels)
            yield ("levels", number), f"there is no level {level}; {exercise.id} has 1 to {last}"
