"""Steps that follow one another without a rest, one leg up as the other one comes down."""

import math
from collections.abc import Iterator

import pytest

from poseguide.core.records import Pose
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import stick_pose
from poseguide.engine.coach import reps_in

MARCH = load_exercise("march_standing").exercise
STEPS = 12


def march(steps_a_second: float, fps: float) -> Iterator[Pose]:
    """Twelve steps, the left leg first, after a second of standing and before another one."""
    start = MARCH.good.poses[0]
    last_s = 1.0 + STEPS / steps_a_second
    for number in range(round((last_s + 1.0) * fps)):
        time_s = number / fps
        swing = math.sin(math.pi * (time_s - 1.0) * steps_a_second)
        swing = swing if 1.0 <= time_s < last_s else 0.0
        left, right = max(0.0, swing), max(0.0, -swing)
        key = start.model_copy(
            update={
                "hip": 176 - 84 * left, "knee": 176 - 86 * left,
                "other_hip": 176 - 84 * right, "other_knee": 176 - 86 * right,
            }
        )  # fmt: skip
        yield stick_pose(MARCH, key, time_s, near="left", working="left")


# Where one leg is in a frame just where the other one is in the next, a flat figure does not show
# which is which: rates at which every step looks so are left out.
@pytest.mark.parametrize(
    ("steps_a_second", "fps"), [(1.0, 15), (1.5, 30), (2.0, 20), (2.0, 30), (2.5, 20), (2.5, 30)]
)
def test_every_step_counts_however_fast(steps_a_second: float, fps: float) -> None:
    reps = reps_in(MARCH, march(steps_a_second, fps))
    assert [rep.side for rep in reps] == ["left", "right"] * (STEPS // 2)
    assert all(rep.complete for rep in reps)
    # Each ends where the other leg begins, or soon after.
    assert all(rep.duration_s <= 1.0 / steps_a_second + 0.3 for rep in reps)
