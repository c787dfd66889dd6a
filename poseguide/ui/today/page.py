"""The page Today: the rounds that are due, their doses, and one Start button for all steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day_words, weekday_name
from poseguide.live.registry import store
from poseguide.training.plan import Plan
from poseguide.training.rounds import NewRound, Round
from poseguide.ui import local_time
from poseguide.ui.health_questions import ask_warning_signs
from poseguide.ui.live_panel import (
    FINISHED,
    Settings,
    active_slot,
    choose_settings,
    keep_stage,
    show_stage,
    slot_for,
)
from poseguide.ui.navigation import link_to_programmes
from poseguide.ui.person_picker import choose_person
from poseguide.ui.problems import show_problem
from poseguide.ui.round_workout import make_workout
from poseguide.ui.state import current_language
from poseguide.ui.today.agenda import show_agenda
from poseguide.ui.today.choice import Places, forget_choice
from poseguide.ui.today.morning import ask_morning
from poseguide.ui.today.programmes import forget_programme
from poseguide.ui.today.round_summary import show_round
from poseguide.ui.today.weeks import show_weeks
from poseguide.ui.today.worst_pain import WORST, offer_worst, show_worst, worst_programme

#: How far back rounds are read: today's, and those whose morning after is asked about.
_RECENT = timedelta(days=5)

#: The round that Start begins or continues.
_Wanted = NewRound | Round


@dataclass(frozen=True)
class _Person:
    """The chosen person with their plans and recent rounds."""

    id: str | None
    plans: Sequence[Plan]
    rounds: Sequence[Round]


def today_page() -> None:
    """Show what is due; during a session only its stage, and afterwards the round's summary."""
    language = current_language()
    st.title(word("today_page", language), anchor=False)
    # The containers are the same on every run, so that the live component is never rebuilt.
    above = st.container()
    left, right = st.columns(2, gap="large")
    with left:
        before, start, below = (st.container() for _ in range(3))
    under = st.container()
    slot = active_slot()
    try:
        if slot is not None:
            above.info(word("running", language), icon=":material/directions_run:")
            with below:
                settings = choose_settings(language, shown=False)
            with start:
                show_stage(slot, settings, language)
            return
        with above:
            person = _choose_person(language)
            wanted, begins = _show_today(person, Places(before, below, right), language)
        if wanted is not None:
            with below:
                settings = choose_settings(language, shown=True)
            with start:
                _offer_start(wanted, settings, language, begins=begins)
        else:
            with start:
                keep_stage(language)
        with under:
            st.caption(word("live_privacy", language))
            trained = local_time.days_of(store().history.trained_at(person.id))
            show_weeks(person.plans, trained, language)
    except PoseGuideError as error:  # a broken file, or a database that refuses
        show_problem(error, "", language)


def _choose_person(language: Language) -> _Person:
    """Show the day, the choice of a person and their broken plans; return the person's data."""
    day = local_time.today()
    weekday = weekday_name(day.weekday(), language).capitalize()
    st.markdown(f"{weekday} {day_words(day, language)}")
    person = choose_person(language)
    person_id = person.id if person else None
    for error in store().plans.broken(person_id).values():
        show_problem(error, "", language)
        link_to_programmes(word("today_mend", language), language)
    return _Person(
        person_id,
        store().plans.of(person_id),
        store().rounds.of(person_id, local_time.now() - _RECENT),
    )


def _show_today(person: _Person, places: Places, language: Language) -> tuple[_Wanted | None, bool]:
    """Show what is due; return the round for Start, or None, and whether to start it at once.

    Raise StoreError and DefinitionError.
    """
    finished = _finished_round(person)
    if finished is not None:
        show_round(finished, language)
        return None, False
    ask_morning(person.rounds, language)
    if ask_warning_signs(person.id, language):
        return None, False
    worst = worst_programme(person.plans)
    if worst is not None and WORST in st.session_state:
        return show_worst(worst, person.id, language)
    if worst is not None:
        offer_worst(worst, person.id, language)
    try:
        found = show_agenda(person.id, person.plans, person.rounds, places, language)
    except PoseGuideError as error:  # about the chosen round: the rest of the page is shown
        show_problem(error, "", language)
        return None, False
    return found, False


def _finished_round(person: _Person) -> Round | None:
    """Return the person's round that has just ended, or None; forget the choices made for it."""
    round_id = st.session_state.get(FINISHED)
    if round_id is None:
        return None
    found = next((one for one in person.rounds if one.id == round_id), None)
    if found is not None:
        st.session_state.pop(WORST, None)
        forget_choice(person.id)
        forget_programme(person.id)
        return found
    st.session_state.pop(FINISHED)
    return None


def _offer_start(wanted: _Wanted, settings: Settings, language: Language, *, begins: bool) -> None:
    workout, earlier = make_workout(wanted, language, film=settings.film)
    limits = sum(len(request.limits) for request in workout.requests)
    if limits:
        st.caption(word("own_limits_used", language, number=limits))
    show_stage(slot_for(workout, earlier), settings, language, begins=begins)
