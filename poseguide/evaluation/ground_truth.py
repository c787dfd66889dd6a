"""The truth of clips, and which repetition that was found is which true one.

A folder's `manifest.json` lists its clips: `file` (a video, or stored poses), `kind`, `check_as`
(an exercise's id, `negative`, or null for no verdict), `attempts`, and what is known in detail: a
`truth` file with every repetition, or `rep_peak_s`, the times of the efforts' peaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from poseguide.core.errors import PoseGuideError
from poseguide.core.files import json_in
from poseguide.core.records import Floats, Rep
from poseguide.core.skeleton import SIDES, Side, other_side

#: The list of a folder's clips.
MANIFEST = "manifest.json"
#: In `check_as`: no exercise is done in the clip.
NEGATIVE = "negative"
#: The joints whose angles are compared: hip-knee-ankle, shoulder-hip-knee, knee-ankle-foot_index.
JOINTS = ("knee", "hip", "ankle")

#: No recording is longer, in seconds: a day.
_LATEST_S = 86_400.0
#: A repetition may be the true one whose time, widened by this much, holds its peak.
_MATCH_S = 0.3
#: A moment is met within this long.
EVENT_S = 0.5
_KEPT_ANGLES = frozenset(f"{side}_{joint}" for side in SIDES for joint in JOINTS)


@dataclass(frozen=True)
class TrueRep:
    """A repetition as it really was; `faults` are what was done wrong on purpose.

    `hold_s` is how long the posture was kept, without taking and leaving it; None but for a hold.
    """

    side: str
    start_s: float
    peak_s: float
    end_s: float
    faults: tuple[str, ...] = ()
    hold_s: float | None = None


@dataclass(frozen=True, eq=False)
class TrueAngles:
    """The true angles of the side nearer to the camera, in degrees, (n,) at `times_s`, (n,).

    By joint: `image` as the picture shows them, `space` as they are. NaN where none is given.
    """

    side: Side
    times_s: Floats
    image: dict[str, Floats]
    space: dict[str, Floats]


@dataclass(frozen=True, eq=False)
class Clip:
    """One clip of a folder, and what there is to find in it.

    `shows` is an exercise's id or `negative`. `reps` and `angles` are None where they are not
    known, and so are `peaks_s`. `entry` and `table` are what they were read from.
    """

    name: str
    path: Path
    rendered: bool
    shows: str
    attempts: int
    peaks_s: tuple[float, ...] | None
    reps: tuple[TrueRep, ...] | None
    angles: TrueAngles | None
    entry: dict[str, Any]
    table: dict[str, Any] | None


def folders_in(folder: Path) -> list[Path]:
    """The folder itself when it lists clips, else its direct subfolders that do.

    Raises PoseGuideError when there is none.
    """
    if (folder / MANIFEST).is_file():
        return [folder]
    inner = sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))
    if not inner:
        raise PoseGuideError(
            f"{folder} has no {MANIFEST}, nor has a folder in it. "
            f"Name a folder of clips with a {MANIFEST}."
        )
    return inner


def clips_of(folder: Path, prefix: str = "", *, mirrored: bool = False) -> list[Clip]:
    """The clips of one folder that have a verdict, in the order of the manifest.

    Raises PoseGuideError with everything that is wrong: an entry that cannot be used, a clip or a
    truth that is missing, a truth without repetitions.
    """
    path = folder / MANIFEST
    entries = _read(path, "clips", "Name a folder of clips with a manifest.json.")["clips"]
    clips: list[Clip] = []
    wrong: list[str] = []
    for number, entry in enumerate(entries, start=1):
        problem = _problem(entry)
        if problem:
            wrong.append(f"{path}: clip {number}: {problem}")
        elif entry["check_as"] is not None:
            try:
                clips.append(_clip(folder, prefix, entry, mirrored))
            except PoseGuideError as error:
                wrong.append(str(error))
    if wrong:
        raise PoseGuideError("\n".join(wrong))
    return clips


def _problem(entry: Any) -> str | None:
    """Return why an entry of a manifest cannot be used, and how to put it right; None if it can."""
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        return "give the name of its “file”"
    if "check_as" not in entry or not isinstance(entry["check_as"], str | None):
        return f"“check_as” of {entry['file']} must be an exercise's id, “{NEGATIVE}”, or null"
    if entry["check_as"] in (None, NEGATIVE):
        return None
    attempts = entry.get("attempts")
    if not isinstance(attempts, int) or isinstance(attempts, bool) or attempts < 1:
        return f"“attempts” of {entry['file']} must be a whole number of 1 or more"
    if not isinstance(entry.get("truth", ""), str):
        return f"“truth” of {entry['file']} must be the name of a file"
    peaks = entry.get("rep_peak_s", [])
    if not isinstance(peaks, list) or not all(_is_time(peak) for peak in peaks):
        return f"“rep_peak_s” of {entry['file']} must be a list of times in seconds"
    return None


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and 0 <= value <= _LATEST_S


def _clip(folder: Path, prefix: str, entry: dict[str, Any], mirrored: bool) -> Clip:
    path = folder / entry["file"]
    if not path.is_file():
        raise PoseGuideError(f"{path} is missing. Put it there, or take it out of {MANIFEST}.")
    shows = entry["check_as"]
    attempts = 0 if shows == NEGATIVE else entry["attempts"]
    table, reps, angles = None, None, None
    if "truth" in entry and shows != NEGATIVE:
        at = folder / entry["truth"]
        whole = _read(at, "reps", f"Put a truth there, or take “truth” out of {MANIFEST}.")
        try:
            table = slim(whole, mirrored)
            reps, angles = _reps(table), _angles(table)
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise PoseGuideError(
                f"{at} cannot be used ({type(error).__name__}: {error}). Each of “reps” needs a "
                "side, start, end and faults, and each of “frames” a time t and angles in degrees."
            ) from error
        if len(reps) != attempts:
            raise PoseGuideError(
                f"{at} has {len(reps)} repetitions where {MANIFEST} has {attempts} attempts. "
                "Put right the one that is wrong."
            )
    peaks = entry.get("rep_peak_s") or None
    return Clip(
        name=prefix + entry["file"],
        path=path,
        rendered=entry.get("kind") == "rendered",
        shows=shows,
        attempts=attempts,
        peaks_s=tuple(float(peak) for peak in peaks) if peaks else None,
        reps=reps,
        angles=angles,
        entry=entry,
        table=table,
    )


def slim(table: dict[str, Any], mirrored: bool = False) -> dict[str, Any]:
    """Return the part of a truth that the evaluation needs; with `mirrored`, the sides exchanged.

    The angles of knee, hip and ankle are kept to 0.1 degrees; a frame without any is left out.
    """
    camera = table.get("camera") or {}
    kept: dict[str, Any] = {
        "camera": {"side": _seen(camera.get("side"), mirrored)},
        "reps": [{**rep, "side": _seen(rep["side"], mirrored)} for rep in table["reps"]],
        "events": table.get("events", []),
    }
    frames = [
        {"t": frame["t"]} | angles
        for frame in table.get("frames", [])
        if (angles := dict(_kept_angles(frame, mirrored)))
    ]
    return kept | ({"frames": frames} if frames else {})


def _kept_angles(frame: dict[str, Any], mirrored: bool) -> Iterator[tuple[str, dict[str, float]]]:
    for view in ("angles2d", "angles"):
        angles = {
            _seen(side, mirrored) + name.removeprefix(side): round(value, 1)
            for name, value in frame.get(view, {}).items()
            if name in _KEPT_ANGLES and value is not None
            for side in [name.split("_")[0]]
        }
        if angles:
            yield view, angles


def _seen(side: Any, mirrored: bool) -> Any:
    return other_side(side) if mirrored and side in SIDES else side


def _reps(table: dict[str, Any]) -> tuple[TrueRep, ...]:
    return tuple(_rep(rep) for rep in table["reps"])


def _rep(rep: dict[str, Any]) -> TrueRep:
    start_s, end_s = float(rep["start"]), float(rep["end"])
    return TrueRep(
        side=rep["side"],
        start_s=start_s,
        peak_s=float(rep.get("peak", (start_s + end_s) / 2)),
        end_s=end_s,
        faults=tuple(rep["faults"]),
        hold_s=rep["hold_end"] - rep["hold_start"] if "hold_end" in rep else None,
    )


def _angles(table: dict[str, Any]) -> TrueAngles | None:
    """The angles of the side nearer to the camera; None where there are none or from the front."""
    side, frames = table["camera"]["side"], table.get("frames")
    if side not in SIDES or not frames:
        return None
    image, space = (
        {
            joint: np.array([f.get(view, {}).get(f"{side}_{joint}", np.nan) for f in frames])
            for joint in JOINTS
        }
        for view in ("angles2d", "angles")
    )
    return TrueAngles(side, np.array([float(f["t"]) for f in frames]), image, space)


def _read(path: Path, key: str, what_to_do: str) -> dict[str, Any]:
    """The object in a file that has a list that is not empty under `key`; PoseGuideError if not."""
    try:
        table = json_in(path)
    except (OSError, ValueError) as error:
        raise PoseGuideError(f"{path} cannot be used ({error}). {what_to_do}") from error
    if not isinstance(table, dict) or not isinstance(table.get(key), list) or not table[key]:
        raise PoseGuideError(f"{path} cannot be used: it has no list of “{key}”. {what_to_do}")
    return table


def flags_of(rep: Rep) -> list[str]:
    """Return what a repetition is flagged for: what it missed, why it was cut short, its faults."""
    incomplete = [why for why in (rep.missing, rep.cut_short) if why is not None]
    return incomplete + [finding.rule for finding in rep.faults]


def match(reps: Sequence[Rep], truth: Sequence[TrueRep]) -> dict[int, int]:
    """The index in `reps` of each true repetition that was found, by its index in `truth`.

    One to one; those whose peaks are nearest are matched first.
    """
    near = sorted(
        (abs(rep.peak_s - true.peak_s), at, number)
        for number, rep in enumerate(reps)
        for at, true in enumerate(truth)
        if true.start_s - _MATCH_S < rep.peak_s < true.end_s + _MATCH_S
    )
    found: dict[int, int] = {}
    for _, at, number in near:
        if at not in found and number not in found.values():
            found[at] = number
    return dict(sorted(found.items()))


def met(times_s: Iterable[float], true_s: Iterable[float]) -> int:
    """Return the most times that can be paired one to one with true ones within 0.5 s."""
    left = sorted(true_s)
    count = 0
    for time_s in sorted(times_s):
        while left and left[0] < time_s - EVENT_S:
            left.pop(0)
        if left and left[0] <= time_s + EVENT_S:
            left.pop(0)
            count += 1
    return count
