"""The list of a round's steps, each with its state and its amount."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions import catalog
from poseguide.live.registry import store
from poseguide.reports.wording import Known, amount_words, asked_words, exercise_name, goal_words
from poseguide.training.adherence import done_in
from poseguide.training.rounds import Round
from poseguide.training.session import HistoryEntry
from poseguide.ui.markdown import plain
from poseguide.ui.navigation import history_place
from poseguide.ui.session_list import OPEN
from poseguide.ui.today.choice import SIGNS

#: An open step was not begun, so it has an icon of its own.
_SIGNS = SIGNS | {"open": ":material/radio_button_unchecked:"}


def show_steps(one: Round, language: Language) -> None:
    """Show all steps in order; a button opens a step's session on the page History.

    Raise StoreError and DefinitionError.
    """
    by_id = {entry.id: entry for entry in store().history.entries_of_round(one.id)}
    known = {path.stem: catalog.read(path).exercise for path in catalog.paths()}
    for position, result in enumerate(one.results):
        entry = by_id.get(result.session_id or "")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_describe(one, position, entry, known, language), width="stretch")
            done = result.state in ("done", "part")
            label = word("history_open", language)
            if entry and done and st.button(label, key=f"step_{one.id}_{position}"):
                st.session_state[OPEN] = entry.id
                st.switch_page(history_place(language))


def _describe(
    one: Round, position: int, entry: HistoryEntry | None, known: Known, language: Language
) -> str:
    step, state = one.steps[position], one.results[position].state
    name, exercise = exercise_name(step.exercise, known, language), known.get(step.exercise)
    if entry is not None and state in ("done", "part"):
        amount = amount_words(done_in(entry, known), language)
    elif exercise is not None:
        amount = asked_words(step.goal, exercise, language)
    else:
        amount = goal_words(step.goal, language)
    told = f"{_SIGNS[state]} {word(f'step_{state}', language)}: {plain(amount)}"
    return f"{position + 1}. **{plain(name)}**  \n{told}"
