"""Guides through an exercise that no camera can see, by a clock and a voice."""

from __future__ import annotations

from dataclasses import replace

from poseguide.core.i18n import Language
from poseguide.core.records import Tick
from poseguide.definitions.catalog import Definition, PacedDefinition
from poseguide.live.exercise_guide import ExerciseGuide
from poseguide.live.guidance import End, Guidance
from poseguide.live.pacing import Pacer
from poseguide.live.speech import Voice
from poseguide.training.goal import Goal

#: From Start to the first step: time to lie down and breathe out.
_LEAD_IN_S = 8.0


class PacedGuide(ExerciseGuide):
    """Takes the ticks of a clock and returns the guidance at each.

    `led` is how many repetitions were led through before, where an interrupted session goes on.
    `closing` is the key of the message when all is done.
    """

    source = "timer"

    def __init__(
        self,
        definition: Definition | PacedDefinition,
        goal: Goal,
        language: Language,
        *,
        led: int = 0,
        closing: str = "all_done",
    ) -> None:
        super().__init__(definition, goal)
        pace = definition.exercise.led_by
        assert pace is not None, "what no camera follows is led by a pace"
        self._pacer = Pacer(pace, goal.level or 0, led=led)
        self._voice = Voice(language)
        self._closing = closing
        self._last = Guidance(0.0, "posture")

    def push(self, tick: Tick) -> Guidance:
        """Take the next tick, which is later than the one before, and return the guidance."""
        time_s, pacer = tick.time_s, self._pacer
        lines = []
        if not pacer.is_begun:
            pacer.begin(time_s + _LEAD_IN_S)
            lines.append(self._voice.tell(time_s, "get_ready"))
        if pacer.push(time_s) and pacer.point is not None:
            lines.append(self._voice.step(time_s, pacer.pace, pacer.point))
        self._last = Guidance(
            time_s=time_s,
            stage="work" if pacer.has_led else "posture",
            lines=tuple(lines),
            done=pacer.led,
            of=pacer.level.repetitions,
            pace_point=pacer.point,
            paced=pacer.led,
        )
        return self.stop("dose") if pacer.is_over else self._last

    def stop(self, end: End = "stopped") -> Guidance:
        """End the session and return the last guidance, with its `end`."""
        if self._last.end is not None:
            return replace(self._last, lines=())
        key = self._closing if end == "dose" else "stopped"
        line = self._voice.tell(self._last.time_s, key, urgent=True)
        self._last = replace(
            self._last, stage="done", end=end, lines=(*self._last.lines, line), pace_point=None
        )
        return self._last
