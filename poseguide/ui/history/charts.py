"""Range, tempo and pain over the weeks, as Vega-Lite charts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pyarrow as pa

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day_words
from poseguide.core.i18n.numbers import DECIMALS, decimal
from poseguide.definitions.schema import Exercise
from poseguide.training.adherence import Pain, Week

#: Colours that differ without red and green, on light and dark; the shapes differ too.
_COLOURS = ["#3f9c86", "#e08a3c", "#8d7fd0"]
_SHAPES = ["circle", "square", "triangle-up"]
_DANISH = alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " kr."])
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
    day = "%-d. %b" if language == "da" else "%-d %b"
    axis = alt.Axis(format=day, grid=False, labelOverlap=True)
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
    )
    if language == "da":
        times = _danish_times()
        chart = chart.configure(locale=alt.Locale(number=_DANISH, time=times))
    return chart


def _danish_times() -> alt.TimeLocale:
    months, days = word("months", "da").split(), word("weekdays", "da").split()
    days = [days[-1], *days[:-1]]
    return alt.TimeLocale(
        dateTime="%A den %-d. %B %Y kl. %X",
        date="%d.%m.%Y",
        time="%H.%M.%S",
        periods=["", ""],
        days=days,
        shortDays=[day[:3] for day in days],
        months=months,
        shortMonths=[month[:3] for month in months],
    )
