"""The traffic light of pain and of the next morning."""

from __future__ import annotations

import pytest

from poseguide.training.progression import Colour, Morning, light

CASES: list[tuple[int | None, Morning | None, Colour | None]] = [
    # pain, next morning, colour
    (None, None, None),
    (0, None, "green"),
    (3, None, "green"),
    (4, None, "yellow"),
    (5, None, "yellow"),
    (6, None, "red"),
    (10, None, "red"),
    (None, "as_before", "green"),
    (None, "settled", "yellow"),
    (None, "worse", "red"),
    # the worse of both counts
    (3, "as_before", "green"),
    (3, "settled", "yellow"),
    (0, "worse", "red"),
    (4, "as_before", "yellow"),
    (5, "worse", "red"),
    (6, "as_before", "red"),
    (6, "settled", "red"),
]


@pytest.mark.parametrize(("pain", "morning", "colour"), CASES)
def test_the_colour_is_the_worse_of_the_pain_and_the_morning(
    pain: int | None, morning: Morning | None, colour: Colour | None
) -> None:
    assert light(pain, morning) == colour
