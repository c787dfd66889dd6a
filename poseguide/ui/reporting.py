"""What can be saved of a session: the report, the table, everything, the video."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from poseguide.dossier import Dossier, dossier_csv, dossier_json
from poseguide.exercise import Language
from poseguide.pdf import session_pdf
from poseguide.words import word


def show_reports(dossier: Dossier, video: Path | None, language: Language) -> None:
    """Buttons that save; each file is made when it is asked for."""
    files: dict[str, tuple[str, str, Callable[[], bytes | str]]] = {
        "save_pdf": ("pdf", "application/pdf", lambda: session_pdf(dossier, language)),
        "save_csv": ("csv", "text/csv", lambda: dossier_csv(dossier, language)),
        "save_json": ("json", "application/json", lambda: dossier_json(dossier)),
    }
    if video is not None and video.is_file():
        files["save_video"] = ("mp4", "video/mp4", video.read_bytes)
    st.subheader(word("downloads", language), anchor=False)
    stem = _stem(dossier)
    with st.container(horizontal=True):
        for key, (ending, kind, made) in files.items():
            st.download_button(
                word(key, language),
                made,
                f"{stem}.{ending}",
                kind,
                key=key,
                on_click="ignore",
                icon=":material/download:",
            )


def _stem(dossier: Dossier) -> str:
    """A name for the files that any system takes: of the recording, else of the exercise."""
    begun = dossier.stored.beginning
    name = Path(begun.name).stem or f"{begun.exercise}-{begun.started_at:%Y-%m-%d}"
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") + "-poseguide"
