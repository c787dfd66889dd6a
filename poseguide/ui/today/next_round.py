"""The next round of a programme, before it begins: doses, cautions and the pain before it."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import Programme
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.training.planner import new_round
from poseguide.training.progression import light
from poseguide.training.rounds import NewRound
from poseguide.ui.health_questions import choose_pain, show_light
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.doses import show_doses
from poseguide.ui.today.cautions import show_cautions, show_first_time, show_guide
from poseguide.ui.today.choice import Places, forget_choice


def show_next_round(
    programme: Programme,
    plan: Plan | None,
    person_id: str | None,
    places: Places,
    language: Language,
) -> NewRound:
    """Show the next round of a programme and return it for Start; `plan` is the plan it belongs to.

    Raise StoreError, and DefinitionError for a broken exercise.
    """
    about = plan.id if plan else programme.id
    with places.beside:
        steps = show_doses(person_id, programme, language, key=f"today_{about}")
        show_cautions(programme, steps, language)
        show_guide(programme, plan, language)
    with places.before:
        st.subheader(plain(programme.name[language]), anchor=False)
        st.markdown(plain(programme.purpose[language]))
        if all(step.definition.tracked is None for step in steps):
            st.info(word("no_camera_needed", language), icon=":material/videocam_off:")
        show_first_time(steps, language)
        pain = choose_pain("pain_before", None, f"pain_before_{person_id}_{about}", language)
        colour = light(pain)
        if colour is not None:
            show_light(colour, word(f"light_before_{colour}", language, pain=pain), language)
    new = new_round(person_id, plan.id if plan else None, programme, steps, pain)
    if plan is not None and places.after.button(
        word("today_skip", language), icon=":material/skip_next:", key="skip_round"
    ):
        _skip(new)
        forget_choice(person_id)
        st.rerun()
    return new


def _skip(new: NewRound) -> None:
    """Save the round as skipped, so that it is not due any more."""
    rounds = store().rounds
    begun = rounds.begin(new)
    for place in range(len(new.steps)):
        rounds.skip(begun.id, place)
    rounds.end(begun.id)
