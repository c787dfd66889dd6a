"""A stick figure seen from the side: the good repetition of a definition, played."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from poseguide.core.records import Floats, Pose, Surface
from poseguide.core.skeleton import INDEX, SIDES, Side, index_of
from poseguide.definitions.schema import Exercise, KeyPose

#: Lengths in trunk lengths, about those of an adult (Winter, Biomechanics and Motor Control, table
#: 4.1).
_THIGH, _SHANK, _FOOT, _UPPER_ARM, _FOREARM, _NECK = 0.80, 0.78, 0.30, 0.55, 0.50, 0.30
_TRUNK_PX = 150.0
_SIZE_PX = (1280, 960)
_AT_PX = (640.0, 600.0)
#: The far side is drawn this much higher, as a camera over the floor sees it, in trunk lengths.
_FAR_RISE = 0.03
_FAR_DEPTH = 0.5
#: The figure's surface is always seen well.
_SURFACE_QUALITY = 100.0

#: Other values for key poses by their name, or `tempo.scale`.
Changes = Mapping[str, Mapping[str, float]]


def play(
    exercise: Exercise,
    *,
    near: Side,
    working: Side,
    fps: float,
    changes: Changes | None = None,
) -> Iterator[Pose]:
    """The good repetition as poses, between a rest before and a rest after it.

    `changes` are those of a fault's `example`: other values for named key poses, or `tempo.scale`.
    """
    poses, ends_s = _timed(exercise, changes or {})
    drawn: dict[KeyPose, Pose] = {}  # while the figure rests or holds, it is drawn once
    for number in range(_pictures(ends_s, fps)):
        time_s = number / fps
        key = _key_at(poses, ends_s, time_s)
        if key not in drawn:
            drawn[key] = stick_pose(exercise, key, time_s, near=near, working=working)
        yield replace(drawn[key], time_s=time_s)


def pictures_in(exercise: Exercise, fps: float, changes: Changes | None = None) -> int:
    """Return how many poses `play` gives."""
    return _pictures(_timed(exercise, changes or {})[1], fps)


def _pictures(ends_s: list[float], fps: float) -> int:
    return int((ends_s[-1] + 1.5) * fps)


def _timed(exercise: Exercise, changes: Changes) -> tuple[list[KeyPose], list[float]]:
    """The key poses as changed, and when each is reached."""
    tempo = changes.get("tempo", {}).get("scale", 1.0)
    poses = [pose.model_copy(update=changes.get(pose.name, {})) for pose in exercise.good.poses]
    ends_s = [exercise.start.hold_s + 1.0]
    for pose in poses[1:]:
        ends_s.append(ends_s[-1] + max(pose.after_s * tempo, 1e-3))
    return poses, ends_s


def _key_at(poses: list[KeyPose], ends_s: list[float], time_s: float) -> KeyPose:
    """The posture at a time, between two key poses where it is between them."""
    later = next((n for n, end_s in enumerate(ends_s) if end_s > time_s), len(poses) - 1)
    if later == 0 or time_s >= ends_s[-1]:
        return poses[later]
    before, after = poses[later - 1], poses[later]
    share = (time_s - ends_s[later - 1]) / (ends_s[later] - ends_s[later - 1])
    ease = (1.0 - math.cos(math.pi * share)) / 2.0
    blended = {
        name: _blend(getattr(before, name), getattr(after, name), ease)
        for name in KeyPose.model_fields
        if name not in ("name", "after_s")
    }
    return before.model_copy(update=blended)


def _blend(before: float | None, after: float | None, share: float) -> float | None:
    return None if before is None or after is None else before + (after - before) * share


def stick_pose(
    exercise: Exercise, key: KeyPose, time_s: float, *, near: Side, working: Side
) -> Pose:
    """The figure of one key pose at (1280, 960) pixels, its trunk 150 pixels long."""
    rest = exercise.good.poses[0]
    still = exercise.sides == "both"
    other_hip = key.other_hip if key.other_hip is not None else (key if still else rest).hip
    other_knee = key.other_knee if key.other_knee is not None else (key if still else rest).knee
    # Built as seen from the left; the head of someone lying face up is then on the right.
    head = 1.0 if exercise.posture == "supine" else -1.0
    up = np.array([head * math.cos(math.radians(key.trunk)), -math.sin(math.radians(key.trunk))])
    points = np.zeros((33, 2))
    for side in SIDES:
        works = side == working or still
        hip = np.array([0.0, -key.lift if works else 0.0])
        scale = key.leg_scale if works else 1.0
        _place_leg(
            points, side, hip, up,
            key.hip if works else other_hip, key.knee if works else other_knee, key.ankle, scale,
        )  # fmt: skip
        _place_arm(points, side, up, key)
        if side != near:
            points[[index_of(p, side) for p in _SIDED]] -= (0.0, _FAR_RISE)
    points[: INDEX["mouth_right"] + 1] = up + _turn(up, -key.head) * _NECK
    points *= (1.0 if near == "left" else -1.0, 1.0)
    anchor = exercise.good.anchor.removeprefix("near_")
    points = (points - points[index_of(anchor, near)]) * _TRUNK_PX + _AT_PX
    depth = np.zeros(33)
    for side in SIDES:
        sign = -1.0 if side == near else 1.0
        depth[[index_of(p, side) for p in _SIDED]] = sign * _FAR_DEPTH * _TRUNK_PX
    surface = Surface(key.belly, key.chest, _SURFACE_QUALITY)
    return Pose(time_s, points, depth, np.ones(33), *_SIZE_PX, surface)


_SIDED = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")


def _place_leg(
    points: Floats, side: Side, hip: Floats, up: Floats,
    hip_deg: float, knee_deg: float, ankle_deg: float, scale: float,
) -> None:  # fmt: skip
    thigh = _turn(up, -hip_deg)
    shank = _turn(thigh, -(180.0 - knee_deg))
    foot = _turn(shank, 180.0 - ankle_deg)
    knee = hip + thigh * _THIGH * scale
    ankle = knee + shank * _SHANK * scale
    heel = ankle + shank * 0.08 - foot * 0.05
    toes = heel + foot * _FOOT
    places = {"hip": hip, "knee": knee, "ankle": ankle, "heel": heel, "foot_index": toes}
    for name, place in places.items():
        points[index_of(name, side)] = place


def _place_arm(points: Floats, side: Side, up: Floats, key: KeyPose) -> None:
    shoulder = up
    upper = _turn(-up, key.shoulder)
    elbow = shoulder + upper * _UPPER_ARM
    wrist = elbow + _turn(upper, 180.0 - key.elbow) * _FOREARM
    for name, place in {"shoulder": shoulder, "elbow": elbow, "wrist": wrist}.items():
        points[index_of(name, side)] = place
    for name in ("pinky", "index", "thumb"):
        points[INDEX[f"{side}_{name}"]] = wrist


def _turn(direction: Floats, by_deg: float) -> Floats:
    """A direction turned clockwise in the picture."""
    cos, sin = math.cos(math.radians(by_deg)), math.sin(math.radians(by_deg))
    x, y = direction
    return np.array([x * cos - y * sin, x * sin + y * cos])
