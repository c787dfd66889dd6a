"""The page Why it helps: the reasons for which the exercises are thought to help."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any
from poseguide.definitions.education import Card, read_why
from poseguide.ui.navigation import link_to_exercise
from poseguide.ui.problems import show_problem
from poseguide.ui.state import current_language
from poseguide.ui.widgets import in_pairs


def why_page() -> None:
    """Show when to stop, and a card for each reason with links to its exercises."""
    language = current_language()
    st.title(word("why_page", language), anchor=False)
    st.markdown(word("why_intro", language))
    try:
        why = read_why()
        st.warning(
            f"**{why.stop.title[language]}**\n\n{why.stop.text[language]}", icon=":material/call:"
        )
        for column, card in in_pairs(why.cards):
            with column:
                _show(card, language)
    except PoseGuideError as error:  # a broken file
        show_problem(error, "", language)


def _show(card: Card, language: Language) -> None:
    with st.container(border=True, height="stretch"):
        st.subheader(card.title[language], anchor=False)
        st.markdown(card.text[language])
        st.caption(word("why_exercises", language))
        with st.container(horizontal=True):
            for exercise in card.exercises:
                name = load_any(exercise).exercise.name[language]
                link_to_exercise(exercise, name, language)
