"""What to say when: one cue at a time, the most important first, not the same again too soon."""

from __future__ import annotations

import math

from poseguide.core.records import Pose, Rep, State
from poseguide.definitions.schema import Exercise

#: The same cue is not given again within this time.
_AGAIN_S = 6.0
#: Praise for every this many good repetitions in a row.
_PRAISE_EVERY = 3
#: Nobody seen, or the posture not taken, for this long: say so.
_WAIT_S = 1.5


class CuePolicy:
    """Chooses the cue after each frame: lost, posture, incomplete, fault, praise, in this order."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._given_s: dict[str, float] = {}
        self._seen_s: float | None = None
        self._placed_s: float | None = None
        self._good = 0

    def next(self, time_s: float, state: State, reps: tuple[Rep, ...]) -> str | None:
        """The name of the one thing to say now, or None."""
        if state != "searching" or self._seen_s is None:
            self._seen_s = time_s
        if state in ("ready", "moving", "searching") or self._placed_s is None:
            self._placed_s = time_s
        wanted = None
        if time_s - self._seen_s > _WAIT_S:
            wanted = "lost"
        elif time_s - self._placed_s > _WAIT_S:
            wanted = "start"
        for rep in reps:
            wanted = self._about(rep) or wanted
        if wanted is None or time_s - self._given_s.get(wanted, -math.inf) < _AGAIN_S:
            return None
        self._given_s[wanted] = time_s
        return wanted

    def _about(self, rep: Rep) -> str | None:
        cue = cue_of(self._exercise, rep)
        self._good = self._good + 1 if cue is None else 0
        if cue is None and self._good % _PRAISE_EVERY == 0:
            return "good"
        return cue


def state_of(pose: Pose, *, ready: bool, moving: bool) -> State:
    """What the person is doing, as far as the program can tell."""
    if not pose.found:
        return "searching"
    if moving:
        return "moving"
    return "ready" if ready else "positioning"


def cue_of(exercise: Exercise, rep: Rep) -> str | None:
    """The one thing to say of a repetition: what was missed, else its worst fault, else None."""
    if rep.missing is not None:
        return rep.missing
    order = {fault.name: fault.severity != "major" for fault in exercise.faults}
    return min((finding.rule for finding in rep.faults), key=order.__getitem__, default=None)
