"""The clock of a posture that is held: its seconds on the screen, and when they are said."""

from __future__ import annotations

from poseguide.core.records import Update
from poseguide.definitions.schema import Exercise
from poseguide.live.guidance import Timer
from poseguide.live.speech import SpokenLine, Voice
from poseguide.training.goal import Goal

#: The seconds of a hold are said this often.
_TELL_S = 10.0


class HoldClock:
    """Times a hold, or the last phase of repetitions whose dose gives seconds for it.

    The seconds are said every ten, and when the goal is reached.
    """

    def __init__(self, exercise: Exercise, goal: Goal, voice: Voice) -> None:
        self._exercise = exercise
        self._goal_s = goal.seconds
        self._voice = voice
        self._said_s = 0.0
        self._phase: tuple[str | None, float] = (None, 0.0)

    def push(
        self, update: Update, holding_s: float | None, lines: list[SpokenLine]
    ) -> Timer | None:
        """Take the state after a frame and return the clock; None where nothing is timed.

        `holding_s` is the hold under way as the engine times it. What is to be said is added to the
        lines of this frame: a goal that is reached before them, seconds after them.
        """
        held_s = self._last_phase_s(update) if holding_s is None else holding_s
        goal_s = self._goal_s
        if held_s is None or goal_s is None:
            return None
        said_s = self._said_s
        if held_s < said_s:
            said_s = 0.0
        if held_s >= goal_s > said_s:
            lines.insert(0, self._seconds(update.time_s, self._reached(goal_s), goal_s))
            said_s = goal_s
        elif held_s >= said_s + _TELL_S and goal_s > said_s + _TELL_S:
            said_s += _TELL_S
            lines.append(self._seconds(update.time_s, "held_so_far", said_s))
        self._said_s = said_s
        return Timer("hold", held_s, goal_s)

    def _reached(self, goal_s: float) -> str:
        """Return the key of what is said when the goal is reached."""
        if self._exercise.hold is None:
            return "held_come_back"
        return "half_minute_held" if goal_s == 30 else "seconds_held"

    def _seconds(self, time_s: float, key: str, seconds: float) -> SpokenLine:
        return self._voice.tell(time_s, key, urgent=True, number=round(seconds))

    def _last_phase_s(self, update: Update) -> float | None:
        """Return how long the last phase has lasted, where the dose gives seconds for it."""
        if self._goal_s is None or not self._exercise.phases:
            return None
        if update.phase != self._phase[0]:
            self._phase = (update.phase, update.time_s)
        if update.phase != self._exercise.phases[-1].name:
            return 0.0
        return update.time_s - self._phase[1]
