"""The page "Today" as Streamlit builds it, without a browser: all but the camera itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, rep, visible
from support.places import ROOT

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import weekday_name
from poseguide.core.records import Rep
from poseguide.definitions.base import Text
from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.definitions.programme import (
    WEEKDAYS,
    GuideCard,
    Programme,
    ProgrammeStep,
    programmes,
)
from poseguide.live import registry as registry_module
from poseguide.live.workout import Workout
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.plan import Plan
from poseguide.training.progression import Morning
from poseguide.training.rounds import NewRound, Round, RoundStep
from poseguide.training.session import SessionProgress, SessionStart
from poseguide.ui import local_time
from poseguide.ui.live_panel import FINISHED
from poseguide.ui.session_list import OPEN
from poseguide.ui.today.weeks import weeks_strip
from poseguide.ui.today.worst_pain import WORST

PAGES = ROOT / "poseguide" / "ui" / "pages.py"
LEG, SQUAT, FLOOR = "leg_extension_all_fours", "squat", "pelvic_floor_hold"
NAME = Text(en="Evening round", da="Aftenrunde")
CARD = GuideCard(
    name="find_it",
    title=Text(en="Find the muscles", da="Find musklerne"),
    text=Text(en="Squeeze as if to hold back wind.", da="Knib, som om du holder på en prut."),
    once=True,
)
LASTING = GuideCard(
    name="let_go",
    title=Text(en="Let go", da="Slip"),
    text=Text(en="Let go completely.", da="Slip helt."),
)
#: Something that is neither open nor shown outside the cautions of the programme.
CAUTION = Text(en="Ask first after an operation.", da="Spørg først efter en operation.")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def store(pages_store: Store) -> Store:
    return pages_store


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is noon on the page, of the day on which the test runs."""
    return set_clock(monkeypatch, 0)


def set_clock(monkeypatch: pytest.MonkeyPatch, ahead: int, hour: int = 12) -> datetime:
    """Has it be this hour on the page, some days ahead."""
    local = datetime.now().astimezone() + timedelta(days=ahead)
    at = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(local_time, "now", lambda: at)
    return at


def a_programme(*exercises: str, **changes: Any) -> Programme:
    steps = tuple(ProgrammeStep(exercise=name) for name in exercises or (LEG, SQUAT))
    usual: dict[str, Any] = {
        "id": "evening_round",
        "name": NAME,
        "purpose": Text(en="To sleep well.", da="For at sove godt."),
        "source": Text(en="a physiotherapist", da="en fysioterapeut"),
        "cautions": (CAUTION,),
        "times": ("08:00", "16:00"),
        "steps": steps,
    }
    return Programme(**usual | changes)


def follow(
    store: Store,
    programme: Programme | None = None,
    times: tuple[str, ...] = ("08:00",),
    person_id: str | None = None,
) -> Plan:
    """A plan with the times, on every day; noon is the time of the page."""
    return store.plans.add(person_id, programme or a_programme(), WEEKDAYS, times, own=True)


def begin(store: Store, plan: Plan | None = None, *exercises: str, **changes: Any) -> Round:
    """A round that has begun; of the plan's exercises, or of these."""
    names = exercises or tuple(step.exercise for step in plan.programme.steps if plan)
    new = NewRound(
        plan.person_id if plan else None,
        plan.id if plan else None,
        plan.programme.id if plan else "evening_round",
        NAME,
        tuple(RoundStep(name, goal_of(name)) for name in names),
        None,
    )
    return store.rounds.begin(replace(new, **changes))


def goal_of(name: str) -> Goal:
    return Goal(10, None, level=0) if name == FLOOR else Goal(1, None, per_side=name == LEG)


def exercise_in(store: Store, one: Round, place: int, end: str | None = "dose") -> str:
    """A session of a step of a round: two repetitions, or ten that were led."""
    step = one.steps[place]
    definition = load_any(step.exercise)
    seen = step.exercise != FLOOR
    begun = SessionStart(
        step.exercise, definition.sha256, getattr(definition.exercise, "sides", None), "en",
        step.goal, "camera" if seen else "timer", datetime.now(UTC), one.person_id,
        round_id=one.id, round_step=place,
    )  # fmt: skip
    session_id = store.sessions.begin(begun)
    reps = reps_of(step.exercise) if seen else ()
    progress = SessionProgress(40.0, 600, 600, 600, paced=0 if seen else 10)
    if end is None:
        store.sessions.write(session_id, progress, reps)
    else:
        store.sessions.end(session_id, progress, end, reps)  # type: ignore[arg-type]
    return session_id


def reps_of(exercise: str) -> tuple[Rep, ...]:
    """A good repetition of each side."""
    definition = load_exercise(exercise)
    left, right = (rep(definition.exercise, number) for number in (1, 2))
    return replace(left, side="left"), right


def a_done_round(store: Store, plan: Plan | None = None, *exercises: str, **changes: Any) -> Round:
    one = begin(store, plan, *exercises, **changes)
    for place in range(len(one.steps)):
        exercise_in(store, one, place)
    store.rounds.end(one.id)
    return store.rounds.load(one.id)


def page(language: Language = "en", **state: Any) -> AppTest:
    app = AppTest.from_file(str(PAGES), default_timeout=60)
    app.query_params["lang"] = language
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    """The page after a click."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def answer(app: AppTest, key: str, value: Any) -> None:
    app.button_group(key=key).set_value(value).run()
    assert not app.exception


def texts(app: AppTest) -> str:
    return "\n".join(visible(app))


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def stage_data(app: AppTest) -> list[dict[str, Any]]:
    """What is handed to each stage that is shown; one that only looks for a lost run is not."""
    data = [json.loads(stage.proto.json) for stage in app.get("bidi_component")]
    return [each for each in data if each["shown"]]


def stages(app: AppTest) -> int:
    return len(stage_data(app))


def wanted(app: AppTest) -> Workout:
    """What Start would lead through."""
    assert stages(app) == 1
    workout = app.session_state["slot"].workout
    assert isinstance(workout, Workout)
    return workout


def begins_by_itself(app: AppTest) -> bool:
    (stage,) = stage_data(app)
    return stage["begin"] is not None


def exercises_of(workout: Workout) -> list[str]:
    return [request.definition.exercise.id for request in workout.requests]


def choices(app: AppTest) -> list[Any]:
    """The list of what can be chosen, if there is one."""
    return [radio for radio in app.radio if str(radio.key).startswith("today_choice")]


def choice(app: AppTest) -> Any:
    (only,) = choices(app)
    return only


def folded(app: AppTest) -> dict[str, Any]:
    """What can be opened, by its title; one with an icon is a status for Streamlit's tests."""
    return {box.label: box for box in (*app.expander, *app.status)}


# --- without a plan ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "da"])
def test_without_a_plan_every_programme_can_be_done_now(language: Language) -> None:
    app = page(language)
    assert app.title[0].value == word("today_page", language)
    assert word("today_intro", language) in texts(app)
    assert stages(app) == 0
    for programme in programmes():
        assert programme.name[language] in texts(app)
        assert programme.purpose[language] in texts(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert links == [word("today_follow", language)]
    for programme in programmes():
        app = press(app, f"now_{programme.id}")
        workout = wanted(app)
        assert exercises_of(workout) == [step.exercise for step in programme.steps]
        assert workout.round is not None
        assert (workout.round.plan_id, workout.round.programme) == (None, programme.id)
        assert "skip_round" not in keys(app)
        app = press(app, "another")
        assert stages(app) == 0


# --- the slots of a day ------------------------------------------------------------------------


def test_what_is_due_is_chosen_and_start_leads_through_all_of_it(store: Store) -> None:
    plan = follow(store, times=("08:00", "16:00"))
    app = page()
    assert choice(app).options == [
        "08:00 · **Evening round** · :material/notifications: due now",
        "16:00 · **Evening round** · :material/schedule: later today",
        "Something else now",
    ]
    assert "due now" in choice(app).value or choice(app).index == 0
    workout = wanted(app)
    assert exercises_of(workout) == [LEG, SQUAT]
    assert [request.step for request in workout.requests] == [0, 1]
    assert [request.rest_s for request in workout.requests] == [15.0, 15.0]
    new = workout.round
    assert new is not None
    assert (new.person_id, new.plan_id, new.names) == (None, plan.id, NAME)
    assert new.steps[0].goal == Goal(6, None, per_side=True)
    assert not begins_by_itself(app)


def test_the_same_choice_keeps_its_slot(store: Store) -> None:
    follow(store)
    app = page()
    token = app.session_state["slot"].token
    app.run()
    assert app.session_state["slot"].token == token


@pytest.mark.parametrize(("language", "time"), [("en", "at 16:00"), ("da", "kl. 16.00")])
def test_where_nothing_is_due_the_page_says_when_the_next_is(
    store: Store, language: Language, time: str
) -> None:
    follow(store, times=("16:00",))
    app = page(language)
    assert word("today_nothing_due", language) in texts(app)
    assert time in texts(app)
    assert stages(app) == 0
    choice(app).set_value(choice(app).options[0]).run()
    assert exercises_of(wanted(app)) == [LEG, SQUAT]


def test_a_day_without_slots_offers_something_else(store: Store, noon: datetime) -> None:
    tomorrow = WEEKDAYS[(noon.weekday() + 1) % 7]
    store.plans.add(None, a_programme(), (tomorrow,), ("16:00",), own=True)
    app = page()
    assert "Next: “Evening round”, tomorrow at 16:00." in texts(app)
    assert choices(app) == []
    app = press(app, "now_evening_round")
    new = wanted(app).round
    assert new is not None
    assert (new.plan_id, new.programme) == (None, "evening_round")


def test_something_else_can_be_done_although_something_is_due(store: Store) -> None:
    follow(store)
    app = page()
    choice(app).set_value(choice(app).options[-1]).run()
    assert stages(app) == 0
    assert f"now_{programmes()[0].id}" in keys(app)


def test_what_is_done_is_told_with_its_counts(store: Store) -> None:
    # A round is kept with the real time, which may be long after noon.
    plan = follow(store, times=("08:00", "23:59"))
    a_done_round(store, plan)
    app = page()
    assert word("today_enough_done", "en") in texts(app)
    assert "today at 23:59" in texts(app)
    assert choice(app).options[0].endswith(":material/check_circle: done")
    choice(app).set_value(choice(app).options[0]).run()
    told = "**Leg extension on all fours**  \n:material/check_circle: Done: left 1, right 1"
    assert told in texts(app)
    assert stages(app) == 0
    app = press(app, "see_round")
    assert word("round_done", "en") in texts(app)


def test_a_round_that_was_left_is_carried_on_where_it_stopped(store: Store) -> None:
    plan = follow(store, a_programme(LEG, SQUAT, FLOOR))
    one = begin(store, plan, pain_before=3)
    exercise_in(store, one, 0)
    part = exercise_in(store, one, 1, "stopped")
    app = page()
    assert choice(app).options[0].endswith("begun, can be carried on")
    shown = texts(app)
    assert "**Leg extension on all fours**  \n:material/check_circle: Done" in shown
    assert "**Squat**  \n:material/clock_loader_60: Part done" in shown
    assert "Still to do" in shown
    slot = app.session_state["slot"]
    assert slot.earlier == part
    workout = wanted(app)
    assert (workout.round, workout.round_id) == (None, one.id)
    assert [(request.step, request.pain_before) for request in workout.requests] == [(1, 3), (2, 3)]
    assert exercises_of(workout) == [SQUAT, FLOOR]
    assert word("pain_before", "en") not in texts(app)


def test_a_step_that_was_left_for_the_next_one_is_not_done_again(store: Store) -> None:
    plan = follow(store)
    one = begin(store, plan)
    exercise_in(store, one, 0, "stopped")
    store.rounds.skip(one.id, 0)
    workout = wanted(page())
    assert [request.step for request in workout.requests] == [1]


def test_a_round_without_a_plan_is_carried_on_too(store: Store) -> None:
    one = begin(store, None, LEG, FLOOR)
    exercise_in(store, one, 0)
    app = page()
    assert wanted(app).round_id == one.id
    assert app.session_state["slot"].earlier is None
    app = press(app, "open_enough")
    assert store.rounds.load(one.id).ended_at is not None
    assert "Done to the end: 1 of 2." in texts(app)


def test_a_round_of_another_window_can_be_carried_on_with_in_this_one(store: Store) -> None:
    one = begin(store, None, FLOOR, LEG)
    slot, registry = page().session_state["slot"], registry_module.live_registry()
    registry.enter(slot)
    try:
        app = page()
        assert word("round_other_window", "en") in texts(app)
        assert wanted(app).round_id == one.id
        here = app.session_state["slot"]
        assert registry.enter(here) == (here.workout_run, 1)
        assert slot.has_moved
    finally:
        registry.close(here)


def test_what_another_program_leads_is_looked_at_again(store: Store) -> None:
    plan = follow(store)
    one = begin(store, plan)
    session_id = exercise_in(store, one, 0, end=None)
    app = page()
    assert word("round_elsewhere", "en") in texts(app)
    assert stages(app) == 0
    store.sessions.end(session_id, store.sessions.load(session_id).progress, "dose")
    assert stages(press(app, "look_again")) == 1


def test_a_round_can_be_skipped_without_blame_and_done_after_all(store: Store) -> None:
    plan = follow(store)
    app = page()
    app = press(app, "skip_round")
    (one,) = store.rounds.of(None)
    assert (one.plan_id, one.outcome) == (plan.id, "skipped")
    assert choice(app).options[0].endswith(":material/skip_next: skipped")
    assert stages(app) == 0
    choice(app).set_value(choice(app).options[0]).run()
    app = press(app, "after_all")
    assert store.rounds.of(None) == []
    assert exercises_of(wanted(app)) == [LEG, SQUAT]


def test_part_of_a_round_that_was_enough_can_be_carried_on_after_all(store: Store) -> None:
    plan = follow(store)
    one = begin(store, plan)
    exercise_in(store, one, 0)
    store.rounds.end(one.id)
    app = page()
    assert choice(app).options[0].endswith("part done")
    choice(app).set_value(choice(app).options[0]).run()
    app = press(app, "reopen_round")
    assert wanted(app).round_id == one.id


# --- how it was the next morning ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("morning", "light"), [("as_before", "green"), ("settled", "yellow"), ("worse", "red")]
)
@pytest.mark.parametrize("language", ["en", "da"])
def test_the_next_morning_is_asked_once_for_all_rounds_of_the_day(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
    morning: Morning,
    light: str,
) -> None:
    for _ in range(2):
        a_done_round(store, None, LEG)
    set_clock(monkeypatch, ahead=1)
    app = page(language)
    assert word("morning_ask_yesterday", language) in texts(app)
    app = press(app, f"morning_{morning}")
    assert [one.morning for one in store.rounds.of(None)] == [morning, morning]
    assert word("morning_ask_yesterday", language) not in texts(app)
    assert f"**{word(f'light_{light}', language)}.**" in texts(app)
    assert word(f"light_morning_{light}", language) in texts(app)
    app = press(app, "morning_change")
    assert [one.morning for one in store.rounds.of(None)] == [None, None]
    assert word("morning_ask_yesterday", language) in texts(app)


def test_an_earlier_day_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = a_done_round(store, None, LEG)
    set_clock(monkeypatch, ahead=2)
    name = WEEKDAY_NAMES[one.started_at.astimezone().weekday()]
    assert f"You exercised on {name}." in texts(page())


WEEKDAY_NAMES = [weekday_name(number, "en") for number in range(7)]


def test_nothing_is_asked_on_the_day_itself(store: Store) -> None:
    a_done_round(store, None, LEG)
    assert not any(key.startswith("morning_") for key in keys(page()))


# --- warning signs, pain, cautions -------------------------------------------------------------


def test_the_page_says_that_it_is_no_medical_device_also_where_nothing_can_be_started(
    store: Store,
) -> None:
    app = page()
    assert stages(app) == 0
    assert "not a medical device" in texts(app)


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("chest", "112"),
        ("breath", "112"),
        ("calf", "do not massage the leg"),
        ("dizzy", "Sit or lie down"),
    ],
)
def test_with_a_warning_sign_nothing_can_be_started(store: Store, sign: str, said: str) -> None:
    follow(store)
    app = page()
    assert stages(app) == 1
    answer(app, "signs_None_en", [sign])
    assert said in app.error[0].value
    assert stages(app) == 0
    assert not {"worst_now", "skip_round"} & keys(app)
    answer(app, "signs_None_en", [])
    assert stages(app) == 1
    assert len(app.error) == 0


def test_the_most_urgent_sign_comes_first_and_each_thing_to_do_once() -> None:
    app = page("da")
    answer(app, "signs_None_da", ["dizzy", "calf", "breath", "chest"])
    told = app.error[0].value.split("\n\n")
    keys = ("sign_emergency_do", "sign_calf_do", "sign_dizzy_do", "signs_wait")
    assert told == [word(key, "da") for key in keys]


@pytest.mark.parametrize(("pain", "light"), [(2, "green"), (5, "yellow"), (8, "red")])
@pytest.mark.parametrize("language", ["en", "da"])
def test_the_pain_before_has_a_light_with_a_word_and_can_always_be_started(
    store: Store, language: Language, pain: int, light: str
) -> None:
    plan = follow(store)
    app = page(language)
    before = wanted(app).round
    assert before is not None
    assert before.pain_before is None
    assert word(f"light_{light}", language) not in texts(app)
    answer(app, f"pain_before_None_{plan.id}", pain)
    assert f"**{word(f'light_{light}', language)}.**" in texts(app)
    assert word(f"light_before_{light}", language, pain=pain) in texts(app)
    workout = wanted(app)
    assert workout.round is not None
    assert workout.round.pain_before == pain
    assert {request.pain_before for request in workout.requests} == {pain}


def test_cautions_stand_open_the_first_time_and_folded_afterwards(store: Store) -> None:
    plan = follow(store)
    caution = load_any(LEG).exercise.cautions[0].en
    app = page()
    assert CAUTION.en in texts(app)
    assert word("today_new", "en") in texts(app)
    assert caution in texts(app)
    assert word("today_known", "en") not in folded(app)
    one = begin(store, plan)
    exercise_in(store, one, 0)
    store.rounds.delete(one.id)
    app = page()
    known = folded(app)[word("today_known", "en")]
    assert not known.proto.expanded
    assert caution in "\n".join(each.value for each in known.markdown)
    assert load_any(SQUAT).exercise.cautions[0].en in texts(app)
    assert word("today_new", "en") in texts(app)


def test_a_card_that_is_for_once_goes_when_it_is_done(store: Store) -> None:
    plan = follow(store, a_programme(FLOOR, guide=(CARD, LASTING)))
    app = page()
    assert word("no_camera_needed", "en") in texts(app)
    assert CARD.title.en in folded(app)
    lasting = folded(app)[word("programme_guide", "en")]
    assert "Let go completely." in "\n".join(each.value for each in lasting.markdown)
    assert CARD.text.en in texts(app)
    assert not wanted(app).needs_camera
    app = press(app, f"once_{plan.id}_find_it")
    assert CARD.title.en not in folded(app)
    assert CARD.text.en not in texts(app)
    assert CARD.title.en not in folded(page())
    assert word("programme_guide", "en") in folded(page())


def test_own_limits_are_used(store: Store) -> None:
    bo = store.people.add("Bo")
    store.people.set_limits(bo.id, LEG, {"knee_bent": 140.0})
    follow(store, person_id=bo.id)
    app = page(chosen_person=bo.id)
    assert [dict(request.limits) for request in wanted(app).requests] == [{"knee_bent": 140.0}, {}]
    assert word("own_limits_used", "en", number=1) in texts(app)


# --- when the pain is worst --------------------------------------------------------------------


def test_when_the_pain_is_worst_the_vein_pump_begins_by_itself(store: Store) -> None:
    follow(store)
    app = page()
    assert not begins_by_itself(app)
    app = press(app, "worst_now")
    (worst,) = (programme for programme in programmes() if programme.worst)
    workout = wanted(app)
    assert workout.round is not None
    assert (workout.round.programme, workout.round.plan_id) == (worst.id, None)
    assert exercises_of(workout) == [step.exercise for step in worst.steps]
    assert begins_by_itself(app)
    assert choices(app) == []
    app = press(app, "worst_back")
    assert exercises_of(wanted(app)) == [LEG, SQUAT]
    assert not begins_by_itself(app)


def test_a_person_may_have_their_own_programme_for_the_worst_pain(store: Store) -> None:
    follow(store, a_programme(SQUAT, worst=True), times=("16:00",))
    app = page()
    app = press(app, "worst_now")
    assert exercises_of(wanted(app)) == [SQUAT]


def test_where_nothing_was_done_in_the_round_the_page_says_so(store: Store) -> None:
    app = page(**{WORST: "begun", "nothing_done": True})
    assert word("nothing_done", "en") in texts(app)
    assert stages(app) == 1
    assert not begins_by_itself(app)
    assert FINISHED not in app.session_state


def test_after_the_worst_the_page_is_as_before(store: Store) -> None:
    app = page()
    app = press(app, "worst_now")
    one = a_done_round(store, None, LEG)
    app.session_state[FINISHED] = one.id
    app.run()
    assert word("round_done", "en") in texts(app)
    app = press(app, "round_back")
    assert stages(app) == 0
    assert word("today_intro", "en") in texts(app)


# --- the summary of a round --------------------------------------------------------------------


def test_the_summary_says_what_came_of_each_step(store: Store) -> None:
    one = begin(store, None, LEG, SQUAT, FLOOR, "heel_raise_seated")
    exercise_in(store, one, 0)
    exercise_in(store, one, 1, "stopped")
    store.rounds.skip(one.id, 3)
    app = page(**{FINISHED: one.id})
    shown = texts(app)
    assert "How it went: Evening round" in shown
    assert "Done to the end: 1 of 4. All that you did counts." in shown
    for line in (
        "1. **Leg extension on all fours**  \n:material/check_circle: Done: left 1, right 1, of 1",
        "2. **Squat**  \n:material/clock_loader_60: Part done: 2 of 1",
        "**  \n:material/radio_button_unchecked: Still to do: ",
        "**  \n:material/skip_next: Skipped: ",
    ):
        assert line in shown
    app = press(app, "round_carry_on")
    assert wanted(app).round_id == one.id


def test_what_is_left_may_be_enough_for_now(store: Store) -> None:
    one = begin(store, None, LEG, SQUAT)
    exercise_in(store, one, 0)
    app = page(**{FINISHED: one.id})
    app = press(app, "round_enough")
    assert store.rounds.load(one.id).ended_at is not None
    assert not {"round_enough", "round_carry_on"} & keys(app)
    app = press(app, "round_back")
    assert word("round_title", "en") not in texts(app)


@pytest.mark.parametrize(("pain", "light"), [(0, "green"), (4, "yellow"), (10, "red")])
def test_pain_and_effort_are_saved_at_once_and_the_light_says_what_follows(
    store: Store, pain: int, light: str
) -> None:
    one = a_done_round(store, None, LEG, pain_before=2)
    app = page(**{FINISHED: one.id})
    assert word("pain_was", "en", pain=2) in texts(app)
    assert store.rounds.load(one.id).pain_after is None
    answer(app, f"round_pain_{one.id}", pain)
    answer(app, f"round_effort_{one.id}", 6)
    kept = store.rounds.load(one.id)
    assert (kept.pain_after, kept.effort) == (pain, 6)
    assert store.sessions.load(str(kept.results[0].session_id)).pain_after == pain
    assert word(f"light_after_{light}", "en", pain=pain) in texts(app)


def test_what_no_camera_saw_is_told_and_saved(store: Store) -> None:
    one = a_done_round(store, None, LEG, FLOOR)
    session_id = str(one.results[1].session_id)
    app = page(**{FINISHED: one.id})
    asked = [group.label for group in app.get("button_group")]
    assert asked.count(word("told_held", "en")) == 1
    answer(app, f"told_{session_id}_held_en", "some")
    answer(app, f"told_{session_id}_felt_en", "yes")
    assert dict(store.sessions.load(session_id).answers) == {"held": "some", "felt": "yes"}
    assert word("told_ask_somebody", "en") not in texts(app)
    answer(app, f"told_{session_id}_leak_en", "yes")
    assert dict(store.sessions.load(session_id).answers) == {
        "held": "some",
        "felt": "yes",
        "leak": "yes",
    }
    assert word("told_ask_somebody", "en") in texts(app)
    assert word("told_pain", "en") not in texts(app)
    answer(app, f"round_pain_{one.id}", 1)
    assert word("told_pain", "en") in texts(app)


def test_a_step_that_a_camera_saw_asks_nothing_more(store: Store) -> None:
    one = a_done_round(store, None, LEG)
    app = page(**{FINISHED: one.id})
    assert word("told_held", "en") not in texts(app)


def test_a_session_of_the_summary_opens_in_the_history(store: Store) -> None:
    one = a_done_round(store, None, LEG)
    app = page(**{FINISHED: one.id})
    app.button(key=f"step_{one.id}_0").click().run()
    assert app.title[0].value == word("history_page", "en")
    assert app.session_state[OPEN] == one.results[0].session_id


def test_a_skipped_round_has_no_questions(store: Store) -> None:
    one = begin(store, None, LEG)
    store.rounds.skip(one.id, 0)
    store.rounds.end(one.id)
    app = page(**{FINISHED: one.id})
    assert word("round_skipped", "en") in texts(app)
    assert len(app.get("button_group")) == 1  # the language


# --- while it runs, and afterwards -------------------------------------------------------------


def test_where_nobody_is_chosen_the_page_asks_who_it_is_as_long_as_there_is_somebody(
    store: Store,
) -> None:
    assert word("today_who", "en") not in texts(page())
    store.people.add("Bo")
    assert word("today_who", "en") in texts(page())
    follow(store)
    assert word("today_who", "en") not in texts(page())


def test_two_people_are_kept_apart(store: Store) -> None:
    bo, ase = store.people.add("Bo"), store.people.add("Åse")
    plan = follow(store, person_id=bo.id)
    begin(store, plan, pain_before=1)
    finished = a_done_round(store, plan)
    app = page(chosen_person=bo.id)
    assert "Evening round" in texts(app)
    app.selectbox[0].set_value(ase.id).run()
    assert "Evening round" not in texts(app)
    app.session_state[FINISHED] = finished.id
    app.run()
    assert "Evening round" not in texts(app)
    assert FINISHED not in app.session_state
    app.selectbox[0].set_value(bo.id).run()
    assert "Evening round" in texts(app)


def test_the_answer_about_warning_signs_is_each_persons_own(store: Store) -> None:
    bo = store.people.add("Bo")
    app = page()
    answer(app, "signs_None_en", ["calf"])
    app.selectbox[0].set_value(bo.id).run()
    assert len(app.error) == 0
    app.selectbox[0].set_value("").run()
    assert "do not massage" in app.error[0].value


# --- what is broken ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_broken_programme_is_told_and_hides_no_other(
    store: Store, tmp_path: Path, language: Language
) -> None:
    broken = follow(store, a_programme(LEG, id="broken_one"))
    follow(store)
    engine = create_engine(f"sqlite:///{tmp_path / 'poseguide.db'}")
    with engine.begin() as database:
        database.execute(
            text("UPDATE plan SET own = replace(own, :old, 'gone') WHERE id = :id"),
            {"old": LEG, "id": broken.id},
        )
    engine.dispose()
    app = page(language)
    assert len(app.error) == 1
    assert NAME[language] in choice(app).options[0]
    assert exercises_of(wanted(app)) == [LEG, SQUAT]


@pytest.mark.parametrize("language", ["en", "da"])
def test_an_open_round_of_an_exercise_that_is_gone_hides_nothing_else(
    store: Store, language: Language
) -> None:
    one = begin(store, None, LEG, SQUAT)
    gone = replace(one.steps[1], exercise="gone")
    store.rounds.delete(one.id)
    begin(store, None, LEG, steps=(one.steps[0], gone))
    app = page(language)
    assert len(app.error) == 1
    assert stages(app) == 0
    choice(app).set_value(choice(app).options[-1]).run()
    assert f"now_{programmes()[0].id}" in keys(app)


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_database_that_cannot_be_used_is_said_on_the_page(
    tmp_path: Path, language: Language
) -> None:
    (tmp_path / "poseguide.db").write_bytes(b"this is no database" * 100)
    app = page(language)
    assert "poseguide.db" in app.error[0].value


# --- without shame -----------------------------------------------------------------------------


def test_the_last_weeks_are_shown_kindly(store: Store, noon: datetime) -> None:
    assert not page().get("html")
    plan = follow(store, a_programme(LEG, felt_after_weeks=(4, 6)))
    app = page()
    told = "Week 1 of “Evening round”. Many feel a difference after 4 to 6 weeks"
    assert told in texts(app)
    a_done_round(store, plan)
    app = page()
    assert "1 of the last 7 days" in texts(app)
    (strip,) = app.get("html")
    assert strip.proto.body.count("exercised") == 1


def test_the_strip_shows_four_weeks_and_marks_only_what_was_done() -> None:
    today = date(2026, 11, 25)
    html = weeks_strip({date(2026, 11, 24), date(2026, 11, 2), date(2026, 11, 1)}, today, "en")
    assert html.count("<td") == 28
    assert html.count('class="done"') == 2  # the first of November is in an earlier week
    assert html.count('class="today"') == 1
    assert html.count('class="ahead"') == 4
    assert "24 November 2026, exercised" in html
    assert "25 November 2026, today" in html
    danish = weeks_strip({date(2026, 11, 25)}, today, "da")
    assert "25. november 2026, i dag, trænet" in danish
    assert 'class="done today"' in danish


# --- the language ------------------------------------------------------------------------------


def states(store: Store, monkeypatch: pytest.MonkeyPatch, state: str) -> dict[str, Any]:
    """Makes a state of the page, and gives what the window holds then."""
    if state == "none":
        return {}
    if state == "worst":
        return {WORST: "begun"}
    plan = follow(store, a_programme(LEG, FLOOR, guide=(CARD,), felt_after_weeks=(4, 6)))
    if state == "due":
        return {}
    one = begin(store, plan, pain_before=2)
    if state == "skipped":
        store.rounds.skip(one.id, 0)
        store.rounds.skip(one.id, 1)
        store.rounds.end(one.id)
        return {FINISHED: one.id}
    exercise_in(store, one, 0, "stopped")
    if state == "open":
        return {}
    session_id = exercise_in(store, one, 1)
    store.annotations.set_answers(session_id, {"leak": "yes"})
    store.rounds.set_pain(one.id, "after", 5)
    if state == "summary":
        return {FINISHED: one.id}
    store.rounds.end(one.id)
    if state == "morning":
        set_clock(monkeypatch, ahead=1)
    return {}


@pytest.mark.parametrize(
    "state", ["none", "worst", "due", "skipped", "open", "summary", "ended", "morning"]
)
def test_no_english_is_left_in_danish(
    store: Store, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    app = page("da", **states(store, monkeypatch, state))
    shown = [each for each in visible(app) if each not in (NAME.da, CAUTION.da)]
    assert len(shown) > 10
    assert english_in(shown) == []


def test_a_choice_outlives_a_change_of_language(store: Store) -> None:
    follow(store, times=("08:00", "16:00"))
    app = page()
    choice(app).set_value(choice(app).options[1]).run()
    workout = wanted(app)
    app.button_group(key="lang").set_value("da").run()
    assert not app.exception
    assert choice(app).index == 1
    assert wanted(app).round == workout.round
