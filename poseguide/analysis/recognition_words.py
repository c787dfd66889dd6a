"""A recognition in words: what is taken for the exercise, and what came next or nearest."""

from __future__ import annotations

from poseguide.analysis.recognition import Match, Recognition, are_twins
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import percent

#: How many are named where none fits.
_NEAREST = 3


def answer(found: Recognition, language: Language) -> str:
    """The exercise that was recognised and its confidence, and the next one where there is one.

    Raises ValueError where none was.
    """
    best = found.best
    if best is None:
        raise ValueError("nothing was recognised")
    said = [word("recognised", language, exercise=_named(best, language))]
    for following in found.matches[1:2]:
        alike = are_twins(best.definition.exercise, following.definition.exercise)
        key = "recognised_twin" if alike else "recognised_next"
        said.append(word(key, language, exercise=_named(following, language)))
    return " ".join(said)


def none_fits(found: Recognition, language: Language) -> str:
    """That none of the exercises fits well, and the nearest ones."""
    nearest = ", ".join(_named(match, language) for match in found.matches[:_NEAREST])
    said = word("none_nearest", language, nearest=nearest) if nearest else ""
    return " ".join(filter(None, (word("none_fits_well", language), said)))


def _named(match: Match, language: Language) -> str:
    exercise = match.definition.exercise
    return word(
        "exercise_share",
        language,
        name=exercise.name[language],
        id=exercise.id,
        percent=percent(match.confidence, language),
    )
