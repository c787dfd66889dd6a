"""The registry of the live sessions of this server, and what they share with the pages.

A page books a slot for a workout, and the browser's socket takes it up. The pages and the socket of
a process use one database (`store()`), lend pose models from one pool (`pose_models()`), and book
their slots in one registry (`live_registry()`). Each of the three is made when it is first asked
for, and lives as long as the process.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import cache

from poseguide.core.errors import PoseGuideError, SettingError
from poseguide.live.slots import LiveSlot, LiveSlots, MovedError
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import PoseModels

#: How many may exercise at the same time; each needs about one processor and 250 MB.
LIMIT_VARIABLE = "POSEGUIDE_LIVE_SESSIONS"
_USUAL_LIMIT = 2
#: A session of which nothing was heard for so long is ended; what was done is stored.
_AWAY_S = 45.0
#: How often such sessions are looked for.
_SWEEP_S = 5.0
#: A session that was written this lately is going on, in this process or another one.
_ELSEWHERE = timedelta(seconds=10)


class FullError(PoseGuideError):
    """As many people exercise on this server as it can follow."""


class LiveRegistry:
    """The live sessions of this process: starts the runs of its `slots`, and closes them.

    Only so many workouts run at once. A run keeps its place by signs of life alone: whatever
    becomes of its connection, it is closed within a minute after the last one.
    """

    def __init__(self, store: Store, models: PoseModels) -> None:
        self.slots = LiveSlots()
        self._store = store
        self._models = models
        # Held while a session starts or closes, which may wait for the disk.
        self._changing = threading.Lock()
        self._left_open: dict[str, datetime] = {}
        self._sweeper: threading.Thread | None = None

    def enter(self, slot: LiveSlot) -> tuple[WorkoutRun, int] | None:
        """Return the run of a slot, started if it is not, and the number of the new connection.

        The newest connection has the run: an older one is not listened to any more, even in another
        window. None where the workout is over. May wait for the disk. Raises MovedError where it
        goes on in another window, FullError when too many exercise already, SettingError, and
        StoreError when the session to go on with cannot be read.
        """
        with self._changing:
            if slot.has_moved:
                raise MovedError("This goes on in another window.")
            if slot.ended:
                return None
            workout_run = slot.workout_run or self.slots.take_over(slot) or self._start(slot)
            workout_run.worker.new_clock()
            connection = self.slots.connect(slot, workout_run)
            if self._sweeper is None:
                self._sweeper = threading.Thread(
                    target=self._sweep, name="poseguide-slots", daemon=True
                )
                self._sweeper.start()
            return workout_run, connection

    def close(self, slot: LiveSlot) -> None:
        """Close the run of a slot; another connection would go on with what is stored."""
        with self._changing:
            self._release(slot)

    def unfinished(self) -> list[StoredSession]:
        """Return the stored sessions that were broken off and that nobody is in, newest first.

        Raises StoreError.
        """
        connected = {run.session_id: slot.is_connected() for slot, run in self.slots.held()}
        now = datetime.now(UTC)
        return [
            session
            for session in self._store.history.running()
            if not connected.get(session.id, self._is_written_elsewhere(session, now))
        ]

    def _is_written_elsewhere(self, session: StoredSession, now: datetime) -> bool:
        """Return whether another process is writing a session just now."""
        left_at = self._left_open.get(session.id)
        ours = left_at is not None and session.touched_at <= left_at
        return not ours and now - session.touched_at < _ELSEWHERE

    # --- while `_changing` is held ---------------------------------------------------------------

    def _start(self, slot: LiveSlot) -> WorkoutRun:
        """Start a run; one without a browser is closed for it. Raises FullError and StoreError."""
        limit, held = _limit(), [other for other, _ in self.slots.held()]
        gone = [other for other in held if not other.is_connected()]
        if len(held) >= limit:
            if not gone:
                raise FullError(f"{limit} people exercise here already. Try again later.")
            self._release(max(gone, key=LiveSlot.silent_s))
        earlier = self._store.sessions.load(slot.earlier) if slot.earlier else None
        return WorkoutRun(slot.workout, self._store, self._models, earlier=earlier)

    def _release(self, slot: LiveSlot) -> None:
        workout_run = slot.workout_run
        if workout_run is None:
            return
        try:
            workout_run.close()
        finally:  # whatever happened, the place is free
            guidance = workout_run.worker.latest.guidance
            ended = guidance is not None and guidance.end is not None
            _, session_id = workout_run.remaining()
            if not ended and session_id is not None:
                self._left_open[session_id] = datetime.now(UTC)
            self.slots.empty(slot, workout_run, ended=ended)

    # --- the thread of its own -------------------------------------------------------------------

    def _sweep(self) -> None:
        """Close abandoned runs from time to time, as long as there are any runs."""
        while True:
            time.sleep(_SWEEP_S)
            with self._changing:
                held = self.slots.held()
                if not held:
                    self._sweeper = None
                    return
            for slot, _ in held:
                try:
                    with self._changing:
                        if slot.silent_s() >= _AWAY_S:
                            self._release(slot)
                except Exception:  # of one session: the places of others are freed all the same
                    logging.getLogger(__name__).exception("a session did not close")


def _limit() -> int:
    """Return how many may exercise at the same time. Raises SettingError for what is no number."""
    said = os.environ.get(LIMIT_VARIABLE, "")
    try:
        return int(said) if said else _USUAL_LIMIT
    except ValueError as error:
        raise SettingError(
            LIMIT_VARIABLE,
            f"{LIMIT_VARIABLE} is “{said}”. Give the number of people who may exercise at once, "
            f"such as {_USUAL_LIMIT}.",
        ) from error


@cache
def store() -> Store:
    """Return the one database of this process."""
    return Store()


@cache
def pose_models() -> PoseModels:
    """Return the pose models of this process, which its workouts share."""
    return PoseModels()


@cache
def live_registry() -> LiveRegistry:
    """Return the registry of this process."""
    return LiveRegistry(store(), pose_models())
