"""Several checkers on the same poses: each as if it were alone, and the shared part done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.coached import rep

from poseguide.analysis.recognition import recognise
from poseguide.core.records import Frame, Pose, Rep, Update
from poseguide.definitions.catalog import tracked
from poseguide.definitions.schema import Exercise
from poseguide.engine.body import BodySeen
from poseguide.engine.camera_steps import CameraSteps
from poseguide.engine.checker import Checker
from poseguide.engine.coach import Coach
from poseguide.engine.panel import Panel
from poseguide.vision.pose_filter import OneEuro, PoseFilter
from poseguide.vision.respiration import needed

EXERCISES = [definition.exercise for definition in tracked()]
BREATHING = [exercise for exercise in EXERCISES if needed([exercise])]
OTHERS = [exercise for exercise in EXERCISES if not needed([exercise])]


def told(update: Update) -> str:
    """Everything that is said of a pose, to the last digit, but for the pose."""
    return repr((update.sample, update.state, update.phase, update.counts, update.reps, update.cue))


def alone(exercise: Exercise, poses: list[Pose]) -> tuple[list[str], tuple[Rep, ...]]:
    coach = Coach(exercise)
    return [told(coach.push(pose)) for pose in poses], coach.finish()


def test_each_checker_says_what_it_says_alone() -> None:
    poses = rep()
    checkers = [Checker(exercise) for exercise in EXERCISES]
    panel = Panel(checkers)
    together = [[told(update) for update in panel.push(pose)] for pose in poses]
    for exercise, checker, updates in zip(
        EXERCISES, checkers, zip(*together, strict=True), strict=True
    ):
        assert (list(updates), checker.finish()) == alone(exercise, poses), exercise.id


def test_a_session_leaves_nothing_to_the_next_one() -> None:
    poses = rep()
    first = alone(EXERCISES[0], poses)
    alone(EXERCISES[0], rep(near="right", working="right"))
    assert alone(EXERCISES[0], poses) == first


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each part of the work that exercises share was done."""
    counted: Counter[str] = Counter()

    def count(owner: type, name: str) -> None:
        done: Callable[..., Any] = getattr(owner, name)

        def counting(*given: Any, **named: Any) -> Any:
            counted[name] += 1
            return done(*given, **named)

        monkeypatch.setattr(owner, name, counting)

    count(CameraSteps, "look")
    count(PoseFilter, "believe")
    count(OneEuro, "smooth")
    count(BodySeen, "of")
    return counted


@pytest.mark.parametrize("number", [1, len(EXERCISES)])
def test_what_exercises_share_is_done_once_a_pose_however_many_there_are(
    calls: Counter[str], number: int
) -> None:
    poses = rep()
    panel = Panel([Checker(exercise) for exercise in EXERCISES[:number]])
    for pose in poses:
        assert len(panel.push(pose)) == number
    assert calls == dict.fromkeys(("look", "believe", "smooth", "of"), len(poses))


def test_recognition_doubts_and_smooths_each_pose_once_for_all_definitions(
    calls: Counter[str],
) -> None:
    poses = rep()
    recognise(poses, tracked())
    assert calls == dict.fromkeys(("look", "believe", "smooth", "of"), len(poses))


class Estimator:
    """Finds the same body in every frame, and counts the frames."""

    def __init__(self) -> None:
        self.frames = 0

    def estimate(self, frame: Frame) -> Pose:
        self.frames += 1
        return Pose(frame.time_s, *_LYING)


_STILL = rep()[0]
_LYING = (_STILL.points, _STILL.depth, _STILL.visibility, _STILL.width_px, _STILL.height_px)


def test_a_frame_is_looked_at_once_and_the_breath_only_where_it_is_needed() -> None:
    for exercises, breath in ((OTHERS[:2], False), ([OTHERS[0], BREATHING[0]], True)):
        estimator = Estimator()
        panel = Panel([Checker(exercise) for exercise in exercises], estimator)
        updates = panel.push(Frame(0.0, np.zeros((480, 640, 3), np.uint8)))
        assert estimator.frames == 1
        assert [update.pose.surface is not None for update in updates] == [breath] * 2


def test_a_frame_out_of_time_is_not_looked_at() -> None:
    estimator = Estimator()
    panel = Panel([Checker(EXERCISES[0])], estimator)
    image = np.zeros((480, 640, 3), np.uint8)
    panel.push(Frame(1.0, image))
    with pytest.raises(ValueError, match="time must grow"):
        panel.push(Frame(1.0, image))
    assert estimator.frames == 1
