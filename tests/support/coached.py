"""A stick figure in front of the engine."""

from collections.abc import Iterable
from typing import Any

from poseguide.core.records import Pose, Rep, Update
from poseguide.core.skeleton import Side
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import Coach

ALL_FOURS = load_exercise("leg_extension_all_fours").exercise


FPS = 15.0


def rep(
    near: Side = "left", working: Side = "left", fps: float = FPS, **changes: Any
) -> list[Pose]:
    """One clean repetition on all fours, or one with changed key poses."""
    return list(play(ALL_FOURS, near=near, working=working, fps=fps, changes=changes))


def run(poses: Iterable[Pose], coach: Coach | None = None) -> list[Update]:
    coach = coach or Coach(ALL_FOURS)
    return [coach.push(pose) for pose in poses]


def reps(updates: Iterable[Update]) -> list[Rep]:
    return [one for update in updates for one in update.reps]


def changes(values: Iterable[object]) -> list[object]:
    """The values without those that repeat the one before."""
    kept: list[object] = []
    for value in values:
        if not kept or kept[-1] != value:
            kept.append(value)
    return kept
