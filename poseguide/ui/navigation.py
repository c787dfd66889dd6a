"""The pages that other pages lead to, and links to them."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from poseguide.core.i18n import Language, word
from poseguide.ui.exercise.goals import ASKED
from poseguide.ui.exercise.page import exercise_page
from poseguide.ui.history.page import history_page
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.page import programmes_page


def exercise_place(language: Language) -> StreamlitPage:
    """Return the page Exercise as Streamlit lists it."""
    return st.Page(exercise_page, title=word("exercise_page", language), url_path="exercise")


def history_place(language: Language) -> StreamlitPage:
    """Return the page History as Streamlit lists it."""
    return st.Page(history_page, title=word("history_page", language), url_path="history")


def programmes_place(language: Language) -> StreamlitPage:
    """Return the page Programmes as Streamlit lists it."""
    return st.Page(programmes_page, title=word("programmes_page", language), url_path="programmes")


def link_to_exercise(exercise: str, name: str, language: Language) -> None:
    """Show a link with this name to the page Exercise, where the exercise is then selected."""
    asked = {"lang": language, ASKED: exercise}
    place = exercise_place(language)
    st.page_link(place, label=plain(name), icon=":material/arrow_forward:", query_params=asked)


def link_to_programmes(label: str, language: Language) -> None:
    """Show a link to the page Programmes."""
    st.page_link(
        programmes_place(language),
        label=label,
        icon=":material/calendar_add_on:",
        query_params={"lang": language},
    )
