"""Samples of made-up movements, with parts of them hidden or left out."""

import math
from collections.abc import Callable, Iterable

from poseguide.engine.phases import Attempt, passed_in_order
from support.toy import Stream

NAN = math.nan


Drop = Callable[[Stream, float, float], Stream]


def missing(attempts: Iterable[Attempt]) -> list[str | None]:
    """What each attempt misses: its first missing phase, or its end; None is a whole one."""
    return [a.cut_short or passed_in_order(a.watches)[1] for a in attempts]


def changed(stream: Stream, start_s: float, end_s: float, **values: float) -> Stream:
    """The stream with other values between two times."""
    for time_s, value in stream:
        yield time_s, (value | values if start_s <= time_s < end_s else value)


def without(stream: Stream, start_s: float, end_s: float) -> Stream:
    """The stream with its frames between two times dropped."""
    return (item for item in stream if not start_s <= item[0] < end_s)


def hidden(stream: Stream, start_s: float, end_s: float) -> Stream:
    """The stream with nothing seen between two times."""
    return changed(stream, start_s, end_s, hip=NAN, knee=NAN, trunk=NAN)
