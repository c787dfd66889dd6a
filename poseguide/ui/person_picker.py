"""The choice of a person, shared by the pages that keep each person's sessions apart."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.ui.state import remember, remembered_index

#: The option for using the program without a name.
_NOBODY = ""
_CHOICE = "person"


def choose_person(language: Language) -> Person | None:
    """Show the choice of a person and return it; None without a name.

    A choice on another page counts here too. Raise StoreError when the database cannot be read.
    """
    people = {person.id: person for person in store().people.all()}
    options = [_NOBODY, *people]
    chosen = st.selectbox(
        word("person", language),
        options,
        index=remembered_index(_CHOICE, options, _NOBODY) or 0,
        format_func=lambda id_: people[id_].name if id_ else word("person_nobody", language),
        # Streamlit keeps a choice by its index, so another list of people needs another key.
        key=f"{_CHOICE}_{language}_{hash(tuple((p.id, p.name) for p in people.values()))}",
    )
    remember(_CHOICE, chosen)
    return people.get(chosen or _NOBODY)


def select_person(person: Person | None) -> None:
    """Select a person, or nobody, from the next run of any page on."""
    remember_person(person.id if person else None)


def remember_person(person_id: str | None) -> None:
    """Select the person with an id, None for nobody, from the next run of any page on."""
    remember(_CHOICE, person_id or _NOBODY)
