"""How much it hurts, asked in the same way before and after."""

from __future__ import annotations

import streamlit as st

from poseguide.words import Language, word


def choose_pain(question: str, told: int | None, key: str, language: Language) -> int | None:
    """0 (none) to 10; None where nothing is chosen, which is not 0. `told` was said before."""
    return st.segmented_control(word(question, language), list(range(11)), default=told, key=key)
