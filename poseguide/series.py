"""A series of repetitions as a whole: its cadence, whether it quickens, whether sides alternate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from poseguide.exercise import Exercise, SeriesRule
from poseguide.records import Finding, Rep

#: Beginning and end of a series are its first and last third; a third needs two repetitions.
_THIRDS = 3
_FEWEST = 6


def cadence_per_min(reps: Sequence[Rep]) -> float | None:
    """Complete repetitions a minute, first start to last end; None with fewer than two.

    None too where no time passed between them.
    """
    complete = [rep for rep in reps if rep.complete]
    if len(complete) < 2:
        return None
    lasted_s = complete[-1].end_s - complete[0].start_s
    return 60.0 * len(complete) / lasted_s if lasted_s > 0 else None


def judge_series(exercise: Exercise, reps: Sequence[Rep]) -> tuple[Finding, ...]:
    """What each rule of the series says, in the order of the definition.

    `unseen` where there are too few complete repetitions to tell.
    """
    complete = [rep for rep in reps if rep.complete]
    return tuple(_find(rule, complete) for rule in exercise.series)


def _find(rule: SeriesRule, reps: list[Rep]) -> Finding:
    value = _STATISTICS[rule.statistic](reps)
    unit = "ratio" if rule.statistic == "speed_up" else "count"
    if value is None:
        return Finding(rule.name, "unseen", None, rule.limit, unit, "minor")
    beyond = value > rule.limit if rule.above is not None else value < rule.limit
    return Finding(
        rule.name, "fault" if beyond else "ok", round(value, 3), rule.limit, unit, "minor"
    )


def _speed_up(reps: list[Rep]) -> float | None:
    """The cadence of the last third against that of the first; times between their peaks."""
    if len(reps) < _FEWEST:
        return None
    third = len(reps) // _THIRDS
    first = reps[third].peak_s - reps[0].peak_s
    last = reps[-1].peak_s - reps[-1 - third].peak_s
    return first / last if last > 0 else None


def _same_side(reps: list[Rep]) -> float | None:
    """The longest run of repetitions of one side."""
    runs = [len(list(run)) for _, run in groupby(rep.side for rep in reps)]
    return float(max(runs)) if len(reps) > 1 else None


_STATISTICS = {"speed_up": _speed_up, "same_side": _same_side}
