"""A column of a repetition is defined in one place, and every table reads it there."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console
from support.session_reports import BENT, LEG, rep, report_of, stored, words_of

from poseguide.analysis import repetition_columns
from poseguide.analysis.repetition_columns import RepetitionColumn, columns_of
from poseguide.analysis.session_export import as_csv, table
from poseguide.cli.tables import repetition_table as terminal_table
from poseguide.core.records import Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.reports.pdf.repetition_table import repetition_table as pdf_table
from poseguide.reports.review_rows import columns, repetition
from poseguide.reports.session_report import report_csv, reports_csv
from poseguide.training.corrections import Correction, ReviewedRep
from poseguide.ui.exercise.repetitions import table as page_table

EXERCISE = load_exercise(LEG).exercise
REPS = (rep(1), rep(2, BENT), replace(rep(3), range=12.5))
MISSED = Correction(-1, side="left", start_s=55.0, end_s=57.5, note="Here.")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def terminal(reps: tuple[Rep, ...]) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(terminal_table(stored(reps).session(), EXERCISE, "en"))
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that is added to the definition and to nothing else: the seconds to the peak."""

    def rise(_: object) -> Iterator[RepetitionColumn]:
        yield RepetitionColumn(
            "rise", "rise_s", lambda _: "Rise time", lambda one: one.rep.peak_s - one.rep.start_s,
            unit="s",
        )  # fmt: skip

    monkeypatch.setitem(repetition_columns._COLUMNS, "rise", rise)
    tables = {name: (*shown, "rise") for name, shown in repetition_columns._TABLES.items()}
    monkeypatch.setattr(repetition_columns, "_TABLES", tables)


@pytest.mark.usefixtures("toy")
def test_a_column_that_is_added_to_the_definition_stands_in_every_table() -> None:
    session = stored(REPS, MISSED)
    kept = report_of(session)
    assert [row["rise_s"] for row in rows_of(as_csv(session.session(), EXERCISE, "en"))] == [
        "2.200", "2.200", "2.200"
    ]  # fmt: skip
    names, rows = table(session.session(), EXERCISE)
    assert [row[names.index("rise_s")] for row in rows] == ["2.200"] * 3
    for text in (report_csv(kept, "en"), reports_csv([kept], "en")):
        assert [row["rise_s"] for row in rows_of(text)] == ["2.200", "2.200", "2.200", ""]
    assert "Rise time" in terminal(REPS)
    assert terminal(REPS).count("2.2 s") == 3
    assert page_table(EXERCISE, REPS, "da")["Rise time"] == ["2,2"] * 3
    last = columns(EXERCISE, "en")[-1]
    assert (last.id, last.title, last.unit) == ("rise", "Rise time", "seconds")
    cell = repetition(EXERCISE, session.repetitions[0], "en").cells["rise"]
    assert (cell.text, cell.sort) == ("2.2", 2.2)
    for many in (3, 12):
        reps = [rep(number) for number in range(1, many + 1)]
        words = list(words_of(pdf_table(report_of(stored(reps)), "en")))
        assert "Rise time" in words
        assert words.count("2.2\u00a0s") == many


def test_tables_stand_as_they_are_read_by_others() -> None:
    keys = [each.file_name for each in columns_of("stored_csv", EXERCISE)]
    assert keys[:10] == [
        "number", "side", "start_s", "peak_s", "end_s", "complete", "missing", "cut_short",
        "parts",
        f"{EXERCISE.main}_range_deg",
    ]  # fmt: skip
    assert keys[-7:] == [
        "faults", "close", "cue", "counted_by_person", "side_by_person", "overruled", "note"
    ]  # fmt: skip
    first = repetition(EXERCISE, ReviewedRep(REPS[0]), "en")
    assert list(first.cells) == [each.id for each in columns(EXERCISE, "en")]


def test_what_a_person_added_has_only_what_they_say() -> None:
    (row,) = [row for row in rows_of(report_csv(report_of(stored(REPS, MISSED)), "en"))
              if row["number"] == "-1"]  # fmt: skip
    said = {name: value for name, value in row.items() if value}
    assert said == {
        "number": "-1", "start_s": "55.000", "end_s": "57.500", "counted_by_person": "true",
        "side_by_person": "left", "note": "Here.",
    }  # fmt: skip


def test_a_range_that_was_not_seen_is_a_dash_for_people_and_empty_in_files() -> None:
    hidden = replace(rep(1), range=float("nan"))
    (column,) = [each for each in columns_of("page", EXERCISE) if each.family == "range"]
    one = ReviewedRep(hidden)
    assert (column.text(one, "en"), column.cell(one, "en")) == ("–", "")


def test_without_an_exercise_the_columns_are_those_of_what_was_found() -> None:
    reps = [ReviewedRep(one) for one in REPS]
    found = {each.file_name: each for each in columns_of("csv", None, reps)}
    assert list(found)[9:] == ["range", "stretch_s", "knee_bent_deg", "faults", "close", "cue"]
    cells = [[found[name].cell(one, "en") for one in reps] for name in list(found)[9:]]
    assert cells == [
        ["132.000", "132.000", "12.500"],
        ["1.000"] * 3,
        ["unseen", "136", "unseen"],
        ["", "knee_bent", ""],
        ["", "", ""],
        ["", "", ""],
    ]
