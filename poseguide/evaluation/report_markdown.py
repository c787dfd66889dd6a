"""An evaluation as Markdown: tables for a person, with what each number means."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from poseguide._version import __version__
from poseguide.evaluation.metrics import Detection, Deviation, Scores, score
from poseguide.evaluation.report_json import (
    GROUPS,
    contained_in,
    cross_table,
    exercises_of,
    group_of,
    not_tracked,
)
from poseguide.evaluation.run import ClipResult

LEGEND = """\
- **attempts** are all repetitions that were tried, good or poor. One is found when it is
  reported, complete or incomplete: a repetition that was done but is too poor to count is right
  when it is reported as incomplete, or flagged, for the right reason.
- **exact**: clips on which as many attempts were found as there are. **Within one** (OBO): found
  and true differ by 1 at most. **MAE**: mean of |found − true| / true. **Bias**: mean of found −
  true.
- **End F1**: the end of a repetition found is within 0.5 s of a true end, one to one.
  **Peak F1**: the same of the moment of greatest effort, which is all that is known of filmed
  clips; a peak that the clip's edge cuts off need not be met, and a hold has none.
- **False repetitions** are those counted on a clip in which the exercise is not done, and those
  on its own clips beside the true ones, where these are known. **Per minute** is per minute in
  which there was nothing to find: the duration of every pair of a clip and an exercise that is
  not done in it, and what the true repetitions leave of own clips.
- **Faults**: repetitions are matched first (the peak lies in the true repetition or 0.3 s beside
  it, nearest first), then each fault is right, missed or false on each. A fault of a repetition
  that was not found is missed; one told of a repetition that is none, or beside the true faults,
  is false. **Macro F1** is the mean over the faults listed, **overall F1** counts all together.
- **Flagged F1**: any fault, or incomplete, against any true fault. **False cues**: good
  repetitions, found, that were flagged.
- **Side**: repetitions of one side, found, that were given to it.
- **Moments**: start, greatest effort and end of matched repetitions, found less true. The rendered
  truth is from the first to the last frame of a movement; a repetition is noticed when it has left
  its rest, and of a breath or a bout the definitions differ.
- **Angles** are those of the side nearer to the camera, from the poses as the engine smooths
  them, against the true angle in the picture's plane, in all frames in which the joint was seen.
  Hip change is the angle less its median before the first repetition. Clips from the front are
  left out.
- **Hold**: the longest hold of a clip less the longest true one. **Breathing**: 60 / the median
  time between breaths, less the true rate. Each is a value a clip: mean size, bias and root mean
  square.
"""

_ALL = "**all**"
_ERRORS = "mean size of the error / bias / RMSE"
_TITLES = {"rendered": "Rendered clips", "filmed": "Filmed clips"}
_MOMENTS = ("start", "peak", "end")
_JOINTS = ("knee", "hip", "hip_change", "ankle")


def as_markdown(results: Sequence[ClipResult], options: dict[str, str | None], date: str) -> str:
    """The evaluation as a page: what was run, all tables, and their legend."""
    told = ", ".join(f"{name} {value}" for name, value in options.items() if value)
    head = f"Version {__version__}, {date}; {told}."
    return "\n".join([head, "", *tables(results), "## What the numbers mean", "", LEGEND])


def tables(results: Sequence[ClipResult]) -> list[str]:
    """The lines of all tables that have something to say."""
    lines: list[str] = []
    for group in GROUPS:
        chosen = [result for result in results if group_of(result) == group]
        if chosen:
            lines += _group(_TITLES[group], chosen)
    contained = [
        [pair["shows"], pair["checker"], pair["why"], str(pair["clips"]), str(pair["counted"])]
        for pair in contained_in(results)
    ]
    title = "Exercises that contain another: no false repetitions"
    header = ["clips show", "which contains", "because", "clips", "counted"]
    return [*lines, *_cross(results), *section(title, header, contained, left=3)]


def _group(title: str, results: Sequence[ClipResult]) -> list[str]:
    whole = score(results)
    rows = [
        (name, score([result for result in results if result.exercise == name]))
        for name in exercises_of(results)
    ]
    rows.append((_ALL, whole))
    faults = [_fault(f.exercise, f.fault, f.true, f.detection) for f in whole.form.faults]
    if faults:
        true = sum(fault.true for fault in whole.form.faults)
        macro = f"macro F1 {number(whole.form.macro_f1)}, overall:"
        faults.append(_fault(_ALL, macro, true, whole.form.overall))
    verdicts = [_verdicts(*row) for row in rows if row[1].form.good or row[1].form.faults]
    timing = [_timing(*row) for row in rows if row[1].timing["end"].count]
    angles = [_angles(*row) for row in rows if row[1].angles]
    return [
        *section(f"{title}: counts", _COUNTS, [_counts(*row) for row in rows if _told(*row)]),
        *section(f"{title}: faults", _FAULTS, faults, left=2),
        *section(f"{title}: verdicts and sides", _VERDICTS, verdicts),
        *section(f"{title}: moments, {_ERRORS} in seconds", _TIMING, timing),
        *section(f"{title}: joint angles, {_ERRORS} in degrees", _ANGLES, angles),
        *section(f"{title}: holds and breathing", _RATES, list(_rates(whole)), left=2),
    ]


_COUNTS = ["exercise", "clips", "attempts", "found", "exact", "within one", "MAE", "bias",
           "end F1", "peak F1", "false repetitions", "minutes", "per minute"]  # fmt: skip
_FAULTS = ["exercise", "fault", "true", "right", "missed", "false", "precision", "recall", "F1"]
_VERDICTS = ["exercise", "flagged F1", "fault F1", "good repetitions", "false cues", "side"]
_TIMING = ["exercise", "repetitions", *_MOMENTS]
_ANGLES = ["exercise", "frames", *(joint.replace("_", " ") for joint in _JOINTS)]
_RATES = ["measure", "unit", "clips", "mean size", "bias", "RMSE"]


def _told(name: str, scores: Scores) -> bool:
    false = scores.false
    return name == _ALL or bool(scores.counting.clips or false.on_pairs + false.phantoms)


def _counts(name: str, scores: Scores) -> list[str]:
    counting, false = scores.counting, scores.false
    return [
        name,
        str(counting.clips),
        str(counting.attempts),
        str(counting.found),
        of(counting.exact, counting.clips),
        of(counting.within_one, counting.clips),
        number(counting.mae),
        number(counting.bias, sign=True),
        number(scores.ends.f1),
        number(scores.peaks.f1),
        str(false.on_pairs + false.phantoms),
        number(false.minutes, 1),
        number(false.per_minute),
    ]


def _fault(exercise: str, fault: str, true: int, detection: Detection) -> list[str]:
    numbers = (detection.right, detection.missed, detection.wrong)
    shares = (detection.precision, detection.recall, detection.f1)
    return [exercise, fault, str(true), *map(str, numbers), *map(number, shares)]


def _verdicts(name: str, scores: Scores) -> list[str]:
    form = scores.form
    return [
        name,
        number(form.flagged.f1),
        number(form.overall.f1),
        str(form.good),
        of(form.falsely_cued, form.good),
        of(form.right_side, form.one_sided),
    ]


def _timing(name: str, scores: Scores) -> list[str]:
    errors = [scores.timing[moment] for moment in _MOMENTS]
    return [name, str(scores.timing["end"].count), *(_error(error, 2) for error in errors)]


def _angles(name: str, scores: Scores) -> list[str]:
    errors = [scores.angles.get(("image", joint)) for joint in _JOINTS]
    frames = max((error.count for error in errors if error), default=0)
    return [name, str(frames), *(_error(error) for error in errors)]


def _rates(scores: Scores) -> Iterable[list[str]]:
    for name, unit, error in (
        ("longest hold", "s", scores.hold),
        ("breathing", "breaths / min", scores.breathing),
    ):
        if error.count:
            yield [name, unit, str(error.count), number(error.mae),
                   number(error.bias, sign=True), number(error.rmse)]  # fmt: skip


def _cross(results: Sequence[ClipResult]) -> list[str]:
    """Rows are what the clips show, columns the checkers, by the number before their name."""
    checkers = exercises_of(results)
    table = cross_table(results)
    if not table:
        return []
    contained = {(pair["shows"], pair["checker"]): pair for pair in contained_in(results)}
    rows = []
    for shows in [*checkers, *(name for name in table if name not in checkers)]:
        clips = str(len({result.clip for result in results if result.shows == shows}))
        cells = []
        for checker in checkers:
            if shows not in table:
                cells.append("")
            elif shows == checker:
                cells.append("own")
            elif (shows, checker) in contained:
                cells.append(f"({contained[shows, checker]['counted']})")
            else:
                cells.append(str(table[shows][checker] or "·"))
        at = f"{checkers.index(shows) + 1} " if shows in checkers else ""
        rows.append([at + shows, clips, *cells])
    numbers = [str(at) for at in range(1, len(checkers) + 1)]
    title = "False repetitions: what clips show, and what each exercise's checker counted on them"
    lines = section(title, ["clips show", "clips", *numbers], rows)
    lines.append(
        "Columns are the checkers, by the number before a name. · is none; a number in brackets is "
        "no false repetition: the exercise is contained in the one shown."
    )
    if missing := not_tracked(results):
        lines.append(f"This version does not track {', '.join(missing)}.")
    return [*lines, ""]


def _error(error: Deviation | None, digits: int = 1) -> str:
    if error is None or not error.count:
        return DASH
    bias = number(error.bias, digits, sign=True)
    return " / ".join((number(error.mae, digits), bias, number(error.rmse, digits)))


#: Where there is nothing to tell.
DASH = "–"


def section(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1
) -> list[str]:
    """A heading and a table whose columns line up, the first `left` to the left; [] if empty."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * (w + 2) if at < left else "-" * (w + 1) + ":" for at, w in enumerate(widths)]
    return [f"## {title}", "", line(header), f"|{'|'.join(rule)}|", *map(line, rows), ""]


def number(value: float, digits: int = 2, *, sign: bool = False) -> str:
    """A number with so many decimals and a true minus; with `sign` also a plus; – for NaN."""
    if not math.isfinite(value):
        return DASH
    text = f"{value:{'+' if sign else ''}.{digits}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("+-")


def of(part: int, whole: int) -> str:
    """“3 of 4”; – where there is nothing to be a part of."""
    return f"{part} of {whole}" if whole else DASH
