"""The desk's two halves fit: every word that the browser asks for is given to it."""

from __future__ import annotations

import re
from pathlib import Path

from poseguide.ui.components import review_desk as module

FOLDER = Path(module.__file__).parent
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
ALL = "\n".join(SCRIPTS.values())


def test_all_scripts_are_sent_and_the_door_comes_first() -> None:
    assert sorted(module._SCRIPTS) == sorted(SCRIPTS)
    doors = [name for name in module._SCRIPTS if "export default" in SCRIPTS[name]]
    assert doors == ["desk.js"] == list(module._SCRIPTS[:1])


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
    texts = [ALL, *(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.[hc]*"))]
    addresses = {address for text in texts for address in re.findall(r"https?://[^\"' ]+", text)}
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert not any("url(//" in text or "@import" in text for text in texts)
