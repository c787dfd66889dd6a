"""Counting, and the poses of nobody."""

import numpy as np

from poseguide.core.records import Counts, Pose, Rep
from poseguide.engine.fault_rules import cadence_per_min


def rep(start_s: float, end_s: float, missing: str | None = None, side: str = "left") -> Rep:
    return Rep(1, side, start_s, start_s, end_s, missing, None, 1.0, ())  # type: ignore[arg-type]


def test_complete_repetitions_are_counted_by_side_and_incomplete_ones_apart() -> None:
    counts = Counts()
    for one in (rep(0, 1), rep(1, 2, side="right"), rep(2, 3), rep(3, 4, "tuck")):
        counts = counts.plus(one)
    assert counts == Counts(complete=3, incomplete=1, left=2, right=1)


def test_a_repetition_of_both_sides_belongs_to_neither() -> None:
    assert Counts().plus(rep(0, 1, side="both")) == Counts(complete=1)


def test_a_pose_is_found_when_any_point_is_seen() -> None:
    nobody = Pose.unseen(1.5, 640, 480)
    assert not nobody.found
    assert (nobody.time_s, nobody.points.shape) == (1.5, (33, 2))
    points = nobody.points.copy()
    points[5] = (1, 2)
    assert Pose(1.5, points, nobody.depth, nobody.visibility, 640, 480).found
    assert np.isnan(nobody.points).all()


def test_the_cadence_is_of_complete_repetitions_from_the_first_start_to_the_last_end() -> None:
    reps = [rep(10, 13, "tuck"), rep(14, 16), rep(17, 20), rep(21, 24, "tuck")]
    assert cadence_per_min(reps) == 60 * 2 / 6
    assert cadence_per_min(reps[:2]) is None
    assert cadence_per_min([]) is None
    assert cadence_per_min([rep(2, 2), rep(2, 2)]) is None
