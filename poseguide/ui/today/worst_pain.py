"""The programme for the worst pain, as the leaflet advises it, begun with one click."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import Programme, programmes
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.training.planner import PlannedStep, new_round, plan_steps
from poseguide.training.rounds import NewRound
from poseguide.ui.markdown import plain
from poseguide.ui.today.cautions import show_cautions, show_first_time

#: Key in the session state while that programme is shown: "begins" on the first run, then "begun".
WORST = "worst_pain"


def worst_programme(plans: Iterable[Plan]) -> Programme | None:
    """Return the programme for the worst pain, the person's own before PoseGuide's, or None.

    Raise DefinitionError.
    """
    known = [*(plan.programme for plan in plans), *programmes()]
    return next((programme for programme in known if programme.worst), None)


def offer_worst(programme: Programme, person_id: str | None, language: Language) -> None:
    """Show the button, and beside it what to know before the first time. Raise StoreError."""
    name = plain(programme.name[language])
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            word("worst_now", language),
            icon=":material/emergency_heat:",
            help=word("worst_help", language, name=name),
            key="worst_now",
        ):
            st.session_state[WORST] = "begins"
            st.rerun()
        steps = plan_steps(programme, store().history.past(person_id, programme))
        if any(step.first_time for step in steps):
            _show_first_time(programme, steps, language)


def _show_first_time(programme: Programme, steps: list[PlannedStep], language: Language) -> None:
    with st.popover(word("worst_before", language), icon=":material/info:"):
        show_cautions(programme, (), language)
        show_first_time(steps, language)


def show_worst(
    programme: Programme, person_id: str | None, language: Language
) -> tuple[NewRound, bool]:
    """Return the round, and whether to start it at once, which is so on the first run only.

    Raise StoreError.
    """
    begins = st.session_state[WORST] == "begins"
    st.session_state[WORST] = "begun"
    name = plain(programme.name[language])
    st.info(word("worst_begins", language, name=name), icon=":material/emergency_heat:")
    if st.button(word("today_back", language), icon=":material/arrow_back:", key="worst_back"):
        st.session_state.pop(WORST)
        st.rerun()
    steps = plan_steps(programme, store().history.past(person_id, programme))
    return new_round(person_id, None, programme, steps, None), begins
