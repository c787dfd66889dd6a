"""Steps of the camera: stored poses of people, in a picture that is turned, shifted and zoomed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.places import POSES
from support.recordings import LIFT

from poseguide.analysis.recording import analyze
from poseguide.core.records import Floats, Pose, Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.engine.camera_steps import CameraSteps
from poseguide.engine.coach import reps_in
from poseguide.vision.pose_file import load_poses
from poseguide.vision.pose_filter import trunk_length


def stored(clip: str) -> list[Pose]:
    return list(load_poses(POSES / f"{clip}.npz"))


def turned(pose: Pose, deg: float, shift: float, zoom: float) -> Floats:
    """The points where they are after the camera moved; the shift is in widths of the picture."""
    turn = np.radians(deg)
    cos, sin = zoom * np.cos(turn), zoom * np.sin(turn)
    middle = np.array([pose.width_px, pose.height_px]) / 2
    there: Floats = (pose.points - middle) @ np.array([[cos, sin], [-sin, cos]]) + middle
    return there + np.array([1.0, 0.3]) * shift * pose.width_px


def bumped(poses: Sequence[Pose], at_s: float, *move: float) -> list[Pose]:
    """The poses, with the camera moved from this time on."""
    return [
        replace(pose, points=turned(pose, *move)) if pose.time_s >= at_s else pose for pose in poses
    ]


def said(reps: Sequence[Rep]) -> list[tuple[bool, list[str]]]:
    return [(rep.complete, [fault.rule for fault in rep.faults]) for rep in reps]


MOVES = [(6.0, 0.06, 0.9), (-4.0, -0.05, 1.1), (0.0, 0.04, 1.0)]


@pytest.mark.parametrize("move", MOVES)
def test_after_a_step_the_points_are_where_they_were(move: tuple[float, ...]) -> None:
    poses = stored("filmed/s05_bridge_darebee")
    at_s = 3.0
    camera = CameraSteps()
    steps = []
    for pose, moved in zip(poses, bumped(poses, at_s, *move), strict=True):
        if camera.look(moved):
            steps.append(pose.time_s)
        away = np.linalg.norm(camera.steady(moved.points) - pose.points, axis=1)
        assert away.max() < 0.1 * trunk_length(pose.points)
    assert steps == [min(pose.time_s for pose in poses if pose.time_s >= at_s)]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize(
    ("clip", "exercise", "at_s"),
    [
        ("filmed/s05_bridge_darebee", LIFT, 2.5),
        ("filmed/s05_bridge_darebee", LIFT, 4.6),
        ("rendered/bridge_a", LIFT, 9.0),
        ("more/standing_calf_raise_p", "heel_raise_standing", 7.0),
        ("more/squat_p", "squat", 10.0),
    ],
)
def test_a_step_changes_neither_the_count_nor_a_fault(
    clip: str, exercise: str, at_s: float, move: tuple[float, ...]
) -> None:
    definition, poses = load_exercise(exercise).exercise, stored(clip)
    before = said(reps_in(definition, poses))
    assert len(before) >= 5
    assert said(reps_in(definition, bumped(poses, at_s, *move))) == before


@pytest.mark.parametrize(
    "clip",
    [
        "filmed/t01_calf_raises_portrait",  # all but the toes move at once, in a camera in a hand
        "filmed/t06_knee_raises_front",
        "filmed/t08_squat_darebee",
        "filmed/q05_bird_dog_home_oblique",
        "more/standing_calf_raise_q",
        "more/sit_to_stand_p",
    ],
)
def test_whoever_moves_makes_no_step(clip: str) -> None:
    camera = CameraSteps()
    assert [pose.time_s for pose in stored(clip) if camera.look(pose)] == []


def test_a_body_that_was_away_is_measured_as_it_is_seen() -> None:
    poses = stored("filmed/s05_bridge_darebee")
    moved = bumped(poses, 3.0, *MOVES[0])
    camera = CameraSteps()
    for pose in moved:
        if not 4.0 < pose.time_s < 4.6:
            camera.look(pose)
    np.testing.assert_array_equal(camera.steady(moved[-1].points), moved[-1].points)


def test_points_on_one_another_are_no_step() -> None:
    camera = CameraSteps()
    for number in range(3):
        points = np.full((33, 2), 100.0 * number)
        assert not camera.look(Pose(number / 15, points, np.zeros(33), np.ones(33), 640, 480))


@pytest.mark.slow
def test_a_filmed_person_is_judged_the_same_when_the_camera_is_bumped(shared: Path) -> None:
    path = shared / "clips/cases/camera_bumped.mp4"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    assert said(analyze(path, LIFT).reps) == [(True, ["too_fast"])] * 3
