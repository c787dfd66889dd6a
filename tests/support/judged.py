"""Repetitions, truths and results of chosen values, and a folder of stored poses with a truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from poseguide.core.geometry import angle_deg
from poseguide.core.records import Finding, Pose, Rep
from poseguide.core.skeleton import index_of
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.evaluation.ground_truth import TrueRep
from poseguide.evaluation.run import ClipResult
from poseguide.vision.pose_file import save_poses

LIFT = "pelvic_lift_tilt"
SUPINE = "leg_stretch_supine"


def rep(
    peak_s: float, *faults: str, side: str = "left", missing: str | None = None, end_s: float = 0.0
) -> Rep:
    """A repetition from a second before its peak to a second after it."""
    findings = tuple(Finding(fault, "fault", 1.0, 0.5, "deg", "major") for fault in faults)
    times = (peak_s - 1, peak_s, end_s or peak_s + 1)
    return Rep(1, side, *times, missing, None, 90.0, (), findings)  # type: ignore[arg-type]


def true(peak_s: float, *faults: str, side: str = "left", hold_s: float | None = None) -> TrueRep:
    """A true repetition from a second before its peak to a second after it."""
    return TrueRep(side, peak_s - 1, peak_s, peak_s + 1, faults, hold_s)


def own(
    reps: list[Rep],
    truth: list[TrueRep] | None,
    attempts: int | None = None,
    exercise: str = "x",
    **more: Any,
) -> ClipResult:
    """The result of an exercise's checker on a clip of its own."""
    count = len(truth or []) if attempts is None else attempts
    given = {"clip": f"{exercise}.mp4", "shows": exercise, "rendered": True, "duration_s": 60.0}
    return ClipResult(
        exercise=exercise,
        own=True,
        attempts=count,
        reps=tuple(reps),
        truth=None if truth is None else tuple(truth),
        **(given | more),
    )


def other(reps: list[Rep], exercise: str = "y", shows: str = "x", **more: Any) -> ClipResult:
    """The result of a checker on a clip that shows something else."""
    given = {"clip": f"{shows}.mp4", "rendered": True, "duration_s": 60.0}
    return ClipResult(
        exercise=exercise, own=False, attempts=0, reps=tuple(reps), truth=None, shows=shows,
        **(given | more),
    )  # fmt: skip


def played(exercise: str) -> list[Pose]:
    """The good repetition of an exercise, its left side near."""
    return list(play(load_exercise(exercise).exercise, near="left", working="left", fps=15.0))


def knee_deg(pose: Pose, side: str = "left") -> float:
    """The knee's angle in the picture."""
    points = (pose.points[index_of(name, side)] for name in ("hip", "knee", "ankle"))  # type: ignore[arg-type]
    return angle_deg(*points)


def folder_of(path: Path, *clips: dict[str, Any]) -> Path:
    """A folder with this manifest."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "manifest.json").write_text(json.dumps({"clips": list(clips)}))
    return path


def lift_folder(path: Path, **truth: Any) -> Path:
    """A folder with one played pelvic lift and its truth; `truth` replaces parts of that."""
    poses = played(LIFT)
    last_s = poses[-1].time_s
    table = {
        "camera": {"side": "left"},
        "reps": [{"side": "both", "start": 1.2, "peak": 3.0, "end": last_s - 1, "faults": []}],
        "frames": [
            {
                "t": round(pose.time_s, 3),
                "angles2d": {"left_knee": knee_deg(pose) - 2.0, "left_elbow": 10.0},
                "angles": {"left_knee": knee_deg(pose) + 4.0},
                "landmarks2d": np.round(pose.points, 1).tolist(),
            }
            for pose in poses
        ],
    } | truth
    folder = folder_of(
        path,
        {
            "file": "lift.npz",
            "truth": "lift.json",
            "kind": "rendered",
            "check_as": LIFT,
            "attempts": 1,
        },
    )
    save_poses(path / "lift.npz", poses)
    (path / "lift.json").write_text(json.dumps(table))
    return folder
