"""The WebSocket between the browser's camera and the engine, on Streamlit's own server."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import struct
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from pydantic import ValidationError
from starlette.routing import WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from poseguide.core.errors import CameraError, PoseGuideError
from poseguide.core.i18n import LANGUAGES, SOURCE, Language, word
from poseguide.core.records import Frame, Tick
from poseguide.live.messages import AliveMessage, ButtonMessage, ProblemMessage, ViewMessage
from poseguide.live.registry import FullError, live_registry
from poseguide.live.slots import BEAT_S, PATIENCE_S, LiveSlot, MovedError
from poseguide.live.worker import Snapshot
from poseguide.live.workout_run import WorkoutRun
from poseguide.ui.lost_run import find_again
from poseguide.ui.problems import sentence
from poseguide.ui.server.access import is_from_here, own_path
from poseguide.vision.camera import decode_jpeg

#: Close codes. After UNKNOWN the browser comes back only if something is stored of its session,
#: after TAKEN_OVER not at all.
UNKNOWN, TAKEN_OVER, TOO_LARGE = 4401, 4409, 1009
#: The largest message in bytes; a picture of 1280 x 960 pixels takes about a fifth of it.
_MAX_BYTES = 1_500_000
_TIME = struct.Struct("<d")
#: Threads in which sessions start and close, apart from those that decode pictures: these wait for
#: the disk.
_CHANGES = ThreadPoolExecutor(max_workers=4, thread_name_prefix="poseguide-slots")

_Result = TypeVar("_Result")
_Answer = ViewMessage | ProblemMessage


class _GoneError(Exception):
    """The browser has left, is silent for too long, or gets no answer any more."""


def live_path() -> str:
    """Return the path of the socket."""
    return own_path("live")


def live_route() -> WebSocketRoute:
    """Return the route of the socket."""
    return WebSocketRoute(live_path(), _serve)


async def _serve(socket: WebSocket) -> None:
    if not _is_from_here(socket):
        await socket.close()
        return
    # Any use of a socket whose browser has left raises one of these.
    with suppress(_GoneError, WebSocketDisconnect, RuntimeError, OSError):
        await socket.accept()
        slot = await asyncio.get_running_loop().run_in_executor(_CHANGES, _find, socket)
        if slot is None:
            await socket.close(UNKNOWN)
            return
        await _Connection(socket, slot).run()


def _find(socket: WebSocket) -> LiveSlot | None:
    """Return the slot that a browser names; None where there is none, or not yet."""
    asked = socket.query_params
    language = next(
        (known for known in LANGUAGES if asked.get("lang", "").startswith(known)), SOURCE
    )
    try:
        return find_again(
            asked.get("token", ""), asked.get("session"), asked.get("round"), language
        )
    except PoseGuideError:
        logging.getLogger(__name__).warning("a session was not found again", exc_info=True)
        return None


def _is_from_here(socket: WebSocket) -> bool:
    """Return whether the page that opened the socket came from this server or its proxy."""
    return is_from_here(socket.headers)


class _Connection:
    """One connection of a slot, from its first message to its last.

    It reads and answers at the same time: while a frame is processed, or a session starts, it sends
    a heartbeat every `BEAT_S` seconds and receives the browser's messages.
    """

    def __init__(self, socket: WebSocket, slot: LiveSlot) -> None:
        self._socket = socket
        self._slot = slot
        self._language: Language = slot.workout.requests[0].language
        self._sent_s = self._heard_s = time.monotonic()
        self._number = 0
        self._asked: int | None = None  # the frame that is not answered yet
        self._asked_s = 0.0
        self._kept: dict[str, str | None] = {}  # the ids that the browser was told
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Serve the workout until it ends or the browser leaves.

        Raise _GoneError, and the errors of a socket whose browser has left.
        """
        try:
            entered = await self._meanwhile(lambda: live_registry().enter(self._slot))
        except MovedError:
            await self._socket.close(TAKEN_OVER)
            return
        except PoseGuideError as error:
            await self._end(_problem(error, self._language))
            return
        if entered is None:  # the last answer was lost on the way
            earlier, round_id = self._slot.earlier, self._slot.workout.round_id
            await self._end(ViewMessage(done=True, say=[], session=earlier, round=round_id))
            return
        workout_run, self._number = entered
        unwatch = workout_run.worker.watch(self._wake)
        try:
            await self._exchange(workout_run)
        finally:
            unwatch()
            live_registry().slots.leave(self._slot, self._number)

    def _wake(self) -> None:
        """Signal a new state of the session; called from the session's thread."""
        with suppress(RuntimeError):  # the server has closed meanwhile
            self._loop.call_soon_threadsafe(self._changed.set)

    async def _exchange(self, workout_run: WorkoutRun) -> None:
        """Answer each frame with what to show and say."""
        reading = asyncio.ensure_future(self._socket.receive())
        waking = asyncio.ensure_future(self._changed.wait())
        try:
            while True:
                await asyncio.wait(
                    {reading, waking}, timeout=BEAT_S / 2, return_when=asyncio.FIRST_COMPLETED
                )
                if reading.done():
                    await self._take(reading.result(), workout_run)
                    reading = asyncio.ensure_future(self._socket.receive())
                if waking.done():
                    self._changed.clear()
                    waking = asyncio.ensure_future(self._changed.wait())
                await self._check()
                if await self._answer(workout_run):
                    return
                await self._beat()
        finally:
            reading.cancel()
            waking.cancel()

    async def _take(self, message: Message, workout_run: WorkoutRun) -> None:
        """Handle a message of the browser: a frame, or the command of a button."""
        if message["type"] == "websocket.disconnect":
            raise _GoneError
        self._heard_s = time.monotonic()
        data: bytes | None = message.get("bytes")
        if data is None:
            wanted = _wanted(message.get("text") or "")
            if wanted == "move_on":
                workout_run.move_on()
            if wanted == "stop":
                workout_run.worker.end()
            return
        if not _TIME.size <= len(data) <= _MAX_BYTES:
            await self._socket.close(TOO_LARGE)
            raise _GoneError
        self._asked_s = time.monotonic()
        try:
            tick = await asyncio.to_thread(_tick, data, workout_run.wants_pictures)
            self._asked = workout_run.worker.offer(tick)
        except CameraError:
            # One damaged picture is no reason to stop: the next one comes at once.
            self._asked = workout_run.worker.latest.number

    async def _check(self) -> None:
        """Raise _GoneError if the browser is silent or another connection took the slot over."""
        if time.monotonic() - self._heard_s > PATIENCE_S:
            raise _GoneError
        if not live_registry().slots.hear(self._slot, self._number):
            await self._socket.close(TAKEN_OVER)
            raise _GoneError

    async def _answer(self, workout_run: WorkoutRun) -> bool:
        """Answer the waiting frame once it is processed; return whether the session is over."""
        worker = workout_run.worker
        snapshot, over = worker.latest, worker.is_over
        if not over and (self._asked is None or snapshot.number < self._asked):
            return False
        self._asked = None
        answer = self._message(workout_run, snapshot)
        if not over:
            await self._send(self._with_ids(answer, workout_run))
            return False
        await self._meanwhile(lambda: live_registry().close(self._slot))
        # Only after closing: a session in which nothing was done is not kept.
        await self._end(answer.model_copy(update=workout_run.kept()))
        return True

    def _with_ids(self, answer: _Answer, workout_run: WorkoutRun) -> _Answer:
        """Return the answer with the ids of what is stored, where the browser does not know them.

        Should this process end, the browser can name them to another one.
        """
        kept = workout_run.kept()
        if kept == self._kept or not any(kept.values()):
            return answer
        self._kept = kept
        return answer.model_copy(update=kept)

    def _message(self, workout_run: WorkoutRun, snapshot: Snapshot) -> _Answer:
        if snapshot.error is not None:
            return _problem(snapshot.error, self._language)
        if snapshot.guidance is None:
            return ViewMessage(stage="check", say=[], done=False)
        return workout_run.message(snapshot)

    async def _meanwhile(self, work: Callable[[], _Result]) -> _Result:
        """Return the result of `work`, which runs in a thread while heartbeats go on."""
        job = self._loop.run_in_executor(_CHANGES, work)
        while True:
            await asyncio.wait({job}, timeout=BEAT_S / 2)
            if job.done():
                return job.result()
            await self._beat()

    async def _beat(self) -> None:
        """Send a heartbeat if nothing else was sent for `BEAT_S` seconds."""
        now_s = time.monotonic()
        if now_s - self._sent_s >= BEAT_S:
            slow = self._asked is not None and now_s - self._asked_s >= BEAT_S
            await self._send(AliveMessage(alive=True, slow=slow))

    async def _send(self, what: _Answer | AliveMessage) -> None:
        """Send a message. Raise _GoneError if the browser takes none for `PATIENCE_S` seconds."""
        self._sent_s = time.monotonic()
        try:
            await asyncio.wait_for(
                self._socket.send_text(json.dumps(what.for_json(), allow_nan=False)), PATIENCE_S
            )
        except TimeoutError as error:
            raise _GoneError from error

    async def _end(self, what: _Answer) -> None:
        await self._send(what)
        await self._socket.close()


def _wanted(text: str) -> str | None:
    """Return the command in a message of a button; None if it holds none."""
    try:
        return ButtonMessage.model_validate_json(text).do
    except ValidationError:
        return None


def _tick(data: bytes, wants_picture: bool) -> Tick:
    """Return the frame in a message, or the tick of a clock where it has no picture.

    A message is a time in seconds, 8 bytes, and a JPEG or nothing. Raise CameraError.
    """
    (time_s,) = _TIME.unpack_from(data)
    if not math.isfinite(time_s):
        raise CameraError("A picture came without its time.")
    jpeg = data[_TIME.size :]
    if not jpeg and wants_picture:
        raise CameraError("A picture was expected, and only a time came.")
    return Frame(time_s, decode_jpeg(jpeg)) if jpeg else Tick(time_s)


def _problem(error: PoseGuideError, language: Language) -> _Answer:
    text = word("live_full", language) if isinstance(error, FullError) else ""
    return ProblemMessage(error=text or sentence(error, "", language), retry=False)
