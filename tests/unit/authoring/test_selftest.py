"""Every definition judges its own good repetition rightly, and a wrong one is told so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.toy import words

from poseguide.authoring.selftest import check
from poseguide.core.geometry import angle_deg, ventral_angle_deg
from poseguide.core.skeleton import SIDES, Side, index_of, other_side
from poseguide.definitions.catalog import Definition, load_exercise, paths, read, tracked
from poseguide.definitions.schema import Exercise
from poseguide.definitions.stick_figure import play, stick_pose

LEG = "leg_extension_all_fours"
each_exercise = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)


def changed(change: Callable[[dict[str, Any]], None], name: str = LEG) -> list[str]:
    """What the self-test says of a definition with something changed."""
    definition = load_exercise(name)
    data = definition.exercise.model_dump()
    change(data)
    return check(replace(definition, exercise=Exercise.model_validate(data)))


@each_exercise
def test_a_definition_that_comes_with_poseguide_passes(path: Any) -> None:
    assert check(read(path)) == []


def test_a_phase_that_the_good_repetition_never_reaches_is_named() -> None:
    def ask_too_much(data: dict[str, Any]) -> None:
        data["phases"][1]["enter"][0]["above"] = 200.0

    problems = changed(ask_too_much)
    assert problems
    assert all("never reaches the phase “stretch”" in problem for problem in problems)


def test_a_limit_that_the_good_repetition_breaks_is_named_with_its_value() -> None:
    def too_strict(data: dict[str, Any]) -> None:
        data["faults"][0]["above"] = 160.0

    problems = changed(too_strict)
    assert any("has the fault “too_high”" in p and "limit is 160" in p for p in problems)


def test_a_start_posture_that_the_good_repetition_does_not_take_is_told() -> None:
    def elsewhere(data: dict[str, Any]) -> None:
        data["start"]["when"] = [{"signal": "trunk", "above": 60.0, "below": None}]

    assert all("counts 0 times, not once" in problem for problem in changed(elsewhere))


def test_a_fault_without_an_example_is_told() -> None:
    problems = changed(lambda data: data["faults"][1].update(example={}))
    assert problems == ["faults.knee_bent: has no example of how the good repetition shows it"]


def test_an_example_that_shows_another_fault_is_told() -> None:
    def mixed_up(data: dict[str, Any]) -> None:
        data["faults"][1]["example"] = data["faults"][0]["example"]

    assert set(changed(mixed_up)) == {"faults.knee_bent: its example gives too_high"}


def test_a_hold_is_played_for_its_whole_time() -> None:
    def shortened(seconds: float) -> list[str]:
        definition = load_exercise(LEG)
        data = definition.exercise.model_dump()
        data.update(repetition=None, phases=[], faults=[], sides="both")
        hold = {"seconds": seconds, "when": data["start"]["when"], "main": "hip"}
        data["hold"] = hold | {"label": words(), "cue": words()}
        data["good"]["poses"] = [data["good"]["poses"][0], data["good"]["poses"][-1]]
        return check(replace(definition, exercise=Exercise.model_validate(data)))

    assert shortened(3.0) == []
    assert all("never reaches the phase “hold”" in problem for problem in shortened(20.0))
    assert len(shortened(20.0)) == 4


@pytest.mark.parametrize("near", SIDES)
@pytest.mark.parametrize("definition", tracked(), ids=lambda found: found.exercise.id)
def test_the_stick_figure_has_the_angles_it_is_given(definition: Definition, near: Side) -> None:
    exercise = definition.exercise
    for key in exercise.good.poses:
        points = stick_pose(exercise, key, 0.0, near=near, working=near).points
        shoulder, hip, knee, ankle = (
            points[index_of(name, near)] for name in ("shoulder", "hip", "knee", "ankle")
        )
        assert ventral_angle_deg(shoulder, hip, knee, near == "left") == pytest.approx(key.hip)
        assert angle_deg(hip, knee, ankle) == pytest.approx(key.knee)


def test_the_anchor_of_the_stick_figure_stays_in_place() -> None:
    exercise = load_exercise("pelvic_lift_tilt").exercise
    poses = list(play(exercise, near="right", working="right", fps=15.0))
    anchors = np.array([pose.points[index_of("shoulder", "right")] for pose in poses])
    assert np.ptp(anchors, axis=0) == pytest.approx([0.0, 0.0])


def test_the_far_leg_works_where_it_is_asked_to() -> None:
    exercise = load_exercise(LEG).exercise
    poses = list(play(exercise, near="left", working=other_side("left"), fps=15.0))
    moved = {side: np.ptp([p.points[index_of("knee", side)][0] for p in poses]) for side in SIDES}
    assert moved["right"] > 100.0 > 10.0 > moved["left"]
