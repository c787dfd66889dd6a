"""The stages of a session: how long one has lasted, and when a set begins."""

from __future__ import annotations

from support.toy import toy

from poseguide.core.records import Counts, Pose, Rep, Sample, State, Update
from poseguide.core.skeleton import Side
from poseguide.live.stage_clock import StageClock, has_begun, turns_round
from poseguide.training.goal import Goal, GoalProgress


def update(time_s: float, state: State = "ready", near: Side = "left") -> Update:
    pose, sample = Pose.unseen(time_s, 640, 480), Sample(time_s, near, {})
    return Update(time_s, pose, sample, state, None, None, Counts(), None, (), None)


def switched() -> tuple[GoalProgress, StageClock]:
    """A session in which the left leg is done, and the legs are switched at 10 s."""
    progress, stages = GoalProgress(Goal(1, None, per_side=True), toy()), StageClock()
    progress.add(Rep(1, "left", 0.0, 1.0, 2.0, None, None, 60.0, ()))
    stages.start(0.0)
    stages.enter("posture", 10.0)
    return progress, stages


def test_a_stage_lasts_from_when_it_was_entered() -> None:
    stages = StageClock()
    stages.start(5.0)
    stages.start(6.0)
    assert (stages.stage, stages.lasted_s(7.5)) == ("check", 2.5)
    stages.enter("work", 8.0)
    assert (stages.stage, stages.lasted_s(8.5)) == ("work", 0.5)


def test_a_first_set_begins_as_soon_as_the_start_posture_is_held() -> None:
    progress, stages = GoalProgress(Goal(1, None), toy()), StageClock()
    begun = [has_begun(toy(), progress, stages, update(1.0, state)) for state in (
        "searching", "positioning", "ready", "moving",
    )]  # type: ignore[arg-type]  # fmt: skip
    assert begun == [False, False, True, True]


def test_after_a_switch_the_posture_is_held_with_the_other_side_to_the_camera() -> None:
    progress, stages = switched()
    exercise = toy()
    assert turns_round(exercise)
    tenths = [10.0 + tenth / 10 for tenth in range(60)]
    same_side = [has_begun(exercise, progress, stages, update(time_s)) for time_s in tenths]
    assert not any(same_side)
    progress, stages = switched()
    begun_s = next(
        time_s
        for time_s in tenths
        if has_begun(exercise, progress, stages, update(time_s, near="right"))
    )
    assert begun_s == 13.0  # not in the moment in which it was said


def test_seen_from_the_front_nobody_turns_round() -> None:
    front = toy().model_copy(update={"camera": toy().camera.model_copy(update={"view": "front"})})
    assert not turns_round(front)
    progress, stages = switched()
    assert not has_begun(front, progress, stages, update(13.0))
    assert has_begun(front, progress, stages, update(13.5))
