"""The limits of a signal in words: where phases are entered, a hold is kept, a fault begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poseguide.cue_text import say
from poseguide.exercise import Condition, Exercise, Stage
from poseguide.numerals import DECIMALS, decimal
from poseguide.words import Language, word


@dataclass(frozen=True)
class Bound:
    """One limit of a signal, in its unit.

    `label` is what lies beyond it: “Knee to the belly (< 57)”, and `short` only “< 57”. With `more`
    being beyond it is not enough; `needs` says all that is needed.
    """

    limit: float
    label: str
    short: str
    more: bool
    needs: str


def bounds(exercise: Exercise, signal: str, language: Language) -> list[Bound]:
    """The limits of a signal, those of stages first; a range has two."""
    found = []
    for stage, conditions in _stages(exercise):
        label = stage.label[language]
        for condition in conditions:
            if condition.signal == signal:
                found += _bounds(exercise, condition, conditions, label, language)
    for fault in exercise.faults:
        # Relative to another signal it is no line in this one.
        straight = fault.per is None and fault.statistic in ("max", "min", "median")
        if fault.signal == signal and straight:
            condition = Condition(signal=signal, above=fault.above, below=fault.below)
            cue = say(exercise, fault.name, language).rstrip(".")
            found += _bounds(exercise, condition, [condition], cue, language)
    return found


def _stages(exercise: Exercise) -> Iterator[tuple[Stage, Sequence[Condition]]]:
    for phase in exercise.phases:
        yield phase, phase.enter
    if exercise.hold is not None:
        yield exercise.hold, exercise.hold.when


def _bounds(
    exercise: Exercise,
    condition: Condition,
    conditions: Sequence[Condition],
    label: str,
    language: Language,
) -> list[Bound]:
    needs = f" {word('and', language)} ".join(
        _needed(exercise, each, language) for each in conditions
    )
    more = len(conditions) > 1
    short = _short(exercise, condition, language)
    and_more = f" {word('and_more', language)}" if more else ""
    return [
        Bound(limit, f"{label} ({short}{and_more})", short, more, f"{label}: {needs}")
        for limit in (condition.above, condition.below)
        if limit is not None
    ]


def _needed(exercise: Exercise, condition: Condition, language: Language) -> str:
    label = exercise.signals[condition.signal].label[language]
    return f"{label} {_short(exercise, condition, language)}"


def _short(exercise: Exercise, condition: Condition, language: Language) -> str:
    digits = DECIMALS[exercise.signals[condition.signal].unit]
    low, high = condition.above, condition.below
    parts = [f"> {decimal(low, digits, language)}"] if low is not None else []
    parts += [f"< {decimal(high, digits, language)}"] if high is not None else []
    return ", ".join(parts)
