"""Every page in a language that is one catalogue and the words of the exercise files: no word is
left of another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from support.pseudo import unmarked
from support.session_reports import BENT, beginning, rep, stored

from poseguide.core.i18n import LANGUAGES
from poseguide.definitions.catalog import paths
from poseguide.definitions.programme import programmes
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction

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
        each = value if field.label == field.LABEL_REPEATED else [value]
        if field.message_type is not None:
            if not field.message_type.GetOptions().map_entry:
                for part in each:
                    yield from _texts(part)
        elif field.name in FIELDS and field.type == field.TYPE_STRING:
            yield from each
        elif field.name == "mixed_json" or field.name == "json":
            yield from _words_of(json.loads(value or "null"))


def _words_of(data: object) -> Iterator[str]:
    """The words that are handed to the browser's half of a component."""
    if isinstance(data, dict) and isinstance(data.get("words"), dict):
        yield from data["words"].values()


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


def test_a_word_that_bypasses_the_catalogue_is_found(
    store: Store, pseudo_language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pseudo_language in LANGUAGES
    texts = list(shown(page("why", "en")))
    assert len(unmarked(texts)) > 100
