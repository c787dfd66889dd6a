"""How much of an exercise is asked for, in words."""

from __future__ import annotations

from poseguide.exercise import Described, pace_of
from poseguide.goal import Goal
from poseguide.words import Language, word


def asked_words(goal: Goal, exercise: Described, language: Language) -> str:
    """What a goal of this exercise asks for: “2 × 8 repetitions on each side”.

    A pace's level is told by its own name where there are several. Raises IndexError for a level
    that the pace does not have.
    """
    asked = _one_set(goal, exercise, language)
    if goal.sets > 1:
        asked = word("asked_sets", language, sets=goal.sets, asked=asked)
    return f"{asked} {word('dose_per_side', language)}" if goal.per_side else asked


def _one_set(goal: Goal, exercise: Described, language: Language) -> str:
    times, seconds = goal.repetitions or 1, goal.seconds
    pace = pace_of(exercise)
    if goal.level is not None and pace is not None and len(pace.levels) > 1:
        label = pace.levels[goal.level].label[language]
        return word("asked_level", language, level=label, times=times)
    if seconds is None:
        key = "asked_once" if times == 1 else "dose_repetitions"
        return word(key, language, amount=times)
    length = word("dose_seconds", language, amount=f"{seconds:g}")
    return length if times == 1 else word("asked_holds", language, times=times, length=length)
