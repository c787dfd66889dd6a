"""The issues of a session: how often, in which repetitions, the cue, and a still picture."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import clock, with_unit
from poseguide.reports.issues import Issue, cue_words, issues, labels_of
from poseguide.reports.pdf.layout import (
    SAID_CELL,
    SMALL,
    STRONG,
    WIDTH_MM,
    grid,
    head,
    picture,
    text,
)
from poseguide.reports.session_report import SessionReport
from poseguide.reports.stills import Example, Still, VideoClip, stills
from poseguide.training.corrections import label_of

#: How many stand beside each other: with the picture aside, above, and small above where that
#: makes one row of them; its size.
_ASIDE, _BESIDE, _MORE_BESIDE = 2, 4, 6
_ASIDE_MM, _TALLEST_MM = 38.0, 27.0


def letter_of(place: int) -> str:
    """Return the letter by which the table of repetitions names an issue, from A on."""
    return chr(ord("A") + place) if place < 26 else f"A{place}"


def issue_cards(report: SessionReport, language: Language) -> list[Flowable]:
    """Return a card for each issue; praise where there is none, nothing without repetitions."""
    repetitions = report.stored.repetitions
    if not repetitions:
        return []
    found = issues(report.exercise, repetitions)
    if not found:
        return [*head(word("report_issues", language)), text(word("no_fault", language))]
    examples = [Example(issue.clearest.rep, issue.rule) for issue in found]
    begins_s = report.video_begins_s
    video = VideoClip(report.video, begins_s) if report.video and begins_s is not None else None
    pictures = stills(examples, report.exercise, video, report.poses)
    beside = _BESIDE if len(found) <= _BESIDE else _MORE_BESIDE
    aside = len(found) <= _ASIDE
    small = _BESIDE < len(found) <= _MORE_BESIDE
    beside = _ASIDE if aside else _MORE_BESIDE if small else _BESIDE
    width = WIDTH_MM / beside
    cards = []
    for place, (issue, still) in enumerate(zip(found, pictures, strict=True)):
        words = _words(letter_of(place), issue, still, report, language)
        cards.append(_card(words, still, width, aside=aside))
    cards += [[]] * (-len(cards) % beside)
    rows = [cards[start : start + beside] for start in range(0, len(cards), beside)]
    table = grid(rows, [width] * beside)
    return [KeepTogether([*head(word("report_issues", language)), table])]


def _card(
    words: list[Flowable], still: Still | None, width_mm: float, *, aside: bool
) -> list[Flowable]:
    """Return the picture over its words, or, where there is room, beside them."""
    if still is None:
        return words
    if not aside:
        return [picture(still.jpeg, width_mm - 3, _TALLEST_MM), *words]
    shown = picture(still.jpeg, _ASIDE_MM, _TALLEST_MM)
    return [grid([[shown, words]], (_ASIDE_MM + 3, width_mm - _ASIDE_MM - 4), pad_mm=0)]


def _words(
    letter: str, issue: Issue, still: Still | None, report: SessionReport, language: Language
) -> list[Flowable]:
    exercise = report.exercise
    parts: list[Flowable] = [
        text(f"{letter}: {cue_words(exercise, issue.rule, language)}", STRONG),
        text(_often("report_found", issue.found, report, language), SMALL),
    ]
    if issue.said != issue.found:
        parts.append(text(_often("report_corrected", issue.said, report, language), SAID_CELL))
    if issue.missed and exercise is not None:
        label = exercise.stage(issue.rule).label[language]
        parts.append(text(word("incomplete_missing", language, phase=label), SMALL))
    finding = issue.finding
    if finding is not None and finding.value is not None:
        value = with_unit(finding.value, finding.unit, language)
        limit = with_unit(finding.limit, finding.unit, language)
        parts.append(text(word("report_value", language, value=value, limit=limit), SMALL))
    if still is not None:
        number, time = label_of(issue.clearest.rep.number), clock(still.time_s, language)
        why = word(still.why, language)
        shows = word("report_picture", language, number=number, time=time, why=why)
        parts.append(text(shows, SMALL))
    return parts


def _often(view: str, numbers: tuple[int, ...], report: SessionReport, language: Language) -> str:
    """Return how often by one view, and in which repetitions."""
    added = view == "report_corrected"
    of = sum(added or not one.added for one in report.stored.repetitions)
    told = word("report_none", language)
    if numbers:
        labels = labels_of(numbers)
        told = word("report_often", language, times=len(numbers), number=of, numbers=labels)
    return f"{word(view, language)}: {told}"
