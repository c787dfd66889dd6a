"""Swings of a made-up signal, at any rate and tempo."""

from __future__ import annotations

import math
from collections.abc import Iterator

from poseguide.definitions.schema import Exercise
from support.toy import REST, toy, words

Stream = Iterator[tuple[float, dict[str, float]]]


def swinging(**keys: object) -> Exercise:
    """The toy as swings of the knee, 20 degrees at least, while the hip stays where it starts."""
    stage = {"label": words(), "cue": words()}
    cycle = {
        "main": "knee", "first": "up", "swing": 20.0, "notice": 8.0, "max_s": 8.0,
        "there": stage | {"name": "out"}, "back": stage | {"name": "home"},
    }  # fmt: skip
    return toy(cycle=cycle | keys, repetition=None, phases=None, faults=None)


def stream(*turns: tuple[float, float], fps: float = 30.0, hip: float = REST) -> Stream:
    """The knee going from turn to turn, each (seconds, angle), smoothly; NaN is not seen."""
    before, begin_s, number = 80.0, 0.0, 0
    for seconds, angle in turns:
        while number / fps < begin_s + seconds:
            share = (number / fps - begin_s) / seconds
            ease = (1 - math.cos(math.pi * share)) / 2
            knee = math.nan if math.isnan(angle) else before + (angle - before) * ease
            yield number / fps, {"knee": knee, "hip": hip, "trunk": 0.0}
            number += 1
        begin_s += seconds
        before = before if math.isnan(angle) else angle
