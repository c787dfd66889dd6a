"""Judging of repetitions and of series.

Each fault's statistic is compared with its limit, within its uncertainty, or is `unseen`. Of a
series it measures the cadence, whether it gets faster, and whether the sides alternate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from poseguide.core.records import Finding, Floats, Rep, Span, WorkSide
from poseguide.definitions.movement import NestedMovement, Phase
from poseguide.definitions.schema import Exercise, Fault, SeriesRule
from poseguide.engine.phases import Attempt
from poseguide.engine.uncertainty import (
    deviation,
    expanded,
    noise,
    of_median,
    of_moment,
    step_of,
    verdict_of,
)

#: A fault must last this long: the statistic is what was passed for this time in all.
_FAULT_S = 0.3
#: A rule is answered when at least this share of its moments was seen.
_SEEN_SHARE = 0.5
#: A nested movement must be this many times the noise from frame to frame, or it is not measured.
_SWING_OVER_NOISE = 30.0
#: From so many values on their own noise is known.
_ENOUGH = 15
#: The standard deviation of a moment of a series' repetitions: between two of 12 frames a second.
_MOMENT_S = 1.0 / 12.0 / math.sqrt(12.0)

#: A value and its standard deviation, both in its unit; None where it was not seen.
_Measured = tuple[float, float] | None


def judge(exercise: Exercise, attempt: Attempt, side: WorkSide, number: int) -> Rep:
    """Return the repetition with its findings, in the order of the definition's faults."""
    by_name = {span.name: span for span in attempt.spans}
    times = np.array(attempt.times)
    nested = exercise.repetition.parts if exercise.repetition else None
    parts = _count_parts(nested, attempt, times, by_name) if nested else attempt.parts
    unsupported = [
        _unjudged(exercise, phase) for phase in exercise.phases if attempt.far and phase.far
    ]
    findings: list[Finding] = []
    # What was not followed to its end is not judged: a rule might have been kept or broken after.
    judged = attempt.cut_short in (None, "not_back")
    for fault in exercise.faults if judged else ():
        found = _find(exercise, fault, attempt, times, by_name, parts)
        if any(f.rule in fault.unless and f.verdict == "fault" for f in findings):
            found = replace(found, verdict="unseen", value=None, uncertainty=None)
        findings.append(found)
    main = _series(attempt, exercise.main)
    return Rep(
        number=number,
        side=side,
        start_s=attempt.start_s,
        peak_s=_peak_s(exercise, main, times, attempt),
        end_s=attempt.end_s,
        missing=attempt.missing,
        cut_short=attempt.cut_short,
        parts=parts,
        range=math.nan if unsupported else _range(main),
        phases=attempt.spans,
        findings=(*unsupported, *findings),
    )


def _unjudged(exercise: Exercise, phase: Phase) -> Finding:
    """Return the finding of a phase that this view cannot judge, with the limit of the phase."""
    first = phase.enter[0]
    limit = first.below if first.below is not None else first.above
    assert limit is not None
    unit = exercise.signals[first.signal].unit
    return Finding(phase.name, "unseen", None, limit, unit, "minor")


def _series(attempt: Attempt, signal: str) -> Floats:
    return np.array([values[signal] for values in attempt.values])


def _range(main: Floats) -> float:
    """Return how far the main signal moved; NaN where less than half of its moments was seen."""
    seen = np.isfinite(main)
    return float(np.ptp(main[seen])) if seen.sum() >= _SEEN_SHARE * len(main) else math.nan


def _peak_s(exercise: Exercise, main: Floats, times: Floats, attempt: Attempt) -> float:
    """Return when the main signal was at its extreme, in seconds; for a hold, its end."""
    if exercise.hold is not None:
        return attempt.end_s
    inside = np.where(times <= attempt.end_s, main, np.nan)
    up = exercise.cycle.first == "up" if exercise.cycle else _peaks_up(exercise)
    return float(times[np.nanargmax(inside) if up else np.nanargmin(inside)])


def _peaks_up(exercise: Exercise) -> bool:
    assert exercise.repetition is not None
    return exercise.repetition.peak == "max"


def _find(
    exercise: Exercise,
    fault: Fault,
    attempt: Attempt,
    times: Floats,
    spans: dict[str, Span],
    parts: int | None,
) -> Finding:
    unit = exercise.unit_of(fault)
    found = _statistic(exercise, fault, attempt, times, spans, parts)
    if fault.per is not None:
        place = "signal" if fault.signal else "phase"
        other = fault.model_copy(update={place: fault.per})
        found = _ratio(found, _statistic(exercise, other, attempt, times, spans, parts))
    if fault.near_only and attempt.far:
        found = None
    return _finding(fault, found, unit, fault.severity)


def _finding(rule: Fault | SeriesRule, found: _Measured, unit: str, severity: str) -> Finding:
    """Return what was measured, compared with the limit of its rule."""
    if found is None:
        return Finding(rule.name, "unseen", None, rule.limit, unit, severity)
    value = round(found[0], 3)
    uncertainty = round(expanded(found[1], unit), 3)
    verdict = verdict_of(value, uncertainty, rule.limit, is_upper=rule.above is not None)
    return Finding(rule.name, verdict, value, rule.limit, unit, severity, uncertainty)


def _ratio(one: _Measured, other: _Measured) -> _Measured:
    """Return one divided by the other; relative errors add up like the sides of a right angle."""
    if one is None or other is None or other[0] <= 0.0:
        return None
    ratio = one[0] / other[0]
    return ratio, math.hypot(one[1], ratio * other[1]) / other[0]


def _statistic(
    exercise: Exercise,
    fault: Fault,
    attempt: Attempt,
    times: Floats,
    spans: dict[str, Span],
    parts: int | None,
) -> _Measured:
    if fault.statistic == "count":
        return None if parts is None else (float(parts), 0.0)
    start_s, end_s = attempt.start_s, attempt.end_s
    if fault.phase is not None:
        if fault.phase not in spans:
            return None
        start_s, end_s = spans[fault.phase].start_s, spans[fault.phase].end_s
    elif fault.statistic == "seconds" and not attempt.start_is_known:
        return None
    if fault.statistic == "seconds":
        values = _series(attempt, _bounding(exercise, fault.phase))
        ends = (of_moment(moment_s, times, values) for moment_s in (start_s, end_s))
        return end_s - start_s, math.hypot(*ends)
    assert fault.signal is not None
    within = (times >= start_s) & (times <= end_s)
    values = _series(attempt, fault.signal)[within]
    seen = values[np.isfinite(values)]
    if len(seen) < _SEEN_SHARE * max(1, len(values)) or not len(seen):
        return None
    step_s = step_of(times[within])
    trembling = deviation(_long_enough(seen, attempt, fault.signal), step_s)
    if fault.statistic == "median":
        return float(np.median(seen)), of_median(trembling, len(seen) * step_s)
    lasting = _lasting(step_s, len(seen))
    ordered = np.sort(seen)
    low, high = float(ordered[lasting - 1]), float(ordered[-lasting])
    return {
        "max": (high, trembling),
        "min": (low, trembling),
        "range": (high - low, math.sqrt(2.0) * trembling),
    }[fault.statistic]


def _long_enough(seen: Floats, attempt: Attempt, signal: str) -> Floats:
    """Return the seen values, or those of the whole repetition where they are too few for noise."""
    if len(seen) >= _ENOUGH:
        return seen
    values = _series(attempt, signal)
    return values[np.isfinite(values)]


def _bounding(exercise: Exercise, phase: str | None) -> str:
    """Return the signal that begins and ends a phase, or the whole repetition."""
    phases = {each.name: each for each in exercise.phases}
    return phases[phase].enter[0].signal if phase in phases else exercise.main


def _lasting(step_s: float, seen: int) -> int:
    """Return how many samples a fault must last; at most half of those that were seen."""
    return max(1, min(round(_FAULT_S / step_s), seen // 2))


def _count_parts(
    parts: NestedMovement, attempt: Attempt, times: Floats, spans: dict[str, Span]
) -> int | None:
    """Return how often the nested movement went there and back; None where it was not seen."""
    if parts.phase not in spans:
        return None
    span = spans[parts.phase]
    values = _series(attempt, parts.signal)[(times >= span.start_s) & (times <= span.end_s)]
    seen = [float(value) for value in values if math.isfinite(value)]
    if len(seen) < _SEEN_SHARE * len(values) or not seen:
        return None
    quiet = _SWING_OVER_NOISE * noise(np.array(seen)) <= parts.swing
    return _there_and_back(seen, parts.swing) if quiet else None


def _there_and_back(values: list[float], swing: float) -> int:
    """Return the number of dips of at least `swing` between rises of at least as much."""
    dips = 0
    peak = trough = values[0]
    falling = False
    for value in values:
        if falling:
            trough = min(trough, value)
            if value >= trough + swing:
                dips, falling, peak = dips + 1, False, value
        else:
            peak = max(peak, value)
            if value <= peak - swing:
                falling, trough = True, value
    return dips


#: Beginning and end of a series are its first and last third; a third needs two repetitions.
_THIRDS = 3
_FEWEST = 6


def cadence_per_min(reps: Sequence[Rep]) -> float | None:
    """Return the complete repetitions a minute, from the first start to the last end.

    None with fewer than two, or where no time passed between them.
    """
    complete = [rep for rep in reps if rep.complete]
    if len(complete) < 2:
        return None
    lasted_s = complete[-1].end_s - complete[0].start_s
    return 60.0 * len(complete) / lasted_s if lasted_s > 0 else None


def judge_series(exercise: Exercise, reps: Sequence[Rep]) -> tuple[Finding, ...]:
    """Return a finding for each rule of the series, in the order of the definition.

    It is `unseen` with too few complete repetitions.
    """
    complete = [rep for rep in reps if rep.complete]
    return tuple(_find_in_series(rule, complete) for rule in exercise.series)


def _find_in_series(rule: SeriesRule, reps: list[Rep]) -> Finding:
    unit = "ratio" if rule.statistic == "speed_up" else "count"
    return _finding(rule, _STATISTICS[rule.statistic](reps), unit, "minor")


def _speed_up(reps: list[Rep]) -> _Measured:
    """Return the cadence of the last third divided by that of the first, measured at the peaks."""
    if len(reps) < _FEWEST:
        return None
    third = len(reps) // _THIRDS
    both_s = math.sqrt(2.0) * _MOMENT_S
    first = reps[third].peak_s - reps[0].peak_s
    last = reps[-1].peak_s - reps[-1 - third].peak_s
    return _ratio((first, both_s), (last, both_s))


def _same_side(reps: list[Rep]) -> _Measured:
    """Return the length of the longest run of repetitions of one side."""
    runs = [len(list(run)) for _, run in groupby(rep.side for rep in reps)]
    return (float(max(runs)), 0.0) if len(reps) > 1 else None


_STATISTICS = {"speed_up": _speed_up, "same_side": _same_side}
