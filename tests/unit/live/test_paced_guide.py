"""An exercise that no camera sees: what is said at which moment, the numbers, and the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from poseguide.core.i18n import Language
from poseguide.core.records import Tick
from poseguide.definitions.catalog import PacedDefinition, load_any
from poseguide.live.guidance import Guidance
from poseguide.live.paced_guide import PacedGuide
from poseguide.live.pacing import length_s
from poseguide.training.goal import usual_goal

HOLD = load_any("pelvic_floor_hold")
assert isinstance(HOLD, PacedDefinition)
LEVELS = HOLD.exercise.pace.levels
QUICK = len(LEVELS) - 1
LEAD_IN_S = 8.0
#: Ten squeezes, as they are said.
TEN = [
    "Get ready.", "Squeeze and lift.", "Let go completely.",
    *(
        text
        for number in range(2, 11)
        for text in (f"{number}. Squeeze and lift.", "Let go completely.")
    ),
    "That was all. Well done.",
]  # fmt: skip


def lead(level: int = 0, language: Language = "en", led: int = 0) -> PacedGuide:
    assert isinstance(HOLD, PacedDefinition)
    return PacedGuide(HOLD, usual_goal(HOLD.exercise, level), language, led=led)


def tenths(for_s: float, from_s: float = 0.0) -> list[float]:
    return [from_s + tenth / 10 for tenth in range(round(10 * for_s) + 1)]


def uneven(for_s: float) -> list[float]:
    """Times between 3 and 450 milliseconds apart."""
    steps = np.random.default_rng(7).uniform(0.003, 0.45, round(6 * for_s))
    return [float(time_s) for time_s in np.cumsum(steps) if time_s < for_s]


def follow(one: PacedGuide, times_s: Iterable[float]) -> list[Guidance]:
    """The guidance at each time, until the end."""
    told = []
    for time_s in times_s:
        told.append(one.push(Tick(time_s)))
        if told[-1].end is not None:
            break
    return told


def said(told: Iterable[Guidance], language: Language = "en") -> list[str]:
    return [line.message.text(language) for guidance in told for line in guidance.lines]


def when(told: Iterable[Guidance]) -> list[float]:
    """The times at which something is said."""
    return [guidance.time_s for guidance in told if guidance.lines]


# --- a whole level ----------------------------------------------------------------------------


def test_a_whole_level_is_said_in_its_order() -> None:
    assert said(follow(lead(), tenths(120))) == TEN


@pytest.mark.parametrize("times_s", [uneven(120), tenths(120, from_s=3600.0), list(range(120))])
def test_uneven_and_late_times_say_the_same(times_s: list[float]) -> None:
    assert said(follow(lead(), times_s)) == TEN


def test_each_step_is_said_when_it_begins() -> None:
    told = follow(lead(), tenths(120))
    begins_s = [LEAD_IN_S + 9 * number + within for number in range(10) for within in (0, 3)]
    assert when(told) == pytest.approx([0.0, *begins_s, LEAD_IN_S + 90], abs=0.11)


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_every_level_has_its_number_of_steps_and_its_end(level: int) -> None:
    told = follow(lead(level), tenths(260))
    repetitions = LEVELS[level].repetitions
    assert len(said(told)) == 2 + 2 * repetitions
    assert (told[-1].done, told[-1].of, told[-1].paced) == (repetitions,) * 3
    assert told[-1].time_s == pytest.approx(LEAD_IN_S + length_s(LEVELS[level]), abs=0.11)


def test_danish_is_danish() -> None:
    told = said(follow(lead(QUICK, "da"), tenths(60)), "da")
    assert told[:4] == ["Gør dig klar.", "Knib og løft.", "Slip helt.", "2. Knib og løft."]
    assert told[-1] == "Det var det hele. Flot."


def test_it_ends_by_the_dose() -> None:
    told = follow(lead(QUICK), tenths(60))
    assert [guidance.end for guidance in told[:-1]] == [None] * (len(told) - 1)
    last = told[-1]
    assert (last.end, last.stage, last.pace_point) == ("dose", "done", None)
    assert last.lines[-1].urgent


# --- the numbers ------------------------------------------------------------------------------


def test_nothing_is_said_or_counted_before_the_lead_in_is_over() -> None:
    told = follow(lead(), tenths(7.9))
    assert said(told) == ["Get ready."]
    assert {(one.stage, one.done, one.paced, one.pace_point) for one in told} == {
        ("posture", 0, 0, None)
    }


def test_a_repetition_counts_when_its_last_step_is_over() -> None:
    told = {round(one.time_s, 1): one for one in follow(lead(), tenths(40))}
    assert [told[time_s].done for time_s in (8.0, 16.9, 17.1, 25.9, 26.1)] == [0, 0, 1, 1, 2]
    assert all(one.paced == one.done and one.of == 10 for one in told.values())


def test_the_numbers_only_grow_by_one() -> None:
    done = [guidance.done for guidance in follow(lead(QUICK), tenths(60))]
    assert {later - earlier for earlier, later in pairwise(done)} == {0, 1}
    assert (done[0], done[-1]) == (0, 10)


def test_the_moment_is_that_of_the_pace() -> None:
    told = {round(one.time_s, 1): one for one in follow(lead(), tenths(40))}
    now = told[21.0].pace_point
    assert now is not None
    assert (now.repetition, now.step.name) == (2, "rest")
    assert now.left_s == pytest.approx(5.0)
    assert told[21.0].stage == "work"


def test_a_long_gap_between_two_moments_is_made_up_for() -> None:
    told = follow(lead(), [0.0, 8.5, 17.5, 50.0, 200.0])
    assert said(told) == [
        "Get ready.", "Squeeze and lift.", "2. Squeeze and lift.", "Let go completely.",
        "That was all. Well done.",
    ]  # fmt: skip
    assert [one.done for one in told] == [0, 0, 1, 4, 10]


# --- stop, and going on -----------------------------------------------------------------------


def test_stop_in_the_middle_keeps_what_was_led_through() -> None:
    one = lead()
    before = follow(one, tenths(30))
    last = one.stop()
    assert (last.stage, last.end, last.pace_point) == ("done", "stopped", None)
    assert (last.done, last.paced, last.time_s) == (2, 2, 30.0)
    assert said([last]) == ["Stopped."]
    assert before[-1].end is None


def test_stop_in_the_lead_in_has_done_nothing() -> None:
    one = lead()
    follow(one, tenths(3))
    last = one.stop()
    assert (last.paced, last.end) == (0, "stopped")


@pytest.mark.parametrize("led", [1, 4, 9])
def test_a_session_that_goes_on_begins_with_the_repetition_that_was_not_finished(led: int) -> None:
    told = follow(lead(led=led), tenths(120, from_s=40.0))
    assert said(told) == ["Get ready.", *TEN[1 + 2 * led :]]
    assert told[0].done == told[0].paced == led
    assert told[-1].done == 10
    assert when(told)[1] == pytest.approx(40.0 + LEAD_IN_S, abs=0.11)


def test_stopped_and_gone_on_is_the_same_as_in_one_go() -> None:
    first = lead()
    follow(first, tenths(30))
    stopped = first.stop()
    told = follow(lead(led=stopped.paced), tenths(120, from_s=stopped.time_s))
    assert [said(told)[1], said(told)[-1]] == ["3. Squeeze and lift.", TEN[-1]]
    assert told[-1].paced == 10


def test_what_was_all_led_through_is_over_without_a_step() -> None:
    told = follow(lead(led=10), tenths(20))
    assert said(told) == ["Get ready.", "That was all. Well done."]
    assert (told[-1].end, told[-1].paced) == ("dose", 10)


def test_the_guidance_is_not_changed_afterwards() -> None:
    one = lead()
    told = follow(one, tenths(10))
    kept = [replace(guidance) for guidance in told]
    one.stop()
    assert told == kept
