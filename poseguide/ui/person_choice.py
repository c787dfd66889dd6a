"""Who is meant, on every page that keeps the sessions of each person apart."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.ui.state import remember, remembered

#: Whoever uses the program without a name.
_NOBODY = ""
_CHOICE = "person"


def choose_person(language: Language) -> Person | None:
    """The person that is chosen, on this page or one before; None without a name.

    Raises StoreError when the database cannot be read.
    """
    people = {person.id: person for person in store().people.all()}
    options = [_NOBODY, *people]
    chosen = st.selectbox(
        word("person", language),
        options,
        index=remembered(_CHOICE, options, _NOBODY) or 0,
        format_func=lambda id_: people[id_].name if id_ else word("person_nobody", language),
        # With another list of people it is another widget: Streamlit keeps a choice by its place.
        key=f"{_CHOICE}_{language}_{hash(tuple((p.id, p.name) for p in people.values()))}",
    )
    remember(_CHOICE, chosen)
    return people.get(chosen or _NOBODY)


def take(person: Person | None) -> None:
    """Has a person chosen on the next run of any page."""
    remember(_CHOICE, person.id if person else _NOBODY)
