"""The socket of the camera, talked to as the browser does."""

from __future__ import annotations

import io
import json
import struct
import time
from collections.abc import Callable
from typing import Any

from PIL import Image
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from poseguide.core.records import Frame
from poseguide.definitions.catalog import load_any
from poseguide.live.slots import LiveSlot
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.training.goal import Goal, usual_goal
from poseguide.ui.server.live_socket import live_path
from poseguide.vision.pose_pool import PoseModels

DEADLINE_S = 60
#: Started once for all tests.
MODELS = PoseModels()


def wish(name: str = "pelvic_lift_tilt", goal: Goal | None = None) -> ExerciseRequest:
    definition = load_any(name)
    return ExerciseRequest(definition, goal or usual_goal(definition.exercise), "en")


def training(name: str = "pelvic_lift_tilt") -> Workout:
    return Workout((wish(name),))


def open_(server: str, slot: LiveSlot, origin: str | None = None) -> ClientConnection:
    address = f"ws://{server}{live_path()}?token={slot.token}"
    return connect(address, origin=origin or f"http://{server}", open_timeout=DEADLINE_S)  # type: ignore[arg-type]


def jpeg(frame: Frame) -> bytes:
    out = io.BytesIO()
    Image.fromarray(frame.image).save(out, "JPEG", quality=85)
    return out.getvalue()


def ask(live: ClientConnection, time_s: float, picture: bytes = b"") -> dict[str, Any]:
    live.send(struct.pack("<d", time_s) + picture)
    return answer(live)


def answer(live: ClientConnection) -> dict[str, Any]:
    """The next answer; that the server is there may be said any number of times before."""
    told: dict[str, Any] = {"alive": True}
    while "alive" in told:
        told = json.loads(live.recv(timeout=DEADLINE_S))
    return told


def wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + DEADLINE_S
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    assert true()


def closing_code(live: ClientConnection) -> int | None:
    """What the server closes the connection with, once it has said all it had to."""
    try:
        while True:
            live.recv(timeout=DEADLINE_S)
    except ConnectionClosed as closed:
        return None if closed.rcvd is None else closed.rcvd.code
