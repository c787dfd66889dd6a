"""Videos with the drawing in them, kept only as long as somebody looks at them."""

from __future__ import annotations

import tempfile
import uuid
import weakref
from functools import cache
from pathlib import Path

import streamlit as st

from poseguide.ui.server.media import media

#: The drawn videos of this window, by the id of their session.
FILMS = "films"


class DrawnVideo:
    """A place for one video, at `url` in the browser; the file goes when this is forgotten.

    A page's session holds it, and forgets it when the window is closed or another video is checked.
    """

    def __init__(self) -> None:
        self.path = Path(_folder().name) / f"{uuid.uuid4().hex}.mp4"
        self.url = media().put(self.path)
        weakref.finalize(self, _forget, self.path, self.url)


def film_of(session_id: str) -> DrawnVideo | None:
    """The drawn video of a session that was checked in this window, while it is there."""
    film: DrawnVideo | None = st.session_state.get(FILMS, {}).get(session_id)
    return film


def forget_film(session_id: str) -> None:
    """Takes the drawn video of a session away from this window."""
    st.session_state.get(FILMS, {}).pop(session_id, None)


@cache
def url_of(clip: Path) -> str:
    """The address in the browser of a video that is kept; it ends when its file is gone."""
    return media().put(clip)


def _forget(path: Path, url: str) -> None:
    media().drop(url)
    path.unlink(missing_ok=True)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """The folder of this process; what is left in it goes with the process."""
    return tempfile.TemporaryDirectory(prefix="poseguide-films-")
