"""Connections that are slow, fall silent or die: the session goes on, or its place is free."""

from __future__ import annotations

import json
import random
import socket
import struct
import threading
import time
from contextlib import suppress
from itertools import islice

import numpy as np
import pytest
from support.live_server import (
    DEADLINE_S,
    MODELS,
    answer,
    ask,
    closing_code,
    jpeg,
    open_,
    training,
    wait_for,
)
from websockets.exceptions import ConnectionClosed

from poseguide.core.errors import SettingError
from poseguide.core.files import bundled
from poseguide.core.i18n import word
from poseguide.core.records import Frame
from poseguide.evaluation.benchmark import resident_mib
from poseguide.live import registry as registry_module
from poseguide.live import slots as slots_module
from poseguide.live.registry import LiveRegistry, live_registry
from poseguide.live.slots import LiveSlot
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.ui.server import live_socket
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.pose_pool import PoseModels, PosePair
from poseguide.vision.video_reader import read_frames

LIFT = bundled("sample_videos") / "pelvic_lift.mp4"
PICTURE = jpeg(Frame(0.0, np.full((48, 64, 3), 128, np.uint8)))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """All times of the server's patience, a twentieth of what they are."""
    for module in (registry_module, slots_module, live_socket):
        for name in {"BEAT_S", "PATIENCE_S", "_AWAY_S", "_SWEEP_S"} & set(vars(module)):
            monkeypatch.setattr(module, name, getattr(module, name) / 20)


def held() -> list[LiveSlot]:
    """The slots that have a run."""
    return [slot for slot, _ in live_registry().slots.held()]


def test_while_the_model_starts_the_screen_says_so_and_the_connection_stays(
    live_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(PosePair, "start", lambda pair: go_on.wait(DEADLINE_S))
    monkeypatch.setattr(registry_module, "pose_models", PoseModels)
    live_registry.cache_clear()
    slot = live_registry().slots.book(training())
    with open_(live_server, slot) as live:
        for number in range(2):
            told = ask(live, float(number), PICTURE)
            assert (told["stage"], told["advice"]) == ("check", word("model_starting", "en"))
        go_on.set()
        times = iter(range(2, 100))
        wait_for(lambda: ask(live, next(times), PICTURE)["advice"] != word("model_starting", "en"))


def test_a_frame_that_takes_long_is_told_and_stop_is_heard_meanwhile(
    live_server: str, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    MODELS.start()
    go_on = threading.Event()
    usual = PoseEstimator.estimate

    def slowly(estimator: PoseEstimator, frame: Frame) -> object:
        assert go_on.wait(DEADLINE_S)
        return usual(estimator, frame)

    monkeypatch.setattr(PoseEstimator, "estimate", slowly)
    slot = live_registry().slots.book(training())
    with open_(live_server, slot) as live:
        live.send(struct.pack("<d", 0.0) + PICTURE)
        beats = [json.loads(live.recv(DEADLINE_S)) for _ in range(3)]
        assert {"alive": True, "slow": True} in beats
        live.send(json.dumps({"do": "stop"}))
        go_on.set()
        while not answer(live)["done"]:  # the frame itself may be answered before
            pass


def test_a_session_that_waits_for_the_disk_keeps_its_connection(
    live_server: str, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    usual = LiveRegistry.enter
    monkeypatch.setattr(
        LiveRegistry, "enter", lambda self, slot: go_on.wait(DEADLINE_S) and usual(self, slot)
    )
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        assert json.loads(live.recv(DEADLINE_S)) == {"alive": True, "slow": False}
        go_on.set()
        assert ask(live, 0.0)["say"]


def test_who_falls_silent_is_let_go_and_the_place_is_free(live_server: str, hurried: None) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        assert ask(live, 0.0)["say"]
        assert closing_code(live) is None  # it beats, and then it goes without a word
    wait_for(lambda: held() == [])
    assert not slot.ended  # who comes back goes on with it


def test_who_only_says_to_be_there_keeps_the_place(live_server: str, hurried: None) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        ask(live, 0.0)
        until_s = time.monotonic() + 1.5 * registry_module._AWAY_S
        while time.monotonic() < until_s:
            live.send(json.dumps({"do": "alive"}))
            time.sleep(slots_module.BEAT_S)
        assert held() == [slot]
        assert ask(live, 2.0)["stage"] == "posture"


def test_the_place_of_a_session_that_cannot_close_is_free_all_the_same(
    live_server: str, pages_store: Store, hurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = WorkoutRun.close

    def fail(workout_run: WorkoutRun) -> None:
        usual(workout_run)
        raise OSError("no more of this")

    monkeypatch.setattr(WorkoutRun, "close", fail)
    for _ in range(2):
        with open_(live_server, live_registry().slots.book(training("pelvic_floor_hold"))) as live:
            ask(live, 0.0)
        wait_for(lambda: held() == [])


def test_a_session_that_this_process_left_open_is_offered_at_once(
    live_server: str, pages_store: Store
) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        for number in range(40):
            ask(live, 0.5 * number)
    live_registry().close(slot)
    (open_one,) = live_registry().unfinished()
    assert open_one.id == slot.earlier
    # Written by another one meanwhile, it is that one's.
    pages_store.sessions.write(open_one.id, open_one.progress, ())
    assert live_registry().unfinished() == []


def test_a_limit_that_is_no_number_is_told(
    pages_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(registry_module.LIMIT_VARIABLE, "many")
    with pytest.raises(SettingError, match="many"):
        live_registry().enter(live_registry().slots.book(training("pelvic_floor_hold")))


def abandon(live_server: str, slot: LiveSlot, frames: list[bytes], dice: random.Random) -> None:
    """Opens a connection and lets it die at some moment, without a word of farewell."""
    how = dice.choice(["handshake", "opened", "inside a frame", "after some frames"])
    if how == "handshake":
        host, port = live_server.split(":")
        with socket.create_connection((host, int(port))) as raw:
            path = f"{live_socket.live_path()}?token={slot.token}"
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {live_server}\r\n".encode())
        return
    live = open_(live_server, slot)
    if how == "inside a frame":
        live.send(struct.pack("<d", 0.0) + frames[0])
    if how == "after some frames":
        with suppress(ConnectionClosed):  # who waits for an answer says nothing meanwhile
            for number in range(dice.randrange(1, len(frames))):
                ask(live, number / 10, frames[number])
    with suppress(OSError):
        live.socket.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
def test_fifty_starts_that_are_abandoned_leave_no_place_taken_and_no_memory(
    live_server: str, hurried: None
) -> None:
    dice = random.Random(1)
    frames = [
        jpeg(frame)
        for frame in islice(read_frames(bundled("sample_videos") / "pelvic_lift.mp4"), 6)
    ]
    # Before the first, the model is being started, and it may be abandoned in that as well.
    after_first = None
    for _ in range(50):
        abandon(live_server, live_registry().slots.book(training()), frames, dice)
        wait_for(lambda: sum(one.is_connected() for one in held()) < 2)
        if after_first is None and MODELS._free and MODELS._free[0].done():
            after_first = resident_mib()
    wait_for(lambda: held() == [])
    left = resident_mib()
    assert after_first is not None
    assert left is not None
    print(f"memory in MiB after the first {after_first:.0f}, after the last {left:.0f}")
    assert left - after_first < 100
    with open_(live_server, live_registry().slots.book(training())) as live:
        assert ask(live, 0.0, frames[0])["stage"] == "check"


def test_a_connection_that_dies_twenty_times_goes_on_each_time(live_server: str) -> None:
    dice = random.Random(2)
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    workout_run = None
    for number in range(20):
        live = open_(live_server, slot)
        for step in range(dice.randrange(0, 4)):
            assert ask(live, 0.1 * step)["stage"] in ("posture", "work")
        if dice.random() < 0.5:
            live.send(struct.pack("<d", 9.0))
        live.socket.shutdown(socket.SHUT_RDWR)
        workout_run = workout_run or slot.workout_run
        assert slot.workout_run in (None, workout_run), number
    with open_(live_server, slot) as live:
        assert ask(live, 0.0)["stage"] in ("posture", "work")
    assert slot.workout_run is workout_run
