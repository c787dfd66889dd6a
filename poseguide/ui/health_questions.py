"""Questions about pain and warning signs, and the traffic light, the same on every page."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.training.progression import Colour

#: The key of the advice for each warning sign, the most urgent first.
_TO_DO = {
    "chest": "sign_emergency_do",
    "breath": "sign_emergency_do",
    "calf": "sign_calf_do",
    "dizzy": "sign_dizzy_do",
}
_KEPT = "warning_signs"


def ask_warning_signs(person_id: str | None, language: Language) -> bool:
    """Ask for warning signs and say what to do; return whether the person has one.

    The answer is kept for this window, also while another page is shown.
    """
    kept: dict[str | None, list[str]] = st.session_state.setdefault(_KEPT, {})
    chosen = st.pills(
        word("signs_ask", language),
        list(_TO_DO),
        selection_mode="multi",
        default=kept.get(person_id),
        format_func=lambda sign: word(f"sign_{sign}", language),
        key=f"signs_{person_id}_{language}",
    )
    kept[person_id] = chosen
    if not chosen:
        return False
    todo = dict.fromkeys(key for sign, key in _TO_DO.items() if sign in chosen)
    told = [*(word(key, language) for key in todo), word("signs_wait", language)]
    st.error("\n\n".join(told), icon=":material/call:")
    return True


_SIGNS: dict[Colour, str] = {
    "green": ":material/check_circle:",
    "yellow": ":material/hourglass_top:",
    "red": ":material/front_hand:",
}


def show_light(colour: Colour, sentence: str, language: Language) -> None:
    """Show the traffic light's colour, and `sentence`, which says what it means here."""
    text = f"**{word(f'light_{colour}', language)}.** {sentence}"
    sign = _SIGNS[colour]
    if colour == "green":
        st.success(text, icon=sign)
    elif colour == "yellow":
        st.warning(text, icon=sign)
    else:
        st.error(text, icon=sign)


def choose_pain(question: str, told: int | None, key: str, language: Language) -> int | None:
    """Ask for a number from 0 (none) to 10; return None, which is not 0, if nothing is chosen.

    `question` is the key of its words; `told` is the answer that was given before.
    """
    return st.segmented_control(word(question, language), list(range(11)), default=told, key=key)
