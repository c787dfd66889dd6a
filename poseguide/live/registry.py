"""Who exercises on this server now, and what all of them and the pages share.

A page books a slot for a workout, and the browser's socket takes it up. The pages and the socket of
a process use one database (`store()`), lend pose models from one pool (`pose_models()`), and book
their slots in one registry (`live_registry()`). Each of the three is made when it is first asked
for, and lives as long as the process.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from poseguide.core.errors import PoseGuideError, SettingError
from poseguide.live.workout import Workout
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import PoseModels

#: How many may exercise at the same time; each needs about one processor and 250 MB.
LIMIT_VARIABLE = "POSEGUIDE_LIVE_SESSIONS"
_USUAL_LIMIT = 2
#: How often each end of a connection says that it is there, in seconds.
BEAT_S = 2.0
#: An end that hears nothing of the other for so long takes it for gone. It is seven beats: a busy
#: computer may be slow to answer, but not to say that it is there.
PATIENCE_S = 15.0
#: A session of which nothing was heard for so long is ended; what was done is stored.
_AWAY_S = 45.0
#: How often such sessions are looked for.
_SWEEP_S = 5.0
#: A session that was written this lately is going on, in this process or another one.
_ELSEWHERE = timedelta(seconds=10)
#: Slots that nobody took up are forgotten after this long.
_FORGET_S = 12 * 3600.0


class FullError(PoseGuideError):
    """As many people exercise on this server as it can follow."""


class MovedError(PoseGuideError):
    """The session or round of this slot goes on in another window."""


class UnknownSlotError(PoseGuideError):
    """There is no slot with this token, or it was forgotten."""


@dataclass
class LiveSlot:
    """The slot of one page: its workout, and the run of it once a browser has taken it up.

    `earlier` is the id of a session to go on with. `token` cannot be guessed. `connection` is the
    number of the newest connection, 0 before there was one, and `heard_s` when it last gave a sign
    of life. `has_moved` says that the workout goes on in another window, which has a slot of its
    own. `ended` says that it is over: `earlier` is then the newest session, None where nothing was
    done, and the round of `workout` is the one that was led through.
    """

    token: str
    workout: Workout
    earlier: str | None
    workout_run: WorkoutRun | None = None
    connection: int = 0
    has_left: bool = True
    has_moved: bool = False
    ended: bool = False
    heard_s: float = field(default_factory=time.monotonic)

    def is_connected(self) -> bool:
        """Return whether a browser is there: it has not left, and gave a sign of life lately."""
        return not self.has_left and self.silent_s() < PATIENCE_S

    def silent_s(self) -> float:
        """Return for how long there was no sign of life, in seconds."""
        return time.monotonic() - self.heard_s


class LiveRegistry:
    """All slots of this process, safe to use from the pages' threads and the socket's.

    Only so many workouts run at once. A run keeps its place by signs of life alone: whatever
    becomes of its connection, it is closed within a minute after the last one.
    """

    def __init__(self, store: Store, models: PoseModels) -> None:
        self._store = store
        self._models = models
        # Held for moments only, so that no page and no sign of life ever waits.
        self._lock = threading.Lock()
        # Held while a session starts or closes, which may wait for the disk; the first of the two.
        self._changing = threading.Lock()
        self._by_token: dict[str, LiveSlot] = {}
        self._left_open: dict[str, datetime] = {}
        self._sweeper: threading.Thread | None = None

    def book(self, workout: Workout, earlier: str | None = None) -> LiveSlot:
        """Return a new slot; nothing is started by it."""
        with self._lock:
            self._forget_old()
            slot = LiveSlot(secrets.token_urlsafe(32), workout, earlier)
            self._by_token[slot.token] = slot
            return slot

    def find(self, token: str) -> LiveSlot:
        """Return the slot of a token. Raises UnknownSlotError."""
        with self._lock:
            if token not in self._by_token:
                raise UnknownSlotError("This page is too old. Reload it.")
            return self._by_token[token]

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
            workout_run = slot.workout_run or self._taken_over(slot) or self._started(slot)
            workout_run.worker.new_clock()
            with self._lock:
                slot.workout_run = workout_run
                slot.connection += 1
                slot.has_left, slot.heard_s = False, time.monotonic()
                self._sweep()
                return workout_run, slot.connection

    def knows(self, slot: LiveSlot) -> bool:
        """Return whether a browser can take up the slot: it was not forgotten and has not moved."""
        with self._lock:
            return slot.token in self._by_token and not slot.has_moved

    def hear(self, slot: LiveSlot, connection: int) -> bool:
        """Note a sign of life of a connection; return whether the run is still its own."""
        with self._lock:
            if slot.connection != connection or slot.workout_run is None:
                return False
            slot.heard_s = time.monotonic()
            return True

    def leave(self, slot: LiveSlot, connection: int) -> None:
        """Note that a connection has gone; its run waits for the next one."""
        with self._lock:
            if slot.connection != connection:
                return
            slot.has_left = True
            workout_run = slot.workout_run
        if workout_run is not None:
            workout_run.worker.rest()

    def close(self, slot: LiveSlot) -> None:
        """Close the run of a slot; another connection would go on with what is stored."""
        with self._changing:
            self._release(slot)

    def unfinished(self) -> list[StoredSession]:
        """Return the stored sessions that were broken off and that nobody is in, newest first.

        Raises StoreError.
        """
        connected = {held.session_id: there for held, there in self._held()}
        now = datetime.now(UTC)
        return [
            session
            for session in self._store.history.running()
            if not connected.get(session.id, self._is_written_elsewhere(session, now))
        ]

    def is_in_round(self, round_id: str) -> bool:
        """Return whether somebody is in a round just now, in this process; also in a rest of it."""
        return any(held.round_id == round_id and there for held, there in self._held())

    def _is_written_elsewhere(self, session: StoredSession, now: datetime) -> bool:
        """Return whether another process is writing a session just now."""
        left_at = self._left_open.get(session.id)
        ours = left_at is not None and session.touched_at <= left_at
        return not ours and now - session.touched_at < _ELSEWHERE

    def _held(self) -> list[tuple[WorkoutRun, bool]]:
        """Return the runs of this process, each with whether a browser is there."""
        with self._lock:
            return [
                (slot.workout_run, slot.is_connected())
                for slot in self._holders()
                if slot.workout_run is not None
            ]

    # --- while `_changing` is held ---------------------------------------------------------------

    def _started(self, slot: LiveSlot) -> WorkoutRun:
        """Start a run; one without a browser is closed for it. Raises FullError and StoreError."""
        limit = _limit()
        with self._lock:
            held = self._holders()
            gone = [one for one in held if not one.is_connected()]
        if len(held) >= limit:
            if not gone:
                raise FullError(f"{limit} people exercise here already. Try again later.")
            self._release(max(gone, key=LiveSlot.silent_s))
        earlier = self._store.sessions.load(slot.earlier) if slot.earlier else None
        return WorkoutRun(slot.workout, self._store, self._models, earlier=earlier)

    def _taken_over(self, slot: LiveSlot) -> WorkoutRun | None:
        """Return the run of the same workout from another slot, which loses it to this one.

        The other page was reloaded, or is another window. Nobody does the same in two windows, and
        they want to be in the one in which they pressed Start last.
        """
        wanted = {slot.earlier, slot.workout.round_id} - {None}
        with self._lock:
            for other in self._by_token.values():
                running = other.workout_run
                if running is not None and wanted & {running.session_id, running.round_id}:
                    other.workout_run, other.has_moved = None, True
                    return running
        return None

    def _release(self, slot: LiveSlot) -> None:
        workout_run = slot.workout_run
        if workout_run is None:
            return
        try:
            workout_run.close()
        finally:  # whatever happened, the place is free
            guidance = workout_run.worker.latest.guidance
            ended = guidance is not None and guidance.end is not None
            with self._lock:
                slot.workout, slot.earlier = workout_run.remaining()
                if ended:
                    slot.earlier = workout_run.session_id
                elif slot.earlier is not None:
                    self._left_open[slot.earlier] = datetime.now(UTC)
                slot.workout_run, slot.ended = None, ended

    # --- while `_lock` is held -------------------------------------------------------------------

    def _holders(self) -> list[LiveSlot]:
        """Return the slots that have a run."""
        return [one for one in self._by_token.values() if one.workout_run is not None]

    def _sweep(self) -> None:
        """Start the thread that closes abandoned runs, where it is not running."""
        if self._sweeper is None:
            self._sweeper = threading.Thread(
                target=self._free_places, name="poseguide-slots", daemon=True
            )
            self._sweeper.start()

    def _forget_old(self) -> None:
        for token, slot in list(self._by_token.items()):
            if slot.workout_run is None and slot.silent_s() > _FORGET_S:
                del self._by_token[token]

    # --- the thread of its own -------------------------------------------------------------------

    def _free_places(self) -> None:
        while True:
            time.sleep(_SWEEP_S)
            with self._lock:
                held = self._holders()
                if not held:
                    self._sweeper = None
                    return
            for slot in held:
                try:
                    self._free_if_away(slot)
                except Exception:  # of one session: the places of others are freed all the same
                    logging.getLogger(__name__).exception("a session did not close")

    def _free_if_away(self, slot: LiveSlot) -> None:
        with self._changing:
            if slot.silent_s() >= _AWAY_S:
                self._release(slot)


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
