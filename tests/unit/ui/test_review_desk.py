"""The desk's two halves fit: every word that the browser asks for is given to it."""

from __future__ import annotations

import re
from pathlib import Path

from poseguide.ui.components import review_desk as module

FOLDER = Path(module.__file__).parent
SOURCES = [*FOLDER.glob("src/*.js"), *(FOLDER.parent / "shared").glob("*.js")]
ALL = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
BUILT = (FOLDER / "dist" / "review_desk.js").read_text(encoding="utf-8")


def test_every_word_that_is_asked_for_is_given_and_no_other() -> None:
    given = {*module._WORDS, *module._SHARED_WORDS}
    asked = set(re.findall(r'\bword\("(\w+)"\)', ALL))
    assert asked - given == set()
    chosen = set(re.findall(r'\bword\([^()"]*\? "(\w+)" : "(\w+)"\)', ALL))
    asked |= {name for pair in chosen for name in pair}
    assert given - asked == {"left", "right", "both"}  # asked for by the side of a repetition


def test_words_are_never_made_html() -> None:
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert danger not in ALL


def test_nothing_is_fetched_from_elsewhere() -> None:
    pages = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.[hc]*")]
    for text in (BUILT, *pages):
        assert set(re.findall(r"https?://[^\"' ]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert not any("url(//" in text or "@import" in text for text in pages)
