"""Where the main signal of an exercise rests, and from when it has left that."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import AT_REST

#: Staying this long away from where it rested without an attempt, it has found another rest.
_NEW_REST_S = 2.0
#: So many samples of the rest in the start posture are kept.
_RESTING_SAMPLES = 60


class Rest:
    """The resting value of the main signal of one working side.

    A movement starts, and ends, where the signal is within `room` of it, in the signal's unit.
    """

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.repetition is not None
        #: Then the rest is 0, and not known before the start posture was held.
        self.is_learned = exercise.is_from_start(exercise.repetition.main)
        self.room = _room(exercise)
        self.forget()

    def forget(self) -> None:
        """Forget the resting value."""
        self._values: deque[float] = deque(maxlen=_RESTING_SAMPLES)
        self.resume()

    def resume(self) -> None:
        """Go on after a gap: how long the signal has been away from its rest is not known."""
        self._elsewhere = HeldTimer()

    @property
    def value(self) -> float:
        """The main signal's value in the start posture; NaN where it was not seen there."""
        return median(self._values) if self._values else math.nan

    def learn(self, value: float) -> None:
        """Take a value of the main signal in the start posture."""
        if math.isfinite(value):
            self._values.append(value)

    def holds(self, time_s: float, value: float) -> bool:
        """Take a value; return whether it is at rest; always for an absolute signal.

        Only then is the resting value learned: otherwise the beginning of a movement would shift
        it. A body that stays away from it for two seconds has found a new resting value.
        """
        if not self.is_learned:
            return True
        away = math.isfinite(value) and abs(value) > self.room
        away_s = self._elsewhere.push(time_s, away)
        return not away or away_s > _NEW_REST_S

    def is_far(self, value: float) -> bool:
        """Return whether the body still moves into the start posture, where that can be told.

        A signal measured from the start posture would otherwise be measured from half-way into it.
        """
        return self.is_learned and abs(value) > 2.0 * self.room


def _room(exercise: Exercise) -> float:
    """Return how far the main signal may be from its resting value and still be at rest.

    In the signal's unit. Where the signal is measured from the start posture, it is at most half
    the smallest limit of an attempt: with more, a small movement would seem to begin and to end in
    its middle.
    """
    assert exercise.repetition is not None
    room = AT_REST[exercise.signals[exercise.repetition.main].unit]
    if not exercise.is_from_start(exercise.repetition.main):
        return room
    limits = [c.limit for c in exercise.repetition.attempt if c.signal == exercise.repetition.main]
    return min([room, *(abs(limit) / 2 for limit in limits)])
