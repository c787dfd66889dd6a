"""Cells of a CSV table that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

#: What OWASP lists as the beginnings of a formula ("CSV Injection"), after spaces too.
_FORMULA = re.compile(r" *[=+\-@\t\r\n＝＋－＠]")

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)


def safe_cell(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula.

    Numbers stay as they are, such as -3.2 and +1e-05.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_text(rows: Iterable[Iterable[str | float | None]]) -> str:
    """Rows as CSV, each text in it a safe cell, None an empty one; lines end as RFC 4180 says."""
    table = io.StringIO()
    writer = csv.writer(table)
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return table.getvalue()
