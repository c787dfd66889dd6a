"""The words of the interface, in English and Danish. Words of an exercise stand in its own file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from poseguide.core.i18n import common, desk, live, programmes, records, today

Language = Literal["en", "da"]

LANGUAGES: dict[Language, str] = {"en": "English", "da": "Dansk"}

#: Each key stands in one of them.
TABLES = (common, desk, live, records, today, programmes)
_WORDS: dict[str, tuple[str, str]] = {
    key: words for table in TABLES for key, words in table.WORDS.items()
}


def word(key: str, language: Language, **values: object) -> str:
    """The words for a key, with `{name}` filled in. Raises KeyError for an unknown key."""
    english, danish = _WORDS[key]
    return (danish if language == "da" else english).format(**values)


def trouble_words(
    kinds: Iterable[str], language: Language, *, message: str, **values: object
) -> str:
    """The words for the first of these kinds of trouble that has any; else the message."""
    for kind in kinds:
        if kind in _WORDS:
            return word(kind, language, message=message, **values)
    return message
