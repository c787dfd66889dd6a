"""A person's sessions over time: how often, how far, how slowly, how much, and the pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from reportlab.platypus import Flowable, KeepTogether

from poseguide.dates import day
from poseguide.dossier import definition_of
from poseguide.entries import Entry
from poseguide.exercise import Described, Exercise, Language
from poseguide.numerals import DECIMALS, compact
from poseguide.plots import (
    Look,
    Mark,
    colour_of,
    counts_plot,
    pain_plot,
    sessions_plot,
    weeks_plot,
)
from poseguide.records import Counts, WorkSide
from poseguide.session_plots import SIGNS, range_limit, tempo_limit
from poseguide.sheet import (
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
    text,
)
from poseguide.words import word

_HALF_MM = WIDTH_MM / 2
_THIRD_MM = WIDTH_MM / 3
_COLUMNS_MM = (28.0, 39.0, 26.0, 26.0, 24.0, 25.0, 10.0)


def person_story(name: str, entries: Sequence[Entry], language: Language) -> list[Flowable]:
    """The parts of the summary, from top to bottom."""
    story: list[Flowable] = [text(name, TITLE), text(_period(entries, language), SMALL)]
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


def dose_of(entry: Entry) -> float | None:
    """How many repetitions a session was to have in all, None where only seconds were asked for."""
    goal = entry.goal
    if goal.repetitions is None:
        return None
    return goal.repetitions * goal.sets * (2 if goal.per_side else 1)


def done_of(entry: Entry) -> float:
    """How many repetitions it had, as corrected; those that the pace led where nobody watched."""
    return float(entry.paced if entry.source == "timer" else entry.counts.complete)


def weeks_of(entries: Sequence[Entry]) -> list[tuple[datetime, int]]:
    """The Monday of each week from the first to the last session, and how many it had."""
    mondays = [_monday(entry.started_at) for entry in entries]
    monday, weeks = min(mondays), []
    while monday <= max(mondays):
        weeks.append((monday, mondays.count(monday)))
        monday += timedelta(days=7)
    return weeks


def _monday(at: datetime) -> datetime:
    local = at.astimezone().replace(hour=12, minute=0, second=0, microsecond=0, tzinfo=None)
    return local - timedelta(days=local.weekday())


def _period(entries: Sequence[Entry], language: Language) -> str:
    if not entries:
        return word("report_no_sessions", language)
    first, last = (day(entry.started_at, language) for entry in (entries[0], entries[-1]))
    return word("report_period", language, number=len(entries), first=first, last=last)


def _overview(entries: Sequence[Entry], language: Language) -> list[Flowable]:
    """Sessions a week, and the pain where any was told."""
    width, height = _HALF_MM - 3, 30.0
    look = Look(language, "", 0, width, height)
    pains = [
        (entry.started_at, entry.pain_before, entry.pain_after)
        for entry in entries
        if entry.pain_before is not None or entry.pain_after is not None
    ]
    weeks = [
        text(word("report_weeks", language), STRONG),
        picture(weeks_plot(weeks_of(entries), look), width),
    ]
    pain: list[Flowable] = [text(word("report_pain", language), STRONG)]
    if pains:
        pain += [
            picture(pain_plot(pains, look), width),
            text(word("report_pain_key", language), SMALL),
        ]
    else:
        pain.append(text(word("report_no_pain", language), SMALL))
    return [gap(3), grid([[weeks, pain]], (_HALF_MM, _HALF_MM))]


def _exercise(
    exercise: str, found: Described | None, entries: Sequence[Entry], language: Language
) -> list[Flowable]:
    """Range, tempo and counts of one exercise over time."""
    tracked = found if isinstance(found, Exercise) else None
    unit = tracked.signals[tracked.main].unit if tracked else None
    width = _THIRD_MM - 3
    look = Look(language, "", DECIMALS[unit] if unit else 0, width, 31.0)
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
        seconds = Look(language, "", 1, width, 31.0)
        plot = sessions_plot(tempi, seconds, tempo_limit(tracked, language))
        parts.append([text(word("tempo", language), STRONG), picture(plot, width)])
    parts.append(_amounts(entries, Look(language, "", 0, width, 31.0), language))
    title = found.name[language] if found is not None else exercise
    return [*head(title), grid([parts], [_THIRD_MM] * len(parts))]


def _amounts(entries: Sequence[Entry], look: Look, language: Language) -> list[Flowable]:
    """What was done of the dose: seconds of a hold, else repetitions."""
    held = any(entry.hold_s is not None for entry in entries)
    counts = [
        (e.started_at, e.hold_s or 0.0, e.goal.seconds)
        if held
        else (e.started_at, done_of(e), dose_of(e))
        for e in entries
    ]
    title = "report_holds" if held else "report_amounts"
    return [
        text(word(title, language), STRONG),
        picture(counts_plot(counts, look), look.width_mm),
        keyed(
            [
                (colour_of("left"), "●", word("report_done", language)),
                (colour_of("right"), "–", word("report_goal", language)),
            ]
        ),
    ]


def _key(marks: Sequence[tuple[datetime, Mark]], language: Language) -> Flowable:
    sides: list[WorkSide] = [side for side in SIGNS if any(mark.side == side for _, mark in marks)]
    return keyed([(colour_of(side), SIGNS[side], word(side, language)) for side in sides])


def _table(
    entries: Sequence[Entry], described: Mapping[str, Described | None], language: Language
) -> list[Flowable]:
    """A row a session, newest first."""
    keys = ("report_when", "exercise", "report_found", "report_corrected", "extent", "duration")
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
    entry: Entry, described: Mapping[str, Described | None], language: Language
) -> list[Flowable]:
    found = described[entry.exercise]
    unit = found.signals[found.main].unit if isinstance(found, Exercise) else "count"
    pains = ["–" if pain is None else f"{pain}" for pain in (entry.pain_before, entry.pain_after)]
    corrected = _count_words(entry.counts, language) if entry.corrected else "–"
    return [
        text(day(entry.started_at, language), CELL),
        text(found.name[language] if found is not None else entry.exercise, CELL),
        text(_found_words(entry, language), CELL),
        text(corrected, SAID_CELL),
        text(_sided(entry.ranges, unit, language), CELL),
        text(_sided(entry.tempos_s, "s", language), CELL),
        text(" → ".join(pains) if pains != ["–", "–"] else "–", CELL),
    ]


def _found_words(entry: Entry, language: Language) -> str:
    if entry.source == "timer":
        return word("report_led", language, number=entry.paced)
    if entry.hold_s is not None:
        return compact(entry.hold_s, "s", language)
    return _count_words(entry.found, language)


def _count_words(counts: Counts, language: Language) -> str:
    """Counts as short as they go: “12 (6 L, 6 R), 1 incomplete”."""
    told = f"{counts.complete}"
    if counts.left or counts.right:
        told += word("report_by_side", language, left=counts.left, right=counts.right)
    if counts.incomplete:
        told += f", {counts.incomplete} {word('report_incomplete', language)}"
    return told


def _sided(values: dict[WorkSide, float], unit: str, language: Language) -> str:
    """A figure for each side that worked, with the side where there can be two."""
    told = []
    for side in ("left", "right", "both"):
        if side in values:
            name = "" if side == "both" else f"{word(f'report_{side}', language)} "
            told.append(name + compact(values[side], unit, language))
    return ", ".join(told) or "–"
