"""A pace: which step at which moment, and its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.toy import words

from poseguide.definitions.movement import Pace
from poseguide.live.pacing import length_s, moment


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
    now = moment(TEN, TEN.levels[0], time_s)
    assert now is not None
    assert (now.repetition, now.step.name) == (repetition, step)
    assert (now.left_s, now.share) == (pytest.approx(left_s), pytest.approx(share))


@pytest.mark.parametrize("time_s", [-0.1, 90.0, 1e6])
def test_before_its_beginning_and_after_its_end_there_is_none(time_s: float) -> None:
    assert moment(TEN, TEN.levels[0], time_s) is None


def test_a_level_of_another_pace_is_refused() -> None:
    other = pace((3, [1.0, 1.0]))
    with pytest.raises(ValueError, match="no level"):
        moment(TEN, other.levels[0], 1.0)


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
    now = moment(one, level, share * length_s(level))
    assert now is not None
    assert 1 <= now.repetition <= repetitions
    assert 0.0 <= now.share <= 1.0
    assert now.left_s >= 0.0
