"""The rest before an exercise: what is announced, and for how long it lasts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poseguide.core.i18n.message import Message
from poseguide.definitions.catalog import load_any
from poseguide.live.speech import SpokenLine
from poseguide.live.workout import ExerciseRequest
from poseguide.live.workout_rest import WorkoutRest
from poseguide.training.goal import Goal

FLOOR = load_any("pelvic_floor_hold")
REQUEST = ExerciseRequest(FLOOR, Goal(10, None, level=0), "da", rest_s=60.0)


def said(rest: WorkoutRest, time_s: float = 0.0) -> list[str]:
    return [line.message.text("da") for line in rest.guidance(time_s).lines]


@pytest.mark.parametrize(
    ("place", "beginning"),
    [(0, "Vi begynder med: "), (1, "Næste øvelse: "), (2, "Den sidste: ")],
)
def test_the_exercise_is_announced_once_by_its_place(place: int, beginning: str) -> None:
    rest = WorkoutRest(REQUEST, place, 3, 0.0)
    exercise = FLOOR.exercise
    assert said(rest) == [f"{beginning}{exercise.name.da}. {exercise.setup.da}"]
    assert said(rest) == []


def test_a_rest_lasts_as_long_as_asked_and_counts_down() -> None:
    rest = WorkoutRest(REQUEST, 1, 3, 100.0)
    timer = rest.guidance(115.0).timer
    assert timer is not None
    assert (timer.kind, timer.seconds, timer.of_s) == ("rest", 45.0, 60.0)
    assert [rest.is_over(time_s) for time_s in (159.9, 160.0)] == [False, True]


def test_there_is_nothing_to_rest_from_before_the_first_but_its_words_are_heard() -> None:
    words = said(WorkoutRest(REQUEST, 0, 3, 0.0))[0]
    rest, heard_s = WorkoutRest(REQUEST, 0, 3, 0.0), 0.3 + 0.065 * len(words)
    assert [rest.is_over(heard_s + by_s) for by_s in (-0.01, 0.01)] == [False, True]


def test_what_was_left_to_say_comes_first_and_is_not_cut_off() -> None:
    praise = SpokenLine(Message("one_done"), "info")
    lines = WorkoutRest(REQUEST, 1, 3, 0.0, (praise,)).guidance(0.0).lines
    assert lines[0] == praise
    assert [line.urgent for line in lines] == [False, False]
    assert WorkoutRest(REQUEST, 1, 3, 0.0).guidance(0.0).lines[0].urgent


def test_slower_is_said_and_shown_where_it_was_asked_for() -> None:
    rest = WorkoutRest(replace(REQUEST, slower=True), 1, 3, 0.0)
    advice = rest.guidance(0.0).advice
    assert advice is not None
    slower = "Tag det langsommere i dag i stedet for at lave flere."
    assert advice.text("da") == f"{FLOOR.exercise.setup.da} {slower}"
