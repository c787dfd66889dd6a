"""The curve of the main signal with its limits and the repetitions, as a Vega-Lite chart."""

from __future__ import annotations

from typing import Any

import altair as alt
import pyarrow as pa

from poseguide.board import further_needs
from poseguide.bounds import bounds
from poseguide.exercise import Exercise, Language
from poseguide.numerals import clock, with_unit
from poseguide.review import Review
from poseguide.summary import VERDICT_WORDS, Verdict, verdict
from poseguide.words import word

__all__ = ["further_needs", "signal_chart"]

#: Told apart without red and green, on light and dark.
_COLOURS: dict[Verdict, str] = {
    "good": "#3f9c86",
    "partly": "#9cc4b4",
    "fault": "#e08a3c",
    "incomplete": "#8d7fd0",
    "unseen": "#9aa0a6",
}
_LINE = "#4a86a8"
_LIMIT = "#7d8a8c"
_HEIGHT_PX = 320

DANISH_NUMBERS = alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " kr."])
_TIMES = alt.Scale(nice=False)
_TICKS = alt.Axis(grid=False, tickCount=12)

Rows = list[dict[str, Any]]
Chart = alt.LayerChart | alt.FacetChart


def signal_chart(review: Review, language: Language) -> Chart:
    """The main signal against time, repetitions as bands by verdict, limits as dashed lines."""
    move = alt.selection_interval(
        bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]", name="move"
    )
    chart = alt.layer(
        *_bands(review, language),
        *_limits(review.exercise, language),
        *_line(review, language, move),
    )
    if language == "da":
        chart = chart.configure(locale=alt.Locale(number=DANISH_NUMBERS))
    return chart.properties(height=_HEIGHT_PX)


def _line(review: Review, language: Language, move: alt.Parameter) -> list[alt.Chart]:
    signal = review.exercise.signals[review.exercise.main]
    label = f"{signal.label[language]} ({word(signal.unit, language)})"
    phases = {stage.name: stage.label[language] for stage in review.exercise.stages}
    rows = [
        {
            "time": round(point.time_s, 3),
            "value": round(point.value, 3),
            "stretch": point.stretch,
            "at": clock(point.time_s, language),
            "measured": with_unit(point.value, signal.unit, language),
            "side": word(point.side, language),
            "phase": phases.get(point.phase or "", "–"),
            "repetition": _repetition_at(review, point.time_s, language),
        }
        for point in review.curve
    ]
    base = alt.Chart(_data(rows)).encode(
        x=alt.X("time:Q", title=word("time_s", language), scale=_TIMES, axis=_TICKS),
        y=alt.Y("value:Q", title=label, scale=alt.Scale(zero=False, padding=24)),
    )
    nearest = alt.selection_point(
        nearest=True, on="pointerover", fields=["time"], empty=False, name="nearest"
    )
    dots = (
        base.mark_circle(size=70, color=_LINE)
        .encode(
            opacity=alt.condition(nearest, alt.value(1.0), alt.value(0.0)),
            tooltip=[
                alt.Tooltip("at:N", title=word("time", language)),
                alt.Tooltip("measured:N", title=signal.label[language]),
                alt.Tooltip("phase:N", title=word("phase", language)),
                alt.Tooltip("side:N", title=word("side", language)),
                alt.Tooltip("repetition:N", title=word("repetition", language)),
            ],
        )
        .add_params(nearest, move)
    )
    return [base.mark_line(color=_LINE, strokeWidth=2).encode(detail="stretch:N"), dots]


def _repetition_at(review: Review, time_s: float, language: Language) -> str:
    for rep in review.session.reps:
        if rep.start_s <= time_s <= rep.end_s:
            kind = VERDICT_WORDS[verdict(review.exercise, rep)]
            return f"{rep.number}: {word(kind, language)}"
    return "–"


def _bands(review: Review, language: Language) -> list[alt.Chart]:
    kinds = {rep.number: verdict(review.exercise, rep) for rep in review.session.reps}
    rows = [
        {
            "start": round(rep.start_s, 3),
            "end": round(rep.end_s, 3),
            "middle": round((rep.start_s + rep.end_s) / 2, 3),
            "number": f"{rep.number}",
            "verdict": word(VERDICT_WORDS[kinds[rep.number]], language),
        }
        for rep in review.session.reps
    ]
    occurring = [kind for kind in VERDICT_WORDS if kind in kinds.values()]
    colours = alt.Scale(
        domain=[word(VERDICT_WORDS[kind], language) for kind in occurring],
        range=[_COLOURS[kind] for kind in occurring],
    )
    base = alt.Chart(_data(rows))
    bands = base.mark_rect(opacity=0.22).encode(
        x="start:Q",
        x2="end:Q",
        color=alt.Color(
            "verdict:N", scale=colours, legend=alt.Legend(orient="top", title=None, symbolOpacity=1)
        ),
    )
    numbers = base.mark_text(y=10, fontWeight="bold", color=_LIMIT).encode(
        x="middle:Q", text="number:N"
    )
    return [bands, numbers] if rows else []


def _limits(exercise: Exercise, language: Language) -> list[alt.Chart]:
    rows = [
        {"limit": bound.limit, "label": bound.label}
        for bound in bounds(exercise, exercise.main, language)
    ]
    base = alt.Chart(_data(rows)).encode(y="limit:Q")
    lines = base.mark_rule(strokeDash=[5, 4], color=_LIMIT)
    labels = base.mark_text(
        align="left", baseline="bottom", dx=4, dy=-2, fontSize=11, color=_LIMIT
    ).encode(x=alt.value(0), text="label:N")
    return [lines, labels] if rows else []


def _data(rows: Rows) -> pa.Table:
    # Streamlit shows what is a table; rows written into the chart it leaves out.
    return pa.Table.from_pylist(rows)
