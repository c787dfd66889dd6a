"""The columns of a repetition: what each is called, what it holds and in which tables it stands.

All tables read them here: CSV files, the terminal, the pages, the desk and the PDF. They stand in
`analysis` because that is the lowest package that writes such a table; those above read the same.
A column is added by a builder in `_COLUMNS` and by its family in the tables that shall show it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from poseguide.core.i18n import SOURCE, Language, word
from poseguide.core.i18n.numbers import DECIMALS, clock, decimal
from poseguide.definitions.base import Text
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.cue_policy import cue_of
from poseguide.training.corrections import (
    KIND_WORDS,
    ReviewedRep,
    ReviewVerdict,
    kind_of,
    label_of,
)

#: The tables of repetitions: the CSV of `analyze` and `batch`, that of stored sessions, the
#: terminal, the page of a session, the desk, and the PDF with a few and with many repetitions.
TableName = Literal["csv", "stored_csv", "terminal", "page", "desk", "pdf", "pdf_narrow"]
#: A cell of a CSV file.
Cell = str | int
#: What a column holds of one repetition; None where it was not seen or does not apply.
Value = str | int | float | None

#: What stands for a value that is not there, where people read.
NOTHING = "–"
#: The unit of times on the clock of the video.
CLOCK = "min:s"

_CSV = (
    "number", "side", "start", "peak", "end", "complete", "missing", "cut_short", "parts", "range",
    "phase", "rule", "faults", "close", "cue",
)  # fmt: skip
#: The families of columns in each table, in their order.
_TABLES: Mapping[TableName, Sequence[str]] = {
    "csv": _CSV,
    "stored_csv": (*_CSV, "counted_by_person", "side_by_person", "overruled", "note"),
    "terminal": ("number", "side", "times", "range", "tempo", "parts", "verdict", "cue"),
    "page": ("number", "side", "times", "verdict", "cue", "range", "tempo", "parts"),
    "desk": (
        "number", "side", "verdict", "start", "end", "phase", "range", "tempo", "parts", "rule",
    ),
    "pdf": ("number", "side", "times", "range", "tempo", "verdict", "cue"),
    "pdf_narrow": ("number", "side", "start", "range", "tempo", "verdict"),
}  # fmt: skip
#: The words over a column where a table has others than the rest.
_TITLES: Mapping[tuple[TableName, str], str] = {
    ("page", "times"): "from_to",
    ("page", "range"): "range",
    ("page", "tempo"): "tempo",
    ("pdf_narrow", "start"): "report_from",
}
#: These families come last in a file with the sessions of several exercises.
LAST_IN_FILES = (
    "faults",
    "close",
    "cue",
    "counted_by_person",
    "side_by_person",
    "overruled",
    "note",
)


@dataclass(frozen=True)
class RepetitionColumn:
    """One column of a table of repetitions.

    `family` and `name` say which it is: "rule" and the name of the rule, or "range" and "".
    `file_name` is its name in CSV files, with the unit. `unit` is that of a float: one of
    `DECIMALS`, `CLOCK`, or "" for none. `value` gives what it holds, and `words` how people read
    it, where that is more than the number. `form` is how it is set: numbers to the right, single
    words, or sentences that may be broken. `of_added` is whether it is known of a repetition that
    a person added, where all that is measured is empty. `unseen` stands in a CSV file for None.
    """

    family: str
    file_name: str
    title: Callable[[Language], str]
    value: Callable[[ReviewedRep], Value]
    name: str = ""
    unit: str = ""
    words: Callable[[ReviewedRep, Language], str] | None = None
    form: Literal["number", "word", "sentence"] = "number"
    of_added: bool = False
    unseen: str = ""

    @property
    def key(self) -> str:
        """The family and, where there are several of it, the name: “rule knee_bent”."""
        return f"{self.family} {self.name}".strip()

    def unit_words(self, language: Language) -> str:
        """Return the unit in words, "" where there is none."""
        return word(self.unit, language) if self.unit in DECIMALS else self.unit

    def text(self, one: ReviewedRep, language: Language) -> str:
        """Return what people read, without the unit; “–” for nothing."""
        return self.words(one, language) if self.words else self.number_text(one, language)

    def number_text(self, one: ReviewedRep, language: Language) -> str:
        """Return the value alone as people of this language write it; “–” for nothing."""
        value = self.value(one)
        if value is None:
            return NOTHING
        if not isinstance(value, float):
            return f"{value}"
        if self.unit == CLOCK:
            return clock(value, language)
        return decimal(value, DECIMALS[self.unit], language)

    def cell(self, one: ReviewedRep, language: Language) -> Cell:
        """Return what a CSV file holds: seconds and ranges with three decimals, words for cues."""
        value = self.value(one) if self.of_added or not one.added else ""
        if self.form == "sentence" and self.words and value != "":
            return self.words(one, language)
        if value is None:
            return self.unseen
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return f"{value:g}" if self.family == "rule" else f"{value:.3f}"
        return value


@dataclass(frozen=True)
class _Context:
    """Everything the columns depend on.

    `exercise` is None where no file knows what was found. `of_file` is whether a column stands
    there also where the exercise has no use for it. `sided` is whether sides are told apart.
    """

    exercise: Exercise | None
    repetitions: Sequence[ReviewedRep]
    sided: bool
    of_file: bool


def columns_of(
    table: TableName,
    exercise: Exercise | None,
    repetitions: Sequence[ReviewedRep] = (),
    *,
    sided: bool | None = None,
) -> list[RepetitionColumn]:
    """Return the columns of a table of these repetitions, in order.

    Without an exercise the rules and phases are those that the repetitions name. `sided` is
    whether sides are told apart, None for as the exercise says.
    """
    if sided is None:
        sided = exercise is None or exercise.sides != "both"
    context = _Context(exercise, repetitions, sided, table in ("csv", "stored_csv"))
    found = [column for family in _TABLES[table] for column in _COLUMNS[family](context)]
    return [
        replace(column, title=_titled(_TITLES[table, column.family], column.unit))
        if (table, column.family) in _TITLES
        else column
        for column in found
    ]


def verdict_words(
    exercise: Exercise, one: ReviewedRep, kind: ReviewVerdict, language: Language
) -> str:
    """Return a verdict in words: what is missing, why it ends or what is close is named."""
    if kind == "incomplete" and one.rep.missing is not None:
        phase = exercise.stage(one.rep.missing).label[language]
        return word("incomplete_missing", language, phase=phase)
    if kind == "incomplete" and one.rep.cut_short is not None:
        return word(f"cut_{one.rep.cut_short}", language)
    if kind == "close":
        what = say(exercise, one.close[0], language).rstrip(".")
        return word("close_to", language, what=what)
    return word(KIND_WORDS[kind], language)


def _titled(key: str, unit: str = "") -> Callable[[Language], str]:
    if unit in DECIMALS:
        return lambda language: word(key, language, unit=word(unit, language))
    return lambda language: word(key, language)


def _number(_: _Context) -> Iterator[RepetitionColumn]:
    yield RepetitionColumn(
        "number", "number", _titled("number"), lambda one: one.rep.number,
        words=lambda one, _: label_of(one.rep.number), of_added=True,
    )  # fmt: skip


def _side(context: _Context) -> Iterator[RepetitionColumn]:
    if context.sided or context.of_file:
        yield RepetitionColumn(
            "side", "side", _titled("side"), lambda one: one.rep.side,
            words=lambda one, language: word(one.rep.side, language), form="word",
        )  # fmt: skip


def _start(_: _Context) -> Iterator[RepetitionColumn]:
    yield RepetitionColumn(
        "start", "start_s", _titled("desk_start"), lambda one: one.rep.start_s, unit=CLOCK,
        of_added=True,
    )  # fmt: skip


def _peak(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("peak_s", lambda one: one.rep.peak_s)


def _end(_: _Context) -> Iterator[RepetitionColumn]:
    yield RepetitionColumn(
        "end", "end_s", _titled("desk_end"), lambda one: one.rep.end_s, unit=CLOCK, of_added=True
    )


def _times(_: _Context) -> Iterator[RepetitionColumn]:
    yield RepetitionColumn(
        "times", "times", _titled("times"), _times_in(SOURCE),
        words=lambda one, language: _times_in(language)(one), form="word", of_added=True,
    )  # fmt: skip


def _times_in(language: Language) -> Callable[[ReviewedRep], str]:
    return lambda one: f"{clock(one.rep.start_s, language)}–{clock(one.rep.end_s, language)}"


def _complete(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("complete", lambda one: one.rep.complete)


def _missing(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("missing", lambda one: one.rep.missing)


def _cut_short(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("cut_short", lambda one: one.rep.cut_short)


def _parts(context: _Context) -> Iterator[RepetitionColumn]:
    parts = context.exercise.parts if context.exercise else None
    if parts is None and not context.of_file:
        return

    def words(one: ReviewedRep, language: Language) -> str:
        if one.rep.parts is not None:
            return f"{one.rep.parts}"
        return word("unseen", language) if one.rep.complete and not one.added else NOTHING

    yield RepetitionColumn(
        "parts", "parts", lambda language: parts.label[language] if parts else "",
        lambda one: one.rep.parts, words=words,
    )  # fmt: skip


def _range(context: _Context) -> Iterator[RepetitionColumn]:
    exercise = context.exercise
    unit = exercise.signals[exercise.main].unit if exercise else "count"
    yield RepetitionColumn(
        "range", f"{exercise.main}_range_{unit}" if exercise else "range", _titled("extent"),
        lambda one: None if math.isnan(one.rep.range) else one.rep.range, unit=unit,
    )  # fmt: skip


def _tempo(_: _Context) -> Iterator[RepetitionColumn]:
    yield RepetitionColumn(
        "tempo", "duration_s", _titled("duration"), lambda one: one.rep.duration_s, unit="s",
        of_added=True,
    )  # fmt: skip


def _phases(context: _Context) -> Iterator[RepetitionColumn]:
    if context.exercise is not None:
        for stage in context.exercise.stages:
            yield _phase(stage.name, stage.label)
    else:
        spans = [span for one in context.repetitions for span in one.rep.phases]
        for name in dict.fromkeys(span.name for span in spans):
            yield _phase(name, None)


def _phase(name: str, label: Text | None) -> RepetitionColumn:
    return RepetitionColumn(
        "phase", f"{name}_s", lambda language: label[language] if label else name,
        lambda one: _seconds_in(one, name), name=name, unit="s",
    )  # fmt: skip


def _seconds_in(one: ReviewedRep, phase: str) -> float | None:
    lasted = [span.end_s - span.start_s for span in one.rep.phases if span.name == phase]
    return sum(lasted) if lasted else None


def _rules(context: _Context) -> Iterator[RepetitionColumn]:
    exercise = context.exercise
    if exercise is not None:
        units: dict[str, str] = {fault.name: exercise.unit_of(fault) for fault in exercise.faults}
    else:
        found = [finding for one in context.repetitions for finding in one.rep.findings]
        units = {finding.rule: finding.unit for finding in found}
    for name, unit in units.items():
        yield _rule(exercise, name, unit)


def _rule(exercise: Exercise | None, name: str, unit: str) -> RepetitionColumn:
    return RepetitionColumn(
        "rule", f"{name}_{unit}",
        lambda language: say(exercise, name, language).rstrip(".") if exercise else name,
        lambda one: _value_of(one, name), name=name, unit=unit, unseen="unseen",
    )  # fmt: skip


def _value_of(one: ReviewedRep, rule: str) -> float | None:
    return {finding.rule: finding.value for finding in one.rep.findings}.get(rule)


def _faults(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("faults", lambda one: " ".join(finding.rule for finding in one.rep.faults))


def _close(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files("close", lambda one: " ".join(finding.rule for finding in one.rep.close))


def _verdict(context: _Context) -> Iterator[RepetitionColumn]:
    exercise = context.exercise

    def words(one: ReviewedRep, language: Language) -> str:
        if exercise is None:
            return NOTHING
        return verdict_words(exercise, one, kind_of(exercise, one), language)

    yield RepetitionColumn(
        "verdict", "verdict", _titled("verdict"),
        lambda one: kind_of(exercise, one) if exercise else None,
        words=words, form="sentence", of_added=True,
    )  # fmt: skip


def _cue(context: _Context) -> Iterator[RepetitionColumn]:
    exercise = context.exercise
    yield RepetitionColumn(
        "cue", "cue", _titled("what_to_do"),
        lambda one: cue_of(exercise, one.rep) if exercise else None,
        words=lambda one, language: _cue_words(exercise, one, language), form="sentence",
    )  # fmt: skip


def _cue_words(exercise: Exercise | None, one: ReviewedRep, language: Language) -> str:
    return say(exercise, cue_of(exercise, one.rep), language) if exercise else ""


def _counted_by_person(_: _Context) -> Iterator[RepetitionColumn]:
    def value(one: ReviewedRep) -> bool | None:
        if one.correction is None:
            return None
        return one.counted if one.added else one.correction.counted

    yield _of_files("counted_by_person", value, of_added=True)


def _side_by_person(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files(
        "side_by_person", lambda one: one.correction.side if one.correction else None, of_added=True
    )


def _overruled(_: _Context) -> Iterator[RepetitionColumn]:
    def value(one: ReviewedRep) -> str:
        rulings = one.correction.rulings if one.correction else {}
        return " ".join(f"{rule}={ruling}" for rule, ruling in rulings.items())

    yield _of_files("overruled", value, of_added=True)


def _note(_: _Context) -> Iterator[RepetitionColumn]:
    yield _of_files(
        "note", lambda one: one.correction.note if one.correction else None, of_added=True
    )


def _of_files(
    name: str, value: Callable[[ReviewedRep], Value], *, of_added: bool = False
) -> RepetitionColumn:
    """Return a column that stands in files alone, and so has no words over it."""
    family = name.removesuffix("_s")
    return RepetitionColumn(family, name, lambda _: name, value, form="word", of_added=of_added)


#: What makes the columns of each family for a session: none, one, or one for each rule or phase.
_COLUMNS: dict[str, Callable[[_Context], Iterator[RepetitionColumn]]] = {
    "number": _number,
    "side": _side,
    "start": _start,
    "peak": _peak,
    "end": _end,
    "times": _times,
    "complete": _complete,
    "missing": _missing,
    "cut_short": _cut_short,
    "parts": _parts,
    "range": _range,
    "tempo": _tempo,
    "phase": _phases,
    "rule": _rules,
    "faults": _faults,
    "close": _close,
    "verdict": _verdict,
    "cue": _cue,
    "counted_by_person": _counted_by_person,
    "side_by_person": _side_by_person,
    "overruled": _overruled,
    "note": _note,
}
