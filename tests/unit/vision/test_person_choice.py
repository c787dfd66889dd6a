"""The choice of the person to follow: who lies and not who stands beside, and the other way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import av
import numpy as np
import pytest
from support.recordings import Picture, pictures, sample

from poseguide.core.records import Floats, Frame, Pose
from poseguide.core.skeleton import SIDES, index_of
from poseguide.vision.person_choice import PersonChoice, fits, is_upright
from poseguide.vision.pose_estimator import PeopleCounter, PoseEstimator

FRAMES = 12


@pytest.fixture(scope="module")
def people() -> Iterator[PeopleCounter]:
    with PeopleCounter() as counter:
        yield counter


@pytest.fixture(scope="module")
def lying() -> list[Picture]:
    """Pictures of somebody who lies and lifts the pelvis."""
    return [picture for _, picture in pictures(sample("pelvic_lift"))]


@pytest.fixture(scope="module")
def crowd(lying: list[Picture]) -> list[Frame]:
    """To the right a large person who is upright, whom MediaPipe sees first; one lies beside."""
    frames = []
    for number in range(FRAMES):
        upright = np.rot90(lying[number + 20][150:390])
        small = av.VideoFrame.from_ndarray(np.ascontiguousarray(lying[number][150:390]))
        left = small.reformat(448, 168).to_ndarray()
        above = upright.shape[0] - left.shape[0]
        left = np.pad(left, ((above, 0), (0, 0), (0, 0)), "edge")
        frames.append(Frame(number / 15, np.hstack([left, upright])))
    return frames


def follow(frames: list[Frame], people: PeopleCounter, on_floor: bool | None) -> list[Pose]:
    with PoseEstimator() as tracker:
        if on_floor is None:
            return [tracker.estimate(frame) for frame in frames]
        choice = PersonChoice(tracker, people, on_floor=on_floor)
        return [choice.estimate(frame) for frame in frames]


def test_alone_the_tracker_follows_who_stands_beside(
    crowd: list[Frame], people: PeopleCounter
) -> None:
    assert people.count(crowd[0]) == 2
    assert all(is_upright(pose.points) for pose in follow(crowd, people, None))


def test_who_lies_is_followed_from_the_first_frame_in_an_exercise_on_the_floor(
    crowd: list[Frame], people: PeopleCounter
) -> None:
    poses = follow(crowd, people, True)
    assert not any(is_upright(pose.points) for pose in poses)
    assert all(np.ptp(pose.points[:, 0]) < 448 for pose in poses)
    assert [pose.time_s for pose in poses] == [frame.time_s for frame in crowd]


def test_where_the_first_one_fits_nothing_changes(
    crowd: list[Frame], people: PeopleCounter
) -> None:
    for chosen, alone in zip(
        follow(crowd, people, False), follow(crowd, people, None), strict=True
    ):
        np.testing.assert_array_equal(chosen.points, alone.points)


def test_one_person_who_does_not_fit_is_followed_all_the_same(
    lying: list[Picture], people: PeopleCounter
) -> None:
    frames = [Frame(number / 15, picture) for number, picture in enumerate(lying[:FRAMES])]
    looked = follow(frames, people, False)
    assert not any(fits(pose, on_floor=False) for pose in looked)
    for chosen, alone in zip(looked, follow(frames, people, None), strict=True):
        np.testing.assert_array_equal(chosen.points, alone.points)


# --- when it is looked for others, with bodies whose places are known ---------------------------


def body(time_s: float, *, upright: bool, x: float) -> Pose:
    points: Floats = np.full((33, 2), (x, 200.0))
    along = np.array([0.0, -1.0]) if upright else np.array([1.0, 0.0])
    for side in SIDES:
        points[index_of("shoulder", side)] += 50.0 * along
        points[index_of("hip", side)] -= 50.0 * along
        points[index_of("knee", side)] -= 140.0 * along
    return Pose(time_s, points, np.zeros(33), np.ones(33), 640, 480)


@dataclass
class Room:
    """A tracker, and a look at all people, who are bodies at known places.

    `helper` stands at 100, and is seen first. Somebody is at 500, upright as `gets_up` says.
    """

    helper: bool = True
    gets_up: tuple[float, float] = (np.inf, np.inf)
    looks: list[float] = field(default_factory=list)
    follows: float | None = None

    def forget(self) -> None:
        self.follows = None

    def estimate(self, frame: Frame) -> Pose:
        everybody = self._everybody(frame)
        shown = [each for each in everybody if frame.image[200, int(each.points[0, 0])].all()]
        if self.follows is None:
            self.follows = float(shown[0].points[0, 0])
        return next(each for each in everybody if each.points[0, 0] == self.follows)

    def people(self, frame: Frame) -> list[Pose]:
        self.looks.append(frame.time_s)
        return self._everybody(frame)

    def _everybody(self, frame: Frame) -> list[Pose]:
        start_s, end_s = self.gets_up
        one = body(frame.time_s, upright=start_s <= frame.time_s < end_s, x=500.0)
        return [body(frame.time_s, upright=True, x=100.0), one] if self.helper else [one]


def followed(room: Room, seconds: float, *, on_floor: bool = True) -> list[float]:
    """Where the followed body is in each frame of so many seconds, ten of them a second."""
    choice = PersonChoice(room, room, on_floor=on_floor)
    image = np.full((480, 640, 3), 255, np.uint8)
    image[:100], image[300:] = 0, 0  # the most of it, so that what is painted over is dark
    times = np.arange(0.0, seconds, 0.1)
    return [float(choice.estimate(Frame(t, image)).points[0, 0]) for t in times.tolist()]


def test_with_nobody_else_there_is_one_look_a_second_while_the_posture_is_not_taken() -> None:
    room = Room(helper=False, gets_up=(0.0, 4.95))
    assert set(followed(room, 30.0)) == {500.0}
    assert room.looks == pytest.approx([0.0, 1.0, 2.0, 3.0, 4.0], abs=0.11)


def test_who_was_in_the_posture_may_get_up_for_a_while_beside_another() -> None:
    room = Room(gets_up=(5.0, 14.0))
    assert set(followed(room, 20.0)) == {500.0}
    assert room.looks == [0.0]


def test_who_fits_in_an_exercise_on_the_feet_is_never_looked_past() -> None:
    room = Room()
    assert set(followed(room, 5.0, on_floor=False)) == {100.0}
    assert room.looks == []


@pytest.mark.parametrize(("wide", "points"), [(0.7, False), (1.1, True)])
def test_a_trunk_that_points_at_the_camera_may_be_in_any_posture(wide: float, points: bool) -> None:
    pose = body(0.0, upright=True, x=100.0)
    pose.points[index_of("shoulder", "left"), 0] += wide * 100.0
    assert is_upright(pose.points) is not points
    assert fits(pose, on_floor=True) is points
    assert fits(pose, on_floor=False)
