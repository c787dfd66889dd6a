"""The language of the pages: named in the address (`?lang=da`), chosen, or the browser's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import LANGUAGES, Language

#: In the session and in the address.
_KEY = "lang"


def choose_language() -> Language:
    """The head of every page: the name and the language switch. Gives the language chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**PoseGuide**", width="stretch")
        chosen = st.segmented_control(
            "Language / Sprog",
            list(LANGUAGES),
            default=_asked_for() or _of_browser(),
            required=True,
            format_func=LANGUAGES.__getitem__,
            key=_KEY,
            label_visibility="collapsed",
        )
    language: Language = "da" if chosen == "da" else "en"
    # A change of the address is a step for the browser's Back: on every page, Back led nowhere.
    if language != (_asked_for() or _of_browser()):
        st.query_params[_KEY] = language
    return language


def current_language() -> Language:
    """The language that was chosen on this run."""
    return "da" if st.session_state.get(_KEY) == "da" else "en"


def remembered(name: str, options: Sequence[str], default: str | None = None) -> int | None:
    """The place of what was chosen before, so that a choice outlives a change of language.

    Streamlit knows a chosen option by its words: a widget needs a key for each language, and
    `remember` after it.
    """
    chosen = st.session_state.get(f"chosen_{name}", default)
    return options.index(chosen) if chosen in options else None


def remember(name: str, chosen: str | None) -> None:
    """Keeps what was chosen for `remembered`."""
    st.session_state[f"chosen_{name}"] = chosen


def _asked_for() -> Language | None:
    asked = st.query_params.get(_KEY)
    return next((language for language in LANGUAGES if language == asked), None)


def _of_browser() -> Language:
    return "da" if (st.context.locale or "").lower().startswith("da") else "en"
