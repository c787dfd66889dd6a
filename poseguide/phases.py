"""Samples to attempts: when one begins, which phases it passes, when the person is back at the start.

Each phase is watched on its own, with hysteresis and a shortest time; their order is judged over the
whole attempt. So a phase that flickers or comes early does not hide the one that was missed.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from poseguide.exercise import DEFAULT_GAP, Condition, Exercise, Phase
from poseguide.records import Span

#: A dropout up to this long is bridged; a longer one is a gap, and nothing is counted across it.
GAP_S = 0.5
#: A body that leaves what must stay true for this long has given the posture up.
_GIVEN_UP_S = 0.4
_ATTEMPT_S = 0.1
_BACK_S = 0.12
#: Where the movement may only pass through the start posture on its way, it must rest there this long.
_SETTLED_S = 0.4
#: A movement starts where the main signal last was within this of its rest.
_REMEMBER_S = 5.0
_RESTING_SAMPLES = 60
_AT_REST = {"deg": 8.0, "trunk": 0.05, "ratio": 0.05}

Values = dict[str, float]


def all_hold(conditions: Iterable[Condition], values: Values) -> bool | None:
    """Whether all conditions hold; None when none is broken but some cannot be seen."""
    unseen = False
    for condition in conditions:
        value = values[condition.signal]
        if math.isnan(value):
            unseen = True
        elif not condition.holds(value):
            return False
    return None if unseen else True


def any_holds(conditions: Iterable[Condition], values: Values) -> bool:
    """Whether any of the conditions holds; what is not seen does not."""
    return any(condition.holds(values[condition.signal]) for condition in conditions)


class Since:
    """For how long something has been true without a break; unseen moments neither count nor break."""

    def __init__(self) -> None:
        self.from_s: float | None = None

    def tell(self, time_s: float, true: bool | None) -> float:
        """Seconds that it has been true for, 0 when it is not."""
        if true is False:
            self.from_s = None
        elif true and self.from_s is None:
            self.from_s = time_s
        return 0.0 if self.from_s is None else time_s - self.from_s


class PhaseWatch:
    """The times in which one phase's conditions held for at least its shortest time."""

    def __init__(self, exercise: Exercise, phase: Phase, far: bool) -> None:
        self.name = phase.name
        #: Whether the view cannot judge it: the leg away from the camera, and looser limits for it.
        self.doubtful = far and bool(phase.far)
        self._enter = phase.far if self.doubtful else phase.enter
        self._leave = phase.leave or [widened_opposite(exercise, c) for c in self._enter]
        self._min_s = phase.min_s
        self._since = Since()
        self._inside = False
        self.spans: list[tuple[float, float]] = []

    def push(self, time_s: float, values: Values) -> bool:
        """Takes a sample; True in the moment the phase is entered."""
        if self._inside:
            if any_holds(self._leave, values):
                self._inside = False
                self._since = Since()
            else:
                self.spans[-1] = (self.spans[-1][0], time_s)
            return False
        if self._since.tell(time_s, all_hold(self._enter, values)) < self._min_s:
            return False
        if self._since.from_s is None:
            return False
        self._inside = True
        self.spans.append((self._since.from_s, time_s))
        return True


def widened_opposite(exercise: Exercise, condition: Condition) -> Condition:
    """The condition that holds once a value has left `condition` by the usual gap of its unit."""
    gap = DEFAULT_GAP[exercise.signals[condition.signal].unit]
    if condition.above is not None:
        return Condition(signal=condition.signal, below=condition.above - gap)
    assert condition.below is not None
    return Condition(signal=condition.signal, above=condition.below + gap)


def passed_in_order(watches: Sequence[PhaseWatch]) -> tuple[tuple[Span, ...], str | None]:
    """The phases passed one after another, and the first that was missed (None: none was).

    A phase that the view cannot judge is never missed: not seeing it is no proof.
    """
    spans: list[Span] = []
    missing: str | None = None
    after_s = -math.inf
    for watch in watches:
        # A phase may have begun before the one ahead of it ended: what counts is that it went on.
        span = next((s for s in watch.spans if s[1] > after_s), None)
        if span is None:
            if not watch.doubtful:
                missing = missing or watch.name
            continue
        start_s = max(span[0], after_s)
        spans.append(Span(watch.name, start_s, span[1]))
        after_s = start_s
    return tuple(spans), missing


@dataclass
class Attempt:
    """A movement that left the start posture: its samples so far and its phases."""

    start_s: float
    watches: list[PhaseWatch]
    far: bool
    end_s: float = math.nan
    times: list[float] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)

    def push(self, time_s: float, values: Values) -> list[str]:
        """Takes a sample; the names of the phases entered with it."""
        self.times.append(time_s)
        self.values.append(values)
        return [watch.name for watch in self.watches if watch.push(time_s, values)]

    def means_something(self) -> bool:
        """Whether it passed a phase that this view can judge, or none that it cannot."""
        passed = [watch for watch in self.watches if watch.spans]
        return not passed or not all(watch.doubtful for watch in passed)

    @property
    def start_is_known(self) -> bool:
        """Whether its beginning was seen: not where the first phase was hidden behind the body."""
        return not self.watches[0].doubtful or bool(self.watches[0].spans)

    def travel(self, signal: str) -> float:
        """How far a signal moved in this attempt, in its unit; 0 if it was not seen."""
        seen = [values[signal] for values in self.values if math.isfinite(values[signal])]
        return max(seen) - min(seen) if seen else 0.0


class PhaseTracker:
    """Follows one working side of an exercise that has repetitions."""

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.repetition is not None
        self._exercise = exercise
        self._rules = exercise.repetition
        self._back = exercise.repetition.back or exercise.start.when
        self._followed = _followed_signals(exercise)
        self._at_rest = _AT_REST[exercise.signals[self._rules.main].unit]
        self._returned_at = math.nan
        self.attempt: Attempt | None = None
        self.phase: str | None = None
        self.reset()

    def reset(self) -> None:
        """Forgets everything: the start posture must be held again before anything counts."""
        self.ready = False
        self.in_start = False
        self.attempt = None
        self.phase = None
        self._seen_s = -math.inf
        self._begin_again()
        self._held = Since()
        self._given_up = Since()
        self._away = Since()
        self._recent: deque[tuple[float, Values]] = deque()
        self._resting: deque[float] = deque(maxlen=_RESTING_SAMPLES)

    def drop(self) -> None:
        """Gives up the attempt but not the readiness: it was the other side's movement."""
        self.attempt = None
        self.phase = None
        self._begin_again()

    def _begin_again(self) -> None:
        self._trying = Since()
        self._returning = Since()

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Takes a sample; the attempt that ended with it, if one did. `far`: this side is away from the camera."""
        if not any(math.isnan(values[name]) for name in self._followed[self.ready]):
            if time_s - self._seen_s > GAP_S and math.isfinite(self._seen_s):
                self.reset()
            self._seen_s = time_s
        elif time_s - self._seen_s > GAP_S:
            self.reset()
            return None
        if self._given_up.tell(time_s, _broken(self._exercise.start.keep, values)) > _GIVEN_UP_S:
            self.reset()
            return None
        start = all_hold(self._exercise.start.when, values)
        held_s = self._held.tell(time_s, start)
        self.in_start = self.attempt is None and start is True
        if self.in_start:
            self._resting.append(values[self._rules.main])
        if not self.ready:
            self.ready = held_s >= self._exercise.start.hold_s
            return None
        self._remember(time_s, values)
        if self.attempt is None:
            return self._look_for_attempt(time_s, values, far)
        return self._go_on(time_s, values, far)

    def _look_for_attempt(self, time_s: float, values: Values, far: bool) -> None:
        if self._away.tell(time_s, not self.in_start) > self._rules.max_s:
            self.reset()
            return
        first = self._exercise.phases[0]
        enters = first.far if far and first.far else first.enter
        trying = any_holds(self._rules.attempt, values) or all_hold(enters, values) is True
        trying_s = self._trying.tell(time_s, trying)
        if self._trying.from_s is not None and trying_s >= _ATTEMPT_S:
            self._begin(self._left_rest_s(), far)

    def _begin(self, start_s: float, far: bool) -> None:
        watches = [PhaseWatch(self._exercise, phase, far) for phase in self._exercise.phases]
        self.attempt = Attempt(start_s, watches, far)
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
        if entered == [phases[0].name] and len(phases) > 1 and attempt.watches[-1].spans:
            self._close(attempt, time_s)
            self._begin(time_s, far)
            return attempt
        if self._is_back(attempt, time_s, values):
            assert self._returning.from_s is not None
            self._close(attempt, self._returning.from_s)
            if attempt.end_s - attempt.start_s >= self._rules.min_s and attempt.means_something():
                return attempt
        return None

    def _is_back(self, attempt: Attempt, time_s: float, values: Values) -> bool:
        """Whether the movement has returned: at once after a later phase, else only when it rests."""
        back = all_hold(self._back, values)
        if any_holds(self._rules.attempt, values):
            back = False
        passed_through = len(attempt.watches) == 1 or any(w.spans for w in attempt.watches[1:])
        if not passed_through and self._returning.from_s is not None:
            moved = abs(values[self._rules.main] - self._returned_at)
            if moved > self._at_rest:
                self._returning.tell(time_s, False)
        known = self._returning.from_s
        lasted_s = self._returning.tell(time_s, back)
        if known is None:
            self._returned_at = values[self._rules.main]
        if self._returning.from_s is None:
            return False
        return lasted_s >= (_BACK_S if passed_through else _SETTLED_S)

    def _close(self, attempt: Attempt, end_s: float) -> None:
        attempt.end_s = end_s
        self.attempt = None
        self.phase = None
        self._begin_again()
        self._away = Since()

    def _remember(self, time_s: float, values: Values) -> None:
        """Keeps the last seconds outside an attempt, so that a movement is known from its beginning."""
        if self.attempt is None:
            self._recent.append((time_s, values))
            while self._recent[0][0] < time_s - _REMEMBER_S:
                self._recent.popleft()

    def _left_rest_s(self) -> float:
        """When the main signal last was where it rests, before the attempt was noticed."""
        name = self._rules.main
        resting = median(self._resting)
        for time_s, values in reversed(self._recent):
            if abs(values[name] - resting) <= self._at_rest:
                return time_s
        return self._recent[0][0]


def _followed_signals(exercise: Exercise) -> tuple[set[str], set[str]]:
    """The signals without which a movement cannot be followed: before, and once the start is known."""
    assert exercise.repetition is not None
    phases = [c for phase in exercise.phases for c in phase.enter]
    names = {c.signal for c in (*phases, *exercise.repetition.attempt)}
    return {name for name in names if exercise.signals[name].from_start is None}, names


def _broken(conditions: Iterable[Condition], values: Values) -> bool | None:
    held = all_hold(conditions, values)
    return None if held is None else not held
