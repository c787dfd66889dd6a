"""A session as JSON (the contract of `docs/json.md`) and as CSV, a row a repetition."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from poseguide._version import __version__
from poseguide.core.i18n import Language
from poseguide.core.records import Rep, Session
from poseguide.core.text import csv_text
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.cue_policy import cue_of

#: A cell of a table of repetitions.
Cell = str | int

#: Grows when a reader of the JSON would have to change.
SCHEMA = 2


def session_dict(session: Session) -> dict[str, Any]:
    """The JSON contract as plain values: times in seconds, what does not apply is None.

    What only a stored session has, and what a person says of it, is None here too; see `dossier`.
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
    """A row a repetition; units stand in the header, `unseen` where a rule has no answer."""
    columns, rows = table(session, exercise)
    cues = [say(exercise, cue_of(exercise, rep), language) for rep in session.reps]
    return csv_text(
        [[*columns, "cue"], *([*row, cue] for row, cue in zip(rows, cues, strict=True))]
    )


def table(session: Session, exercise: Exercise | None) -> tuple[list[str], list[list[Cell]]]:
    """The names of the columns, and a row a repetition, of what is the same in any language.

    Without an exercise the rules and phases are those that the repetitions name.
    """
    rules, stages, extent = _measured(session) if exercise is None else _defined(exercise)
    columns = [
        "number", "side", "start_s", "peak_s", "end_s", "complete", "missing", "parts", extent,
        *(f"{stage}_s" for stage in stages), *(f"{rule}_{unit}" for rule, unit in rules.items()),
        "faults",
    ]  # fmt: skip
    return columns, [_row(rep, list(rules), stages) for rep in session.reps]


def _defined(exercise: Exercise) -> tuple[dict[str, str], list[str], str]:
    """The rules with their units, the stages, and the column of the range."""
    rules: dict[str, str] = {fault.name: exercise.unit_of(fault) for fault in exercise.faults}
    extent = f"{exercise.main}_range_{exercise.signals[exercise.main].unit}"
    return rules, [stage.name for stage in exercise.stages], extent


def _measured(session: Session) -> tuple[dict[str, str], list[str], str]:
    rules = {finding.rule: finding.unit for rep in session.reps for finding in rep.findings}
    stages = dict.fromkeys(span.name for rep in session.reps for span in rep.phases)
    return rules, list(stages), "range"


def _row(rep: Rep, rules: list[str], stages: list[str]) -> list[Cell]:
    values = {finding.rule: finding.value for finding in rep.findings}
    lasted = {name: [s.end_s - s.start_s for s in rep.phases if s.name == name] for name in stages}
    return [
        rep.number, rep.side, *(f"{t:.3f}" for t in (rep.start_s, rep.peak_s, rep.end_s)),
        str(rep.complete).lower(), rep.missing or "", "" if rep.parts is None else rep.parts,
        "" if math.isnan(rep.range) else f"{rep.range:.3f}",
        *(f"{sum(seconds):.3f}" if seconds else "" for seconds in lasted.values()),
        *("unseen" if (value := values.get(r)) is None else f"{value:g}" for r in rules),
        " ".join(finding.rule for finding in rep.faults),
    ]  # fmt: skip


def _repetition(rep: Rep) -> dict[str, Any]:
    return {
        "number": rep.number,
        "side": rep.side,
        "start_s": _rounded(rep.start_s),
        "peak_s": _rounded(rep.peak_s),
        "end_s": _rounded(rep.end_s),
        "complete": rep.complete,
        "missing": rep.missing,
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
