"""The words of the interface, from one gettext catalogue (`.po`) for each language.

English (`en.po`) is the source. Words of an exercise stand in its own file. A language is there as
soon as its catalogue lies in this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

#: The code of a language that has a catalogue: "en", "da".
Language = str

#: The language of the source, which has every word.
SOURCE: Language = "en"

#: CLDR's categories of numbers, in the order in which a catalogue has their forms.
PLURALS = ("zero", "one", "two", "few", "many", "other")

#: The catalogue of each language, the source first.
LANGUAGES: dict[Language, Path] = {
    file.stem: file
    for file in sorted(
        Path(__file__).parent.glob("*.po"), key=lambda file: (file.stem != SOURCE, file.stem)
    )
}


@dataclass(frozen=True)
class Catalogue:
    """The words of a language by their keys: one form, or one for each plural."""

    locale: Locale
    forms: Mapping[str, tuple[str, ...]]


def catalogue(language: Language) -> Catalogue:
    """Return the words of a language. Raises KeyError for one that is not there."""
    return _read(LANGUAGES[language])


def word(key: str, language: Language, **values: object) -> str:
    """Return the words for a key, with `{name}` filled in.

    Where the words depend on a number, the value `number` chooses the plural form by CLDR's rule.
    A float is written with the decimals that it has, six at most, as the language writes them.
    A word that the language lacks is given in English. Raises KeyError for an unknown key.
    """
    found = catalogue(language)
    if key not in found.forms:
        found = catalogue(SOURCE)
    forms = found.forms[key]
    form = forms[_plural(values["number"], found.locale, len(forms))] if forms[1:] else forms[0]
    return form.format_map({name: _written(value, language) for name, value in values.items()})


def known_language(code: str) -> Language:
    """Return the code of a language that is there; raise ValueError for any other."""
    if code not in LANGUAGES:
        raise ValueError(f"{code!r} is not one of {', '.join(map(repr, LANGUAGES))}.")
    return code


def language_code(code: str) -> Language:
    """Return the code of a language that there is, with or without a catalogue here.

    Raises ValueError for what is none: what is written in it is kept for where it can be read.
    """
    if code not in LANGUAGES:
        from babel.localedata import locale_identifiers

        if code not in locale_identifiers():
            raise ValueError("is not the code of a language, such as en, da or de")
    return code


def has_word(key: str) -> bool:
    """Return whether there are words for a key."""
    return key in catalogue(SOURCE).forms


def locale_of(language: Language) -> Locale:
    """Return the rules by which a language writes numbers and dates; its catalogue names them."""
    return catalogue(language).locale


def language_tag(language: Language) -> str:
    """Return the tag of a language with its country, as documents and browsers have it: da-DK."""
    return str(locale_of(language)).replace("_", "-")


def language_name(language: Language) -> str:
    """Return the name of a language in that language: English, Dansk."""
    locale = locale_of(language)
    name = locale.get_language_name() or language
    return name[0].upper() + name[1:]


def trouble_words(
    kinds: Iterable[str], language: Language, *, message: str, **values: object
) -> str:
    """Return the words for the first of these kinds of trouble that has any; else the message."""
    for kind in kinds:
        if has_word(kind):
            return word(kind, language, message=message, **values)
    return message


@cache
def _read(file: Path) -> Catalogue:
    """Read a catalogue: some 700 messages in 10 ms, so nothing compiled needs to be kept."""
    from babel.messages.pofile import read_po

    with file.open("rb") as stream:
        catalog = read_po(stream)
    locale = catalog.locale
    if locale is None:
        raise ValueError(f"{file} does not name its language in the header")
    is_source = file == LANGUAGES[SOURCE]
    forms: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        words = message.id if is_source else message.string
        each = (words,) if isinstance(words, str) else tuple(words or ())
        if message.context and each and all(each):
            forms[message.context] = each
    return Catalogue(locale, forms)


def _written(value: object, language: Language) -> object:
    if not isinstance(value, float):
        return value
    from babel.numbers import format_decimal

    return format_decimal(value, format="0.######", locale=locale_of(language))


def _plural(number: Any, locale: Locale, forms: int) -> int:
    """Return which form a number takes: the place of its CLDR category among the language's.

    A category of fractions alone has no form in gettext; it takes the last one.
    """
    rule = locale.plural_form
    used = [tag for tag in PLURALS if tag in rule.tags or tag == "other"]
    return min(used.index(rule(number)), forms - 1)
