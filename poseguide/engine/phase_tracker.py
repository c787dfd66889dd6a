"""Tracking of repetitions: when an attempt begins, and when it is back in the start posture."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from statistics import median

from poseguide.core.timing import HeldTimer
from poseguide.definitions.base import Condition
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import (
    AT_REST,
    ROUNDING_S,
    Attempt,
    PhaseWatch,
    Values,
    all_hold,
    any_holds,
    enters,
    passed_in_order,
)
from poseguide.vision.pose_filter import GAP_S

#: A body that leaves what must stay true for this long has given the posture up.
_GIVEN_UP_S = 0.4
_ATTEMPT_S = 0.1
#: The start posture is taken again when the movement rests in it for this long, or stays for that
#: long.
_BACK_S = 0.12
_STAYED_S = 0.6
#: Where the movement may only pass through the start posture on its way, it must rest there this
#: long.
_SETTLED_S = 0.4
#: Staying this long away from where it rested without an attempt, it has found another rest.
_NEW_REST_S = 2.0
#: What is kept of the time before an attempt, and of the rest in the start posture.
_REMEMBER_S = 5.0
_RESTING_SAMPLES = 60


class PhaseTracker:
    """Follows one working side of an exercise that has repetitions."""

    held_s = best_s = None

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.repetition is not None
        self._exercise = exercise
        self._rules = exercise.repetition
        self._back = exercise.repetition.back or exercise.start.when
        self._followed = _followed_signals(exercise)
        #: A movement starts, and ends, where the main signal is within this of its rest.
        self._at_rest = _room_at_rest(exercise)
        #: Then the rest is 0, and not known before the start posture was held.
        self._from_start = exercise.is_from_start(self._rules.main)
        self._returned_at = math.nan
        self.attempt: Attempt | None = None
        self.phase: str | None = None
        self.reset()

    def reset(self) -> None:
        """Forget everything: the start posture must be held again before anything counts.

        `forgot` stays true until the start posture's own values were forgotten too.
        """
        self.ready = False
        self.in_start = False
        self.forgot = True
        self.attempt = None
        self.phase = None
        self._seen_s = -math.inf
        self._begin_again()
        self._held = HeldTimer()
        self._given_up = HeldTimer()
        self._other = HeldTimer()
        self._away = HeldTimer()
        self._elsewhere = HeldTimer()
        self._recent: deque[tuple[float, Values]] = deque()
        self._resting: deque[float] = deque(maxlen=_RESTING_SAMPLES)

    def drop(self) -> None:
        """Give up the attempt but stay ready: another movement or the other side made it.

        No attempt begins before that movement is over.
        """
        self.attempt = None
        self.phase = None
        self._begin_again()
        self._is_other = True

    def finish(self) -> Attempt | None:
        """Return the attempt that was coming to rest when the samples ended."""
        attempt = self.attempt
        if attempt is None or self._returning.from_s is None or not attempt.times:
            return None
        if len(attempt.watches) > 1 and not any(watch.spans for watch in attempt.watches[1:]):
            return None
        self._close(attempt, attempt.times[-1])
        return attempt if self._is_repetition(attempt) else None

    def _is_repetition(self, attempt: Attempt) -> bool:
        lasted = attempt.end_s - attempt.start_s >= self._rules.min_s
        return lasted and attempt.means_something()

    def _begin_again(self) -> None:
        self._trying = HeldTimer()
        self._returning = HeldTimer()
        self._is_other = False

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the attempt that ended with it; `far`: away from the camera."""
        if not any(math.isnan(values[name]) for name in self._followed[self.ready]):
            if time_s - self._seen_s > GAP_S and math.isfinite(self._seen_s):
                self.reset()
            self._seen_s = time_s
        elif time_s - self._seen_s > GAP_S:
            self.reset()
            return None
        if self._given_up.push(time_s, _broken(self._exercise.start.keep, values)) > _GIVEN_UP_S:
            self.reset()
            return None
        other = any_holds(self._rules.other, values)
        start = all_hold(self._exercise.start.when, values) if not other else False
        held_s = self._held.push(time_s, start)
        self.in_start = self.attempt is None and start is True and self._is_at_rest(time_s, values)
        if self.in_start and math.isfinite(values[self._rules.main]):
            self._resting.append(values[self._rules.main])
        if not self.ready:
            if self._still_moves(values):
                self.reset()
                return None
            self.ready = held_s >= self._exercise.start.hold_s - ROUNDING_S
            return None
        self._remember(time_s, values)
        if self._other.push(time_s, other) >= _ATTEMPT_S:
            self.drop()
            return None
        if self.attempt is None:
            self._look_for_attempt(time_s, values, far, start is True)
            return None
        return self._go_on(time_s, values, far)

    def _is_at_rest(self, time_s: float, values: Values) -> bool:
        """Return whether the main signal is at its resting value; always for an absolute signal.

        Only then is the resting value learned: otherwise the beginning of a movement would shift
        it. A body that stays away from it for two seconds has found a new resting value.
        """
        if not self._from_start:
            return True
        main = values[self._rules.main]
        away = math.isfinite(main) and abs(main) > self._at_rest
        away_s = self._elsewhere.push(time_s, away)
        return not away or away_s > _NEW_REST_S

    def _still_moves(self, values: Values) -> bool:
        """Return whether the body still moves into the start posture, where that can be told.

        A signal measured from the start posture would otherwise be measured from half-way into it.
        """
        return self._from_start and abs(values[self._rules.main]) > 2.0 * self._at_rest

    def _look_for_attempt(self, time_s: float, values: Values, far: bool, placed: bool) -> None:
        if self._away.push(time_s, not self.in_start) > self._rules.max_s:
            self.reset()
            return
        first = enters(self._exercise.phases[0], far, values)
        trying = any_holds(self._rules.attempt, values) or first is True
        self._is_other = self._is_other and (trying or not placed)
        if self._is_other:
            return
        trying_s = self._trying.push(time_s, trying)
        if self._trying.from_s is not None and trying_s >= _ATTEMPT_S:
            self._begin(self._left_rest_s(), far)

    def _begin(self, start_s: float, far: bool) -> None:
        watches = [PhaseWatch(self._exercise, phase, far) for phase in self._exercise.phases]
        self.attempt = Attempt(start_s, far, watches)
        self._begin_again()
        self.in_start = False
        for time_s, values in self._recent:
            if time_s >= start_s:
                self._enter(time_s, values)
        self._recent.clear()

    def _enter(self, time_s: float, values: Values) -> list[str]:
        assert self.attempt is not None
        entered = self.attempt.push(time_s, values)
        if entered:
            self.phase = entered[-1]
        return entered

    def _go_on(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        attempt = self.attempt
        assert attempt is not None
        if time_s - attempt.start_s > self._rules.max_s:
            self.reset()
            return None
        entered = self._enter(time_s, values)
        phases = self._exercise.phases
        # Straight from the last phase into the first of the next repetition, without a stop.
        last = attempt.watches[-1]
        if entered == [phases[0].name] and len(phases) > 1 and last.spans and not last.inside:
            self._close(attempt, time_s)
            self._begin(time_s, far)
            return attempt
        end_s = self._end_s(attempt, time_s, values)
        if end_s is None:
            return None
        self._close(attempt, end_s)
        return attempt if self._is_repetition(attempt) else None

    def _end_s(self, attempt: Attempt, time_s: float, values: Values) -> float | None:
        """Return the time at which the movement came back to the start; None while it has not.

        It is back when it comes to rest there. After a later phase it is enough that it stays or
        turns there; before one it may only be passing through on its way to the next phase.
        """
        main = values[self._rules.main]
        back = all_hold(self._back, values)
        if back and any_holds(self._rules.attempt, values):
            back = False
        passing = len(attempt.watches) > 1 and not any(w.spans for w in attempt.watches[1:])
        since = self._returning.from_s
        if since is not None and back is False:
            self._returning = HeldTimer()
            return None if passing or time_s - since < _BACK_S else time_s
        if since is not None and passing and abs(main - self._returned_at) > self._at_rest:
            self._returning = HeldTimer()
        if self._returning.from_s is None:
            self._returned_at = main
        lasted_s = self._returning.push(time_s, back)
        if self._returning.from_s is None:
            return None
        if passing:
            return self._returning.from_s if lasted_s >= _SETTLED_S else None
        resting = abs(main - self._rest()) <= self._at_rest
        return time_s if lasted_s >= (_BACK_S if resting else _STAYED_S) else None

    def _close(self, attempt: Attempt, end_s: float) -> None:
        attempt.end_s = end_s
        attempt.spans, attempt.missing = passed_in_order(attempt.watches)
        self.attempt = None
        self.phase = None
        self._begin_again()
        self._away = HeldTimer()

    def _remember(self, time_s: float, values: Values) -> None:
        """Keep the last seconds, so that an attempt can be followed from its beginning."""
        if self.attempt is None:
            self._recent.append((time_s, values))
            while self._recent[0][0] < time_s - _REMEMBER_S:
                self._recent.popleft()

    def _rest(self) -> float:
        """Return the main signal's value in the start posture; NaN where it was not seen there."""
        return median(self._resting) if self._resting else math.nan

    def _left_rest_s(self) -> float:
        """Return when the main signal last had its resting value before the attempt was noticed."""
        name = self._rules.main
        resting = self._rest()
        for time_s, values in reversed(self._recent):
            if abs(values[name] - resting) <= self._at_rest:
                return time_s
        return self._recent[0][0]


def _room_at_rest(exercise: Exercise) -> float:
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


def _followed_signals(exercise: Exercise) -> tuple[set[str], set[str]]:
    """Return the names of the signals needed before the start posture is known, and after."""
    assert exercise.repetition is not None
    phases = [c for phase in exercise.phases for c in phase.enter]
    names = {c.signal for c in (*phases, *exercise.repetition.attempt)}
    names.add(exercise.repetition.main)
    return {name for name in names if not exercise.is_from_start(name)}, names


def _broken(conditions: Iterable[Condition], values: Values) -> bool | None:
    held = all_hold(conditions, values)
    return None if held is None else not held
