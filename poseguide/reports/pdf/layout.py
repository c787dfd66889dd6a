"""The paper of a report: A4, its type and colours, tables and pictures, a foot on each page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    Image,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from poseguide._version import __version__
from poseguide.core.fonts import font_file
from poseguide.core.i18n import Language, language_tag, word
from poseguide.core.palette import hex_of

#: The width between the margins, in millimetres.
WIDTH_MM = 178.0
_MARGIN_MM, _TOP_MM, _FOOT_MM = 16.0, 14.0, 17.0
INK, QUIET = colors.HexColor(hex_of("print-ink")), colors.HexColor(hex_of("print-quiet"))
LINE, SHADE = colors.HexColor(hex_of("print-line")), colors.HexColor(hex_of("print-shade"))
#: What a person says.
SAID = colors.HexColor(hex_of("print-said"))
#: The most letters of a name.
_LONGEST = 120
_FACE, _BOLD = "PoseGuideSans", "PoseGuideSans-Bold"


def _style(name: str, size_pt: float, *, bold: bool = False, color: Any = INK) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=_BOLD if bold else _FACE, fontSize=size_pt, leading=size_pt * 1.28,
        textColor=color, splitLongWords=1,
    )  # fmt: skip


TITLE = _style("title", 17, bold=True)
HEAD = _style("head", 9, bold=True)
BODY = _style("body", 7.6)
STRONG = _style("strong", 7.6, bold=True)
SMALL = _style("small", 6.6, color=QUIET)
RIGHT = _style("right", 6.6, color=QUIET)
RIGHT.alignment = TA_RIGHT
CELL = _style("cell", 6.9)
SAID_CELL = _style("said", 6.9, color=SAID)
BIG = _style("big", 16, bold=True)
BIG_SAID = _style("big_said", 16, bold=True, color=SAID)


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Return a paragraph of plain words: nothing in them is markup; line breaks stay."""
    _embed_fonts()
    clean = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", words)
    return Paragraph(escape(clean).replace("\n", "<br/>"), style)


def shortened(words: str) -> str:
    """Return the words, in one line and cut off where they would fill a page in a narrow place."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def keyed(entries: Sequence[tuple[str, str, str]]) -> Paragraph:
    """Return what the marks of a plot mean: each a colour as #rrggbb, its sign, and its words."""
    _embed_fonts()
    parts = [
        f'<font color="{color}">{escape(sign)}</font> {escape(said)}'
        for color, sign, said in entries
    ]
    return Paragraph("&nbsp;&nbsp; ".join(parts), SMALL)


def head(words: str) -> list[Flowable]:
    """Return the heading of a part of the page, over a thin line."""
    rule = HRFlowable(width="100%", thickness=0.5, color=LINE, spaceBefore=1, spaceAfter=1.6 * mm)
    return [Spacer(1, 2.6 * mm), text(words, HEAD), rule]


def grid(
    rows: Sequence[Sequence[Any]],
    widths_mm: Sequence[float],
    *more: tuple[Any, ...],
    heads: int = 0,
    pad_mm: float = 0.45,
) -> Table:
    """Return a table without lines between columns; `more` are reportlab's table styles.

    The first `heads` rows stand again at the top of each page.
    """
    table = Table(
        [list(row) for row in rows],
        colWidths=[width * mm for width in widths_mm],
        repeatRows=heads,
        splitInRow=1,  # a cell that is taller than a page goes on over the next
        hAlign="LEFT",
    )
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTSIZE", (0, 0), (-1, -1), 4),
            ("LEADING", (0, 0), (-1, -1), 5),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), pad_mm * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad_mm * mm),
            *more,
        ]
    )
    return table


def picture(data: bytes, width_mm: float, tallest_mm: float | None = None) -> Image:
    """Return a PNG or JPEG of this width, or as tall as it may be."""
    width_px, height_px = ImageReader(io.BytesIO(data)).getSize()
    height_mm = width_mm * height_px / width_px
    if tallest_mm is not None and height_mm > tallest_mm:
        width_mm, height_mm = tallest_mm * width_px / height_px, tallest_mm
    return Image(io.BytesIO(data), width_mm * mm, height_mm * mm, hAlign="LEFT")


def gap(height_mm: float) -> Spacer:
    """Empty height."""
    return Spacer(1, height_mm * mm)


def build(story: list[Flowable], title: str, language: Language) -> bytes:
    """Return the PDF of what is in the story, with its title, language and page numbers."""
    file = io.BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=title,
        author=f"PoseGuide {__version__}",
        creator=f"PoseGuide {__version__}",
        subject=word("report", language),
        lang=language_tag(language),
        displayDocTitle=True,
    )
    high = A4[1] - (_TOP_MM + _FOOT_MM) * mm
    frame = Frame(
        _MARGIN_MM * mm, _FOOT_MM * mm, WIDTH_MM * mm, high,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates(PageTemplate("page", [frame]))
    document.build(story, canvasmaker=lambda *args, **more: _Numbered(language, *args, **more))
    return file.getvalue()


class _Numbered(Canvas):
    """Pages that are numbered “1 of 3” once all are there."""

    def __init__(self, language: Language, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._language: Language = language
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802
        """Keep the page for later."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Write all pages, each with its foot."""
        pages = self._pages
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self._draw_foot(word("page_of", self._language, number=number, of=len(pages)))
            super().showPage()
        super().save()

    def _draw_foot(self, page: str) -> None:
        left, right = _MARGIN_MM * mm, (_MARGIN_MM + WIDTH_MM) * mm
        self.setStrokeColor(LINE)
        self.setLineWidth(0.5)
        self.line(left, 12.5 * mm, right, 12.5 * mm)
        self.setFillColor(QUIET)
        self.setFont(_FACE, 6.2)
        self.drawString(left, 9 * mm, word("report_foot", self._language, version=__version__))
        self.drawRightString(right, 9 * mm, page)


@cache
def _embed_fonts() -> None:
    for face, bold in ((_FACE, False), (_BOLD, True)):
        pdfmetrics.registerFont(TTFont(face, str(font_file(bold))))
