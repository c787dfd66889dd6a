"""The list of a person's plans: each with its programme, days and times, to change or stop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day_words
from poseguide.definitions.catalog import load_any
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.ui.deletion import confirm
from poseguide.ui.local_time import zone
from poseguide.ui.markdown import plain
from poseguide.ui.programmes.doses import show_doses
from poseguide.ui.programmes.plan_times import When, choose_when, discard_when, when_words
from poseguide.ui.programmes.programme_editor import write_programme
from poseguide.ui.widgets import OPEN, is_open, toggle_panel

#: The icon of the button of each panel of a plan.
_ICONS = {
    "when": ":material/edit_calendar:",
    "doses": ":material/tune:",
    "write": ":material/edit:",
    "stop": ":material/close:",
}


def show_followed(plans: Sequence[Plan], language: Language) -> None:
    """Show the plans of a person, each with its buttons. Raise StoreError and DefinitionError."""
    for plan in plans:
        with st.container(border=True):
            _show(plan, language)


def show_broken(person_id: str | None, language: Language) -> None:
    """Show the plans that cannot be used, why, and a button to end each. Raise StoreError."""
    for plan_id, error in store().plans.broken(person_id).items():
        with st.container(border=True):
            told = word("followed_broken", language, message=plain(str(error)))
            st.error(told, icon=":material/error:")
            _show_buttons(plan_id, ["stop"], language)
            _ask_stop(plan_id, word("followed_stop_broken", language), language)


def _show(plan: Plan, language: Language) -> None:
    programme = plan.programme
    st.markdown(f"**{plain(programme.name[language])}**")
    steps = [plain(load_any(step.exercise).exercise.name[language]) for step in programme.steps]
    when = when_words(plan.days, plan.times, language)
    st.markdown(
        f":material/schedule: {when[0].upper()}{when[1:]}  \n:material/list: {' · '.join(steps)}"
    )
    since = day_words(plan.begun_at.astimezone(zone()).date(), language)
    own = f" {word('followed_own', language)}" if plan.own else ""
    st.caption(word("followed_since", language, day=since) + own)
    panels = ["when", "doses", "write", "stop"] if plan.own else ["when", "doses", "stop"]
    _show_buttons(plan.id, panels, language)
    if is_open(plan.id, "when"):
        _change_when(plan, language)
    elif is_open(plan.id, "doses"):
        show_doses(plan.person_id, programme, language, key=plan.id)
    elif is_open(plan.id, "write"):
        write_programme(plan.person_id, plan, language)
    else:
        question = "followed_stop_own" if plan.own else "followed_stop_ask"
        _ask_stop(plan.id, word(question, language, name=plain(programme.name[language])), language)


def _show_buttons(plan_id: str, panels: Sequence[str], language: Language) -> None:
    """Show a button for each panel, which opens and closes it."""
    with st.container(horizontal=True):
        for panel in panels:
            st.button(
                word(f"followed_{panel}", language),
                icon=_ICONS[panel],
                key=f"{panel}_{plan_id}",
                on_click=toggle_panel,
                args=(plan_id, panel),
            )


def _change_when(plan: Plan, language: Language) -> None:
    """Show the fields for other days and times of a plan."""
    key = f"change_{plan.id}"
    when = choose_when(key, When(plan.days, plan.times), language)
    with st.container(horizontal=True):
        save = word("when_save", language)
        saved = st.button(save, type="primary", disabled=when is None, key=f"{key}_save")
        give_up = word("do_not_save", language)
        st.button(give_up, key=f"{key}_cancel", on_click=discard_when, args=(key,))
    if saved and when is not None:
        store().plans.change(plan.id, days=when.days, times=when.times)
        discard_when(key)
        st.rerun()


def _ask_stop(plan_id: str, question: str, language: Language) -> None:
    """End a plan once the person has confirmed it, if its panel “stop” is open."""
    if is_open(plan_id, "stop") and confirm(
        question, OPEN, "stop", language, yes="followed_stop_yes", no="followed_stop_no"
    ):
        store().plans.end(plan_id)
        st.rerun()
