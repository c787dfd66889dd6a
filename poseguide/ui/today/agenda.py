"""Today's agenda: the slots of the day, what is done of them, and the chosen round."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.training.rounds import NewRound, Round
from poseguide.training.schedule import agenda, next_slot
from poseguide.ui import local_time
from poseguide.ui.markdown import plain
from poseguide.ui.today.choice import OTHER, Places, TodayChoice, choose, list_choices, most_urgent
from poseguide.ui.today.next_round import show_next_round
from poseguide.ui.today.programmes import choose_programme
from poseguide.ui.today.started_round import show_ended_round, show_started_round


def show_agenda(
    person_id: str | None,
    plans: Sequence[Plan],
    rounds: Sequence[Round],
    places: Places,
    language: Language,
) -> NewRound | Round | None:
    """Show today's slots and the chosen one; return the round that Start begins or continues.

    Return None if there is nothing to start. Plans and rounds are those of the person.
    Raise StoreError, and DefinitionError for a missing or broken exercise.
    """
    found = list_choices(
        agenda(plans, rounds, local_time.now(), local_time.zone()), rounds, local_time.now()
    )
    if plans and most_urgent(found) is None:
        _say_nothing_due(plans, rounds, found, language)
    if not plans and person_id is None and store().people.all():
        # After a reload no person is chosen, though one of them may have something due.
        st.info(word("today_who", language), icon=":material/person:")
    if not found:
        intro = "today_now_or_later" if plans else "today_intro"
        st.markdown(word(intro, language))
        return _show_other(plans, person_id, places, language)
    key = choose(found, person_id, language)
    if key == OTHER:
        return _show_other(plans, person_id, places, language)
    chosen = next((choice for choice in found if choice.key == key), None)
    return None if chosen is None else _show(chosen, person_id, places, language)


def _say_nothing_due(
    plans: Sequence[Plan], rounds: Sequence[Round], found: Sequence[TodayChoice], language: Language
) -> None:
    """Show that all is done or nothing is due yet, and when the next round is due."""
    some = any(choice.state in ("done", "part") for choice in found)
    told = [word("today_enough_done" if some else "today_nothing_due", language)]
    coming = next_slot(plans, local_time.now(), local_time.zone(), rounds)
    if coming is not None:
        name = plain(coming.plan.programme.name[language])
        when = local_time.coming_words(coming.at, language)
        told.append(word("today_next", language, name=name, when=when))
    if some:
        st.success(" ".join(told), icon=":material/check_circle:")
    else:
        st.info(" ".join(told), icon=":material/schedule:")


def _show_other(
    plans: Sequence[Plan], person_id: str | None, places: Places, language: Language
) -> NewRound | None:
    programme = choose_programme(plans, person_id, language)
    return (
        None if programme is None else show_next_round(programme, None, person_id, places, language)
    )


def _show(
    chosen: TodayChoice,
    person_id: str | None,
    places: Places,
    language: Language,
) -> NewRound | Round | None:
    if chosen.round is None:
        assert chosen.plan is not None, "what was not begun is asked for by a plan"
        return show_next_round(chosen.plan.programme, chosen.plan, person_id, places, language)
    places.before.subheader(plain(chosen.names[language]), anchor=False)
    if chosen.state == "open":
        return show_started_round(chosen.round, places, language)
    show_ended_round(chosen.round, places, language)
    return None
