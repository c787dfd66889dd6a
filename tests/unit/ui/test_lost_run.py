"""A run whose process is gone, found again by what its browser says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from support.live_server import DEADLINE_S, ask, closing_code, training, wait_for, wish
from websockets.sync.client import ClientConnection, connect

from poseguide.definitions.base import Text
from poseguide.live.registry import live_registry
from poseguide.live.slots import LiveSlot
from poseguide.live.workout import Workout
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, RoundStep
from poseguide.ui import lost_run
from poseguide.ui.lost_run import find_again
from poseguide.ui.server.live_socket import UNKNOWN, live_path

TOKEN = "of-a-process-that-is-gone"
HOLD = "pelvic_floor_hold"


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is stored was written long ago."""
    monkeypatch.setattr(lost_run, "_SILENT", timedelta(0))


@pytest.fixture
def left(live_server: str, pages_store: Store) -> str:
    """The id of a session with two repetitions, and no process that knows of it."""
    slot = live_registry().slots.book(training(HOLD))
    with opened(live_server, slot.token) as live:
        for number in range(60):
            ask(live, 0.5 * number)
    live_registry().close(slot)
    assert slot.earlier is not None
    live_registry.cache_clear()
    return slot.earlier


def opened(server: str, token: str, **named: str) -> ClientConnection:
    """A connection as the browser makes it, with what it knows of its session."""
    asked = urlencode({"token": token, "lang": "da-DK", **named})
    return connect(
        f"ws://{server}{live_path()}?{asked}",
        origin=f"http://{server}",  # type: ignore[arg-type]
        open_timeout=DEADLINE_S,
    )


def test_a_token_that_is_known_is_found_whatever_else_is_said(pages_store: Store) -> None:
    slot = live_registry().slots.book(training(HOLD))
    assert find_again(slot.token, "no such session", None, "en") is slot


def test_nothing_is_found_where_nothing_was_stored(pages_store: Store) -> None:
    assert find_again(TOKEN, None, None, "en") is None


@pytest.mark.usefixtures("silent")
def test_a_session_is_found_with_its_goal_limits_and_person(pages_store: Store, left: str) -> None:
    slot = find_again(TOKEN, left, None, "da")
    assert slot is not None
    assert (slot.token, slot.earlier, slot.ended) == (TOKEN, left, False)
    begun = pages_store.sessions.load(left).beginning
    (request,) = slot.workout.requests
    assert (request.goal, request.person_id, request.language) == (begun.goal, None, "da")
    assert find_again(TOKEN, left, None, "da") is slot


def test_a_session_that_is_being_written_is_left_alone(pages_store: Store, left: str) -> None:
    session = pages_store.sessions.load(left)
    pages_store.sessions.write(left, session.progress)
    assert find_again(TOKEN, left, None, "en") is None


@pytest.mark.usefixtures("silent")
def test_a_session_that_is_over_gives_a_slot_that_has_ended(pages_store: Store, left: str) -> None:
    pages_store.sessions.end(left, pages_store.sessions.load(left).progress, "stopped")
    slot = find_again(TOKEN, left, None, "en")
    assert slot is not None
    assert (slot.earlier, slot.ended) == (left, True)


@pytest.mark.usefixtures("silent")
def test_a_browser_goes_on_in_the_same_session_with_the_same_count(
    live_server: str, pages_store: Store, left: str
) -> None:
    before = pages_store.sessions.load(left)
    assert before.progress.paced == 2
    with opened(live_server, TOKEN, session=left) as live:
        counts = [ask(live, 0.5 * number).get("count") for number in range(40)]
        live.send(json.dumps({"do": "stop"}))
        while not (told := json.loads(live.recv(DEADLINE_S))).get("done"):
            pass
    assert next(count for count in counts if count) == "2"
    assert "3" in counts
    assert told["session"] == left
    (after,) = pages_store.history.all()
    assert after.progress.paced == 3
    assert after.progress.seconds > before.progress.seconds


def test_a_browser_of_which_nothing_is_known_or_of_which_another_writes_is_told_so(
    live_server: str, pages_store: Store, left: str
) -> None:
    with opened(live_server, TOKEN, session="no such session") as live:
        assert closing_code(live) == UNKNOWN
    pages_store.sessions.write(left, pages_store.sessions.load(left).progress)
    with opened(live_server, TOKEN, session=left) as live:
        assert closing_code(live) == UNKNOWN


def test_a_browser_is_told_the_ids_when_they_are_new(live_server: str, pages_store: Store) -> None:
    slot = live_registry().slots.book(training(HOLD))
    with opened(live_server, slot.token) as live:
        told = [ask(live, 0.5 * number) for number in range(40)]
    (session,) = pages_store.history.all()
    assert [one["session"] for one in told if "session" in one] == [session.id]


def in_round(place_in: Callable[[NewRound], Workout], server: str) -> LiveSlot:
    """The slot of a round of two exercises of which the first was begun, in a process that went."""
    step = RoundStep(HOLD, Goal(10, None, level=0))
    slot = live_registry().slots.book(
        place_in(NewRound(None, None, "two", Text(en="Two", da="To"), (step, step), None))
    )
    with opened(server, slot.token) as live:
        for number in range(60):
            ask(live, 0.5 * number)
    wait_for(lambda: slot.has_left)
    live_registry().close(slot)
    live_registry.cache_clear()
    return slot


def all_of(new: NewRound) -> Workout:
    one = wish(HOLD, new.steps[0].goal)
    return Workout(tuple(replace(one, step=place) for place in range(len(new.steps))), new)


@pytest.mark.usefixtures("silent")
def test_a_round_is_found_at_the_exercise_that_was_begun(
    live_server: str, pages_store: Store
) -> None:
    before = in_round(all_of, live_server)
    (begun,) = pages_store.rounds.of(None)
    slot = find_again(TOKEN, before.earlier, begun.id, "en")
    assert slot is not None
    assert (slot.earlier, slot.workout.round_id, slot.ended) == (before.earlier, begun.id, False)
    assert [request.step for request in slot.workout.requests] == [0, 1]


@pytest.mark.usefixtures("silent")
def test_a_round_that_is_over_gives_a_slot_that_has_ended(
    live_server: str, pages_store: Store
) -> None:
    before = in_round(all_of, live_server)
    (begun,) = pages_store.rounds.of(None)
    pages_store.rounds.end(begun.id)
    slot = find_again(TOKEN, before.earlier, begun.id, "en")
    assert slot is not None
    assert (slot.earlier, slot.workout.round_id, slot.ended) == (before.earlier, begun.id, True)
    assert find_again("another", None, begun.id, "en") is None
