"""Small plots for reports: the repetitions of a session, and sessions over time.

All are PNG or SVG, in colours that are told apart without red and green, and by shape too.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from poseguide.core.i18n import Language
from poseguide.core.i18n.dates import short_day
from poseguide.core.i18n.numbers import decimal
from poseguide.core.palette import hex_of
from poseguide.core.records import WorkSide

_COLOURS: dict[WorkSide, str] = {
    "left": hex_of("print-left"),
    "right": hex_of("print-right"),
    "both": hex_of("print-both"),
}
_SHAPES: dict[WorkSide, str] = {"left": "o", "right": "^", "both": "s"}
_INK, _QUIET, _GRID = hex_of("print-ink"), hex_of("print-axis"), hex_of("print-grid")
_TYPE_PT, _DPI = 6.5, 240
_MM_PER_INCH = 25.4
#: Axes count days from here.
_DAY_0 = datetime(1970, 1, 1)

Form = Literal["png", "svg"]


@dataclass(frozen=True)
class Mark:
    """One value: of a repetition, or of a session. `solid` is False where it does not count."""

    side: WorkSide
    value: float
    solid: bool = True


@dataclass(frozen=True)
class Limit:
    """A line that values are compared with, and the few words beside it."""

    value: float
    label: str


@dataclass(frozen=True)
class PlotStyle:
    """The look of a plot: its size, its language, the name of its values, their decimals."""

    language: Language
    title: str
    digits: int
    width_mm: float
    height_mm: float
    form: Form = "png"


def colour_of(side: WorkSide) -> str:
    """Return the colour of a side in all plots, as #rrggbb."""
    return _COLOURS[side]


def repetitions_plot(
    names: Sequence[str], marks: Sequence[Mark], look: PlotStyle, limit: Limit | None = None
) -> bytes:
    """Return a mark a repetition over its name, in order; a value that is NaN has no mark."""
    figure, axes = _axes(look)
    for place, mark in enumerate(marks):
        _draw(axes, place, mark)
    step = max(1, math.ceil(5 * len(names) / look.width_mm))
    axes.set_xticks(range(len(names))[::step], names[::step])
    axes.set_xlim(-0.6, max(len(names), 1) - 0.4)
    _scale(axes, [mark.value for mark in marks], look, limit)
    if limit is not None:
        _draw_limit(axes, limit)
    return _written(figure, look)


def sessions_plot(
    marks: Sequence[tuple[datetime, Mark]], look: PlotStyle, limit: Limit | None = None
) -> bytes:
    """Return a mark a session and side over the days, the sides each joined by a line."""
    figure, axes = _axes(look)
    for side, colour in _COLOURS.items():
        own = [(at, mark) for at, mark in marks if mark.side == side]
        days = [_number_of(at) for at, _ in own]
        axes.plot(days, [mark.value for _, mark in own], color=colour, lw=0.8, alpha=0.6)
        for place, (_, mark) in zip(days, own, strict=True):
            _draw(axes, place, mark)
    _scale(axes, [mark.value for _, mark in marks], look, limit)
    if limit is not None:
        _draw_limit(axes, limit)
    _days(axes, [at for at, _ in marks], look)
    return _written(figure, look)


def counts_plot(counts: Sequence[tuple[datetime, float, float | None]], look: PlotStyle) -> bytes:
    """Return a plot of what was done each day as a stem, with a dash at the goal, if known."""
    figure, axes = _axes(look)
    for at, done, goal in counts:
        place = _number_of(at)
        axes.plot([place, place], [0, done], color=_COLOURS["left"], lw=1.6, alpha=0.55)
        axes.plot(place, done, "o", color=_COLOURS["left"], ms=3)
        if goal is not None:
            axes.plot(place, goal, "_", color=_COLOURS["right"], ms=7, mew=1.4)
    known = [value for _, done, goal in counts for value in (done, goal) if value is not None]
    axes.set_ylim(0, max([1.0, *known]) * 1.15)
    axes.yaxis.set_major_locator(_ticks(look))
    _days(axes, [at for at, _, _ in counts], look)
    return _written(figure, look)


def pain_plot(pains: Sequence[tuple[datetime, int | None, int | None]], look: PlotStyle) -> bytes:
    """Pain before (hollow) and after (solid) each session, 0 to 10, joined by a line."""
    figure, axes = _axes(look)
    for at, before, after in pains:
        place = _number_of(at)
        if before is not None and after is not None:
            axes.plot([place, place], [before, after], color=_QUIET, lw=0.8)
        if before is not None:
            axes.plot(place, before, "o", ms=4, mfc="white", mec=_INK, mew=0.9)
        if after is not None:
            axes.plot(place, after, "o", ms=2.8, color=_INK)
    axes.set_ylim(-0.6, 10.6)
    axes.set_yticks([0, 5, 10])
    _days(axes, [at for at, _, _ in pains], look)
    return _written(figure, look)


def weeks_plot(weeks: Sequence[tuple[datetime, int]], look: PlotStyle) -> bytes:
    """Return a plot of how many sessions each week had; a week is named by its first day."""
    figure, axes = _axes(look)
    places = list(range(len(weeks)))
    bars = [(place, number) for place, (_, number) in enumerate(weeks) if number]
    for place, number in bars:
        axes.bar(place, number, width=0.7, color=_COLOURS["left"], alpha=0.75)
    step = max(1, math.ceil(len(weeks) / (look.width_mm / 13)))
    axes.set_xticks(places[::step], [short_day(at, look.language) for at, _ in weeks[::step]])
    axes.set_xlim(-0.7, len(weeks) - 0.3)
    axes.set_ylim(0, max([1, *(number for _, number in weeks)]) * 1.1)
    axes.yaxis.set_major_locator(_ticks(look))
    return _written(figure, look)


def _axes(look: PlotStyle) -> tuple[Figure, Axes]:
    size = (look.width_mm / _MM_PER_INCH, look.height_mm / _MM_PER_INCH)
    layout = ConstrainedLayoutEngine(w_pad=0.01, h_pad=0.01)
    figure = Figure(figsize=size, dpi=_DPI, layout=layout)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_QUIET)
    axes.spines[["left", "bottom"]].set_linewidth(0.5)
    axes.grid(axis="y", color=_GRID, lw=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=_TYPE_PT, colors=_INK, color=_QUIET, width=0.5, length=2)
    axes.set_ylabel(look.title, fontsize=_TYPE_PT, color=_INK, parse_math=False)
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: decimal(value, look.digits, look.language))
    )
    return figure, axes


def _draw(axes: Axes, place: float, mark: Mark) -> None:
    if not math.isfinite(mark.value):
        return
    colour = _COLOURS[mark.side]
    face = colour if mark.solid else "white"
    axes.plot(place, mark.value, _SHAPES[mark.side], ms=3.6, mec=colour, mfc=face, mew=0.9)


def _draw_limit(axes: Axes, limit: Limit) -> None:
    axes.axhline(limit.value, color=_INK, lw=0.7, ls=(0, (4, 3)))
    axes.annotate(
        limit.label, (1.0, limit.value), xycoords=("axes fraction", "data"),
        xytext=(-1, 1.5), textcoords="offset points", ha="right", va="bottom",
        fontsize=_TYPE_PT - 0.5, color=_INK, parse_math=False,
    )  # fmt: skip


def _scale(axes: Axes, values: Iterable[float], look: PlotStyle, limit: Limit | None) -> None:
    """A scale with room above for the words of a limit, and no false drama in small differences."""
    known = [value for value in values if math.isfinite(value)]
    known += [] if limit is None else [limit.value]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = max(high - low, 0.25 * abs(high), 2 * 10.0**-look.digits)
    axes.set_ylim(max(low - 0.25 * room, min(0.0, low)), high + 0.3 * room)
    axes.yaxis.set_major_locator(_ticks(look))


def _ticks(look: PlotStyle) -> MaxNLocator:
    """Return a few round numbers, whole ones where no decimals are written."""
    return MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=look.digits == 0)


def _days(axes: Axes, days: Sequence[datetime], look: PlotStyle) -> None:
    """Days along the axis, with room at the ends, a few of them named."""
    numbers = [_number_of(at) for at in days]
    first, last = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    room = max(0.04 * (last - first), 0.5)
    axes.set_xlim(first - room, last + room)
    axes.xaxis.set_major_locator(MaxNLocator(max(2, int(look.width_mm / 16)), integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _day_at(at, look.language)))


def _number_of(at: datetime) -> float:
    return (at.astimezone().replace(tzinfo=None) - _DAY_0) / timedelta(days=1)


def _day_at(number: float, language: Language) -> str:
    return short_day(_DAY_0 + timedelta(days=number), language)


def _written(figure: Figure, look: PlotStyle) -> bytes:
    file = io.BytesIO()
    if look.form == "png":
        figure.savefig(file, format="png")
        return file.getvalue()
    # Neither a date nor random names: the same plot is the same file.
    with mpl.rc_context({"svg.hashsalt": "poseguide"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()
