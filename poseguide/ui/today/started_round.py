"""A round of today that was begun: its open steps, or its result once it has ended."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import live_registry, store
from poseguide.training.rounds import Round
from poseguide.ui.live_panel import FINISHED
from poseguide.ui.round_workout import is_led_elsewhere
from poseguide.ui.today.choice import Places, forget_choice
from poseguide.ui.today.round_steps import show_steps

#: How often the page checks whether another window or program still runs the round.
_LOOK_EVERY_S = 2.0


def show_started_round(one: Round, places: Places, language: Language) -> Round | None:
    """Show the steps of an open round and return it for Start to continue.

    Return None while another program runs it. Raise StoreError and DefinitionError.
    """
    with places.beside:
        show_steps(one, language)
    with places.before:
        if is_led_elsewhere(one):
            st.info(word("round_elsewhere", language), icon=":material/tab:")
            _wait(one, language)
            return None
        if live_registry().slots.is_in_round(one.id):
            st.info(word("round_other_window", language), icon=":material/tab:")
            _look(one)
            return one
        st.markdown(word("round_goes_on", language))
    if places.after.button(word("round_enough", language), key="open_enough"):
        store().rounds.end(one.id)
        st.session_state[FINISHED] = one.id
        st.rerun()
    return one


def show_ended_round(one: Round, places: Places, language: Language) -> None:
    """Show the steps of an ended round, with buttons to see, continue or, if skipped, do it.

    Raise StoreError and DefinitionError.
    """
    with places.beside:
        show_steps(one, language)
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
    """Run the page again once no other window has the round, for example after a reload."""
    if not live_registry().slots.is_in_round(one.id):
        st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _wait(one: Round, language: Language) -> None:
    """Run the page again once no other program runs the round, or when its button is pressed."""
    if st.button(word("look_again", language), key="look_again") or not is_led_elsewhere(one):
        st.rerun()
