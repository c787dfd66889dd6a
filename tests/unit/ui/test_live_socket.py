"""The socket of the camera, on a real server, with the real pose model."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from typing import Any

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
    wish,
)
from websockets.exceptions import ConnectionClosed, InvalidStatus

from poseguide.core.files import bundled
from poseguide.core.i18n import word
from poseguide.core.records import Tick
from poseguide.definitions.base import Text
from poseguide.live.registry import LiveRegistry, live_registry
from poseguide.live.slots import LiveSlot
from poseguide.live.workout import Workout
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, RoundStep
from poseguide.ui.server.live_socket import TAKEN_OVER, UNKNOWN
from poseguide.vision.pose_pool import PoseModels
from poseguide.vision.video_reader import read_frames

LIFT = bundled("sample_videos") / "pelvic_lift.mp4"


def stored_of(slot: LiveSlot) -> str:
    """The id of its session in the store: it is written by a thread of its own."""
    workout_run = slot.workout_run
    wait_for(lambda: (workout_run.session_id if workout_run else slot.earlier) is not None)
    return (workout_run.session_id if workout_run else slot.earlier) or ""


def said(answers: list[dict[str, Any]]) -> list[str]:
    return [saying["text"] for told in answers for saying in told["say"]]


@pytest.mark.slow
def test_a_clip_over_the_socket_is_led_counted_and_stored(
    live_server: str, pages_store: Store
) -> None:
    MODELS.start()  # while it starts, the first frames would go by
    slot = live_registry().slots.book(Workout((replace(wish(), film=True),)))
    answers = []
    with open_(live_server, slot) as live:
        for frame in read_frames(LIFT):
            answers.append(ask(live, 1000.0 + frame.time_s, jpeg(frame)))
            if answers[-1]["done"]:
                break
        else:
            live.send(json.dumps({"do": "stop"}))
            answers.append(answer(live))
        with pytest.raises(ConnectionClosed):
            live.recv(timeout=DEADLINE_S)
    last = answers[-1]
    assert said(answers)[0] == "Ready. Begin."
    assert [told["count"] for told in answers][-1] == "5"
    assert said(answers)[-1] == "That was all. Well done."
    assert last["stage"] == "done"
    assert last["done"]
    stored = pages_store.sessions.load(last["session"])
    assert sum(rep.complete for rep in stored.reps) == 5
    assert (stored.end, stored.state) == ("dose", "ended")
    assert stored.beginning.source == "camera"
    assert slot.workout_run is None

    # The clip that was asked for plays, from “begin” to the end.
    assert stored.clip is not None
    filmed = list(read_frames(clips_folder() / stored.clip))
    assert filmed[0].image.shape == (480, 640, 3)
    assert filmed[-1].time_s == pytest.approx(stored.progress.seconds, abs=2.0)


def test_what_no_camera_sees_is_led_by_ticks(live_server: str, pages_store: Store) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        answers = [ask(live, 0.5 * number) for number in range(58)]
        live.send(json.dumps({"do": "stop"}))
        last = answer(live)
    assert said(answers) == [
        "Get ready.", "Squeeze and lift.", "Let go completely.", "2. Squeeze and lift.",
        "Let go completely.", "3. Squeeze and lift.",
    ]  # fmt: skip
    assert answers[20]["ring"]["label"] == "Squeeze"
    stored = pages_store.sessions.load(last["session"])
    assert (stored.progress.paced, stored.end, stored.beginning.source) == (2, "stopped", "timer")


def test_a_connection_that_comes_back_goes_on_where_it_was(live_server: str) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        before = [ask(live, 0.5 * number) for number in range(40)]
    workout_run = slot.workout_run
    with open_(live_server, slot) as live:  # the browser's clock began anew
        after = [ask(live, 0.5 * number) for number in range(14)]
    assert slot.workout_run is workout_run
    assert said(before)[-1] == "2. Squeeze and lift."
    assert said(after) == ["Let go completely.", "3. Squeeze and lift."]


def test_a_reloaded_page_takes_the_session_over(live_server: str, pages_store: Store) -> None:
    first = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, first) as live:
        for number in range(40):
            ask(live, 0.5 * number)
        session_id = stored_of(first)
        assert live_registry().unfinished() == []  # somebody is in it
    wait_for(lambda: first.has_left)
    assert [session.id for session in live_registry().unfinished()] == [session_id]
    second = live_registry().slots.book(training("pelvic_floor_hold"), session_id)
    with open_(live_server, second) as live:
        assert ask(live, 0.0)["count"] == "1"
    assert first.workout_run is None


def test_a_session_of_a_process_that_is_gone_goes_on_from_the_store(
    live_server: str, pages_store: Store
) -> None:
    first = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, first) as live:
        for number in range(40):
            ask(live, 0.5 * number)
    live_registry().close(first)
    session_id = stored_of(first)
    another = LiveRegistry(pages_store, PoseModels())
    second = another.slots.book(training("pelvic_floor_hold"), session_id)
    entered = another.enter(second)
    assert entered is not None
    workout_run, _ = entered
    try:
        worker = workout_run.worker
        guidance = worker.result(worker.offer(Tick(0.0)), 5).guidance
        assert guidance is not None
        assert guidance.done == 1
        assert guidance.time_s == pytest.approx(
            pages_store.sessions.load(session_id).progress.seconds
        )
    finally:
        another.close(second)


def test_one_connection_has_a_session_and_the_newest_gets_it(live_server: str) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as first, open_(live_server, slot) as second:
        assert ask(second, 0.0)["stage"] == "posture"
        assert closing_code(first) == TAKEN_OVER


def test_no_more_than_the_setting_allows(live_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_LIVE_SESSIONS", "2")
    three = [live_registry().slots.book(training("pelvic_floor_hold")) for _ in range(3)]
    with open_(live_server, three[0]) as first, open_(live_server, three[1]) as second:
        assert ask(first, 0.0)["say"]
        assert ask(second, 0.0)["say"]
        with open_(live_server, three[2]) as third:
            assert answer(third) == {"error": word("live_full", "en"), "retry": False}
        first.send(json.dumps({"do": "stop"}))
        assert answer(first)["done"]
        with open_(live_server, three[2]) as third:
            assert ask(third, 0.0)["say"]


def test_who_has_gone_makes_room_for_who_comes(
    live_server: str, pages_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_LIVE_SESSIONS", "1")
    gone, comes = (live_registry().slots.book(training("pelvic_floor_hold")) for _ in range(2))
    with open_(live_server, gone) as live:
        for number in range(40):
            ask(live, 0.5 * number)
    wait_for(lambda: gone.has_left)
    with open_(live_server, comes) as live:
        assert ask(live, 0.0)["say"]
    assert gone.workout_run is None
    assert pages_store.sessions.load(stored_of(gone)).progress.paced == 1


def test_who_missed_the_last_answer_is_given_it_again(live_server: str, pages_store: Store) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        for number in range(40):
            ask(live, 0.5 * number)
        live.send(json.dumps({"do": "stop"}))
        last = answer(live)
    with open_(live_server, slot) as live:
        again = answer(live)
    assert again["done"]
    assert again["session"] == last["session"] == pages_store.history.all()[0].id
    assert len(pages_store.history.all()) == 1


def test_an_unknown_token_is_told_so(live_server: str) -> None:
    slot = LiveSlot("guessed", training("pelvic_floor_hold"), None)
    with open_(live_server, slot) as live:
        assert closing_code(live) == UNKNOWN


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_page_from_elsewhere_is_refused(live_server: str, origin: str) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with pytest.raises(InvalidStatus), open_(live_server, slot, origin):
        pass
    assert slot.workout_run is None


@pytest.mark.parametrize(
    "spoilt",
    [
        b"\0" * 8 + b"no picture",
        *(struct.pack("<d", time_s) for time_s in (float("nan"), 1e300, -1e300, 1e6)),
    ],
)
def test_a_spoilt_picture_does_not_end_the_session(live_server: str, spoilt: bytes) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        assert ask(live, 1.0)["say"]
        live.send(spoilt)
        assert answer(live)["say"] == []  # what was said is not said again
        assert ask(live, 2.0)["stage"] == "posture"


@pytest.mark.parametrize("message", [b"1234567", b"\0" * 1_600_000])
def test_a_message_of_an_impossible_size_ends_the_connection(
    live_server: str, message: bytes
) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        live.send(message)
        with pytest.raises(ConnectionClosed):
            live.recv(timeout=DEADLINE_S)


def test_texts_that_say_nothing_are_passed_over(live_server: str) -> None:
    slot = live_registry().slots.book(training("pelvic_floor_hold"))
    with open_(live_server, slot) as live:
        for text in ("", "[]", "{", '{"do": "dance"}'):
            live.send(text)
        assert ask(live, 1.0)["say"]


def test_a_time_without_the_picture_that_is_needed_does_not_end_the_session(
    live_server: str,
) -> None:
    slot = live_registry().slots.book(training())
    with open_(live_server, slot) as live:
        assert ask(live, 1.0)["stage"] == "check"
        assert ask(live, 2.0, jpeg(next(read_frames(LIFT))))["stage"] == "check"


def a_round() -> NewRound:
    """Two times the same exercise, which no camera sees."""
    step = RoundStep("pelvic_floor_hold", Goal(10, None, level=4))
    return NewRound(None, None, "two", Text(en="Two", da="To"), (step, step), None)


def all_of(new: NewRound) -> Workout:
    one = wish("pelvic_floor_hold", new.steps[0].goal)
    return Workout(tuple(replace(one, step=place) for place in range(len(new.steps))), new)


def test_an_exercise_of_a_round_is_left_and_the_round_taken_over_by_a_reloaded_page(
    live_server: str, pages_store: Store
) -> None:
    first = live_registry().slots.book(all_of(a_round()))
    with open_(live_server, first) as live:
        answers = [ask(live, 0.5 * number) for number in range(80)]
        assert answers[-1]["detail"] == "exercise 1 of 2"
        live.send(json.dumps({"do": "move_on"}))
        assert ask(live, 41.0)["detail"] == "exercise 2 of 2"
        (begun,) = pages_store.rounds.of(None)
        assert [result.state for result in begun.results] == ["part", "open"]
    wait_for(lambda: first.has_left)
    # Between two exercises there is no session to be known by.
    rest = first.workout.requests[1:]
    second = live_registry().slots.book(Workout(rest, round_id=begun.id))
    with open_(live_server, second) as live:
        assert ask(live, 0.0)["detail"] == "exercise 2 of 2"
        live.send(json.dumps({"do": "stop"}))
        assert answer(live)["round"] == begun.id
    assert first.workout_run is None
    with open_(live_server, second) as live:
        assert answer(live)["round"] == begun.id


def test_a_round_moves_to_the_window_in_which_start_is_pressed_last(
    live_server: str, pages_store: Store
) -> None:
    first = live_registry().slots.book(all_of(a_round()))
    with open_(live_server, first) as live:
        ask(live, 0.0)  # before the first exercise there is no session to be known by
        (begun,) = pages_store.rounds.of(None)
        assert live_registry().slots.is_in_round(begun.id)
        second = live_registry().slots.book(replace(first.workout, round=None, round_id=begun.id))
        with open_(live_server, second) as other:
            assert ask(other, 0.0)["stage"] == "rest"
            assert closing_code(live) == TAKEN_OVER
            assert (first.workout_run, first.ended) == (None, False)
    wait_for(lambda: not live_registry().slots.is_in_round(begun.id))


def test_a_window_that_comes_back_late_is_told_and_begins_no_second_round(
    live_server: str, pages_store: Store
) -> None:
    first = live_registry().slots.book(all_of(a_round()))
    with open_(live_server, first) as live:
        ask(live, 0.0)
    wait_for(lambda: first.has_left)
    (begun,) = pages_store.rounds.of(None)
    second = live_registry().slots.book(replace(first.workout, round=None, round_id=begun.id))
    with open_(live_server, second) as live:
        ask(live, 0.0)
        with open_(live_server, first) as late:
            assert closing_code(late) == TAKEN_OVER
        assert not live_registry().slots.knows(first)
        assert ask(live, 0.5)["stage"] == "rest"
        assert [one.id for one in pages_store.rounds.of(None)] == [begun.id]
