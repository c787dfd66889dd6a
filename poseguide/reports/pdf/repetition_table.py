"""The repetitions of a report as a table: two blocks side by side once they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from poseguide.analysis.repetition_columns import RepetitionColumn, TableName, columns_of
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, compact
from poseguide.definitions.schema import Exercise
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
from poseguide.training.corrections import ReviewedRep

#: One block takes up to so many; two blocks take so many on the first page, then on each further.
_ONE_BLOCK, _FIRST, _LATER = 8, 24, 88
#: The width of the columns with a few and with many repetitions; the verdict takes what is left.
_WIDE_MM = {"number": 12.0, "side": 18.0, "times": 28.0, "range": 20.0, "tempo": 20.0, "cue": 42.0}
_NARROW_MM = {"number": 9.0, "side": 14.0, "start": 13.0, "range": 11.0, "tempo": 12.0}
_USUAL_MM = 14.0
_BLOCK_MM = 87.0
_BETWEEN_MM = WIDTH_MM - 2 * _BLOCK_MM


@dataclass(frozen=True)
class _Rows:
    """The settings of all rows of the table; `letters` name the issues of the page."""

    exercise: Exercise | None
    columns: Sequence[RepetitionColumn]
    letters: dict[str, str]
    wide: bool
    language: Language

    @property
    def widths_mm(self) -> list[float]:
        """The widths of the columns; the verdict has the room that the others leave."""
        known = _WIDE_MM if self.wide else _NARROW_MM
        widths = {each.key: known.get(each.family, _USUAL_MM) for each in self.columns}
        whole = WIDTH_MM if self.wide else _BLOCK_MM
        widths["verdict"] = whole - sum(widths.values()) + widths["verdict"]
        return list(widths.values())

    def titles(self) -> list[Any]:
        """Return the heads of the columns."""
        return [text(self._title(each), SMALL) for each in self.columns]

    def row(self, one: ReviewedRep) -> list[Any]:
        """Return one repetition as found, and in the verdict's cell what a person says of it."""
        return [self._cell(each, one) for each in self.columns]

    def _title(self, column: RepetitionColumn) -> str:
        if column.family == "tempo":
            return word(duration_key(self.exercise), self.language)
        return column.title(self.language)

    def _cell(self, column: RepetitionColumn, one: ReviewedRep) -> Any:
        if column.family == "verdict":
            found = [text(self._found(one), CELL)]
            if said := self._said(one):
                found.append(text(said, SAID_CELL))
            return found
        value = column.value(one)
        if column.unit in DECIMALS and isinstance(value, float):
            return text(compact(value, column.unit, self.language), CELL)
        return text(column.text(one, self.language), CELL)

    def _found(self, one: ReviewedRep) -> str:
        """Return the machine's verdict with the letters of what it found."""
        rep, language = one.rep, self.language
        if one.added:
            return word("report_not_found", language)
        if self.exercise is not None:
            said = word(VERDICT_WORDS[verdict(self.exercise, rep)], language)
        else:
            seen = "fault" if rep.faults else "close" if rep.close else "ok"
            key = seen if rep.complete else "incomplete_one"
            said = word(key, language)
        named = [finding.rule for finding in rep.faults] if rep.complete else [rep.missing or ""]
        letters = [self.letters[rule] for rule in named if rule in self.letters]
        return f"{said} {', '.join(letters)}"

    def _said(self, one: ReviewedRep) -> str:
        """Return what a person says otherwise; empty where they do not."""
        said, language = one.correction, self.language
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


def repetition_table(report: SessionReport, language: Language) -> list[Flowable]:
    """Return all repetitions in the order of time; nothing where there are none."""
    repetitions = report.stored.repetitions
    if not repetitions:
        return []
    found = issues(report.exercise, repetitions)
    letters = {issue.rule: letter_of(place) for place, issue in enumerate(found)}
    wide = len(repetitions) <= _ONE_BLOCK
    sided = report.stored.beginning.sides != "both"
    table_name: TableName = "pdf" if wide else "pdf_narrow"
    rows = _Rows(
        exercise=report.exercise,
        columns=columns_of(table_name, report.exercise, repetitions, sided=sided),
        letters=letters,
        wide=wide,
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
    """Return the first half on the left, the second on the right."""
    half = (len(repetitions) + 1) // 2
    left, right = ([rows.row(one) for one in part]
                   for part in (repetitions[:half], repetitions[half:]))  # fmt: skip
    right += [[""] * len(rows.widths_mm)] * (half - len(right))
    body = [[*one, "", *other] for one, other in zip(left, right, strict=True)]
    titles = [*rows.titles(), "", *rows.titles()]
    widths = (*rows.widths_mm, _BETWEEN_MM, *rows.widths_mm)
    return grid([titles, *body], widths, *_lines(half + 1), heads=1, pad_mm=0.3)


def _lines(rows: int) -> list[tuple[Any, ...]]:
    """Return a thin line below each row, the heads shaded."""
    return [
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, rows - 1), 0.3, LINE),
    ]
