"""A round of today that was begun: the rest of it, or what came of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import live_registry, store
from poseguide.training.rounds import Round
from poseguide.training.session import HistoryEntry
from poseguide.ui.live_panel import FINISHED
from poseguide.ui.today.choice import Places, forget_choice
from poseguide.ui.today.round_steps import show_steps
from poseguide.ui.today.training import is_led_elsewhere

#: How often the page looks whether a round is free.
_LOOK_EVERY_S = 2.0


def show_open(
    one: Round, entries: Sequence[HistoryEntry], places: Places, language: Language
) -> Round | None:
    """What is done and what is left of a round that Start goes on with, here.

    None while another program leads somebody through it. Raises StoreError and DefinitionError.
    """
    with places.beside:
        show_steps(one, entries, language)
    with places.before:
        if is_led_elsewhere(one):
            st.info(word("round_elsewhere", language), icon=":material/tab:")
            _wait(one, language)
            return None
        if live_registry().is_in_round(one.id):
            st.info(word("round_other_window", language), icon=":material/tab:")
            _look(one)
            return one
        st.markdown(word("round_goes_on", language))
    if places.after.button(word("round_enough", language), key="open_enough"):
        store().rounds.end(one.id)
        st.session_state[FINISHED] = one.id
        st.rerun()
    return one


def show_ended(
    one: Round, entries: Sequence[HistoryEntry], places: Places, language: Language
) -> None:
    """What came of a round of today, and a way to see it, to go on, or to do it after all.

    Raises StoreError and DefinitionError.
    """
    with places.beside:
        show_steps(one, entries, language)
    with places.before, st.container(horizontal=True):
        if one.outcome == "skipped":
            if st.button(word("today_after_all", language), key="after_all"):
                store().rounds.delete(one.id)
                forget_choice(one.person_id)
                st.rerun()
            return
        if st.button(word("today_see", language), key="see_round"):
            st.session_state[FINISHED] = one.id
            st.rerun()
        if one.next_step is not None and st.button(
            word("today_rest", language), key="reopen_round"
        ):
            store().rounds.reopen(one.id)
            st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _look(one: Round) -> None:
    """Draws the page anew once the other window is gone, as soon after a page was reloaded."""
    if not live_registry().is_in_round(one.id):
        st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _wait(one: Round, language: Language) -> None:
    """Draws the page anew once the round is free, or when asked to."""
    if st.button(word("look_again", language), key="look_again") or not is_led_elsewhere(one):
        st.rerun()
