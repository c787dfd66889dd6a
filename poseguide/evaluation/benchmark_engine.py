"""The cost of the engine alone, without pictures: for each exercise by itself and for all together.

A computer is busy with other things as well, and another one is quicker. So one angle of a joint is
timed beside it in the same run, and the cost is told in angles too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poseguide.core.geometry import angle_deg
from poseguide.core.records import Pose
from poseguide.core.skeleton import index_of
from poseguide.definitions.schema import Exercise
from poseguide.engine.panel import reps_of_each

_KNEE = [index_of(point, "left") for point in ("hip", "knee", "ankle")]
#: Angles of a pass: as many as take a time that can be measured.
_ANGLES = 100_000


@dataclass(frozen=True)
class EngineCost:
    """What the processor worked, in milliseconds a frame and exercise: the least of all passes.

    `alone_ms` is with one exercise at a time, `together_ms` with all of them on the same poses.
    `angle_ms` is one angle of a joint from plain numbers.
    """

    frames: int
    exercises: int
    alone_ms: float
    together_ms: float
    angle_ms: float


def measure(
    poses: Sequence[Pose],
    exercises: Sequence[Exercise],
    *,
    repeat: int,
    on_pass: Callable[[], None],
) -> EngineCost:
    """Return the cost of counting in these poses; the passes go by turns, `repeat` of each.

    `on_pass` is called after each of them. Raises ValueError without poses or exercises, or when
    time goes backwards.
    """
    if not poses or not exercises:
        raise ValueError("the engine's cost needs poses and exercises")

    def alone() -> None:
        for exercise in exercises:
            reps_of_each([exercise], poses)

    def together() -> None:
        reps_of_each(exercises, poses)

    a, b, c = (poses[0].points[place].tolist() for place in _KNEE)

    def angles() -> None:
        for _ in range(_ANGLES):
            angle_deg(a, b, c)

    seconds: dict[Callable[[], None], list[float]] = {alone: [], together: [], angles: []}
    for _ in range(repeat):
        for run, taken in seconds.items():
            begun_s = time.process_time()
            run()
            taken.append(time.process_time() - begun_s)
            on_pass()
    steps = len(poses) * len(exercises)
    return EngineCost(
        frames=len(poses),
        exercises=len(exercises),
        alone_ms=1000 * min(seconds[alone]) / steps,
        together_ms=1000 * min(seconds[together]) / steps,
        angle_ms=1000 * min(seconds[angles]) / _ANGLES,
    )
