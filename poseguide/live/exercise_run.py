"""One exercise being done: its lead, what is kept of it, what is shown of it, and its clip."""

from __future__ import annotations

import uuid
from dataclasses import replace

from poseguide.core.errors import OutputError, StoreError
from poseguide.core.i18n import word
from poseguide.core.records import Frame
from poseguide.definitions.catalog import Definition
from poseguide.live.guidance import End, Guidance
from poseguide.live.paced_guide import PacedGuide
from poseguide.live.session_guide import SessionGuide
from poseguide.live.session_writer import SessionWriter
from poseguide.live.workout import ExerciseRequest
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import LentPose, PoseModels
from poseguide.vision.video_writer import OwnClip

#: While the pose model starts, a frame is answered after so long: whoever waits is told why, and
#: the processor is left to the start.
_STARTING_S = 0.5


class ExerciseRun:
    """Takes frames of one exercise, leads, and stores and films as it goes on.

    `models` lend the pose model. `earlier` is the session that goes on. Without a `store` nothing
    is kept. The session has a clock of its own, which begins at 0 or where `earlier` stopped,
    whatever that of the frames is.
    `closing` is the key of what is said when all is done. Everything but `session_id` and `note`
    belongs to one thread.
    """

    def __init__(
        self,
        wish: ExerciseRequest,
        store: Store | None,
        models: PoseModels,
        *,
        earlier: StoredSession | None = None,
        round_id: str | None = None,
        closing: str = "all_done",
    ) -> None:
        self.wish = wish
        self._store = store
        self._pose = LentPose(models)
        # A session that goes on keeps the clip it has; without a camera there are no pictures.
        self._films = wish.film and wish.is_seen and not (earlier and earlier.clip)
        self._clip: OwnClip | None = None
        self._clip_problem: OutputError | StoreError | None = None
        self._begun_s = earlier.progress.seconds if earlier else 0.0
        self._shift_s: float | None = None
        self._latest = Guidance(self._begun_s, "check")
        self.lead = self._lead(earlier, closing)
        self._keeper = self._keep(store, earlier, round_id) if store else None

    def _lead(self, earlier: StoredSession | None, closing: str) -> SessionGuide | PacedGuide:
        wish, definition = self.wish, self.wish.definition
        if isinstance(definition, Definition):
            return SessionGuide(
                definition,
                wish.goal,
                wish.language,
                self._pose,
                self._pose.count,
                earlier=earlier.reps if earlier else (),
                closing=closing,
            )
        led = earlier.progress.paced if earlier else 0
        return PacedGuide(definition, wish.goal, wish.language, led=led, closing=closing)

    def _keep(
        self, store: Store, earlier: StoredSession | None, round_id: str | None
    ) -> SessionWriter:
        wish = self.wish
        return SessionWriter(
            store,
            self.lead,
            wish.language,
            earlier=earlier,
            person_id=wish.person_id,
            limits=wish.limits,
            pain_before=wish.pain_before,
            round_id=round_id,
            round_step=wish.step,
        )

    @property
    def session_id(self) -> str | None:
        """The id in the store; None while nothing is stored."""
        return self._keeper.session_id if self._keeper else None

    @property
    def note(self) -> str:
        """What could not be saved, in words; "" where all is well."""
        problem = self._clip_problem or (self._keeper.problem if self._keeper else None)
        return word("not_saved", self.wish.language, why=problem) if problem else ""

    def push(self, frame: Frame) -> Guidance:
        """Takes the next frame; the guidance by the session's own clock."""
        if self._shift_s is None:
            self._shift_s = self._begun_s - frame.time_s
        frame = replace(frame, time_s=frame.time_s + self._shift_s)
        if self.wish.is_seen and not self._pose.is_ready(_STARTING_S):
            advice = word("model_starting", self.wish.language)
            return replace(self._latest, time_s=frame.time_s, sayings=(), advice=advice)
        self._latest = self._kept(self.lead.push(frame), frame)
        return self._latest

    def rest(self) -> None:
        """Lets others use the pose model while no frames come."""
        self._pose.give_back()

    def stop(self, end: End = "stopped") -> Guidance:
        """Ends the session."""
        return self._kept(self.lead.stop(end), None)

    def _kept(self, guidance: Guidance, frame: Frame | None) -> Guidance:
        if self._keeper is not None:
            self._keeper.take(guidance)
        if self._films and frame is not None and guidance.stage in ("work", "rest"):
            self._film(frame)
        return guidance

    def _film(self, frame: Frame) -> None:
        """Adds a frame to the clip; a disk or a store that refuses ends it, not the exercise."""
        if self._clip_problem is not None or self._store is None or self.session_id is None:
            return
        try:
            if self._clip is None:
                name = f"{uuid.uuid4().hex}.mp4"
                self._clip = OwnClip(clips_folder() / name)
                self._store.sessions.set_clip(self.session_id, name)
            self._clip.add(frame)
        except (OutputError, StoreError) as error:
            self._clip_problem = error

    def close(self) -> None:
        """Frees everything and writes what is not yet written."""
        self._pose.give_back()
        if self._keeper is not None:
            self._keeper.close()
        try:
            if self._clip is not None:
                self._clip.close()
        except OutputError as error:
            self._clip_problem = error
