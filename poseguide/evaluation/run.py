"""Every exercise's checker on every clip of a folder, compared with the truth of the clip."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.core.errors import OutputError, PoseGuideError
from poseguide.core.files import json_in, write_text
from poseguide.core.records import Floats, Pose, Rep, Update
from poseguide.definitions.base import Signal, Text
from poseguide.definitions.catalog import tracked
from poseguide.definitions.schema import Exercise, looks_per_s
from poseguide.engine.checker import Checker
from poseguide.engine.panel import Panel
from poseguide.engine.signals import SignalExtractor
from poseguide.evaluation.ground_truth import (
    JOINTS,
    MANIFEST,
    Clip,
    TrueAngles,
    TrueRep,
    clips_of,
    flags_of,
    folders_in,
    match,
)
from poseguide.vision.pose_file import SUFFIX, load_poses, save_poses
from poseguide.vision.pose_source import poses_of
from poseguide.vision.respiration import needed

#: Times in a truth are given to a thousandth of a second.
_ROUNDING_S = 0.001

_POINTS = {
    "knee": ("hip", "knee", "ankle"),
    "hip": ("shoulder", "hip", "knee"),
    "ankle": ("knee", "ankle", "foot_index"),
}
_SIGNALS = {
    joint: Signal(label=Text(en=joint), measure="angle", points=_POINTS[joint]) for joint in JOINTS
}

#: Stands in the manifest of kept poses.
_WHAT = (
    "Poses kept by `poseguide evaluate --keep`, without the clips that have no verdict. "
    "`poseguide evaluate` on this folder gives what it gave on the clips."
)


@dataclass(frozen=True)
class ClipResult:
    """One exercise's checker on one clip.

    `shows` is the exercise that is done in the clip, or `negative`. `attempts` is how many
    repetitions there are to find: 0 where the clip shows something else; `contained` then says why
    the checker may find its own all the same, None where it may not. `truth`, `peaks_s` and
    `angles` are there where they are known, for the clip's own exercise only. `duration_s` is from
    the first frame to the last; `hold_s` the longest hold, None where the exercise has none.
    `known_as` has the true names of the exercise's faults and missed stages, where they differ from
    ours; `is_breathing` says whether its repetitions are breaths.
    """

    clip: str
    exercise: str
    own: bool
    attempts: int
    reps: tuple[Rep, ...]
    truth: tuple[TrueRep, ...] | None
    shows: str = ""
    rendered: bool = False
    duration_s: float = 0.0
    contained: str | None = None
    peaks_s: tuple[float, ...] | None = None
    hold_s: float | None = None
    angles: tuple[AngleErrors, ...] = ()
    known_as: Mapping[str, str] = field(default_factory=dict)
    is_breathing: bool = False

    @property
    def exact(self) -> bool:
        """Return whether as many repetitions were found as there are."""
        return self.off == 0

    @property
    def off(self) -> int:
        """The number of repetitions found less that of those there are.

        One that the end of the recording cuts off may be counted among them or not.
        """
        ends = sum(rep.cut_short == "recording_ends" for rep in self.reps)
        return min(len(self.reps) - self.attempts, max(0, len(self.reps) - ends - self.attempts))

    @property
    def foreign(self) -> bool:
        """Return whether the exercise is not done in the clip, nor as a part of another."""
        return not self.own and self.contained is None

    def wrong(self) -> list[str]:
        """Return a line for each place where the result differs from the truth; [] if none.

        Nothing is wrong with what a clip contains of another exercise: its number is not known.
        """
        if self.contained is not None:
            return []
        lines = [] if self.exact else [f"found {len(self.reps)} of {self.attempts}"]
        if self.truth is None:
            return lines
        found = match(self.reps, self.truth)
        for at, true in enumerate(self.truth):
            if at not in found:
                lines.append(f"repetition {at + 1} was not found")
                continue
            differences = _differences(self.reps[found[at]], true)
            lines.extend(f"repetition {at + 1} {what}" for what in differences)
        none = [rep for number, rep in enumerate(self.reps) if number not in found.values()]
        lines.extend(f"a repetition at {rep.peak_s:.1f} s that is none" for rep in none)
        return lines


def evaluate(
    folder: Path, variant: str | None = None, keep: Path | None = None
) -> Iterator[ClipResult]:
    """Every exercise's checker on every clip of a folder, a clip after the other.

    A folder without a manifest stands for its subfolders that have one; their clips are named with
    the subfolder. `variant` names one of `VARIANTS` to see videos otherwise. `keep` is a folder for
    the poses, in the same form: evaluated again, it gives the same results without the pose model.

    Raises PoseGuideError when a manifest or truth cannot be used, VideoError and StoredPosesError
    for a clip that cannot be read, OutputError when nothing can be kept.
    """
    exercises = [definition.exercise for definition in tracked()]
    rate = looks_per_s(exercises)
    folders = folders_in(folder)
    several = folders != [folder]
    lists = [
        clips_of(inner, f"{inner.name}/" if several else "", mirrored=variant == "mirror")
        for inner in folders
    ]
    _check(lists, variant, keep)
    for inner, clips in zip(folders, lists, strict=True):
        place = None
        if keep is not None:
            place = made_for_keeping(keep / inner.name if several else keep, inner)
        entries = []
        for clip in clips:
            shown = next((exercise for exercise in exercises if exercise.id == clip.shows), None)
            poses: Iterable[Pose] = poses_of(
                clip.path,
                surface=needed(exercises),
                rate=rate,
                variant=variant,
                on_floor=shown.on_floor if shown else None,
            )
            if place is not None:
                entries.append(keep_clip(place, clip, list(poses)))
                poses = load_poses(place / entries[-1]["file"])
            yield from _check_all(clip, exercises, poses)
        if place is not None:
            write_manifest(place, entries)


def _check(lists: list[list[Clip]], variant: str | None, keep: Path | None) -> None:
    """Raise PoseGuideError for clips that cannot be seen otherwise, or be kept under one name."""
    for clips in lists:
        stored = [clip.path for clip in clips if clip.path.suffix == SUFFIX]
        if variant is not None and stored:
            raise PoseGuideError(
                f"{stored[0]} holds poses, which cannot be seen as {variant}. "
                "Leave the variant out, or evaluate the videos."
            )
        stems = [clip.path.stem for clip in clips]
        twice = {stem for stem in stems if stems.count(stem) > 1}
        if keep is not None and twice:
            raise PoseGuideError(
                f"Several clips are called {sorted(twice)[0]}, so their poses cannot be kept in "
                "one folder. Rename them."
            )


def _check_all(
    clip: Clip, exercises: list[Exercise], poses: Iterable[Pose]
) -> Iterator[ClipResult]:
    runs = [_Run(clip, exercise) for exercise in exercises]
    panel = Panel([run.checker for run in runs])
    times_s: list[float] = []
    for pose in poses:
        times_s.append(pose.time_s)
        for run, update in zip(runs, panel.push(pose), strict=True):
            run.take(update)
    duration_s = times_s[-1] - times_s[0] if times_s else 0.0
    shown = next((exercise for exercise in exercises if exercise.id == clip.shows), None)
    contained = {part.exercise: part.why.en for part in shown.contains} if shown else {}
    for run in runs:
        result = run.result(duration_s)
        yield result if result.own else replace(result, contained=contained.get(result.exercise))


class _Run:
    """One checker on one clip; with the truth of the clip if it is its own."""

    def __init__(self, clip: Clip, exercise: Exercise) -> None:
        self._clip = clip
        self._own = clip.shows == exercise.id
        self.checker = Checker(exercise)
        self._reps: list[Rep] = []
        self._moving = False
        self._angles = AngleComparison(exercise, clip.angles) if self._own and clip.angles else None

    def take(self, update: Update) -> None:
        """Take the checker's state after the next pose."""
        self._reps.extend(update.reps)
        if self._angles is not None:
            self._angles.push(update.pose, frozen=self._moving)
            self._moving = update.state == "moving"

    def result(self, duration_s: float) -> ClipResult:
        self._reps.extend(self.checker.finish())
        clip, own = self._clip, self._own
        first_s = min((true.start_s for true in clip.reps or ()), default=math.inf)
        return ClipResult(
            clip=clip.name,
            exercise=self.checker.exercise.id,
            own=own,
            attempts=clip.attempts if own else 0,
            reps=tuple(self._reps),
            truth=clip.reps if own else None,
            shows=clip.shows,
            rendered=clip.rendered,
            duration_s=duration_s,
            peaks_s=clip.peaks_s if own else None,
            hold_s=self.checker.hold_s,
            angles=self._angles.errors(first_s) if self._angles is not None else (),
            known_as=self.checker.exercise.known_as(),
            is_breathing=self.checker.exercise.is_breathing,
        )


def _differences(rep: Rep, true: TrueRep) -> Iterator[str]:
    flagged = flags_of(rep)
    if rep.side != true.side:
        yield f"is given to the {rep.side} side, not the {true.side}"
    if true.faults and not flagged:
        unseen = [finding.rule for finding in rep.findings if finding.verdict == "unseen"]
        close = [finding.rule for finding in rep.close]
        said = [
            f"{what}: {', '.join(rules)}"
            for what, rules in (("not seen", unseen), ("close", close))
            if rules
        ]
        why = f" ({'; '.join(said)})" if said else ""
        yield f"has {', '.join(true.faults)} and is not flagged{why}"
    if flagged and not true.faults:
        yield f"is good and is flagged: {', '.join(flagged)}"


# --- poses kept instead of clips ---


def made_for_keeping(folder: Path, source: Path) -> Path:
    """The folder, made if need be, for the poses of `source`.

    Raises OutputError when it cannot be made, or holds clips that were not kept as poses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            folder, f"{folder} cannot be made ({error.strerror}). Choose another folder."
        ) from error
    if folder.samefile(source) or not _may_be_replaced(folder / MANIFEST):
        raise OutputError(folder, f"{folder} holds clips of its own. Choose another folder.")
    return folder


def keep_clip(folder: Path, clip: Clip, poses: Sequence[Pose]) -> dict[str, Any]:
    """Write the poses of a clip and a slim truth, and return the clip's entry for the manifest.

    Raises StoredPosesError and OutputError when they cannot be written.
    """
    stem = clip.path.stem
    save_poses(folder / f"{stem}{SUFFIX}", poses)
    entry = {**clip.entry, "file": f"{stem}{SUFFIX}"}
    entry.pop("truth", None)
    if clip.table is not None:
        entry["truth"] = f"{stem}.json"
        write_text(folder / entry["truth"], json.dumps(clip.table) + "\n")
    return entry


def write_manifest(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    """List the clips that were kept. Raises OutputError when it cannot be written."""
    table = {"what": _WHAT, "clips": list(entries)}
    write_text(folder / MANIFEST, json.dumps(table, ensure_ascii=False, indent=1) + "\n")


def _may_be_replaced(manifest: Path) -> bool:
    """Return whether there is no such list, or one of kept poses only."""
    if not manifest.exists():
        return True
    try:
        clips = json_in(manifest)["clips"]
        return all(clip["file"].endswith(SUFFIX) for clip in clips)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


# --- measured angles against true ones ---


@dataclass(frozen=True)
class AngleErrors:
    """Measured less true angle in degrees, a value for each frame in which the joint was seen.

    `view` is "image" for the true angle as the picture shows it, "space" as it is.
    """

    joint: str
    view: Literal["image", "space"]
    errors_deg: tuple[float, ...]


class AngleComparison:
    """Measures a clip's poses as the engine does, and compares with the truth at the end."""

    def __init__(self, exercise: Exercise, truth: TrueAngles) -> None:
        self._truth = truth
        self._extractor = SignalExtractor(
            exercise.model_copy(update={"signals": _SIGNALS, "sides": "one"})
        )
        self._times_s: list[float] = []
        self._values: list[list[float]] = []

    def push(self, pose: Pose, frozen: bool) -> None:
        """Take the next believed pose; with `frozen` the units of the body stay as they are."""
        sample = self._extractor.measure(pose, frozen)
        self._times_s.append(pose.time_s)
        self._values.append([sample.sides[self._truth.side][joint] for joint in JOINTS])

    def errors(self, first_s: float) -> tuple[AngleErrors, ...]:
        """The errors of all frames with a true one less than half a frame away.

        `hip_change` is the hip's angle less its median before `first_s`, when the first true
        repetition begins; it is there when the clip shows the body before.
        """
        times_s = np.array(self._times_s)
        measured = dict(zip(JOINTS, np.array(self._values).reshape(-1, len(JOINTS)).T, strict=True))
        nearest, near = _nearest(times_s, self._truth.times_s)
        measured = {joint: values[near] for joint, values in measured.items()}
        before = times_s[near] < first_s
        found = []
        views: tuple[tuple[Literal["image", "space"], dict[str, Floats]], ...] = (
            ("image", self._truth.image),
            ("space", self._truth.space),
        )
        for view, truth in views:
            true = {joint: values[nearest[near]] for joint, values in truth.items()}
            errors = {joint: measured[joint] - true[joint] for joint in JOINTS}
            if np.isfinite(errors["hip"][before]).any():
                errors["hip_change"] = _change(measured["hip"], before) - _change(
                    true["hip"], before
                )
            for joint, values in errors.items():
                seen = values[np.isfinite(values)]
                if len(seen):
                    found.append(AngleErrors(joint, view, tuple(float(value) for value in seen)))
        return tuple(found)


def _change(values: Floats, before: NDArray[np.bool_]) -> Floats:
    change: Floats = values - np.nanmedian(values[before])
    return change


def _nearest(times_s: Floats, true_s: Floats) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The index of the nearest true time for each time, and whether it is near enough."""
    steps_s = np.diff(true_s)
    nearest = np.searchsorted(true_s[:-1] + steps_s / 2, times_s)
    half_s = float(np.median(steps_s)) / 2 if len(steps_s) else 0.0
    return nearest, np.abs(true_s[nearest] - times_s) <= half_s + _ROUNDING_S
