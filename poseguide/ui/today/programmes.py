"""The programmes as cards to do one now, once, without following it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.programme import Programme, programmes
from poseguide.training.plan import Plan
from poseguide.ui.markdown import plain
from poseguide.ui.navigation import link_to_programmes
from poseguide.ui.state import remember
from poseguide.ui.widgets import in_pairs

_CHOSEN = "today_programme"


def choose_programme(
    plans: Sequence[Plan], person_id: str | None, language: Language
) -> Programme | None:
    """Show the programmes as cards and return None; once one is chosen, return that.

    A chosen programme has a button back to the cards. The person's own programmes, from `plans`,
    are among them. Raise DefinitionError for a broken file.
    """
    known = {programme.id: programme for programme in programmes()}
    # A programme of the person replaces another one with the same id.
    known |= {plan.programme.id: plan.programme for plan in plans}
    name = f"{_CHOSEN}_{person_id}"
    chosen = known.get(st.session_state.get(f"chosen_{name}") or "")
    if chosen is not None:
        back = word("today_another", language)
        if st.button(back, icon=":material/arrow_back:", type="tertiary", key="another"):
            remember(name, None)
            st.rerun()
        return chosen
    for column, one in in_pairs(list(known.values())):
        with column:
            _show_card(one, name, language)
    link_to_programmes(word("today_follow", language), language)
    return None


def forget_programme(person_id: str | None) -> None:
    """Forget the chosen programme; the cards are shown on the next run."""
    remember(f"{_CHOSEN}_{person_id}", None)


def _show_card(programme: Programme, name: str, language: Language) -> None:
    with st.container(border=True, height="stretch"):
        st.subheader(plain(programme.name[language]), anchor=False)
        st.markdown(plain(programme.purpose[language]))
        if st.button(word("today_do_now", language), key=f"now_{programme.id}"):
            remember(name, programme.id)
            st.rerun()
