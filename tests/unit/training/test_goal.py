"""How much is to be done: the usual goals, and a course of sets and sides towards one."""

from __future__ import annotations

from typing import Any

import pytest
from support.toy import holding_toy, toy, words

from poseguide.core.records import Rep, WorkSide
from poseguide.definitions.catalog import load_any, paths
from poseguide.definitions.schema import Exercise
from poseguide.training.goal import Goal, GoalProgress, Next, usual_goal

SAME_SIDE = {"name": "turns", "statistic": "same_side", "above": 0.2, "cue": words()}
PER_SIDE = Goal(3, None, per_side=True)

#: What one begins with: the low end of the dose, or the first level of the pace.
USUAL = {
    "ankle_pump_supine": Goal(10, None, per_side=True),
    "belly_breathing": Goal(5, None, level=0),
    "belly_slosh": Goal(3, None, level=0),
    "elbow_rest": Goal(None, 30.0),
    "foot_tap_seated": Goal(30, None, sets=2),
    "heel_raise_seated": Goal(10, None, per_side=True),
    "heel_raise_standing": Goal(8, None, sets=2),
    "leg_extension_all_fours": Goal(6, None, per_side=True),
    "leg_stretch_seated": Goal(2, 10.0, per_side=True),
    "leg_stretch_supine": Goal(6, None, per_side=True),
    "march_standing": Goal(8, None, per_side=True),
    "pelvic_floor_hold": Goal(10, None, level=0),
    "pelvic_floor_lift": Goal(8, None, level=0),
    "pelvic_lift_tilt": Goal(5, None),
    "sit_to_stand": Goal(5, None, sets=2),
    "squat": Goal(5, None, sets=2),
}


def rep(side: WorkSide) -> Rep:
    return Rep(1, side, 0.0, 1.0, 2.0, None, None, 60.0, ())


def course(goal: Goal = PER_SIDE, exercise: Exercise | None = None, **changes: Any) -> GoalProgress:
    return GoalProgress(goal, exercise or toy(**changes))


def add(to: GoalProgress, sides: str) -> list[Next]:
    """What comes after each repetition; sides are l, r and b."""
    names: dict[str, WorkSide] = {"l": "left", "r": "right", "b": "both"}
    return [to.add(rep(names[side])) for side in sides]


# --- the usual goal ---------------------------------------------------------------------------


def test_every_exercise_has_its_usual_goal() -> None:
    given = {path.stem: usual_goal(load_any(path.stem).exercise) for path in paths()}
    assert given == USUAL


@pytest.mark.parametrize(("level", "repetitions"), [(0, 10), (2, 12), (3, 12), (4, 10)])
def test_a_level_of_the_pace_says_how_many(level: int, repetitions: int) -> None:
    exercise = load_any("pelvic_floor_hold").exercise
    assert usual_goal(exercise, level) == Goal(repetitions, None, level=level)


def test_a_level_means_nothing_where_there_is_no_pace() -> None:
    exercise = load_any("pelvic_lift_tilt").exercise
    assert usual_goal(exercise, 3) == usual_goal(exercise, 0) == Goal(5, None)


# --- one side, then the other -----------------------------------------------------------------


def test_the_side_is_switched_with_the_last_of_the_first_one_and_not_before() -> None:
    one = course()
    assert (one.side, one.of) == (None, 3)
    assert add(one, "ll") == ["go_on", "go_on"]
    assert (one.side, one.done("left")) == ("left", 2)
    assert add(one, "l") == ["switch"]
    assert one.side == "right"
    assert (one.done("left"), one.done("right")) == (3, 0)
    assert add(one, "rrr") == ["go_on", "go_on", "all_done"]
    assert (one.done("left"), one.done("right")) == (3, 3)


def test_the_first_side_is_free() -> None:
    one = course()
    assert add(one, "r") == ["go_on"]
    assert one.side == "right"
    assert add(one, "rr") == ["go_on", "switch"]
    assert one.side == "left"


def test_more_on_the_full_side_asks_for_the_other_again_and_does_not_count_for_it() -> None:
    one = course()
    assert add(one, "llll") == ["go_on", "go_on", "switch", "switch"]
    assert (one.done("left"), one.done("right"), one.side) == (4, 0, "right")
    assert add(one, "rrr") == ["go_on", "go_on", "all_done"]


def test_a_side_that_is_changed_too_early_keeps_its_own_count() -> None:
    one = course()
    assert add(one, "llr") == ["go_on"] * 3
    assert (one.side, one.done("right")) == ("right", 1)
    assert add(one, "rr") == ["go_on", "switch"]
    assert one.side == "left"
    assert add(one, "l") == ["all_done"]


def test_a_set_is_over_when_both_sides_are_and_the_next_begins_at_nothing() -> None:
    one = course(Goal(2, None, per_side=True, sets=2))
    assert add(one, "llrr") == ["go_on", "switch", "go_on", "set_done"]
    assert (one.set_number, one.done("left"), one.done("right")) == (2, 0, 0)
    assert add(one, "rrll") == ["go_on", "switch", "go_on", "all_done"]
    assert one.set_number == 2


def test_without_per_side_either_side_counts_for_all() -> None:
    one = course(Goal(3, None))
    assert add(one, "lrl") == ["go_on", "go_on", "all_done"]
    assert one.side is None
    assert one.done("left") == one.done() == 3


# --- in turn, both, holds, and what went before -----------------------------------------------


@pytest.mark.parametrize("sides", ["one", "alternate"])
def test_sides_that_take_turns_are_counted_together_and_never_switched(sides: str) -> None:
    one = course(Goal(2, None, per_side=True), sides=sides, series=[SAME_SIDE])
    assert one.of == 4
    assert add(one, "lrlr") == ["go_on", "go_on", "go_on", "all_done"]
    assert one.side is None
    assert one.done("left") == one.done("right") == one.done() == 4


def test_sides_that_may_alternate_but_need_not_are_counted_apart() -> None:
    one = course(Goal(2, None, per_side=True), sides="alternate")
    assert one.of == 2
    assert add(one, "lrlr") == ["go_on", "go_on", "switch", "all_done"]


def test_both_sides_at_once_are_one_count_in_each_set() -> None:
    one = course(Goal(2, None, sets=3), sides="both")
    assert add(one, "bbbbbb") == ["go_on", "set_done"] * 2 + ["go_on", "all_done"]
    assert one.side is None


def test_a_hold_that_was_long_enough_is_the_whole_of_it() -> None:
    one = course(Goal(None, 30.0), holding_toy())
    assert one.of == 1
    assert add(one, "l") == ["all_done"]


def test_a_session_that_goes_on_is_where_it_was() -> None:
    before, after = course(), course()
    add(before, "lllr")
    add(after, "lllr")
    assert (after.side, after.done("left"), after.done("right")) == ("right", 3, 1)
    assert add(before, "rr") == add(after, "rr") == ["go_on", "all_done"]
