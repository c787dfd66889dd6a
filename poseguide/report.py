"""A session as JSON (a contract, see `docs` in the README) and as CSV, a row a repetition."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from poseguide import __version__
from poseguide.cells import csv_text
from poseguide.cues import cue_of, say
from poseguide.exercise import Exercise, Language
from poseguide.records import Rep, Session

#: Grows when a reader of the JSON would have to change.
SCHEMA = 1


def as_dict(session: Session) -> dict[str, Any]:
    """The JSON contract as plain values: times in seconds, what does not apply is None."""
    one_sided = session.sides != "both"
    return {
        "schema": SCHEMA,
        "version": __version__,
        "exercise": session.exercise,
        "definition_sha256": session.definition_sha256,
        "source": {**asdict(session.source), "duration_s": round(session.source.duration_s, 3)},
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
        },
        "series": [asdict(finding) for finding in session.series],
        "repetitions": [_repetition(rep) for rep in session.reps],
    }


def as_json(session: Session) -> str:
    """The JSON contract as text, one object, ending with a line break."""
    return json.dumps(as_dict(session), ensure_ascii=False, indent=2) + "\n"


def as_csv(session: Session, exercise: Exercise, language: Language) -> str:
    """A row a repetition; units stand in the header, `unseen` where a rule has no answer."""
    unit = exercise.signals[exercise.main].unit
    rules = [fault.name for fault in exercise.faults]
    header = [
        "number", "side", "start_s", "peak_s", "end_s", "complete", "missing", "parts",
        f"{exercise.main}_range_{unit}", *(f"{rule}_{_unit(exercise, rule)}" for rule in rules),
        "faults", "cue",
    ]  # fmt: skip
    return csv_text([header, *(_row(rep, exercise, rules, language) for rep in session.reps)])


def _row(rep: Rep, exercise: Exercise, rules: list[str], language: Language) -> list[str | int]:
    values = {finding.rule: finding.value for finding in rep.findings}
    return [
        rep.number, rep.side, *(f"{t:.3f}" for t in (rep.start_s, rep.peak_s, rep.end_s)),
        str(rep.complete).lower(), rep.missing or "", "" if rep.parts is None else rep.parts,
        f"{rep.range:.3f}",
        *("unseen" if (value := values[r]) is None else f"{value:g}" for r in rules),
        " ".join(finding.rule for finding in rep.faults),
        say(exercise, cue_of(exercise, rep), language),
    ]  # fmt: skip


def _unit(exercise: Exercise, rule: str) -> str:
    fault = next(fault for fault in exercise.faults if fault.name == rule)
    if fault.signal is not None:
        return exercise.signals[fault.signal].unit
    return "s" if fault.statistic == "seconds" else "count"


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
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
