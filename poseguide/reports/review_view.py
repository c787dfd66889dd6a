"""A checked recording as plain values for the review desk: signals, limits, repetitions, rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, decimal
from poseguide.definitions.base import Condition
from poseguide.definitions.cue_text import say
from poseguide.definitions.movement import Stage
from poseguide.definitions.schema import Exercise
from poseguide.engine.signal_trace import SignalTrace
from poseguide.reports.review_board import Board, BoardLimit, BoardSignal
from poseguide.reports.review_rows import columns, filters, repetition
from poseguide.training.corrections import ReviewedRep
from poseguide.vision.pose_filter import GAP_S

#: Points that a screen can show; a recording of more than ten minutes is thinned to them.
_MOST_POINTS = 9000


def board(
    exercise: Exercise,
    repetitions: Sequence[ReviewedRep],
    track: SignalTrace | None,
    duration_s: float,
    language: Language,
    *,
    title: str,
    video_url: str | None,
) -> Board:
    """Return everything the desk shows of one recording.

    `track` and `video_url` are None where no curve and no video was kept.
    """
    shown = _thinned(track) if track else None
    ends = [one.rep.end_s for one in repetitions] + list(shown.times_s[-1:] if shown else ())
    return Board(
        title=title,
        exercise=exercise.name[language],
        video=video_url,
        duration=round(max([duration_s, *ends]), 3),
        times=[round(time_s, 3) for time_s in shown.times_s] if shown else [],
        breaks=list(_breaks(shown)) if shown else [],
        signals=_signals(exercise, shown, language) if shown else [],
        needs=further_needs(exercise, language),
        columns=columns(exercise, language),
        filters=filters(exercise, repetitions, language),
        repetitions=[repetition(exercise, one, language) for one in repetitions],
    )


def further_needs(exercise: Exercise, language: Language) -> list[str]:
    """Return what phases need beside the main signal: “Stretched back: Hip > 145”."""
    found = bounds(exercise, exercise.main, language)
    return list(dict.fromkeys(bound.needs for bound in found if bound.more))


def _thinned(track: SignalTrace) -> SignalTrace:
    step = math.ceil(len(track.times_s) / _MOST_POINTS)
    if step <= 1:
        return track
    signals = {name: values[::step] for name, values in track.signals.items()}
    return SignalTrace(track.times_s[::step], track.sides[::step], signals)


def _breaks(track: SignalTrace) -> Iterator[int]:
    """Yield the places before which a line ends: the other side works, or frames are missing."""
    for place in range(1, len(track.times_s)):
        missing = track.times_s[place] - track.times_s[place - 1] > GAP_S
        if missing or track.sides[place] != track.sides[place - 1]:
            yield place


def _signals(exercise: Exercise, track: SignalTrace, language: Language) -> list[BoardSignal]:
    """Return the signals, the main one first."""
    names = sorted(exercise.signals, key=lambda name: name != exercise.main)
    return [_signal(exercise, name, track, language) for name in names]


def _signal(exercise: Exercise, name: str, track: SignalTrace, language: Language) -> BoardSignal:
    signal, values = exercise.signals[name], track.signals[name]
    digits = DECIMALS[signal.unit]
    return BoardSignal(
        name=name,
        label=signal.label[language],
        unit=word(signal.unit, language),
        digits=digits,
        values=[None if math.isnan(value) else round(value, digits + 2) for value in values],
        limits=[
            BoardLimit(value=bound.limit, text=bound.label, short=bound.short)
            for bound in bounds(exercise, name, language)
        ],
        gaps=_gaps(track, values, exercise.is_from_start(name)),
    )


def _gaps(
    track: SignalTrace, values: Sequence[float], from_start: bool
) -> list[tuple[float, float]]:
    """From when to when a signal was not seen, as pairs; short dropouts are left out.

    One that is measured from the start posture is not unseen before that: it is not there yet.
    """
    times_s = track.times_s
    gaps: list[tuple[float, float]] = []
    seen_s, known = (times_s[0] if times_s else 0.0), not from_start
    for place, time_s in enumerate(times_s):
        if not math.isnan(values[place]):
            known = True
        elif known or _nothing_seen(track, place):
            continue
        if time_s - seen_s > GAP_S:
            gaps.append((round(seen_s, 3), round(time_s, 3)))
        seen_s = time_s
    if times_s and times_s[-1] - seen_s > GAP_S:
        gaps.append((round(seen_s, 3), round(times_s[-1], 3)))
    return gaps


def _nothing_seen(track: SignalTrace, place: int) -> bool:
    return all(math.isnan(values[place]) for values in track.signals.values())


@dataclass(frozen=True)
class Bound:
    """One limit of a signal, in its unit.

    `label` is what lies beyond it: “Knee to the belly (< 57)”, and `short` only “< 57”. With `more`
    being beyond it is not enough; `needs` says all that is needed.
    """

    limit: float
    label: str
    short: str
    more: bool
    needs: str


def bounds(exercise: Exercise, signal: str, language: Language) -> list[Bound]:
    """Return the limits of a signal, those of stages first; a range has two."""
    found = []
    for stage, conditions in _stages(exercise):
        label = stage.label[language]
        for condition in conditions:
            if condition.signal == signal:
                found += _bounds(exercise, condition, conditions, label, language)
    for fault in exercise.faults:
        # Relative to another signal it is no line in this one.
        straight = fault.per is None and fault.statistic in ("max", "min", "median")
        if fault.signal == signal and straight:
            condition = Condition(signal=signal, above=fault.above, below=fault.below)
            cue = say(exercise, fault.name, language).rstrip(".")
            found += _bounds(exercise, condition, [condition], cue, language)
    return found


def _stages(exercise: Exercise) -> Iterator[tuple[Stage, Sequence[Condition]]]:
    for phase in exercise.phases:
        yield phase, phase.enter
    if exercise.hold is not None:
        yield exercise.hold, exercise.hold.when


def _bounds(
    exercise: Exercise,
    condition: Condition,
    conditions: Sequence[Condition],
    label: str,
    language: Language,
) -> list[Bound]:
    needs = f" {word('and', language)} ".join(
        _needed(exercise, each, language) for each in conditions
    )
    more = len(conditions) > 1
    short = _short(exercise, condition, language)
    and_more = f" {word('and_more', language)}" if more else ""
    return [
        Bound(limit, f"{label} ({short}{and_more})", short, more, f"{label}: {needs}")
        for limit in (condition.above, condition.below)
        if limit is not None
    ]


def _needed(exercise: Exercise, condition: Condition, language: Language) -> str:
    label = exercise.signals[condition.signal].label[language]
    return f"{label} {_short(exercise, condition, language)}"


def _short(exercise: Exercise, condition: Condition, language: Language) -> str:
    digits = DECIMALS[exercise.signals[condition.signal].unit]
    low, high = condition.above, condition.below
    parts = [f"> {decimal(low, digits, language)}"] if low is not None else []
    parts += [f"< {decimal(high, digits, language)}"] if high is not None else []
    return ", ".join(parts)
