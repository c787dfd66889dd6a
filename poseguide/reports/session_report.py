"""Everything that is kept of a session at one place, for reports; as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poseguide.analysis.repetition_columns import (
    LAST_IN_FILES,
    Cell,
    RepetitionColumn,
    columns_of,
)
from poseguide.analysis.session_export import SCHEMA, json_text, session_dict
from poseguide.core.errors import DefinitionError, LimitError, UnknownExerciseError, VideoError
from poseguide.core.i18n import Language
from poseguide.core.records import Counts
from poseguide.core.text import csv_text
from poseguide.definitions.catalog import Definition, PacedDefinition, load_any
from poseguide.definitions.schema import BaseExercise, Exercise
from poseguide.storage.folders import clips_folder, poses_file
from poseguide.storage.store import Store
from poseguide.training.corrections import ReviewedRep, counts_of
from poseguide.training.session import StoredSession
from poseguide.vision.video_reader import begins_s


@dataclass(frozen=True)
class SessionReport:
    """A stored session with what a report needs beside it.

    `definition` is the exercise as its file is now, None when the file is gone or broken. `person`
    is a name. `video` is there only while its file is: as filmed where the session came from a
    camera, else with the drawing in it. `poses` is the file of the poses.
    """

    stored: StoredSession
    definition: Definition | PacedDefinition | None
    person: str | None
    video: Path | None
    poses: Path | None

    @property
    def described(self) -> BaseExercise | None:
        """The exercise with its name and dose, or None if its file is gone."""
        return None if self.definition is None else self.definition.exercise

    @property
    def exercise(self) -> Exercise | None:
        """The exercise with the limits that were used.

        None where no camera followed it, and where its file has changed so much since that it does
        not know what was found.
        """
        found = self.definition.tracked if self.definition else None
        if found is None or not _knows(found.exercise, self.stored):
            return None
        try:
            return found.with_limits(self.stored.beginning.limits).exercise
        except LimitError:  # the file has changed since
            return found.exercise

    @property
    def video_begins_s(self) -> float | None:
        """The start of the video on the clock of the repetitions in seconds; None if not known."""
        if self.video is None or self.stored.beginning.source != "camera":
            return 0.0
        with suppress(VideoError):
            return begins_s(self.video)
        return None

    @property
    def changed(self) -> bool:
        """Return whether the exercise file is another one than that of the session."""
        used = self.stored.beginning.definition_sha256
        return self.definition is not None and self.definition.sha256 != used

    @property
    def corrected(self) -> bool:
        """Return whether a person sees any repetition otherwise than the machine."""
        return any(one.corrected for one in self.stored.repetitions)

    @property
    def corrected_counts(self) -> Counts:
        """The counts as a person corrected them."""
        return counts_of(self.stored.repetitions)


def session_report(store: Store, session_id: str) -> SessionReport:
    """Return the report of a stored session. Raises StoreError when there is none of this id."""
    stored = store.sessions.load(session_id)
    person_id = stored.beginning.person_id
    video = None if stored.clip is None else clips_folder() / stored.clip
    poses = poses_file(session_id)
    return SessionReport(
        stored=stored,
        definition=definition_of(stored.beginning.exercise),
        person=None if person_id is None else store.people.find(person_id).name,
        video=video if video is not None and video.is_file() else None,
        poses=poses if poses.is_file() else None,
    )


def definition_of(exercise: str) -> Definition | PacedDefinition | None:
    """Return the definition of this id, None when its file is gone or broken."""
    try:
        return load_any(exercise)
    except (UnknownExerciseError, DefinitionError):
        return None


def _knows(exercise: Exercise, stored: StoredSession) -> bool:
    """Return whether the exercise has each rule and phase that was found."""
    stages = {stage.name for stage in exercise.stages}
    faults = {fault.name for fault in exercise.faults}
    rules = stages | faults
    named = {finding.rule for rep in stored.reps for finding in rep.findings}
    broken = {rule for one in stored.repetitions for rule in one.faults}
    broken |= {finding.rule for rep in stored.reps for finding in rep.faults}
    passed = {span.name for rep in stored.reps for span in rep.phases}
    missed = {rep.missing for rep in stored.reps if rep.missing is not None}
    return named <= rules and broken <= faults and passed | missed <= stages


def report_dict(report: SessionReport) -> dict[str, Any]:
    """Return the JSON contract of a stored session: as found, and beside it what a person says."""
    stored, begun = report.stored, report.stored.beginning
    told = session_dict(stored.session())
    said = {one.rep.number: one for one in stored.repetitions}
    counts = report.corrected_counts
    one_sided = begun.sides not in (None, "both")
    told |= {
        "id": stored.id,
        "started_at": begun.started_at.isoformat(),
        "person": report.person,
        "limits": dict(begun.limits),
        "pain_before": begun.pain_before,
        "pain_after": stored.pain_after,
        "told": dict(stored.answers),
        "note": stored.note,
        "added": [_added(one) for one in stored.repetitions if one.added],
    }
    told["source"]["kind"] = begun.source
    told["summary"]["led"] = stored.progress.paced if begun.goal.level is not None else None
    if report.corrected:
        told["summary"]["corrected"] = {
            "complete": counts.complete,
            "incomplete": counts.incomplete,
            "by_side": {
                "left": counts.left if one_sided else None,
                "right": counts.right if one_sided else None,
            },
        }
    for repetition in told["repetitions"]:
        repetition["said"] = _said(said[repetition["number"]])
    return told


def report_json(report: SessionReport) -> str:
    """Return the JSON contract of a stored session as text."""
    return json_text(report_dict(report))


def report_csv(report: SessionReport, language: Language) -> str:
    """Return a row a repetition in the order of time, with what a person says of each."""
    columns = _columns(report)
    rows = [[column.cell(one, language) for column in columns] for one in report.stored.repetitions]
    return csv_text([[column.file_name for column in columns], *rows])


def reports_json(person: str, reports: Sequence[SessionReport]) -> str:
    """Return the sessions of a person, oldest first, each by the JSON contract, as text."""
    sessions = [report_dict(report) for report in reports]
    return json_text({"schema": SCHEMA, "person": person, "sessions": sessions})


def reports_csv(reports: Sequence[SessionReport], language: Language) -> str:
    """Return a row a repetition of all sessions; what an exercise has no column for is empty."""
    names: dict[str, None] = dict.fromkeys(("session", "started_at", "exercise"))
    last: dict[str, None] = dict.fromkeys(LAST_IN_FILES)
    lines: list[dict[str, Cell]] = []
    for report in reports:
        columns = _columns(report)
        names |= dict.fromkeys(each.file_name for each in columns if each.family not in last)
        begun = report.stored.beginning
        for one in report.stored.repetitions:
            line: dict[str, Cell] = {
                "session": report.stored.id,
                "started_at": begun.started_at.isoformat(),
                "exercise": begun.exercise,
            }
            lines.append(line | {each.file_name: each.cell(one, language) for each in columns})
    heads = [*names, *last]
    return csv_text([heads, *([line.get(name, "") for name in heads] for line in lines)])


def _columns(report: SessionReport) -> list[RepetitionColumn]:
    return columns_of("stored_csv", report.exercise, report.stored.repetitions)


def _said(one: ReviewedRep) -> dict[str, Any] | None:
    said = one.correction
    if said is None:
        return None
    return {
        "counted": said.counted,
        "side": said.side,
        "rulings": dict(said.rulings),
        "note": said.note,
    }


def _added(one: ReviewedRep) -> dict[str, Any]:
    said = one.correction
    assert said is not None
    return {
        "number": said.number,
        "side": said.side,
        "start_s": round(one.rep.start_s, 3),
        "end_s": round(one.rep.end_s, 3),
        "counted": one.counted,
        "note": said.note,
    }
