"""The clock of a live session, made of the times that its source gives."""

from __future__ import annotations

import math

#: A time is refused where it is ahead of the last one by more than the time that has passed and
#: this. Less may be true: a picture that waited, or a computer that slept.
_JUMP_S = 60.0
#: A time is refused where it lies before the last one by more than this.
_BACK_S = 5.0


class SessionClock:
    """Turns the times of a source into those of one clock, which starts at 0 and only goes forward.

    The source may change its own clock, as after a connection was made again (`restart`): the
    session's clock goes on, with the time that has passed in between.
    """

    def __init__(self) -> None:
        self._shift_s: float | None = None
        self._time_s = 0.0
        self._came_s: float | None = None

    def restart(self) -> None:
        """Expect the next time by another clock of the source."""
        self._shift_s = None

    def push(self, time_s: float, now_s: float) -> float | None:
        """Take a time of the source that came at `now_s` and return the session's.

        None where it is not later than the one before, or cannot be true. `now_s` is by any clock
        that runs steadily, in seconds.
        """
        if not math.isfinite(time_s):
            return None
        away_s = now_s - self._came_s if self._came_s is not None else 0.0
        if self._shift_s is None:
            self._shift_s = self._time_s + away_s - time_s
        step_s = time_s + self._shift_s - self._time_s
        if not -_BACK_S <= step_s <= away_s + _JUMP_S:
            self._shift_s = None  # where it is the clock that changed, the next time fits
            return None
        if self._came_s is not None and step_s <= 0:
            return None  # a repeated picture is no new moment
        self._time_s, self._came_s = self._time_s + step_s, now_s
        return self._time_s
