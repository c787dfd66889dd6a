"""A swing and the quick ones that follow it: together they are one repetition, a bout."""

from __future__ import annotations

import math

from poseguide.cycles import CycleTracker
from poseguide.exercise import Exercise
from poseguide.phases import Attempt, Values
from poseguide.records import Span

#: A quick swing is followed from this share of its least way back on.
_NOTICED = 0.75


class BoutTracker:
    """Follows one working side of an exercise whose swings have quick ones after them.

    Every swing that is too short to be one of the exercise is a quick one. A swing that none
    follows is something else, and is forgotten.
    """

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.cycle is not None
        assert exercise.cycle.parts is not None
        self._slow = exercise.cycle
        self._parts = exercise.cycle.parts
        quick = {"min_s": self._parts.min_s, "swing": self._parts.swing}
        quick["notice"] = min(exercise.cycle.notice, _NOTICED * self._parts.swing)
        all_swings = exercise.cycle.model_copy(update=quick)
        self._swings = CycleTracker(exercise.model_copy(update={"cycle": all_swings}))
        self._bout: Attempt | None = None

    @property
    def ready(self) -> bool:
        """Whether the start posture was held."""
        return self._swings.ready

    @property
    def in_start(self) -> bool:
        """Whether the start posture is held and nothing moves."""
        return self._swings.in_start and self._bout is None

    @property
    def forgot(self) -> bool:
        """Whether everything was forgotten; the reader sets it back."""
        return self._swings.forgot

    @forgot.setter
    def forgot(self, forgot: bool) -> None:
        self._swings.forgot = forgot

    @property
    def attempt(self) -> Attempt | None:
        """The bout under way, or the swing that may begin one."""
        return self._bout or self._swings.attempt

    @property
    def phase(self) -> str | None:
        """The stage that the bout is in."""
        return self._parts.name if self._bout is not None else self._swings.phase

    def drop(self) -> None:
        """Gives up the bout but not the readiness."""
        self._bout = None
        self._swings.drop()

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Takes a sample; the bout that ended with it: long since its last swing, or lost."""
        swing = self._swings.push(time_s, values, far)
        ended = self._join(swing) if swing is not None else None
        if self._bout is not None and ended is None:
            under_way = self._swings.attempt
            since_s = (under_way.start_s if under_way else time_s) - self._bout.end_s
            if since_s > self._parts.pause_s or not self._swings.ready:
                ended = self._end()
        return ended

    def finish(self) -> Attempt | None:
        """The bout that ends because nothing more comes."""
        swing = self._swings.finish()
        ended = self._join(swing) if swing is not None else None
        return ended or self._end()

    def _join(self, swing: Attempt) -> Attempt | None:
        """Takes a swing into the bout; the bout before it, where it begins another."""
        if swing.missing is not None:
            return None
        if swing.end_s - swing.start_s >= self._slow.min_s:
            if swing.travel(self._slow.main) < self._slow.swing:
                return None
            ended = self._end()
            self._bout = swing
            self._bout.parts = 0
            return ended
        bout = self._bout
        if bout is not None and bout.parts is not None:
            bout.parts += 1
            later = [n for n, time_s in enumerate(swing.times) if time_s > bout.end_s]
            bout.times += swing.times[later[0] :] if later else []
            bout.values += swing.values[later[0] :] if later else []
            began_s = bout.spans[-1].start_s if bout.parts > 1 else swing.start_s
            strokes = bout.spans[:2]
            bout.spans = (*strokes, Span(self._parts.name, began_s, swing.end_s))
            bout.end_s = swing.end_s
        return None

    def _end(self) -> Attempt | None:
        """The bout, where a quick swing followed; incomplete with fewer than it needs."""
        bout, self._bout = self._bout, None
        if bout is None or not bout.parts:
            return None
        bout.missing = None if bout.parts >= self._parts.least else self._parts.name
        assert math.isfinite(bout.end_s)
        return bout
