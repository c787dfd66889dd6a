"""The traffic light of pain: whether to go on, to be careful, or to stop and do less."""

from __future__ import annotations

from typing import Literal

from poseguide.progression import PAIN_FINE, PAIN_STOP, Morning

Colour = Literal["green", "yellow", "red"]

_COLOURS: tuple[Colour, ...] = ("green", "yellow", "red")
_MORNINGS: dict[Morning, Colour] = {"as_before": "green", "settled": "yellow", "worse": "red"}


def light(pain: int | None, morning: Morning | None = None) -> Colour | None:
    """The worse colour of the pain, 0 to 10, and of the next morning; None where neither is known.

    0 to 3 go on, 4 and 5 are acceptable if settled within a day, from 6 on stop or do less
    (providephysiotherapy.org.uk).
    """
    colours = [_MORNINGS[morning]] if morning is not None else []
    if pain is not None:
        is_red, is_fine = pain >= PAIN_STOP, pain <= PAIN_FINE
        colours.append("red" if is_red else "green" if is_fine else "yellow")
    return max(colours, key=_COLOURS.index, default=None)
