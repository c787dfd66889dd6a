"""The steps of a programme with their amounts, as Streamlit builds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, rep, visible

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.programme import programme_from_table
from poseguide.storage.store import Store
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

#: Shows the steps of the programme in the page's session, and their goals as code.
PAGE = """
import streamlit as st
from poseguide.ui.programmes.doses import show_doses
from poseguide.ui.state import choose_language

language = choose_language()
steps = show_doses(st.session_state["who"], st.session_state["programme"], language, key="x")
st.code([step.goal.repetitions for step in steps])
"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def store(pages_store: Store) -> Store:
    return pages_store


def page(
    *steps: Mapping[str, object],
    language: Language = "en",
    who: str | None = None,
    grows: bool = True,
) -> AppTest:
    words = {"en": "Strong", "da": "Stærk"}
    table = {
        "id": "strong",
        "name": words,
        "purpose": words,
        "source": words,
        "times": ["10:00"],
        "grows": grows,
        "steps": steps,
    }
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = language
    app.session_state["programme"] = programme_from_table(table, Path("strong.toml"))
    app.session_state["who"] = who
    app.run()
    assert not app.exception
    return app


SQUATS = load_exercise("squat").exercise
SQUAT = {"exercise": "squat"}
LIFT = {"exercise": "pelvic_lift_tilt"}
HOLDS = {"exercise": "pelvic_floor_hold", "levels": [1, 2]}


def steps(app: AppTest) -> list[str]:
    """What the page says of each step: number, name and amount, and on a line the reason."""
    return [text for one in app.markdown if re.match(r"\d+\. ", text := one.value)]


def choice(app: AppTest, number: int) -> str:
    """The key of the field with the amounts of a step."""
    keys = [box.key or "" for box in app.selectbox]
    return next(key for key in keys if key.startswith(f"doses_x_{number}_"))


def given(app: AppTest) -> str:
    return app.code[0].value


def choose(app: AppTest, number: int, label: str) -> AppTest:
    box = app.selectbox(key=choice(app, number))
    box.set_value(box.options.index(label)).run()
    assert not app.exception
    return app


def test_steps_are_numbered_with_their_amount_their_reason_and_what_is_new() -> None:
    first, second = steps(page(SQUAT, HOLDS))
    assert first.startswith("1. **Squat**: 2 × 5 repetitions :blue-badge[New]  \n")
    assert word("rung_start", "en") in first
    assert second.startswith("2. **Pelvic floor holds**: Level 1: 3 seconds")


def test_an_exercise_that_was_done_before_is_not_new(store: Store) -> None:
    save(store, datetime.now(UTC))
    (told,) = steps(page(SQUAT))
    assert "New" not in told


def test_another_amount_is_kept_and_can_be_taken_back(store: Store) -> None:
    app = page(SQUAT)
    assert "doses_back_x_1" not in [button.key for button in app.button]
    choose(app, 1, "2 × 7 repetitions")
    assert store.doses.of(None)["squat"][0] == DoseLevel(7)
    assert "2 × 7 repetitions" in steps(app)[0]
    assert word("rung_chosen", "en") in steps(app)[0]
    assert given(app) == "[7]"
    app.button(key="doses_back_x_1").click().run()
    assert store.doses.of(None) == {}
    assert "2 × 5 repetitions" in steps(app)[0]
    assert word("rung_start", "en") in steps(app)[0]
    assert given(app) == "[5]"


def test_amounts_go_from_one_to_the_most_of_the_source() -> None:
    options = page(SQUAT).selectbox[0].options
    assert options[0] == "2 × 1 time" or options[0].startswith("2 × ")
    assert len(options) == 12
    assert options[-1] == "2 × 12 repetitions"


def test_less_can_be_chosen_where_the_programme_does_not_grow_and_more_cannot(
    store: Store,
) -> None:
    app = page({"exercise": "squat", "repetitions": 6}, grows=False)
    assert app.selectbox[0].options[-1] == "2 × 6 repetitions"
    choose(app, 1, "2 × 4 repetitions")
    assert given(app) == "[4]"


def test_a_level_can_be_chosen_and_one_level_alone_asks_nothing(store: Store) -> None:
    app = page(HOLDS, {"exercise": "pelvic_floor_hold", "levels": [5]})
    assert len(app.selectbox) == 1
    assert len(app.selectbox[0].options) == 2
    app.selectbox[0].set_value(1).run()
    assert store.doses.of(None)["pelvic_floor_hold"][0] == DoseLevel(level=1)
    assert "Level 2" in steps(app)[0]
    assert "Quick squeezes" in steps(app)[1]


def test_what_was_chosen_is_for_the_next_session_only(store: Store) -> None:
    app = choose(page(SQUAT), 1, "2 × 7 repetitions")
    save(store, datetime.now(UTC) + timedelta(minutes=1), repetitions=7)
    app.run()
    assert word("rung_chosen", "en") not in steps(app)[0]
    assert "doses_back_x_1" not in [button.key for button in app.button]


def test_each_person_has_amounts_of_their_own(store: Store) -> None:
    ase, bo = store.people.add("Åse"), store.people.add("Bo")
    choose(page(SQUAT, who=ase.id), 1, "2 × 7 repetitions")
    assert given(page(SQUAT, who=ase.id)) == "[7]"
    assert given(page(SQUAT, who=bo.id)) == "[5]"
    assert given(page(SQUAT)) == "[5]"


def test_switching_the_language_keeps_the_amount(store: Store) -> None:
    app = choose(page(SQUAT, LIFT), 1, "2 × 7 repetitions")
    app.session_state["lang"] = "da"
    app.run()
    assert not app.exception
    assert store.doses.of(None)["squat"][0] == DoseLevel(7)
    assert "2 × 7 gentagelser" in steps(app)[0]


@pytest.mark.parametrize("state", ["new", "chosen"])
def test_no_english_is_left_in_danish(store: Store, state: str) -> None:
    app = page(SQUAT, LIFT, HOLDS, {"exercise": "leg_stretch_seated"}, language="da")
    if state == "chosen":
        choose(app, 1, "2 × 7 gentagelser")
    texts = [*visible(app), *(one.proto.popover.label for one in app.get("popover"))]
    assert word("doses_change", "da") in texts
    assert english_in(texts) == []


def save(store: Store, at: datetime, repetitions: int = 5) -> None:
    """A session of squats that reached its goal."""
    goal = Goal(repetitions, None, sets=2)
    begun = SessionStart("squat", "0" * 64, "both", "en", goal, "camera", at)
    ended = StoredSession(
        "a" * 32,
        begun,
        SessionProgress(40.0, 600, 600, 600),
        "dose",
        at,
        2,
        None,
        (rep(SQUATS, 1),),
        (),
    )
    store.sessions.save(ended)
