"""The cards of "Why it helps", and the page as Streamlit builds it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, visible

from poseguide.core.errors import DefinitionError
from poseguide.core.i18n import LANGUAGES, Language, word
from poseguide.definitions.catalog import load_any, paths
from poseguide.definitions.education import CARDS, Card, read_why

PAGE = """
import streamlit as st
from poseguide.ui.state import choose_language
from poseguide.ui.navigation import exercise_place
from poseguide.ui.why.page import why_page
language = choose_language()
st.navigation([st.Page(why_page, url_path="why", default=True), exercise_place(language)])
why_page()
"""
WHY = read_why()
ALL = (WHY.stop, *WHY.cards)
#: More than this in one sentence is hard to read aloud or on a phone.
LONGEST_WORDS = 25

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

each_card = pytest.mark.parametrize("card", ALL, ids=lambda card: card.name)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def page(language: Language) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert not app.error
    return app


def linked(app: AppTest) -> list[Any]:
    return list(app.get("page_link"))


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


@each_language
@each_card
def test_a_card_is_a_few_short_sentences(card: Card, language: Language) -> None:
    said = sentences(card.text[language])
    assert 3 <= len(said) <= 6
    for sentence in said:
        assert len(sentence.split()) <= LONGEST_WORDS, sentence


@each_card
def test_a_card_is_written_twice_and_not_once_copied(card: Card) -> None:
    assert card.title.en != card.title.da
    shared = set(sentences(card.text.en)) & set(sentences(card.text.da))
    assert not shared
    assert len(sentences(card.text.en)) == len(sentences(card.text.da))


def test_every_card_names_exercises_that_exist_and_every_exercise_has_a_reason() -> None:
    named = [exercise for card in WHY.cards for exercise in card.exercises]
    assert all(card.exercises for card in WHY.cards)
    assert set(named) == {path.stem for path in paths()}
    assert len({card.name for card in ALL}) == len(ALL)


@each_language
def test_the_page_shows_every_card_with_its_exercises(language: Language) -> None:
    app = page(language)
    assert [title.value for title in app.subheader] == [c.title[language] for c in WHY.cards]
    shown = [markdown.value for markdown in app.markdown]
    for card in WHY.cards:
        assert card.text[language] in shown
    links = [(link.proto.label, link.proto.page, link.proto.query_string) for link in linked(app)]
    named = [exercise for card in WHY.cards for exercise in card.exercises]
    assert links == [
        (load_any(name).exercise.name[language], "exercise", f"lang={language}&exercise={name}")
        for name in named
    ]
    assert WHY.stop.text[language] in app.warning[0].value
    assert word("why_intro", language) in shown


def test_the_page_says_that_it_is_no_medical_device() -> None:
    assert "not a medical device" in word("why_intro", "en")
    assert "ikke medicinsk udstyr" in word("why_intro", "da")


def test_no_english_is_left_in_danish() -> None:
    shown = list(visible(page("da")))
    assert english_in(shown) == []
    whole = "\n".join(shown)
    for card in ALL:
        assert not [part for part in sentences(card.text.en) if part in whole]


def test_whom_to_call_is_said_in_both_languages() -> None:
    for text in (WHY.stop.text.en, WHY.stop.text.da):
        assert "112" in text
    assert "calf" in WHY.stop.text.en
    assert "læg" in WHY.stop.text.da


def test_a_broken_file_is_refused_with_everything_that_is_wrong(tmp_path: Path) -> None:
    text = CARDS.read_text(encoding="utf-8")
    broken = tmp_path / "why.toml"
    mended = text.replace('title.en = "The vein pump"\n', "").replace("[stop]", "[stop]\nextra = 1")
    broken.write_text(mended, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_why(broken)
    assert {problem.key for problem in caught.value.problems} == {"cards.1.title.en", "stop.extra"}
    broken.write_text("[stop", encoding="utf-8")
    with pytest.raises(DefinitionError, match="TOML"):
        read_why(broken)
