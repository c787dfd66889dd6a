"""The whole engine on stick figures: one side at a time, time that grows, nothing invented."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.coached import ALL_FOURS, FPS, changes, rep, reps, run
from support.toy import holding_toy

from poseguide.core.errors import SideError
from poseguide.core.records import Counts, Frame, Pose, Rep, Update
from poseguide.core.skeleton import LEG, SIDES, Side, index_of, other_side
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play, stick_pose
from poseguide.engine.coach import Coach

LIFT = load_exercise("pelvic_lift_tilt").exercise


def one_after_another(*parts: list[Pose]) -> Iterator[Pose]:
    """The parts in time, one frame between them."""
    begin_s = 0.0
    for part in parts:
        first_s = part[0].time_s
        for pose in part:
            yield replace(pose, time_s=begin_s + pose.time_s - first_s)
        begin_s += part[-1].time_s - first_s + 1 / FPS


def told(updates: Iterable[Update]) -> list[tuple[int, str, str | None]]:
    return [(one.number, one.side, one.missing or one.cut_short) for one in reps(updates)]


# --- what is given ----------------------------------------------------------------------------


@pytest.mark.parametrize("then_s", [2.0, 1.99, -1.0, float("nan")])
def test_time_must_grow(then_s: float) -> None:
    coach = Coach(ALL_FOURS)
    coach.push(Pose.unseen(2.0, 640, 480))
    with pytest.raises(ValueError, match="time must grow"):
        coach.push(Pose.unseen(then_s, 640, 480))
    coach.push(Pose.unseen(2.01, 640, 480))


def test_frames_need_an_estimator() -> None:
    with pytest.raises(ValueError, match="estimator"):
        Coach(ALL_FOURS).push(Frame(0.0, np.zeros((48, 64, 3), np.uint8)))


@pytest.mark.parametrize("side", SIDES)
def test_a_side_cannot_be_chosen_where_both_work(side: Side) -> None:
    with pytest.raises(SideError, match="pelvic_lift_tilt works both sides at once"):
        Coach(LIFT, side=side)


# --- counting ---------------------------------------------------------------------------------


def test_repetitions_are_numbered_and_counted_in_order() -> None:
    updates = run(one_after_another(rep(), rep(), rep()))
    assert told(updates) == [(1, "left", None), (2, "left", None), (3, "left", None)]
    assert updates[-1].counts == Counts(complete=3, left=3)
    assert [update.counts.complete for update in updates if update.reps] == [1, 2, 3]


def test_an_incomplete_repetition_is_kept_and_not_counted() -> None:
    untucked = rep(tuck={"hip": 75.0})
    updates = run(one_after_another(untucked, rep()))
    assert told(updates) == [(1, "left", "tuck"), (2, "left", None)]
    assert updates[-1].counts == Counts(complete=1, incomplete=1, left=1)


@pytest.mark.parametrize("near", SIDES)
def test_the_leg_that_works_is_counted_and_not_the_near_one(near: Side) -> None:
    far = other_side(near)
    updates = run(one_after_another(rep(near, near), rep(near, far), rep(near, near)))
    assert told(updates) == [(1, near, None), (2, far, None), (3, near, None)]
    assert (updates[-1].counts.left, updates[-1].counts.right) == (
        (2, 1) if near == "left" else (1, 2)
    )


#: The leg that rests, as the model drags it along with the one that works.
DRAGGED = {
    "start": {"other_hip": 95.0, "other_knee": 90.0},
    "tuck": {"other_hip": 48.0, "other_knee": 65.0},
    "stretch": {"other_hip": 160.0, "other_knee": 168.0},
    "lower": {"other_hip": 150.0, "other_knee": 170.0},
    "end": {"other_hip": 95.0, "other_knee": 90.0},
}


@pytest.mark.parametrize("near", SIDES)
@pytest.mark.parametrize("late", [-2, 0, 4])
def test_a_far_leg_that_is_dragged_along_is_not_counted(near: Side, late: int) -> None:
    far = [index_of(name, other_side(near)) for name in LEG]
    poses = rep(near, near, **DRAGGED)
    dragged = []
    for number, pose in enumerate(poses):
        points = pose.points.copy()
        points[far] = poses[min(max(number - late, 0), len(poses) - 1)].points[far]
        dragged.append(replace(pose, points=points))
    alone = run([replace(p, points=_other_leg_still(p, poses[0], far)) for p in dragged])
    assert told(alone) == [(1, near, None)]
    assert told(run(dragged)) == [(1, near, None)]


def _other_leg_still(pose: Pose, first: Pose, leg: list[int]) -> Any:
    points = pose.points.copy()
    points[leg] = first.points[leg]
    return points


def test_a_near_leg_that_is_dragged_along_is_not_counted() -> None:
    assert told(run(rep("left", "right", **DRAGGED))) == [(1, "right", None)]


@pytest.mark.parametrize("only", SIDES)
def test_one_side_may_be_asked_for(only: Side) -> None:
    poses = one_after_another(rep("left", "left"), rep("left", "right"), rep("left", "left"))
    updates = run(poses, Coach(ALL_FOURS, side=only))
    expected = 2 if only == "left" else 1
    assert told(updates) == [(number + 1, only, None) for number in range(expected)]
    assert updates[-1].counts.complete == expected


def test_a_movement_of_both_sides_is_counted_for_both() -> None:
    poses = list(play(LIFT, near="right", working="right", fps=FPS))
    updates = run(poses, Coach(LIFT))
    assert told(updates) == [(1, "both", None)]
    assert updates[-1].counts == Counts(complete=1)


@pytest.fixture(scope="module")
def steady() -> Rep:
    """The clean repetition at 60 frames a second."""
    (one,) = reps(run(rep(fps=60)))
    return one


@pytest.mark.parametrize("fps", [12, 25])
def test_times_do_not_depend_on_the_frame_rate(steady: Rep, fps: float) -> None:
    (one,) = reps(run(rep(fps=fps)))
    assert one.start_s == pytest.approx(steady.start_s, abs=0.12)
    assert one.end_s == pytest.approx(steady.end_s, abs=0.2)
    assert one.peak_s == pytest.approx(steady.peak_s, abs=0.15)


def test_the_same_poses_at_a_later_hour_give_the_same_repetition() -> None:
    (now,) = reps(run(rep()))
    later = [replace(pose, time_s=pose.time_s + 4000.0) for pose in rep()]
    (then,) = reps(run(later))
    assert then.start_s - 4000 == pytest.approx(now.start_s, abs=1e-6)
    assert then.findings == now.findings


def test_a_smaller_person_at_another_place_gives_the_same_repetition() -> None:
    (large,) = reps(run(rep()))
    small = [replace(p, points=p.points * 0.5 + np.array([300.0, 40.0])) for p in rep()]
    (one,) = reps(run(small))
    assert one.missing is None
    assert one.range == pytest.approx(large.range, abs=0.5)


# --- what is not counted ----------------------------------------------------------------------


def lost(poses: list[Pose], start_s: float, end_s: float) -> list[Pose]:
    """Nobody found between two times."""
    return [
        Pose.unseen(p.time_s, p.width_px, p.height_px) if start_s <= p.time_s < end_s else p
        for p in poses
    ]


def test_a_short_loss_of_the_person_is_bridged_and_a_long_one_is_not() -> None:
    assert told(run(lost(rep(), 4.4, 4.7))) == [(1, "left", None)]
    assert told(run(lost(rep(), 4.2, 4.9))) == [(1, "left", "not_seen")]


def test_what_a_cut_to_another_place_interrupts_is_told_as_not_seen() -> None:
    cut = [
        replace(p, points=p.points + np.array([0 if p.time_s < 4.0 else 250.0, 0])) for p in rep()
    ]
    assert told(run(cut)) == [(1, "left", "not_seen")]


def test_nothing_counts_before_the_start_posture_was_held() -> None:
    moving = [pose for pose in rep() if pose.time_s > 2.2]
    assert told(run(moving)) == []


def test_someone_lying_down_does_not_do_the_all_fours_exercise() -> None:
    lying = list(play(LIFT, near="left", working="left", fps=FPS))
    assert told(run(one_after_another(lying, lying))) == []


def test_someone_on_all_fours_does_not_do_the_pelvic_lift() -> None:
    assert told(run(one_after_another(rep(), rep()), Coach(LIFT))) == []


# --- what is told meanwhile -------------------------------------------------------------------


def test_the_state_goes_from_searching_over_ready_to_moving_and_back() -> None:
    nobody = [Pose.unseen(number / FPS, 1280, 960) for number in range(10)]
    updates = run(one_after_another(nobody, rep()))
    assert changes(update.state for update in updates) == [
        "searching", "ready", "moving", "ready",
    ]  # fmt: skip


def test_the_phase_and_side_are_told_while_moving() -> None:
    updates = run(rep("left", "right"))
    phases = [update.phase for update in updates if update.side]
    assert phases[0] == "tuck"
    assert set(phases) == {"tuck", "stretch", "lower"}
    assert {u.side for u in updates if u.state == "moving"} == {"right"}
    assert {u.phase for u in updates if u.state != "moving"} == {None}


def test_every_update_has_its_own_time_pose_and_values() -> None:
    poses = rep()
    for pose, update in zip(poses, run(poses), strict=True):
        assert update.time_s == pose.time_s == update.pose.time_s == update.sample.time_s
        assert set(update.sample.sides) == {"left", "right"}


def test_a_fault_is_told_as_the_cue_with_the_frame_that_ends_the_repetition() -> None:
    (fault,) = (fault for fault in ALL_FOURS.faults if fault.name == "too_high")
    updates = run(rep(**fault.example))
    (ending,) = (update for update in updates if update.reps)
    assert ending.cue == "too_high"
    assert [f.rule for f in ending.reps[0].faults] == ["too_high"]


def test_without_a_hold_no_seconds_are_told() -> None:
    assert {update.hold_s for update in run(rep())} == {None}


def test_a_hold_is_timed_and_has_no_repetitions() -> None:
    exercise = holding_toy()
    key = exercise.good.poses[0]
    poses = [
        stick_pose(exercise, key, number / FPS, near="left", working="left")
        for number in range(round(4 * FPS) + 1)
    ]
    updates = run(poses, Coach(exercise))
    assert updates[-1].hold_s == pytest.approx(4.0, abs=0.08)
    assert changes(update.state for update in updates) == ["positioning", "moving"]
    assert reps(updates) == []
