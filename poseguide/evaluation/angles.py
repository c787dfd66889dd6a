"""How far measured joint angles are from the true ones of a clip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.core.records import Floats, Pose
from poseguide.definitions.base import Signal, Text
from poseguide.definitions.schema import Exercise
from poseguide.engine.signals import SignalExtractor
from poseguide.evaluation.ground_truth import JOINTS, TrueAngles

#: Times in a truth are given to a thousandth of a second.
_ROUNDING_S = 0.001

_POINTS = {
    "knee": ["hip", "knee", "ankle"],
    "hip": ["shoulder", "hip", "knee"],
    "ankle": ["knee", "ankle", "foot_index"],
}
_SIGNALS = {
    joint: Signal(label=Text(en=joint), measure="angle", points=_POINTS[joint]) for joint in JOINTS
}


@dataclass(frozen=True)
class AngleErrors:
    """Measured less true angle in degrees, a value for each frame in which the joint was seen.

    `view` is "image" for the true angle as the picture shows it, "space" as it is.
    """

    joint: str
    view: Literal["image", "space"]
    errors_deg: tuple[float, ...]


class AngleComparison:
    """Measures a clip's poses as the engine does, and compares with the truth at the end."""

    def __init__(self, exercise: Exercise, truth: TrueAngles) -> None:
        self._truth = truth
        self._meter = SignalExtractor(
            exercise.model_copy(update={"signals": _SIGNALS, "sides": "one"})
        )
        self._times_s: list[float] = []
        self._values: list[list[float]] = []

    def push(self, pose: Pose, frozen: bool) -> None:
        """Takes the next believed pose; with `frozen` the units of the body stay as they are."""
        sample = self._meter.measure(pose, frozen)
        self._times_s.append(pose.time_s)
        self._values.append([sample.sides[self._truth.side][joint] for joint in JOINTS])

    def errors(self, first_s: float) -> tuple[AngleErrors, ...]:
        """The errors of all frames with a true one less than half a frame away.

        `hip_change` is the hip's angle less its median before `first_s`, when the first true
        repetition begins; it is there when the clip shows the body before.
        """
        times_s = np.array(self._times_s)
        measured = dict(zip(JOINTS, np.array(self._values).reshape(-1, len(JOINTS)).T, strict=True))
        nearest, near = _nearest(times_s, self._truth.times_s)
        measured = {joint: values[near] for joint, values in measured.items()}
        before = times_s[near] < first_s
        found = []
        views: tuple[tuple[Literal["image", "space"], dict[str, Floats]], ...] = (
            ("image", self._truth.image),
            ("space", self._truth.space),
        )
        for view, truth in views:
            true = {joint: values[nearest[near]] for joint, values in truth.items()}
            errors = {joint: measured[joint] - true[joint] for joint in JOINTS}
            if np.isfinite(errors["hip"][before]).any():
                errors["hip_change"] = _change(measured["hip"], before) - _change(
                    true["hip"], before
                )
            for joint, values in errors.items():
                seen = values[np.isfinite(values)]
                if len(seen):
                    found.append(AngleErrors(joint, view, tuple(float(value) for value in seen)))
        return tuple(found)


def _change(values: Floats, before: NDArray[np.bool_]) -> Floats:
    change: Floats = values - np.nanmedian(values[before])
    return change


def _nearest(times_s: Floats, true_s: Floats) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The index of the nearest true time for each time, and whether it is near enough."""
    steps_s = np.diff(true_s)
    nearest = np.searchsorted(true_s[:-1] + steps_s / 2, times_s)
    half_s = float(np.median(steps_s)) / 2 if len(steps_s) else 0.0
    return nearest, np.abs(true_s[nearest] - times_s) <= half_s + _ROUNDING_S
