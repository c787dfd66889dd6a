"""The page "Programmes" as Streamlit builds it, without a browser."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import time
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, visible

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import WEEKDAYS, programme_from_table, programmes, table_of
from poseguide.storage.people_repository import Person
from poseguide.storage.store import Store
from poseguide.training.plan import Plan
from poseguide.ui.local_time import today
from poseguide.ui.programmes.plan_times import when_words
from poseguide.ui.programmes.reminders import file_name, reminder_file

PAGE = """
from poseguide.ui.programmes.page import programmes_page
from poseguide.ui.state import choose_language
choose_language()
programmes_page()
"""
FIRST = programmes()[0]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def store(pages_store: Store) -> Store:
    return pages_store


def page(person: Person | None = None, language: Language = "en") -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = language
    if person is not None:
        app.session_state["chosen_person"] = person.id
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def texts(app: AppTest) -> list[str]:
    """Every word that the page shows, of all kinds of fields."""
    found = list(visible(app))
    found += [field.label for field in (*app.time_input, *app.toggle, *app.multiselect)]
    for box in app.multiselect:
        found += [*box.options, box.proto.placeholder]
    found += [one.proto.label for one in app.get("download_button")]
    return found + [one.proto.popover.label for one in app.get("popover")]


def shown(app: AppTest) -> str:
    return "\n".join(texts(app))


def keys(app: AppTest) -> list[str]:
    return [button.key or "" for button in app.button]


def key_of(fields: Any, beginning: str, ending: str = "") -> str:
    found = [field.key or "" for field in fields]
    return next(key for key in found if key.startswith(beginning) and key.endswith(ending))


def follow(person: Person | None, store: Store) -> Plan:
    """A plan that stands in the store before the page is opened."""
    return store.plans.add(person.id if person else None, FIRST, FIRST.days, FIRST.times)


def test_where_nothing_is_followed_the_page_says_so_and_offers_all_programmes() -> None:
    app = page()
    assert word("followed_none", "en") in shown(app)
    assert [f"follow_{one.id}" in keys(app) for one in programmes()] == [True] * len(programmes())
    assert app.get("download_button") == []


def test_a_card_says_what_a_programme_is_before_it_is_followed() -> None:
    app = page()
    for programme in programmes():
        for told in (programme.name, programme.purpose, *programme.cautions):
            assert told.en in shown(app)
        for card in programme.guide:
            assert card.title.en in shown(app)
            assert card.text.en in shown(app)
        assert programme.source.en in shown(app)


def test_following_keeps_the_days_and_times_that_were_chosen(store: Store) -> None:
    app = press(page(), f"follow_{FIRST.id}")
    days = key_of(app.pills, "follow__")
    assert app.pills(key=days).value == list(FIRST.days)
    assert [f"{field.value:%H:%M}" for field in app.time_input] == list(FIRST.times)
    app.pills(key=days).set_value(["fri", "mon"]).run()
    app.time_input[0].set_value(time(15, 30)).run()
    press(app, key_of(app.button, "follow_", "_time_more"))
    app.time_input[len(FIRST.times)].set_value(time(8, 0)).run()
    press(app, f"begin_{FIRST.id}")
    (plan,) = store.plans.of(None)
    assert (plan.programme, plan.own, plan.days) == (FIRST, False, ("mon", "fri"))
    assert plan.times == tuple(sorted({"15:30", "08:00", *FIRST.times[1:]}))
    assert word("followed_none", "en") not in shown(app)
    assert "Monday and Friday at 08:00" in shown(app)
    assert word("programme_followed", "en") in shown(app)
    assert f"follow_{FIRST.id}" not in keys(app)


def test_not_now_follows_nothing_and_forgets_what_was_chosen(store: Store) -> None:
    app = press(page(), f"follow_{FIRST.id}")
    app.pills[0].set_value(["fri"]).run()
    press(app, f"leave_{FIRST.id}")
    assert store.plans.of(None) == []
    press(app, f"follow_{FIRST.id}")
    assert app.pills[0].value == list(FIRST.days)


def test_no_day_and_the_same_time_twice_are_told_and_not_saved(store: Store) -> None:
    plan = follow(None, store)
    app = press(page(), f"when_{plan.id}")
    save = f"change_{plan.id}_save"
    app.pills[0].set_value([]).run()
    assert word("when_no_day", "en") in shown(app)
    assert app.button(key=save).disabled
    app.pills[0].set_value(["tue"]).run()
    assert not app.button(key=save).disabled
    press(app, f"change_{plan.id}_time_more")
    app.time_input[len(plan.times)].set_value(app.time_input[0].value).run()
    assert word("when_twice", "en") in shown(app)
    assert app.button(key=save).disabled
    press(app, f"change_{plan.id}_time_less_0")
    assert word("when_twice", "en") not in shown(app)
    press(app, save)
    (changed,) = store.plans.of(None)
    assert changed.days == ("tue",)
    assert changed.times == plan.times


def test_there_are_at_most_six_times_a_day_and_at_least_one(store: Store) -> None:
    plan = follow(None, store)
    app = press(page(), f"when_{plan.id}")
    more = f"change_{plan.id}_time_more"
    while more in keys(app):
        press(app, more)
    assert len(app.time_input) == 6
    while f"change_{plan.id}_time_less_0" in keys(app):
        press(app, f"change_{plan.id}_time_less_0")
    assert len(app.time_input) == 1


def test_days_and_times_are_changed_or_left_as_they_are(store: Store) -> None:
    plan = follow(None, store)
    app = press(page(), f"when_{plan.id}")
    app.time_input[0].set_value(time(9, 15)).run()
    press(app, f"change_{plan.id}_cancel")
    assert store.plans.of(None) == [plan]
    press(app, f"when_{plan.id}")
    assert f"{app.time_input[0].value:%H:%M}" == plan.times[0]
    app.time_input[0].set_value(time(9, 15)).run()
    press(app, f"change_{plan.id}_save")
    assert "09:15" in store.plans.of(None)[0].times
    assert "panel_open" not in app.session_state


def test_stopping_asks_once_more(store: Store) -> None:
    plan = follow(None, store)
    app = press(page(), f"stop_{plan.id}")
    assert f"Stop following “{FIRST.name.en}”" in shown(app)
    press(app, "stop_no")
    assert store.plans.of(None) == [plan]
    press(app, f"stop_{plan.id}")
    press(app, "stop_yes")
    assert store.plans.of(None) == []
    assert word("followed_none", "en") in shown(app)


def test_two_people_are_kept_apart(store: Store) -> None:
    ase, bo = store.people.add("Åse"), store.people.add("Bo *x*")
    app = press(page(ase), f"follow_{FIRST.id}")
    press(app, f"begin_{FIRST.id}")
    assert len(store.plans.of(ase.id)) == 1
    assert store.plans.of(bo.id) == store.plans.of(None) == []
    app.selectbox[0].set_value(bo.id).run()
    assert word("followed_none", "en") in shown(app)
    assert f"follow_{FIRST.id}" in keys(app)
    assert app.header[0].value == r"Current programmes: Bo \*x\*"


def test_a_person_who_was_deleted_takes_their_programmes_along(store: Store) -> None:
    ase = store.people.add("Åse")
    plan = follow(ase, store)
    app = press(page(ase), f"when_{plan.id}")
    store.people.delete(ase.id)
    app.run()
    assert not app.exception
    assert word("followed_none", "en") in shown(app)
    assert store.plans.all() == []


def test_nothing_is_kept_for_a_person_who_was_deleted_in_between(store: Store) -> None:
    ase = store.people.add("Åse")
    app = press(page(ase), f"follow_{FIRST.id}")
    store.people.delete(ase.id)
    press(app, f"begin_{FIRST.id}")
    assert store.plans.all() == []


# --- own programmes ------------------------------------------------------------------------------


def written(app: AppTest, *exercises: str, name: str = "Knee plan") -> AppTest:
    """Opens the fields of a new programme and fills in a name and exercises."""
    press(app, "write")
    app.text_input(key=key_of(app.text_input, "own_", "_name")).set_value(name).run()
    app.multiselect[0].set_value(list(exercises)).run()
    assert not app.exception
    return app


def number(app: AppTest, exercise: str, what: str) -> Any:
    return app.number_input(key=key_of(app.number_input, "own_", f"{exercise}_{what}"))


def save(app: AppTest) -> AppTest:
    return press(app, key_of(app.button, "own_", "_save"))


def test_a_written_programme_is_kept_for_its_person(store: Store) -> None:
    ase = store.people.add("Åse")
    app = written(page(ase), "squat", "leg_stretch_supine", name="  Knee *plan* ")
    number(app, "squat", "how_many").set_value(3).run()
    number(app, "squat", "how_many_sets").set_value(1).run()
    app.pills[0].set_value(["mon", "thu"]).run()
    app.time_input[0].set_value(time(10, 30)).run()
    app.toggle[0].set_value(False).run()
    save(app)
    (plan,) = store.plans.of(ase.id)
    programme = plan.programme
    assert (programme.name.en, programme.name.da) == ("Knee *plan*", "Knee *plan*")
    assert (plan.own, plan.days, plan.times) == (True, ("mon", "thu"), ("10:30",))
    assert (programme.days, programme.times, programme.grows) == (plan.days, plan.times, False)
    first, second = programme.steps
    assert (first.exercise, first.repetitions, first.sets) == ("squat", 3, 1)
    assert (second.exercise, second.repetitions, second.sets) == ("leg_stretch_supine", 6, None)
    assert store.plans.of(None) == []
    assert "panel_open" not in app.session_state
    assert r"**Knee \*plan\***" in shown(page(ase))


def test_exercises_stand_in_the_order_in_which_they_are_chosen_and_can_be_moved(
    store: Store,
) -> None:
    app = written(page(), "squat", "elbow_rest", "belly_breathing")
    number(app, "squat", "how_many").set_value(7).run()
    assert app.button(key=key_of(app.button, "own_", "_up_squat")).disabled
    assert app.button(key=key_of(app.button, "own_", "_down_belly_breathing")).disabled
    press(app, key_of(app.button, "own_", "_down_squat"))
    press(app, key_of(app.button, "own_", "_up_belly_breathing"))
    assert app.multiselect[0].value == ["elbow_rest", "belly_breathing", "squat"]
    save(app)
    (plan,) = store.plans.of(None)
    steps = plan.programme.steps
    assert [step.exercise for step in steps] == ["elbow_rest", "belly_breathing", "squat"]
    assert steps[2].repetitions == 7


def test_no_amount_can_be_more_than_the_source_says() -> None:
    app = written(page(), "squat", "leg_stretch_seated", "foot_tap_seated")
    for exercise, what, most in (
        ("squat", "how_many", 12),
        ("squat", "how_many_sets", 2),
        ("leg_stretch_seated", "how_many_per_side", 4),
        ("leg_stretch_seated", "how_many_seconds", 20),
        ("foot_tap_seated", "how_many", 60),
    ):
        field = number(app, exercise, what)
        assert (field.min, field.max) == (1, most)


def test_the_levels_of_a_paced_exercise_are_kept_in_their_order(store: Store) -> None:
    app = written(page(), "pelvic_floor_hold")
    app.multiselect[1].set_value([1, 2, 3]).run()
    save(app)
    (plan,) = store.plans.of(None)
    assert plan.programme.steps[0].levels == (1, 2, 3)
    assert plan.programme.steps[0].repetitions is None


def test_what_is_asked_for_in_repetitions_though_it_has_levels_can_be_changed(store: Store) -> None:
    steps = [{"exercise": "pelvic_floor_lift", "repetitions": 6}]
    table = table_of(FIRST) | {"id": "lifts", "steps": steps}
    lifts = programme_from_table(table, Path("lifts.toml"))
    before = store.plans.add(None, lifts, FIRST.days, FIRST.times, own=True)
    app = press(page(), f"write_{before.id}")
    number(app, "pelvic_floor_lift", "how_many").set_value(7).run()
    press(app, f"own_{before.id}_save")
    (step,) = store.plans.of(None)[0].programme.steps
    assert (step.repetitions, step.levels) == (7, ())


def test_mistakes_stand_beside_their_fields_and_nothing_is_lost(store: Store) -> None:
    app = press(page(), "write")
    for mistake in ("own_no_name", "own_no_exercise", "own_not_saved"):
        assert word(mistake, "en") not in shown(app)
    app.time_input[0].set_value(time(7, 45)).run()
    save(app)
    for mistake in ("own_no_name", "own_no_exercise", "own_not_saved"):
        assert word(mistake, "en") in shown(app)
    app.pills[0].set_value([]).run()
    assert word("when_no_day", "en") in shown(app)
    app.text_input(key=key_of(app.text_input, "own_", "_name")).set_value("A").run()
    assert word("own_no_name", "en") not in shown(app)
    save(app)
    app.multiselect[0].set_value(["squat"]).run()
    assert store.plans.of(None) == []
    app.pills[0].set_value(["sun"]).run()
    assert word("own_not_saved", "en") not in shown(app)
    save(app)
    (plan,) = store.plans.of(None)
    assert (plan.programme.name.en, plan.days, plan.times) == ("A", ("sun",), ("07:45",))


def test_what_is_half_written_outlives_another_language_and_another_person(store: Store) -> None:
    ase = store.people.add("Åse")
    app = written(page(), "squat", "elbow_rest")
    number(app, "squat", "how_many").set_value(4).run()
    app.session_state["lang"] = "da"
    app.run()
    assert not app.exception
    assert app.multiselect[0].value == ["squat", "elbow_rest"]
    app.selectbox[0].set_value(ase.id).run()
    assert not app.multiselect
    app.selectbox[0].set_value("").run()
    assert app.multiselect[0].value == ["squat", "elbow_rest"]
    assert number(app, "squat", "how_many").value == 4
    save(app)
    assert store.plans.of(None)[0].programme.steps[0].repetitions == 4
    assert store.plans.of(ase.id) == []


def test_an_own_programme_can_be_changed_and_given_up(store: Store) -> None:
    save(written(page(), "squat", "elbow_rest"))
    (before,) = store.plans.of(None)
    app = press(page(), f"write_{before.id}")
    field = app.text_input(key=f"own_{before.id}_name")
    assert field.value == "Knee plan"
    assert app.multiselect[0].value == ["squat", "elbow_rest"]
    field.set_value("B").run()
    press(app, f"own_{before.id}_cancel")
    assert store.plans.of(None) == [before]
    press(app, f"write_{before.id}")
    assert app.text_input(key=f"own_{before.id}_name").value == "Knee plan"
    app.text_input(key=f"own_{before.id}_name").set_value("B").run()
    app.multiselect[0].set_value(["elbow_rest", "march_standing"]).run()
    app.time_input[0].set_value(time(6, 0)).run()
    press(app, f"own_{before.id}_save")
    (after,) = store.plans.of(None)
    assert (after.id, after.begun_at, after.own) == (before.id, before.begun_at, True)
    assert (after.programme.id, after.programme.name.da) == (before.programme.id, "B")
    assert [step.exercise for step in after.programme.steps] == ["elbow_rest", "march_standing"]
    assert after.times == ("06:00",)


def test_a_programme_of_poseguide_cannot_be_rewritten(store: Store) -> None:
    plan = follow(None, store)
    assert f"write_{plan.id}" not in keys(page())


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_broken_own_programme_is_told_hides_nothing_and_can_be_stopped(
    store: Store, tmp_path: Path, language: Language
) -> None:
    kept = follow(None, store)
    own = store.plans.add(None, FIRST, FIRST.days, FIRST.times, own=True)
    table = table_of(FIRST) | {"steps": [{"exercise": "no_more"}]}
    with closing(connect(tmp_path / "poseguide.db")) as database, database:
        database.execute("UPDATE plan SET own = ? WHERE id = ?", (json.dumps(table), own.id))
    app = page(None, language)
    assert len(app.error) == 1
    if language == "en":
        assert "no_more" in app.error[0].value
    else:
        assert english_in(texts(app)) == []
        assert "no_more" not in app.error[0].value
    assert f"when_{kept.id}" in keys(app)
    press(app, f"stop_{own.id}")
    press(app, "stop_yes")
    assert not app.error
    assert store.plans.of(None) == [kept]


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_database_that_cannot_be_used_is_said_on_the_page(
    tmp_path: Path, language: Language
) -> None:
    (tmp_path / "poseguide.db").write_bytes(b"this is no database" * 100)
    assert "poseguide.db" in page(None, language).error[0].value


def test_a_broken_file_of_a_programme_is_said_and_what_is_followed_stays(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = store.plans.add(None, FIRST, FIRST.days, FIRST.times, own=True)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "broken.toml").write_text("id = 3\n")
    monkeypatch.setattr(
        "poseguide.definitions.programme.programmes_folder", lambda: tmp_path / "files"
    )
    app = page()
    assert "broken.toml:1" in app.error[0].value
    assert f"stop_{plan.id}" in keys(app)


# --- amounts and reminders -----------------------------------------------------------------------


def test_how_much_comes_next_is_shown_for_a_plan_and_can_be_overruled(store: Store) -> None:
    save(written(page(), "squat"))
    (plan,) = store.plans.of(None)
    app = press(page(), f"doses_{plan.id}")
    box = next(box for box in app.selectbox if (box.key or "").startswith("doses_"))
    box.set_value(6).run()
    assert store.doses.of(None)["squat"][0].repetitions == 7
    assert word("rung_chosen", "en") in shown(app)


def test_reminders_hold_every_time_of_every_plan(store: Store) -> None:
    first = store.plans.add(None, FIRST, ("mon", "thu"), ("08:00", "16:30"))
    other = programmes()[1]
    second = store.plans.add(None, other, WEEKDAYS, ("21:00",))
    content = reminder_file([first, second], "Europe/Copenhagen", "da")
    events: list[Any] = Calendar.from_ical(content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        FIRST.name.da, FIRST.name.da, other.name.da,
    ]  # fmt: skip
    starts = [event["DTSTART"] for event in events]
    assert [f"{start.dt:%H:%M}" for start in starts] == ["08:00", "16:30", "21:00"]
    assert {start.params["TZID"] for start in starts} == {"Europe/Copenhagen"}
    assert starts[2].dt.date() == today()
    assert events[0]["RRULE"]["BYDAY"] == ["MO", "TH"]


def test_the_calendar_is_offered_once_the_time_zone_is_known(store: Store) -> None:
    follow(None, store)
    app = page()
    assert app.get("download_button") == []
    assert word("reminders_no_zone", "en") in shown(app)
    app.selectbox(key="reminders_zone").set_value("Europe/Copenhagen").run()
    (button,) = app.get("download_button")
    assert button.proto.label == word("reminders_save", "en")
    assert "Time zone: Europe/Copenhagen." in shown(app)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Åse Ørsted", "poseguide-aase-oersted.ics"),
        ("../../etc/passwd", "poseguide-etc-passwd.ics"),
        ('CON: "x"\n\r', "poseguide-con-x.ics"),
        ("Zoë", "poseguide-zoe.ics"),
        ("李", "poseguide.ics"),
        ("x" * 80, f"poseguide-{'x' * 40}.ics"),
    ],
)
def test_the_calendar_has_a_name_that_every_system_takes(name: str, expected: str) -> None:
    assert file_name(Person("1", name)) == expected


def test_without_a_person_the_calendar_is_named_after_the_program() -> None:
    assert file_name(None) == "poseguide.ics"


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "times", "english", "danish"),
    [
        (WEEKDAYS, ("16:00",), "every day at 16:00", "hver dag kl. 16.00"),
        (WEEKDAYS[:5], ("10:00",), "Monday to Friday at 10:00", "mandag til fredag kl. 10.00"),
        (WEEKDAYS[5:], ("10:00",), "Saturday and Sunday at 10:00", "lørdag og søndag kl. 10.00"),
        (("tue",), ("08:00", "20:05"), "Tuesday at 08:00 and 20:05", "tirsdag kl. 08.00 og 20.05"),
        (
            ("mon", "wed", "sun"),
            ("07:00", "12:00", "19:00"),
            "Monday, Wednesday and Sunday at 07:00, 12:00 and 19:00",
            "mandag, onsdag og søndag kl. 07.00, 12.00 og 19.00",
        ),
    ],
)
def test_days_and_times_in_words(
    days: Any, times: tuple[str, ...], english: str, danish: str
) -> None:
    assert when_words(days, times, "en") == english
    assert when_words(days, times, "da") == danish


@pytest.mark.parametrize(
    "state", ["empty", "follow", "followed", "when", "doses", "stop", "write", "mistakes", "change"]
)
def test_no_english_is_left_in_danish(store: Store, state: str) -> None:
    ase = store.people.add("Åse")
    plan = follow(ase, store) if state not in ("empty", "follow") else None
    app = page(ase, "da")
    if state == "follow":
        press(app, f"follow_{FIRST.id}")
        app.pills[0].set_value([]).run()
    if state in ("when", "doses", "stop") and plan is not None:
        press(app, f"{state}_{plan.id}")
    if state in ("write", "mistakes", "change"):
        written(app, "squat", "leg_stretch_seated", "pelvic_floor_hold", name="Knæ")
    if state == "mistakes":
        app.multiselect[0].set_value([]).run()
        app.text_input(key=key_of(app.text_input, "own_", "_name")).set_value("").run()
        save(app)
    if state == "change":
        save(app)
        (own,) = [one for one in store.plans.of(ase.id) if one.own]
        app = press(page(ase, "da"), f"write_{own.id}")
    assert english_in(texts(app)) == []
