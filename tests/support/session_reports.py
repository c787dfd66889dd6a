"""Stored sessions of known repetitions, and the words on the pages made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportlab.platypus import KeepTogether, Paragraph, Table

from poseguide.core.records import Finding, Pose, Rep, Span
from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import reps_in
from poseguide.reports.session_report import SessionReport
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

LEG = "leg_extension_all_fours"
AT = datetime(2026, 11, 25, 12, 5, tzinfo=UTC)
HIGH = Finding("too_high", "fault", 215.0, 190.0, "deg", "major")
HIGHER = Finding("too_high", "fault", 221.0, 190.0, "deg", "major")
BENT = Finding("knee_bent", "fault", 136.0, 150.0, "deg", "major")


def rep(number: int, *findings: Finding, side: str = "left", missing: str | None = None) -> Rep:
    """A repetition of four seconds and a half, ten seconds after the one before it."""
    start_s = 10.0 * number
    span = Span("stretch", start_s + 2.0, start_s + 3.0)
    times = (start_s, start_s + 2.2, start_s + 4.5)
    return Rep(number, side, *times, missing, None, 132.0, (span,), findings)  # type: ignore[arg-type]


def beginning(**changes: Any) -> SessionStart:
    """How a session of the leg extension begins that nobody has a name for."""
    sha256 = load_exercise(LEG).sha256
    usual = SessionStart(
        LEG, sha256, "one", "en", Goal(6, None, True), "video", AT, name="film.mp4"
    )
    return replace(usual, **changes)


def stored(reps: Iterable[Rep], *corrections: Correction, **changes: Any) -> StoredSession:
    """A session that came to its end."""
    usual = StoredSession(
        "0f" * 16, beginning(), SessionProgress(65.0, 900, 880, 860), "dose", AT, None, None,
        tuple(reps), (), corrections,
    )  # fmt: skip
    return replace(usual, **changes)


def report_of(session: StoredSession, **changes: Any) -> SessionReport:
    """The report of a session, with its exercise and nothing else."""
    usual = SessionReport(session, load_any(session.beginning.exercise), None, None, None)
    return replace(usual, **changes)


def faulty(rule: str) -> tuple[list[Pose], Rep]:
    """The stick figure showing one fault of the leg extension, and the repetition found in it."""
    exercise = load_exercise(LEG).exercise
    fault = next(fault for fault in exercise.faults if fault.name == rule)
    poses = list(play(exercise, near="left", working="left", fps=15.0, changes=fault.example))
    (found,) = reps_in(exercise, poses)
    assert [finding.rule for finding in found.faults] == [rule]
    return poses, found


def words_of(part: Any) -> Iterator[str]:
    """The words of what stands on a page, as a reader sees them, in order."""
    if isinstance(part, Paragraph):
        yield part.getPlainText()
    elif isinstance(part, Table):
        yield from words_of(part._cellvalues)  # type: ignore[attr-defined]
    elif isinstance(part, KeepTogether):
        yield from words_of(part._content)  # type: ignore[attr-defined]
    elif isinstance(part, list | tuple):
        for each in part:
            yield from words_of(each)


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")


def file_with(path: Path, data: bytes) -> Path:
    """A file of these bytes."""
    path.write_bytes(data)
    return path
