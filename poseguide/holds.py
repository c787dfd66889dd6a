"""A posture that is kept: the clock runs while it holds, and short breaks are forgiven."""

from __future__ import annotations

from poseguide.exercise import Exercise
from poseguide.phases import ROUNDING_S, Since, Values, all_hold
from poseguide.trust import GAP_S


class HoldTracker:
    """Times the hold of one exercise; `best_s` is the longest that was reached, in seconds."""

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.hold is not None
        self._start = exercise.start
        self._hold = exercise.hold
        self._taken = Since()
        self._held_s = 0.0
        self._good_s: float | None = None
        self._last_s: float | None = None
        self._hidden = False
        self.running = False
        self.best_s = 0.0

    def push(self, time_s: float, values: Values) -> None:
        """Takes a sample; the clock counts from when the start posture was first taken."""
        step_s = 0.0 if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        if step_s > GAP_S:
            self._stop()
        if not self.running:
            taken_s = self._taken.tell(time_s, all_hold(self._start.when, values))
            if self._taken.from_s is None or taken_s < self._start.hold_s - ROUNDING_S:
                return
            self.running, self._held_s, self._good_s = True, taken_s, time_s
        else:
            self._go_on(time_s, step_s, all_hold(self._hold.when, values))
        self.best_s = max(self.best_s, self._held_s)

    def _go_on(self, time_s: float, step_s: float, held: bool | None) -> None:
        assert self._good_s is not None
        self._hidden = self._hidden or held is None
        if held:
            away_s = time_s - self._good_s
            # What was not seen is bridged like any dropout, not forgiven like a wobble.
            forgiven = away_s <= (GAP_S if self._hidden else self._hold.forgive_s + step_s)
            self._held_s += away_s if forgiven else step_s
            self._good_s, self._hidden = time_s, False
        elif time_s - self._good_s > self._hold.pause_s:
            self._stop()

    def _stop(self) -> None:
        self.running = False
        self._taken = Since()
