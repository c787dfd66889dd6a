"""Guides through the sets of an exercise: the count aloud, the switch of legs, rests, the end."""

from __future__ import annotations

from poseguide.core.records import Update
from poseguide.definitions.schema import Exercise
from poseguide.live.guidance import Timer
from poseguide.live.speech import SpokenLine, Voice
from poseguide.live.stage_clock import StageClock, turns_round
from poseguide.training.goal import Goal, GoalProgress, Next

#: Between two sets.
REST_S = 30.0


class SetGuide:
    """Says the count and the cue of repetitions, and what comes after a set or a side is done.

    Where a pace leads, its steps are said instead of the count, and it alone ends the session.
    """

    def __init__(
        self,
        exercise: Exercise,
        goal: Goal,
        progress: GoalProgress,
        stages: StageClock,
        voice: Voice,
    ) -> None:
        self._exercise = exercise
        self._progress = progress
        self._stages = stages
        self._voice = voice
        self._is_paced = goal.level is not None
        self._is_counted = not self._is_paced and exercise.hold is None

    def push(self, update: Update) -> list[SpokenLine]:
        """Take the state after a frame and return what is said of its repetitions and its cue."""
        lines = []
        complete = [rep for rep in update.reps if rep.complete]
        progress, time_s = self._progress, update.time_s
        for rep in complete:
            more = progress.done(rep.side) < progress.of
            comes = progress.add(rep)
            done = progress.done(rep.side) if comes == "go_on" else progress.of
            if self._is_counted and more:
                left = progress.of - done
                line = self._voice.count(time_s, self._exercise, done, left, update.cue)
                lines += [line] if line else []
            if not self._is_paced:
                lines += self._change(time_s, comes)
        if update.cue is not None and not (complete and lines):
            lines += self._cue(time_s, update.cue)
        return lines

    def _cue(self, time_s: float, cue: str) -> list[SpokenLine]:
        if self._is_paced and cue in ("lost", "good"):
            return []  # the pace leads on, and its own words come first
        return [self._voice.cue(time_s, self._exercise, cue)]

    def _change(self, time_s: float, comes: Next) -> list[SpokenLine]:
        """Go on to what comes after a repetition and return what is said of it."""
        if comes == "switch":
            self._stages.enter("posture", time_s)
            turn = ["turn_other"] if turns_round(self._exercise) else []
            return [self._voice.tell(time_s, "switch_legs", *turn)]
        if comes == "set_done":
            self._stages.enter("rest", time_s)
            return [self._voice.tell(time_s, "rest_now", number=round(REST_S))]
        if comes == "all_done":
            self._stages.enter("done", time_s)
        return []

    def rest(self, time_s: float) -> Timer | None:
        """Return the clock of the rest between two sets; None once it is over."""
        left_s = REST_S - self._stages.lasted_s(time_s)
        return Timer("rest", left_s, REST_S) if left_s > 0 else None
