"""Writes a live session into the store as it goes on, so that a crash loses a second at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from poseguide.errors import StoreError
from poseguide.exercise import Language
from poseguide.guidance import Guidance
from poseguide.kept_session import Beginning, Progress, StoredSession
from poseguide.lead import Lead
from poseguide.paced import PacedLead
from poseguide.records import Finding, Rep
from poseguide.series import judge_series
from poseguide.store import Store

#: What is not yet written is never older than this.
_EVERY_S = 1.0
#: How long the end of a session waits for the disk.
_PATIENCE_S = 20.0


class Keeper:
    """Keeps the session of one lead: begun with the exercise itself, written every second.

    Writing is done in a thread of its own, and never holds up the camera. A store that refuses is
    tried again each second; `problem` says what is wrong until it works. `earlier` is the session
    that goes on, as it began. `person_id`, `limits`, `pain_before`, `round_id` and `round_step` are
    what a new one begins with, as in Beginning. `session_id` is None until something is stored, and
    again where nothing was done.
    """

    def __init__(
        self,
        store: Store,
        lead: Lead | PacedLead,
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
        self._written = len(earlier.reps) if earlier else 0
        self._written_s = -_EVERY_S
        self._asked = self._written
        self._begun_at: datetime | None = None
        self._latest: Guidance | None = None
        self._resumed = earlier is None
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="poseguide-store")
        self._job: Future[None] | None = None

    def take(self, guidance: Guidance) -> None:
        """Takes the state after a frame; the last one is written before this comes back."""
        if self._begun_at is None and guidance.stage in ("check", "posture"):
            return
        self._begun_at = self._begun_at or datetime.now(UTC)
        self._latest = guidance
        if guidance.end is not None:
            self._finish(self._start(guidance))
        elif self._is_due(guidance.time_s) and (self._job is None or self._job.done()):
            self._written_s, self._asked = guidance.time_s, len(self._reps)
            self._job = self._start(guidance)

    def close(self) -> None:
        """Writes what is not yet written of a session that has not ended, and waits for it."""
        if self._latest is not None and self._latest.end is None:
            self._start(self._latest)
        self._writer.shutdown()

    def _start(self, guidance: Guidance) -> Future[None]:
        """Writes in the other thread what is known now."""
        reps = tuple(self._reps)
        return self._writer.submit(self._write, guidance, self._progress(guidance), reps)

    def _is_due(self, time_s: float) -> bool:
        """A repetition is written as soon as it has ended, the rest every second."""
        return len(self._reps) > self._asked or time_s - self._written_s >= _EVERY_S

    def _finish(self, job: Future[None]) -> None:
        """Waits for the last writing; a disk that is stuck is given up after a while."""
        try:
            job.result(timeout=_PATIENCE_S)
        except TimeoutError:
            self.problem = StoreError(
                "the database", "The database does not answer. The last seconds may be missing."
            )

    @property
    def _reps(self) -> Sequence[Rep]:
        return self._lead.totals.reps if isinstance(self._lead, Lead) else ()

    def _write(self, guidance: Guidance, progress: Progress, reps: tuple[Rep, ...]) -> None:
        try:
            if self.session_id is None:
                if guidance.end is not None and not self._is_something(progress, reps):
                    return
                self.session_id = self._store.begin(self._beginning())
            elif not self._resumed:
                self._store.go_on(self.session_id)
            self._resumed = True
            new = reps[self._written :]
            if guidance.end is None:
                self._store.write(self.session_id, progress, new)
            elif self._is_something(progress, reps):
                self._store.end(self.session_id, progress, guidance.end, new, self._series(reps))
            else:
                self._store.delete(self.session_id)
                self.session_id = None
            self._written = len(reps)
            self.problem = None
        except StoreError as error:
            self.problem = error

    def _is_something(self, progress: Progress, reps: tuple[Rep, ...]) -> bool:
        return bool(reps or progress.hold_s or progress.paced)

    def _series(self, reps: tuple[Rep, ...]) -> tuple[Finding, ...]:
        lead = self._lead
        return judge_series(lead.definition.exercise, reps) if isinstance(lead, Lead) else ()

    def _beginning(self) -> Beginning:
        lead, definition = self._lead, self._lead.definition
        assert self._begun_at is not None
        return Beginning(
            exercise=definition.exercise.id,
            definition_sha256=definition.sha256,
            sides=lead.definition.exercise.sides if isinstance(lead, Lead) else None,
            language=self._language,
            goal=lead.goal,
            source="camera" if isinstance(lead, Lead) else "timer",
            started_at=self._begun_at,
            person_id=self._person_id,
            limits=self._limits,
            pain_before=self._pain_before,
            round_id=self._round_id,
            round_step=self._round_step,
        )

    def _progress(self, guidance: Guidance) -> Progress:
        before = self._earlier.progress if self._earlier else None
        frames = seen = measured = 0
        hold_s = None
        if isinstance(self._lead, Lead):
            totals = self._lead.totals
            frames, seen, measured = totals.frames, totals.seen, totals.measured
            hold_s = self._lead.coach.hold_s
        pose = guidance.pose
        if before is not None:
            frames, seen = frames + before.frames, seen + before.seen
            measured += before.measured
            hold_s = max(hold_s, before.hold_s or 0.0) if hold_s is not None else before.hold_s
        return Progress(
            seconds=guidance.time_s,
            frames=frames,
            seen=seen,
            measured=measured,
            hold_s=hold_s,
            paced=max(guidance.paced, before.paced if before else 0),
            width_px=pose.width_px if pose else before.width_px if before else 0,
            height_px=pose.height_px if pose else before.height_px if before else 0,
        )
