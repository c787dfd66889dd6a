"""The pace of an exercise that a clock leads: its ticks, and which step each moment belongs to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from poseguide.core.records import Tick
from poseguide.definitions.movement import Level, Pace, Stage


@dataclass(frozen=True)
class PacePoint:
    """A moment of a paced exercise: which step of which repetition it belongs to.

    `repetition` counts from 1. `left_s` is what is left of the step in seconds, and `share` how
    much of it is over, from 0 to 1.
    """

    repetition: int
    step: Stage
    left_s: float
    share: float


def ticks(every_s: float = 0.1) -> Iterator[Tick]:
    """Yield the ticks of a clock from 0 s, without end."""
    begun_s = time.monotonic()
    while True:
        yield Tick(time.monotonic() - begun_s)
        time.sleep(every_s)


def length_s(level: Level) -> float:
    """Return how long all repetitions of a level last, in seconds."""
    return level.repetitions * sum(level.seconds)


def pace_at(pace: Pace, level: Level, time_s: float) -> PacePoint | None:
    """Return where the pace is `time_s` seconds after its beginning; None before it and after it.

    Raises ValueError for a level that is not one of the pace's.
    """
    if level not in pace.levels:
        raise ValueError(f"the pace has no level “{level.label.en}”")
    if not 0.0 <= time_s < length_s(level):
        return None
    done, within_s = divmod(time_s, sum(level.seconds))
    for step, seconds in zip(pace.steps, level.seconds, strict=True):
        if within_s < seconds:
            return PacePoint(int(done) + 1, step, seconds - within_s, within_s / seconds)
        within_s -= seconds
    # Rounding may leave a hair over: it belongs to the last step.
    return PacePoint(int(done) + 1, pace.steps[-1], 0.0, 1.0)


class Pacer:
    """Goes through the repetitions of a pace at one level, from the moment it is begun.

    `led` repetitions are over: those of before, where a session goes on, and then all that the pace
    has led through. `point` is where it is, None before it begins and once it `is_over`.
    """

    def __init__(self, pace: Pace, level: int, *, led: int = 0) -> None:
        self.pace = pace
        self.level = pace.levels[level]
        self.led = led
        self.point: PacePoint | None = None
        self.is_over = False
        self._begins_s: float | None = None
        self._ahead_s = led * sum(self.level.seconds)
        self._step: tuple[int, str] | None = None

    @property
    def is_begun(self) -> bool:
        """Return whether it has been told when to begin."""
        return self._begins_s is not None

    @property
    def has_led(self) -> bool:
        """Return whether its first step has begun."""
        return self._step is not None

    def begin(self, at_s: float) -> None:
        """Let the first step begin at this time of the session's clock."""
        self._begins_s = at_s

    def push(self, time_s: float) -> bool:
        """Take the time of the session's clock and return whether a step has begun with it."""
        if self._begins_s is None or time_s < self._begins_s:
            return False
        # A session that goes on begins with the repetition that was not finished.
        paced_s = time_s - self._begins_s + self._ahead_s
        self.point = pace_at(self.pace, self.level, paced_s)
        if self.point is None:
            self.is_over, self.led = True, self.level.repetitions
            return False
        self.led = self.point.repetition - 1
        before, self._step = self._step, (self.point.repetition, self.point.step.name)
        return self._step != before
