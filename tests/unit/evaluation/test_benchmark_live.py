"""What `poseguide bench live` says of memory: at which minutes, and how fast it grows."""

from array import array

import pytest

from poseguide.evaluation.benchmark_live import Memory


def memory(minutes: float, mib: object) -> Memory:
    """Looked at every five seconds; `mib` gives what is held at a second."""
    times_s = [5.0 * n for n in range(round(12 * minutes) + 1)]
    return Memory(array("d", times_s), array("d", map(mib, times_s)))  # type: ignore[call-overload]


def test_memory_is_told_for_the_start_the_first_minute_every_ten_and_the_end() -> None:
    told = memory(25.5, lambda time_s: time_s).by_minute()
    assert told == {0: 0.0, 1: 60.0, 10: 600.0, 20: 1200.0, 25: 1500.0}
    assert memory(0.5, lambda time_s: 7.0).by_minute() == {0: 7.0}
    assert Memory().by_minute() == {}


def test_growth_is_that_after_the_first_minute() -> None:
    def held(time_s: float) -> float:
        return 200.0 + 3.0 * min(time_s, 60.0) + 0.5 * max(0.0, time_s - 60.0) / 60.0

    assert memory(30.0, held).growth_mib_per_min() == pytest.approx(0.5)
    assert memory(30.0, lambda time_s: 300.0).growth_mib_per_min() == pytest.approx(0.0)


def test_what_is_too_short_says_nothing_of_growth() -> None:
    assert memory(1.9, lambda time_s: time_s).growth_mib_per_min() is None
    assert Memory().growth_mib_per_min() is None


def test_it_is_looked_at_every_five_seconds() -> None:
    looked = Memory()
    for tenth in range(201):
        looked.look(tenth / 10)
    assert list(looked.times_s) in ([], [0.0, 5.0, 10.0, 15.0, 20.0])
