"""Deletion for good: the question before it, and the buttons that delete videos and sessions."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.folders import delete_files
from poseguide.ui.media_files import forget_film


def confirm(
    question: str,
    asked: str,
    key: str,
    language: Language,
    *,
    yes: str = "delete_for_good",
    no: str = "keep_it",
) -> bool:
    """Ask before something is done for good; return True in the run in which the person says yes.

    `asked` is the key in the session state that shows the question; it is removed by either answer.
    `key` is the start of both buttons' keys; `yes` and `no` are the keys of their words.
    """
    st.warning(question, icon=":material/warning:")
    with st.container(horizontal=True):
        if st.button(word(yes, language), type="primary", key=f"{key}_yes"):
            st.session_state.pop(asked)
            return True
        if st.button(word(no, language), key=f"{key}_no"):
            st.session_state.pop(asked)
            st.rerun()
    return False


def offer_to_delete_clip(session_id: str, clip: Path, language: Language) -> None:
    """Show a button that deletes the kept video of a session for good. Raise StoreError."""
    if st.button(word("delete_clip", language), icon=":material/delete:", key="delete_clip"):
        delete_files([clip])
        store().sessions.set_clip(session_id, None)
        st.rerun()


def delete_session(session_id: str) -> None:
    """Delete a session, and its drawn video in this window. Raise StoreError."""
    store().sessions.delete(session_id)
    forget_film(session_id)
