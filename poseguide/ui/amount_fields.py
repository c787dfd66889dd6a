"""Fields in which a person says how much of an exercise."""

from __future__ import annotations

import streamlit as st

from poseguide.words import Language, word


def ask_number(what: str, now: int, most: int, by: int, key: str, language: Language) -> int:
    """A number that begins as `now`; `what` is the key of its words.

    One may do fewer than the dose, down to 1, but not more than the source says.
    """
    return int(st.number_input(word(what, language), 1, most, now, by, key=key, width=180))
