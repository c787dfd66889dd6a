"""Every page in a language that is one catalogue and the words of the exercise files: no word is
left of another one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from support.pseudo import unmarked
from support.session_reports import BENT, beginning, rep, stored

from poseguide.core.i18n import LANGUAGES, word
from poseguide.definitions.catalog import paths
from poseguide.definitions.programme import programmes
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, RoundStep
from poseguide.training.session import SessionProgress
from poseguide.ui.live_panel import FINISHED

PAGE = """
import streamlit as st
from poseguide.ui.{module}.page import {function}
from poseguide.ui.navigation import exercise_place, history_place, programmes_place
from poseguide.ui.state import choose_language
language = choose_language()
places = [exercise_place(language), history_place(language), programmes_place(language)]
shown = [place for place in places if place.url_path == "{module}"]
others = [place for place in places if place.url_path != "{module}"]
st.navigation([*(shown or [st.Page({function}, url_path="shown")]), *others]).run()
"""
PAGES = {
    "today": "today_page",
    "exercise": "exercise_page",
    "review": "check_video",
    "history": "history_page",
    "programmes": "programmes_page",
    "people": "people_page",
    "why": "why_page",
}
#: The fields of Streamlit's messages in which words stand that are shown.
FIELDS = {"label", "body", "help", "placeholder", "options", "text", "content", "delta", "title"}

#: What the browser's half of a component is told that is not shown: keys, addresses and signs.
NO_WORDS = {
    "id", "kind", "value", "side", "mark", "sort", "video",  # the desk
    "token", "path", "language", "begin", "asked", "running_cookie",  # the live session
}  # fmt: skip

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def store(pages_store: Store) -> Store:
    """Somebody with sessions, own limits and a programme, and nobody with sessions."""
    anna = pages_store.people.add("Anna")
    pages_store.people.set_limits(anna.id, "squat", {"lean": 40.0})
    for number, person in enumerate((anna.id, None, None)):
        at = datetime.now(UTC) - timedelta(days=number)
        begun = beginning(person_id=person, started_at=at, pain_before=2, limits={"too_high": 200})
        reps = [rep(1, BENT), rep(2, side="right"), rep(3, missing="lower")]
        pages_store.sessions.save(
            stored(reps, Correction(2, False), id=f"{number}" * 32, beginning=begun, pain_after=3)
        )
    for person in (anna.id, None):
        followed = programmes()[0]
        pages_store.plans.add(person, followed, followed.days, followed.times)
    return pages_store


def shown(app: AppTest) -> Iterator[str]:
    """Every text that a page has Streamlit show."""
    yield from _shown(app._tree)


def _shown(node: Any) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from _texts(proto)
    for child in getattr(node, "children", {}).values():
        yield from _shown(child)


def _texts(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        each = value if field.is_repeated else [value]
        if field.message_type is not None:
            if not field.message_type.GetOptions().map_entry:
                for part in each:
                    yield from _texts(part)
        elif field.name in FIELDS and field.type == field.TYPE_STRING:
            yield from each
        elif field.name == "mixed_json" or field.name == "json":
            yield from _words_of(json.loads(value or "null"))


def _words_of(data: object) -> Iterator[str]:
    """The texts that are handed to the browser's half of a component, but no names for it."""
    if isinstance(data, str):
        yield re.sub(r"\{\w+\}", "", data)  # filled in by the browser
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NO_WORDS and not (key == "filters" and isinstance(value, dict)):
                yield from _words_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words_of(value)


def page(module: str, language: str, **state: object) -> AppTest:
    app = AppTest.from_string(
        PAGE.format(module=module, function=PAGES[module]), default_timeout=120
    )
    app.query_params["lang"] = language
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception, [error.stack_trace for error in app.exception]
    return app


def names() -> list[str]:
    """What is shown as it is called; the switch of languages is named in each of them."""
    return [
        "Anna",
        "film.mp4",
        "Language",
        "Sprog",
        *(path.stem for path in paths()),
        *available_timezones(),
    ]


@pytest.mark.parametrize("module", PAGES)
def test_a_page_has_no_word_of_another_language(
    store: Store, pseudo_language: str, module: str
) -> None:
    texts = list(shown(page(module, pseudo_language)))
    assert len(texts) > 10
    assert unmarked(texts, *names()) == []


def test_a_session_is_summed_up_and_reviewed_in_the_language(
    store: Store, pseudo_language: str
) -> None:
    texts = list(shown(page("exercise", pseudo_language, finished="1" * 32)))
    assert len(texts) > 30
    assert unmarked(texts, *names()) == []
    texts = list(shown(page("history", pseudo_language, open_session="1" * 32)))
    assert len(texts) > 60
    assert unmarked(texts, *names()) == []


@pytest.mark.parametrize("key", ["own_write", "followed_when", "followed_doses"])
def test_what_opens_on_the_page_of_programmes(store: Store, pseudo_language: str, key: str) -> None:
    app = page("programmes", pseudo_language)
    before = len(list(shown(app)))
    label = word(key, pseudo_language)
    found = [button for button in app.button if button.label == label]
    found[0].click().run()
    assert not app.exception
    texts = list(shown(app))
    assert len(texts) > before
    assert unmarked(texts, *names()) == []


@pytest.mark.parametrize("outcome", ["open", "skipped", "done"])
def test_a_round_is_led_and_summed_up_in_the_language(
    store: Store, pseudo_language: str, outcome: str
) -> None:
    plan = store.plans.of(None)[0]
    steps = (RoundStep("squat", Goal(5, None)), RoundStep("pelvic_floor_hold", Goal(5, 2.0)))
    whole = store.rounds.begin(
        NewRound(None, plan.id, plan.programme.id, plan.programme.name, steps, 3)
    )
    state = {}
    if outcome != "open":
        store.rounds.skip(whole.id, 0)
        if outcome == "done":
            begun = beginning(
                exercise="pelvic_floor_hold", sides=None, goal=steps[1].goal, source="timer",
                round_id=whole.id, round_step=1, started_at=datetime.now(UTC),
            )  # fmt: skip
            led = SessionProgress(60.0, paced=5)
            store.sessions.save(stored([], id="e" * 32, beginning=begun, progress=led))
            store.rounds.set_pain(whole.id, "after", 5)
        else:
            store.rounds.skip(whole.id, 1)
        store.rounds.end(whole.id)
        state = {FINISHED: whole.id}
    texts = list(shown(page("today", pseudo_language, **state)))
    assert len(texts) > 15
    assert unmarked(texts, *names()) == []


def test_a_word_that_bypasses_the_catalogue_is_found(
    store: Store, pseudo_language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pseudo_language in LANGUAGES
    texts = list(shown(page("why", "en")))
    assert len(unmarked(texts)) > 100
