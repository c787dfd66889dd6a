"""A session as JSON (the contract of `docs/json.md`) and as CSV, a row a repetition."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from poseguide._version import __version__
from poseguide.analysis.repetition_columns import Cell, columns_of
from poseguide.core.i18n import SOURCE, Language
from poseguide.core.records import Rep, Session
from poseguide.core.text import csv_text
from poseguide.definitions.schema import Exercise
from poseguide.training.corrections import ReviewedRep

#: Grows when a reader of the JSON would have to change.
SCHEMA = 3


def session_dict(session: Session) -> dict[str, Any]:
    """The JSON contract as plain values: times in seconds, what does not apply is None.

    What only a stored session has, and what a person says of it, is None here too; see `report`.
    """
    one_sided = session.sides != "both"
    return {
        "schema": SCHEMA,
        "version": __version__,
        "id": None,
        "started_at": None,
        "person": None,
        "exercise": session.exercise,
        "definition_sha256": session.definition_sha256,
        "limits": None,
        "source": {
            "kind": None,
            **asdict(session.source),
            "duration_s": round(session.source.duration_s, 3),
        },
        "summary": {
            "complete": session.counts.complete,
            "incomplete": session.counts.incomplete,
            "by_side": {
                "left": session.counts.left if one_sided else None,
                "right": session.counts.right if one_sided else None,
            },
            "hold_s": _rounded(session.hold_s),
            "cadence_per_min": _rounded(session.cadence_per_min),
            "seen_share": round(session.seen_share, 3),
            "measured_share": round(session.measured_share, 3),
            "self_paced": session.self_paced,
            "view_problems": list(session.view_problems),
            "led": None,
            "corrected": None,
        },
        "pain_before": None,
        "pain_after": None,
        "told": None,
        "note": None,
        "series": [asdict(finding) for finding in session.series],
        "repetitions": [_repetition(rep) for rep in session.reps],
        "added": None,
    }


def as_json(session: Session) -> str:
    """The JSON contract as text, one object, ending with a line break."""
    return json_text(session_dict(session))


def json_text(data: dict[str, Any]) -> str:
    """Plain values as the text of a JSON file, ending with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(session: Session, exercise: Exercise, language: Language) -> str:
    """Return a row a repetition; units stand in the header, `unseen` where a rule has no answer."""
    repetitions = [ReviewedRep(rep) for rep in session.reps]
    columns = columns_of("csv", exercise, repetitions)
    rows = [[column.cell(one, language) for column in columns] for one in repetitions]
    return csv_text([[column.file_name for column in columns], *rows])


def table(session: Session, exercise: Exercise) -> tuple[list[str], list[list[Cell]]]:
    """Return the names of the columns, and a row a repetition, of what any language has alike."""
    repetitions = [ReviewedRep(rep) for rep in session.reps]
    columns = [each for each in columns_of("csv", exercise) if each.form != "sentence"]
    rows = [[column.cell(one, SOURCE) for column in columns] for one in repetitions]
    return [column.file_name for column in columns], rows


def _repetition(rep: Rep) -> dict[str, Any]:
    return {
        "number": rep.number,
        "side": rep.side,
        "start_s": _rounded(rep.start_s),
        "peak_s": _rounded(rep.peak_s),
        "end_s": _rounded(rep.end_s),
        "complete": rep.complete,
        "missing": rep.missing,
        "cut_short": rep.cut_short,
        "parts": rep.parts,
        "phases": [
            {"name": p.name, "start_s": _rounded(p.start_s), "end_s": _rounded(p.end_s)}
            for p in rep.phases
        ],
        "findings": [asdict(finding) for finding in rep.findings],
        "said": None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
