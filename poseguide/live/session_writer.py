"""Writes a live session into the store as it goes on, so that at most a second of it is lost."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime

from poseguide.core.errors import StoreError
from poseguide.core.records import Rep
from poseguide.live.exercise_guide import ExerciseGuide
from poseguide.live.guidance import Guidance
from poseguide.live.workout import ExerciseRequest
from poseguide.storage.session_repository import new_id
from poseguide.storage.store import Store
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

#: Progress is written this often. No more than a second may be lost: the rest of it is for the
#: writing itself and for the frame that is worked on, on a computer that has much to do.
_EVERY_S = 0.3
#: The guidance that is shown is never further ahead of the store than this.
_AHEAD_S = 0.8
#: How long a frame waits for the store when it has a repetition or is that far ahead: longer than
#: a busy computer ever took (3 s), and only once where the store does not answer.
_WAIT_S = 4.0
#: How long the end of a session waits for it.
_PATIENCE_S = 20.0


class SessionWriter:
    """Stores the session of one guide: from the beginning of the exercise itself, all the time.

    Writing is done in a thread of its own. The camera waits for it in two cases: a repetition is
    stored before anybody hears of it, and what is shown is never a second ahead of the store. A
    store that refuses or does not answer is not waited for again until it works: `problem` says
    what is wrong until then, and what came meanwhile is written when it does. `earlier` is the
    session that goes on; a new one begins with what `request` and `round_id` say. `session_id` is
    None until something is stored, and again where nothing was done.
    """

    def __init__(
        self,
        store: Store,
        guide: ExerciseGuide,
        request: ExerciseRequest,
        *,
        earlier: StoredSession | None = None,
        round_id: str | None = None,
    ) -> None:
        self._store = store
        self._guide = guide
        self._request = replace(request, limits=dict(request.limits))  # as they are now
        self._earlier = earlier
        self._round_id = round_id
        self.session_id: str | None = earlier.id if earlier else None
        self.problem: StoreError | None = None
        # Known before it is stored: a store whose answer was lost is asked for the same again.
        self._id = earlier.id if earlier else new_id()
        self._written = len(earlier.reps) if earlier else 0
        self._written_s = self._asked_s = 0.0
        self._asked = -1
        self._begun_at: datetime | None = None
        self._latest: Guidance | None = None
        self._resumed = earlier is None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="poseguide-store")
        self._job: Future[None] | None = None

    def take(self, guidance: Guidance) -> None:
        """Take the guidance after a frame, before anybody hears of it.

        Repetitions and the end are stored when this returns, or `problem` says why not.
        """
        if self._begun_at is None:
            if guidance.stage in ("check", "posture"):
                return
            self._begun_at, self._written_s = datetime.now(UTC), guidance.time_s
        self._latest = guidance
        if guidance.end is not None:
            self._wait_for(self._start(guidance), _PATIENCE_S)
            return
        ahead_s = guidance.time_s - self._written_s
        must_wait = self.problem is None and (self._is_news(guidance) or ahead_s > _AHEAD_S)
        if must_wait:
            self._wait_for(self._start(guidance), _WAIT_S)
        elif self._is_due(guidance) and self._is_idle:
            self._start(guidance)

    def close(self) -> None:
        """Write what is not yet written and wait for it, up to 20 seconds."""
        latest = self._latest
        if latest is not None and (latest.end is None or (self.problem and self._is_idle)):
            self._wait_for(self._start(latest), _PATIENCE_S)
        self._writer.shutdown(wait=self._is_idle)

    def _start(self, guidance: Guidance) -> Future[None]:
        """Begin to write what is known now, in the other thread."""
        self._asked_s, self._asked = guidance.time_s, self._finished(guidance)
        progress, reps = self._progress(guidance), tuple(self._guide.reps)
        self._job = self._writer.submit(self._write, guidance, progress, reps)
        return self._job

    @property
    def _is_idle(self) -> bool:
        return self._job is None or self._job.done()

    def _finished(self, guidance: Guidance) -> int:
        """Return how many repetitions there are, counted or led through by a pace."""
        return len(self._guide.reps) + guidance.paced

    def _is_news(self, guidance: Guidance) -> bool:
        """Return whether a repetition has ended since the last writing."""
        return self._job is not None and self._finished(guidance) > self._asked

    def _is_due(self, guidance: Guidance) -> bool:
        """Return whether to write: the first state, each repetition, and every 0.3 seconds."""
        due = self._job is None or guidance.time_s - self._asked_s >= _EVERY_S
        return due or self._is_news(guidance)

    def _wait_for(self, job: Future[None], patience_s: float) -> None:
        """Wait for a writing; after `patience_s` seconds, `problem` says that it has no answer."""
        wait((job,), timeout=patience_s)
        if not job.done():
            self.problem = StoreError(
                "the database", "The database does not answer. The last seconds may be missing."
            )

    def _write(self, guidance: Guidance, progress: SessionProgress, reps: tuple[Rep, ...]) -> None:
        try:
            if self.session_id is None:
                if guidance.end is not None and not self._is_something(progress, reps):
                    return
                self.session_id = self._store.sessions.begin(self._beginning(), self._id, progress)
            elif not self._resumed:
                self._store.sessions.resume(self.session_id)
            self._resumed = True
            new = reps[self._written :]
            if guidance.end is None:
                self._store.sessions.write(self.session_id, progress, new)
            elif self._is_something(progress, reps):
                self._store.sessions.end(
                    self.session_id, progress, guidance.end, new, self._guide.series(reps)
                )
            else:
                self._store.sessions.delete(self.session_id)
                self.session_id = None
            self._written, self._written_s = len(reps), guidance.time_s
            self.problem = None
        except StoreError as error:
            self.problem = error
        except Exception:
            logging.getLogger(__name__).exception("a session could not be stored")
            self.problem = StoreError(
                "the database",
                "PoseGuide failed to save this session. What it saved before is kept. Start again.",
            )

    def _is_something(self, progress: SessionProgress, reps: tuple[Rep, ...]) -> bool:
        return bool(reps or progress.hold_s or progress.paced)

    def _beginning(self) -> SessionStart:
        guide, request, definition = self._guide, self._request, self._guide.definition
        assert self._begun_at is not None
        return SessionStart(
            exercise=definition.exercise.id,
            definition_sha256=definition.sha256,
            sides=guide.sides,
            language=request.language,
            goal=guide.goal,
            source=guide.source,
            started_at=self._begun_at,
            person_id=request.person_id,
            limits=request.limits,
            pain_before=request.pain_before,
            round_id=self._round_id,
            round_step=request.step,
        )

    def _progress(self, guidance: Guidance) -> SessionProgress:
        """Return how far the session is, with what was done before where it goes on."""
        now = self._guide.progress(guidance)
        if self._earlier is None:
            return now
        before = self._earlier.progress
        holds_s = [hold_s for hold_s in (now.hold_s, before.hold_s) if hold_s is not None]
        return replace(
            now,
            frames=now.frames + before.frames,
            seen=now.seen + before.seen,
            measured=now.measured + before.measured,
            hold_s=max(holds_s, default=None),
            paced=max(now.paced, before.paced),
            width_px=now.width_px or before.width_px,
            height_px=now.height_px or before.height_px,
        )
