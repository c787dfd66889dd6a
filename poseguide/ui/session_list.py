"""The list of a person's sessions, newest first, with buttons to open and delete each."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.reports.wording import Known, done_words, exercise_name, goal_words
from poseguide.training.adherence import done_in
from poseguide.training.session import HistoryEntry
from poseguide.ui.deletion import confirm, delete_session
from poseguide.ui.local_time import time_words
from poseguide.ui.markdown import plain

#: Keys in the session state: the open session, the one to delete, and how many are shown.
OPEN, _ASKED, _SHOWN = "open_session", "delete_asked", "sessions_shown"
_FIRST, _MORE = 10, 20


def show_sessions(person_id: str | None, number: int, known: Known, language: Language) -> None:
    """Show the list, a part of the `number` sessions at a time to keep the page quick.

    Raise StoreError.
    """
    st.subheader(word("history_sessions", language), anchor=False)
    shown = st.session_state.get(_SHOWN, _FIRST)
    for entry in store().history.newest_entries(person_id, shown):
        with st.container(border=True):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_describe(entry, known, language), width="stretch")
                _show_buttons(entry, language)
            if st.session_state.get(_ASKED) == entry.id:
                question = word("history_delete_ask", language)
                if confirm(question, _ASKED, "delete", language):
                    delete_session(entry.id)
                    st.rerun()
    left = number - shown
    if left > 0 and st.button(word("history_more", language, number=left), key="more"):
        st.session_state[_SHOWN] = shown + _MORE
        st.rerun()


def _show_buttons(entry: HistoryEntry, language: Language) -> None:
    if st.button(word("history_open", language), key=f"open_{entry.id}"):
        st.session_state[OPEN] = entry.id
        st.rerun()
    label = word("history_delete", language)
    if st.button(label, icon=":material/delete:", key=f"delete_{entry.id}"):
        st.session_state[_ASKED] = entry.id
        st.rerun()


def _describe(entry: HistoryEntry, known: Known, language: Language) -> str:
    name = plain(exercise_name(entry.exercise, known, language))
    when = time_words(entry.started_at, language)
    return "  \n".join([f"**{name}** · {when}", " · ".join(_results(entry, known, language))])


def _results(entry: HistoryEntry, known: Known, language: Language) -> list[str]:
    """Return the results of a session, one text each; both as found and as corrected."""
    told = done_words(entry, language)
    goal = word("history_goal", language, goal=goal_words(entry.goal, language))
    if entry.source == "sample":
        return [*told, word("history_sample", language)]
    mark, key = ("✓", "goal_met") if done_in(entry, known).met else ("◐", "goal_partly")
    told.append(f"{goal} ({mark} {word(key, language)})")
    pains = (("history_before", entry.pain_before), ("history_after", entry.pain_after))
    pain = ", ".join(f"{word(key, language)} {value}" for key, value in pains if value is not None)
    if pain:
        told.append(word("history_pain_of", language, pain=pain))
    if entry.end is None:
        told.append(word("history_running", language))
    return told
