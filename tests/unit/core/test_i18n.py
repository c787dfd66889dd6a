"""The catalogues of the interface: complete, and read by the rules of their languages."""

from __future__ import annotations

import re
import string
from collections import Counter
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from poseguide.core import i18n
from poseguide.core.i18n import LANGUAGES, PLURALS, SOURCE, known_language, language_name, word

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]


def read(language: str) -> Catalog:
    with LANGUAGES[language].open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalog: Catalog) -> dict[str, Message]:
    found = [message for message in catalog if message.id]
    assert all(isinstance(message.context, str) for message in found)
    keys = [str(message.context) for message in found]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    return dict(zip(keys, found, strict=True))


def forms(text: object) -> tuple[str, ...]:
    if isinstance(text, str):
        return (text,)
    assert isinstance(text, tuple | list)
    return tuple(text)


def places(text: str) -> set[tuple[str, str | None]]:
    return {(name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name}


def test_english_is_the_source_and_the_first() -> None:
    assert list(LANGUAGES)[:2] == ["en", "da"]
    assert [language_name(language) for language in ("en", "da")] == ["English", "Dansk"]
    assert [file.suffix for file in LANGUAGES.values()] == [".po"] * len(LANGUAGES)
    source = read(SOURCE)
    assert all(not any(forms(message.string)) for message in messages(source).values())


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    source, translated = messages(read(SOURCE)), messages(read(language))
    assert list(translated) == list(source)
    assert [key for key, one in translated.items() if one.id != source[key].id] == []
    assert read(language).obsolete == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_with_the_same_places(language: str) -> None:
    catalog = read(language)
    wrong = []
    for key, message in messages(catalog).items():
        said, each = forms(message.string), [places(text) for text in forms(message.string)]
        english = {place for text in forms(message.id) for place in places(text)}
        # The message of an error is English; a plural form may say its number in words.
        free = {("message", "")} | ({("number", "")} if message.pluralizable else set())
        known = {("name", "")} if ("message", "") in english else set()
        if not all(said) or message.fuzzy:
            wrong.append(f"{key} is not translated")
        elif any(not english - free <= one <= english | known for one in each):
            wrong.append(f"{key} has other places")
        elif message.pluralizable and len(said) != catalog.num_plurals:
            wrong.append(f"{key} lacks a plural form")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_forms_are_those_of_cldr(language: str) -> None:
    catalog = read(language)
    rule = i18n.locale_of(language).plural_form
    used = [tag for tag in PLURALS if tag in {*rule.tags, "other"}]
    form = c2py(catalog.plural_expr)
    assert [form(number) for number in range(201)] == [
        used.index(rule(number)) for number in range(201)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_written_as_babel_writes_it(language: str, tmp_path: Path) -> None:
    with (tmp_path / "again.po").open("wb") as file:
        write_po(file, read(language), width=100)
    lines = [
        [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if "Generated-By" not in line
        ]
        for path in (LANGUAGES[language], tmp_path / "again.po")
    ]
    assert lines[0] == lines[1]


TOY = """\
msgid ""
msgstr ""
"Language: pl\\n"
"Plural-Forms: nplurals=4; plural=(n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 ? 1 : 2);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "left"
msgid "left"
msgstr "lewa"

msgctxt "history_weeks"
msgid "{number} week in a row"
msgid_plural "{number} weeks in a row"
msgstr[0] "{number} tydzień"
msgstr[1] "{number} tygodnie"
msgstr[2] "{number} tygodni"
msgstr[3] "{number} tygodnia"
"""


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    file = tmp_path / "pl.po"
    file.write_text(TOY, encoding="utf-8")
    monkeypatch.setitem(LANGUAGES, "pl", file)
    return "pl"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 tydzień"),
        (3, "3 tygodnie"),
        (5, "5 tygodni"),
        (22, "22 tygodnie"),
        (1.5, "1,5 tygodnia"),
    ],
)
def test_a_number_chooses_its_form_by_the_rule_of_the_language(
    polish: str, number: float, said: str
) -> None:
    assert word("history_weeks", polish, number=number) == said


def test_what_a_language_lacks_is_said_in_english(polish: str) -> None:
    assert word("left", polish) == "lewa"
    assert word("right", polish) == "right"
    assert language_name(polish) == "Polski"
    with pytest.raises(KeyError):
        word("no_such_word", polish)


def test_a_language_is_there_when_its_catalogue_is(polish: str) -> None:
    assert known_language(polish) == "pl"
    with pytest.raises(ValueError, match=r"'fr' is not one of 'en', 'da', 'pl'\."):
        known_language("fr")


def test_every_key_in_the_code_has_words_and_every_word_is_used() -> None:
    folder = Path(i18n.__file__).parents[2]
    python, scripts = (
        "\n".join(file.read_text(encoding="utf-8") for file in folder.rglob(kind))
        for kind in ("*.py", "*.js")
    )
    code = python + scripts
    said = set(re.findall(r"""["']([A-Za-z_0-9]+)["']""", code))
    kinds = re.findall(r"""f"([a-z_]*(?:\{[^"{}]+\}[a-z_]*)+)\"""", code)
    made = [re.compile(re.sub(r"\{[^{}]+\}", "[a-z_0-9]+", kind)) for kind in kinds]
    # Errors are said by the name of their class; a key may be made of a family's name and a value.
    errors = set(re.findall(r"^class (\w+)\(", code, re.MULTILINE))
    unused = set(i18n.catalogue(SOURCE).forms) - said - errors
    plain = {kind.pattern for kind in made} - {"[a-z_0-9]+"}
    unused = {key for key in unused if not any(re.fullmatch(kind, key) for kind in plain)}
    assert unused == set()
    called = set(re.findall(r"""\bword\(\s*"([a-z_0-9]+)\"""", python))
    assert called - set(i18n.catalogue(SOURCE).forms) == set()
