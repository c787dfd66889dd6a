"""State of a window: its language (`?lang=da`, chosen, or the browser's), and other choices."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import LANGUAGES, SOURCE, Language, language_name, word

#: Key of the language in the session state and in the address.
_KEY = "lang"


def choose_language() -> Language:
    """Show the head of every page, with the language switch; return the chosen language."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**PoseGuide**", width="stretch")
        chosen = st.segmented_control(
            " / ".join(word("language", language) for language in LANGUAGES),
            list(LANGUAGES),
            default=_asked_for() or _of_browser(),
            required=True,
            format_func=language_name,
            key=_KEY,
            label_visibility="collapsed",
        )
    language = chosen or SOURCE
    # Each change of the address adds a step to the browser's Back button: change it only if needed.
    if language != (_asked_for() or _of_browser()):
        st.query_params[_KEY] = language
    return language


def current_language() -> Language:
    """Return the language that was chosen on this run."""
    chosen = st.session_state.get(_KEY)
    return chosen if chosen in LANGUAGES else SOURCE


def remembered_index(name: str, options: Sequence[str], default: str | None = None) -> int | None:
    """Return the index of the option that was chosen before; None if it is not among `options`.

    This keeps a choice when the language changes: Streamlit knows a chosen option by its words, so
    a widget needs a key for each language, and a call of `remember` after it.
    """
    chosen = st.session_state.get(f"chosen_{name}", default)
    return options.index(chosen) if chosen in options else None


def remember(name: str, chosen: str | None) -> None:
    """Keep a choice for `remembered_index`."""
    st.session_state[f"chosen_{name}"] = chosen


def _asked_for() -> Language | None:
    asked = st.query_params.get(_KEY)
    return next((language for language in LANGUAGES if language == asked), None)


def _of_browser() -> Language:
    asked = (st.context.locale or "").lower().split("-")[0]
    return asked if asked in LANGUAGES else SOURCE
