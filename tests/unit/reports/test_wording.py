"""How much of an exercise is asked for, in words."""

from __future__ import annotations

import pytest

from poseguide.definitions.catalog import load_any
from poseguide.reports.wording import asked_words
from poseguide.training.goal import Goal


@pytest.mark.parametrize(
    ("exercise", "goal", "english", "danish"),
    [
        ("pelvic_lift_tilt", Goal(5, None), "5 repetitions", "5 gentagelser"),
        ("pelvic_lift_tilt", Goal(1, None), "1 repetition", "1 gentagelse"),
        ("squat", Goal(8, None, sets=2), "2 × 8 repetitions", "2 × 8 gentagelser"),
        ("leg_extension_all_fours", Goal(6, None, per_side=True),
         "6 repetitions on each side", "6 gentagelser til hver side"),
        ("leg_extension_all_fours", Goal(8, None, per_side=True, sets=2),
         "2 × 8 repetitions on each side", "2 × 8 gentagelser til hver side"),
        ("elbow_rest", Goal(None, 30.0), "30 seconds", "30 sekunder"),
        ("leg_stretch_seated", Goal(2, 15.0, per_side=True),
         "2 times 15 seconds on each side", "2 gange 15 sekunder til hver side"),
        ("leg_stretch_seated", Goal(1, 10.0, per_side=True),
         "10 seconds on each side", "10 sekunder til hver side"),
        # A level has its own name, where there is more than one.
        ("pelvic_floor_hold", Goal(10, None, level=0),
         "Level 1: 3 seconds, 10 times", "Trin 1: 3 sekunder, 10 gange"),
        ("pelvic_floor_hold", Goal(10, None, level=4),
         "Quick squeezes, 10 times", "Hurtige knib, 10 gange"),
        ("belly_slosh", Goal(3, None, level=0), "3 repetitions", "3 gentagelser"),
        ("belly_breathing", Goal(3, None), "3 repetitions", "3 gentagelser"),
    ],
)  # fmt: skip
def test_a_goal_is_said_as_a_person_would(
    exercise: str, goal: Goal, english: str, danish: str
) -> None:
    described = load_any(exercise).exercise
    assert asked_words(goal, described, "en") == english
    assert asked_words(goal, described, "da") == danish
