"""The page "Exercise" as Streamlit builds it, without a browser: all but the camera itself."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, rep, visible

from poseguide.core.i18n import Language, word
from poseguide.core.records import Finding
from poseguide.definitions.catalog import load_any, load_exercise, paths
from poseguide.definitions.limits import limit_names
from poseguide.live import registry as registry_module
from poseguide.live.guidance import Guidance
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.folders import clips_folder
from poseguide.storage.people_repository import KeptLimit, LimitSource, Person
from poseguide.storage.store import Store
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.session import SessionProgress, SessionStart
from poseguide.ui.components import live_stage
from poseguide.ui.exercise.page import STAGE_REM
from poseguide.vision.pose_pool import PoseModels

PAGE = """
from poseguide.ui.exercise.page import exercise_page
from poseguide.ui.state import choose_language
choose_language()
exercise_page()
"""
EXERCISE = load_exercise("leg_extension_all_fours").exercise

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def store(pages_store: Store) -> Store:
    return pages_store


def page(language: Language = "en", finished: str | None = None) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = language
    if finished is not None:
        app.session_state["finished"] = finished
    app.run()
    assert not app.exception
    return app


def choose(app: AppTest, exercise: str) -> None:
    app.selectbox(key="live_exercise_en").set_value(exercise).run()
    assert not app.exception


def choose_person(app: AppTest, person: Person | None) -> None:
    app.selectbox[0].set_value(person.id if person else "").run()
    assert not app.exception


def wished(app: AppTest) -> ExerciseRequest:
    """What Start would begin."""
    workout = app.session_state["slot"].workout
    assert isinstance(workout, Workout)
    (request,) = workout.requests
    return request


def begin(store: Store, name: str = "leg_extension_all_fours", **changes: object) -> str:
    definition = load_any(name)
    sides = getattr(definition.exercise, "sides", None)
    beginning = SessionStart(
        name, definition.sha256, sides, "en", usual_goal(definition.exercise),
        "camera" if sides else "timer", datetime.now(UTC),
    )  # fmt: skip
    return store.sessions.begin(replace(beginning, **changes))


def a_session(store: Store) -> str:
    """A stored session: a good repetition, one with a fault, and one that was not complete."""
    session_id = begin(store)
    reps = (
        rep(EXERCISE, 1), rep(EXERCISE, 2, fault="knee_bent"), rep(EXERCISE, 3, missing="tuck")
    )  # fmt: skip
    progress = SessionProgress(40.0, 600, 600, 600, None, 0, 640, 480)
    store.sessions.end(session_id, progress, "stopped", reps)
    return session_id


def a_person(store: Store, name: str = "Bo", **limits: float) -> Person:
    """A person with own limits of the leg extension."""
    person = store.people.add(name)
    store.people.set_limits(person.id, EXERCISE.id, limits)
    return person


def texts(app: AppTest) -> str:
    return "\n".join(visible(app))


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_every_exercise_can_be_chosen_with_its_goal(path: Path) -> None:
    app = page()
    choose(app, path.stem)
    assert not app.exception
    exercise = load_any(path.stem).exercise
    request = wished(app)
    assert request.definition.exercise.id == path.stem
    assert request.goal == usual_goal(exercise)
    assert exercise.setup.en in texts(app)


def test_a_link_chooses_an_exercise_and_leaves_the_summary(store: Store) -> None:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["exercise"] = "squat"
    app.session_state["finished"] = a_session(store)
    app.run()
    assert wished(app).definition.exercise.id == "squat"
    assert "exercise" not in app.query_params
    choose(app, "march_standing")
    assert wished(app).definition.exercise.id == "march_standing"


def test_a_link_to_an_exercise_that_is_gone_chooses_none() -> None:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["exercise"] = "gone"
    app.run()
    assert not app.exception
    assert wished(app).definition.exercise.id == paths()[0].stem


def test_the_goal_is_what_is_chosen() -> None:
    app = page()
    choose(app, "leg_extension_all_fours")
    app.number_input[0].set_value(8).run()
    assert wished(app).goal == Goal(8, None, per_side=True)
    choose(app, "pelvic_floor_hold")
    app.selectbox(key="level_pelvic_floor_hold").set_value(2).run()
    assert wished(app).goal == Goal(12, None, level=2)


def test_nobody_can_ask_for_more_than_the_source_says() -> None:
    app = page()
    choose(app, "leg_extension_all_fours")
    assert (app.number_input[0].min, app.number_input[0].max) == (1, 10)


def test_what_no_camera_sees_says_so() -> None:
    app = page()
    choose(app, "pelvic_floor_hold")
    assert word("no_camera_needed", "en") in texts(app)


def test_the_same_choice_keeps_its_slot() -> None:
    app = page()
    token = app.session_state["slot"].token
    app.run()
    assert app.session_state["slot"].token == token
    choose(app, "squat")
    assert app.session_state["slot"].token != token
    assert len(token) >= 40


# --- whose session it is, and how much it hurts before ----------------------------------------


def test_a_persons_own_limits_are_those_of_the_exercise(store: Store) -> None:
    usual = limit_names(EXERCISE)
    bo = a_person(store, knee_bent=usual["knee_bent"] - 5, gone_since=1.0)
    app = page()
    choose(app, EXERCISE.id)
    assert (wished(app).person_id, wished(app).limits) == (None, {})
    choose_person(app, bo)
    own = {"knee_bent": usual["knee_bent"] - 5}
    assert (wished(app).person_id, wished(app).limits) == (bo.id, own)
    assert limit_names(wished(app).definition.exercise) == usual | own
    assert word("own_limits_used", "en", number=1) in texts(app)
    choose(app, "squat")
    assert (wished(app).person_id, wished(app).limits) == (bo.id, {})
    assert "Own limits used" not in texts(app)


def test_own_limits_that_the_exercise_cannot_take_are_told_and_nothing_starts(
    store: Store,
) -> None:
    bo = a_person(store, knee_bent=math.inf)
    app = page()
    choose(app, EXERCISE.id)
    assert len(app.get("bidi_component")) == 1
    choose_person(app, bo)
    assert "cannot take" in app.error[0].value
    assert len(app.get("bidi_component")) == 0


def test_the_pain_before_is_what_is_chosen_and_not_choosing_is_not_0(store: Store) -> None:
    bo = a_person(store)
    app = page()
    assert wished(app).pain_before is None
    app.button_group(key="pain_before_None").set_value(0).run()
    assert wished(app).pain_before == 0
    choose_person(app, bo)
    assert wished(app).pain_before is None
    app.button_group(key=f"pain_before_{bo.id}").set_value(7).run()
    choose(app, "squat")
    assert wished(app).pain_before == 7


def test_what_is_wished_is_what_the_store_keeps(store: Store) -> None:
    limit = limit_names(EXERCISE)["knee_bent"] - 5
    bo = a_person(store, knee_bent=limit)
    app = page()
    choose(app, EXERCISE.id)
    choose_person(app, bo)
    app.button_group(key=f"pain_before_{bo.id}").set_value(4).run()
    workout_run = WorkoutRun(app.session_state["slot"].workout, store, PoseModels())
    try:
        assert workout_run.exercise_run._writer is not None
        workout_run.exercise_run._writer.take(Guidance(0.0, "work"))
    finally:
        workout_run.close()
    begun = store.history.all()[0].beginning
    assert (begun.person_id, begun.limits, begun.pain_before) == (bo.id, {"knee_bent": limit}, 4)


@pytest.mark.parametrize("state", ["idle", "unfinished", "summary", "nothing"])
def test_no_english_is_left_in_danish(store: Store, state: str) -> None:
    if state == "unfinished":
        leave_unfinished(store)
    app = page("da", a_session(store) if state == "summary" else None)
    if state == "nothing":
        app.session_state["nothing_done"] = True
        app.run()
        assert word("nothing_done", "da") in texts(app)
    assert english_in(list(visible(app))) == []


def leave_unfinished(store: Store, **begun: object) -> str:
    """A session of a program that was killed a minute ago, after two repetitions."""
    session_id = begin(store, started_at=datetime.now(UTC) - timedelta(minutes=2), **begun)
    store.sessions.write(
        session_id, SessionProgress(30.0, 400, 400, 400), (rep(EXERCISE, 1), rep(EXERCISE, 2))
    )
    return session_id


@pytest.fixture
def unfinished(store: Store, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(registry_module, "_ELSEWHERE", timedelta(0))
    return leave_unfinished(store)


def test_a_session_that_was_broken_off_can_be_gone_on_with(unfinished: str) -> None:
    app = page()
    assert "You were in the middle of “Leg extension on all fours”" in texts(app)
    assert "Done so far: 2." in texts(app)
    app.button(key="go_on").click().run()
    slot = app.session_state["slot"]
    assert slot.earlier == unfinished
    assert slot.workout.requests[0].definition.exercise.id == "leg_extension_all_fours"
    app.button(key="start_anew").click().run()
    assert app.session_state["slot"].earlier is None


def test_a_session_that_was_broken_off_can_be_finished(store: Store, unfinished: str) -> None:
    app = page()
    app.button(key="finish_it").click().run()
    assert store.sessions.load(unfinished).end == "interrupted"
    assert "Broken off." in texts(app)


def test_a_session_that_goes_on_keeps_what_it_began_with(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_module, "_ELSEWHERE", timedelta(0))
    bo, limit = a_person(store, knee_bent=100.0), limit_names(EXERCISE)["knee_bent"] - 5
    leave_unfinished(store, person_id=bo.id, limits={"knee_bent": limit}, pain_before=3)
    app = page()
    choose_person(app, bo)
    app.button(key="go_on").click().run()
    request = wished(app)
    assert (request.person_id, request.limits, request.pain_before) == (
        bo.id,
        {"knee_bent": limit},
        3,
    )
    assert limit_names(request.definition.exercise)["knee_bent"] == limit


def test_nobody_is_offered_the_session_of_another_person(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_module, "_ELSEWHERE", timedelta(0))
    bo, ase = a_person(store), a_person(store, "Åse")
    of_bo = leave_unfinished(store, person_id=bo.id)
    app = page()
    for other in (ase, None):
        choose_person(app, other)
        assert "You were in the middle" not in texts(app)
    choose_person(app, bo)
    app.button(key="go_on").click().run()
    assert app.session_state["slot"].earlier == of_bo
    choose_person(app, ase)
    assert app.session_state["slot"].earlier is None
    assert wished(app).person_id == ase.id


def test_a_session_that_is_written_just_now_is_somebody_elses(store: Store) -> None:
    leave_unfinished(store)
    assert "You were in the middle" not in texts(page())


def test_the_summary_says_what_was_counted_what_went_well_and_what_to_work_on(
    store: Store,
) -> None:
    app = page("en", a_session(store))
    shown = texts(app)
    numbers = {metric.label: metric.value for metric in app.metric}
    assert numbers["Complete repetitions"] == "2"
    assert numbers["Incomplete"] == "1"
    assert (numbers["Left"], numbers["Right"]) == ("0", "2")
    assert numbers["Tempo (seconds)"] == "4.0"
    assert numbers["Range (degrees)"] == "120"
    assert "One repetition was complete, and no fault was seen in it." in shown
    assert "The one thing to work on" in shown
    assert "“Knee to the belly” was missing. Repetitions: 3" in shown
    assert "Stopped before the goal." in shown


@pytest.mark.parametrize(("many", "offered"), [(2, False), (3, True)])
def test_after_three_good_repetitions_they_may_be_confirmed_as_normal(
    store: Store, many: int, offered: bool
) -> None:
    person = store.people.add("Bo")
    session_id = begin(store, person_id=person.id)
    progress = SessionProgress(40.0, 600, 600, 600, None, 0, 640, 480)
    reps = tuple(
        replace(one, findings=tuple(
            replace(found, value=160.0) for found in one.findings if found.rule == "knee_bent"
        ))
        for one in (rep(EXERCISE, number) for number in range(1, many + 1))
    )  # fmt: skip
    store.sessions.end(session_id, progress, "stopped", reps)
    app = page("en", session_id)
    assert ("take_baseline" in [button.key for button in app.button]) == offered
    if not offered:
        return
    app.button(key="take_baseline").click().run()
    source = LimitSource(store.sessions.load(session_id).beginning.started_at, "")
    kept = store.people.kept_limits(person.id)
    assert kept == {EXERCISE.id: {"knee_bent": KeptLimit(150.0, source)}}
    assert word("baseline_taken", "en", name="Bo") in texts(app)


@pytest.mark.parametrize("language", ["en", "da"])
def test_what_was_not_seen_is_not_praised_and_the_way_to_film_is_said(
    store: Store, language: Language
) -> None:
    tuck = Finding("tuck", "unseen", None, 63.0, "deg", "minor")
    far = (rep(EXERCISE, number) for number in (1, 2))
    reps = [replace(one, findings=(tuck, *one.findings), range=math.nan) for one in far]
    session_id = begin(store)
    progress = SessionProgress(40.0, 600, 600, 600, None, 0, 640, 480)
    store.sessions.end(session_id, progress, "stopped", reps)
    app = page(language, session_id)
    place = EXERCISE.camera.place[language]
    (said,) = [one.value for one in app.warning]
    assert said == word("hardly_judged", language, judged=0, number=2, place=place)
    assert not app.success
    usual = word("usual_range", language, unit=word("deg", language))
    assert usual not in [one.label for one in app.metric]


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_summary_says_how_much_it_hurt_before(store: Store, language: Language) -> None:
    for pain in (0, 6):
        session_id = begin(store, pain_before=pain)
        store.sessions.end(session_id, SessionProgress(5.0), "stopped")
        assert word("pain_was", language, pain=pain) in texts(page(language, session_id))
    assert word("pain_was", language, pain="") not in texts(page(language, a_session(store)))


@pytest.mark.parametrize("pain", [0, 4, 10])
def test_the_pain_is_saved_in_the_moment_it_is_chosen(store: Store, pain: int) -> None:
    session_id = a_session(store)
    app = page("en", session_id)
    assert store.sessions.load(session_id).pain_after is None
    app.button_group(key=f"pain_{session_id}").set_value(pain).run()
    assert store.sessions.load(session_id).pain_after == pain
    assert "Saved." in texts(app)


def test_a_clip_can_be_deleted_for_good(store: Store) -> None:
    session_id = a_session(store)
    clip = clips_folder() / "clip.mp4"
    clip.write_bytes(b"a clip")
    store.sessions.set_clip(session_id, clip.name)
    app = page("en", session_id)
    app.button(key="delete_clip").click().run()
    assert not clip.exists()
    assert store.sessions.load(session_id).clip is None
    assert not [button for button in app.button if button.key == "delete_clip"]


def test_a_paced_session_is_summed_up_without_a_camera(store: Store) -> None:
    session_id = begin(store, "pelvic_floor_hold")
    store.sessions.end(session_id, SessionProgress(90.0, paced=10), "dose")
    shown = texts(page("en", session_id))
    assert "You followed the pace through 10 repetitions." in shown
    assert "Body seen" not in shown


def test_what_no_camera_saw_is_asked_after_a_paced_session(store: Store) -> None:
    session_id = begin(store, "pelvic_floor_hold")
    store.sessions.end(session_id, SessionProgress(90.0, paced=10), "dose")
    app = page("en", session_id)
    app.button_group(key=f"told_{session_id}_held_en").set_value("some").run()
    assert store.sessions.load(session_id).answers == {"held": "some"}
    assert word("told_pain", "en") not in texts(app)
    app.button_group(key=f"pain_{session_id}").set_value(2).run()
    assert word("told_pain", "en") in texts(app)
    seen = a_session(store)
    assert not [group for group in page("en", seen).button_group if "told" in (group.key or "")]


def test_after_the_summary_one_can_exercise_again(store: Store) -> None:
    app = page("en", a_session(store))
    app.button(key="again").click().run()
    assert "Exercise" in [box.label for box in app.selectbox]


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_database_that_cannot_be_used_is_said_on_the_page(
    tmp_path: Path, language: Language
) -> None:
    (tmp_path / "poseguide.db").write_bytes(b"this is no database" * 100)
    app = page(language)
    assert "poseguide.db" in app.error[0].value
    assert (tmp_path / "poseguide.db").read_bytes() == b"this is no database" * 100


def test_the_place_of_the_stage_is_as_high_as_it_will_be() -> None:
    css = Path(live_stage.__file__).with_name("stage.css").read_text(encoding="utf-8")
    idle = css.partition(".idle {")[2].partition("}")[0]
    assert f"min-height: {STAGE_REM:g}rem;" in idle
