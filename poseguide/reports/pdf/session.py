"""One session on a page: what was found, what a person says, and what the camera could not see."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import moment
from poseguide.core.i18n.numbers import clock, compact, decimal, listed, percent, plain_number
from poseguide.core.records import Counts, Rep, WorkSide
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import tempo_s, unjudged, usual_range
from poseguide.reports.issues import cue_words
from poseguide.reports.pdf.issue_cards import issue_cards
from poseguide.reports.pdf.layout import (
    BIG,
    BIG_SAID,
    CELL,
    LINE,
    RIGHT,
    SAID_CELL,
    SHADE,
    SMALL,
    STRONG,
    TITLE,
    WIDTH_MM,
    gap,
    grid,
    head,
    shortened,
    text,
)
from poseguide.reports.pdf.repetition_table import repetition_table
from poseguide.reports.pdf.session_plots import duration_key, plots
from poseguide.reports.session_report import SessionReport
from poseguide.reports.wording import count_figures, hardly_judged_words, long_goal_words
from poseguide.training.corrections import ReviewedRep, label_of


def session_story(report: SessionReport, language: Language) -> list[Flowable]:
    """Return the parts of a session's page, from top to bottom."""
    return [
        *_title(report, language),
        *_counts(report, language),
        *_sides(report, language),
        *issue_cards(report, language),
        *_said(report, language),
        *_unseen(report, language),
        *repetition_table(report, language),
    ]


def name_of(report: SessionReport, language: Language) -> str:
    """Return what the exercise is called; its id when its file is gone."""
    found = report.described
    return report.stored.beginning.exercise if found is None else found.name[language]


def _title(report: SessionReport, language: Language) -> list[Flowable]:
    begun = report.stored.beginning
    source = word(f"source_{begun.source}", language)
    facts = [
        ("report_person", shortened(report.person or word("report_nobody", language))),
        ("report_when", moment(begun.started_at, language)),
        ("report_source", f"{source}: {shortened(begun.name)}" if begun.name else source),
        ("report_length", _length(report.stored.progress.seconds, language)),
        ("report_goal", long_goal_words(begun.goal, language) or "–"),
        ("report_end", _end(report, language)),
        ("report_file", _file(report, language)),
        ("report_limits", _limits(report, language)),
    ]
    cells = [[text(word(key, language), SMALL), text(value)] for key, value in facts]
    widths = (42.0, 47.0, 53.0, 36.0)
    return [
        grid(
            [[text(name_of(report, language), TITLE), text(word("report", language), RIGHT)]],
            (WIDTH_MM - 36, 36),
            ("VALIGN", (1, 0), (1, 0), "BOTTOM"),
        ),
        gap(2.2),
        grid([cells[:4], cells[4:]], widths),
    ]


def _length(seconds: float, language: Language) -> str:
    return f"{clock(seconds, language)[:-2]} (min:s)"


def _end(report: SessionReport, language: Language) -> str:
    end = report.stored.end
    return word("report_running", language) if end is None else word(f"end_{end}", language)


def _file(report: SessionReport, language: Language) -> str:
    begun = report.stored.beginning
    told = f"{begun.exercise}, {begun.definition_sha256[:12]}"
    if report.definition is None:
        return f"{told}. {word('report_file_gone', language)}"
    return f"{told}. {word('report_file_changed', language)}" if report.changed else told


def _limits(report: SessionReport, language: Language) -> str:
    own = report.stored.beginning.limits
    told = [f"{name} = {plain_number(value, language)}" for name, value in own.items()]
    return "; ".join(told) or word("report_usual_limits", language)


def _counts(report: SessionReport, language: Language) -> list[Flowable]:
    """Return the large figures: a row as found, and one below it as corrected, if it was."""
    stored = report.stored
    session = stored.session()
    found = _figures(session.counts, report)
    led = stored.beginning.source == "timer"
    more: dict[str, str] = {}
    if session.hold_s is not None:
        more["longest_hold"] = compact(session.hold_s, "s", language)
    if stored.progress.paced or led:
        more["led_repetitions"] = f"{stored.progress.paced}"
    if session.cadence_per_min is not None:
        more["cadence_title"] = decimal(session.cadence_per_min, 1, language)
    if not led:
        more["seen_share"] = percent(session.seen_share, language)
    titles = [*found, *more]
    rows: list[list[Any]] = [
        [text(""), *(text(word(title, language), SMALL) for title in titles)],
        [text(word("source_timer" if led else "report_found", language), STRONG)]
        + [text(figure, BIG) for figure in (*found.values(), *more.values())],
    ]
    if report.corrected:
        said = _figures(report.corrected_counts, report).values()
        label = text(word("report_corrected", language), SAID_CELL)
        rows.append([label, *(text(figure, BIG_SAID) for figure in said), *("" for _ in more)])
    # Beside one another as wide as they are few; many share the page.
    each = min(24.0, (WIDTH_MM - 34.0) / len(titles))
    widths = [34.0, *([each] * len(titles))]
    widths[-1] += WIDTH_MM - sum(widths)
    table = grid(
        rows,
        widths,
        ("BACKGROUND", (0, 0), (-1, -1), SHADE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2 * mm),
        ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 1.6 * mm),
    )
    return [gap(2.5), table]


def _figures(counts: Counts, report: SessionReport) -> dict[str, str]:
    if report.stored.beginning.source == "timer":
        return {}
    sided = report.stored.beginning.sides in ("one", "alternate")
    return count_figures(counts, "report_complete", sided=sided)


def _sides(report: SessionReport, language: Language) -> list[Flowable]:
    """Return what each side came to, beside the plots of range and tempo."""
    repetitions = report.stored.repetitions
    if not repetitions:
        return []
    pictures = plots(report, language)
    table = _side_table(report, repetitions, language)
    return [*head(word("report_sides", language)), grid([[table, *pictures]], (48, 65, 65))]


def _side_table(
    report: SessionReport, repetitions: Sequence[ReviewedRep], language: Language
) -> Flowable:
    found = [one.rep for one in repetitions if not one.added]
    said = [_as_said(one) for one in repetitions]
    both: tuple[WorkSide, ...] = ("both",)
    worked = {rep.side for rep in (*found, *said)}
    sides = both if worked == {"both"} else ("left", "right")
    rows: list[list[Any]] = [[text(""), *(text(word(side, language), STRONG) for side in sides)]]
    duration = duration_key(report.exercise)
    views = [("report_found", found, CELL)]
    if report.corrected:
        views.append(("report_corrected", said, SAID_CELL))
    for title, reps, style in views:
        rows.append([text(word(title, language), SMALL), *("" for _ in sides)])
        own = {side: [r for r in reps if r.side == side and r.complete] for side in sides}
        figures = {
            "report_counted": [f"{len(own[side])}" for side in sides],
            "extent": [_range(report.exercise, own[side], language) for side in sides],
            duration: [_tempo(own[side], language) for side in sides],
        }
        for key, values in figures.items():
            rows.append(
                [text(word(key, language), CELL), *(text(value, style) for value in values)]
            )
    # A line under the heads and each view.
    lines = [("LINEBELOW", (0, at), (-1, at), 0.4, LINE) for at in range(0, len(rows), 4)][:-1]
    spans = [("SPAN", (0, at), (-1, at)) for at in range(1, len(rows), 4)]
    return grid(rows, (18, 13, 13) if len(sides) == 2 else (18, 26), *lines, *spans, pad_mm=0.3)


def _as_said(one: ReviewedRep) -> Rep:
    """Return the repetition as if the engine had found what the person says."""
    missing = None if one.counted else (one.rep.missing or "–")
    return replace(one.rep, side=one.side, missing=missing, cut_short=None)


def _range(exercise: Exercise | None, reps: Sequence[Rep], language: Language) -> str:
    usual = usual_range(reps)
    unit = exercise.signals[exercise.main].unit if exercise else "count"
    return compact(math.nan if usual is None else usual, unit, language)


def _tempo(reps: Sequence[Rep], language: Language) -> str:
    usual = tempo_s(reps)
    return compact(math.nan if usual is None else usual, "s", language)


def _said(report: SessionReport, language: Language) -> list[Flowable]:
    """Pain, answers and notes: what only the person can say."""
    stored = report.stored
    told = [
        f"{word(key, language)}: {word('report_not_asked', language) if pain is None else pain}"
        for key, pain in (
            ("report_pain_before", stored.beginning.pain_before),
            ("report_pain_after", stored.pain_after),
        )
    ]
    lines = [text(f"{word('report_pain', language)}: {' · '.join(told)}")]
    lines += [
        text(f"{word(f'told_{question}', language)} {word(f'{question}_{answer}', language)}")
        for question, answer in stored.answers.items()
    ]
    if stored.note:
        lines.append(text(f"{word('report_note', language)}: {stored.note}"))
    for one in stored.repetitions:
        if one.correction and one.correction.note:
            label = word("repetition", language)
            lines.append(text(f"{label} {label_of(one.rep.number)}: {one.correction.note}"))
    return [KeepTogether([*head(word("report_says", language)), lines[0]]), *lines[1:]]


def _unseen(report: SessionReport, language: Language) -> list[Flowable]:
    lines = [text(f"• {line}") for line in _unseen_lines(report, language)]
    return [KeepTogether([*head(word("not_judged", language)), *lines])]


def _unseen_lines(report: SessionReport, language: Language) -> Iterator[str]:
    session, exercise = report.stored.session(), report.exercise
    if report.stored.beginning.source == "timer":
        yield word("report_no_camera", language)
        return
    if session.seen_share == 0:
        yield word("report_nobody_seen", language)
    elif session.seen_share < 1:
        yield word("body_unseen", language, percent=percent(1 - session.seen_share, language))
    if session.self_paced and exercise is not None:
        what = exercise.signals[exercise.main].label[language]
        yield word("report_self_paced", language, what=what)
    few = hardly_judged_words(exercise, session.reps, language) if exercise else None
    if few is not None:
        yield few
    for hidden in unjudged(exercise, session.reps) if exercise else ():
        what = hidden_words(exercise, hidden.rule, language)
        yield word("not_judged_in", language, what=what, numbers=listed(hidden.numbers))
    yield word("beyond_camera", language)


def hidden_words(exercise: Exercise | None, rule: str, language: Language) -> str:
    """Return what a rule, a phase or a nested movement is called."""
    labels: dict[str, str] = {}
    if exercise is not None:
        labels = {stage.name: stage.label[language] for stage in exercise.stages}
        if exercise.parts is not None:
            labels[exercise.parts.name] = exercise.parts.label[language]
    return labels.get(rule) or cue_words(exercise, rule, language).rstrip(".")
