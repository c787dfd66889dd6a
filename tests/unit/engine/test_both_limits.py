"""A phase with both limits is left on either side."""

from support.watching import watch


def test_a_phase_with_both_limits_is_left_on_either_side() -> None:
    between = {"enter": [{"signal": "hip", "above": 150, "below": 170}]}
    assert watch([100, 160, 120, 100], **between).spans == [(0.1, 0.1)]
    assert watch([100, 160, 195, 200], **between).spans == [(0.1, 0.1)]
