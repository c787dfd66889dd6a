"""The pages "History" and "People" as Streamlit builds them, without a browser."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, visible
from support.past_sessions import EXERCISE, NOW, session

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any, load_exercise, paths, tracked
from poseguide.definitions.limits import limit_names, limit_unit
from poseguide.definitions.schema import BaseExercise
from poseguide.storage.people_repository import LimitSource
from poseguide.storage.store import Store
from poseguide.training.adherence import DayDose
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.session import SessionProgress
from poseguide.ui.history.month import month_table
from poseguide.ui.history.transfer_panel import make_export
from poseguide.ui.limits_panel import limit_label

KNOWN: dict[str, BaseExercise] = {path.stem: load_any(path.stem).exercise for path in paths()}

PAGE = """
from poseguide.ui.{module} import {function}
from poseguide.ui.state import choose_language
choose_language()
{function}()
"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def store(pages_store: Store) -> Store:
    return pages_store


def page(name: str = "history", language: Language = "en", **state: Any) -> AppTest:
    app = AppTest.from_string(
        PAGE.format(module=f"{name}.page", function=f"{name}_page"), default_timeout=60
    )
    app.query_params["lang"] = language
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(visible(app))


def calendar(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def charts(app: AppTest) -> int:
    return len(app.get("vega_lite_chart"))


def test_an_empty_history_says_what_comes_here() -> None:
    app = page()
    assert word("history_empty", "en") in texts(app)
    assert charts(app) == 0
    assert calendar(app) == ""
    assert app.selectbox[0].options == [word("person_nobody", "en")]


def test_a_day_shows_what_was_done_and_that_the_goal_was_reached(store: Store) -> None:
    store.sessions.save(session())
    app = page()
    assert "Leg extension on all fours" in calendar(app)
    assert "left 1, right 1, of 1 each: goal reached" in calendar(app)
    assert "1 of the last 7 days" in texts(app)
    assert "Found: 1 left, 1 right, 1 not counted" in texts(app)
    assert "Goal: 1 on each side (✓ goal reached)" in texts(app)
    assert "Pain: before 4, after 2" in texts(app)
    assert charts(app) == 3


def test_what_a_person_corrected_stands_beside_what_was_found(store: Store) -> None:
    store.sessions.save(session(corrections=(Correction(1, counted=False),)))
    shown = texts(page())
    assert "Found: 1 left, 1 right, 1 not counted" in shown
    assert "Corrected by a person: 1 left, 0 right, 2 not counted" in shown
    assert "◐ part of the goal" in shown


def test_a_sample_counts_nowhere_but_can_be_opened(store: Store) -> None:
    sample = session()
    store.sessions.save(replace(sample, beginning=replace(sample.beginning, source="sample")))
    app = page()
    assert "of the last 7 days" not in texts(app)
    assert word("history_sample", "en") in texts(app)
    assert "Leg extension" not in calendar(app)
    assert charts(app) == 0


def test_a_session_without_a_camera_says_what_was_led(store: Store) -> None:
    led = session(exercise="pelvic_floor_hold", reps=(), progress=SessionProgress(90.0, paced=10))
    goal = usual_goal(load_any("pelvic_floor_hold").exercise)
    store.sessions.save(replace(led, beginning=replace(led.beginning, goal=goal)))
    app = page()
    assert "Led by the voice: 10" in texts(app)
    assert "1 of 3 times: part of the goal" in calendar(app)
    assert word("history_no_range", "en") in texts(app)


def test_an_exercise_that_is_gone_is_still_in_the_history(store: Store) -> None:
    gone = session()
    store.sessions.save(replace(gone, beginning=replace(gone.beginning, exercise="no_more")))
    app = page()
    assert "Exercise “no_more”, which is gone" in texts(app)
    assert "no_more" in calendar(app)


def test_months_can_be_turned(store: Store) -> None:
    before = (NOW.replace(day=1) - timedelta(days=3)).replace(hour=12)
    store.sessions.save(session(at=before))
    app = page()
    assert "Leg extension" not in calendar(app)
    assert word("month_empty", "en") in texts(app)
    assert app.button(key="month_after").disabled
    app.button(key="month_before").click().run()
    assert "Leg extension" in calendar(app)
    assert word("month_empty", "en") not in texts(app)
    app.button(key="month_after").click().run()
    assert "Leg extension" not in calendar(app)


def test_only_the_newest_are_shown_until_more_are_asked_for(store: Store) -> None:
    for number in range(35):
        store.sessions.save(session(at=NOW - timedelta(days=number), id=f"{number:032x}"))
    app = page()

    def shown() -> list[int]:
        keys = [button.key or "" for button in app.button]
        return [int(key[5:], 16) for key in keys if key.startswith("open_")]

    assert shown() == list(range(10))
    app.button(key="more").click().run()
    assert shown() == list(range(30))
    app.button(key="more").click().run()
    assert shown() == list(range(35))
    assert "more" not in [button.key for button in app.button]


def test_deleting_asks_once_more(store: Store) -> None:
    store.sessions.save(session())
    store.sessions.save(session("b", at=NOW - timedelta(days=1)))
    app = page()
    app.button(key=f"delete_{'a' * 32}").click().run()
    assert word("history_delete_ask", "en") in texts(app)
    app.button(key="delete_no").click().run().run()
    assert word("history_delete_ask", "en") not in texts(app)
    assert len(store.history.all()) == 2
    app.button(key=f"delete_{'a' * 32}").click().run()
    app.button(key="delete_yes").click().run()
    assert [left.id for left in store.history.all()] == ["b" * 32]
    assert not app.exception


def test_a_session_can_be_opened_again_and_left(store: Store) -> None:
    store.sessions.save(session())
    app = page()
    app.button(key=f"open_{'a' * 32}").click().run().run()
    assert not app.exception
    assert word("history_sessions", "en") not in texts(app)
    app.button(key="back").click().run().run()
    assert word("history_sessions", "en") in texts(app)


def test_each_person_has_a_history_of_their_own_that_stays_chosen(store: Store) -> None:
    ase, bo = store.people.add("Åse"), store.people.add("bo")
    store.sessions.save(session("a", person_id=ase.id))
    store.sessions.save(session("b", exercise="squat", person_id=bo.id))
    app = page()
    assert word("history_empty", "en") in texts(app)
    assert app.selectbox[0].options == [word("person_nobody", "en"), "bo", "Åse"]
    app.selectbox[0].set_value(ase.id).run()
    assert "Leg extension on all fours" in calendar(app)
    assert "Squat" not in calendar(app)
    danish = page("history", "da", chosen_person=app.session_state["chosen_person"])
    assert "Benstræk på alle fire" in calendar(danish)
    store.people.delete(ase.id)
    app.run()
    assert not app.exception
    assert word("history_empty", "en") in texts(app)


def test_everything_goes_out_and_comes_in_through_the_page(store: Store) -> None:
    store.sessions.save(session(person_id=store.people.add("Åse").id))
    file = make_export()
    (person,) = store.people.all()
    store.people.delete(person.id)
    app = page()
    assert app.get("download_button")
    app.file_uploader[0].set_value(("all.zip", file, "application/zip")).run()
    assert word("transfer_ask", "en") in texts(app)
    assert store.history.all() == []
    app.button(key="import").click().run()
    assert not app.exception
    assert "New sessions: 1. New people: 1." in texts(app)
    assert store.people.all() == [person]
    assert store.sessions.load("a" * 32) == session(person_id=person.id)


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_broken_file_is_told_and_nothing_is_kept(store: Store, language: Language) -> None:
    app = page("history", language)
    app.file_uploader[0].set_value(("all.zip", b"no zip", "application/zip")).run()
    app.button(key="import").click().run()
    assert not app.exception
    (error,) = app.error
    assert ("cannot be imported" if language == "en" else "kan ikke hentes ind") in error.value
    assert store.history.all() == []
    if language == "da":
        assert english_in(list(visible(app))) == []


def test_the_file_of_a_newer_program_is_told_as_such() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("poseguide.json", '{"schema": 99}')
    app = page("history", "da")
    app.file_uploader[0].set_value(("all.zip", file.getvalue(), "application/zip")).run()
    app.button(key="import").click().run()
    assert "nyere PoseGuide" in app.error[0].value


@pytest.mark.parametrize("state", ["empty", "many", "delete", "imported"])
def test_no_english_is_left_in_the_danish_history(store: Store, state: str) -> None:
    if state != "empty":
        store.sessions.save(session(corrections=(Correction(1, counted=False),)))
        sample = session("b")
        store.sessions.save(replace(sample, beginning=replace(sample.beginning, source="sample")))
        store.sessions.save(
            session("c", "pelvic_floor_hold", reps=(), progress=SessionProgress(9.0, paced=2))
        )
        held = SessionProgress(40.0, hold_s=31.0)
        store.sessions.save(session("d", "elbow_rest", reps=(), progress=held, end=None))
    app = page("history", "da")
    if state == "delete":
        app.button(key=f"delete_{'a' * 32}").click().run()
    if state == "imported":
        file = ("all.zip", make_export(), "application/zip")
        app.file_uploader[0].set_value(file).run()
        app.button(key="import").click().run()
        assert "Var her allerede og er ikke ændret: 4." in texts(app)
    found = list(visible(app))
    assert len(found) > 5
    assert english_in(found) == []
    for english in ("left", "right", "goal", "today", "Monday", "held"):
        assert english not in re.sub("<.*?>", " ", calendar(app).split("</style>")[-1])


@pytest.mark.parametrize("name", ["history", "people"])
@pytest.mark.parametrize("language", ["en", "da"])
def test_a_database_that_cannot_be_used_is_said_on_the_page(
    tmp_path: Path, name: str, language: Language
) -> None:
    (tmp_path / "poseguide.db").write_bytes(b"this is no database" * 100)
    app = page(name, language)
    assert "poseguide.db" in app.error[0].value


def test_a_month_is_a_table_that_can_be_read_aloud() -> None:
    day = date(2026, 11, 25)
    done = DayDose("squat", Goal(10, None), 1, 0, 0, 10, None, 10, False, 1, 1)
    table = month_table(2026, 11, {day: [done]}, KNOWN, day, "en")
    assert "<caption>November 2026</caption>" in table
    assert table.count('role="columnheader"') == 7
    assert table.count('role="row"') == 1 + 6
    assert table.count("·") == table.count("· today") == 1
    assert '<span class="long">Wednesday </span>25 · today' in table
    assert '<span aria-hidden="true">✓</span> Squat' in table
    assert "10 of 10: goal reached" in table
    assert month_table(2026, 2, {}, KNOWN, day, "da").count('class="day"') == 28


def test_names_in_the_month_are_text() -> None:
    day = date(2026, 11, 25)
    done = DayDose("<script>", Goal(10, None), 1, 0, 0, 10, None, 10, False, 1, 1)
    assert "<script>" not in month_table(2026, 11, {day: [done]}, KNOWN, day, "en")


def test_people_can_be_added_renamed_and_chosen(store: Store) -> None:
    app = page("people")
    assert word("person_none", "en") in texts(app)
    app.text_input(key="person_new_name").set_value("  Åse   <b>_*  ")
    app.button[0].click().run()
    assert not app.exception
    (person,) = store.people.all()
    assert person.name == "Åse <b>_*"
    assert app.selectbox[0].value == person.id
    app.text_input(key=f"name_{person.id}").set_value("Bo").run()
    app.button(key="person_rename").click().run()
    assert store.people.find(person.id).name == "Bo"
    assert app.selectbox[0].options == [word("person_nobody", "en"), "Bo"]


@pytest.mark.parametrize("name", ["", "ÅSE", "x" * 81])
def test_a_name_that_cannot_be_had_is_told(store: Store, name: str) -> None:
    person = store.people.add("Åse")
    app = page("people")
    app.text_input(key="person_new_name").set_value(name)
    app.button[0].click().run()
    assert len(app.error) == 1
    assert store.people.all() == [person]


def test_deleting_a_person_asks_and_says_how_much_goes(store: Store) -> None:
    person = store.people.add("Åse")
    for letter in "abc":
        store.sessions.save(session(letter, person_id=person.id))
    store.sessions.save(session("d"))
    app = page("people", chosen_person=person.id)
    app.button(key="person_delete").click().run()
    assert "3 sessions" in texts(app)
    app.button(key="person_delete_no").click().run()
    assert store.people.all() == [person]
    app.button(key="person_delete").click().run()
    app.button(key="person_delete_yes").click().run()
    assert not app.exception
    assert store.people.all() == []
    assert [left.id for left in store.history.all()] == ["d" * 32]


@pytest.fixture
def limits(store: Store) -> AppTest:
    person = store.people.add("Åse")
    return page("people", chosen_person=person.id, chosen_limits_exercise=EXERCISE.id)


def limit(app: AppTest, name: str) -> Any:
    return next(field for field in app.number_input if f"_{name}_" in (field.key or ""))


def own(store: Store) -> dict[str, dict[str, float]]:
    (person,) = store.people.all()
    return store.people.all_limits(person.id)


def test_own_limits_are_saved_at_once_and_taken_back_one_by_one(
    store: Store, limits: AppTest
) -> None:
    assert "usual: 150 degrees" in limit(limits, "knee_bent").label
    assert limit(limits, "knee_bent").value == 150
    assert limits.button(key="reset_knee_bent").disabled
    limit(limits, "knee_bent").set_value(145.0).run()
    limit(limits, "too_high").set_value(200.0).run()
    assert own(store) == {EXERCISE.id: {"knee_bent": 145.0, "too_high": 200.0}}
    limits.button(key="reset_knee_bent").click().run()
    assert not limits.exception
    assert own(store) == {EXERCISE.id: {"too_high": 200.0}}
    assert limit(limits, "knee_bent").value == 150
    limit(limits, "knee_bent").set_value(140.0).run()
    limits.button(key="limit_reset_all").click().run()
    assert own(store) == {}
    assert limit(limits, "too_high").value == limit_names(EXERCISE)["too_high"]


def test_a_limit_that_was_learned_says_when_and_from_what(store: Store) -> None:
    person = store.people.add("Åse")
    source = LimitSource(datetime(2026, 11, 25, 10, 0, tzinfo=UTC), "god *1*.mp4")
    limits = {"knee_bent": 140.0, "too_fast": 2.0}
    store.people.set_limits(person.id, EXERCISE.id, limits, {"knee_bent": source})
    app = page("people", chosen_person=person.id, chosen_limits_exercise=EXERCISE.id)
    learned = [one.value for one in app.caption if one.value.startswith("Learned")]
    assert learned == [r"Learned on 25 November 2026 · god \*1\*.mp4"]
    limit(app, "knee_bent").set_value(141.0).run()
    assert not [one.value for one in app.caption if one.value.startswith("Learned")]


def test_the_usual_limit_is_no_own_limit(store: Store, limits: AppTest) -> None:
    limit(limits, "knee_bent").set_value(145.0).run()
    limit(limits, "knee_bent").set_value(150.0).run()
    assert own(store) == {}


def test_a_limit_that_the_exercise_cannot_take_is_told_and_not_saved(store: Store) -> None:
    person = store.people.add("Åse")
    app = page("people", chosen_person=person.id, chosen_limits_exercise="elbow_rest")
    limit(app, "hold").set_value(-5.0).run()
    assert "hold=-5" in app.error[0].value
    assert own(store) == {}


def test_an_exercise_without_a_camera_has_no_limits(store: Store) -> None:
    person = store.people.add("Åse")
    app = page("people", chosen_person=person.id, chosen_limits_exercise="pelvic_floor_hold")
    assert word("own_limits_none", "en") in texts(app)
    assert not app.number_input


def test_every_limit_has_its_words_and_unit() -> None:
    for definition in tracked():
        for name in limit_names(definition.exercise):
            assert limit_label(definition.exercise, name, "da")
            assert word(limit_unit(definition.exercise, name), "da")
    assert limit_unit(load_exercise("elbow_rest").exercise, "hold") == "s"
    assert limit_unit(EXERCISE, "tuck.hip") == "deg"


@pytest.mark.parametrize("state", ["nobody", "one", "delete", "taken"])
def test_no_english_is_left_on_the_danish_page_of_people(store: Store, state: str) -> None:
    person = store.people.add("Åse")
    app = page("people", "da", **({} if state == "nobody" else {"chosen_person": person.id}))
    if state == "delete":
        app.button(key="person_delete").click().run()
    if state == "taken":
        app.text_input(key="person_new_name").set_value("Åse")
        app.button[0].click().run()
        assert len(app.error) == 1
    fields = [field.label for field in (*app.text_input, *app.number_input)]
    assert english_in([*visible(app), *fields]) == []
