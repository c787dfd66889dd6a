"""The dose of an exercise, in words."""

from __future__ import annotations

from poseguide.exercise import Dose
from poseguide.numerals import span
from poseguide.words import Language, word


def dose_words(dose: Dose, language: Language) -> str:
    """The dose in words: “6–10 repetitions, on each side, once a day”."""
    parts = []
    if dose.repetitions:
        parts.append(word("dose_repetitions", language, amount=span(*dose.repetitions)))
    if dose.seconds:
        parts.append(word("dose_seconds", language, amount=span(*dose.seconds)))
    if dose.per_side:
        parts.append(word("dose_per_side", language))
    if dose.sets > 1:
        parts.append(word("dose_sets", language, sets=dose.sets))
    often = "dose_once_a_day" if dose.times_a_day == 1 else "dose_times_a_day"
    return ", ".join([*parts, word(often, language, times=dose.times_a_day)])
