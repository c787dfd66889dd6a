"""A pseudo-language: English in which every letter is changed, so that a text that bypasses the
catalogue or the exercise files stands out.

It has the code, the plural forms and the dates of Polish, because Babel knows those and they differ
from English and Danish.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages.pofile import read_po, write_po

from poseguide.core.i18n import LANGUAGES, SOURCE

PSEUDO = "pl"

_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_MARKED = "ȧƀƈďēƒġħīĵķłɱńōƥɋřšŧūṽŵẋýž"
_LETTERS = str.maketrans(_PLAIN + _PLAIN.upper(), _MARKED + _MARKED.upper())

#: A name of a place that is filled in, an icon, or a tag stays as it is.
_KEPT = re.compile(r"(\{[^{}]*\}|:material/\w+:)")
_ENGLISH = re.compile(r"""\ben(\s*=\s*)("(?:[^"\\]|\\.)*")""")
_DOTTED = re.compile(r"""^(\w+)\.en(\s*=\s*)("(?:[^"\\]|\\.)*")$""", re.MULTILINE)

#: Not words of a language: the program, its commands, and units with the same sign everywhere.
_NAMES = {"PoseGuide", "poseguide", "English", "Dansk", "Polski", "s", "min", "ms", "MP4", "CSV"}
_WORD = re.compile(r"[A-Za-z]+(?:[A-Za-z0-9_-]*[A-Za-z0-9])?")


def pseudo(text: str) -> str:
    """The text with every letter changed, and its places as they are."""
    parts = _KEPT.split(text)
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in parts)


def write_catalogue(file: Path) -> None:
    """Write the catalogue of the pseudo-language, made from that of English."""
    with LANGUAGES[SOURCE].open("rb") as stream:
        catalog = read_po(stream)
    catalog.locale = PSEUDO
    for message in catalog:
        if not message.context:
            continue
        if message.pluralizable:
            one, other = message.id
            message.string = tuple(map(pseudo, (one, *[other] * (catalog.num_plurals - 1))))
        else:
            # What is wrong is told in English by the error; a translator writes a sentence anew.
            message.string = pseudo(str(message.id).replace("{message}", "…"))
    with file.open("wb") as stream:
        write_po(stream, catalog)


def write_words(source: Path, target: Path) -> None:
    """Write files of exercises or programmes anew, with their words in the pseudo-language too."""
    target.mkdir()
    for file in sorted(source.iterdir()):
        if file.is_dir():
            write_words(file, target / file.name)
        else:
            text = file.read_text(encoding="utf-8")
            (target / file.name).write_text(in_pseudo(text), encoding="utf-8")


def write_samples(source: Path, target: Path) -> None:
    """Write the truths of the samples anew, with their titles in the pseudo-language too."""
    target.mkdir()
    for file in source.iterdir():
        if file.suffix != ".json":
            (target / file.name).symlink_to(file)
            continue
        truth = json.loads(file.read_text(encoding="utf-8"))
        truth["title"][PSEUDO] = pseudo(truth["title"]["en"])
        (target / file.name).write_text(json.dumps(truth), encoding="utf-8")


def in_pseudo(text: str) -> str:
    """The text of a TOML file with the words of the pseudo-language beside the English ones."""
    text = _DOTTED.sub(
        lambda found: f"{found[0]}\n{found[1]}.{PSEUDO}{found[2]}{pseudo(found[3])}", text
    )
    return re.sub(
        r"\{\s*" + _ENGLISH.pattern,
        lambda found: f"{found[0]}, {PSEUDO}{found[1]}{pseudo(found[2])}",
        text,
    )


def unmarked(texts: Iterable[str], *names: str) -> list[str]:
    """The words in these texts that are of no language's catalogue, sorted.

    `names` are what people and files are called, which is shown as it is.
    """
    allowed = _NAMES | set(_words_of_cldr())
    found = set()
    named = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len)[::-1])
    no_words = (
        r":material/\w+:|:\w+(?:-\w+)?(?=\[)|<style>.*?</style>|<[^<>]*>|&\w+;"
        + f"|{named}" * bool(named)
    )
    for text in texts:
        plain = re.sub(no_words, " ", text, flags=re.S)
        found |= {word for word in _WORD.findall(plain) if word.lower() not in _lower(allowed)}
    return sorted(found)


def _lower(words: Iterable[str]) -> set[str]:
    return {word.lower() for word in words}


def _words_of_cldr() -> Iterator[str]:
    """The names of days and months and the “and” of a list, which CLDR says and no catalogue.

    A word with letters of its own is found in parts.
    """
    locale = Locale.parse(PSEUDO)
    texts = [*locale.list_patterns["standard"].values()]
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            texts += get_day_names(width, use, locale).values()
        for width in ("wide", "abbreviated"):
            texts += get_month_names(width, use, locale).values()
    for text in texts:
        yield from _WORD.findall(text)
