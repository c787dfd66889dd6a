"""A pace: the ticks that drive it, which step at which moment, and its end."""

from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.toy import words

from poseguide.definitions.movement import Pace
from poseguide.live.pacing import Pacer, length_s, pace_at, ticks


def pace(*levels: tuple[int, list[float]]) -> Pace:
    """Squeeze and rest at these levels: repetitions, and the seconds of both steps."""
    steps = [{"name": name, "label": words(), "cue": words()} for name in ("squeeze", "rest")]
    of = [{"label": words(), "repetitions": n, "seconds": seconds} for n, seconds in levels]
    return Pace.model_validate({"steps": steps, "levels": of})


TEN = pace((10, [3.0, 6.0]))


@pytest.mark.parametrize(
    ("time_s", "repetition", "step", "left_s", "share"),
    [
        (0.0, 1, "squeeze", 3.0, 0.0),
        (2.25, 1, "squeeze", 0.75, 0.75),
        (3.0, 1, "rest", 6.0, 0.0),
        (6.0, 1, "rest", 3.0, 0.5),
        (9.0, 2, "squeeze", 3.0, 0.0),
        (85.0, 10, "rest", 5.0, 1 / 6),
    ],
)
def test_each_moment_has_its_step(
    time_s: float, repetition: int, step: str, left_s: float, share: float
) -> None:
    now = pace_at(TEN, TEN.levels[0], time_s)
    assert now is not None
    assert (now.repetition, now.step.name) == (repetition, step)
    assert (now.left_s, now.share) == (pytest.approx(left_s), pytest.approx(share))


@pytest.mark.parametrize("time_s", [-0.1, 90.0, 1e6])
def test_before_its_beginning_and_after_its_end_there_is_none(time_s: float) -> None:
    assert pace_at(TEN, TEN.levels[0], time_s) is None


def test_a_level_of_another_pace_is_refused() -> None:
    other = pace((3, [1.0, 1.0]))
    with pytest.raises(ValueError, match="no level"):
        pace_at(TEN, other.levels[0], 1.0)


@given(
    st.integers(1, 15),
    st.lists(st.floats(0.3, 12.0), min_size=2, max_size=2),
    st.floats(0.0, 1.0, exclude_max=True),
)
def test_every_moment_within_has_a_step_and_time_left(
    repetitions: int, seconds: list[float], share: float
) -> None:
    one = pace((repetitions, seconds))
    level = one.levels[0]
    now = pace_at(one, level, share * length_s(level))
    assert now is not None
    assert 1 <= now.repetition <= repetitions
    assert 0.0 <= now.share <= 1.0
    assert now.left_s >= 0.0


# --- the pacer ----------------------------------------------------------------------------------


def test_a_pacer_leads_from_when_it_was_begun_until_its_end() -> None:
    pacer = Pacer(TEN, 0)
    assert not pacer.push(0.0)
    assert not pacer.is_begun
    pacer.begin(5.0)
    begun = [time_s / 2 for time_s in range(200) if pacer.push(time_s / 2)]
    assert begun == [5.0 + 9 * number + within for number in range(10) for within in (0.0, 3.0)]
    assert (pacer.is_over, pacer.point, pacer.led) == (True, None, 10)


def test_a_pacer_that_goes_on_begins_with_the_repetition_after_those_that_are_over() -> None:
    pacer = Pacer(TEN, 0, led=3)
    pacer.begin(0.0)
    assert pacer.led == 3
    assert pacer.push(0.0)
    assert pacer.point is not None
    assert (pacer.point.repetition, pacer.led, pacer.has_led) == (4, 3, True)


def test_the_ticks_of_a_clock_come_in_their_time() -> None:
    times_s = [tick.time_s for tick in islice(ticks(0.25), 4)]
    assert 0.0 <= times_s[0] < 0.1
    steps_s = [later - earlier for earlier, later in pairwise(times_s)]
    assert all(0.25 <= step_s < 1.0 for step_s in steps_s)
