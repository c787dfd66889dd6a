"""Candidates for the signals of a new exercise, and their values in a recording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from poseguide.core.records import Floats, Pose
from poseguide.core.skeleton import SIDES, Side
from poseguide.definitions.base import DEFAULT_GAP, Signal, Text, Unit
from poseguide.definitions.schema import Exercise
from poseguide.engine.signals import SignalExtractor
from poseguide.vision.pose_filter import PoseFilter

#: Stands where a person must write.
BLANK = Text(en="…")


@dataclass(frozen=True)
class Candidate:
    """A signal that might show a movement; `what` says in a phrase what it measures.

    `worth` is how readily a person understands it, 0 to 1: the joint angles first.
    """

    what: str
    signal: Signal
    worth: float

    @property
    def unit(self) -> Unit:
        """The unit of its values."""
        return self.signal.unit

    @property
    def one_trunk(self) -> bool:
        """Return whether it is the same whichever side works."""
        return all(point.startswith("near_") for point in self.signal.points)

    @property
    def clear(self) -> float:
        """The change, in its unit, that is about as clear a movement as 10 degrees of a thigh."""
        return 10.0 if self.unit == "deg" else 0.12

    @property
    def gap(self) -> float:
        """A clear difference in its unit: 10 degrees, or 0.04 trunk lengths."""
        return DEFAULT_GAP[self.unit]


def _candidate(what: str, worth: float, measure: str, *points: str, over: str = "") -> Candidate:
    line = tuple(over.split()) or None
    signal = Signal.model_validate(
        {"label": BLANK, "measure": measure, "points": points, "over": line}
    )
    return Candidate(what, signal, worth)


CANDIDATES: dict[str, Candidate] = {
    "hip": _candidate(
        "The angle at the hip: 90 sitting, 180 the thigh in line with the trunk.",
        1.0, "ventral_angle", "shoulder", "hip", "knee"),
    "knee": _candidate(
        "The angle at the knee: 180 straight.", 1.0, "angle", "hip", "knee", "ankle"),
    "shoulder": _candidate(
        "The angle of the upper arm to the trunk: 0 beside the body, 90 to the front.",
        0.5, "ventral_angle", "elbow", "shoulder", "hip"),
    "elbow": _candidate(
        "The angle at the elbow: 180 straight.", 0.4, "angle", "shoulder", "elbow", "wrist"),
    "ankle": _candidate(
        "The angle at the ankle: more when the toes point.",
        0.7, "angle", "knee", "ankle", "foot_index"),
    "trunk": _candidate(
        "The trunk against the floor: 0 lying, 90 upright.",
        0.7, "tilt", "near_hip", "near_shoulder"),
    "thigh": _candidate(
        "The thigh against the floor: 90 the knee right over the hip.", 0.4, "tilt", "hip", "knee"),
    "leg": _candidate(
        "The line from hip to ankle against the floor: 90 the foot right over the hip.",
        0.4, "tilt", "hip", "ankle"),
    "hip_lift": _candidate(
        "The height of the hip over the line from shoulder to heel, in trunk lengths.",
        0.5, "height", "hip", over="shoulder heel"),
    "hip_height": _candidate(
        "The height of the hip over the foot, in trunk lengths.", 0.5, "rise", "hip", "ankle"),
    "knee_height": _candidate(
        "The height of the knee over the hip, in trunk lengths.", 0.5, "rise", "knee", "near_hip"),
    "foot_height": _candidate(
        "The height of the foot over the hip, in trunk lengths.",
        0.4, "rise", "ankle", "near_hip"),
    "heel": _candidate(
        "The height of the heel over the toes, in trunk lengths.",
        0.6, "rise", "heel", "foot_index"),
    "hand_height": _candidate(
        "The height of the hand over the shoulder, in trunk lengths.",
        0.4, "rise", "wrist", "near_shoulder"),
}  # fmt: skip

#: Signals that only tell how the body lies, sits or stands.
ARMS = _candidate(
    "The height of the shoulder over the hand, in trunk lengths.",
    0.0, "rise", "near_shoulder", "near_wrist")  # fmt: skip
_FOREARM = _candidate("", 0.0, "rise", "near_elbow", "near_wrist")
_ATTITUDE = {"arms": ARMS, "forearm": _FOREARM}


@dataclass(frozen=True, eq=False)
class CandidateTrack:
    """The values of all candidates in a recording, one a pose.

    `times_s` is (n,), `near` says which side is nearer to the camera, `values` holds (n,) for each
    side as the working one, NaN where not seen; `poses` are those believed.
    """

    times_s: Floats
    near: Side
    values: dict[Side, dict[str, Floats]]
    poses: tuple[Pose, ...]

    def between(self, from_s: float, to_s: float) -> CandidateTrack:
        """The part of it from one time to another, both included; `near` is of that part."""
        inside = np.flatnonzero((self.times_s >= from_s) & (self.times_s <= to_s))
        values = {
            side: {name: column[inside] for name, column in columns.items()}
            for side, columns in self.values.items()
        }
        poses = tuple(self.poses[n] for n in inside)
        return CandidateTrack(self.times_s[inside], self.near, values, poses)


def measure(poses: Iterable[Pose]) -> CandidateTrack:
    """All candidates in all poses, measured as the engine does."""
    signals = {name: c.signal for name, c in (CANDIDATES | _ATTITUDE).items()}
    # The extractor looks at nothing else of an exercise.
    exercise: Any = partial(Exercise.model_construct, sides="one", signals=signals)
    extractor = SignalExtractor(exercise())
    pose_filter = PoseFilter()
    believed, samples = [], []
    for pose in poses:
        believed.append(pose_filter.believe(pose))
        samples.append(extractor.measure(believed[-1], frozen=False))
    lefts = sum(sample.near == "left" for sample in samples)
    values = {
        side: {name: np.array([s.sides[side][name] for s in samples]) for name in signals}
        for side in SIDES
    }
    times_s = np.array([sample.time_s for sample in samples])
    near: Side = "left" if 2 * lefts >= len(samples) else "right"
    return CandidateTrack(times_s, near, values, tuple(believed))
