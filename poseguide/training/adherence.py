"""Adherence over many sessions: days and doses, weeks of range and tempo, pain, and regularity.

Days are those of the person's own time zone; None for the zone is the one of this computer. A
sample that comes with PoseGuide is nobody's exercise and never counts; a video counts on the day it
was checked.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from poseguide.core.i18n.message import Message
from poseguide.core.records import WorkSide
from poseguide.definitions.schema import BaseExercise
from poseguide.training.goal import Goal
from poseguide.training.session import HistoryEntry

#: After this long without exercise somebody is welcomed back.
_PAUSE = timedelta(days=14)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DayDose:
    """The dose of one exercise done on one day, against the goal of its last session that day.

    `left`, `right` and `total` are repetitions as corrected, of all `sessions` of the day together;
    where only a pace led, those that it led through. `hold_s` is the longest hold. `needed` are the
    repetitions that the goal asks for, on each side where `per_side`; for a hold, how many holds.
    `times` is how often the whole goal was reached, of the `times_a_day` that the exercise
    prescribes.
    """

    exercise: str
    goal: Goal
    sessions: int
    left: int
    right: int
    total: int
    hold_s: float | None
    needed: int
    per_side: bool
    times: int
    times_a_day: int

    @property
    def met(self) -> bool:
        """Return whether the whole dose of the day was done."""
        return self.times >= self.times_a_day


@dataclass(frozen=True)
class Week:
    """The usual range and tempo of one side in the week that begins on `monday`.

    Medians over its sessions; `range` in the unit of the main signal; None where nothing was seen.
    """

    monday: date
    side: WorkSide
    range: float | None
    tempo_s: float | None
    sessions: int


@dataclass(frozen=True)
class Pain:
    """Pain before and after a session, 0 to 10; None for no answer."""

    at: datetime
    exercise: str
    before: int | None
    after: int | None


def is_training(entry: HistoryEntry) -> bool:
    """Return whether somebody exercised: not a sample, and something was tried."""
    tried = entry.counts.complete + entry.counts.incomplete + entry.paced
    return entry.source != "sample" and bool(tried or entry.hold_s)


def day_of(moment: datetime, zone: tzinfo | None) -> date:
    """Return the day on which it was, where the person lives."""
    return moment.astimezone(zone).date()


def days(
    entries: Iterable[HistoryEntry], known: Mapping[str, BaseExercise], zone: tzinfo | None
) -> dict[date, list[DayDose]]:
    """Return what was done on each day with exercise, by exercise in the order of the day.

    `known` are the exercises by id; of one that is not there any more, the goal alone is known.
    """
    found: dict[date, dict[str, list[HistoryEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if is_training(entry):
            found[day_of(entry.started_at, zone)][entry.exercise].append(entry)
    return {
        day: [_done(some, known.get(exercise)) for exercise, some in by_exercise.items()]
        for day, by_exercise in found.items()
    }


def done_in(entry: HistoryEntry, known: Mapping[str, BaseExercise]) -> DayDose:
    """Return one session against its own goal; reaching it once is enough."""
    return _done([entry], known.get(entry.exercise), times_a_day=1)


def _done(
    entries: Sequence[HistoryEntry], exercise: BaseExercise | None, times_a_day: int = 0
) -> DayDose:
    goal = entries[-1].goal
    left = sum(entry.counts.left for entry in entries)
    right = sum(entry.counts.right for entry in entries)
    # A pace that leads through what a camera counts too counts the same repetitions.
    total = sum(max(entry.counts.complete, entry.paced) for entry in entries)
    holds = [entry.hold_s for entry in entries if entry.hold_s is not None]
    needed = (goal.repetitions or 1) * goal.sets
    per_side = goal.per_side and _works_by_side(exercise, left + right > 0)
    if goal.per_side and not per_side:
        needed *= 2
    if goal.repetitions is None and goal.seconds is not None:
        times = sum(seconds >= goal.seconds for seconds in holds) // needed
    else:
        times = (min(left, right) if per_side else total) // needed
    return DayDose(
        exercise=entries[-1].exercise,
        goal=goal,
        sessions=len(entries),
        left=left,
        right=right,
        total=total,
        hold_s=max(holds, default=None),
        needed=needed,
        per_side=per_side,
        times=times,
        times_a_day=times_a_day or (exercise.dose.times_a_day if exercise else 1),
    )


def _works_by_side(exercise: BaseExercise | None, told_apart: bool) -> bool:
    """Return whether each side has its own count, as the goal of a session follows them."""
    tracked = exercise.tracked if exercise else None
    return told_apart if tracked is None else tracked.counts_by_side


def weeks(entries: Iterable[HistoryEntry], exercise: str, zone: tzinfo | None) -> list[Week]:
    """Range and tempo of an exercise in each week that it was done, by side, oldest first."""
    found: dict[tuple[date, WorkSide], list[HistoryEntry]] = defaultdict(list)
    for entry in entries:
        if entry.exercise == exercise and is_training(entry):
            monday = _monday(day_of(entry.started_at, zone))
            for side in sorted({*entry.ranges, *entry.tempos_s}):
                found[monday, side].append(entry)
    return [
        Week(
            monday,
            side,
            _median(entry.ranges.get(side) for entry in some),
            _median(entry.tempos_s.get(side) for entry in some),
            len(some),
        )
        for (monday, side), some in sorted(found.items())
    ]


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def pains(entries: Iterable[HistoryEntry], zone: tzinfo | None) -> list[Pain]:
    """Return the pain that was told, session by session, in the person's own time."""
    return [
        Pain(entry.started_at.astimezone(zone), entry.exercise, entry.pain_before, entry.pain_after)
        for entry in entries
        if is_training(entry) and (entry.pain_before, entry.pain_after) != (None, None)
    ]


def praise(trained: Collection[date], today: date) -> list[Message]:
    """Return the praise that a person earned by exercising regularly; [] without any.

    `trained` are the days on which they exercised. Nothing is said of days that were missed, and a
    week that has just begun takes nothing away.
    """
    trained = {day for day in trained if day <= today}
    found = [Message("history_welcome_back")] if _after_pause(trained, today) else []
    for key, length in (("history_of_7", 7), ("history_of_28", 28)):
        number = sum(today - day < timedelta(days=length) for day in trained)
        if number:
            found.append(Message(key, {"number": number}))
    in_a_row = _weeks_in_a_row(trained, today)
    if in_a_row > 1:
        found.append(Message("history_weeks", {"number": in_a_row}))
    return found


def _weeks_in_a_row(trained: set[date], today: date) -> int:
    mondays = {_monday(day) for day in trained}
    monday = _monday(today)
    if monday not in mondays:
        monday -= _WEEK
    number = 0
    while monday in mondays:
        number, monday = number + 1, monday - _WEEK
    return number


def _after_pause(trained: set[date], today: date) -> bool:
    """Return whether somebody comes now, or came in the last days, after a pause."""
    recent = {day for day in trained if today - day < _WEEK}
    earlier = max(trained - recent, default=None)
    return earlier is not None and min(recent, default=today) - earlier >= _PAUSE


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
