"""Judging of repetitions and of series.

Each fault's statistic is compared with its limit, or is `unseen`. Of a series it measures the
cadence, whether it gets faster, and whether the sides alternate.
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

#: A fault must last this long: the statistic is what was passed for this time in all.
_FAULT_S = 0.3
#: A rule is answered when at least this share of its moments was seen.
_SEEN_SHARE = 0.5
#: A nested movement must be this many times the noise from frame to frame, or it is not measured.
_SWING_OVER_NOISE = 30.0
_SMOOTH = np.array([5.0, -30.0, 75.0, 131.0, 75.0, -30.0, 5.0]) / 231.0


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
            found = replace(found, verdict="unseen", value=None)
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
        range=float(np.nanmax(main) - np.nanmin(main)),
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
    value = _statistic(fault, attempt, times, spans, parts)
    if fault.per is not None:
        place = "signal" if fault.signal else "phase"
        other = fault.model_copy(update={place: fault.per})
        value = _ratio(value, _statistic(other, attempt, times, spans, parts))
    if value is None or (fault.near_only and attempt.far):
        return Finding(fault.name, "unseen", None, fault.limit, unit, fault.severity)
    beyond = value > fault.limit if fault.above is not None else value < fault.limit
    return Finding(
        fault.name, "fault" if beyond else "ok", round(value, 3), fault.limit, unit, fault.severity
    )


def _ratio(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None or other <= 0.0 else value / other


def _statistic(
    fault: Fault, attempt: Attempt, times: Floats, spans: dict[str, Span], parts: int | None
) -> float | None:
    if fault.statistic == "count":
        return None if parts is None else float(parts)
    start_s, end_s = attempt.start_s, attempt.end_s
    if fault.phase is not None:
        if fault.phase not in spans:
            return None
        start_s, end_s = spans[fault.phase].start_s, spans[fault.phase].end_s
    elif fault.statistic == "seconds" and not attempt.start_is_known:
        return None
    if fault.statistic == "seconds":
        return end_s - start_s
    assert fault.signal is not None
    within = (times >= start_s) & (times <= end_s)
    values = _series(attempt, fault.signal)[within]
    seen = values[np.isfinite(values)]
    if len(seen) < _SEEN_SHARE * max(1, len(values)) or not len(seen):
        return None
    if fault.statistic == "median":
        return float(np.median(seen))
    lasting = _lasting(times[within], len(seen))
    ordered = np.sort(seen)
    low, high = float(ordered[lasting - 1]), float(ordered[-lasting])
    return {"max": high, "min": low, "range": high - low}[fault.statistic]


def _lasting(times: Floats, seen: int) -> int:
    """Return how many samples a fault must last; at most half of those that were seen."""
    step_s = float(np.median(np.diff(times))) if len(times) > 1 else _FAULT_S
    return max(1, min(round(_FAULT_S / max(step_s, 1e-3)), seen // 2))


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
    quiet = _SWING_OVER_NOISE * _noise(np.array(seen)) <= parts.swing
    return _there_and_back(seen, parts.swing) if quiet else None


def _noise(values: Floats) -> float:
    """Return the median deviation of values from a smooth curve; infinite for under 7 values.

    The curve is a Savitzky-Golay fit (1964) of degree 4 over 7 points: it follows a movement of two
    hertz at 12 frames a second, so what is left is noise at any frame rate.
    """
    if len(values) < len(_SMOOTH):
        return math.inf
    left = values[3:-3] - np.convolve(values, _SMOOTH, mode="valid")
    return float(np.median(np.abs(left)))


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
    value = _STATISTICS[rule.statistic](reps)
    unit = "ratio" if rule.statistic == "speed_up" else "count"
    if value is None:
        return Finding(rule.name, "unseen", None, rule.limit, unit, "minor")
    beyond = value > rule.limit if rule.above is not None else value < rule.limit
    return Finding(
        rule.name, "fault" if beyond else "ok", round(value, 3), rule.limit, unit, "minor"
    )


def _speed_up(reps: list[Rep]) -> float | None:
    """Return the cadence of the last third divided by that of the first, measured at the peaks."""
    if len(reps) < _FEWEST:
        return None
    third = len(reps) // _THIRDS
    first = reps[third].peak_s - reps[0].peak_s
    last = reps[-1].peak_s - reps[-1 - third].peak_s
    return first / last if last > 0 else None


def _same_side(reps: list[Rep]) -> float | None:
    """Return the length of the longest run of repetitions of one side."""
    runs = [len(list(run)) for _, run in groupby(rep.side for rep in reps)]
    return float(max(runs)) if len(reps) > 1 else None


_STATISTICS = {"speed_up": _speed_up, "same_side": _same_side}
