"""The page People: who exercises here, and each person's own limits."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import PersonError, PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.ui.deletion import confirm
from poseguide.ui.limits_panel import show_limits
from poseguide.ui.markdown import plain
from poseguide.ui.media_files import forget_film
from poseguide.ui.person_picker import choose_person, select_person
from poseguide.ui.problems import show_problem
from poseguide.ui.state import current_language

#: Keys in the session state: the person to delete, and a message for the next run.
_ASKED, _SAID = "person_delete_asked", "person_said"


def people_page() -> None:
    """Let the user add and choose people, rename and delete them, and change their limits."""
    language = current_language()
    st.title(word("people_page", language), anchor=False)
    st.markdown(word("people_intro", language))
    try:
        _show_people(language)
    except PoseGuideError as error:  # a database that refuses, or a broken exercise file
        show_problem(error, "", language)


def _show_people(language: Language) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        person = choose_person(language)
    with right:
        _offer_new(language)
    said = st.session_state.pop(_SAID, None)
    if said is not None:
        st.success(said, icon=":material/check_circle:")
    if person is None:
        st.info(word("person_none", language), icon=":material/info:")
        return
    st.subheader(plain(person.name), anchor=False)
    _offer_rename(person, language)
    _offer_delete(person, language)
    show_limits(person, language)


def _offer_new(language: Language) -> None:
    with (
        st.form("person_new", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(word("person_new", language), key="person_new_name")
        added = st.form_submit_button(word("person_add", language), key="person_add")
    if added:
        try:
            person = store().people.add(name)
        except PersonError as error:
            show_problem(error, name, language)
            return
        select_person(person)
        st.session_state[_SAID] = word("person_added", language, name=plain(person.name))
        st.rerun()


def _offer_rename(person: Person, language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            word("person_name", language), person.name, key=f"name_{person.id}", width=320
        )
        renamed = st.button(word("person_rename", language), key="person_rename")
    if renamed and name != person.name:
        try:
            store().people.rename(person.id, name)
        except PersonError as error:
            show_problem(error, name, language)
            return
        st.rerun()


def _offer_delete(person: Person, language: Language) -> None:
    name = plain(person.name)
    if st.session_state.get(_ASKED) != person.id:
        label = word("person_delete", language, name=name)
        if st.button(label, icon=":material/delete:", key="person_delete"):
            st.session_state[_ASKED] = person.id
            st.rerun()
        return
    sessions = store().history.ids_of(person.id)
    question = word("person_delete_ask", language, name=name, number=len(sessions))
    if confirm(question, _ASKED, "person_delete", language):
        for session_id in sessions:
            forget_film(session_id)
        store().people.delete(person.id)
        select_person(None)
        st.rerun()
