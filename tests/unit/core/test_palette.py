"""One palette: what Python draws with, the styles of the components, and Streamlit's theme."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import poseguide
from poseguide.core.files import bundled
from poseguide.core.palette import TOKENS_CSS, hex_of, rgb_of

PACKAGE = Path(poseguide.__file__).parent
NAMES = re.findall(r"--([\w-]+):", TOKENS_CSS)
SOURCES = [
    path
    for pattern in ("**/*.py", "**/*.css", "**/*.html", "**/src/*.js")
    for path in PACKAGE.glob(pattern)
    if "node_modules" not in path.parts and path.name != "tokens.css"
]


def test_a_colour_is_the_same_for_css_and_for_pixels() -> None:
    assert hex_of("film-amber") == "#ffb84d"
    assert rgb_of("film-amber") == (255, 184, 77)
    assert "--film-amber: #ffb84d;" in TOKENS_CSS


def test_every_line_of_the_file_is_read_and_no_name_is_there_twice() -> None:
    assert len(set(NAMES)) == len(NAMES) > 40
    assert all(re.fullmatch("#[0-9a-f]{6}", hex_of(name)) for name in NAMES)
    with pytest.raises(KeyError):
        hex_of("no_such_colour")


def test_streamlit_has_the_same_colours() -> None:
    theme = tomllib.loads((bundled(".streamlit") / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ]
    for mode in ("light", "dark"):
        colours = theme[mode]
        assert colours["primaryColor"] == hex_of(f"{mode}-primary")
        assert colours["backgroundColor"] == hex_of(f"{mode}-paper")
        assert colours["secondaryBackgroundColor"] == hex_of(f"{mode}-soft")
        assert colours["textColor"] == hex_of(f"{mode}-ink")
        assert colours["borderColor"] == hex_of(f"{mode}-line")
    assert theme["light"]["linkColor"] == hex_of("light-primary")
    assert theme["dark"]["linkColor"] == hex_of("dark-link")


def test_no_colour_is_written_anywhere_else() -> None:
    assert len(SOURCES) > 200
    written = {
        path.relative_to(PACKAGE).as_posix(): found
        for path in SOURCES
        if (found := re.findall(r"[\"' ]#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")))
    }
    assert written == {}


def test_every_colour_is_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    drawn = {f"bone-{kind}" for kind in ("far", "near", "work")}
    drawn |= {f"chart-{kind}" for kind in ("good", "fault", "incomplete")}
    verdicts = {"good", "partly", "fault", "incomplete", "not_counted", "unseen", "added"}
    theme = {name for name in NAMES if name.startswith("dark-")}  # Streamlit gives them
    named = {name for name in NAMES if re.search(rf"--{name}\b|[\"']{name}[\"']", text)}
    assert set(NAMES) - named - drawn - verdicts - theme == set()
