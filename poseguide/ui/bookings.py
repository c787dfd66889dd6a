"""Who exercises on this server now: pages book a session, the browser's socket takes it up."""

from __future__ import annotations

import os
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from poseguide.errors import PoseGuideError
from poseguide.exercising import Exercising
from poseguide.kept_session import StoredSession
from poseguide.store import Store
from poseguide.training import Training

#: How many may exercise at the same time; each needs about one processor and 250 MB.
LIMIT_VARIABLE = "POSEGUIDE_LIVE_SESSIONS"
_USUAL_LIMIT = 2
#: A socket that does not come back within this time has gone; what was done is stored.
AWAY_S = 60.0
#: A session that was written this lately is going on, in this process or another one.
_ELSEWHERE = timedelta(seconds=10)
#: Bookings that nobody took up are forgotten after this long.
_FORGET_S = 12 * 3600.0


class FullError(PoseGuideError):
    """As many people exercise on this server as it can follow."""


class ElsewhereError(PoseGuideError):
    """Somebody goes on with the same session or round in another window."""


class UnknownBookingError(PoseGuideError):
    """Nothing was booked under this token, or it was long ago."""


@dataclass
class Booking:
    """One page's training, and what goes on; `earlier` is a session to go on with.

    `token` cannot be guessed. `socket` is the one connection that it has. `ended` says that it is
    over; `earlier` is then the id of the newest session, None where nothing was done, and the round
    of the training is the one that was led through.
    """

    token: str
    training: Training
    earlier: str | None
    exercising: Exercising | None = None
    socket: object | None = None
    ended: bool = False
    left_s: float = field(default_factory=time.monotonic)


class Bookings:
    """All bookings of this process, safe to use from the pages' threads and the socket's."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._by_token: dict[str, Booking] = {}

    def book(self, training: Training, earlier: str | None = None) -> Booking:
        """A new booking; nothing is started by it."""
        with self._lock:
            self._forget_old()
            booking = Booking(secrets.token_urlsafe(32), training, earlier)
            self._by_token[booking.token] = booking
            return booking

    def find(self, token: str) -> Booking:
        """The booking of a token. Raises UnknownBookingError."""
        with self._lock:
            if token not in self._by_token:
                raise UnknownBookingError("This page is too old. Reload it.")
            return self._by_token[token]

    def enter(self, booking: Booking, socket: object) -> Exercising:
        """The live session of a booking, started where it is not; `socket` takes it over.

        Raises FullError when too many exercise already, ElsewhereError when it goes on in another
        window, and StoreError when the session to go on with cannot be read.
        """
        with self._lock:
            if booking.exercising is None:
                self._take_over(booking)
            if booking.exercising is None:
                self._make_room()
                earlier = self._store.load(booking.earlier) if booking.earlier else None
                booking.exercising = Exercising(booking.training, self._store, earlier=earlier)
            booking.exercising.live.new_clock()
            booking.socket = socket
            return booking.exercising

    def _make_room(self) -> None:
        """Who has gone makes room for who comes; what they did is stored. Raises FullError."""
        limit = int(os.environ.get(LIMIT_VARIABLE, _USUAL_LIMIT))
        held = [booking for booking in self._by_token.values() if booking.exercising is not None]
        if len(held) < limit:
            return
        gone = [booking for booking in held if booking.socket is None]
        if not gone:
            raise FullError(f"{limit} people exercise here already. Try again later.")
        self._release(min(gone, key=lambda booking: booking.left_s))

    def _take_over(self, booking: Booking) -> None:
        """A training that still waits for the page it had, which was reloaded, goes on as it is.

        For that page it is over: nobody does the same in two places. Raises ElsewhereError where a
        page is still there.
        """
        wanted = {booking.earlier, booking.training.round_id} - {None}
        for other in self._by_token.values():
            running = other.exercising
            if running is None or not wanted & {running.session_id, running.round_id}:
                continue
            if other.socket is not None:
                raise ElsewhereError("This goes on in another window.")
            booking.exercising, other.exercising = running, None
            other.training, _ = running.remaining()
            other.earlier, other.ended = running.session_id, True
            return

    def leave(self, booking: Booking, socket: object) -> None:
        """A connection has gone; its session waits for the next one."""
        with self._lock:
            if booking.socket is socket:
                booking.socket, booking.left_s = None, time.monotonic()

    def close(self, booking: Booking) -> None:
        """Ends the work of a booking; another connection would go on with what is stored."""
        with self._lock:
            self._release(booking)

    def is_away(self, booking: Booking) -> bool:
        """Whether its connection has been gone for too long."""
        return booking.socket is None and time.monotonic() - booking.left_s >= AWAY_S

    def unfinished(self) -> list[StoredSession]:
        """The stored sessions that were broken off and that nobody is in, newest first.

        Raises StoreError.
        """
        connected = {held.session_id: socket is not None for held, socket in self._held()}
        now = datetime.now(UTC)
        return [
            session
            for session in self._store.running()
            # One that this process does not know may be written by another one just now.
            if not connected.get(session.id, now - session.touched_at < _ELSEWHERE)
        ]

    def is_in_round(self, round_id: str) -> bool:
        """Whether somebody is in a round just now, in this process; also in a rest of it."""
        return any(
            held.round_id == round_id and socket is not None for held, socket in self._held()
        )

    def _held(self) -> list[tuple[Exercising, object | None]]:
        """What goes on, each with its connection."""
        with self._lock:
            return [
                (booking.exercising, booking.socket)
                for booking in self._by_token.values()
                if booking.exercising is not None
            ]

    def _release(self, booking: Booking) -> None:
        exercising, booking.exercising = booking.exercising, None
        if exercising is not None:
            exercising.close()
            guidance = exercising.live.latest.guidance
            ended = guidance is not None and guidance.end is not None
            booking.training, booking.earlier = exercising.remaining()
            if ended:
                booking.earlier = exercising.session_id
            # Last: a page that sees it reads the rest, without waiting for the lock.
            booking.ended = ended

    def _forget_old(self) -> None:
        now_s = time.monotonic()
        for token, booking in list(self._by_token.items()):
            idle = booking.exercising is None and booking.socket is None
            if idle and now_s - booking.left_s > _FORGET_S:
                del self._by_token[token]


@cache
def store() -> Store:
    """The one store of this process."""
    return Store()


@cache
def bookings() -> Bookings:
    """The bookings of this process: one server, one process."""
    return Bookings(store())
