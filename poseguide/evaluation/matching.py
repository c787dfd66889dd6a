"""Which repetition that was found is which true one, and what of it was said to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poseguide.core.records import Rep
from poseguide.evaluation.ground_truth import TrueRep

#: A repetition may be the true one whose time, widened by this much, holds its peak.
_MATCH_S = 0.3
#: A moment is met within this long.
EVENT_S = 0.5


def flags_of(rep: Rep) -> list[str]:
    """Return the names of the stage that a repetition missed, if any, and of its faults."""
    return ([rep.missing] if rep.missing else []) + [finding.rule for finding in rep.faults]


def match(reps: Sequence[Rep], truth: Sequence[TrueRep]) -> dict[int, int]:
    """The index in `reps` of each true repetition that was found, by its index in `truth`.

    One to one; those whose peaks are nearest are matched first.
    """
    near = sorted(
        (abs(rep.peak_s - true.peak_s), at, number)
        for number, rep in enumerate(reps)
        for at, true in enumerate(truth)
        if true.start_s - _MATCH_S < rep.peak_s < true.end_s + _MATCH_S
    )
    found: dict[int, int] = {}
    for _, at, number in near:
        if at not in found and number not in found.values():
            found[at] = number
    return dict(sorted(found.items()))


def met(times_s: Iterable[float], true_s: Iterable[float]) -> int:
    """How many of the times lie within 0.5 s of a true one, one to one, as many as can."""
    left = sorted(true_s)
    count = 0
    for time_s in sorted(times_s):
        while left and left[0] < time_s - EVENT_S:
            left.pop(0)
        if left and left[0] <= time_s + EVENT_S:
            left.pop(0)
            count += 1
    return count
