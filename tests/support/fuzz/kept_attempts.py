"""What PoseGuide does with exports and databases from outside, as an attempt of the harness."""

from __future__ import annotations

import json
import os
import zipfile
from contextlib import closing, suppress
from datetime import UTC
from io import BytesIO
from pathlib import Path

from poseguide.core.errors import DamagedStoreError, PoseGuideError
from poseguide.reports.pdf.document import person_pdf, session_pdf
from poseguide.reports.review_view import board
from poseguide.reports.session_report import report_csv, report_json, session_report
from poseguide.storage.archive import export_all, import_all
from poseguide.storage.rescue import rescue
from poseguide.storage.store import Store
from poseguide.training.adherence import days, is_training, pains, weeks
from poseguide.vision.pose_file import load_poses


def bring_in(path: Path) -> str:
    """Imports an export and uses all that it brought; what is refused has left nothing behind."""
    folder = path.parent / "data"
    os.environ["POSEGUIDE_DATA"] = str(folder)
    with closing(Store()) as store, path.open("rb") as file:
        store.history.ids()
        try:
            import_all(store, file)
        except PoseGuideError:
            assert not [*store.history.all(), *store.people.all(), *store.rounds.all()]
            assert not [*store.plans.all(), *store.doses.all()]
            left = {each.name.partition("-")[0] for each in folder.iterdir()}
            assert left <= {"poseguide.db", "import.lock"}
            raise
        use(store)
    return "imported"


def open_up(path: Path) -> str:
    """Opens a database and uses all that is in it; what is damaged is left as it is, and saved.

    The file at the path is an archive of the database and of its log.
    """
    folder = path.parent / "data"
    os.environ["POSEGUIDE_DATA"] = str(folder)
    with zipfile.ZipFile(path) as files:
        files.extractall(folder)
        before = {name: files.read(name) for name in files.namelist()}
    with closing(Store()) as store:
        try:
            use(store)
        except DamagedStoreError:
            store.close()
            assert {name: (folder / name).read_bytes() for name in before} == before
            kept = rescue(store).kept
            for name, content in before.items():
                ending = name.removeprefix("poseguide.db")
                assert kept.with_name(kept.name + ending).read_bytes() == content
            use(store)
            return "saved"
    return "opened"


def use(store: Store) -> None:
    """What the pages, the reports and the export read of a store."""
    owners = [None, *(person.id for person in store.people.all())]
    store.history.running()
    for owner in owners:
        entries = store.history.entries(owner)
        trained = [entry for entry in entries if is_training(entry)]
        days(trained, {}, UTC)
        pains(trained, UTC)
        for read in (store.plans.of, store.plans.broken, store.doses.of, store.rounds.of):
            read(owner)
        for entry in entries:
            weeks(trained, entry.exercise, UTC)
        if owner is not None:
            store.people.all_limits(owner)
            person_pdf("A", entries, "en")
    for number, session in enumerate(store.history.all()):
        report = session_report(store, session.id)
        json.loads(report_json(report))
        report_csv(report, "da")
        store.history.similar(session, 5)
        if number == 0:
            session_pdf(report, "da")
        if report.poses is not None:
            list(load_poses(report.poses))
        if report.exercise is not None:
            board(
                report.exercise, session.repetitions, None, session.progress.seconds, "en",
                title="", video_url=None,
            )  # fmt: skip
    with suppress(PoseGuideError):
        export_all(store, BytesIO())
