"""The postures of a recorded movement as key poses of the stick figure."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np

from poseguide.authoring.candidate_signals import CANDIDATES, CandidateTrack, measure
from poseguide.authoring.movement import Movement
from poseguide.authoring.segment import MarkedSegment, MovementPart, later_s
from poseguide.core.records import Floats
from poseguide.core.skeleton import SIDES, index_of
from poseguide.definitions.ranges import LONGEST_S
from poseguide.definitions.schema import Exercise, Good, KeyPose
from poseguide.definitions.stick_figure import stick_pose

Posture = Literal["all_fours", "supine", "elbows", "seated", "standing"]

#: The point that stays in place in each posture.
ANCHORS: dict[Posture, str] = {
    "all_fours": "near_wrist", "supine": "shoulder", "elbows": "near_elbow", "seated": "hip",
    "standing": "foot_index",
}  # fmt: skip

#: What a key pose says, in the order of its numbers, and what holds for each where it is not seen.
_TERMS = ("trunk", "hip", "knee", "ankle", "shoulder", "elbow")
_UNSEEN: dict[Posture, tuple[float, ...]] = {
    "all_fours": (5, 95, 90, 150, 84, 170),
    "supine": (0, 126, 75, 120, 5, 170),
    "elbows": (-20, 95, 90, 150, 100, 90),
    "seated": (88, 95, 90, 110, 20, 120),
    "standing": (88, 175, 172, 110, 5, 165),
}
#: A trunk is upright over the first and lies under it; who sits has the hip bent this far and the
#: knee no lower under it than this, in degrees; arms are props where the shoulder is so far over
#: the hand, and the forearm is on the floor where the elbow is not, in trunk lengths.
_UPRIGHT_DEG, _SEATED_DEG, _THIGH_DEG, _PROPPED, _FLAT = 45.0, 135.0, 45.0, 0.35, 0.22
#: How closely a key pose follows the signals that the definition uses, and the other angles.
_CLOSE, _LOOSE, _PRIOR_DEG = 3.0, 0.5, 40.0
_ROUNDS = 12
#: A turn's posture is taken from this long before it to this long after it.
_AROUND_S = 0.12
#: Shoulders that look this broad, in trunk lengths, are seen obliquely or from the front.
_OBLIQUE, _FRONT = 0.35, 0.6


def posture_of(values: dict[str, float]) -> Posture:
    """The posture of a body at rest, from its values of the candidates and of the arms."""
    if abs(values["trunk"]) < _UPRIGHT_DEG:
        if not values["arms"] > _PROPPED:
            return "supine"
        return "elbows" if abs(values["forearm"]) < _FLAT else "all_fours"
    sits = values["hip"] < _SEATED_DEG and values["thigh"] > -_THIGH_DEG
    return "seated" if sits else "standing"


def view_of(track: CandidateTrack) -> Literal["side", "front", "oblique"]:
    """Return the view of the camera, by how broad the shoulders look against the trunk."""
    pairs = [index_of(point, side) for point in ("shoulder", "hip") for side in SIDES]
    points = np.stack([pose.points[pairs] for pose in track.poses])
    points = points[np.isfinite(points).all(axis=(1, 2))]
    if not len(points):
        return "side"
    across = np.median(points[:, 0] - points[:, 1], axis=0)
    along = np.median((points[:, :2] - points[:, 2:]).mean(axis=1), axis=0)
    broad = float(np.hypot(*across) / np.hypot(*along))
    return "front" if broad > _FRONT else "oblique" if broad > _OBLIQUE else "side"


def key_poses(
    marked: MarkedSegment,
    main: Movement,
    parts: Sequence[MovementPart],
    used: set[str],
    posture: Posture,
) -> list[KeyPose]:
    """The key poses: at rest, at each part's turn, at rest again, in the tempo of the recording.

    `used` names the candidates that the definition is made of.
    """
    rest = {n: middle for n, (_, middle, _) in marked.typical(main, main.resting).items()}
    used = used & set(CANDIDATES)
    start = fit("start", 0.0, rest, used, posture, marked.sides)
    # What the figure cannot take over at rest it keeps, so that it moves as far as the person did.
    figure = figure_values(start, posture, marked.sides)
    poses, last_s = [start], 0.0
    times_s = marked.track.times_s
    for part in parts:
        near = np.any(np.abs(times_s[:, np.newaxis] - part.turn.times_s) <= _AROUND_S, axis=1)
        there = {n: middle for n, (_, middle, _) in marked.typical(main, near).items()}
        there[part.movement.name] = part.turn.value
        wanted = {n: there[n] + (figure[n] - rest[n] if n in used else 0.0) for n in there}
        at_s = max(main.turns[0].at * main.duration_s + later_s(main.turns[0], part.turn), 0.2)
        after_s = _seconds(at_s - last_s, 0.2)
        poses.append(fit(part.name, after_s, wanted, used, posture, marked.sides))
        last_s = at_s
    end_s = _seconds(main.duration_s - last_s, 0.3)
    return [*poses, start.model_copy(update={"name": "end", "after_s": end_s})]


def fit(
    name: str,
    after_s: float,
    wanted: dict[str, float],
    used: Collection[str],
    posture: Posture,
    sides: Literal["one", "both", "alternate"],
) -> KeyPose:
    """The key pose whose figure measures like the person did, above all in the signals `used`.

    `wanted` are the person's values of the candidates, NaN where not seen.
    """
    start = np.array(_UNSEEN[posture])
    for number, term in enumerate(_TERMS):
        if math.isfinite(wanted[term]):
            start[number] = wanted[term]
    names = [n for n in wanted if n in CANDIDATES and math.isfinite(wanted[n])]
    names = [n for n in names if n in used or n in _TERMS]
    weights = np.array([(_CLOSE if n in used else _LOOSE) / CANDIDATES[n].clear for n in names])
    aims = np.array([wanted[n] for n in names])

    def off(terms: Floats) -> Floats:
        values = figure_values(_key(name, after_s, terms), posture, sides)
        miss = weights * (np.array([values[n] for n in names]) - aims)
        return np.concatenate([miss, (terms - start) / _PRIOR_DEG])

    terms, damping = start, 0.05
    best = off(terms)
    for _ in range(_ROUNDS):
        slopes = np.stack([off(terms + step) - best for step in np.eye(len(_TERMS))], axis=1)
        normal = slopes.T @ slopes
        move = -np.linalg.solve(normal + damping * np.eye(len(_TERMS)) * 1e-2, slopes.T @ best)
        tried = off(terms + move)
        if tried @ tried < best @ best:
            terms, best, damping = terms + move, tried, damping / 3
        else:
            damping = damping * 10 + 1e-3
    return _key(name, after_s, np.round(terms))


def figure_values(
    key: KeyPose, posture: Posture, sides: Literal["one", "both", "alternate"]
) -> dict[str, float]:
    """The values of the candidates of the stick figure in a key pose."""
    good = Good(anchor=ANCHORS[posture], poses=(key, key))
    # The figure is drawn of nothing else of an exercise.
    made: Any = partial(Exercise.model_construct, posture=posture, sides=sides, good=good)
    figure: Exercise = made()
    track = measure([stick_pose(figure, key, 0.0, near="left", working="left")])
    return {name: float(column[0]) for name, column in track.values["left"].items()}


def _seconds(seconds: float, least: float) -> float:
    return round(min(max(seconds, least), LONGEST_S), 1)


def _key(name: str, after_s: float, terms: Floats) -> KeyPose:
    angles = {
        term: float(value) for term, value in zip(_TERMS, np.clip(terms, -360, 360), strict=True)
    }
    return KeyPose(name=name, after_s=after_s, **angles)
