"""The leg must be lowered straight after the stretch; bending it is not enough."""

import pytest
from support.coached import rep, reps, run


@pytest.mark.parametrize("hip", [165.0, 172.0, 180.0])
def test_a_leg_that_is_bent_and_not_lowered_straight_misses_the_lowering(hip: float) -> None:
    bent = rep(stretch={"hip": hip}, lower={"hip": 150.0, "knee": 60.0})
    (one,) = reps(run(bent))
    assert one.missing == "lower"


def test_the_phases_are_shown_in_their_order() -> None:
    shown = [update.phase for update in run(rep()) if update.phase]
    assert list(dict.fromkeys(shown)) == ["tuck", "stretch", "lower"]
