"""The kinds of exercise that the format knows besides one side at a time: by turns, and held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.places import TESTS

from poseguide.authoring.selftest import check
from poseguide.core.records import Pose
from poseguide.core.skeleton import Side
from poseguide.definitions.catalog import read
from poseguide.definitions.schema import Exercise
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import Coach
from poseguide.engine.fault_rules import cadence_per_min

DEFINITIONS = TESTS / "definitions"


@pytest.mark.parametrize("name", ["march", "elbow"])
def test_a_definition_of_each_kind_passes_its_own_test(name: str) -> None:
    assert check(read(DEFINITIONS / f"{name}.toml")) == []


def by_turns(exercise: Exercise, sides: list[Side]) -> Iterator[Pose]:
    """The good repetition on each side in turn, seen from the left."""
    begin_s = 0.0
    for side in sides:
        poses = list(play(exercise, near="left", working=side, fps=30.0))
        yield from (replace(pose, time_s=pose.time_s + begin_s) for pose in poses)
        begin_s += poses[-1].time_s + 1 / 30


def test_sides_by_turns_are_counted_each_and_give_a_cadence() -> None:
    exercise = read(DEFINITIONS / "march.toml").exercise
    coach = Coach(exercise)
    updates = [coach.push(p) for p in by_turns(exercise, ["left", "right", "left", "right"])]
    reps = [rep for update in updates for rep in update.reps]
    assert [rep.side for rep in reps] == ["left", "right", "left", "right"]
    assert (updates[-1].counts.left, updates[-1].counts.right) == (2, 2)
    between_s = (reps[-1].end_s - reps[0].start_s) / 60
    assert cadence_per_min(reps) == pytest.approx(4 / between_s)


def test_a_hold_counts_its_seconds_and_no_repetitions() -> None:
    exercise = read(DEFINITIONS / "elbow.toml").exercise
    coach = Coach(exercise)
    updates = [coach.push(p) for p in play(exercise, near="left", working="left", fps=12.0)]
    assert updates[-1].hold_s == pytest.approx(34.5, abs=0.5)
    assert updates[-1].counts.complete == 1
    assert {update.state for update in updates[30:]} == {"moving"}
