"""The phases of a repetition: when each one's conditions hold, and whether they came in order.

Each phase is watched on its own, with hysteresis and a shortest time; their order is judged over
the whole attempt. So a phase that flickers or comes early does not hide the one that was missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from poseguide.core.records import Span
from poseguide.definitions.base import DEFAULT_GAP, Condition
from poseguide.definitions.movement import Phase
from poseguide.definitions.schema import Exercise

#: A body rests where its main signal varies by no more than this, in the signal's unit.
AT_REST = {"deg": 6.0, "trunk": 0.04, "ratio": 0.04}
#: Sums of frame times carry rounding errors: a time shorter by less than this is long enough.
ROUNDING_S = 1e-6

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


class HeldTimer:
    """For how long something has been true; moments not seen neither count nor break it."""

    def __init__(self) -> None:
        self.from_s: float | None = None
        self._true_s: float | None = None  # when it was last true, None after an unseen moment
        self._lasted_s = 0.0

    def tell(self, time_s: float, true: bool | None) -> float:
        """Seconds that it was seen to be true for, 0 when it is not."""
        if true is False:
            self.from_s, self._true_s, self._lasted_s = None, None, 0.0
        elif true:
            if self.from_s is None:
                self.from_s = time_s
            if self._true_s is not None:
                self._lasted_s += time_s - self._true_s
            self._true_s = time_s
        else:
            self._true_s = None
        return self._lasted_s


class PhaseWatch:
    """The times in which one phase's conditions held for at least its shortest time."""

    def __init__(self, exercise: Exercise, phase: Phase, far: bool) -> None:
        self.name = phase.name
        #: Whether the view cannot judge it: the leg away from the camera, and looser limits for it.
        self.doubtful = far and bool(phase.far)
        self._phase = phase
        self._far = far
        ways = entrances(phase, far)
        self._leave = phase.leave or [way for c in ways[0] for way in beyond(exercise, c)]
        self._since = HeldTimer()
        #: Whether it goes on now.
        self.inside = False
        self.spans: list[tuple[float, float]] = []

    def push(self, time_s: float, values: Values) -> bool:
        """Takes a sample; True in the moment the phase is entered."""
        if self.inside:
            if any_holds(self._leave, values):
                self.inside = False
                self._since = HeldTimer()
            else:
                self.spans[-1] = (self.spans[-1][0], time_s)
            return False
        entering = enters(self._phase, self._far, values)
        if self._since.tell(time_s, entering) < self._phase.min_s - ROUNDING_S:
            return False
        if self._since.from_s is None:
            return False
        self.inside = True
        self.spans.append((self._since.from_s, time_s))
        return True


def entrances(phase: Phase, far: bool) -> list[list[Condition]]:
    """The sets of conditions of which one must hold for a phase to be entered."""
    if far and phase.far:
        return [phase.far]
    return [phase.enter, phase.otherwise] if phase.otherwise else [phase.enter]


def enters(phase: Phase, far: bool, values: Values) -> bool | None:
    """Whether a phase's conditions hold, in one way or the other; None where that is not seen."""
    answers = [all_hold(way, values) for way in entrances(phase, far)]
    return True if True in answers else None if None in answers else False


def beyond(exercise: Exercise, condition: Condition) -> list[Condition]:
    """What holds once a value has left `condition` by the usual gap of its unit, on either side."""
    name = condition.signal
    gap = DEFAULT_GAP[exercise.signals[name].unit]
    ways = []
    if condition.above is not None:
        ways.append(Condition(signal=name, below=condition.above - gap))
    if condition.below is not None:
        ways.append(Condition(signal=name, above=condition.below + gap))
    return ways


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
    """A movement that left the start posture: its samples so far and what it passed through.

    `spans` and `missing` are known once it has ended: the stages passed in order, and the first
    that was not (None: none was missed). `parts` is the number of nested movements, where they were
    counted on the way.
    """

    start_s: float
    far: bool
    watches: list[PhaseWatch] = field(default_factory=list)
    end_s: float = math.nan
    spans: tuple[Span, ...] = ()
    missing: str | None = None
    parts: int | None = None
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
        return not self.watches or not self.watches[0].doubtful or bool(self.watches[0].spans)

    def travel(self, signal: str) -> float:
        """How far a signal moved in this attempt, in its unit; 0 if it was not seen."""
        seen = [values[signal] for values in self.values if math.isfinite(values[signal])]
        return max(seen) - min(seen) if seen else 0.0


class Tracker(Protocol):
    """Follows one working side: what every kind of exercise has in common.

    `forgot`: everything was forgotten, and what was learned of the start posture must be as well.
    """

    forgot: bool

    @property
    def ready(self) -> bool:
        """Whether the start posture was held."""

    @property
    def in_start(self) -> bool:
        """Whether it is held now and nothing moves."""

    @property
    def attempt(self) -> Attempt | None:
        """The movement under way."""

    @property
    def phase(self) -> str | None:
        """The stage it is in."""

    def push(self, time_s: float, values: Values, far: bool) -> Attempt | None:
        """Takes a sample; the attempt that ended with it. `far`: away from the camera."""

    def finish(self) -> Attempt | None:
        """Nothing more comes: the attempt that ends with it, if it is one."""

    def drop(self) -> None:
        """Gives up the attempt but not the readiness: it was the other side's movement."""
