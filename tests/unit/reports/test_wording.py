"""How much of an exercise is asked for, in words."""

from __future__ import annotations

import pytest

from poseguide.core.records import Counts, Session, Source
from poseguide.definitions.catalog import load_any
from poseguide.reports.wording import asked_words, count_figures, long_goal_words, session_words
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


def test_a_goal_is_told_part_by_part() -> None:
    goal = Goal(6, 2.5, per_side=True, sets=2)
    assert long_goal_words(goal, "en") == "6 repetitions, 2.5 seconds, on each side, 2 sets"
    assert long_goal_words(Goal(None, None), "en") == ""


def test_counts_are_figures_with_a_side_each_where_sides_are_told_apart() -> None:
    counts = Counts(complete=5, incomplete=1, left=3, right=2)
    assert count_figures(counts, "report_complete", sided=False) == {
        "report_complete": "5", "incomplete_repetitions": "1"
    }  # fmt: skip
    assert count_figures(counts, "report_complete", sided=True) == {
        "report_complete": "5", "incomplete_repetitions": "1",
        "left_repetitions": "3", "right_repetitions": "2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("hold_s", "words"),
    [
        (None, "5 complete (left 3, right 2) · 1 incomplete · Body seen: 98%"),
        (12.34, "Longest hold: 12.3 seconds · Body seen: 98%"),
    ],
)
def test_a_session_is_told_in_a_line(hold_s: float | None, words: str) -> None:
    session = Session(
        "toy", "0f" * 32, "one", Source("x.mp4", 60.0, 900, 640, 480), Counts(5, 1, 3, 2),
        hold_s, None, 0.98, (), (),
    )  # fmt: skip
    assert session_words(session, "en") == words
