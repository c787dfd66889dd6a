"""Tracking of a posture that is held: the clock runs while it is kept and forgives short breaks."""

from __future__ import annotations

import math

from poseguide.core.records import Span
from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import AT_REST, ROUNDING_S, Attempt, Values, all_hold
from poseguide.vision.pose_filter import GAP_S


class HoldTracker:
    """Times the holds of one exercise: `best_s` is the longest, `held_s` the one under way.

    A hold is reported once it is long enough, and goes on; one that ends before is incomplete.
    """

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.hold is not None
        self._start = exercise.start
        self._hold = exercise.hold
        self._still = AT_REST[exercise.signals[exercise.hold.main].unit]
        self._last_s: float | None = None
        self.best_s = 0.0
        self.forgot = True
        self.drop()

    @property
    def ready(self) -> bool:
        """Return whether the clock runs."""
        return self.attempt is not None

    def drop(self) -> None:
        """Drop the hold without reporting it; the start posture must be taken again."""
        self.attempt: Attempt | None = None
        self.phase: str | None = None
        self.in_start = False
        self._taken = HeldTimer()
        self._taken_at = math.nan
        self.held_s = 0.0
        self._good_s = 0.0
        self._hidden = False
        self._reported = False

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the hold that is reported with it, if any.

        The clock counts from when the start posture was first taken.
        """
        step_s = 0.0 if self._last_s is None else time_s - self._last_s
        self._last_s = time_s
        ended = self._end() if step_s > GAP_S else None
        start = all_hold(self._start.when, values)
        self.in_start = start is True
        if self.attempt is None:
            main = values[self._hold.main]
            # On the way into the posture it is not held yet.
            if not abs(main - self._taken_at) <= self._still:
                self._taken, self._taken_at = HeldTimer(), main
            taken_s = self._taken.push(time_s, start)
            if self._taken.from_s is not None and taken_s >= self._start.hold_s - ROUNDING_S:
                self.attempt = Attempt(self._taken.from_s, far)
                self.phase = self._hold.name
                self.held_s, self._good_s = taken_s, time_s
        else:
            self.attempt.push(time_s, values)
            self._go_on(time_s, step_s, all_hold(self._hold.when, values))
            # Once it was long enough there is nothing to go on with: the next one is a new hold.
            pause_s = self._hold.forgive_s if self._reported else self._hold.pause_s
            if time_s - self._good_s > pause_s:
                ended = self._end()
        self.best_s = max(self.best_s, self.held_s)
        if self.held_s >= self._hold.seconds and not self._reported:
            return self._report()
        return ended

    def lose(self) -> Attempt | None:
        """Drop the hold under way, because the body was lost; return it if it was too short."""
        return self._end()

    def finish(self) -> Attempt | None:
        """Return the hold under way if it was too short when the samples ended."""
        return self._end()

    def _go_on(self, time_s: float, step_s: float, held: bool | None) -> None:
        self._hidden = self._hidden or held is None
        if held:
            away_s = time_s - self._good_s
            # What was not seen is bridged like any dropout, not forgiven like a wobble.
            forgiven = away_s <= (GAP_S if self._hidden else self._hold.forgive_s + step_s)
            self.held_s += away_s if forgiven else step_s
            self._good_s, self._hidden = time_s, False

    def _end(self) -> Attempt | None:
        missed = self.attempt and not self._reported and self.held_s >= self._hold.min_s
        ended = self._report(missing=self._hold.name) if missed else None
        self.drop()
        return ended

    def _report(self, missing: str | None = None) -> Attempt:
        """Return a copy of the hold up to its last good moment; its clock may run on."""
        running = self.attempt
        assert running is not None
        self._reported = True
        return Attempt(
            start_s=running.start_s,
            far=running.far,
            end_s=self._good_s,
            spans=(Span(self._hold.name, running.start_s, self._good_s),),
            missing=missing,
            times=list(running.times),
            values=list(running.values),
        )
