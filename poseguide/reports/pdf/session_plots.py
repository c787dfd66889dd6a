"""The two plots of a session: how far and how long each repetition was, by side."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, compact
from poseguide.core.records import WorkSide
from poseguide.definitions.base import Unit
from poseguide.definitions.schema import Exercise, Fault
from poseguide.reports.pdf.layout import SMALL, STRONG, keyed, picture, text
from poseguide.reports.plots import Limit, Mark, PlotStyle, colour_of, repetitions_plot
from poseguide.reports.session_report import SessionReport
from poseguide.training.corrections import label_of

_WIDTH_MM, _HEIGHT_MM = 63.0, 32.0
#: The marks of the plots as letters of the typeface.
SIGNS: dict[WorkSide, str] = {"left": "●", "right": "▲", "both": "■"}


def plots(report: SessionReport, language: Language) -> list[list[Flowable]]:
    """Range and tempo, each with its title and what its marks mean."""
    exercise, repetitions = report.exercise, report.stored.repetitions
    unit = exercise.signals[exercise.main].unit if exercise else None
    title = word("range", language, unit=word(unit, language)) if unit else word("extent", language)
    look = PlotStyle(language, "", DECIMALS[unit] if unit else 0, _WIDTH_MM, _HEIGHT_MM)
    names = [label_of(one.rep.number) for one in repetitions]
    ranges = [Mark(one.side, one.rep.range, one.counted) for one in repetitions]
    tempi = [Mark(one.side, one.rep.duration_s, one.counted) for one in repetitions]
    range_png = repetitions_plot(names, ranges, look, range_limit(exercise, language))
    in_seconds = replace(look, digits=1)
    tempo_png = repetitions_plot(names, tempi, in_seconds, tempo_limit(exercise, language))
    sides = [side for side in SIGNS if any(one.side == side for one in repetitions)]
    key = keyed([(colour_of(side), SIGNS[side], word(side, language)) for side in sides])
    solid = word("report_solid", language)
    if report.corrected:
        solid += f" {word('report_plots_corrected', language)}"
    lasted = f"{word(duration_key(exercise), language)} ({word('s', language)})"
    return [
        [text(title, STRONG), picture(range_png, _WIDTH_MM), key],
        [text(lasted, STRONG), picture(tempo_png, _WIDTH_MM), text(solid, SMALL)],
    ]


def duration_key(exercise: Exercise | None) -> str:
    """Return the word for how long a repetition took: a hold has no tempo."""
    return "report_held" if exercise is not None and exercise.hold is not None else "duration"


def range_limit(exercise: Exercise | None, language: Language) -> Limit | None:
    """Return the range that a repetition is to have, where the exercise says one."""
    if exercise is None:
        return None
    unit = exercise.signals[exercise.main].unit
    if exercise.cycle is not None:
        return _limit("≥", exercise.cycle.swing, unit, language)
    for fault in exercise.faults:
        whole = fault.statistic == "range" and fault.phase is None and fault.per is None
        if whole and fault.signal == exercise.main:
            return _limit_of(fault, unit, language)
    return None


def tempo_limit(exercise: Exercise | None, language: Language) -> Limit | None:
    """Return how long a repetition is to take at least or at most, where the exercise says so."""
    for fault in exercise.faults if exercise else ():
        if fault.statistic == "seconds" and fault.phase is None:
            return _limit_of(fault, "s", language)
    return None


def _limit_of(fault: Fault, unit: Unit, language: Language) -> Limit:
    return _limit("≤" if fault.above is not None else "≥", fault.limit, unit, language)


def _limit(sign: str, value: float, unit: Unit, language: Language) -> Limit:
    return Limit(value, f"{sign} {compact(value, unit, language)}")
