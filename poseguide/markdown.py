"""Tables and numbers in Markdown that also read well as they are."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Where there is nothing to tell.
DASH = "–"


def section(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1
) -> list[str]:
    """A heading and a table whose columns line up, the first `left` to the left; [] if empty."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * (w + 2) if at < left else "-" * (w + 1) + ":" for at, w in enumerate(widths)]
    return [f"## {title}", "", line(header), f"|{'|'.join(rule)}|", *map(line, rows), ""]


def number(value: float, digits: int = 2, *, sign: bool = False) -> str:
    """A number with so many decimals and a true minus; with `sign` also a plus; – for NaN."""
    if not math.isfinite(value):
        return DASH
    text = f"{value:{'+' if sign else ''}.{digits}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("+-")


def of(part: int, whole: int) -> str:
    """“3 of 4”; – where there is nothing to be a part of."""
    return f"{part} of {whole}" if whole else DASH
