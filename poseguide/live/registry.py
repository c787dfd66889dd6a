"""Who exercises on this server now: pages book a session, the browser's socket takes it up."""

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
#: Bookings that nobody took up are forgotten after this long.
_FORGET_S = 12 * 3600.0


class FullError(PoseGuideError):
    """As many people exercise on this server as it can follow."""


class MovedError(PoseGuideError):
    """The session or round of this booking goes on in another window."""


class UnknownSlotError(PoseGuideError):
    """Nothing was booked under this token, or it was long ago."""


@dataclass
class LiveSlot:
    """One page's training, and what goes on; `earlier` is a session to go on with.

    `token` cannot be guessed. `connection` is the number of the newest connection, 0 before there
    was one, and `heard_s` when something was heard of it last. `has_moved` says that it goes on in
    another window, by a booking of its own, and `ended` that it is over;
    `earlier` is then the id of the newest session, None where nothing was done, and the round of
    the training is the one that was led through.
    """

    token: str
    training: Workout
    earlier: str | None
    exercising: WorkoutRun | None = None
    connection: int = 0
    has_left: bool = True
    has_moved: bool = False
    ended: bool = False
    heard_s: float = field(default_factory=time.monotonic)

    def is_connected(self) -> bool:
        """Whether a browser is there: it has not gone, and gave a sign of life lately."""
        return not self.has_left and self.silent_s() < PATIENCE_S

    def silent_s(self) -> float:
        """For how long nothing was heard."""
        return time.monotonic() - self.heard_s


class LiveRegistry:
    """All bookings of this process, safe to use from the pages' threads and the socket's.

    A session holds its place by signs of life alone. Whatever becomes of a connection, a place of
    which nothing is heard is free again within a minute.
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

    def book(self, training: Workout, earlier: str | None = None) -> LiveSlot:
        """A new booking; nothing is started by it."""
        with self._lock:
            self._forget_old()
            booking = LiveSlot(secrets.token_urlsafe(32), training, earlier)
            self._by_token[booking.token] = booking
            return booking

    def find(self, token: str) -> LiveSlot:
        """The booking of a token. Raises UnknownBookingError."""
        with self._lock:
            if token not in self._by_token:
                raise UnknownSlotError("This page is too old. Reload it.")
            return self._by_token[token]

    def enter(self, booking: LiveSlot) -> tuple[WorkoutRun, int] | None:
        """The live session of a booking, started where it is not, and the connection's number.

        The newest connection has it: the one before is no longer heard, also where it belongs to
        another window. None where it is over. May wait for the disk. Raises MovedError where it
        goes on in another window, FullError when too many exercise already, SettingError, and
        StoreError when the session to go on with cannot be read.
        """
        with self._changing:
            if booking.has_moved:
                raise MovedError("This goes on in another window.")
            if booking.ended:
                return None
            exercising = booking.exercising or self._taken_over(booking) or self._started(booking)
            exercising.live.new_clock()
            with self._lock:
                booking.exercising = exercising
                booking.connection += 1
                booking.has_left, booking.heard_s = False, time.monotonic()
                self._sweep()
                return exercising, booking.connection

    def knows(self, booking: LiveSlot) -> bool:
        """Whether a browser can take up the booking: it is not forgotten, and has not moved."""
        with self._lock:
            return booking.token in self._by_token and not booking.has_moved

    def hear(self, booking: LiveSlot, connection: int) -> bool:
        """Notes a sign of life of a connection; whether the session is still its own."""
        with self._lock:
            if booking.connection != connection or booking.exercising is None:
                return False
            booking.heard_s = time.monotonic()
            return True

    def leave(self, booking: LiveSlot, connection: int) -> None:
        """A connection has gone; its session waits for the next one."""
        with self._lock:
            if booking.connection != connection:
                return
            booking.has_left = True
            exercising = booking.exercising
        if exercising is not None:
            exercising.live.rest()

    def close(self, booking: LiveSlot) -> None:
        """Ends the work of a booking; another connection would go on with what is stored."""
        with self._changing:
            self._release(booking)

    def unfinished(self) -> list[StoredSession]:
        """The stored sessions that were broken off and that nobody is in, newest first.

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
        """Whether somebody is in a round just now, in this process; also in a rest of it."""
        return any(held.round_id == round_id and there for held, there in self._held())

    def _is_written_elsewhere(self, session: StoredSession, now: datetime) -> bool:
        """Whether another process writes a session just now, which this one does not lead."""
        left_at = self._left_open.get(session.id)
        ours = left_at is not None and session.touched_at <= left_at
        return not ours and now - session.touched_at < _ELSEWHERE

    def _held(self) -> list[tuple[WorkoutRun, bool]]:
        """What goes on, each with whether a browser is there."""
        with self._lock:
            return [
                (booking.exercising, booking.is_connected())
                for booking in self._holders()
                if booking.exercising is not None
            ]

    # --- while `_changing` is held ---------------------------------------------------------------

    def _started(self, booking: LiveSlot) -> WorkoutRun:
        """A session of its own; who has gone makes room for it. Raises FullError and StoreError."""
        limit = _limit()
        with self._lock:
            held = self._holders()
            gone = [one for one in held if not one.is_connected()]
        if len(held) >= limit:
            if not gone:
                raise FullError(f"{limit} people exercise here already. Try again later.")
            self._release(max(gone, key=LiveSlot.silent_s))
        earlier = self._store.sessions.load(booking.earlier) if booking.earlier else None
        return WorkoutRun(booking.training, self._store, self._models, earlier=earlier)

    def _taken_over(self, booking: LiveSlot) -> WorkoutRun | None:
        """The same training of another page, from which it moves to this one.

        That page was reloaded, or is another window. Nobody does the same in two places, and the
        one in which Start was pressed last is where they want to be.
        """
        wanted = {booking.earlier, booking.training.round_id} - {None}
        with self._lock:
            for other in self._by_token.values():
                running = other.exercising
                if running is not None and wanted & {running.session_id, running.round_id}:
                    other.exercising, other.has_moved = None, True
                    return running
        return None

    def _release(self, booking: LiveSlot) -> None:
        exercising = booking.exercising
        if exercising is None:
            return
        try:
            exercising.close()
        finally:  # whatever happened, the place is free
            guidance = exercising.live.latest.guidance
            ended = guidance is not None and guidance.end is not None
            with self._lock:
                booking.training, booking.earlier = exercising.remaining()
                if ended:
                    booking.earlier = exercising.session_id
                elif booking.earlier is not None:
                    self._left_open[booking.earlier] = datetime.now(UTC)
                booking.exercising, booking.ended = None, ended

    # --- while `_lock` is held -------------------------------------------------------------------

    def _holders(self) -> list[LiveSlot]:
        """The bookings that hold a place."""
        return [one for one in self._by_token.values() if one.exercising is not None]

    def _sweep(self) -> None:
        """Sees to it that places are freed, as long as there are any."""
        if self._sweeper is None:
            self._sweeper = threading.Thread(
                target=self._free_places, name="poseguide-bookings", daemon=True
            )
            self._sweeper.start()

    def _forget_old(self) -> None:
        for token, booking in list(self._by_token.items()):
            if booking.exercising is None and booking.silent_s() > _FORGET_S:
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
            for booking in held:
                try:
                    self._free_if_away(booking)
                except Exception:  # of one session: the places of others are freed all the same
                    logging.getLogger(__name__).exception("a session did not close")

    def _free_if_away(self, booking: LiveSlot) -> None:
        with self._changing:
            if booking.silent_s() >= _AWAY_S:
                self._release(booking)


def _limit() -> int:
    """How many may exercise at the same time. Raises SettingError for what is no number."""
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
    """The one store of this process."""
    return Store()


@cache
def pose_models() -> PoseModels:
    """The pose models of this process, which its sessions share."""
    return PoseModels()


@cache
def live_registry() -> LiveRegistry:
    """The bookings of this process: one server, one process."""
    return LiveRegistry(store(), pose_models())
