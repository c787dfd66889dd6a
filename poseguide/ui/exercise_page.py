"""The page for exercising in front of the camera, hands-free once Start is pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from poseguide.catalog import Definition, PacedDefinition, load_any
from poseguide.errors import PoseGuideError
from poseguide.exercise import Language
from poseguide.exercising import Wish
from poseguide.kept_session import StoredSession
from poseguide.roster import Person
from poseguide.ui.bookings import Booking, bookings, store
from poseguide.ui.goals import choose_exercise, choose_goal
from poseguide.ui.guidance import show_guidance
from poseguide.ui.language import current_language
from poseguide.ui.live_route import live_path
from poseguide.ui.pain import choose_pain
from poseguide.ui.people import choose_person
from poseguide.ui.problems import sentence
from poseguide.ui.session_summary import show_summary
from poseguide.ui.stage import stage
from poseguide.words import word

#: What is asked of the camera; both are shapes that nearly every camera has.
_PICTURES = {
    "resolution_standard": {"width": 640, "height": 480},
    "resolution_fine": {"width": 1280, "height": 720},
}
#: How often the page looks whether the session still runs: the browser's half draws by itself.
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class _Settings:
    """How it looks and sounds; changes take effect at once, also in the middle."""

    voice: dict[str, Any]
    picture: dict[str, int]
    mirror: bool
    show_rate: bool
    film: bool


def exercise_page() -> None:
    """Choose an exercise, press Start, and be led through it; then the summary."""
    language = current_language()
    st.title(word("exercise_page", language), anchor=False)
    finished = st.session_state.get("finished")
    try:
        if finished is not None:
            show_summary(finished, language)
        else:
            _show_exercise(language)
    except PoseGuideError as error:  # a broken exercise file, or a database that refuses
        st.error(sentence(error, "", language), icon=":material/error:")


def _show_exercise(language: Language) -> None:
    running = bool(st.session_state.get("stage", {}).get("running"))
    booking: Booking | None = st.session_state.get("booking")
    # The places stay the same on every run, so that the browser's half is never taken away.
    notice = st.container()
    left, right = st.columns([2, 3], gap="large")
    with left:
        chooser, start, under = st.container(), st.container(), st.container()
    with under:
        settings = _choose_settings(language, shown=not running)
        st.caption(word("live_privacy", language))
    if running and booking is not None:
        notice.info(word("running", language), icon=":material/directions_run:")
    else:
        with chooser:
            person = choose_person(language)
        with notice:
            going_on = _offer_unfinished(person, language)
        with chooser:
            if going_on is None:
                wish = _choose(person, settings, language)
            else:
                wish = _as_begun(going_on, settings, language)
            if wish.limits:
                st.caption(word("own_limits_used", language, number=len(wish.limits)))
        with right:
            show_guidance(wish.definition.exercise, language, open_=True)
        earlier = going_on.id if going_on else None
        if booking is None or (booking.wish, booking.earlier) != (wish, earlier):
            booking = bookings().book(wish, earlier)
            st.session_state["booking"] = booking
    with start:
        _show_stage(booking, settings, language)
        if running:
            st.session_state.pop("nothing_done", None)
            _watch(booking)
        elif st.session_state.get("nothing_done"):
            st.info(word("nothing_done", language), icon=":material/info:")


def _as_begun(session: StoredSession, settings: _Settings, language: Language) -> Wish:
    """A session that goes on keeps what it began with."""
    begun = session.beginning
    definition, limits = _with_limits(load_any(begun.exercise), begun.limits)
    film, person_id = settings.film, begun.person_id
    return Wish(definition, begun.goal, language, film, person_id, limits, begun.pain_before)


def _with_limits(
    definition: Definition | PacedDefinition, limits: Mapping[str, float]
) -> tuple[Definition | PacedDefinition, dict[str, float]]:
    """The exercise with own limits, and those that it has taken. Raises LimitError."""
    if isinstance(definition, PacedDefinition):
        return definition, {}
    return definition.with_limits(limits), definition.known_limits(limits)


def _choose(person: Person | None, settings: _Settings, language: Language) -> Wish:
    """What is to be done, as it is chosen."""
    st.markdown(word("exercise_intro", language))
    definition = choose_exercise(language)
    goal = choose_goal(definition.exercise, definition.exercise.pace, language)
    if isinstance(definition, PacedDefinition):
        st.info(word("no_camera_needed", language), icon=":material/videocam_off:")
    person_id = person.id if person else None
    own = store().people.limits(person_id, definition.exercise.id)
    definition, limits = _with_limits(definition, own)
    # Another person's answer is not this one's.
    pain = choose_pain("pain_before", None, f"pain_before_{person_id}", language)
    return Wish(definition, goal, language, settings.film, person_id, limits, pain)


def _offer_unfinished(person: Person | None, language: Language) -> StoredSession | None:
    """The person's session that was broken off, where they want to go on with it."""
    person_id = person.id if person else None
    open_ = [one for one in bookings().unfinished() if one.beginning.person_id == person_id]
    if not open_:
        st.session_state.pop("going_on", None)
        return None
    session = open_[0]
    name = load_any(session.beginning.exercise).exercise.name[language]
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
                store().end(session.id, session.progress, "interrupted")
                st.session_state["finished"] = session.id
                st.rerun()
    return None


def _local(time: datetime) -> str:
    return f"{time.astimezone():%d.%m.%Y %H:%M}"


def _choose_settings(language: Language, *, shown: bool) -> _Settings:
    """Sound, camera and picture; kept where they are not shown."""
    kept: _Settings | None = st.session_state.get("live_settings")
    if not shown and kept is not None:
        return kept
    with st.container(horizontal=True):
        with st.popover(word("sound", language), icon=":material/volume_up:"):
            spoken = st.toggle(word("sound_on", language), True, key="sound_on")
            volume = st.slider(word("volume", language), 0, 100, 100, 5, format="%d %%", key="vol")
            rate = st.slider(word("speed", language), 0.6, 1.6, 1.0, 0.1, key="speed")
        with st.popover(word("picture", language), icon=":material/videocam:"):
            size = st.radio(
                word("resolution", language),
                list(_PICTURES),
                format_func=lambda key: word(key, language),
                key="resolution",
            )
            mirror = st.toggle(
                word("mirror", language), True, help=word("mirror_help", language), key="mirror"
            )
            show_rate = st.toggle(word("show_rate", language), False, key="show_rate")
            film = st.toggle(
                word("film", language), False, help=word("film_help", language), key="film"
            )
    voice = {"language": language, "muted": not spoken, "volume": volume / 100, "rate": rate}
    settings = _Settings(voice, _PICTURES[size or "resolution_standard"], mirror, show_rate, film)
    st.session_state["live_settings"] = settings
    return settings


def _show_stage(booking: Booking, settings: _Settings, language: Language) -> None:
    result = stage(
        token=booking.token,
        path=live_path(),
        camera=isinstance(booking.wish.definition, Definition),
        picture=settings.picture,
        mirror=settings.mirror,
        voice=settings.voice,
        show_rate=settings.show_rate,
        language=language,
    )
    if result.ended is not None:
        _finish(result.ended["session"])


def _finish(session_id: str | None) -> None:
    """The session is over: from the browser's half, or seen by the page itself."""
    st.session_state.pop("booking", None)
    st.session_state.pop("going_on", None)
    st.session_state["finished" if session_id else "nothing_done"] = session_id or True
    st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _watch(booking: Booking) -> None:
    """Sees by itself when the session has ended, should the browser's word have been lost."""
    if booking.ended:
        _finish(booking.earlier)
