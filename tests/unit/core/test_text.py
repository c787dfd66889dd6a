"""A spreadsheet shows what came from outside and runs none of it; numbers stay numbers."""

import csv
import io

import pytest

from poseguide.core.text import csv_text, safe_cell


@pytest.mark.parametrize(
    "text",
    ["=cmd.mp4", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1",
     "-", "=", "-inf", "+4,5", "-3.2.mp4", "-3.2\n=1"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "a.mp4", "a=b.mp4", "æ -1.mp4", "12", "-3.2", "+45", "-1e-05", "'=1", " a", "0"]
)
def test_anything_else_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_a_table_is_read_back_as_it_was_apart_from_formulas() -> None:
    rows = [["file", "value"], ['=a,"b".mp4', -3.2], ["æ\n;ø.mp4", None], ["-3.2", 7]]
    text = csv_text(rows)
    assert text.startswith("file,value\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["file", "value"], ["'=a,\"b\".mp4", "-3.2"], ["æ\n;ø.mp4", ""], ["-3.2", "7"],
    ]  # fmt: skip
