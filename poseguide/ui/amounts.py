"""How much was done against the goal, in words."""

from __future__ import annotations

from collections.abc import Mapping

from poseguide.exercise import Described
from poseguide.goal import Goal
from poseguide.history import Done
from poseguide.numerals import decimal
from poseguide.records import Counts
from poseguide.words import Language, word

Known = Mapping[str, Described]


def exercise_name(exercise: str, known: Known, language: Language) -> str:
    """The name of an exercise, also of one whose file is gone."""
    found = known.get(exercise)
    return found.name[language] if found else word("history_unnamed", language, name=exercise)


def amount_words(done: Done, language: Language) -> str:
    """What was done of what the goal asks for: “left 6, right 5, of 6 each”."""
    goal = done.goal
    if done.times_a_day > 1:
        return word("amount_times", language, times=done.times, of=done.times_a_day)
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
        parts = [word("dose_seconds", language, amount=f"{goal.seconds or 0:g}")]
    elif goal.per_side:
        parts = [word("history_goal_side", language, number=goal.repetitions)]
    else:
        parts = [f"{goal.repetitions}"]
    if goal.sets > 1:
        parts.append(word("dose_sets", language, sets=goal.sets))
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
