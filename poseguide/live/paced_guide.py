"""Leads through an exercise that no camera can see, by a clock and a voice."""

from __future__ import annotations

from dataclasses import replace

from poseguide.core.i18n import Language
from poseguide.core.records import Frame
from poseguide.definitions.catalog import PacedDefinition
from poseguide.live.guidance import End, Guidance
from poseguide.live.pacing import length_s, moment
from poseguide.live.speech import Voice
from poseguide.training.goal import Goal

#: From Start to the first step: time to lie down and breathe out.
_LEAD_IN_S = 8.0


class PacedGuide:
    """Takes frames as any lead does, but only their times, and gives the guidance at each.

    `led` repetitions were led through before, where a session that was interrupted goes on.
    `closing` is the key of what is said when all is done.
    """

    def __init__(
        self,
        definition: PacedDefinition,
        goal: Goal,
        language: Language,
        *,
        led: int = 0,
        closing: str = "all_done",
    ) -> None:
        self.definition = definition
        self.goal = goal
        self._pace = definition.exercise.pace
        self._level = self._pace.levels[goal.level or 0]
        self._voice = Voice(language)
        self._led = led
        self._closing = closing
        self._begin_s: float | None = None
        self._step: tuple[int, str] | None = None
        self._last = Guidance(0.0, "posture")

    def push(self, frame: Frame) -> Guidance:
        """Takes the next moment; it must be later than the one before."""
        time_s = frame.time_s
        sayings = []
        if self._begin_s is None:
            self._begin_s = time_s + _LEAD_IN_S
            sayings.append(self._voice.tell(time_s, "get_ready"))
        # A session that goes on begins with the repetition that was not finished.
        paced_s = time_s - self._begin_s + self._led * sum(self._level.seconds)
        place = moment(self._pace, self._level, paced_s) if time_s >= self._begin_s else None
        over = paced_s >= length_s(self._level)
        if place is not None and (place.repetition, place.step.name) != self._step:
            self._step = (place.repetition, place.step.name)
            sayings.append(self._voice.step(time_s, self._pace, place))
        led = self._level.repetitions if over else place.repetition - 1 if place else self._led
        self._last = Guidance(
            time_s=time_s,
            stage="work" if self._step else "posture",
            sayings=tuple(sayings),
            done=led,
            of=self._level.repetitions,
            moment=place,
            paced=led,
        )
        return self.stop("dose") if over else self._last

    def stop(self, end: End = "stopped") -> Guidance:
        """Ends the session: the guidance with its end."""
        if self._last.end is not None:
            return replace(self._last, sayings=())
        key = self._closing if end == "dose" else "stopped"
        said = self._voice.tell(self._last.time_s, key, urgent=True)
        self._last = replace(
            self._last, stage="done", end=end, sayings=(*self._last.sayings, said), moment=None
        )
        return self._last
