"""Still pictures of faults: out of the video where there is one, else the body's lines alone."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from poseguide.core.errors import StoredPosesError, VideoError
from poseguide.core.palette import rgb_of
from poseguide.core.records import Rep, Update
from poseguide.definitions.schema import Exercise, Fault
from poseguide.engine.coach import Coach
from poseguide.vision.lettering import Picture
from poseguide.vision.overlay_body import draw_skeleton, side_shown
from poseguide.vision.pose_file import load_poses
from poseguide.vision.pose_filter import GAP_S
from poseguide.vision.video_reader import frame_at

#: Why a picture shows this moment: the value is farthest beyond its limit there, or it is about the
#: value that was judged, or the middle of the rule's phase, or the farthest point of the movement.
Why = Literal["still_farthest", "still_usual", "still_phase", "still_peak"]

#: How wide a picture is stored at most, and how much of it is around a body drawn alone.
_WIDEST_PX = 640
_ROOM = 0.18
_SHAPE = 4 / 3
_PAPER = rgb_of("still-paper")


@dataclass(frozen=True)
class Example:
    """A repetition, and the rule of the definition, or the missed phase, that it is to show."""

    rep: Rep
    rule: str


@dataclass(frozen=True)
class VideoClip:
    """A video, and where it begins on the clock of the repetitions, in seconds."""

    path: Path
    begins_s: float = 0.0


@dataclass(frozen=True)
class Still:
    """A picture as JPEG, of the moment `time_s` of the recording, and why of that moment."""

    jpeg: bytes
    time_s: float
    why: Why


def stills(
    examples: Sequence[Example],
    exercise: Exercise | None,
    video: VideoClip | None,
    poses: Path | None,
) -> list[Still | None]:
    """Return a picture for each example; None where neither video nor poses show that moment.

    Files that cannot be read are as good as none.
    """
    updates = _replayed(examples, exercise, poses)
    return [_still(example, exercise, video, updates) for example in examples]


def _still(
    example: Example, exercise: Exercise | None, video: VideoClip | None, updates: Sequence[Update]
) -> Still | None:
    fault = None
    if exercise is not None:
        fault = next((each for each in exercise.faults if each.name == example.rule), None)
    start_s, end_s, in_phase = _span(example.rep, fault)
    within = [update for update in updates if start_s <= update.time_s <= end_s]
    measured = None if fault is None else _measured_at(example.rep, fault, within)
    if measured is not None:
        time_s, why = measured
    elif in_phase:
        time_s, why = (start_s + end_s) / 2, "still_phase"
    else:
        time_s, why = example.rep.peak_s, "still_peak"
    if video is not None:
        with suppress(VideoError):
            frame = frame_at(video.path, time_s - video.begins_s)
            shown_s = video.begins_s + frame.time_s
            if abs(shown_s - time_s) <= GAP_S:  # a clip need not last as long as its session
                return Still(_jpeg(frame.image), time_s, why)
    nearest = min(updates, key=lambda update: abs(update.time_s - time_s), default=None)
    if nearest is None or not nearest.pose.found:
        return None
    return Still(_jpeg(_figure(nearest)), nearest.time_s, why)


def _span(rep: Rep, fault: Fault | None) -> tuple[float, float, bool]:
    """From when to when a rule looks, and whether that is a phase of its own."""
    if fault is not None and fault.phase is not None:
        for span in rep.phases:
            if span.name == fault.phase:
                return span.start_s, span.end_s, True
    return rep.start_s, rep.end_s, False


def _measured_at(rep: Rep, fault: Fault, within: Sequence[Update]) -> tuple[float, Why] | None:
    """Return the time at which the rule's signal was farthest beyond, or nearest a median."""
    if fault.signal is None:
        return None
    values = [
        update.sample.sides.get(rep.side, {}).get(fault.signal, math.nan) for update in within
    ]
    seen = [(value, update.time_s) for value, update in zip(values, within, strict=True)
            if math.isfinite(value)]  # fmt: skip
    if not seen:
        return None
    if fault.statistic == "median":
        middle = float(np.median([value for value, _ in seen]))
        return min(seen, key=lambda one: abs(one[0] - middle))[1], "still_usual"
    farthest = min if fault.statistic == "min" else max
    return farthest(seen)[1], "still_farthest"


def _replayed(
    examples: Iterable[Example], exercise: Exercise | None, poses: Path | None
) -> list[Update]:
    """Return the engine's states around the examples, out of the stored poses."""
    if exercise is None or poses is None:
        return []
    spans = [(example.rep.start_s, example.rep.end_s) for example in examples]
    last_s = max((end_s for _, end_s in spans), default=-math.inf)
    coach = Coach(exercise)
    updates = []
    try:
        for pose in load_poses(poses):
            if pose.time_s > last_s:
                break
            update = coach.push(pose)
            if any(start_s <= pose.time_s <= end_s for start_s, end_s in spans):
                updates.append(update)
    except (StoredPosesError, ValueError):  # a file that is damaged, or whose time goes backwards
        return []
    return updates


def _figure(update: Update) -> Picture:
    """Return the body's lines, cut out with some room around them."""
    pose = update.pose
    side = side_shown(update)
    points = pose.points[np.isfinite(pose.points).all(axis=1)]
    low, high = points.min(axis=0), points.max(axis=0)
    middle, (width, height) = (low + high) / 2, (high - low) * (1 + 2 * _ROOM)
    width = max(width, height * _SHAPE, 32.0)
    size = np.array([width, width / _SHAPE])
    scale = _WIDEST_PX / width
    shown = (pose.points - middle + size / 2) * scale
    picture = np.full((round(_WIDEST_PX / _SHAPE), _WIDEST_PX, 3), _PAPER, np.uint8)
    moved = replace(update, pose=replace(pose, points=shown))
    draw_skeleton(picture, moved, update.sample.near if side == "both" else side, 6)
    return picture


def _jpeg(picture: Picture) -> bytes:
    image = Image.fromarray(picture)
    if image.width > _WIDEST_PX:
        image = image.resize((_WIDEST_PX, round(image.height * _WIDEST_PX / image.width)))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()
