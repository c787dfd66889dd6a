"""Repetitions of a made-up exercise, judged."""

import math
from collections.abc import Callable
from typing import Any, cast

import numpy as np

from poseguide.core.records import Rep
from poseguide.definitions.schema import Exercise
from poseguide.engine.fault_rules import judge
from poseguide.engine.phases import Attempt, PhaseWatch, passed_in_order
from support.toy import table, toy, words

FPS = 30.0


#: The attempt lasts from 0 to 6 s; the phase `up` from 2 to 4 s.
END_S, UP = 6.0, (2.0, 4.0)


Curve = Callable[[float], float]


def exercise(*faults: dict[str, Any], parts: dict[str, Any] | None = None, **up: Any) -> Exercise:
    """One phase `up` and these faults, each with the keys that the test is not about filled in."""
    phase = {"name": "up", "label": words(), "cue": words()}
    phase["enter"] = [{"signal": "hip", "above": 150}]
    repetition = table()["repetition"] | ({"parts": parts} if parts else {})
    filled = [{"name": "f", "severity": "major", "cue": words()} | fault for fault in faults]
    return toy(faults=filled, repetition=repetition, phases=[phase | up])


def attempt(
    one: Exercise,
    *,
    hip: Curve = lambda t: 100.0,
    knee: Curve = lambda t: 170.0,
    fps: float = FPS,
    far: bool = False,
    up: tuple[float, float] | None = UP,
) -> Attempt:
    watch = PhaseWatch(one, one.phases[0], far)
    found = Attempt(0.0, far, [watch], end_s=END_S)
    for number in range(round(END_S * fps) + 1):
        now = number / fps
        found.times.append(now)
        found.values.append({"hip": hip(now), "knee": knee(now), "trunk": 0.0})
    if up is not None:
        watch.spans.append(up)
    found.spans, found.missing = passed_in_order([watch])
    return found


def judged(one: Exercise, **how: Any) -> Rep:
    return judge(one, attempt(one, **how), "left", 1)


PARTS = {"name": "tilts", "label": words(), "signal": "knee", "phase": "up", "swing": 5.0}


TILTING = exercise({"statistic": "count", "below": 3}, parts=PARTS)


def swings(count: int, size: float, noise: float = 0.0) -> Curve:
    """So many dips there and back in the two seconds of the phase; as many more on either side."""
    random = np.random.default_rng(4)

    def knee(now: float) -> float:
        dip = size / 2 * (1 - math.cos(2 * math.pi * count * (now - UP[0]) / (UP[1] - UP[0])))
        return cast(float, 170 - dip + random.normal(0, 1) * noise)

    return knee
