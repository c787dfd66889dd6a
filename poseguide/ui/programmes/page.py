"""The page Programmes: the person's plans, the programmes to follow, and writing one's own."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.ui.markdown import plain
from poseguide.ui.person_picker import choose_person
from poseguide.ui.problems import show_problem
from poseguide.ui.programmes.cards import show_cards
from poseguide.ui.programmes.plan_list import show_broken, show_followed
from poseguide.ui.programmes.programme_editor import write_programme
from poseguide.ui.programmes.reminders import offer_reminders
from poseguide.ui.state import current_language
from poseguide.ui.widgets import is_open, toggle_panel


def programmes_page() -> None:
    """Show the person's plans, the programmes to follow, and a way to write one."""
    language = current_language()
    st.title(word("programmes_page", language), anchor=False)
    st.markdown(word("programmes_intro", language))
    try:
        person = choose_person(language)
        followed = _show_followed(person, language)
        st.header(word("programmes_known", language), anchor=False)
        show_cards(person.id if person else None, followed, language)
        st.header(word("programmes_own", language), anchor=False)
        _offer_writing(person, language)
    except PoseGuideError as error:  # a database that refuses, or a broken file
        show_problem(error, "", language)


def _show_followed(person: Person | None, language: Language) -> set[str]:
    """Show the person's plans and reminders; return the ids of the programmes followed."""
    person_id = person.id if person else None
    plans = store().plans.of(person_id)
    title = word("followed", language)
    st.header(f"{title}: {plain(person.name)}" if person else title, anchor=False)
    show_broken(person_id, language)
    show_followed(plans, language)
    if plans:
        offer_reminders(person, plans, language)
    else:
        st.info(word("followed_none", language), icon=":material/info:")
    return {plan.programme.id for plan in plans}


def _offer_writing(person: Person | None, language: Language) -> None:
    """Show a button that opens the fields of a new programme for this person."""
    st.markdown(word("own_help", language))
    about, whose = person.id if person else "", person.name if person else ""
    if not is_open(about, "write"):
        label = word("own_write", language)
        icon = ":material/edit_note:"
        st.button(label, icon=icon, key="write", on_click=toggle_panel, args=(about, "write"))
        return
    with st.container(border=True):
        if whose:
            st.markdown(word("own_for", language, name=plain(whose)))
        write_programme(person.id if person else None, None, language)
