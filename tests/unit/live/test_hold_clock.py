"""The clock of a hold: its seconds on the screen, and when they are said."""

from __future__ import annotations

from support.toy import holding_toy, toy

from poseguide.core.records import Counts, Pose, Sample, Update
from poseguide.definitions.schema import Exercise
from poseguide.live.hold_clock import HoldClock
from poseguide.live.speech import SpokenLine, Voice
from poseguide.training.goal import Goal


def timed(
    exercise: Exercise, goal_s: float | None, *held_s: float | None, phase: str | None = None
) -> tuple[list[str], list[float]]:
    """What is said, and the seconds shown, at these seconds of a hold, one a second."""
    clock = HoldClock(exercise, Goal(1, goal_s), Voice("en"))
    said, shown = [], []
    for second, held in enumerate(held_s):
        lines: list[SpokenLine] = []
        pose, sample = Pose.unseen(second, 640, 480), Sample(second, "left", {})
        update = Update(second, pose, sample, "moving", None, phase, Counts(), None, (), None)
        timer = clock.push(update, held, lines)
        said += [line.message.text("en") for line in lines]
        shown += [timer.seconds] if timer else []
    return said, shown


def test_the_seconds_are_said_every_ten_and_at_the_goal() -> None:
    said, shown = timed(holding_toy(), 25.0, *(float(second) for second in range(40)))
    assert said == ["10 seconds.", "20 seconds.", "25 seconds, well done."]
    assert shown == [float(second) for second in range(40)]


def test_half_a_minute_has_words_of_its_own() -> None:
    assert timed(holding_toy(), 30.0, 29.0, 30.0)[0] == ["10 seconds.", "Half a minute, well done."]


def test_a_hold_that_begins_again_is_said_again() -> None:
    said, _ = timed(holding_toy(), 30.0, 9.0, 11.0, 2.0, 9.0, 10.5)
    assert said == ["10 seconds.", "10 seconds."]


def test_the_last_phase_is_timed_where_the_dose_gives_seconds_for_it() -> None:
    said, shown = timed(toy(), 2.0, None, None, None, None, phase="stretch")
    assert shown == [0.0, 1.0, 2.0, 3.0]
    assert said == ["2 seconds. Slowly back."]
    assert timed(toy(), 2.0, None, None, None, phase="tuck") == ([], [0.0, 0.0, 0.0])


def test_without_a_goal_in_seconds_nothing_is_timed() -> None:
    assert timed(holding_toy(), None, 9.0, 11.0) == ([], [])
    assert timed(toy(), None, None, None, phase="stretch") == ([], [])
