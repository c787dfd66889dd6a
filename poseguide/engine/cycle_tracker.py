"""Tracking of repeated swings there and back, by the turning points of one signal.

A bout is one slow swing and the quick swings that follow it: together they are one repetition.
"""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from poseguide.core.records import CutShort, Span
from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import ROUNDING_S, Attempt, Values, all_hold
from poseguide.vision.pose_filter import GAP_S

#: Leaving what must stay true for this long ends the series.
_GIVEN_UP_S = 0.4
#: The way back is over when it went no further for this long, and this share of the way was made.
_SETTLED_S = 0.4
_BACK_SHARE = 0.7
#: A stroke begins where the signal was last within this share of `notice` from its turning point.
_AT_TURN = 0.35
#: Within this share of the way from it the signal is near its turn.
_NEAR_TOP = 0.2
#: The person's own usual way back is the median of this many.
_USUAL = 5


class CycleTracker:
    """Follows one working side of an exercise that swings there and back."""

    held_s = best_s = None

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.cycle is not None
        self._exercise = exercise
        self._rules = exercise.cycle
        self._sign = 1.0 if exercise.cycle.first == "up" else -1.0
        #: A change from the start posture is not known before that posture was held.
        self._unknown_before = exercise.is_from_start(exercise.cycle.main)
        self._usual: deque[float] = deque(maxlen=_USUAL)
        self.attempt: Attempt | None = None
        self.phase: str | None = None
        self.reset()

    def reset(self) -> None:
        """Forget everything: the start posture must be held again before anything counts."""
        self.ready = False
        self.in_start = False
        self.forgot = True
        self._seen_s = -math.inf
        self._held = HeldTimer()
        self._given_up = HeldTimer()
        self.drop()

    def drop(self) -> None:
        """Give up the swing but stay ready, because the other side made the movement."""
        self.attempt = None
        self.phase = None
        self._recent: deque[tuple[float, Values]] = deque()
        self._low = math.inf  # the turning point that the swing starts from
        self._top, self._top_s = -math.inf, math.nan
        self._deep = self._near_deep = math.inf
        self._deep_s = math.nan

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the swing that ended with it; `far`: away from the camera."""
        value = self._sign * values[self._rules.main]
        if math.isfinite(value) or (self._unknown_before and not self.ready):
            unseen_s = time_s - self._seen_s if math.isfinite(self._seen_s) else 0.0
            self._seen_s = time_s
            if unseen_s > GAP_S and (cut := self.lose()) is not None:
                return cut
        elif time_s - self._seen_s > GAP_S:
            return self.lose()
        kept = all_hold(self._exercise.start.keep, values)
        if self._given_up.push(time_s, None if kept is None else not kept) > _GIVEN_UP_S:
            self.reset()
            return None
        start = all_hold(self._exercise.start.when, values)
        self.in_start = start is True and self.attempt is None
        held_s = self._held.push(time_s, start)
        if not self.ready:
            self.ready = held_s >= self._exercise.start.hold_s - ROUNDING_S
            return None
        if kept is False:
            # Another movement begins: what it does to the signal belongs to no swing.
            ended = self.finish()
            self.drop()
            return ended
        if not math.isfinite(value):
            return None
        if self.attempt is None:
            self._wait(time_s, value, values, far)
            return None
        return self._swing(time_s, value, values, far)

    def finish(self) -> Attempt | None:
        """Return the swing that had come back, or turned to come back, when the samples ended."""
        return self._close(self._deep_s) if self._has_come_back() else self._cut("recording_ends")

    def lose(self) -> Attempt | None:
        """Forget everything, because the body was lost; return the swing that this cut short."""
        cut = self._cut("not_seen")
        self.reset()
        return cut

    def _cut(self, why: CutShort) -> Attempt | None:
        """Return the swing as one that could not be followed to its end, and drop it.

        None where it had not turned yet, or was too small to be one for certain.
        """
        attempt = self.attempt
        turned = self.phase == self._rules.back.name and self._top - self._low >= self._rules.swing
        if attempt is None or not turned:
            self.drop()
            return None
        ended = self._close(attempt.times[-1])
        if ended is not None:
            ended.missing, ended.cut_short = None, why
        return ended

    def _wait(self, time_s: float, value: float, values: Values, far: bool) -> None:
        """Look for the beginning of a swing: a rise from the lowest value since the last one."""
        self._recent.append((time_s, values))
        while self._recent[0][0] < time_s - self._rules.max_s:
            self._recent.popleft()
        self._low = min(self._low, value)
        if value >= self._low + self._rules.notice:
            self._begin(far)

    def _begin(self, far: bool) -> None:
        near_turn = self._low + _AT_TURN * self._rules.notice
        name = self._rules.main
        at = [n for n, (_, v) in enumerate(self._recent) if self._sign * v[name] <= near_turn]
        seen = list(self._recent)[at[-1] if at else 0 :]
        self.attempt = Attempt(seen[0][0], far)
        self._top = -math.inf
        for time_s, values in seen:
            self.attempt.push(time_s, values)
            value = self._sign * values[name]
            if value > self._top:
                self._top, self._top_s = value, time_s
        self.phase = self._rules.there.name

    def _swing(self, time_s: float, value: float, values: Values, far: bool) -> Attempt | None:
        attempt = self.attempt
        assert attempt is not None
        if time_s - attempt.start_s > self._rules.max_s:
            return self._cut("paused")
        attempt.push(time_s, values)
        if self.phase == self._rules.there.name:
            if value > self._top:
                self._top, self._top_s = value, time_s
            elif value <= self._top - self._rules.notice:
                self.phase = self._rules.back.name
                self._deep = self._near_deep = value
                self._deep_s = time_s
            return None
        self._deep = min(self._deep, value)
        if value < self._near_deep - _AT_TURN * self._rules.notice:
            self._near_deep, self._deep_s = value, time_s
        if value >= self._deep + self._rules.notice:
            return self._turn(far)
        settled = time_s - self._deep_s >= _SETTLED_S
        return self._close(self._deep_s) if settled and self._has_come_back() else None

    def _turn(self, far: bool) -> Attempt | None:
        """Begin the next swing and return this one, which ended where it was deepest."""
        attempt = self.attempt
        assert attempt is not None
        lowest = min(
            range(len(attempt.times)),
            key=lambda n: (
                attempt.times[n] < self._top_s,
                self._sign * attempt.values[n][self._rules.main],
            ),
        )
        following = list(zip(attempt.times[lowest:], attempt.values[lowest:], strict=True))
        low = self._deep
        ended = self._close(attempt.times[lowest])
        self._recent.extend(following)
        self._low = low
        self._begin(far)
        return ended

    def _turned_s(self, attempt: Attempt) -> float:
        """Return the middle of the time spent near the turning point, in seconds.

        Which of those moments holds the very highest value is chance.
        """
        near = self._top - _NEAR_TOP * (self._top - self._low)
        at = [
            time_s
            for time_s, values in zip(attempt.times, attempt.values, strict=True)
            if self._sign * values[self._rules.main] >= near
        ]
        return (at[0] + at[-1]) / 2

    def _has_come_back(self) -> bool:
        rise, fall = self._top - self._low, self._top - self._deep
        return self.phase == self._rules.back.name and fall >= _BACK_SHARE * rise

    def _close(self, end_s: float) -> Attempt | None:
        attempt = self.attempt
        assert attempt is not None
        attempt.end_s = end_s
        turned_s = self._turned_s(attempt)
        there = Span(self._rules.there.name, attempt.start_s, turned_s)
        back = Span(self._rules.back.name, turned_s, end_s)
        fall = self._top - self._deep
        need = max(self._rules.swing, self._rules.share * median(self._usual or [0.0]))
        complete = fall >= need and self._has_come_back()
        attempt.spans = (there, back) if complete else (there,)
        attempt.missing = None if complete else back.name
        if complete:
            self._usual.append(fall)
        low = self._deep
        self.drop()
        self._low = low
        return attempt if attempt.end_s - attempt.start_s >= self._rules.min_s else None


#: A quick swing is followed from this share of its least way back on.
_NOTICED = 0.75


class BoutTracker:
    """Follows one working side of an exercise whose swings have quick ones after them.

    A swing that takes less time than the cycle's `min_s` is a quick one. A slow swing that no quick
    one follows is not a bout, and is dropped.
    """

    held_s = best_s = None

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
        """Return whether the start posture was held."""
        return self._swings.ready

    @property
    def in_start(self) -> bool:
        """Return whether the start posture is held and nothing moves."""
        return self._swings.in_start and self._bout is None

    @property
    def forgot(self) -> bool:
        """Return whether everything was forgotten; whoever reads it sets it back to False."""
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
        """Give up the bout but stay ready."""
        self._bout = None
        self._swings.drop()

    def lose(self) -> Attempt | None:
        """Forget everything, because the body was lost; return the bout that this ended."""
        self._swings.lose()
        return self._end()

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the bout that ended with it.

        A bout ends when no swing came for `pause_s`, or when the body was lost.
        """
        swing = self._swings.push(time_s, values, far)
        ended = self._join(swing) if swing is not None else None
        if self._bout is not None and ended is None:
            under_way = self._swings.attempt
            since_s = (under_way.start_s if under_way else time_s) - self._bout.end_s
            if since_s > self._parts.pause_s or not self._swings.ready:
                ended = self._end()
        return ended

    def finish(self) -> Attempt | None:
        """Return the bout that was under way when the samples ended."""
        swing = self._swings.finish()
        ended = self._join(swing) if swing is not None else None
        return ended or self._end()

    def _join(self, swing: Attempt) -> Attempt | None:
        """Add a swing to the bout; return the bout before it where the swing begins another."""
        if swing.missing is not None or swing.cut_short is not None:
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
        """Return the bout if quick swings followed; incomplete with fewer than it needs."""
        bout, self._bout = self._bout, None
        if bout is None or not bout.parts:
            return None
        bout.missing = None if bout.parts >= self._parts.least else self._parts.name
        assert math.isfinite(bout.end_s)
        return bout
