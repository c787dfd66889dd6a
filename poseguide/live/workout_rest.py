"""The rest before an exercise of a workout, in which the exercise is announced."""

from __future__ import annotations

from dataclasses import replace

from poseguide.core.i18n.message import Message, Sentences, Translatable
from poseguide.live.guidance import Guidance, Timer
from poseguide.live.speech import SpokenLine, spoken_s
from poseguide.live.workout import ExerciseRequest


class WorkoutRest:
    """A rest before the exercise at `place` of all `places`; before the first only announced.

    It lasts as long as the request says, and at least until its words were heard: those that were
    left to `say` of the exercise before, and the announcement.
    """

    def __init__(
        self,
        request: ExerciseRequest,
        place: int,
        places: int,
        begun_s: float,
        say: tuple[SpokenLine, ...] = (),
    ) -> None:
        self._request = request
        announced = _announcement(request, place, places)
        self._lines = (*say, replace(announced, urgent=not say))
        heard_s = sum(spoken_s(line.message, request.language) for line in self._lines)
        # There is nothing to rest from before the first one.
        self._of_s = max(request.rest_s if place else 0.0, heard_s)
        self._ends_s = begun_s + self._of_s

    def is_over(self, time_s: float) -> bool:
        """Return whether it has lasted long enough."""
        return time_s >= self._ends_s

    def guidance(self, time_s: float) -> Guidance:
        """Return what is shown, and the first time also what is said."""
        lines, self._lines = self._lines, ()
        return Guidance(
            time_s,
            "rest",
            lines,
            advice=_setup(self._request),
            of=self._request.goal.repetitions,
            timer=Timer("rest", self._ends_s - time_s, self._of_s),
        )


def _announcement(request: ExerciseRequest, place: int, places: int) -> SpokenLine:
    """Return the line that names the exercise and says how to get ready for it."""
    key = "round_first" if not place else "round_last" if place + 1 == places else "round_next"
    name = Message(key, {"name": request.definition.exercise.name})
    # Of the kind that is no cue: it is shown as long as the rest lasts.
    return SpokenLine(Sentences((name, _setup(request))), "advice")


def _setup(request: ExerciseRequest) -> Translatable:
    """Return how to get ready, and that it is to be done slower where that was asked for."""
    setup = request.definition.exercise.setup
    return Sentences((setup, Message("round_slower"))) if request.slower else setup
