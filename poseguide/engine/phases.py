"""The phases of a repetition: when each one's conditions hold, and whether they came in order.

Each phase is watched on its own, with hysteresis and a shortest time; their order is judged over
the whole attempt. So a phase that flickers or comes early does not hide the one that was missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from poseguide.core.records import CutShort, Span
from poseguide.core.timing import HeldTimer
from poseguide.definitions.base import DEFAULT_GAP, Condition
from poseguide.definitions.movement import Phase
from poseguide.definitions.schema import Exercise

#: A body rests where its main signal varies by no more than this, in the signal's unit.
AT_REST = {"deg": 6.0, "trunk": 0.04, "ratio": 0.04}
#: A phase that was not entered was seen when this share of the samples could tell.
_SEEN_SHARE = 0.8
#: Sums of frame times carry rounding errors: a time shorter by less than this is long enough.
ROUNDING_S = 1e-6

Values = dict[str, float]


def all_hold(conditions: Iterable[Condition], values: Values) -> bool | None:
    """Return whether all conditions hold; None when none is broken but some cannot be seen."""
    unseen = False
    for condition in conditions:
        value = values[condition.signal]
        if math.isnan(value):
            unseen = True
        elif not condition.holds(value):
            return False
    return None if unseen else True


def any_holds(conditions: Iterable[Condition], values: Values) -> bool:
    """Return whether any of the conditions holds; one whose signal is not seen does not."""
    return any(condition.holds(values[condition.signal]) for condition in conditions)


class PhaseWatch:
    """Watches one phase: `spans` are the times in which its conditions held for long enough."""

    def __init__(self, exercise: Exercise, phase: Phase, far: bool) -> None:
        self.name = phase.name
        #: Whether the view cannot judge it: the leg away from the camera, and looser limits for it.
        self.doubtful = far and bool(phase.far)
        self._phase = phase
        self._far = far
        ways = entrances(phase, far)
        self._leave = phase.leave or [way for c in ways[0] for way in beyond(exercise, c)]
        self._since = HeldTimer()
        #: Whether the phase is under way.
        self.inside = False
        self.spans: list[tuple[float, float]] = []
        self._samples = self._unseen = 0

    @property
    def was_seen(self) -> bool:
        """Return whether most samples could tell if the phase's conditions hold."""
        return self._samples > 0 and self._unseen <= (1.0 - _SEEN_SHARE) * self._samples

    def push(self, time_s: float, values: Values) -> bool:
        """Take a sample and return True where the phase is entered with it."""
        if self.inside:
            if any_holds(self._leave, values):
                self.inside = False
                self._since = HeldTimer()
            else:
                self.spans[-1] = (self.spans[-1][0], time_s)
            return False
        entering = enters(self._phase, self._far, values)
        self._samples += 1
        self._unseen += entering is None
        if self._since.push(time_s, entering) < self._phase.min_s - ROUNDING_S:
            return False
        if self._since.from_s is None:
            return False
        self.inside = True
        self.spans.append((self._since.from_s, time_s))
        return True


def entrances(phase: Phase, far: bool) -> list[Sequence[Condition]]:
    """Return the sets of conditions of which one must hold for a phase to be entered."""
    if far and phase.far:
        return [phase.far]
    return [phase.enter, phase.otherwise] if phase.otherwise else [phase.enter]


def enters(phase: Phase, far: bool, values: Values) -> bool | None:
    """Return whether one of a phase's sets of conditions holds; None where that is not seen."""
    answers = [all_hold(way, values) for way in entrances(phase, far)]
    return True if True in answers else None if None in answers else False


def beyond(exercise: Exercise, condition: Condition) -> list[Condition]:
    """Return conditions of which one holds once a value has left `condition` by the usual gap."""
    name = condition.signal
    gap = DEFAULT_GAP[exercise.signals[name].unit]
    ways = []
    if condition.above is not None:
        ways.append(Condition(signal=name, below=condition.above - gap))
    if condition.below is not None:
        ways.append(Condition(signal=name, above=condition.below + gap))
    return ways


def passed_in_order(watches: Sequence[PhaseWatch]) -> tuple[tuple[Span, ...], str | None]:
    """Return the phases passed one after another, and the first that was missed (None: none).

    A phase that the view cannot judge is missed only where its signals were seen most of the time
    and never met its looser limits.
    """
    spans: list[Span] = []
    missing: str | None = None
    after_s = -math.inf
    for watch in watches:
        # A phase may have begun before the one ahead of it ended: what counts is that it went on.
        span = next((s for s in watch.spans if s[1] > after_s), None)
        if span is None:
            if not watch.doubtful or (not watch.spans and watch.was_seen):
                missing = missing or watch.name
            continue
        start_s = max(span[0], after_s)
        spans.append(Span(watch.name, start_s, span[1]))
        after_s = start_s
    return tuple(spans), missing


@dataclass
class Attempt:
    """A movement that left the start posture: its samples so far and what it passed through.

    `spans` and `missing` are known once it has ended: the stages passed in order, and the first
    that was not (None: none was missed). `cut_short` is as in Rep. `parts` is the number of nested
    movements, where they were counted on the way.
    """

    start_s: float
    far: bool
    watches: list[PhaseWatch] = field(default_factory=list)
    end_s: float = math.nan
    spans: tuple[Span, ...] = ()
    missing: str | None = None
    cut_short: CutShort | None = None
    parts: int | None = None
    times: list[float] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    #: Of a signal: how many values were looked at, and the lowest and the highest of them.
    _ends: dict[str, tuple[int, float, float]] = field(default_factory=dict, repr=False)

    def push(self, time_s: float, values: Values) -> list[str]:
        """Take a sample and return the names of the phases entered with it."""
        self.times.append(time_s)
        self.values.append(values)
        return [watch.name for watch in self.watches if watch.push(time_s, values)]

    def means_something(self) -> bool:
        """Return False where all phases that it passed are ones that this view cannot judge."""
        passed = [watch for watch in self.watches if watch.spans]
        return not passed or not all(watch.doubtful for watch in passed)

    @property
    def start_is_known(self) -> bool:
        """Return whether its beginning was seen: False where the body hid the first phase."""
        return not self.watches or not self.watches[0].doubtful or bool(self.watches[0].spans)

    def travel(self, signal: str) -> float:
        """Return how far a signal moved in this attempt, in its unit; 0 if it was not seen."""
        known, low, high = self._ends.get(signal, (0, math.inf, -math.inf))
        for values in self.values[known:]:
            value = values[signal]
            if math.isfinite(value):
                low, high = min(low, value), max(high, value)
        self._ends[signal] = (len(self.values), low, high)
        return max(0.0, high - low)


class Tracker(Protocol):
    """Follows the movement of one working side; there is one class for each form of repetition.

    `forgot` is set when everything was forgotten: what was learned of the start posture has to be
    forgotten, too.
    """

    forgot: bool

    @property
    def held_s(self) -> float | None:
        """The hold under way so far in seconds; None where the exercise has none."""

    @property
    def best_s(self) -> float | None:
        """The longest hold so far in seconds; None where the exercise has none."""

    @property
    def ready(self) -> bool:
        """Return whether the start posture was held."""

    @property
    def in_start(self) -> bool:
        """Return whether the start posture is held now and nothing moves."""

    @property
    def attempt(self) -> Attempt | None:
        """The movement under way."""

    @property
    def phase(self) -> str | None:
        """The name of the stage that the movement is in."""

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Take a sample and return the attempt that ended with it; `far`: away from the camera."""

    def lose(self) -> Attempt | None:
        """Forget everything, because the body was lost; return the attempt that this cut short."""

    def finish(self) -> Attempt | None:
        """Return the attempt that the end of the samples completes or cuts short, if any."""

    def drop(self) -> None:
        """Give up the attempt but stay ready, because the other side made the movement."""
