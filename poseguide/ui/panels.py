"""One panel of a page is open at a time: opening one closes the other.

What opens and closes a panel is called when a button was pressed, before the page is drawn.
"""

from __future__ import annotations

import streamlit as st

#: What is open: the id of what it is about, and the panel's name.
OPEN = "panel_open"


def is_open(about: str, panel: str) -> bool:
    """Whether this panel is open."""
    return bool(st.session_state.get(OPEN) == (about, panel))


def turn(about: str, panel: str) -> None:
    """Opens a panel, or closes it where it is open."""
    if is_open(about, panel):
        close()
    else:
        st.session_state[OPEN] = (about, panel)


def close() -> None:
    """Closes what is open."""
    st.session_state.pop(OPEN, None)
