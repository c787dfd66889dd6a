"""The command that writes reports of what is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from poseguide.cli.options import LanguageName, show, tell
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import check_writable, write_bytes, write_text
from poseguide.core.i18n import Language, word

if TYPE_CHECKING:  # they bring the database and the drawing, which `--help` does not need
    from rich.table import Table

    from poseguide.reports.session_report import SessionReport
    from poseguide.storage.store import Store
    from poseguide.training.session import HistoryEntry

#: So much of an id is shown, where that tells them apart.
_SHOWN = 8


def report(
    session: Annotated[
        str | None,
        typer.Argument(help="The id of a session, or as much of it as tells it apart."),
    ] = None,
    person: Annotated[
        str | None, typer.Option(help="All sessions of the person of this name.")
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="The newest session.")] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the sessions that are stored.")
    ] = False,
    pages: Annotated[
        bool, typer.Option("--pages", help="With --person: a page for each session too.")
    ] = False,
    pdf: Annotated[Path | None, typer.Option(help="Write it to be read and printed.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write a table with a row a repetition.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write everything that is known as JSON.")
    ] = None,
    video: Annotated[
        Path | None, typer.Option(help="Write the video with the drawing in it (MP4).")
    ] = None,
    language: LanguageName = "en",
) -> None:
    """Write a report of a stored session, or of a person's sessions over time."""
    from poseguide.storage.store import Store

    if sum((session is not None, person is not None, last, listed)) != 1:
        raise PoseGuideError("Name one session, or use one of --last, --person NAME and --list.")
    outputs = [path for path in (pdf, csv, json, video) if path is not None]
    if not outputs and not listed:
        raise PoseGuideError("Say what to write: --pdf, --csv, --json or --video and a file.")
    if len({path.resolve() for path in outputs}) < len(outputs):
        raise PoseGuideError("Two options name the same file. Name another.")
    for path in outputs:
        check_writable(path)
    store = Store()
    if listed:
        show(_table(_all(store), language))
        return
    if person is not None:
        _write_person(store, person, language, pdf, csv, json, video, pages=pages)
    else:
        _write_session(_found(store, session), language, pdf, csv, json, video)
    for path in outputs:
        tell(word("wrote", language, path=path))


def _write_session(
    report: SessionReport,
    language: Language,
    pdf: Path | None,
    csv: Path | None,
    json: Path | None,
    video: Path | None,
) -> None:
    from poseguide.reports.pdf.document import session_pdf
    from poseguide.reports.session_report import report_csv, report_json

    if video is not None:
        _write_video(report, video, language)
    if pdf is not None:
        write_bytes(pdf, session_pdf(report, language))
    if csv is not None:
        write_text(csv, report_csv(report, language))
    if json is not None:
        write_text(json, report_json(report))


def _write_person(
    store: Store,
    name: str,
    language: Language,
    pdf: Path | None,
    csv: Path | None,
    json: Path | None,
    video: Path | None,
    *,
    pages: bool,
) -> None:
    from poseguide.reports.pdf.document import person_pdf
    from poseguide.reports.session_report import reports_csv, reports_json, session_report

    if video is not None:
        raise PoseGuideError("A video is of one session. Name the session, or use --last.")
    people = store.people.all()
    who = next((each for each in people if each.name.casefold() == name.casefold()), None)
    if who is None:
        known = ", ".join(each.name for each in people) or "nobody yet"
        raise PoseGuideError(f"There is no person “{name}”. In the list: {known}.")
    entries = store.history.entries(who.id)
    wanted = pages or csv is not None or json is not None
    reports = [session_report(store, entry.id) for entry in entries] if wanted else []
    if pdf is not None:
        shown = reports if pages else []
        write_bytes(pdf, person_pdf(who.name, entries, language, reports=shown))
    if csv is not None:
        write_text(csv, reports_csv(reports, language))
    if json is not None:
        write_text(json, reports_json(who.name, reports))


def _write_video(report: SessionReport, path: Path, language: Language) -> None:
    """The video with the drawing: a camera's clip is drawn into now, any other has it already."""
    from poseguide.analysis.recording import analyze
    from poseguide.vision.video_writer import AnnotatedVideo

    if report.video is None:
        raise PoseGuideError(f"No video of session {report.stored.id} is kept. Leave out --video.")
    if report.stored.beginning.source != "camera":
        write_bytes(path, report.video.read_bytes())
        return
    found = report.definition.tracked if report.definition else None
    exercise = report.exercise
    if exercise is None or found is None:
        name = report.stored.beginning.exercise
        raise PoseGuideError(f"The exercise {name} is not known any more. Leave out --video.")
    with AnnotatedVideo(path, exercise, language) as drawing:
        analyze(report.video, replace(found, exercise=exercise), on_frame=drawing.add)


def _found(store: Store, begin: str | None) -> SessionReport:
    """The session whose id begins so; the newest without one."""
    from poseguide.reports.session_report import session_report

    ids = [one for one in store.history.ids_by_time() if one.startswith(begin or "")]
    if begin is not None and len(ids) > 1:
        raise PoseGuideError(f"{len(ids)} sessions begin with {begin}. Write more of the id.")
    if not ids:
        which = "No session is stored yet" if begin is None else f"No session begins with {begin}"
        raise PoseGuideError(f"{which}. See them with: poseguide report --list")
    return session_report(store, ids[0])


def _all(store: Store) -> list[tuple[str, HistoryEntry]]:
    """All sessions with the name of the person, "" for nobody's, newest first."""
    people = [(person.name, person.id) for person in store.people.all()]
    entries = [
        (name, entry) for name, own in (*people, ("", None)) for entry in store.history.entries(own)
    ]
    return sorted(entries, key=lambda one: one[1].started_at, reverse=True)


def _table(entries: list[tuple[str, HistoryEntry]], language: Language) -> Table:
    """A row a session: the beginning of its id, when, which exercise, whose, and the counts."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from poseguide.reports.wording import compact_counts, found_words

    ids = [entry.id for _, entry in entries]
    shown = _SHOWN
    while len({each[:shown] for each in ids}) < len(ids):
        shown += 1
    table = Table(box=SIMPLE_HEAD, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(word("exercise_id", language), no_wrap=True)
    table.add_column(word("report_when", language), no_wrap=True)
    for key in ("exercise", "report_person", "report_found", "report_corrected"):
        table.add_column(word(key, language))
    for name, entry in entries:
        corrected = compact_counts(entry.counts, language) if entry.corrected else ""
        cells = (f"{entry.started_at.astimezone():%Y-%m-%d %H:%M}", entry.exercise, name)
        found = found_words(entry, language)
        table.add_row(entry.id[:shown], *cells, found, corrected)
    return table
