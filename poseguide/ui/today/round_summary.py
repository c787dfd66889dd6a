"""The summary of a round: its steps, pain and effort, and the steps that are left."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.training.progression import light
from poseguide.training.rounds import Round
from poseguide.ui.answers import ask_about_round
from poseguide.ui.health_questions import choose_pain, show_light
from poseguide.ui.live_panel import FINISHED
from poseguide.ui.markdown import plain
from poseguide.ui.today.round_steps import show_steps


def show_round(one: Round, language: Language) -> None:
    """Show the summary of a round and save answers at once.

    Raise StoreError, and DefinitionError for a broken exercise file.
    """
    name = plain(one.names[language])
    st.header(f"{word('round_title', language)}: {name}", anchor=False)
    _praise(one, language)
    show_steps(one, language)
    if one.outcome != "skipped":
        one = _ask_pain(one, language)
        ask_about_round(one, language)
    with st.container(horizontal=True):
        _offer_next(one, language)
    st.caption(word("kept_here", language))


def _praise(one: Round, language: Language) -> None:
    values = {"done": one.done_steps, "of": len(one.steps)}
    text = word(f"round_{one.outcome}", language, **values)
    if one.outcome == "skipped":
        st.info(text, icon=":material/skip_next:")
    else:
        st.success(text, icon=":material/check_circle:")


def _ask_pain(one: Round, language: Language) -> Round:
    """Ask for pain and effort, show the light, and return the round as it is stored then."""
    if one.pain_before is not None:
        st.markdown(word("pain_was", language, pain=one.pain_before))
    pain = choose_pain("pain_after", one.pain_after, f"round_pain_{one.id}", language)
    if pain != one.pain_after:
        store().rounds.set_pain(one.id, "after", pain)
    colour = light(pain)
    if colour is not None:
        show_light(colour, word(f"light_after_{colour}", language, pain=pain), language)
    effort = choose_pain("effort", one.effort, f"round_effort_{one.id}", language)
    if effort != one.effort:
        store().rounds.set_effort(one.id, effort)
    return store().rounds.load(one.id)


def _offer_next(one: Round, language: Language) -> None:
    """Show buttons to continue an open round or end it, else one back to the page Today."""
    if one.ended_at is None and one.next_step is not None:
        if st.button(word("round_carry_on", language), type="primary", key="round_carry_on"):
            st.session_state.pop(FINISHED)
            st.rerun()
        if st.button(word("round_enough", language), key="round_enough"):
            store().rounds.end(one.id)
            st.rerun()
    elif st.button(word("today_back", language), type="primary", key="round_back"):
        st.session_state.pop(FINISHED)
        st.rerun()
