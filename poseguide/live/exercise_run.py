"""One exercise being done: it is guided, stored and filmed as it goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from poseguide.core.i18n.message import Message
from poseguide.core.records import Frame, Tick
from poseguide.definitions.catalog import Definition
from poseguide.live.clip_writer import ClipWriter
from poseguide.live.exercise_guide import ExerciseGuide
from poseguide.live.guidance import End, Guidance
from poseguide.live.paced_guide import PacedGuide
from poseguide.live.session_guide import SessionGuide
from poseguide.live.session_writer import SessionWriter
from poseguide.live.workout import ExerciseRequest
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.person_choice import PersonChoice
from poseguide.vision.pose_pool import LentPose, PoseModels

#: While the pose model starts, a frame is answered after so long: whoever waits is told why, and
#: the processor is left to the start.
_STARTING_S = 0.5


class ExerciseRun(ABC):
    """Takes the frames or ticks of one exercise, guides through it, and stores it as it goes on.

    The session has a clock of its own, which begins at 0, or where `earlier` stopped if that
    session goes on, whatever the clock of the frames is. Without a `store` nothing is stored.
    Everything but `session_id` and `note` belongs to one thread.
    """

    def __init__(
        self,
        guide: ExerciseGuide,
        request: ExerciseRequest,
        store: Store | None,
        earlier: StoredSession | None,
        round_id: str | None,
    ) -> None:
        self.guide = guide
        self.request = request
        self._begun_s = earlier.progress.seconds if earlier else 0.0
        self._shift_s: float | None = None
        self._writer = (
            SessionWriter(store, guide, request, earlier=earlier, round_id=round_id)
            if store
            else None
        )

    @property
    def session_id(self) -> str | None:
        """The id in the store; None while nothing is stored."""
        return self._writer.session_id if self._writer else None

    @property
    def note(self) -> Message | None:
        """Return what could not be saved and why, or None if all is well."""
        problem = self._problem()
        return Message("not_saved", {"why": str(problem)}) if problem else None

    def push(self, tick: Tick) -> Guidance:
        """Take the next frame or tick and return the guidance, by the session's own clock."""
        if self._shift_s is None:
            self._shift_s = self._begun_s - tick.time_s
        return self._guide(replace(tick, time_s=tick.time_s + self._shift_s))

    def stop(self, end: End = "stopped") -> Guidance:
        """End the session and return the last guidance."""
        return self._stored(self.guide.stop(end))

    @abstractmethod
    def rest(self) -> None:
        """Let others use what is not needed while no frames come."""

    @abstractmethod
    def _guide(self, tick: Tick) -> Guidance:
        """Return the guidance of a frame or tick, and store it."""

    def _problem(self) -> Exception | None:
        return self._writer.problem if self._writer else None

    def _stored(self, guidance: Guidance) -> Guidance:
        if self._writer is not None:
            self._writer.take(guidance)
        return guidance

    def close(self) -> None:
        """Free everything and write what is not yet written."""
        if self._writer is not None:
            self._writer.close()


class TimedExerciseRun(ExerciseRun):
    """An exercise that no camera sees: the ticks of a clock lead through it."""

    def __init__(
        self,
        request: ExerciseRequest,
        store: Store | None,
        earlier: StoredSession | None,
        round_id: str | None,
        closing: str,
    ) -> None:
        led = earlier.progress.paced if earlier else 0
        self._paced = PacedGuide(
            request.definition, request.goal, request.language, led=led, closing=closing
        )
        super().__init__(self._paced, request, store, earlier, round_id)

    def rest(self) -> None:
        """Do nothing: a clock holds nothing that others could use."""

    def _guide(self, tick: Tick) -> Guidance:
        return self._stored(self._paced.push(tick))


class CameraExerciseRun(ExerciseRun):
    """An exercise that a camera follows: `models` lend the pose model, and a clip may be filmed."""

    def __init__(
        self,
        definition: Definition,
        request: ExerciseRequest,
        store: Store | None,
        models: PoseModels,
        earlier: StoredSession | None,
        round_id: str | None,
        closing: str,
    ) -> None:
        self._pose = LentPose(models)
        self._tracked = SessionGuide(
            definition,
            request.goal,
            request.language,
            PersonChoice(self._pose, self._pose, on_floor=definition.exercise.on_floor),
            self._pose.count,
            earlier=earlier.reps if earlier else (),
            closing=closing,
        )
        super().__init__(self._tracked, request, store, earlier, round_id)
        # A session that goes on keeps the clip that it has.
        films = request.film and not (earlier and earlier.clip)
        self._clip = ClipWriter(store) if store and films else None
        self._latest = Guidance(self._begun_s, "check")

    def rest(self) -> None:
        """Let others use the pose model while no frames come."""
        self._pose.give_back()

    def _guide(self, tick: Tick) -> Guidance:
        if not isinstance(tick, Frame):  # the browser did not know yet that a camera follows
            return replace(self._latest, time_s=tick.time_s, lines=())
        if not self._pose.is_ready(_STARTING_S):
            advice = Message("model_starting")
            return replace(self._latest, time_s=tick.time_s, lines=(), advice=advice)
        self._latest = self._stored(self._tracked.push(tick))
        if self._clip and self.session_id and self._latest.stage in ("work", "rest"):
            self._clip.add(tick, self.session_id)
        return self._latest

    def _problem(self) -> Exception | None:
        return (self._clip.problem if self._clip else None) or super()._problem()

    def close(self) -> None:
        """Free everything and write what is not yet written."""
        self._pose.give_back()
        super().close()
        if self._clip is not None:
            self._clip.close()


def run_exercise(
    request: ExerciseRequest,
    store: Store | None,
    models: PoseModels,
    *,
    earlier: StoredSession | None = None,
    round_id: str | None = None,
    closing: str = "all_done",
) -> ExerciseRun:
    """Return the run of an exercise, by a camera or a timer; nothing is stored before it begins.

    `earlier` is the session that goes on. `closing` is the key of the message when all is done.
    """
    tracked = request.definition.tracked
    if tracked is not None:
        return CameraExerciseRun(tracked, request, store, models, earlier, round_id, closing)
    return TimedExerciseRun(request, store, earlier, round_id, closing)
