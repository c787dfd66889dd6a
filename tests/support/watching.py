"""A phase that is watched over made-up values."""

from typing import Any

from poseguide.definitions.movement import Phase
from poseguide.engine.phases import (
    PhaseWatch,
)
from support.toy import toy, words


def watch(values: list[float], *, is_far: bool = False, **phase: Any) -> PhaseWatch:
    """A watch of one phase after hip angles a tenth of a second apart."""
    keys = {"name": "up", "label": words(), "cue": words(), "min_s": 0.0} | phase
    one = PhaseWatch(toy(), Phase.model_validate(keys), is_far)
    for number, value in enumerate(values):
        one.push(number / 10, {"hip": value, "knee": 90.0, "trunk": 0.0})
    return one
