"""How much of an exercise was asked for and done, in words."""

from __future__ import annotations

from collections.abc import Mapping

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import compact, decimal, span
from poseguide.core.records import Counts
from poseguide.definitions.schema import BaseExercise, Dose
from poseguide.training.adherence import DayDose
from poseguide.training.goal import Goal
from poseguide.training.session import HistoryEntry

Known = Mapping[str, BaseExercise]


def exercise_name(exercise: str, known: Known, language: Language) -> str:
    """The name of an exercise, also of one whose file is gone."""
    found = known.get(exercise)
    return found.name[language] if found else word("history_unnamed", language, name=exercise)


def amount_words(done: DayDose, language: Language) -> str:
    """What was done of what the goal asks for: “left 6, right 5, of 6 each”."""
    goal = done.goal
    if done.times_a_day > 1:
        return word("amount_times", language, times=done.times, number=done.times_a_day)
    if goal.repetitions is None and goal.seconds is not None:
        held = decimal(done.hold_s or 0.0, 0, language)
        seconds = decimal(goal.seconds, 0, language)
        return word("amount_hold", language, held=held, seconds=seconds)
    if done.per_side:
        return word("amount_sides", language, left=done.left, right=done.right, needed=done.needed)
    return word("amount_total", language, total=done.total, needed=done.needed)


def goal_words(goal: Goal, language: Language) -> str:
    """What a goal asks for: “6 on each side, 2 sets”."""
    if goal.repetitions is None:
        seconds = goal.seconds or 0.0
        parts = [word("dose_seconds", language, amount=seconds, number=seconds)]
    elif goal.per_side:
        parts = [word("history_goal_side", language, number=goal.repetitions)]
    else:
        parts = [f"{goal.repetitions}"]
    if goal.sets > 1:
        parts.append(word("dose_sets", language, number=goal.sets))
    return ", ".join(parts)


def count_words(counts: Counts, language: Language) -> str:
    """Counts of repetitions: “6 left, 5 right, 1 not counted”."""
    if counts.left or counts.right:
        parts = [
            word("history_count_left", language, number=counts.left),
            word("history_count_right", language, number=counts.right),
        ]
    else:
        parts = [word("history_count_complete", language, number=counts.complete)]
    if counts.incomplete:
        parts.append(word("history_count_incomplete", language, number=counts.incomplete))
    return ", ".join(parts)


def asked_words(goal: Goal, exercise: BaseExercise, language: Language) -> str:
    """What a goal of this exercise asks for: “2 × 8 repetitions on each side”.

    A pace's level is told by its own name where there are several. Raises IndexError for a level
    that the pace does not have.
    """
    asked = _one_set(goal, exercise, language)
    if goal.sets > 1:
        asked = word("asked_sets", language, sets=goal.sets, asked=asked)
    return f"{asked} {word('dose_per_side', language)}" if goal.per_side else asked


def _one_set(goal: Goal, exercise: BaseExercise, language: Language) -> str:
    times, seconds = goal.repetitions or 1, goal.seconds
    pace = exercise.led_by
    if goal.level is not None and pace is not None and len(pace.levels) > 1:
        label = pace.levels[goal.level].label[language]
        return word("asked_level", language, level=label, number=times)
    if seconds is None:
        return word("dose_repetitions", language, amount=times, number=times)
    length = word("dose_seconds", language, amount=seconds, number=seconds)
    return length if times == 1 else word("asked_holds", language, number=times, length=length)


def found_words(entry: HistoryEntry, language: Language) -> str:
    """What was found: counts, or the longest hold, or how much the pace led through."""
    if entry.source == "timer":
        return word("report_led", language, number=entry.paced)
    if entry.hold_s is not None:
        return compact(entry.hold_s, "s", language)
    return compact_counts(entry.found, language)


def compact_counts(counts: Counts, language: Language) -> str:
    """Counts as short as they go: “12 (6 L, 6 R), 1 incomplete”."""
    told = f"{counts.complete}"
    if counts.left or counts.right:
        told += word("report_by_side", language, left=counts.left, right=counts.right)
    if counts.incomplete:
        told += f", {counts.incomplete} {word('report_incomplete', language)}"
    return told


def dose_words(dose: Dose, language: Language) -> str:
    """The dose in words: “6–10 repetitions, on each side, once a day”."""
    parts = []
    if dose.repetitions:
        amount, most = span(*dose.repetitions), dose.repetitions[1]
        parts.append(word("dose_repetitions", language, amount=amount, number=most))
    if dose.seconds:
        amount, longest = span(*dose.seconds), dose.seconds[1]
        parts.append(word("dose_seconds", language, amount=amount, number=longest))
    if dose.per_side:
        parts.append(word("dose_per_side", language))
    if dose.sets > 1:
        parts.append(word("dose_sets", language, number=dose.sets))
    often = "dose_once_a_day" if dose.times_a_day == 1 else "dose_times_a_day"
    return ", ".join([*parts, word(often, language, number=dose.times_a_day)])
