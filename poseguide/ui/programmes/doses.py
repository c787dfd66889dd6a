"""The panel of a programme's next doses: each exercise with its amount, the reason, a change."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import Programme
from poseguide.live.registry import store
from poseguide.reports.wording import asked_words
from poseguide.training.dose_levels import DoseLevel, dose_levels, goal_at
from poseguide.training.planner import PlannedStep, plan_steps
from poseguide.ui.markdown import plain


def show_doses(
    person_id: str | None, programme: Programme, language: Language, *, key: str
) -> list[PlannedStep]:
    """Show the steps with their amounts, which the person can change; return the steps.

    `key` tells several programmes on one page apart. Raise StoreError, and DefinitionError for a
    broken exercise file.
    """
    steps = plan_steps(programme, store().history.past(person_id, programme))
    for number, step in enumerate(steps, start=1):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_describe(number, step, language), width="stretch")
            _offer_another(person_id, programme, step, f"{key}_{number}", language)
    return steps


def _describe(number: int, step: PlannedStep, language: Language) -> str:
    """Return name, amount and reason of a step as Markdown."""
    exercise, advice = step.definition.exercise, step.advice
    new = f" :blue-badge[{word('doses_new', language)}]" if step.first_time else ""
    amount = plain(asked_words(step.goal, exercise, language))
    reason = word(advice.reason, language, **advice.values)
    return f"{number}. **{plain(exercise.name[language])}**: {amount}{new}  \n:gray[{reason}]"


def _offer_another(
    person_id: str | None, programme: Programme, step: PlannedStep, key: str, language: Language
) -> None:
    """Offer another amount of the exercise, kept until its next session or until it is undone."""
    exercise, advice = step.definition.exercise, step.advice
    amounts = dose_levels(exercise, step.step, grows=True)
    # In a programme that does not grow, its own amount is the largest.
    levels = amounts.levels if programme.grows else amounts.levels[: amounts.start + 1]
    by_hand = advice.change == "chosen"
    if len(levels) == 1 and not by_hand:
        return
    now = levels.index(advice.dose_level) if advice.dose_level in levels else None
    with st.popover(word("doses_change", language), icon=":material/tune:"):
        chosen = st.selectbox(
            word("doses_amount", language, name=plain(exercise.name[language])),
            range(len(levels)),
            index=now,
            format_func=lambda place: asked_words(
                goal_at(exercise, step.step, levels[place]), exercise, language
            ),
            placeholder=word("doses_amount_none", language),
            # Streamlit keeps a choice by its index, so another amount needs another key.
            key=f"doses_{key}_{now}_{language}",
        )
        if chosen is not None and chosen != now:
            _choose(person_id, exercise.id, levels[chosen])
        back = word("doses_back", language)
        if by_hand and st.button(back, icon=":material/undo:", key=f"doses_back_{key}"):
            _choose(person_id, exercise.id, None)


def _choose(person_id: str | None, exercise: str, dose_level: DoseLevel | None) -> None:
    """Keep an amount that was set by hand; None lets the progression decide again."""
    store().doses.choose(person_id, exercise, dose_level)
    st.rerun()
