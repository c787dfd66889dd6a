"""The limits of a signal in words, for lines in its curve."""

from __future__ import annotations

from support.toy import holding_toy, phase, toy

from poseguide.definitions.catalog import load_exercise
from poseguide.reports.review_view import bounds, further_needs


def test_the_limits_of_a_signal_are_labelled_in_its_unit() -> None:
    exercise = load_exercise("leg_extension_all_fours").exercise
    labels = {bound.limit: bound.label for bound in bounds(exercise, "hip", "en")}
    tuck = phase(exercise, "tuck").enter[0].below
    assert tuck is not None
    assert labels[tuck] == f"Knee to the belly (< {tuck:.0f})"
    too_high = next(fault.limit for fault in exercise.faults if fault.name == "too_high")
    assert labels[too_high] == f"No higher than your back (> {too_high:.0f})"


def test_each_signal_has_its_own_limits() -> None:
    assert [bound.limit for bound in bounds(toy(), "hip", "en")] == [60, 150, 185]
    assert bounds(toy(), "knee", "en") == []
    knee = bounds(load_exercise("leg_extension_all_fours").exercise, "knee", "en")
    assert [bound.label for bound in knee][-1] == "Straighten the knee (< 150)"


def test_a_phase_that_needs_another_signal_too_says_so() -> None:
    exercise = load_exercise("pelvic_lift_tilt").exercise
    (lift,) = [b for b in bounds(exercise, "hip", "da") if b.label.startswith("Løftet")]
    assert lift.label.startswith("Løftet (> 150")
    assert lift.label.endswith(" med mere)")
    assert lift.more
    assert " og " in lift.needs
    assert "Hofte i forhold til linjen fra skulder til knæ" in lift.needs
    assert further_needs(exercise, "da") == [lift.needs]
    assert further_needs(toy(), "en") == []


def test_a_posture_that_is_held_has_two_ends() -> None:
    low, high = bounds(holding_toy(), "hip", "en")
    assert (low.limit, high.limit) == (75, 115)
    assert low.label == high.label == "Held (> 75, < 115)"
    assert low.short == "> 75, < 115"
