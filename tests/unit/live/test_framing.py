"""The camera check on stored poses: clips as they are, moved, resized, turned, darkened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from support.places import POSES

from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import LANDMARKS
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.evaluation.ground_truth import clips_of
from poseguide.live.framing import DARK, CameraFraming, FramingAdvice
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.pose_file import load_poses
from poseguide.vision.pose_filter import trunk_length
from poseguide.vision.video_reader import read_frames

Change = Callable[[Pose], Pose]

#: Clips that are not placed for their own exercise, and why.
ADVISED: dict[str, FramingAdvice] = {
    "march_standing_front": "side_on",  # filmed from the front on purpose
    "t06_knee_raises_front": "side_on",  # filmed from the front
    "s14_bridge_cutout_close": "feet_out",  # the feet are not in the picture
    "t09_squat_two_people_cropped": "back",  # the head is not in it when standing
}
OWN = [
    (clip.path, clip.shows)
    for folder in ("rendered", "more", "filmed")
    for clip in clips_of(POSES / folder)
    if clip.shows != "negative"
]

BRIGHT = np.full((48, 64, 3), 120, np.uint8)
#: Bodies at rest: on the back, on all fours, on elbows, on a chair, on the feet.
RESTING = {
    "bridge_a": "pelvic_lift_tilt",
    "allfours_a": "leg_extension_all_fours",
    "elbowrest_a": "elbow_rest",
    "kneeext_a": "leg_stretch_seated",
    "calfraise_a": "heel_raise_standing",
}


def exercise(name: str) -> Exercise:
    return load_exercise(name).exercise


def stored(name: str, change: Change = lambda pose: pose, until_s: float = 1.8) -> Iterator[Pose]:
    folder = next(path for path in POSES.iterdir() if (path / f"{name}.npz").is_file())
    for pose in load_poses(folder / f"{name}.npz"):
        if pose.time_s > until_s:
            return
        yield change(pose)


def told(
    placing: CameraFraming, poses: Iterable[Pose], people: int | None = None, brightness: int = 120
) -> list[FramingAdvice | None]:
    """The advices in turn, without repeats."""
    image = np.full_like(BRIGHT, brightness)
    advices: list[FramingAdvice | None] = []
    for pose in poses:
        advice = placing.push(Frame(pose.time_s, image), pose, people)
        if not advices or advices[-1] != advice:
            advices.append(advice)
    return advices


def moved(x: float = 0.0, y: float = 0.0) -> Change:
    """By shares of the picture's width and height."""

    def change(pose: Pose) -> Pose:
        return replace(pose, points=pose.points + np.array([x * pose.width_px, y * pose.height_px]))

    return change


def resized(scale: float) -> Change:
    """About the picture's middle."""

    def change(pose: Pose) -> Pose:
        middle = np.array([pose.width_px, pose.height_px]) / 2
        return replace(pose, points=middle + scale * (pose.points - middle))

    return change


def turned(degrees: float) -> Change:
    """About the upright axis, a body seen from the side, with hips and shoulders of equal width."""
    outwards = np.array([-1.0 * ("left" in name) + ("right" in name) for name in LANDMARKS])
    angle = np.radians(degrees)

    def change(pose: Pose) -> Pose:
        points = pose.points.copy()
        middle = points[:, 0].mean()
        across_px = 0.34 * trunk_length(points) * outwards
        points[:, 0] = middle + (points[:, 0] - middle) * np.cos(angle) + across_px * np.sin(angle)
        return replace(pose, points=points)

    return change


def at_edge(name: str, side: str, over: float = 0.06) -> Change:
    """So far that the body leaves the picture by a share of it on a side."""
    first = next(stored(name))
    low = first.points.min(axis=0) / (first.width_px, first.height_px)
    high = first.points.max(axis=0) / (first.width_px, first.height_px)
    x = {"left": -low[0] - over, "right": 1.0 + over - high[0]}.get(side, 0.0)
    y = {"top": -low[1] - over, "bottom": 1.0 + over - high[1]}.get(side, 0.0)
    return moved(x, y)


def mirrored(pose: Pose) -> Pose:
    """The other way round in the picture; left stays left."""
    return replace(pose, points=pose.points * (-1, 1) + (pose.width_px, 0))


@pytest.mark.parametrize(("path", "own"), OWN, ids=[path.stem for path, _ in OWN])
def test_a_well_filmed_clip_is_placed_within_two_seconds(path: Path, own: str) -> None:
    placing = CameraFraming(exercise(own))
    poses = (pose for pose in load_poses(path) if pose.time_s <= 2.0)
    advices = told(placing, poses)
    expected = ADVISED.get(path.stem)
    assert placing.placed == (expected is None)
    assert advices == [None, *([expected] if expected else [])]


@pytest.mark.parametrize(("clip", "own"), RESTING.items())
def test_what_holds_for_eight_tenths_of_a_second_is_placed(clip: str, own: str) -> None:
    placing = CameraFraming(exercise(own))
    told(placing, stored(clip, until_s=0.7))
    assert not placing.placed
    told(placing, islice(stored(clip), 11, 14))
    assert placing.placed


def test_placed_stays_placed_without_a_word() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    told(placing, stored("bridge_a", until_s=1.0))
    away = [replace(pose, time_s=pose.time_s + 2) for pose in stored("bridge_a", resized(3.0))]
    assert told(placing, away) == [None]
    assert placing.placed


@pytest.mark.parametrize(("clip", "own"), RESTING.items())
def test_a_body_larger_than_the_picture_goes_back(clip: str, own: str) -> None:
    placing = CameraFraming(exercise(own))
    assert told(placing, stored(clip, resized(2.2))) == [None, "back"]
    assert not placing.placed


@pytest.mark.parametrize(("clip", "own"), RESTING.items())
def test_a_small_body_comes_closer(clip: str, own: str) -> None:
    assert told(CameraFraming(exercise(own)), stored(clip, resized(0.4))) == [None, "closer"]


@pytest.mark.parametrize("other_way", [False, True])
@pytest.mark.parametrize("clip", ["bridge_a", "allfours_a", "elbowrest_a"])
def test_a_body_on_the_floor_moves_along_itself(clip: str, other_way: bool) -> None:
    first = next(stored(clip))
    head_is_left = bool(first.points[0, 0] < first.points[27, 0])
    for side in ("left", "right"):
        change = at_edge(clip, side)
        poses = (mirrored(pose) if other_way else pose for pose in stored(clip, change))
        out: FramingAdvice = "head_out" if (side == "left") == head_is_left else "feet_out"
        assert told(CameraFraming(exercise(RESTING[clip])), poses) == [None, out]


@pytest.mark.parametrize("other_way", [False, True])
@pytest.mark.parametrize("clip", ["kneeext_a", "calfraise_a"])
def test_who_sits_or_stands_goes_the_way_they_face(clip: str, other_way: bool) -> None:
    first = next(stored(clip))
    faces_right = bool(first.points[0, 0] > first.points[7, 0])
    for side in ("left", "right"):
        poses = stored(clip, at_edge(clip, side))
        out: FramingAdvice = "go_forwards" if (side == "left") == faces_right else "go_backwards"
        seen = (mirrored(pose) if other_way else pose for pose in poses)
        assert told(CameraFraming(exercise(RESTING[clip])), seen) == [None, out]


@pytest.mark.parametrize(("side", "advice"), [("left", "go_left"), ("right", "go_right")])
def test_who_faces_the_camera_goes_to_their_own_left_or_right(
    side: str, advice: FramingAdvice
) -> None:
    poses = stored("march_standing_front", at_edge("march_standing_front", side, over=0.15))
    assert told(CameraFraming(exercise("march_standing")), poses) == [None, advice]


@pytest.mark.parametrize("clip", ["bridge_a", "allfours_a"])
def test_a_body_over_or_under_the_picture_wants_the_screen_leant(clip: str) -> None:
    for side, advice in (("top", "tilt_up"), ("bottom", "tilt_down")):
        poses = stored(clip, at_edge(clip, side))
        assert told(CameraFraming(exercise(RESTING[clip])), poses) == [None, advice]


def test_a_tall_body_over_the_picture_goes_back() -> None:
    poses = stored("calfraise_a", at_edge("calfraise_a", "top"))
    assert told(CameraFraming(exercise("heel_raise_standing")), poses) == [None, "back"]


def test_who_sits_has_room_to_stand_where_the_exercise_stands() -> None:
    high = at_edge("heelraise_a", "top", over=-0.1)
    assert told(CameraFraming(exercise("heel_raise_seated")), stored("heelraise_a", high)) == [None]
    sitting = stored("heelraise_a", high)
    assert told(CameraFraming(exercise("sit_to_stand")), sitting) == [None, "back"]


def test_there_is_room_for_the_leg_that_will_be_stretched() -> None:
    knees_bent = at_edge("allfours_a", "right", over=-0.05)
    stretch, rest = (
        CameraFraming(exercise("leg_extension_all_fours")),
        CameraFraming(exercise("elbow_rest")),
    )
    assert told(stretch, stored("allfours_a", knees_bent)) == [None, "feet_out"]
    assert told(rest, stored("allfours_a", knees_bent)) == [None]


def test_there_is_room_over_who_will_raise_a_leg() -> None:
    high = at_edge("bridge_a", "top", over=-0.1)
    raised, lifted = (
        CameraFraming(exercise("leg_stretch_supine")),
        CameraFraming(exercise("pelvic_lift_tilt")),
    )
    assert told(raised, stored("bridge_a", high)) == [None, "tilt_up"]
    assert told(lifted, stored("bridge_a", high)) == [None]


@pytest.mark.parametrize("clip", [*RESTING, "all_fours_p", "supine_leg_stretch_p", "squat_p"])
def test_a_side_view_may_be_oblique_but_not_from_the_front(clip: str) -> None:
    own = RESTING.get(clip) or {path.stem: own for path, own in OWN}[clip]
    for degrees in (-25.0, 25.0):
        placing = CameraFraming(exercise(own))
        assert told(placing, stored(clip, turned(degrees))) == [None]
        assert placing.placed
    for degrees in (-80.0, 80.0, 100.0):
        placing = CameraFraming(exercise(own))
        assert told(placing, stored(clip, turned(degrees)))[-1] == "side_on"
        assert not placing.placed


def test_other_views_ask_for_no_side() -> None:
    placing = CameraFraming(exercise("heel_raise_seated"))
    assert told(placing, stored("heelraise_a", turned(80.0))) == [None]
    assert placing.placed


def test_who_stands_before_a_floor_exercise_is_waited_for_and_then_told_to_get_down() -> None:
    lift = exercise("pelvic_lift_tilt")
    for change in (moved(), resized(2.0), at_edge("calfraise_a", "top")):
        placing = CameraFraming(lift)
        assert told(placing, stored("calfraise_a", change)) == [None]
        later = (p for p in stored("calfraise_a", change, until_s=6.0) if p.time_s > 1.8)
        assert told(placing, later)[-1] == "get_down"
        assert not placing.placed


def test_who_lies_down_after_standing_is_placed() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    told(placing, stored("calfraise_a", until_s=6.0))
    lying = [replace(pose, time_s=pose.time_s + 6.1) for pose in stored("bridge_a", until_s=1.5)]
    assert told(placing, lying) == ["get_down", None]
    assert placing.placed


def unseen(until_s: float) -> Iterator[Pose]:
    return (Pose.unseen(n / 15, 640, 480) for n in range(round(until_s * 15)))


def test_nobody_is_told_after_a_second() -> None:
    placing = CameraFraming(exercise("squat"))
    assert told(placing, unseen(2.0)) == [None, "nobody"]
    assert not placing.placed
    assert told(CameraFraming(exercise("squat")), unseen(0.95)) == [None]


def test_darkness_comes_before_everything() -> None:
    for brightness, advice in ((round(DARK) - 1, "dark"), (round(DARK) + 1, "nobody")):
        placing = CameraFraming(exercise("squat"))
        assert told(placing, unseen(2.0), brightness=brightness) == [None, advice]


def test_two_people_must_be_counted_twice_in_a_row() -> None:
    lift = exercise("pelvic_lift_tilt")
    poses = list(stored("bridge_a"))
    once, alternating, twice = CameraFraming(lift), CameraFraming(lift), CameraFraming(lift)
    counts = {0: 2, 6: 2}
    for number, pose in enumerate(poses):
        frame = Frame(pose.time_s, BRIGHT)
        once.push(frame, pose, 2 if number == 0 else None)
        alternating.push(frame, pose, 2 if number % 2 else 1)
        last = twice.push(frame, pose, counts.get(number))
    assert once.placed
    assert alternating.placed
    assert last == "two_people"
    assert not twice.placed
    alone = [replace(pose, time_s=pose.time_s + 1.9) for pose in stored("bridge_a", until_s=1.5)]
    assert told(twice, alone, people=1) == ["two_people", None]
    assert twice.placed


def test_flicker_changes_no_advice() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    large = list(stored("bridge_a", resized(2.2)))
    poses = [
        Pose.unseen(pose.time_s, 640, 480) if number % 4 == 3 else pose
        for number, pose in enumerate(large)
    ]
    assert told(placing, poses) == [None, "back"]


def test_two_faults_in_turn_are_one_advice_and_not_placed() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    pairs = zip(
        stored("bridge_a", at_edge("bridge_a", "left")),
        stored("bridge_a", resized(0.4)),
        strict=True,
    )
    poses = [pair[number % 2] for number, pair in enumerate(pairs)]
    advices = told(placing, poses)
    assert len(advices) == 2
    assert advices[1] in ("head_out", "feet_out", "closer")
    assert not placing.placed


def test_one_bad_frame_does_not_hold_up_the_exercise() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    poses = list(stored("bridge_a", until_s=0.9))
    poses[5] = Pose.unseen(poses[5].time_s, 640, 480)
    told(placing, poses)
    assert placing.placed


@pytest.mark.parametrize("keep_every", [1, 3, 6])
def test_time_counts_and_not_frames(keep_every: int) -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    told(placing, islice(stored("bridge_a", until_s=0.75), 0, None, keep_every))
    assert not placing.placed
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    told(placing, islice(stored("bridge_a", until_s=1.25), 0, None, keep_every))
    assert placing.placed


def test_a_pause_of_the_picture_starts_the_check_anew() -> None:
    placing = CameraFraming(exercise("pelvic_lift_tilt"))
    told(placing, stored("bridge_a", until_s=0.6))
    later = [replace(pose, time_s=pose.time_s + 10) for pose in stored("bridge_a", until_s=0.6)]
    told(placing, later)
    assert not placing.placed


def test_real_pictures_are_dark_at_a_twelfth_of_their_light_and_not_at_a_quarter(
    shared: Path,
) -> None:
    with PoseEstimator() as estimator:
        for light, advice in ((0.25, None), (1 / 12, "dark")):
            placing = CameraFraming(exercise("pelvic_lift_tilt"))
            clip = shared / "clips/real/s05_bridge_darebee.mp4"
            frames = [frame for frame in read_frames(clip) if frame.time_s < 1.3][::3]
            for frame in frames:
                dim = Frame(frame.time_s, (frame.image * light).astype(np.uint8))
                last = placing.push(dim, estimator.estimate(dim))
            assert last == advice
            assert placing.placed == (advice is None)
            estimator.close()  # the next light begins at 0 s again
