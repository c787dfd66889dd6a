"""A training of several exercises: told, rested before, stored, left and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from poseguide.core.errors import StoreError
from poseguide.core.files import bundled
from poseguide.core.i18n import Language
from poseguide.core.records import Frame, Tick
from poseguide.definitions.base import Text
from poseguide.definitions.catalog import load_any
from poseguide.live.worker import Snapshot
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.rounds import NewRound, Round, RoundStep
from poseguide.vision.pose_pool import PoseModels
from poseguide.vision.video_reader import read_frames

DEADLINE_S = 60.0
#: Quick squeezes: ten of a second, with two of rest.
QUICK = Goal(10, None, level=4)
#: As long as a camera shows nobody.
DARK = np.zeros((480, 640, 3), np.uint8)
LIFT = bundled("sample_videos") / "pelvic_lift.mp4"
MODELS = PoseModels()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    store = Store()
    yield store
    store.close()


def squeezes(number: int, language: Language = "en", rest_s: float = 5.0) -> Workout:
    """A round of this many times the same short exercise, which no camera sees."""
    definition = load_any("pelvic_floor_hold")
    request = ExerciseRequest(definition, QUICK, language, rest_s=rest_s, pain_before=2)
    steps = (RoundStep("pelvic_floor_hold", QUICK, rest_s=rest_s),) * number
    new = NewRound(None, None, "squeezes", Text(en="Squeezes", da="Knib"), steps, 2)
    return Workout(tuple(replace(request, step=step) for step in range(number)), new)


class Run:
    """A training that is given half seconds without a picture, each waited for."""

    def __init__(self, workout: Workout, store: Store | None, earlier: str | None = None) -> None:
        session = store.sessions.load(earlier) if store and earlier else None
        self.workout_run = WorkoutRun(workout, store, MODELS, earlier=session)
        self.messages: list[dict[str, Any]] = []
        self.times_s: list[float] = []

    def go(self, seconds: float = 1e9) -> Run:
        until_s = self.now_s + seconds
        while not self.is_over and self.now_s + 0.5 <= until_s:
            time_s = self.now_s + 0.5
            seen = self.workout_run.wants_pictures
            self.tick(Frame(time_s, DARK) if seen else Tick(time_s))
        return self

    def tick(self, tick: Tick) -> None:
        worker = self.workout_run.worker
        self.take(worker.result(worker.offer(tick), DEADLINE_S), tick.time_s)

    def take(self, snapshot: Snapshot, time_s: float) -> None:
        assert snapshot.error is None
        self.messages.append(self.workout_run.message(snapshot).for_json())
        self.times_s.append(time_s)

    def stop(self) -> Run:
        self.take(self.workout_run.worker.stop(), self.now_s)
        return self

    def close(self) -> None:
        self.workout_run.close()

    @property
    def now_s(self) -> float:
        return self.times_s[-1] if self.times_s else 0.0

    @property
    def is_over(self) -> bool:
        return bool(self.messages and self.messages[-1]["done"])

    @property
    def said(self) -> list[str]:
        return [saying["text"] for message in self.messages for saying in message["say"]]

    def said_at_s(self, beginning: str) -> float:
        """When the last thing that begins so was said."""
        return [
            time_s
            for time_s, message in zip(self.times_s, self.messages, strict=True)
            for saying in message["say"]
            if saying["text"].startswith(beginning)
        ][-1]


def the_round(store: Store) -> Round:
    (found,) = store.rounds.of(None)
    return found


def test_each_exercise_is_told_led_through_and_stored_as_a_step_of_the_round(store: Store) -> None:
    run = Run(squeezes(3), store).go()
    run.close()
    setup = load_any("pelvic_floor_hold").exercise.setup.en
    assert [text for text in run.said if "Pelvic floor holds" in text] == [
        f"We begin with: Pelvic floor holds. {setup}",
        f"Next: Pelvic floor holds. {setup}",
        f"The last one: Pelvic floor holds. {setup}",
    ]
    assert run.said.count("Well done.") == 2
    assert run.said[-1] == "That was all. Well done."
    assert run.said.count("10. Squeeze and lift.") == 3
    done = the_round(store)
    assert [result.state for result in done.results] == ["done"] * 3
    assert done.ended_at is not None
    assert done.ended_at is not None
    assert done.pain_before == 2
    for session in store.history.all():
        assert (session.end, session.progress.paced) == ("dose", 10)
        # Each has a clock of its own: the lead-in and its ten squeezes.
        assert session.progress.seconds == pytest.approx(38.0, abs=1.5)
        assert session.beginning.pain_before == 2
    assert {session.beginning.round_step for session in store.history.all()} == {0, 1, 2}
    assert run.workout_run.kept()["round"] == done.id


def test_the_screen_says_which_exercise_of_how_many_and_whether_more_come(store: Store) -> None:
    run = Run(squeezes(2), store).go()
    run.close()
    details = list(dict.fromkeys(message["detail"] for message in run.messages))
    assert details == ["exercise 1 of 2", "exercise 2 of 2"]
    more = {message["detail"]: message["more"] for message in run.messages}
    assert more == {"exercise 1 of 2": True, "exercise 2 of 2": False}


@pytest.mark.parametrize("rest_s", [0.0, 40.0])
def test_a_rest_lasts_as_asked_and_at_least_until_its_words_were_heard(
    store: Store, rest_s: float
) -> None:
    run = Run(squeezes(2, rest_s=rest_s), store).go()
    run.close()
    told_s = run.said_at_s("The last one")
    begun_s = next(time_s for time_s in run.times_s if time_s > told_s and _begins(run, time_s))
    words_s = sum(
        0.3 + 0.065 * len(text)
        for text in ("Well done.", next(text for text in run.said if "last one" in text))
    )
    assert begun_s - told_s == pytest.approx(max(rest_s, words_s), abs=0.6)
    timers = [message["timer"] for message in run.messages if message["stage"] == "rest"]
    assert all(timer["label"] == "Rest, seconds left" for timer in timers)
    # What comes is to be read all the while, and is not what has just been done.
    assert {m["advice"] for m in run.messages if m["stage"] == "rest"} == {
        load_any("pelvic_floor_hold").exercise.setup.en
    }


def _begins(run: Run, time_s: float) -> bool:
    message = run.messages[run.times_s.index(time_s)]
    return "Get ready." in [saying["text"] for saying in message["say"]]


def test_the_count_of_the_last_repetition_is_not_lost_in_the_transition(store: Store) -> None:
    """All that a lead says when it ends comes before the words for the next exercise."""
    run = Run(squeezes(2), store).go()
    run.close()
    place = next(n for n, text in enumerate(run.said) if text.startswith("The last one"))
    assert run.said[place - 1] == "Well done."


def test_going_on_to_the_next_leaves_an_exercise_and_keeps_what_was_done(store: Store) -> None:
    run = Run(squeezes(2), store)
    run.go(40.0)
    run.workout_run.move_on()
    run.go()
    run.close()
    first, second = the_round(store).results
    assert (first.state, first.skipped, second.state) == ("part", True, "done")
    assert first.session_id is not None
    stored = store.sessions.load(first.session_id)
    assert stored.end == "stopped"
    assert 0 < stored.progress.paced < 10
    assert the_round(store).ended_at is not None
    assert "Stopped." not in run.said


def test_one_that_is_left_before_anything_was_done_is_skipped(store: Store) -> None:
    run = Run(squeezes(2), store)
    while "Get ready." not in run.said:
        run.go(0.5)
    run.go(1.0)
    run.workout_run.move_on()
    run.go()
    run.close()
    assert [result.state for result in the_round(store).results] == ["skipped", "done"]


def test_going_on_in_a_rest_ends_the_rest(store: Store) -> None:
    run = Run(squeezes(1), store)
    run.go(1.0)
    assert "Get ready." not in run.said
    run.workout_run.move_on()
    run.go(0.5)
    assert run.said[-1] == "Get ready."
    run.stop().close()


def test_a_double_click_passes_over_one_thing(store: Store) -> None:
    run = Run(squeezes(3, rest_s=30.0), store).go(40.0)
    before = len(run.messages)
    run.workout_run.move_on()
    run.go(0.5)
    run.workout_run.move_on()
    run.go(4.0)
    assert {message["stage"] for message in run.messages[before:]} == {"rest"}
    run.workout_run.move_on()  # the rest is over, and its exercise is not passed over as well
    run.go(0.5)
    run.workout_run.move_on()
    run.go(4.0)
    assert run.messages[-1]["detail"] == "exercise 2 of 3"
    run.stop().close()
    assert the_round(store).skipped == (0,)


def test_who_comes_back_after_nothing_was_done_begins_the_round_anew(store: Store) -> None:
    asked = squeezes(2)
    run = Run(asked, store).go(3.0)
    run.close()  # the connection was gone for long
    assert store.rounds.of(None) == []
    rest, earlier = run.workout_run.remaining()
    assert (rest, earlier) == (asked, None)
    again = Run(rest, store).go()
    again.close()
    assert [result.state for result in the_round(store).results] == ["done"] * 2


def test_what_could_not_be_saved_is_still_said_in_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(squeezes(2, rest_s=30.0), store).go(40.0)
    with monkeypatch.context() as refusing:

        def refuse(*_: object, **__: object) -> None:
            raise StoreError("the database", "The disk is full.")

        refusing.setattr(store.sessions, "end", refuse)
        run.workout_run.move_on()
        run.go(2.0)
    assert run.messages[-1]["stage"] == "rest"
    assert "The disk is full." in run.messages[-1]["note"]
    run.stop().close()


def test_stopping_before_anything_was_done_leaves_no_round(store: Store) -> None:
    run = Run(squeezes(2), store).go(3.0).stop()
    run.close()
    assert run.messages[-1]["done"]
    assert run.said[-1] == "Stopped."
    assert store.rounds.of(None) == []
    assert store.history.all() == []
    assert run.workout_run.kept() == {"session": None, "round": None}


def test_a_round_that_was_stopped_goes_on_in_the_middle_of_its_exercise(store: Store) -> None:
    run = Run(squeezes(3), store)
    while "The last one" not in " ".join(run.said):
        run.go(0.5)
        if "Next" in " ".join(run.said) and run.said[-1] == "4. Squeeze and lift.":
            break
    run.stop().close()
    before = the_round(store)
    assert [result.state for result in before.results] == ["done", "part", "open"]
    assert before.next_step == 1
    assert before.ended_at is None

    earlier = before.results[1].session_id
    requests = squeezes(3).requests[1:]
    again = Run(Workout(requests, round_id=before.id), store, earlier).go()
    again.close()
    assert next(text for text in again.said if text[0].isdigit()) == "4. Squeeze and lift."
    after = the_round(store)
    assert after.id == before.id
    assert [result.state for result in after.results] == ["done"] * 3
    assert after.results[1].session_id == earlier
    assert len(store.history.all()) == 3


def test_what_remains_is_known_when_the_connection_is_lost(store: Store) -> None:
    run = Run(squeezes(3), store)
    while not [text for text in run.said if text.startswith("Next")]:
        run.go(0.5)
    between, none = run.workout_run.remaining()
    assert [request.step for request in between.requests] == [1, 2]
    assert (between.round, between.round_id) == (None, the_round(store).id)
    assert none is None
    run.go(40.0)
    run.close()
    rest, earlier = run.workout_run.remaining()
    assert rest == between
    assert earlier == the_round(store).results[1].session_id
    assert the_round(store).ended_at is None


def test_slower_is_said_where_it_is_wished(store: Store) -> None:
    workout = squeezes(1, "da")
    slower = replace(workout, requests=(replace(workout.requests[0], slower=True),))
    run = Run(slower, store).go(1.0).stop()
    run.close()
    slower = "Tag det langsommere i dag i stedet for at lave flere."
    assert run.said[0].endswith(slower)
    assert run.messages[0]["advice"].endswith(slower)


def test_one_exercise_alone_begins_at_once_and_belongs_to_no_round(store: Store) -> None:
    definition = load_any("pelvic_floor_hold")
    run = Run(Workout((ExerciseRequest(definition, QUICK, "en"),)), store).go()
    run.close()
    assert run.said[0] == "Get ready."
    assert run.messages[0]["detail"] == ""
    assert store.rounds.of(None) == []
    (session,) = store.history.all()
    assert session.beginning.round_id is None
    assert run.workout_run.kept() == {"session": session.id, "round": None}


@pytest.mark.slow
def test_what_a_camera_sees_and_what_none_can_see_are_led_in_one_go(store: Store) -> None:
    lift, hold = load_any("pelvic_lift_tilt"), load_any("pelvic_floor_hold")
    goals = (replace(usual_goal(lift.exercise), repetitions=2), QUICK)
    names = ("pelvic_lift_tilt", "pelvic_floor_hold")
    steps = tuple(RoundStep(name, goal) for name, goal in zip(names, goals, strict=True))
    requests = (
        ExerciseRequest(lift, goals[0], "en", step=0),
        ExerciseRequest(hold, goals[1], "en", step=1, rest_s=5.0),
    )
    new = NewRound(None, None, "two", Text(en="Two", da="To"), steps, None)
    run = Run(Workout(requests, new), store)
    begin_s = run.go(20.0).now_s  # the words for the first exercise were heard
    for frame in read_frames(LIFT):
        run.tick(replace(frame, time_s=begin_s + 1.0 + frame.time_s))
        if run.messages[-1]["detail"] == "exercise 2 of 2":
            break
    assert run.messages[-1]["camera"] is False
    run.go()
    run.close()
    by_name = {session.beginning.exercise: session for session in store.history.all()}
    lifted = by_name["pelvic_lift_tilt"]
    assert sum(rep.complete for rep in lifted.reps) == 2
    # Its clock began with the exercise, not with the words before it.
    assert lifted.reps[0].start_s < 12.0
    assert by_name["pelvic_floor_hold"].progress.paced == 10
    assert the_round(store).outcome == "done"
    assert "1." in " ".join(run.said)
    cameras = list(dict.fromkeys(message["camera"] for message in run.messages))
    assert cameras == [True, False]


def test_who_goes_on_where_nothing_was_done_and_does_nothing_leaves_no_session(
    store: Store,
) -> None:
    one = replace(squeezes(1), round=None)
    before = Run(one, store)
    while not store.history.running():
        before.go(0.5)
    before.close()
    (begun,) = store.history.running()
    assert begun.progress.paced == 0
    again = Run(one, store, begun.id).go(1.0)
    assert again.workout_run.kept()["session"] == begun.id
    again.stop().close()
    assert again.workout_run.kept()["session"] is None
    assert store.history.all() == []
