"""The slots of the pages: each has a workout, and the run of it while somebody exercises."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

from poseguide.core.errors import PoseGuideError
from poseguide.live.workout import Workout
from poseguide.live.workout_run import WorkoutRun

#: How often each end of a connection says that it is there, in seconds.
BEAT_S = 2.0
#: An end that hears nothing of the other for so long takes it for gone. It is seven beats: a busy
#: computer may be slow to answer, but not to say that it is there.
PATIENCE_S = 15.0
#: Slots that nobody took up are forgotten after this long.
_FORGET_S = 12 * 3600.0


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


class LiveSlots:
    """All slots of this process, by token; safe to use from the pages' threads and the socket's.

    Nothing here waits for the disk, so that no page and no sign of life ever waits.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_token: dict[str, LiveSlot] = {}

    def book(
        self,
        workout: Workout,
        earlier: str | None = None,
        *,
        token: str | None = None,
        ended: bool = False,
    ) -> LiveSlot:
        """Return a new slot; nothing is started by it.

        `token` is that of a slot of a process that is gone; whoever books it second gets the slot
        of the first. `ended` is whether its workout is over already.
        """
        with self._lock:
            self._forget_old()
            slot = LiveSlot(token or secrets.token_urlsafe(32), workout, earlier, ended=ended)
            return self._by_token.setdefault(slot.token, slot)

    def find(self, token: str) -> LiveSlot:
        """Return the slot of a token. Raises UnknownSlotError."""
        with self._lock:
            if token not in self._by_token:
                raise UnknownSlotError("This page is too old. Reload it.")
            return self._by_token[token]

    def knows(self, slot: LiveSlot) -> bool:
        """Return whether a browser can take up the slot: it was not forgotten and has not moved."""
        with self._lock:
            return slot.token in self._by_token and not slot.has_moved

    def connect(self, slot: LiveSlot, workout_run: WorkoutRun) -> int:
        """Give a slot its run and a new connection; return the number of the connection."""
        with self._lock:
            slot.workout_run = workout_run
            slot.connection += 1
            slot.has_left, slot.heard_s = False, time.monotonic()
            return slot.connection

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

    def take_over(self, slot: LiveSlot) -> WorkoutRun | None:
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

    def empty(self, slot: LiveSlot, workout_run: WorkoutRun, *, ended: bool) -> None:
        """Take its run, which was closed, from a slot; what remains to be done stays in it."""
        workout, earlier = workout_run.remaining()
        with self._lock:
            slot.workout = workout
            slot.earlier = workout_run.session_id if ended else earlier
            slot.workout_run, slot.ended = None, ended

    def held(self) -> list[tuple[LiveSlot, WorkoutRun]]:
        """Return the slots that have a run, each with its run."""
        with self._lock:
            every = [(slot, slot.workout_run) for slot in self._by_token.values()]
        return [(slot, workout_run) for slot, workout_run in every if workout_run is not None]

    def is_in_round(self, round_id: str) -> bool:
        """Return whether somebody is in a round just now, in this process; also in a rest of it."""
        return any(
            workout_run.round_id == round_id and slot.is_connected()
            for slot, workout_run in self.held()
        )

    def _forget_old(self) -> None:
        for token, slot in list(self._by_token.items()):
            if slot.workout_run is None and slot.silent_s() > _FORGET_S:
                del self._by_token[token]
