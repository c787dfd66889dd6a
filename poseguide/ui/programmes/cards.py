"""The programmes that come with PoseGuide as cards, each with a button to follow it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import span
from poseguide.definitions.catalog import load_any
from poseguide.definitions.programme import GuideCard, Programme, programmes
from poseguide.live.registry import store
from poseguide.reports.wording import asked_words
from poseguide.training.dose_levels import dose_levels, goal_at
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.plan_times import When, choose_when, discard_when, when_words
from poseguide.ui.widgets import in_pairs, is_open, toggle_panel


def show_cards(person_id: str | None, followed: Collection[str], language: Language) -> None:
    """Show a card for each programme; `followed` are the ids that the person follows already.

    Raise StoreError, and DefinitionError for a broken file.
    """
    for column, programme in in_pairs(programmes()):
        with column, st.container(border=True):
            _show(programme, language)
            if programme.id in followed:
                st.markdown(f":green[:material/check: {word('programme_followed', language)}]")
            else:
                _offer(person_id, programme, language)


def _show(programme: Programme, language: Language) -> None:
    st.subheader(plain(programme.name[language]), anchor=False)
    st.markdown(plain(programme.purpose[language]))
    st.markdown("\n".join(_step_words(programme, language)))
    growing = "programme_grows" if programme.grows else "programme_stays"
    told = [word(growing, language)]
    if programme.felt_after_weeks:
        weeks, most = span(*programme.felt_after_weeks), programme.felt_after_weeks[1]
        told.append(word("programme_felt", language, weeks=weeks, number=most))
    st.markdown(" ".join(told))
    list_cautions(programme, language)
    fold_guide(programme.guide, language)
    st.caption(word("programme_source", language, source=plain(programme.source[language])))


def list_cautions(programme: Programme, language: Language) -> None:
    """Show the cautions of a programme, one below the other."""
    for caution in programme.cautions:
        st.markdown(f":orange[:material/info:] {plain(caution[language])}")


def fold_guide(cards: Sequence[GuideCard], language: Language) -> None:
    """Show the cards of a guide in one expander; nothing if there are none."""
    if cards:
        with st.expander(word("programme_guide", language), icon=":material/menu_book:"):
            for card in cards:
                st.markdown(f"**{plain(card.title[language])}**  \n{plain(card.text[language])}")


def _step_words(programme: Programme, language: Language) -> list[str]:
    """Return a numbered line for each exercise, with the amount that it begins with."""
    lines = []
    for number, step in enumerate(programme.steps, start=1):
        exercise = load_any(step.exercise).exercise
        doses = dose_levels(exercise, step, programme.grows)
        goal = goal_at(exercise, step, doses.levels[doses.start])
        amount = asked_words(goal, exercise, language)
        lines.append(f"{number}. {plain(exercise.name[language])}: {plain(amount)}")
    return lines


def _offer(person_id: str | None, programme: Programme, language: Language) -> None:
    """Show a button to follow the programme, which opens the choice of days and times."""
    follow = word("programme_follow", language)
    panel = f"follow_{person_id or ''}"
    if not is_open(programme.id, panel):
        proposed = when_words(programme.days, programme.times, language)
        st.markdown(word("programme_proposed", language, when=proposed))
        st.button(
            follow,
            icon=":material/add:",
            key=f"follow_{programme.id}",
            on_click=toggle_panel,
            args=(programme.id, panel),
        )
        return
    key = f"{panel}_{programme.id}"
    when = choose_when(key, When(programme.days, programme.times), language)
    with st.container(horizontal=True):
        saved = st.button(
            follow, type="primary", disabled=when is None, key=f"begin_{programme.id}"
        )
        st.button(
            word("programme_not_now", language),
            key=f"leave_{programme.id}",
            on_click=discard_when,
            args=(key,),
        )
    if saved and when is not None:
        store().plans.add(person_id, programme, when.days, when.times)
        discard_when(key)
        st.rerun()
