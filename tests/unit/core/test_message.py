"""Messages have no language until their words are asked for."""

from __future__ import annotations

import pytest

from poseguide.core.i18n import word
from poseguide.core.i18n.message import Message, Numeral, Sentences


def test_the_words_of_a_message_are_those_of_its_key_in_each_language() -> None:
    message = Message("rest_now", {"number": 30})
    assert message.text("en") == "Well done. Rest for 30 seconds."
    assert message.text("da") == "Flot. Hvil i 30 sekunder."


def test_a_message_within_a_message_has_the_same_language() -> None:
    message = Message("round_next", {"name": Message("rest_now", {"number": 5})})
    for language in ("en", "da"):
        inner = word("rest_now", language, number=5)  # type: ignore[arg-type]
        assert message.text(language) == word("round_next", language, name=inner)  # type: ignore[arg-type]


def test_sentences_are_one_after_the_other() -> None:
    both = Sentences((Numeral(5), Message("last_one")))
    assert [both.text("en"), both.text("da")] == ["5. Last one.", "5. Den sidste."]


def test_messages_are_equal_when_they_say_the_same() -> None:
    assert Message("rest_now", {"number": 30}) == Message("rest_now", {"number": 30})
    assert Message("rest_now", {"number": 30}) != Message("rest_now", {"number": 31})


def test_a_key_that_is_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        Message("no_such_words").text("en")
