"""Downloads of a session, or of a person over time: PDF report, CSV table, JSON and video."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.live.registry import store
from poseguide.reports.session_report import (
    SessionReport,
    report_csv,
    report_json,
    reports_csv,
    reports_json,
    session_report,
)
from poseguide.storage.people_repository import Person
from poseguide.training.session import HistoryEntry

#: File ending, MIME type and maker of each file by the key of its button.
_Files = dict[str, tuple[str, str, Callable[[], bytes | str]]]


def show_reports(report: SessionReport, video: Path | None, language: Language) -> None:
    """Show buttons that save a session; each file is made when its button is pressed."""

    def pdf() -> bytes:
        from poseguide.reports.pdf.document import session_pdf

        return session_pdf(report, language)

    files: _Files = {
        "save_pdf": ("pdf", "application/pdf", pdf),
        "save_csv": ("csv", "text/csv", lambda: report_csv(report, language)),
        "save_json": ("json", "application/json", lambda: report_json(report)),
    }
    if video is not None and video.is_file():
        files["save_video"] = ("mp4", "video/mp4", video.read_bytes)
    begun = report.stored.beginning
    name = Path(begun.name).stem or f"{begun.exercise}-{begun.started_at:%Y-%m-%d}"
    _show(files, name, language)


def show_person_reports(person: Person | None, language: Language) -> None:
    """Show buttons that save all sessions of a person, which are read when one is pressed."""
    name = person.name if person else word("person_nobody", language)

    def entries() -> list[HistoryEntry]:
        return store().history.entries(person.id if person else None)

    def reports() -> list[SessionReport]:
        return [session_report(store(), entry.id) for entry in entries()]

    def pdf() -> bytes:
        from poseguide.reports.pdf.document import person_pdf

        return person_pdf(name, entries(), language)

    files: _Files = {
        "save_pdf": ("pdf", "application/pdf", pdf),
        "save_csv": ("csv", "text/csv", lambda: reports_csv(reports(), language)),
        "save_json": ("json", "application/json", lambda: reports_json(name, reports())),
    }
    _show(files, name, language)


def _show(files: _Files, name: str, language: Language) -> None:
    st.subheader(word("downloads", language), anchor=False)
    # A file name that every system accepts.
    stem = re.sub(r"[^\w.-]+", "-", name).strip("-.") + "-poseguide"
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
