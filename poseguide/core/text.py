"""Text from outside, made safe for a screen and for the cells of a CSV table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

#: What OWASP lists as the beginnings of a formula ("CSV Injection"), after spaces too.
_FORMULA = re.compile(r" *[=+\-@\t\r\n＝＋－＠]")

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.IGNORECASE)


def safe_cell(text: str) -> str:
    """Return the text, with an apostrophe before it if a spreadsheet would read it as a formula.

    Numbers stay as they are, such as -3.2 and +1e-05.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_text(rows: Iterable[Iterable[str | float | None]]) -> str:
    """Return rows as CSV (RFC 4180), with every text made a safe cell and None an empty cell."""
    table = io.StringIO()
    writer = csv.writer(table)
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return table.getvalue()


#: Control characters but tab and line feed, what turns round the direction of what stands beside
#: it, and halves of letters, which cannot be written at all.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return the text with � in place of each character that would act instead of being shown."""
    return _UNSHOWN.sub("\ufffd", text.replace("\r\n", "\n"))
