"""What the chart says of the limits, and numbers as people write them."""

from __future__ import annotations

import pytest
from toy import phase

from poseguide.catalog import load_exercise
from poseguide.errors import DefinitionError, PoseGuideError, Problem, UnknownExerciseError
from poseguide.numerals import clock, decimal, dose_words, left, listed, percent, span
from poseguide.ui.charts import limits
from poseguide.ui.problems import sentence


def test_the_limits_of_the_main_signal_are_labelled_in_its_unit() -> None:
    exercise = load_exercise("leg_extension_all_fours").exercise
    labels = {row["limit"]: row["label"] for row in limits(exercise, "en")}
    tuck = phase(exercise, "tuck").enter[0].below
    assert labels[tuck] == f"Knee to the belly (< {tuck:.0f})"
    too_high = next(fault.limit for fault in exercise.faults if fault.name == "too_high")
    assert labels[too_high] == f"No higher than your back (> {too_high:.0f})"


def test_a_phase_that_needs_more_than_the_main_signal_says_so() -> None:
    (lift,) = [
        row
        for row in limits(load_exercise("pelvic_lift_tilt").exercise, "da")
        if row["label"].startswith("Løftet")
    ]
    assert lift["label"].startswith("Løftet (> 150")
    assert lift["label"].endswith(" med mere)")
    assert " og " in lift["needs"]
    assert "Hofte i forhold til linjen fra skulder til knæ" in lift["needs"]


def test_the_dose_is_said_in_words() -> None:
    dose = load_exercise("leg_extension_all_fours").exercise.dose
    assert dose_words(dose, "en") == "6–10 repetitions, on each side, once a day"
    dose = load_exercise("pelvic_lift_tilt").exercise.dose
    assert dose_words(dose, "da") == "5 gentagelser, en gang om dagen"


def test_numbers_are_written_as_people_write_them() -> None:
    assert decimal(1.25, 1, "en") == "1.2"
    assert decimal(0.526, 2, "da") == "0,53"
    assert clock(65.24, "en") == "1:05.2"
    assert clock(59.97, "da") == "1:00,0"
    assert span(6, 10) == "6–10"
    assert span(5, 5) == "5"
    assert listed([1, 2, 3, 5]) == "1–3, 5"
    assert listed([]) == ""
    assert [left(0.2), left(95.0), left(150.0)] == ["1 s", "95 s", "2 min"]


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0"), (0.001, "1"), (0.5, "50"), (0.999, "99"), (1.0, "100")]
)
def test_only_all_is_a_hundred_percent_and_only_nothing_none(share: float, said: str) -> None:
    assert percent(share) == said


def test_every_problem_has_a_danish_sentence() -> None:
    unknown = UnknownExerciseError("x", ["y"], "There is no exercise “x”.")
    broken = DefinitionError([Problem(load_exercise("pelvic_lift_tilt").path, 1, "id", "wrong")])
    for error in (unknown, broken, PoseGuideError("Something else.")):
        assert sentence(error, "a.mp4", "en") == str(error)
        assert str(error) not in sentence(error, "a.mp4", "da")
