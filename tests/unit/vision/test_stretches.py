"""Poses of a recording that is looked at in several stretches at once."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
from support.clips import cut
from support.places import SAMPLES
from support.videos import make

from poseguide.core.errors import VideoError
from poseguide.core.records import Frame, Pose
from poseguide.vision import stretches
from poseguide.vision.stretches import poses_in
from poseguide.vision.video_reader import probe, read_frames


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds of a person, long enough to be cut once."""
    return cut(SAMPLES / "pelvic_lift.mp4", tmp_path_factory.mktemp("cut") / "v.mp4", 0.0, 7.0)


def as_bytes(poses: list[Pose]) -> list[tuple[float, bytes, bytes, bytes]]:
    return [
        (p.time_s, p.points.tobytes(), p.depth.tobytes(), p.visibility.tobytes()) for p in poses
    ]


def test_the_poses_do_not_depend_on_the_number_of_cores(clip: Path) -> None:
    info = probe(clip)
    one = list(poses_in(info, 8.0, workers=1))
    assert [pose.time_s for pose in one] == [frame.time_s for frame in read_frames(clip, 8.0)]
    assert all(pose.found for pose in one)
    assert as_bytes(list(poses_in(info, 8.0, workers=3))) == as_bytes(one)


# --- the cuts, with trackers whose answers are known -------------------------------------------


class Tracker:
    """A tracker that says when it began, and takes a side of the body for the other when told to.

    Its poses stand still; with a `begins_wrong` moment, one that begins from there on is wrong.
    """

    begins_wrong: float = math.inf
    began: list[float]

    def __init__(self) -> None:
        self._from_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def estimate(self, frame: Frame) -> Pose:
        if self._from_s is None:
            self._from_s = frame.time_s
            type(self).began.append(frame.time_s)
        places = np.arange(66, dtype=float).reshape(33, 2)
        if self._from_s >= type(self).begins_wrong:
            places = places[::-1]
        return Pose(frame.time_s, places, np.full(33, self._from_s), np.ones(33), 64, 48)


@pytest.fixture
def tracker(monkeypatch: pytest.MonkeyPatch) -> type[Tracker]:
    """A fresh class of trackers in place of the pose model."""
    fresh: Any = type("Fresh", (Tracker,), {"began": []})
    monkeypatch.setattr(stretches, "PoseEstimator", fresh)
    return fresh  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty seconds with five pictures a second: four stretches."""
    return make(tmp_path_factory.mktemp("long") / "v.mp4", [number / 5 for number in range(200)])


def began_of(poses: list[Pose]) -> list[float]:
    """When each tracker began whose poses are among these, in their order."""
    return list(dict.fromkeys(float(pose.depth[0]) for pose in poses))


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_a_long_recording_is_looked_at_in_stretches_with_a_lead(
    long: Path, tracker: type[Tracker], workers: int
) -> None:
    poses = list(poses_in(probe(long), math.inf, workers))
    assert [pose.time_s for pose in poses] == [frame.time_s for frame in read_frames(long)]
    assert began_of(poses) == sorted(tracker.began)
    assert len(tracker.began) == 4
    for began, cut_s in zip(began_of(poses)[1:], (10, 20, 30), strict=True):
        assert began == pytest.approx(cut_s - 0.7, abs=0.3)


@pytest.mark.parametrize("workers", [1, 2])
def test_where_the_sides_of_a_cut_disagree_the_first_tracker_goes_on(
    long: Path, tracker: type[Tracker], workers: int
) -> None:
    tracker.begins_wrong = 15.0
    poses = list(poses_in(probe(long), math.inf, workers))
    assert [pose.time_s for pose in poses] == [frame.time_s for frame in read_frames(long)]
    first, second = began_of(poses)
    assert (first, second) == (0.0, pytest.approx(9.3, abs=0.3))
    assert len({pose.points.tobytes() for pose in poses}) == 1


@pytest.mark.parametrize(("rate", "later"), [(2.5, 0.5), (5.0, 1.0), (15.0, 1.0)])
def test_the_tracker_is_told_the_pace_of_all_frames(
    long: Path, tracker: type[Tracker], rate: float, later: float
) -> None:
    poses = list(poses_in(probe(long), rate, 2))
    assert [pose.time_s for pose in poses] == [frame.time_s for frame in read_frames(long, rate)]
    told = [later * began for began in (0.0, 9.3, 19.3, 29.2)]
    assert sorted(tracker.began) == pytest.approx(told, abs=0.3)


def test_a_recording_that_does_not_say_how_long_it_is_is_not_cut(
    long: Path, tracker: type[Tracker]
) -> None:
    poses = list(poses_in(replace(probe(long), duration_s=0.0), math.inf, 2))
    assert len(poses) == 200
    assert tracker.began == [0.0]


@pytest.mark.parametrize(("ending", "begun"), [("mp4", 6), ("avi", 1)])
def test_a_long_recording_that_can_only_be_read_from_its_start_is_not_cut(
    tmp_path: Path, tracker: type[Tracker], ending: str, begun: int
) -> None:
    path = make(tmp_path / f"v.{ending}", [number / 5 for number in range(300)])
    poses = list(poses_in(probe(path), math.inf, 2))
    assert [pose.time_s for pose in poses] == [frame.time_s for frame in read_frames(path)]
    assert len(tracker.began) == begun


def test_who_stops_in_the_middle_waits_for_no_stretch(long: Path, tracker: type[Tracker]) -> None:
    poses = poses_in(probe(long), math.inf, workers=1)
    assert next(poses).time_s == 0.0
    poses.close()
    assert len(tracker.began) < 4


def test_a_recording_that_breaks_off_is_an_error(long: Path, tracker: type[Tracker]) -> None:
    info = replace(probe(long), duration_s=80.0)
    cut_off = long.with_name("cut.mkv")
    cut_off.write_bytes(long.read_bytes()[: int(0.6 * long.stat().st_size)])
    with pytest.raises(VideoError):
        list(poses_in(replace(info, path=cut_off), math.inf, 2))
