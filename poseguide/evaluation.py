"""How right the counts and verdicts are on clips whose truth is known.

A folder's `manifest.json` lists its clips: `file`, `check_as` (an exercise's id, `negative`, or
null for no verdict), `attempts` and, where every repetition is known, a `truth` file with `reps`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from poseguide.catalog import tracked
from poseguide.coach import Coach
from poseguide.errors import PoseGuideError
from poseguide.pose import PoseEstimator
from poseguide.records import Rep
from poseguide.skeleton import Side, other_side
from poseguide.surface import SurfaceMeter, needed
from poseguide.variants import VARIANTS
from poseguide.video import read_frames

#: A repetition is the true one whose time, widened by this much, holds its peak.
_MATCH_S = 0.3


@dataclass(frozen=True)
class TrueRep:
    """A repetition as it really was; `faults` are what was done wrong on purpose."""

    side: str
    start_s: float
    end_s: float
    faults: tuple[str, ...]


@dataclass(frozen=True)
class ClipResult:
    """One exercise's checker on one clip.

    `attempts` is how many repetitions there are to find: 0 where the clip shows something else.
    `truth` is None where only their number is known.
    """

    clip: str
    exercise: str
    own: bool
    attempts: int
    reps: tuple[Rep, ...]
    truth: tuple[TrueRep, ...] | None

    @property
    def exact(self) -> bool:
        """Whether as many repetitions were found as there are."""
        return len(self.reps) == self.attempts

    def wrong(self) -> list[str]:
        """Where the result differs from the truth, a line for each place; [] where it does not."""
        lines = [] if self.exact else [f"found {len(self.reps)} of {self.attempts}"]
        if self.truth is None:
            return lines
        free = list(self.reps)
        for number, true in enumerate(self.truth, start=1):
            rep = next((r for r in free if _matches(r, true)), None)
            if rep is None:
                lines.append(f"repetition {number} was not found")
                continue
            free.remove(rep)
            lines.extend(f"repetition {number} {what}" for what in _differences(rep, true))
        lines.extend(f"a repetition at {rep.peak_s:.1f} s that is none" for rep in free)
        return lines


def evaluate(folder: Path, variant: str | None = None) -> Iterator[ClipResult]:
    """Every exercise's checker on every clip of a folder, a clip after the other.

    `variant` names one of `VARIANTS` to see the clips otherwise. Raises PoseGuideError when the
    folder has no manifest, VideoError for a clip that cannot be read.
    """
    exercises = [definition.exercise for definition in tracked()]
    for clip in _manifest(folder):
        if clip["check_as"] is None:
            continue
        coaches = [Coach(exercise) for exercise in exercises]
        found: list[list[Rep]] = [[] for _ in exercises]
        frames = read_frames(folder / clip["file"])
        meter = SurfaceMeter() if needed(exercises) else None
        with PoseEstimator() as estimator:
            for frame in VARIANTS[variant](frames) if variant else frames:
                pose = estimator.estimate(frame)
                if meter is not None:
                    pose = meter.measure(frame, pose)
                for coach, reps in zip(coaches, found, strict=True):
                    reps.extend(coach.push(pose).reps)
        for coach, reps in zip(coaches, found, strict=True):
            reps.extend(coach.finish())
        for exercise, reps in zip(exercises, found, strict=True):
            own = clip["check_as"] == exercise.id
            yield ClipResult(
                clip=clip["file"],
                exercise=exercise.id,
                own=own,
                attempts=clip["attempts"] if own else 0,
                reps=tuple(reps),
                truth=_truth(folder, clip, variant == "mirror") if own else None,
            )


def tally(results: list[ClipResult]) -> list[str]:
    """The results of a folder in a few lines, for a person to read."""
    own = [result for result in results if result.own]
    others = [result for result in results if not result.own]
    judged = [line for result in own if result.truth for line in result.wrong()]
    lines = [
        f"exact on {sum(result.exact for result in own)} of {len(own)} clips, within one on "
        f"{sum(abs(len(result.reps) - result.attempts) <= 1 for result in own)}",
        f"{sum(len(result.reps) for result in others)} repetitions counted on {len(others)} pairs "
        "of a clip and an exercise that is not done in it",
    ]
    true = sum(len(result.truth) for result in own if result.truth)
    if true:
        lines.append(f"{len(judged)} of {true} repetitions of known form told otherwise")
    return lines


def _manifest(folder: Path) -> list[dict[str, Any]]:
    path = folder / "manifest.json"
    try:
        clips: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["clips"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PoseGuideError(
            f"{path} cannot be used ({error}). Name a folder of clips with a manifest.json."
        ) from error
    return clips


def _truth(folder: Path, clip: dict[str, Any], mirrored: bool) -> tuple[TrueRep, ...] | None:
    if "truth" not in clip:
        return None
    reps = json.loads((folder / clip["truth"]).read_text(encoding="utf-8"))["reps"]
    return tuple(
        TrueRep(_seen(rep["side"], mirrored), rep["start"], rep["end"], tuple(rep["faults"]))
        for rep in reps
    )


def _seen(side: str, mirrored: bool) -> str:
    sides: dict[str, Side] = {"left": "left", "right": "right"}
    return other_side(sides[side]) if mirrored and side in sides else side


def _matches(rep: Rep, true: TrueRep) -> bool:
    return true.start_s - _MATCH_S < rep.peak_s < true.end_s + _MATCH_S


def _differences(rep: Rep, true: TrueRep) -> Iterator[str]:
    flagged = [rep.missing] if rep.missing else []
    flagged += [finding.rule for finding in rep.faults]
    if rep.side != true.side:
        yield f"is given to the {rep.side} side, not the {true.side}"
    if true.faults and not flagged:
        unseen = [finding.rule for finding in rep.findings if finding.verdict == "unseen"]
        said = f" (not seen: {', '.join(unseen)})" if unseen else ""
        yield f"has {', '.join(true.faults)} and is not flagged{said}"
    if flagged and not true.faults:
        yield f"is good and is flagged: {', '.join(flagged)}"
