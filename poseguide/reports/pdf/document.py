"""Reports as PDF: a page a session, and a person's sessions over time."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import moment
from poseguide.reports.pdf.layout import build
from poseguide.reports.pdf.person import person_story
from poseguide.reports.pdf.session import name_of, session_story
from poseguide.reports.session_report import SessionReport
from poseguide.training.session import HistoryEntry


def session_pdf(report: SessionReport, language: Language) -> bytes:
    """A4 of one session: one page for a usual one, more where there are many repetitions."""
    begun = report.stored.beginning
    title = f"{name_of(report, language)}, {moment(begun.started_at, language)}"
    return build(session_story(report, language), title, language)


def person_pdf(
    name: str,
    entries: Sequence[HistoryEntry],
    language: Language,
    *,
    reports: Sequence[SessionReport] = (),
) -> bytes:
    """A4 of a person's sessions over time, oldest first, then a page for each of the reports."""
    story: list[Flowable] = person_story(name, entries, language)
    for report in reports:
        story += [PageBreak(), *session_story(report, language)]
    return build(story, f"{word('report_over_time', language)}: {name}", language)
