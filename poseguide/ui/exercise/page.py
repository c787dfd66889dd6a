"""The page Exercise: one exercise in front of the camera, hands-free after Start."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any
from poseguide.live.registry import live_registry, store
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.storage.people_repository import Person
from poseguide.training.session import StoredSession
from poseguide.ui.exercise.goals import ASKED, choose_exercise, choose_goal
from poseguide.ui.exercise.session_summary import show_summary
from poseguide.ui.guidance import show_guidance
from poseguide.ui.health_questions import choose_pain
from poseguide.ui.live_panel import Settings, active_slot, choose_settings, show_stage, slot_for
from poseguide.ui.lost_run import as_begun
from poseguide.ui.markdown import plain
from poseguide.ui.person_picker import choose_person
from poseguide.ui.problems import show_problem
from poseguide.ui.state import current_language
from poseguide.ui.widgets import reserve

#: The height of the stage before Start, which `stage.css` gives it.
STAGE_REM = 13.0


def exercise_page() -> None:
    """Show the choice of an exercise and its live session; afterwards the summary."""
    language = current_language()
    st.title(word("exercise_page", language), anchor=False)
    if ASKED in st.query_params:  # a link to an exercise leaves the summary
        st.session_state.pop("finished", None)
    finished = st.session_state.get("finished")
    try:
        if finished is not None:
            show_summary(finished, language)
        else:
            _show_exercise(language)
    except PoseGuideError as error:  # a broken exercise file, or a database that refuses
        show_problem(error, "", language)


def _show_exercise(language: Language) -> None:
    slot = active_slot()
    # The containers are the same on every run, so that the live component is never rebuilt.
    notice = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        chooser, start, under = st.container(), reserve("stage_place", STAGE_REM), st.container()
    with under:
        settings = choose_settings(language, shown=slot is None)
        st.caption(word("live_privacy", language))
    if slot is not None:
        notice.info(word("running", language), icon=":material/directions_run:")
    else:
        with chooser:
            person = choose_person(language)
        with notice:
            going_on = _offer_unfinished(person, language)
        with chooser:
            if going_on is None:
                request = _choose(person, settings, language)
            else:
                request = as_begun(going_on, language, film=settings.film)
            if request.limits:
                st.caption(word("own_limits_used", language, number=len(request.limits)))
        with right:
            show_guidance(request.definition.exercise, language, open_=True)
        slot = slot_for(Workout((request,)), going_on.id if going_on else None)
    with start:
        show_stage(slot, settings, language)


def _choose(person: Person | None, settings: Settings, language: Language) -> ExerciseRequest:
    """Show the widgets for exercise, goal and pain; return the request that they make."""
    st.markdown(word("exercise_intro", language))
    definition = choose_exercise(language)
    goal = choose_goal(definition.exercise, language)
    if definition.tracked is None:
        st.info(word("no_camera_needed", language), icon=":material/videocam_off:")
    person_id = person.id if person else None
    own = store().people.limits(person_id, definition.exercise.id)
    # The key holds the person: another person's answer does not count for this one.
    pain = choose_pain("pain_before", None, f"pain_before_{person_id}", language)
    return ExerciseRequest(
        definition.with_limits(own),
        goal,
        language,
        settings.film,
        person_id,
        definition.known_limits(own),
        pain,
    )


def _offer_unfinished(person: Person | None, language: Language) -> StoredSession | None:
    """Offer to continue or end the person's interrupted session.

    Return the session if the person chose to continue it, else None.
    """
    person_id = person.id if person else None
    open_ = [
        one
        for one in live_registry().unfinished()
        # A session of a round is continued with its round, on the page Today.
        if one.beginning.person_id == person_id and one.beginning.round_id is None
    ]
    if not open_:
        st.session_state.pop("going_on", None)
        return None
    session = open_[0]
    name = plain(load_any(session.beginning.exercise).exercise.name[language])
    count = sum(rep.complete for rep in session.reps) or session.progress.paced
    if st.session_state.get("going_on") == session.id:
        st.info(word("going_on", language, name=name, count=count), icon=":material/resume:")
        if not st.button(word("start_anew", language), key="start_anew"):
            return session
        st.session_state.pop("going_on")
        st.rerun()
    when = _local(session.beginning.started_at)
    text = word("unfinished", language, name=name, when=when, count=count)
    with st.container(border=True):
        st.markdown(f":material/history: {text}")
        with st.container(horizontal=True):
            if st.button(word("go_on", language), type="primary", key="go_on"):
                st.session_state["going_on"] = session.id
                st.rerun()
            if st.button(word("finish_it", language), key="finish_it"):
                store().sessions.end(session.id, session.progress, "interrupted")
                st.session_state["finished"] = session.id
                st.rerun()
    return None


def _local(time: datetime) -> str:
    return f"{time.astimezone():%d.%m.%Y %H:%M}"
