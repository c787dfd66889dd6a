"""The repetitions of a report as a table: two blocks side by side once they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import clock, compact
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.cue_policy import cue_of
from poseguide.engine.summary import VERDICT_WORDS, verdict
from poseguide.reports.issues import cue_words, issues
from poseguide.reports.pdf.issue_cards import letter_of
from poseguide.reports.pdf.layout import (
    CELL,
    LINE,
    SAID_CELL,
    SHADE,
    SMALL,
    WIDTH_MM,
    gap,
    grid,
    head,
    text,
)
from poseguide.reports.pdf.session_plots import duration_key
from poseguide.reports.session_report import SessionReport
from poseguide.training.corrections import ReviewedRep, label_of

#: One block takes up to so many; two blocks take so many on the first page, then on each further.
_ONE_BLOCK, _FIRST, _LATER = 8, 24, 88
_WIDE_MM = (12.0, 18.0, 28.0, 20.0, 20.0, 38.0, 42.0)
_NARROW_MM = (9.0, 14.0, 13.0, 11.0, 12.0, 28.0)
_BETWEEN_MM = WIDTH_MM - 2 * sum(_NARROW_MM)


@dataclass(frozen=True)
class _Rows:
    """What every row of the table is written with; `letters` name the issues of the page."""

    exercise: Exercise | None
    letters: dict[str, str]
    wide: bool
    sided: bool
    language: Language

    @property
    def widths_mm(self) -> list[float]:
        """Those of the columns; without the side the verdict takes its room."""
        number, side, *middle, verdict, last = _WIDE_MM if self.wide else (*_NARROW_MM, 0.0)
        ends = [last] if self.wide else []
        if self.sided:
            return [number, side, *middle, verdict, *ends]
        return [number, *middle, verdict + side, *ends]

    def titles(self) -> list[Any]:
        """The heads of the columns."""
        keys = ["number", *(["side"] if self.sided else [])]
        keys += ["times" if self.wide else "report_from", "extent", duration_key(self.exercise)]
        keys += ["verdict", "what_to_do"] if self.wide else ["verdict"]
        return [text(word(key, self.language), SMALL) for key in keys]

    def row(self, one: ReviewedRep) -> list[Any]:
        """One repetition: as found, and in the verdict's cell also what a person says of it."""
        rep, language = one.rep, self.language
        unit = self.exercise.signals[self.exercise.main].unit if self.exercise else "count"
        times = clock(rep.start_s, language)
        if self.wide:
            times += f"–{clock(rep.end_s, language)}"
        found = [text(self._found(one), CELL)]
        if said := self._said(one):
            found.append(text(said, SAID_CELL))
        cells: list[Any] = [
            text(label_of(rep.number), CELL),
            *([text(word(rep.side, language), CELL)] if self.sided else []),
            text(times, CELL),
            text(compact(rep.range, unit, language), CELL),
            text(compact(rep.duration_s, "s", language), CELL),
            found,
        ]
        if self.wide:
            cue = cue_of(self.exercise, rep) if self.exercise else None
            cells.append(text(say(self.exercise, cue, language) if self.exercise else "", CELL))
        return cells

    def _found(self, one: ReviewedRep) -> str:
        """The machine's verdict with the letters of what it found."""
        rep, language = one.rep, self.language
        if one.added:
            return word("report_not_found", language)
        if self.exercise is not None:
            said = word(VERDICT_WORDS[verdict(self.exercise, rep)], language)
        else:
            key = "incomplete_one" if not rep.complete else "fault" if rep.faults else "ok"
            said = word(key, language)
        named = [finding.rule for finding in rep.faults] if rep.complete else [rep.missing or ""]
        letters = [self.letters[rule] for rule in named if rule in self.letters]
        return f"{said} {', '.join(letters)}"

    def _said(self, one: ReviewedRep) -> str:
        """What a person says otherwise; empty where they do not."""
        said, language = one.opinion, self.language
        if said is None or not one.corrected:
            return ""
        parts = []
        if one.added or one.counted != one.rep.complete:
            parts.append(word("report_counts" if one.counted else "report_counts_not", language))
        if not one.added and one.side != one.rep.side:
            parts.append(word(one.side, language))
        found = {finding.rule: finding.verdict for finding in one.rep.findings}
        for rule, ruling in said.rulings.items():
            if found.get(rule) != ruling:
                name = self.letters.get(rule) or cue_words(self.exercise, rule, language)
                parts.append(f"{name.rstrip('.')}: {word(f'report_{ruling}', language)}")
        return word("report_said", language, what="; ".join(parts))


def repetition_table(dossier: SessionReport, language: Language) -> list[Flowable]:
    """All repetitions in the order of time; nothing where there are none."""
    repetitions = dossier.stored.repetitions
    if not repetitions:
        return []
    found = issues(dossier.exercise, repetitions)
    letters = {issue.rule: letter_of(place) for place, issue in enumerate(found)}
    rows = _Rows(
        exercise=dossier.exercise,
        letters=letters,
        wide=len(repetitions) <= _ONE_BLOCK,
        sided=dossier.stored.beginning.sides != "both",
        language=language,
    )
    parts = head(word("repetitions", language))
    if rows.wide:
        table = [rows.titles(), *(rows.row(one) for one in repetitions)]
        parts.append(grid(table, rows.widths_mm, *_lines(len(table)), heads=1, pad_mm=0.35))
        return [KeepTogether(parts)]
    first = [KeepTogether([*parts, _two_blocks(repetitions[:_FIRST], rows)])]
    later = range(_FIRST, len(repetitions), _LATER)
    blocks = [_two_blocks(repetitions[at : at + _LATER], rows) for at in later]
    return [*first, *(KeepTogether([gap(2), block]) for block in blocks)]


def _two_blocks(repetitions: Sequence[ReviewedRep], rows: _Rows) -> Flowable:
    """The first half on the left, the second on the right."""
    half = (len(repetitions) + 1) // 2
    left, right = ([rows.row(one) for one in part]
                   for part in (repetitions[:half], repetitions[half:]))  # fmt: skip
    right += [[""] * len(rows.widths_mm)] * (half - len(right))
    body = [[*one, "", *other] for one, other in zip(left, right, strict=True)]
    titles = [*rows.titles(), "", *rows.titles()]
    widths = (*rows.widths_mm, _BETWEEN_MM, *rows.widths_mm)
    return grid([titles, *body], widths, *_lines(half + 1), heads=1, pad_mm=0.3)


def _lines(rows: int) -> list[tuple[Any, ...]]:
    """A thin line below each row, the heads shaded."""
    return [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, rows - 1), 0.3, LINE),
    ]
