"""A person's sessions over time: how often, how far, how slowly, how much, and the pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from reportlab.platypus import Flowable, KeepTogether

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day
from poseguide.core.i18n.numbers import DECIMALS, compact
from poseguide.core.records import WorkSide
from poseguide.definitions.schema import BaseExercise
from poseguide.reports.pdf.layout import (
    CELL,
    LINE,
    SAID_CELL,
    SHADE,
    SMALL,
    STRONG,
    TITLE,
    WIDTH_MM,
    gap,
    grid,
    head,
    keyed,
    picture,
    shortened,
    text,
)
from poseguide.reports.pdf.session_plots import SIGNS, range_limit, tempo_limit
from poseguide.reports.plots import (
    Mark,
    PlotStyle,
    colour_of,
    counts_plot,
    pain_plot,
    sessions_plot,
    weeks_plot,
)
from poseguide.reports.session_report import definition_of
from poseguide.reports.wording import compact_counts, found_words
from poseguide.training.adherence import day_of, done_in, is_training, pains
from poseguide.training.session import HistoryEntry

_HALF_MM = WIDTH_MM / 2
_THIRD_MM = WIDTH_MM / 3
_COLUMNS_MM = (28.0, 39.0, 26.0, 26.0, 24.0, 25.0, 10.0)


def person_story(name: str, entries: Sequence[HistoryEntry], language: Language) -> list[Flowable]:
    """Return the parts of the summary, from top to bottom; samples are nobody's exercise."""
    entries = [entry for entry in entries if is_training(entry)]
    story: list[Flowable] = [text(shortened(name), TITLE), text(_period(entries, language), SMALL)]
    if not entries:
        return story
    exercises = dict.fromkeys(entry.exercise for entry in entries)
    described = {
        one: None if (d := definition_of(one)) is None else d.exercise for one in exercises
    }
    if any(entry.corrected for entry in entries):
        story.append(text(word("report_over_corrected", language), SMALL))
    story += _overview(entries, language)
    for exercise, found in described.items():
        own = [entry for entry in entries if entry.exercise == exercise]
        story.append(KeepTogether(_exercise(exercise, found, own, language)))
    return [*story, *_table(entries, described, language)]


def weeks_of(entries: Sequence[HistoryEntry]) -> list[tuple[datetime, int]]:
    """Return the Monday of each week from the first to the last session, and how many it had."""
    days = [day_of(entry.started_at, None) for entry in entries]
    mondays = [day - timedelta(days=day.weekday()) for day in days]
    monday, weeks = min(mondays), []
    while monday <= max(mondays):
        weeks.append((datetime.combine(monday, time(12)), mondays.count(monday)))
        monday += timedelta(days=7)
    return weeks


def _period(entries: Sequence[HistoryEntry], language: Language) -> str:
    if not entries:
        return word("report_no_sessions", language)
    first, last = (day(entry.started_at, language) for entry in (entries[0], entries[-1]))
    return word("report_period", language, number=len(entries), first=first, last=last)


def _overview(entries: Sequence[HistoryEntry], language: Language) -> list[Flowable]:
    """Sessions a week, and the pain where any was told."""
    width, height = _HALF_MM - 3, 30.0
    look = PlotStyle(language, "", 0, width, height)
    told = [(pain.at, pain.before, pain.after) for pain in pains(entries, None)]
    weeks = [
        text(word("report_weeks", language), STRONG),
        picture(weeks_plot(weeks_of(entries), look), width),
    ]
    pain: list[Flowable] = [text(word("report_pain", language), STRONG)]
    if told:
        pain += [
            picture(pain_plot(told, look), width),
            text(word("report_pain_key", language), SMALL),
        ]
    else:
        pain.append(text(word("report_no_pain", language), SMALL))
    return [gap(3), grid([[weeks, pain]], (_HALF_MM, _HALF_MM))]


def _exercise(
    exercise: str, found: BaseExercise | None, entries: Sequence[HistoryEntry], language: Language
) -> list[Flowable]:
    """Range, tempo and counts of one exercise over time."""
    tracked = found.tracked if found else None
    unit = tracked.signals[tracked.main].unit if tracked else None
    width = _THIRD_MM - 3
    look = PlotStyle(language, "", DECIMALS[unit] if unit else 0, width, 31.0)
    ranges = [(e.started_at, Mark(side, v)) for e in entries for side, v in e.ranges.items()]
    tempi = [(e.started_at, Mark(side, v)) for e in entries for side, v in e.tempos_s.items()]
    parts: list[list[Flowable]] = []
    if ranges:
        title = (
            word("range", language, unit=word(unit, language)) if unit else word("extent", language)
        )
        plot = sessions_plot(ranges, look, range_limit(tracked, language))
        parts.append([text(title, STRONG), picture(plot, width), _key(ranges, language)])
    if tempi and (tracked is None or tracked.hold is None):  # a hold's seconds come below
        seconds = PlotStyle(language, "", 1, width, 31.0)
        plot = sessions_plot(tempi, seconds, tempo_limit(tracked, language))
        parts.append([text(word("tempo", language), STRONG), picture(plot, width)])
    parts.append(_amounts(entries, found, PlotStyle(language, "", 0, width, 31.0)))
    title = found.name[language] if found is not None else exercise
    return [*head(title), grid([parts], [_THIRD_MM] * len(parts))]


def _amounts(
    entries: Sequence[HistoryEntry], found: BaseExercise | None, look: PlotStyle
) -> list[Flowable]:
    """Return what was done of the dose: seconds of a hold, else repetitions."""
    held = any(entry.hold_s is not None for entry in entries)
    counts: list[tuple[datetime, float, float | None]] = []
    for entry in entries:
        if held:
            counts.append((entry.started_at, entry.hold_s or 0.0, entry.goal.seconds))
        else:
            done = done_in(entry, {} if found is None else {found.id: found})
            dose = done.needed * (2 if done.per_side else 1)
            counts.append((entry.started_at, float(done.total), float(dose)))
    language = look.language
    title = "report_holds" if held else "report_amounts"
    return [
        text(word(title, language), STRONG),
        picture(counts_plot(counts, look), look.width_mm),
        keyed(
            [
                (colour_of("left"), "●", word("report_done", language)),
                (colour_of("right"), "━", word("report_goal", language)),
            ]
        ),
    ]


def _key(marks: Sequence[tuple[datetime, Mark]], language: Language) -> Flowable:
    sides: list[WorkSide] = [side for side in SIGNS if any(mark.side == side for _, mark in marks)]
    return keyed([(colour_of(side), SIGNS[side], word(side, language)) for side in sides])


def _table(
    entries: Sequence[HistoryEntry],
    described: Mapping[str, BaseExercise | None],
    language: Language,
) -> list[Flowable]:
    """Return a row a session, newest first."""
    keys = ("report_day", "exercise", "report_found", "report_corrected", "extent", "duration")
    titles: list[Flowable] = [
        text(word(key, language), SMALL) for key in (*keys, "report_pain_short")
    ]
    rows: list[list[Flowable]] = [
        titles,
        *(_row(entry, described, language) for entry in reversed(entries)),
    ]
    lines = (
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
    )
    table = grid(rows, _COLUMNS_MM, *lines, heads=1, pad_mm=0.35)
    return [*head(word("report_sessions", language)), table]


def _row(
    entry: HistoryEntry, described: Mapping[str, BaseExercise | None], language: Language
) -> list[Flowable]:
    found = described[entry.exercise]
    tracked = found.tracked if found else None
    unit = tracked.signals[tracked.main].unit if tracked else "count"
    pains = ["–" if pain is None else f"{pain}" for pain in (entry.pain_before, entry.pain_after)]
    corrected = compact_counts(entry.counts, language) if entry.corrected else "–"
    return [
        text(day(entry.started_at, language), CELL),
        text(found.name[language] if found is not None else entry.exercise, CELL),
        text(found_words(entry, language), CELL),
        text(corrected, SAID_CELL),
        text(_sided(entry.ranges, unit, language), CELL),
        text(_sided(entry.tempos_s, "s", language), CELL),
        text(" → ".join(pains) if pains != ["–", "–"] else "–", CELL),
    ]


def _sided(values: dict[WorkSide, float], unit: str, language: Language) -> str:
    """Return a figure for each side that worked, with the side where there can be two."""
    told = []
    for side in ("left", "right", "both"):
        if side in values:
            name = "" if side == "both" else f"{word(f'report_{side}', language)} "
            told.append(name + compact(values[side], unit, language))
    return ", ".join(told) or "–"
