"""The browser's half of the live page: camera, socket, screen and voice, as one component."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.palette import TOKENS_CSS

_HERE = Path(__file__).parent
#: The words the browser's half needs, by its own names.
_WORDS = {
    "start": "start",
    "stop": "stop",
    "next": "move_on",
    "begin_now": "begin_now",
    "camera": "camera",
    "full": "full_screen",
    "leave_full": "leave_full_screen",
    "coming": "timer_coming",
    "connecting": "connecting",
    "reconnecting": "reconnecting",
    "busy": "computer_busy",
    "blocked": "camera_blocked",
    "in_use": "camera_in_use",
    "no_camera": "camera_none",
    "insecure": "camera_insecure",
    "camera_failed": "camera_failed",
    "no_voice": "no_voice",
    "taken": "taken_over",
    "unknown": "page_too_old",
}


@cache
def _text(name: str) -> str:
    """A file of the browser's half, read once: the page runs again with every click."""
    return (_HERE / name).read_text(encoding="utf-8")


def stage(*, language: Language, **data: Any) -> Any:
    """Mounts the component; what it says of itself is in the result: `running`, `ended`, `lost`.

    A press on Start waits until the page has run with it, as `asked` tells it: what was chosen just
    before is then in the `token`. `begin`, where it is new, is a press on Start by the page itself.
    `running` is whether a session goes on. `ended` is there on one run only, when it is over: its
    `session` is the id in the store, None where nothing was done, and `round` that of the round.
    `lost` is a LostRun where the session began in a process that is gone.
    """
    component = st.components.v2.component(
        "poseguide_stage",
        html=_text("stage.html"),
        css=TOKENS_CSS + _text("stage.css"),
        js=_text("dist/live_stage.js"),
    )
    words = {name: word(key, language) for name, key in _WORDS.items()}
    return component(
        key="stage",
        data={**data, "asked": st.session_state.get("stage", {}).get("asked"), "words": words},
        default={"running": False, "asked": None, "lost": None},
        on_asked_change=lambda: None,
        on_running_change=lambda: None,
        on_ended_change=lambda: None,
        on_lost_change=lambda: None,
    )
