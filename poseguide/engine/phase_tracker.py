"""Tracking of repetitions: when an attempt begins, and when it is back in the start posture."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from poseguide.core.records import CutShort
from poseguide.core.timing import HeldTimer
from poseguide.definitions.base import Condition
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import (
    ROUNDING_S,
    Attempt,
    PhaseWatch,
    Values,
    all_hold,
    any_holds,
    enters,
    passed_in_order,
)
from poseguide.engine.rest import Rest
from poseguide.engine.way_back import ReturnWatch, TurnWatch
from poseguide.vision.pose_filter import GAP_S

#: After a gap up to this long at the same place, the start posture need not be held anew.
BRIDGED_S = 3.0
#: A body that leaves what must stay true for this long has given the posture up.
_GIVEN_UP_S = 0.4
_ATTEMPT_S = 0.1
#: What is kept of the time before an attempt.
_REMEMBER_S = 5.0


class PhaseTracker:
    """Follows one working side of an exercise that has repetitions."""

    held_s = best_s = None

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.repetition is not None
        self._exercise = exercise
        self._rules = exercise.repetition
        self._back = exercise.repetition.back or exercise.start.when
        self._followed = _followed_signals(exercise)
        self._rest = Rest(exercise)
        self._sign = 1.0 if self._rules.peak == "max" else -1.0
        #: The posture of the first frame counts as held before, so that what comes first is not
        #: lost; not where the rest of the main signal has to be learned in it.
        self._begins = not self._rest.is_learned
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
        self._seen_s = self._gap_s = -math.inf
        self._begin_again()
        self._held = HeldTimer()
        self._given_up = HeldTimer()
        self._other = HeldTimer()
        self._away = HeldTimer()
        self._rest.forget()
        self._recent: deque[tuple[float, Values]] = deque()

    def drop(self) -> None:
        """Give up the attempt but stay ready: another movement or the other side made it.

        No attempt begins before that movement is over.
        """
        self.attempt = None
        self.phase = None
        self._begin_again()
        self._is_other = True

    def lose(self) -> Attempt | None:
        """Forget everything, because the body was lost; return the attempt that this cut short."""
        return self._cut("not_seen")

    def _bridges(self, unseen_s: float) -> bool:
        """Return whether the start posture is still known after a gap of this length."""
        return self.ready and unseen_s <= BRIDGED_S

    def _resume(self, time_s: float) -> None:
        """Go on after a gap: what lasts is timed anew, and what was under way was not seen whole.

        A movement seen on both sides of the gap was tried all the time.
        """
        self._gap_s = time_s
        self._held, self._given_up, self._other = HeldTimer(), HeldTimer(), HeldTimer()
        self._away = HeldTimer()
        self._rest.resume()
        self._return.resume()

    def finish(self) -> Attempt | None:
        """Return the attempt that was under way when the samples ended."""
        attempt = self.attempt
        if attempt is None or not attempt.times:
            return None
        later = len(attempt.watches) == 1 or any(watch.spans for watch in attempt.watches[1:])
        if not self._return.is_near or not later:
            return self._cut("recording_ends")
        self._close(attempt, attempt.times[-1])
        return attempt if self._is_repetition(attempt) else None

    def _cut(self, why: CutShort) -> Attempt | None:
        """Return the attempt as one that could not be followed to its end; forget everything.

        None where it had not come far enough to be one for certain.
        """
        attempt = self.attempt
        if attempt is None or not attempt.times:
            self.reset()
            return None
        self._close(attempt, attempt.times[-1])
        attempt.missing, attempt.cut_short = None, attempt.cut_short or why
        self.reset()
        first = self._exercise.phases[0].name
        plain = [s for s in attempt.spans if s.name != first or len(self._exercise.phases) == 1]
        return attempt if plain and self._is_repetition(attempt) else None

    def _is_repetition(self, attempt: Attempt) -> bool:
        lasted = attempt.end_s - attempt.start_s >= self._rules.min_s
        return lasted and attempt.means_something()

    def _begin_again(self) -> None:
        self._trying = HeldTimer()
        by_turns = self._exercise.sides == "alternate"
        self._return = ReturnWatch(self._rest.value, self._rest.room, self._sign, by_turns=by_turns)
        self._is_other = False

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the attempt that ended with it; `far`: away from the camera."""
        if not any(math.isnan(values[name]) for name in self._followed[self.ready]):
            unseen_s = time_s - self._seen_s if math.isfinite(self._seen_s) else 0.0
            self._seen_s = time_s
            if unseen_s > GAP_S and self._bridges(unseen_s):
                self._resume(time_s)
            elif unseen_s > GAP_S and (attempt := self.lose()) is not None:
                return attempt
        elif time_s - self._seen_s > GAP_S:
            return None if self._bridges(time_s - self._seen_s) else self.lose()
        if self._given_up.push(time_s, _broken(self._exercise.start.keep, values)) > _GIVEN_UP_S:
            self.reset()
            return None
        other = any_holds(self._rules.other, values)
        start = all_hold(self._exercise.start.when, values) if not other else False
        held_s = self._held.push(time_s, start)
        main = values[self._rules.main]
        at_rest = self.attempt is None and start is True
        self.in_start = at_rest and self._rest.holds(time_s, main)
        if self.in_start:
            self._rest.learn(main)
        if not self.ready:
            self._get_ready(main, start, held_s)
            return None
        self._remember(time_s, values)
        if self._other.push(time_s, other) >= _ATTEMPT_S:
            self.drop()
            return None
        if self.attempt is None:
            self._look_for_attempt(time_s, values, far, start is True)
            return None
        return self._go_on(time_s, values, far)

    def _get_ready(self, main: float, start: bool | None, held_s: float) -> None:
        if self._rest.is_far(main):
            self.reset()
            return
        begins, self._begins = self._begins, self._begins and start is None
        held = held_s >= self._exercise.start.hold_s - ROUNDING_S
        self.ready = held or (begins and start is True)

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
        self.attempt = Attempt(start_s, far, self._watches(far))
        self._turn = TurnWatch(self._rest.value, self._rest.room, self._sign)
        self._begin_again()
        self.in_start = False
        for time_s, values in self._recent:
            if time_s >= start_s:
                self._enter(time_s, values)
                self._turn.push(time_s, values[self._rules.main])
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
            return self._cut("paused")
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
            turned_s = self._turn.push(time_s, values[self._rules.main])
            # What the body hides shows no clear turn.
            hidden = any(watch.doubtful for watch in attempt.watches)
            return None if turned_s is None or hidden else self._part(attempt, turned_s)
        self._close(attempt, end_s)
        return attempt if self._is_repetition(attempt) else None

    def _part(self, attempt: Attempt, turned_s: float) -> Attempt | None:
        """End the attempt where it turned before it was back; the next one begins there."""
        samples = list(zip(attempt.times, attempt.values, strict=True))
        self.attempt = ended = Attempt(attempt.start_s, attempt.far, self._watches(attempt.far))
        for time_s, values in samples:
            if time_s <= turned_s:
                ended.push(time_s, values)
        self._close(ended, turned_s)
        if ended.missing is None and ended.cut_short is None:
            ended.cut_short = "not_back"
        self._recent = deque(sample for sample in samples if sample[0] >= turned_s)
        self._begin(turned_s, attempt.far)
        return ended if self._is_repetition(ended) else None

    def _watches(self, far: bool) -> list[PhaseWatch]:
        return [PhaseWatch(self._exercise, phase, far) for phase in self._exercise.phases]

    def _end_s(self, attempt: Attempt, time_s: float, values: Values) -> float | None:
        """Return the time at which the movement came back to the start; None while it has not."""
        back = all_hold(self._back, values)
        if back and any_holds(self._rules.attempt, values):
            back = False
        passing = len(attempt.watches) > 1 and not any(w.spans for w in attempt.watches[1:])
        return self._return.push(time_s, values[self._rules.main], back, passing=passing)

    def _close(self, attempt: Attempt, end_s: float) -> None:
        attempt.end_s = end_s
        attempt.spans, attempt.missing = passed_in_order(attempt.watches)
        if attempt.start_s < self._gap_s:
            attempt.missing, attempt.cut_short = None, "not_seen"
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

    def _left_rest_s(self) -> float:
        """Return when the main signal last had its resting value before the attempt was noticed."""
        name = self._rules.main
        resting = self._rest.value
        for time_s, values in reversed(self._recent):
            if abs(values[name] - resting) <= self._rest.room:
                return time_s
        return self._recent[0][0]


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
