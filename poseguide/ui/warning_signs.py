"""Signs with which nobody should exercise: asked for, with what to do and whom to call."""

from __future__ import annotations

import streamlit as st

from poseguide.words import Language, word

#: What to do, by sign, the most urgent first.
_TO_DO = {
    "chest": "sign_emergency_do",
    "breath": "sign_emergency_do",
    "calf": "sign_calf_do",
    "dizzy": "sign_dizzy_do",
}
_KEPT = "warning_signs"


def ask_warning_signs(person_id: str | None, language: Language) -> bool:
    """Asks, and says what to do where there is a sign; whether there is one.

    The answer stays for this window, also while another page is looked at.
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
