"""Situations that people reported: what was begun leaves a row, and nothing is invented."""

from pathlib import Path

import pytest

from poseguide.analysis.recording import analyze

COMPLETE = "complete"

#: The rows that are right: complete, or the phase that is missing, or why it was cut short.
CASES = {
    "bystander_from_start.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
    "bystander_walks_through.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
    "camera_bumped.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
    "gap_in_lift_2.mp4": ("pelvic_lift_tilt", [COMPLETE, "not_seen", COMPLETE]),
    "pause_20s_at_bottom.mp4": ("squat", [COMPLETE, "paused", COMPLETE]),
    "pause_5s_at_bottom.mp4": ("squat", [COMPLETE] * 3),
    "ends_at_top_of_lift_3.mp4": ("pelvic_lift_tilt", [COMPLETE, COMPLETE, "recording_ends"]),
    "third_squats.mp4": ("squat", [COMPLETE, "down", "down", "down"]),
    "camera_tilted_15.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
    "dark_room.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
    "five_fps.mp4": ("pelvic_lift_tilt", [COMPLETE] * 3),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_case_has_the_rows_that_a_person_saw(shared: Path, name: str) -> None:
    exercise, rows = CASES[name]
    session = analyze(shared / "clips" / "cases" / name, exercise)
    assert [rep.missing or rep.cut_short or COMPLETE for rep in session.reps] == rows
    assert all(rep.judged or not rep.findings for rep in session.reps)
