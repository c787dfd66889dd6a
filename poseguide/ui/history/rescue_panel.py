"""The panel that rescues what can be read of a damaged database."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.rescue import RescueSummary, rescue
from poseguide.ui.markdown import plain
from poseguide.ui.problems import show_problem

#: Key in the session state: the summary of the last rescue.
_RESULT = "rescued"


def offer_rescue(language: Language) -> None:
    """Show a button that rescues the data; afterwards the page runs again on the new database."""
    st.markdown(word("rescue_help", language))
    if st.button(word("rescue_button", language), type="primary", key="rescue"):
        try:
            with st.spinner(word("rescue_working", language)):
                st.session_state[_RESULT] = rescue(store())
        except PoseGuideError as error:
            show_problem(error, "", language)
        else:
            st.rerun()


def show_rescued(language: Language) -> None:
    """Show the summary of the rescue, once; nothing if there was none."""
    result: RescueSummary | None = st.session_state.pop(_RESULT, None)
    if result is None:
        return
    kept = plain(f"{result.kept}")
    said = [word("rescued", language, saved=result.sessions, lost=result.lost, kept=kept)]
    if not result.whole:
        said.append(word("rescued_not_all", language))
    st.info(" ".join(said), icon=":material/healing:")
