"""Small parts of pages: cards two abreast, panels of which one is open, fields for an amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from poseguide.core.i18n import Language, word

#: What is open: the id of what it is about, and the panel's name.
OPEN = "panel_open"


def is_open(about: str, panel: str) -> bool:
    """Whether this panel is open."""
    return bool(st.session_state.get(OPEN) == (about, panel))


def turn(about: str, panel: str) -> None:
    """Opens a panel, or closes it where it is open."""
    if is_open(about, panel):
        close()
    else:
        st.session_state[OPEN] = (about, panel)


def close() -> None:
    """Closes what is open."""
    st.session_state.pop(OPEN, None)


_Item = TypeVar("_Item")


def in_pairs(items: Sequence[_Item]) -> Iterator[tuple[DeltaGenerator, _Item]]:
    """Each item with the column for it.

    A row at a time: on a narrow screen they then stand below each other in order.
    """
    for start in range(0, len(items), 2):
        yield from zip(st.columns(2), items[start : start + 2], strict=False)


def ask_number(what: str, now: int, most: int, by: int, key: str, language: Language) -> int:
    """A number that begins as `now`; `what` is the key of its words.

    One may do fewer than the dose, down to 1, but not more than the source says.
    """
    return int(st.number_input(word(what, language), 1, most, now, by, key=key, width=180))
