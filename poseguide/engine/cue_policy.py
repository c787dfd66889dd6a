"""Choice of the cue after each frame: the most important one, and none again too soon."""

from __future__ import annotations

import math

from poseguide.core.records import Pose, Rep, State
from poseguide.definitions.schema import Exercise

#: The same cue is not given again within this time.
_AGAIN_S = 6.0
#: Praise for every this many good repetitions in a row.
_PRAISE_EVERY = 3
#: A cue is given when nobody was seen, or the posture was not taken, for this long.
_WAIT_S = 1.5


class CuePolicy:
    """Chooses one cue at a time: lost, posture, incomplete, fault, praise, in this order."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._given_s: dict[str, float] = {}
        self._seen_s: float | None = None
        self._posture_s: float | None = None
        self._good = 0

    def next(self, time_s: float, state: State, reps: tuple[Rep, ...]) -> str | None:
        """Return the name of the cue to give now, or None."""
        if state != "searching" or self._seen_s is None:
            self._seen_s = time_s
        if state in ("ready", "moving", "searching") or self._posture_s is None:
            self._posture_s = time_s
        chosen = None
        if time_s - self._seen_s > _WAIT_S:
            chosen = "lost"
        elif time_s - self._posture_s > _WAIT_S:
            chosen = "start"
        for rep in reps:
            chosen = self._about(rep) or chosen
        if chosen is None or time_s - self._given_s.get(chosen, -math.inf) < _AGAIN_S:
            return None
        self._given_s[chosen] = time_s
        return chosen

    def _about(self, rep: Rep) -> str | None:
        cue = cue_of(self._exercise, rep)
        if rep.cut_short is not None and cue is None:
            return None  # nothing can be said of it, neither good nor bad
        self._good = self._good + 1 if cue is None else 0
        if cue is None and self._good % _PRAISE_EVERY == 0:
            return "good"
        return cue


def state_of(pose: Pose, *, ready: bool, moving: bool) -> State:
    """Return what the person is doing, as far as the pose and the trackers show it."""
    if not pose.found:
        return "searching"
    if moving:
        return "moving"
    return "ready" if ready else "positioning"


def cue_of(exercise: Exercise, rep: Rep) -> str | None:
    """Return the cue for a repetition: its missed phase, else its worst fault, else None."""
    if rep.missing is not None:
        return rep.missing
    if rep.cut_short is not None:
        return "not_back" if rep.cut_short == "not_back" else None
    order = {fault.name: fault.severity != "major" for fault in exercise.faults}
    return min((finding.rule for finding in rep.faults), key=order.__getitem__, default=None)
