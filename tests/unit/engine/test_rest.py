"""Where the main signal rests, and when it has found another rest."""

import math

from support.toy import toy

from poseguide.engine.rest import Rest


def test_the_rest_is_the_median_of_what_was_seen_in_the_start() -> None:
    rest = Rest(toy())
    assert math.isnan(rest.value)
    for value in (90.0, math.nan, 95.0, 170.0):
        rest.learn(value)
    assert rest.value == 95.0
    rest.forget()
    assert math.isnan(rest.value)


def test_an_absolute_signal_is_at_rest_wherever_the_start_posture_is_held() -> None:
    rest = Rest(toy())
    assert rest.holds(0.0, 170.0)
    assert not rest.is_far(170.0)
