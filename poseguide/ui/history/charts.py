"""Range, tempo and pain over the weeks, as Vega-Lite charts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pyarrow as pa

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day_names, day_words, month_names, short_day_pattern
from poseguide.core.i18n.numbers import DECIMALS, decimal, decimal_mark, group_mark
from poseguide.core.palette import hex_of
from poseguide.definitions.schema import Exercise
from poseguide.training.adherence import Pain, Week

#: Colours that differ without red and green, on light and dark; the shapes differ too.
_COLOURS = [hex_of(f"chart-{kind}") for kind in ("good", "fault", "incomplete")]
_SHAPES = ["circle", "square", "triangle-up"]
_HEIGHT_PX = 230
_MOST_TICKS = 7

Rows = list[dict[str, Any]]


def range_chart(weeks: Sequence[Week], exercise: Exercise, language: Language) -> alt.Chart:
    """Return the chart of the usual range of the main signal, a point a week and side."""
    unit = exercise.signals[exercise.main].unit
    title = word("range", language, unit=word(unit, language))
    return _weekly(weeks, title, DECIMALS[unit], lambda week: week.range, language)


def tempo_chart(weeks: Sequence[Week], language: Language) -> alt.Chart:
    """Return the chart of the usual seconds a repetition, a point a week and side."""
    return _weekly(weeks, word("tempo", language), 1, lambda week: week.tempo_s, language)


def _weekly(
    weeks: Sequence[Week],
    title: str,
    digits: int,
    value_of: Callable[[Week], float | None],
    language: Language,
) -> alt.Chart:
    rows: Rows = [
        {
            "at": f"{week.monday}T00:00:00Z",
            "day": day_words(week.monday, language),
            "value": value,
            "shown": f"{decimal(value, digits, language)} ({word(week.side, language)})",
            "kind": word(week.side, language),
        }
        for week in weeks
        if (value := value_of(week)) is not None
    ]
    kinds = [word(side, language) for side in ("left", "right", "both")]
    scale = alt.Scale(zero=False, nice=True, padding=12)
    ticks = _ticks(sorted({week.monday for week in weeks}))
    return _chart(rows, kinds, title, word("history_week", language), scale, language, ticks)


def _ticks(mondays: Sequence[date]) -> list[alt.DateTime]:
    """Return evenly spaced Mondays for the axis; Vega's own choice would be Sundays."""
    number = (mondays[-1] - mondays[0]).days // 7 + 1
    step = math.ceil(number / _MOST_TICKS)
    chosen = [mondays[0] + timedelta(weeks=weeks) for weeks in range(0, number, step)]
    return [alt.DateTime(year=at.year, month=at.month, date=at.day, utc=True) for at in chosen]


def pain_chart(pains: Sequence[Pain], language: Language) -> alt.Chart:
    """Return the chart of the pain before and after each session, 0 to 10."""
    rows: Rows = [
        {
            # The person's local time, written as UTC so that the chart does not shift it.
            "at": f"{pain.at.replace(tzinfo=None).isoformat()}Z",
            "day": day_words(pain.at.date(), language),
            "value": float(value),
            "shown": f"{value} ({word(key, language)})",
            "kind": word(key, language),
        }
        for pain in pains
        for key, value in (("history_before", pain.before), ("history_after", pain.after))
        if value is not None
    ]
    kinds = [word(key, language) for key in ("history_before", "history_after")]
    title, scale = word("history_pain", language), alt.Scale(domain=[0, 10])
    return _chart(rows, kinds, title, word("report_when", language), scale, language)


def _chart(
    rows: Rows,
    kinds: list[str],
    title: str,
    when: str,
    scale: alt.Scale,
    language: Language,
    ticks: list[alt.DateTime] | None = None,
) -> alt.Chart:
    there = [kind for kind in kinds if kind in {row["kind"] for row in rows}]
    colours = alt.Scale(domain=there, range=_COLOURS[: len(there)])
    shapes = alt.Scale(domain=there, range=_SHAPES[: len(there)])
    legend = alt.Legend(orient="top", title=None)
    axis = alt.Axis(format=_day_format(language), grid=False, labelOverlap=True)
    axis["values" if ticks else "tickCount"] = ticks or _MOST_TICKS
    chart: alt.Chart = (
        # As a table: Streamlit does not show rows that are written into the chart itself.
        alt.Chart(pa.Table.from_pylist(rows))
        .mark_line(point=alt.OverlayMarkDef(filled=True, size=70), strokeWidth=2)
        .encode(
            x=alt.X(
                "at:T",
                title=None,
                scale=alt.Scale(type="utc", padding=14),
                axis=axis,
            ),
            y=alt.Y("value:Q", title=title, scale=scale, axis=alt.Axis(tickCount=5)),
            color=alt.Color("kind:N", scale=colours, legend=legend),
            shape=alt.Shape("kind:N", scale=shapes, legend=legend),
            tooltip=[
                alt.Tooltip("day:N", title=when),
                alt.Tooltip("shown:N", title=title),
            ],
        )
        .properties(height=_HEIGHT_PX, description=title)
        .configure(locale=alt.Locale(number=_numbers(language), time=_times(language)))
    )
    return chart


def _day_format(language: Language) -> str:
    """Return how an axis writes a day without its year, in the letters of strftime."""
    return short_day_pattern(language).replace("MMM", "%b").replace("d", "%-d")


def _numbers(language: Language) -> alt.NumberLocale:
    thousands = group_mark(language)
    mark = decimal_mark(language)
    return alt.NumberLocale(decimal=mark, thousands=thousands, grouping=[3], currency=["", ""])


def _times(language: Language) -> alt.TimeLocale:
    """Return the names of days, from Sunday, and of months for an axis."""
    return alt.TimeLocale(
        dateTime="%x %X",
        date="%Y-%m-%d",
        time="%H:%M:%S",
        periods=["", ""],
        days=_sunday_first(day_names("wide", language)),
        shortDays=_sunday_first(day_names("abbreviated", language)),
        months=month_names("wide", language),
        shortMonths=month_names("abbreviated", language),
    )


def _sunday_first(days: list[str]) -> list[str]:
    return [days[-1], *days[:-1]]
