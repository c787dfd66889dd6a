"""The cautions of a programme and of its exercises, and its guide."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import GuideCard, Programme
from poseguide.definitions.schema import BaseExercise
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.training.planner import PlannedStep
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.cards import fold_guide, list_cautions


def show_first_time(steps: Sequence[PlannedStep], language: Language) -> None:
    """Show the cautions of exercises that are done for the first time, unfolded."""
    new = _with_cautions([step for step in steps if step.first_time])
    if new:
        with st.container(border=True):
            st.markdown(f":material/fiber_new: **{word('today_new', language)}**")
            _list(new, language)


def show_cautions(programme: Programme, steps: Sequence[PlannedStep], language: Language) -> None:
    """Show the programme's cautions, and folded those of exercises that were done before."""
    list_cautions(programme, language)
    known = _with_cautions([step for step in steps if not step.first_time])
    if known:
        with st.expander(word("today_known", language), icon=":material/info:"):
            _list(known, language)


def show_guide(programme: Programme, plan: Plan | None, language: Language) -> None:
    """Show the guide's cards, folded; a card to do once is hidden when the person has done it."""
    fold_guide([card for card in programme.guide if not card.once], language)
    for card in programme.guide:
        if card.once and (plan is None or card.name not in plan.marks):
            with st.expander(plain(card.title[language]), icon=":material/looks_one:"):
                st.markdown(plain(card.text[language]))
                if plan is not None:
                    _offer_once(card, plan, language)


def _offer_once(card: GuideCard, plan: Plan, language: Language) -> None:
    label = word("today_once_done", language)
    if st.button(label, icon=":material/check:", key=f"once_{plan.id}_{card.name}"):
        store().plans.mark(plan.id, card.name)
        st.rerun()


def _with_cautions(steps: Sequence[PlannedStep]) -> list[BaseExercise]:
    """Return the exercises that have cautions, each once."""
    found = {step.definition.exercise.id: step.definition.exercise for step in steps}
    return [exercise for exercise in found.values() if exercise.cautions]


def _list(exercises: Sequence[BaseExercise], language: Language) -> None:
    lines = [
        f"- **{plain(exercise.name[language])}**: "
        + " ".join(plain(caution[language]) for caution in exercise.cautions)
        for exercise in exercises
    ]
    st.markdown("\n".join(lines))
