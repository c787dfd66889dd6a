"""An evaluation as JSON: one object with every number, for a program to read or compare."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from poseguide._version import __version__
from poseguide.evaluation.metrics import Detection, Scores, score, share
from poseguide.evaluation.run import ClipResult

#: Grows when a reader of the JSON would have to change.
SCHEMA = 1

#: The two kinds of clips, which are never mixed: a rendered person is cleaner than life.
GROUPS = ("rendered", "filmed")


def group_of(result: ClipResult) -> str:
    """The kind of the clip: "rendered", or "filmed" for everything else."""
    return "rendered" if result.rendered else "filmed"


def exercises_of(results: Sequence[ClipResult]) -> list[str]:
    """The exercises whose checkers were run, by name."""
    return sorted({result.exercise for result in results})


def cross_table(results: Sequence[ClipResult]) -> dict[str, dict[str, int]]:
    """Return the false repetitions, by what the clips show and then by checker.

    Own clips and exercises that are contained in what is shown have no entry.
    """
    table: dict[str, dict[str, int]] = {}
    for result in results:
        row = table.setdefault(result.shows, {})
        if result.foreign:
            row[result.exercise] = row.get(result.exercise, 0) + len(result.reps)
    return {shows: dict(sorted(row.items())) for shows, row in sorted(table.items())}


def contained_in(results: Sequence[ClipResult]) -> list[dict[str, Any]]:
    """The pairs of an exercise and one that is truly a part of it: why, and what was counted."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for result in results:
        if result.contained is None:
            continue
        key = (result.shows, result.exercise)
        pair = pairs.setdefault(
            key,
            {"shows": key[0], "checker": key[1], "why": result.contained, "clips": 0, "counted": 0},
        )
        pair["clips"] += 1
        pair["counted"] += len(result.reps)
    return [pairs[key] for key in sorted(pairs)]


def not_tracked(results: Sequence[ClipResult]) -> list[str]:
    """Return what clips show that no exercise of this version tracks, `negative` aside."""
    shown = {result.shows for result in results}
    return sorted(shown - set(exercises_of(results)) - {"negative"})


def as_dict(results: Sequence[ClipResult], options: dict[str, Any], date: str) -> dict[str, Any]:
    """The evaluation as plain values; a number that nothing was there to tell is None."""
    table = {
        "schema": SCHEMA,
        "version": __version__,
        "date": date,
        "options": options,
        "groups": {group: _group(results, group) for group in GROUPS},
        "cross_table": cross_table(results),
        "contained": contained_in(results),
        "not_tracked": not_tracked(results),
        "clips": [_clip(result) for result in results if result.own or result.reps],
    }
    rounded: dict[str, Any] = _rounded(table)
    return rounded


def as_json(results: Sequence[ClipResult], options: dict[str, Any], date: str) -> str:
    """The evaluation as text, one object, ending with a line break."""
    return json.dumps(as_dict(results, options, date), ensure_ascii=False, indent=1) + "\n"


def _group(results: Sequence[ClipResult], group: str) -> dict[str, Any]:
    chosen = [result for result in results if group_of(result) == group]
    return {
        "all": _scores(score(chosen)),
        "exercises": {
            exercise: _scores(score([r for r in chosen if r.exercise == exercise]))
            for exercise in exercises_of(chosen)
        },
    }


def _scores(scores: Scores) -> dict[str, Any]:
    counting, false, form = scores.counting, scores.false, scores.form
    return {
        "counting": asdict(counting)
        | {
            "exact_share": share(counting.exact, counting.clips),
            "obo": share(counting.within_one, counting.clips),
        },
        "false_repetitions": asdict(false) | {"per_minute": false.per_minute},
        "ends": _detection(scores.ends),
        "peaks": _detection(scores.peaks),
        "timing_s": {moment: asdict(error) for moment, error in scores.timing.items()},
        "form": {
            "faults": [
                {"exercise": fault.exercise, "fault": fault.fault, "true": fault.true}
                | _detection(fault.detection)
                for fault in form.faults
            ],
            "macro_f1": form.macro_f1,
            "overall": _detection(form.overall),
            "flagged": _detection(form.flagged),
            "good": form.good,
            "falsely_cued": form.falsely_cued,
            "false_cue_share": share(form.falsely_cued, form.good),
            "one_sided": form.one_sided,
            "right_side": form.right_side,
            "side_accuracy": share(form.right_side, form.one_sided),
        },
        "angles_deg": {
            view: {
                joint: asdict(error) for (at, joint), error in scores.angles.items() if at == view
            }
            for view in ("image", "space")
        },
        "hold_s": asdict(scores.hold),
        "breathing_per_min": asdict(scores.breathing),
    }


def _detection(detection: Detection) -> dict[str, Any]:
    return asdict(detection) | {
        "precision": detection.precision,
        "recall": detection.recall,
        "f1": detection.f1,
    }


def _clip(result: ClipResult) -> dict[str, Any]:
    return {
        "clip": result.clip,
        "group": group_of(result),
        "shows": result.shows,
        "checker": result.exercise,
        "attempts": result.attempts,
        "found": len(result.reps),
        "complete": sum(rep.complete for rep in result.reps),
        "duration_s": result.duration_s,
        "contained": result.contained,
        "wrong": result.wrong(),
    }


def _rounded(value: Any) -> Any:
    """The value with numbers to a thousandth, and None where they are not finite."""
    if isinstance(value, float):
        return round(value, 3) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
