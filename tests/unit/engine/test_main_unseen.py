"""What holds while the main signal is not seen, and the unit of an unjudged phase."""

import math

from support.judging import exercise, judged
from support.toy import REP, TAKE, follow, moves, table, toy


def test_nothing_is_counted_while_the_main_signal_is_not_seen() -> None:
    one = toy(repetition=table()["repetition"] | {"main": "knee"})
    stream = ((t, v | {"knee": math.nan}) for t, v in moves(*TAKE, *REP))
    assert follow(stream, one) == []


def test_a_doubtful_phase_is_told_in_its_own_unit() -> None:
    signals = table()["signals"]
    signals["rise"] = signals["hip"] | {"measure": "rise", "points": ["hip", "knee"]}
    up = exercise(far=[{"signal": "hip", "above": 120}]).phases[0].model_dump()
    up["enter"] = [{"signal": "rise", "above": 0.3, "below": None}]
    one = toy(signals=signals, phases=[up], faults=None)
    assert judged(one, far=True).findings[0].unit == "trunk"


def test_a_rest_that_was_not_seen_does_not_end_the_analysis() -> None:
    start, repetition = table()["start"], table()["repetition"]
    one = toy(start=start | {"hold_s": 0.3}, repetition=repetition | {"main": "knee"})
    # The knee is seen before the start posture and after it, and not while it is held.
    path = moves((0.2, 45), (0.01, 95), (0.4, 95), (0.01, 45), *REP[1:], at=45)
    stream = ((t, v | {"knee": math.nan if 0.2 < t < 0.64 else v["hip"]}) for t, v in path)
    assert len(follow(stream, one)) == 1
