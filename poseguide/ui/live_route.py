"""The socket between the browser's camera and the engine, on Streamlit's own server."""

from __future__ import annotations

import asyncio
import json
import math
import struct
from typing import Any
from urllib.parse import urlsplit

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from poseguide.camera import NO_PICTURE, decode_jpeg
from poseguide.errors import CameraError, PoseGuideError
from poseguide.exercise import Language
from poseguide.exercising import Exercising
from poseguide.live import Snapshot
from poseguide.records import Frame
from poseguide.ui.bookings import (
    AWAY_S,
    Booking,
    ElsewhereError,
    FullError,
    UnknownBookingError,
    bookings,
)
from poseguide.ui.own_path import own_path
from poseguide.ui.problems import sentence
from poseguide.words import word

#: Close codes that the browser's half knows: it does not come back after them.
UNKNOWN, TAKEN_OVER, TOO_LARGE = 4401, 4409, 1009
#: The largest message: a picture of 1280 x 960 pixels has about a fifth of it.
_MAX_BYTES = 1_500_000
#: A frame's result is waited for so long; the first one waits for the pose model to start.
_PATIENCE_S = 30.0
_TIME = struct.Struct("<d")


def live_path() -> str:
    """The path of the socket."""
    return own_path("live")


def live_route() -> WebSocketRoute:
    """The route to be served beside the pages."""
    return WebSocketRoute(live_path(), _serve)


async def _serve(socket: WebSocket) -> None:
    if not _is_from_here(socket):
        await socket.close()
        return
    await socket.accept()
    try:
        booking = bookings().find(socket.query_params.get("token", ""))
    except UnknownBookingError:
        await socket.close(UNKNOWN)
        return
    if booking.ended:  # the last answer was lost on the way
        over = {"session": booking.earlier, "round": booking.training.round_id}
        await socket.send_text(json.dumps({"done": True, "say": [], **over}))
        await socket.close()
        return
    before = booking.socket
    try:
        # Starting may read the database: not in the thread that serves everybody.
        exercising = await asyncio.to_thread(bookings().enter, booking, socket)
    except ElsewhereError:
        await socket.close(TAKEN_OVER)
        return
    except PoseGuideError as error:
        await socket.send_text(json.dumps(_problem(error, _language(booking))))
        await socket.close()
        return
    if isinstance(before, WebSocket) and before.application_state == WebSocketState.CONNECTED:
        await before.close(TAKEN_OVER)
    try:
        await _exchange(socket, booking, exercising)
    except (WebSocketDisconnect, RuntimeError):
        pass  # gone, or closed from here because another one took over
    finally:
        bookings().leave(booking, socket)
        if booking.exercising is not None:
            task = asyncio.create_task(_close_when_away(booking))
            _waiting.add(task)
            task.add_done_callback(_waiting.discard)


#: Tasks that nothing else holds on to would be thrown away in the middle.
_waiting: set[asyncio.Task[None]] = set()


async def _close_when_away(booking: Booking) -> None:
    await asyncio.sleep(AWAY_S)
    if bookings().is_away(booking):
        await asyncio.to_thread(bookings().close, booking)


def _is_from_here(socket: WebSocket) -> bool:
    """Whether the page that opened the socket came from this server, or the proxy before it."""
    origin = urlsplit(socket.headers.get("origin", "")).netloc
    return origin in (socket.headers.get("host"), socket.headers.get("x-forwarded-host"))


async def _exchange(socket: WebSocket, booking: Booking, exercising: Exercising) -> None:
    """Answers each frame with what to show and say, until the session ends or the browser goes."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        data: bytes | None = message.get("bytes")
        if data is None:
            wanted = _wanted(message.get("text") or "")
            if wanted == "move_on":
                exercising.move_on()
            if wanted != "stop":
                continue
            snapshot = await asyncio.to_thread(exercising.live.stop)
        elif not _TIME.size <= len(data) <= _MAX_BYTES:
            await socket.close(TOO_LARGE)
            return
        else:
            try:
                snapshot = await asyncio.to_thread(_result, exercising, data)
            except CameraError:
                # One spoilt picture is no reason to stop: the next one comes at once.
                snapshot = exercising.live.latest
        answer = _answer(exercising, snapshot, _language(booking))
        over = bool(answer.get("done") or answer.get("error"))
        if over:
            await asyncio.to_thread(bookings().close, booking)
            answer |= exercising.kept()  # only now: where nothing was done, nothing is kept
        await socket.send_text(json.dumps(answer, allow_nan=False))
        if over:
            await socket.close()
            return


def _wanted(text: str) -> object:
    """What a press on a button asks for; None for what says nothing."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said.get("do") if isinstance(said, dict) else None


def _language(booking: Booking) -> Language:
    return booking.training.wishes[0].language


def _result(exercising: Exercising, data: bytes) -> Snapshot:
    (time_s,) = _TIME.unpack_from(data)
    if not math.isfinite(time_s):
        raise CameraError("A picture came without its time.")
    jpeg = data[_TIME.size :]
    if not jpeg and exercising.wants_pictures:
        raise CameraError("A picture was expected, and only a time came.")
    picture = decode_jpeg(jpeg) if jpeg else NO_PICTURE
    number = exercising.live.offer(Frame(time_s, picture))
    return exercising.live.result(number, _PATIENCE_S)


def _answer(exercising: Exercising, snapshot: Snapshot, language: Language) -> dict[str, Any]:
    if snapshot.error is not None:
        return _problem(snapshot.error, language)
    if snapshot.guidance is None:
        return {"stage": "check", "say": [], "done": False}
    return exercising.message(snapshot)


def _problem(error: PoseGuideError, language: Language) -> dict[str, Any]:
    text = word("live_full", language) if isinstance(error, FullError) else ""
    return {"error": text or sentence(error, "", language), "retry": False}
