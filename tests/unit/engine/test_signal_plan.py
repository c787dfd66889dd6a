"""What is looked up and measured in a frame, and what once for all; values are in test_signals."""

from __future__ import annotations

from typing import Any

import pytest
from support.toy import toy, words

from poseguide.definitions.catalog import tracked
from poseguide.definitions.measures import MEASURES, Measure, MeasureInput
from poseguide.definitions.schema import Exercise
from poseguide.engine import signal_plan
from poseguide.engine.signal_plan import SignalPlan

#: All of them apart, so that no two of them can be taken for one another.
ROWS = [(float(number), float(number * number)) for number in range(33)]


def measured(plan: SignalPlan) -> dict[str, dict[str, float]]:
    sides = plan.measure(ROWS, None, 100.0, "left")
    for values in sides.values():
        plan.join(values, 100.0, "left")
    return {str(side): values for side, values in sides.items()}


@pytest.mark.parametrize("definition", tracked(), ids=lambda one: one.exercise.id)
def test_no_name_of_a_point_is_looked_up_once_the_plan_is_made(
    definition: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise: Exercise = definition.exercise
    plan = SignalPlan(exercise)
    before = measured(plan)
    for name in ("split_point", "index_of", "other_side"):
        monkeypatch.delattr(signal_plan, name)
    assert repr(measured(plan)) == repr(before)
    for values in before.values():
        assert set(values) == set(exercise.signals)


@pytest.mark.parametrize(("points", "times"), [
    (["near_hip", "near_shoulder"], 1), (["mid_hip", "near_knee"], 1),
    (["hip", "near_knee"], 2), (["hip", "other_hip"], 2),
])  # fmt: skip
def test_what_is_the_same_whichever_side_works_is_measured_once(
    points: list[str], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[MeasureInput] = []

    def value(given: MeasureInput) -> float:
        seen.append(given)
        return given.points[0][0]

    monkeypatch.setitem(MEASURES, "counted", Measure("counted", "trunk", value, 2))
    signals = toy().model_dump()["signals"]
    signals["x"] = {"label": words(), "measure": "counted", "points": points}
    sides = measured(SignalPlan(toy(signals=signals)))
    assert len(seen) == times
    assert set(sides) == {"left", "right"}
    assert (sides["left"]["x"] == sides["right"]["x"]) == (times == 1)


def test_each_side_has_values_of_its_own_to_be_changed() -> None:
    sides = SignalPlan(toy()).measure(ROWS, None, 100.0, "left")
    sides["left"]["trunk"] = 7.0
    assert sides["right"]["trunk"] != 7.0
