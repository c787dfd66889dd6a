"""After a gap the person is measured from the new place."""

from dataclasses import replace

import numpy as np
import pytest
from support.coached import rep, reps, run


@pytest.mark.parametrize(("scale", "down_px"), [(1.0, -200.0), (1.0, 200.0), (0.6, 0.0)])
def test_after_a_gap_at_another_place_a_good_repetition_is_good(
    scale: float, down_px: float
) -> None:
    at = np.array([640.0, 600.0])
    second = [
        replace(
            pose,
            points=(pose.points - at) * scale + at + np.array([0, down_px]),
            time_s=pose.time_s + 20.0,
        )
        for pose in rep()
        if pose.time_s >= 0.6  # 1.1 s in the start posture; 0.7 are asked for
    ]
    (alone,) = reps(run(second))
    found = reps(run([*rep(), *second]))
    assert len(found) == 2
    assert (found[1].missing, found[1].faults) == (alone.missing, alone.faults) == (None, ())
