"""Small parts of pages: cards in two columns, open panels, reserved places, fields for amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from poseguide.core.i18n import Language, word

#: Key in the session state: the open panel, as the id of its subject and the panel's name.
OPEN = "panel_open"


def is_open(about: str, panel: str) -> bool:
    """Return whether a panel is open; `about` is the id of its subject."""
    return bool(st.session_state.get(OPEN) == (about, panel))


def toggle_panel(about: str, panel: str) -> None:
    """Open a panel, or close it if it is open."""
    if is_open(about, panel):
        close_panel()
    else:
        st.session_state[OPEN] = (about, panel)


def close_panel() -> None:
    """Close the open panel, if there is one."""
    st.session_state.pop(OPEN, None)


_Item = TypeVar("_Item")


def in_pairs(items: Sequence[_Item]) -> Iterator[tuple[DeltaGenerator, _Item]]:
    """Yield each item with its column, two columns a row.

    Each row has columns of its own, so that a narrow screen shows the items in order.
    """
    for start in range(0, len(items), 2):
        yield from zip(st.columns(2), items[start : start + 2], strict=False)


def reserve(key: str, height_rem: float) -> DeltaGenerator:
    """Return a container that is at least so high before there is anything in it.

    A component comes when the page stands already: what is below it, and may be pressed, would
    jump. `key` is unique in the page; 1 rem is the height of a letter.
    """
    place = st.container(key=key)
    place.html(f"<style>.st-key-{key} {{ min-height: {height_rem:g}rem; }}</style>")
    return place.columns(1)[0]  # Streamlit shows an empty column, but no empty container


def ask_number(what: str, now: int, most: int, by: int, key: str, language: Language) -> int:
    """Ask for a whole number from 1 to `most`, at first `now`; `what` is the key of its words.

    Less than the dose is allowed, more than its source says is not.
    """
    return int(st.number_input(word(what, language), 1, most, now, by, key=key, width=180))
