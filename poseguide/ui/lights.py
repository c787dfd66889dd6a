"""The traffic light of pain: never a colour alone, but with a sign, a word and a sentence."""

from __future__ import annotations

import streamlit as st

from poseguide.light import Colour
from poseguide.words import Language, word

_SIGNS: dict[Colour, str] = {
    "green": ":material/check_circle:",
    "yellow": ":material/hourglass_top:",
    "red": ":material/front_hand:",
}


def show_light(colour: Colour, sentence: str, language: Language) -> None:
    """The light with what it means here."""
    text = f"**{word(f'light_{colour}', language)}.** {sentence}"
    sign = _SIGNS[colour]
    if colour == "green":
        st.success(text, icon=sign)
    elif colour == "yellow":
        st.warning(text, icon=sign)
    else:
        st.error(text, icon=sign)
