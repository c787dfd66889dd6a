"""Guides through the exercises of a workout one after the other, with a rest before each."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from poseguide.core.i18n.message import Message
from poseguide.core.records import Tick
from poseguide.live.exercise_run import ExerciseRun, run_exercise
from poseguide.live.guidance import End, Guidance
from poseguide.live.round_writer import RoundWriter
from poseguide.live.speech import SpokenLine
from poseguide.live.workout import ExerciseRequest
from poseguide.live.workout_rest import WorkoutRest
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import PoseModels

#: A press this soon after a change was meant for what was there before, or is a double click.
_AGAIN_S = 1.0


class NextButton:
    """The button that goes on to the next exercise; it may be pressed in any thread."""

    def __init__(self) -> None:
        self._pressed = Event()
        self._changed_s = -_AGAIN_S

    def press(self) -> None:
        """Ask for the next exercise."""
        self._pressed.set()

    def take(self, time_s: float) -> bool:
        """Return whether it was pressed, but not so soon after a change that it was for that."""
        pressed = self._pressed.is_set()
        self._pressed.clear()
        return pressed and time_s - self._changed_s >= _AGAIN_S

    def changed(self, time_s: float) -> None:
        """Note that another exercise, or the rest before it, has come."""
        self._changed_s = time_s


class WorkoutGuide:
    """Leads through a workout by the clock of its frames and ticks, in the thread of its worker.

    `earlier` is the session of the first exercise, where that goes on.
    """

    def __init__(
        self,
        rounds: RoundWriter,
        store: Store | None,
        models: PoseModels,
        earlier: StoredSession | None,
    ) -> None:
        self._rounds = rounds
        self._store = store
        self._models = models
        self._earlier = earlier
        self._last_id = earlier.id if earlier else None
        self._rest: WorkoutRest | None = None
        self._note: Message | None = None
        self.place = 0
        self.exercise_run: ExerciseRun | None = None
        self.next_button = NextButton()
        # The first exercise of a round is announced before it begins, as the others are.
        if not rounds.workout.is_round:
            self._begin()

    @property
    def session_id(self) -> str | None:
        """The id of the newest session in the store; None while nothing is stored."""
        run = self.exercise_run
        return (run.session_id if run else None) or self._last_id

    @property
    def begun_id(self) -> str | None:
        """The id of the session at the present place; None where none has begun there."""
        run, earlier = self.exercise_run, self._earlier
        return run.session_id if run else earlier.id if earlier else None

    @property
    def note(self) -> Message | None:
        """Return what could not be saved of this or the last exercise, or None if all is well."""
        return self.exercise_run.note if self.exercise_run else self._note

    def push(self, tick: Tick) -> Guidance:
        """Take the next frame or tick and return the guidance."""
        moves_on, run = self.next_button.take(tick.time_s), self.exercise_run
        if run is None:
            return self._between(tick, moves_on)
        guidance = self._leave(run) if moves_on else run.push(tick)
        is_over = guidance.end == "dose" or moves_on
        if is_over and self.place + 1 < len(self._requests):
            return self._after(run, guidance, tick)
        return self._in_workout(guidance)

    def rest(self) -> None:
        """Let others use what is not needed while no frames come."""
        if self.exercise_run is not None:
            self.exercise_run.rest()

    def stop(self, end: End = "stopped") -> Guidance:
        """End the workout where it is and return the last guidance."""
        if self.exercise_run is not None:
            return self._in_workout(self.exercise_run.stop(end))
        line = SpokenLine(Message("stopped"), "info", urgent=True)
        return self._in_workout(Guidance(0.0, "done", (line,), end=end))

    def close(self) -> None:
        """Free everything and write what is not yet written."""
        if self.exercise_run is not None:
            self.exercise_run.close()
        self._rounds.close()

    @property
    def _requests(self) -> tuple[ExerciseRequest, ...]:
        return self._rounds.workout.requests

    def _in_workout(self, guidance: Guidance) -> Guidance:
        return replace(guidance, part=self.place, parts=len(self._requests))

    def _leave(self, run: ExerciseRun) -> Guidance:
        """Stop an exercise for the next one; what was done of it stays stored."""
        guidance = run.stop()
        self._rounds.skip(run.request.step)
        return guidance

    def _after(self, run: ExerciseRun, guidance: Guidance, tick: Tick) -> Guidance:
        """Close an exercise that is over and rest before the next one."""
        self._last_id = run.session_id or self._last_id
        self.exercise_run = None
        run.close()
        self._note = run.note
        self.place += 1
        self.next_button.changed(tick.time_s)
        # Of one that was left, nothing more is said.
        return self._between(tick, say=guidance.lines if guidance.end == "dose" else ())

    def _between(
        self, tick: Tick, moves_on: bool = False, say: tuple[SpokenLine, ...] = ()
    ) -> Guidance:
        """Return the guidance of a rest, or of the exercise that begins when it is over."""
        if self._rest is None:
            request, places = self._requests[self.place], len(self._requests)
            self._rest = WorkoutRest(request, self.place, places, tick.time_s, say)
        if moves_on or self._rest.is_over(tick.time_s):
            self._rest = None
            self.next_button.changed(tick.time_s)
            self._begin()
            return self.push(tick)
        return self._in_workout(self._rest.guidance(tick.time_s))

    def _begin(self) -> None:
        """Begin the exercise whose turn it is."""
        is_last = self.place + 1 == len(self._requests)
        self.exercise_run = run_exercise(
            self._requests[self.place],
            self._store,
            self._models,
            earlier=self._earlier,
            round_id=self._rounds.round_id,
            closing="all_done" if is_last else "one_done",
        )
        if self._earlier is not None:  # the run has it now, and deletes it if nothing is done
            self._earlier = self._last_id = None
