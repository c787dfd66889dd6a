"""Writes a live session into the store as it goes on: what is told is kept, but for a second."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime

from poseguide.core.errors import StoreError
from poseguide.core.i18n import Language
from poseguide.core.records import Finding, Rep
from poseguide.engine.fault_rules import judge_series
from poseguide.live.guidance import Guidance
from poseguide.live.paced_guide import PacedGuide
from poseguide.live.session_guide import SessionGuide
from poseguide.storage.session_repository import new_id
from poseguide.storage.store import Store
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

#: Progress is written this often. No more than a second may be lost: the rest of it is for the
#: writing itself and for the frame that is worked on, on a computer that has much to do.
_EVERY_S = 0.3
#: What is told is never further ahead of the store than this.
_AHEAD_S = 0.8
#: How long a frame waits for the store when it tells of a repetition or is that far ahead: longer
#: than a busy computer ever took (3 s), and once, where the store is stuck.
_WAIT_S = 4.0
#: How long the end of a session waits for it.
_PATIENCE_S = 20.0


class SessionWriter:
    """Keeps the session of one lead: begun with the exercise itself, written all the time.

    Writing is done in a thread of its own. The camera waits for it only where nearly a second would
    be told that is not stored, or a repetition: that is stored before anybody hears of it. A
    store that refuses or does not answer is not waited for again until it works: what came
    meanwhile is written then, and `problem` says what is wrong until it is. `earlier` is the
    session that goes on, as it began. `person_id`, `limits`, `pain_before`, `round_id` and
    `round_step` are what a new one begins with, as in Beginning. `session_id` is None until
    something is stored, and again where nothing was done.
    """

    def __init__(
        self,
        store: Store,
        lead: SessionGuide | PacedGuide,
        language: Language,
        *,
        earlier: StoredSession | None = None,
        person_id: str | None = None,
        limits: Mapping[str, float] | None = None,
        pain_before: int | None = None,
        round_id: str | None = None,
        round_step: int | None = None,
    ) -> None:
        self._store = store
        self._lead = lead
        self._language: Language = language
        self._earlier = earlier
        self._person_id, self._pain_before = person_id, pain_before
        self._limits = dict(limits or {})
        self._round_id, self._round_step = round_id, round_step
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
        """Takes the state after a frame, before it is told.

        Repetitions and the end are stored when this comes back, or `problem` says why not.
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
        """Writes what is not yet written, and waits for it; a store that is stuck is given up."""
        latest = self._latest
        if latest is not None and (latest.end is None or (self.problem and self._is_idle)):
            self._wait_for(self._start(latest), _PATIENCE_S)
        self._writer.shutdown(wait=self._is_idle)

    def _start(self, guidance: Guidance) -> Future[None]:
        """Writes in the other thread what is known now."""
        self._asked_s, self._asked = guidance.time_s, self._finished(guidance)
        progress, reps = self._progress(guidance), tuple(self._reps)
        self._job = self._writer.submit(self._write, guidance, progress, reps)
        return self._job

    @property
    def _is_idle(self) -> bool:
        return self._job is None or self._job.done()

    def _finished(self, guidance: Guidance) -> int:
        """How many repetitions there are, counted or led through by a pace."""
        return len(self._reps) + guidance.paced

    def _is_news(self, guidance: Guidance) -> bool:
        """Whether a repetition has ended."""
        return self._job is not None and self._finished(guidance) > self._asked

    def _is_due(self, guidance: Guidance) -> bool:
        """The first state is written at once, a repetition when it ends, the rest by the clock."""
        due = self._job is None or guidance.time_s - self._asked_s >= _EVERY_S
        return due or self._is_news(guidance)

    def _wait_for(self, job: Future[None], patience_s: float) -> None:
        """Waits for a writing; a store that is stuck is given up after a while."""
        wait((job,), timeout=patience_s)
        if not job.done():
            self.problem = StoreError(
                "the database", "The database does not answer. The last seconds may be missing."
            )

    @property
    def _reps(self) -> Sequence[Rep]:
        return self._lead.totals.reps if isinstance(self._lead, SessionGuide) else ()

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
                    self.session_id, progress, guidance.end, new, self._series(reps)
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

    def _series(self, reps: tuple[Rep, ...]) -> tuple[Finding, ...]:
        lead = self._lead
        return (
            judge_series(lead.definition.exercise, reps) if isinstance(lead, SessionGuide) else ()
        )

    def _beginning(self) -> SessionStart:
        lead, definition = self._lead, self._lead.definition
        assert self._begun_at is not None
        return SessionStart(
            exercise=definition.exercise.id,
            definition_sha256=definition.sha256,
            sides=lead.definition.exercise.sides if isinstance(lead, SessionGuide) else None,
            language=self._language,
            goal=lead.goal,
            source="camera" if isinstance(lead, SessionGuide) else "timer",
            started_at=self._begun_at,
            person_id=self._person_id,
            limits=self._limits,
            pain_before=self._pain_before,
            round_id=self._round_id,
            round_step=self._round_step,
        )

    def _progress(self, guidance: Guidance) -> SessionProgress:
        before = self._earlier.progress if self._earlier else None
        frames = seen = measured = 0
        hold_s = None
        if isinstance(self._lead, SessionGuide):
            totals = self._lead.totals
            frames, seen, measured = totals.frames, totals.seen, totals.measured
            hold_s = self._lead.coach.hold_s
        pose = guidance.pose
        if before is not None:
            frames, seen = frames + before.frames, seen + before.seen
            measured += before.measured
            hold_s = max(hold_s, before.hold_s or 0.0) if hold_s is not None else before.hold_s
        return SessionProgress(
            seconds=guidance.time_s,
            frames=frames,
            seen=seen,
            measured=measured,
            hold_s=hold_s,
            paced=max(guidance.paced, before.paced if before else 0),
            width_px=pose.width_px if pose else before.width_px if before else 0,
            height_px=pose.height_px if pose else before.height_px if before else 0,
        )
