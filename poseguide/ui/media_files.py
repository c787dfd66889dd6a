"""Drawn videos, kept only as long as a window shows them."""

from __future__ import annotations

import tempfile
import uuid
import weakref
from contextlib import suppress
from functools import cache
from pathlib import Path

import streamlit as st

from poseguide.ui.server.media import media

#: Key in the session state: the drawn videos of this window by the id of their session.
FILMS = "films"


class DrawnVideo:
    """A file for one video, at `url` in the browser; it is deleted together with this object.

    The session state holds it until the window is closed or another video is checked.
    """

    def __init__(self) -> None:
        self.path = Path(_folder().name) / f"{uuid.uuid4().hex}.mp4"
        self.url = media().put(self.path)
        weakref.finalize(self, _forget, self.path, self.url)


def film_of(session_id: str) -> DrawnVideo | None:
    """Return the drawn video of a session that was checked in this window, or None."""
    film: DrawnVideo | None = st.session_state.get(FILMS, {}).get(session_id)
    return film


def forget_film(session_id: str) -> None:
    """Remove the drawn video of a session from this window."""
    st.session_state.get(FILMS, {}).pop(session_id, None)


@cache
def url_of(clip: Path) -> str:
    """Return the URL of a kept video; it answers “not found” once the file is gone."""
    return media().put(clip)


def _forget(path: Path, url: str) -> None:
    media().drop(url)
    with suppress(PermissionError):  # Windows: it is still being sent; it goes with its folder
        path.unlink(missing_ok=True)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return the temporary folder of this process, which is deleted when the process ends."""
    return tempfile.TemporaryDirectory(prefix="poseguide-films-")
