"""The panel of a live session on a page: its stage, its settings and the window's slot for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import ValidationError

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, language_tag, word
from poseguide.live.messages import LostRun
from poseguide.live.registry import live_registry, pose_models
from poseguide.live.slots import BEAT_S, PATIENCE_S, LiveSlot
from poseguide.live.workout import Workout
from poseguide.ui.components.live_stage import stage
from poseguide.ui.lost_run import find_again
from poseguide.ui.person_picker import remember_person
from poseguide.ui.problems import show_problem
from poseguide.ui.server.live_socket import live_path

#: Picture sizes in pixels that the camera is asked for; nearly every camera has both.
_PICTURES = {
    "resolution_standard": {"width": 640, "height": 480},
    "resolution_fine": {"width": 1280, "height": 720},
}
#: Key in the session state: the id of the round that has just ended, until the person goes on.
FINISHED = "finished_round"
#: Cookie of a browser in which a session goes on: a page that is opened anew in another process
#: knows by it that it may have to take it up.
RUNNING = "poseguide_running"
#: How often the page checks whether the session still runs; the browser draws by itself.
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True)
class Settings:
    """Voice, picture and display of a live session; changes take effect at once, even during it."""

    voice: dict[str, Any]
    picture: dict[str, int]
    mirror: bool
    show_rate: bool
    film: bool


def active_slot() -> LiveSlot | None:
    """Return the slot of this window, if its workout goes on or has just ended; else None.

    Its stage has to be shown: otherwise the live component and its last message are lost.
    """
    slot: LiveSlot | None = st.session_state.get("slot")
    return slot if slot is not None and (_is_on() or slot.ended) else None


def _is_on() -> bool:
    """Return whether the browser reports that a session is running."""
    return bool(st.session_state.get("stage", {}).get("running"))


def choose_settings(language: Language, *, shown: bool) -> Settings:
    """Show the controls of sound, camera and picture; return the last choice if not `shown`."""
    kept: Settings | None = st.session_state.get("live_settings")
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
    voice = _voice(language, muted=not spoken, volume=volume / 100, rate=rate)
    settings = Settings(voice, _PICTURES[size or "resolution_standard"], mirror, show_rate, film)
    st.session_state["live_settings"] = settings
    return settings


def _voice(
    language: Language, *, muted: bool = False, volume: float = 1.0, rate: float = 1.0
) -> dict[str, Any]:
    """Return how the voice speaks, as the browser takes it."""
    return {"language": language_tag(language), "muted": muted, "volume": volume, "rate": rate}


def slot_for(workout: Workout, earlier: str | None) -> LiveSlot:
    """Return this window's slot for a workout; take a new one if the workout has changed.

    `earlier` is the id of the session that is continued, if there is one.
    """
    slot: LiveSlot | None = st.session_state.get("slot")
    wanted = (workout, earlier)
    if (
        slot is None
        or not live_registry().slots.knows(slot)
        or (slot.workout, slot.earlier) != wanted
    ):
        slot = live_registry().slots.book(workout, earlier)
        st.session_state["slot"] = slot
    return slot


def show_stage(
    slot: LiveSlot, settings: Settings, language: Language, *, begins: bool = False
) -> None:
    """Show the Start button and the live session; `begins` starts it at once, once for each slot.

    After the session the result is in the session state and the page runs again: `FINISHED` is
    the id of a round in which something was done or skipped, `finished` the id of the session of a
    single exercise, and `nothing_done` is True if nothing was stored.
    """
    is_on = _is_on()
    if begins:
        st.session_state["begins"] = slot.token
    elif is_on:
        st.session_state.pop("begins", None)
    begin = slot.token if st.session_state.get("begins") == slot.token else None
    if slot.workout.needs_camera:
        pose_models().warm()  # while the person reads and gets into place
    result = _mount(slot.token, settings, language, camera=slot.workout.needs_camera, begin=begin)
    if result.running and result.lost is not None:
        _go_on(result.lost, language)
    if result.ended is not None:
        _finish(result.ended["session"], result.ended["round"])
    elif slot.ended:
        _finish(slot.earlier, slot.workout.round_id)
    elif is_on:
        st.session_state.pop("nothing_done", None)
        _watch(slot)
    elif st.session_state.get("nothing_done"):
        st.info(word("nothing_done", language), icon=":material/info:")


def keep_stage(language: Language) -> None:
    """Keep a run in the browser where this page shows no Start button and its process is gone.

    The page would take the run away; so it is found again first. Nothing is seen of this.
    """
    if st.context.cookies.get(RUNNING) is None:
        return
    settings = Settings(_voice(language), _PICTURES["resolution_standard"], True, False, False)
    result = _mount("", settings, language, camera=True, begin=None, shown=False)
    if result.running and result.lost is not None:
        _go_on(result.lost, language)


def _mount(
    token: str,
    settings: Settings,
    language: Language,
    *,
    camera: bool,
    begin: str | None,
    shown: bool = True,
) -> Any:
    """Show the live component and return what it says."""
    return stage(
        token=token,
        path=live_path(),
        beat_ms=round(1000 * BEAT_S),
        patience_ms=round(1000 * PATIENCE_S),
        camera=camera,
        picture=settings.picture,
        mirror=settings.mirror,
        voice=settings.voice,
        show_rate=settings.show_rate,
        begin=begin,
        running_cookie=RUNNING,
        shown=shown,
        language=language,
    )


def _go_on(said: object, language: Language) -> None:
    """Give this window the slot of its run, whose process may be gone, once nothing writes it."""
    try:
        lost = LostRun.model_validate(said)
    except ValidationError:
        return
    slot: LiveSlot | None = st.session_state.get("slot")
    known = {slot.token if slot else None, st.session_state.get("over")}
    if lost.token not in known:
        _find(lost, language)


@st.fragment(run_every=_LOOK_EVERY_S)
def _find(lost: LostRun, language: Language) -> None:
    """Look for the run; once it is found, keep its slot and settings and run the page again."""
    try:
        slot = find_again(lost.token, lost.session, lost.round, language)
    except PoseGuideError as error:
        show_problem(error, "", language)
        return
    if slot is None:
        return
    st.session_state["slot"] = slot
    st.session_state["live_settings"] = Settings(
        lost.voice.model_dump(), lost.picture.model_dump(), lost.mirror, lost.show_rate, film=False
    )
    remember_person(slot.workout.requests[0].person_id)
    st.rerun()


def _finish(session_id: str | None, round_id: str | None) -> None:
    """Release this window's slot, note the result in the session state and run the page again."""
    slot: LiveSlot | None = st.session_state.get("slot")
    # The browser may not know yet that it is over.
    st.session_state["over"] = slot.token if slot else None
    for key in ("slot", "going_on", "begins"):
        st.session_state.pop(key, None)
    if round_id is not None:
        st.session_state[FINISHED] = round_id
    else:
        st.session_state["finished" if session_id else "nothing_done"] = session_id or True
    st.rerun()


@st.fragment(run_every=_LOOK_EVERY_S)
def _watch(slot: LiveSlot) -> None:
    """Finish when the session has ended, in case the browser's last message was lost."""
    if slot.ended:
        _finish(slot.earlier, slot.workout.round_id)
