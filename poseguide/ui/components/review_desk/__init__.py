"""The physiotherapist's desk: video, timeline and table of one recording, or two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import decimal_mark
from poseguide.core.palette import TOKENS_CSS
from poseguide.reports.review_board import Board

_HERE = Path(__file__).parent
#: The words of the browser's half, by its own names: those of `words` after "desk_".
_WORDS = (
    "label", "no_video", "video_gone", "no_curve", "no_repetitions", "none_match", "play", "pause",
    "previous", "next", "speed", "loop", "full", "zoom_in", "zoom_out", "timeline", "signals",
    "table", "sort", "keys", "sources", "said", "measured", "shown", "compare", "from_start",
    "no_such", "signal", "figure", "all_side", "filter_side", "not_counted",
)  # fmt: skip
_SHARED_WORDS = ("phase", "left", "right", "both", "fault", "close", "unseen")


@cache
def _text(name: str) -> str:
    """A file of the browser's half, read once: the page runs again with every click."""
    return (_HERE / name).read_text(encoding="utf-8")


def desk(
    boards: Sequence[Board],
    language: Language,
    *,
    key: str,
    selected: int | None = None,
) -> Any:
    """Mounts the desk of one board, or compares two; see `poseguide.reports.review_view.board`.

    `selected` is the number of a repetition to go to. The result's `selected` is the number of the
    one that the person chose, None before; two boards that are compared choose none.
    """
    component = st.components.v2.component(
        "poseguide_desk",
        html=_text("desk.html"),
        css=TOKENS_CSS + _text("desk.css"),
        js=_text("dist/review_desk.js"),
    )
    # {number} and {column} are filled in by the browser.
    words = {name: word(f"desk_{name}", language, **_LEFT_OPEN) for name in _WORDS}
    words |= {name: word(name, language) for name in _SHARED_WORDS}
    return component(
        key=key,
        data={
            "boards": [board.for_json() for board in boards],
            "selected": selected,
            "words": words,
            "comma": decimal_mark(language),
        },
        default={"selected": selected},
        on_selected_change=lambda: None,
    )


#: What is filled in later stays as it is.
_LEFT_OPEN = {name: f"{{{name}}}" for name in ("number", "column", "shown", "all")}
