"""Counting people with the real pose model: one, two side by side, nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from poseguide.core.files import bundled
from poseguide.core.records import Frame
from poseguide.vision.pose_estimator import PeopleCounter, PoseEstimator
from poseguide.vision.video_reader import read_frames

NOBODY = Frame(0.0, np.full((480, 640, 3), 170, np.uint8))


@pytest.fixture(scope="module")
def counter() -> Iterator[PeopleCounter]:
    with PeopleCounter() as counter:
        yield counter


def first(video: Path) -> Frame:
    return next(read_frames(video))


def sample(name: str) -> Frame:
    return first(bundled("sample_videos") / f"{name}.mp4")


def beside(left: Frame, right: Frame) -> Frame:
    """Both pictures in one of twice the width."""
    return Frame(0.0, np.hstack([left.image, right.image]))


def test_nobody_is_counted_in_an_empty_picture(counter: PeopleCounter) -> None:
    assert counter.count(NOBODY) == 0


@pytest.mark.parametrize("name", ["pelvic_lift", "leg_extension_left", "leg_extension_both_legs"])
def test_one_person_is_one(counter: PeopleCounter, name: str) -> None:
    assert counter.count(sample(name)) == 1


def test_two_people_of_one_size_are_two(counter: PeopleCounter) -> None:
    floors = [sample(name).image[150:390] for name in ("leg_extension_left", "pelvic_lift")]
    assert counter.count(Frame(0.0, np.vstack(floors))) == 2


def test_a_person_beside_an_empty_room_is_one(counter: PeopleCounter) -> None:
    assert counter.count(beside(sample("pelvic_lift"), NOBODY)) == 1


@pytest.mark.parametrize(
    "clip",
    [
        "s10_bridge_hold_abduction_home.mp4",  # a guitar, a lamp and a plant
        "t04_hamstring_curl.mp4",  # a chair to hold on to
        "s08_heel_bridge_home_portrait.mp4",  # plants
    ],
)
def test_furniture_is_no_second_person(counter: PeopleCounter, shared: Path, clip: str) -> None:
    assert counter.count(first(shared / "clips/real" / clip)) == 1


def test_two_finds_of_one_body_are_one_person(counter: PeopleCounter, shared: Path) -> None:
    clip = shared / "clips/real/s07_bridge_home_portrait.mp4"
    frame = next(frame for frame in read_frames(clip) if frame.time_s > 3.59)
    assert len(counter._find(frame.image, 0)) == 2, "the model no longer finds this body twice"
    assert counter.count(frame) == 1


def test_a_counter_that_was_closed_starts_again() -> None:
    counter = PeopleCounter()
    counter.close()
    assert counter.count(NOBODY) == 0
    counter.close()
    assert counter.count(NOBODY) == 0
    counter.close()


def test_counting_leaves_the_tracked_pose_as_it_is(counter: PeopleCounter) -> None:
    frames = list(read_frames(bundled("sample_videos") / "pelvic_lift.mp4"))[:4]
    with PoseEstimator() as alone, PoseEstimator() as disturbed:
        for frame in frames:
            counter.count(frame)
            expected = alone.estimate(frame)
            np.testing.assert_array_equal(disturbed.estimate(frame).points, expected.points)
