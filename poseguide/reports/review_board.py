"""The board of the review desk: all that it shows of one recording, as it goes to the browser.

Times and durations are seconds of the recording.
"""

from __future__ import annotations

from pydantic import Field

from poseguide.core.browser_message import BrowserMessage
from poseguide.core.records import FindingVerdict, WorkSide
from poseguide.training.corrections import ReviewVerdict


class BoardLimit(BrowserMessage):
    """A limit in the unit of its signal; `text` says what lies beyond it, `short` only where."""

    value: float
    text: str
    short: str


class BoardSignal(BrowserMessage):
    """The curve of a signal: a value for each of the board's times, None where it was not seen."""

    name: str
    label: str
    unit: str
    digits: int
    values: list[float | None]
    limits: list[BoardLimit]
    gaps: list[tuple[float, float]]


class BoardColumn(BrowserMessage):
    """The head of a column of the table."""

    id: str
    title: str
    unit: str


class BoardOption(BrowserMessage):
    """One choice of a filter."""

    value: str
    label: str


class BoardFilter(BrowserMessage):
    """A filter of the table; `all` are the words for no choice."""

    id: str
    label: str
    all: str
    options: list[BoardOption]


class BoardPhase(BrowserMessage):
    """A phase of a repetition."""

    label: str
    start: float
    end: float


class BoardMark(BrowserMessage):
    """A fault of a repetition, and when its phase began."""

    time: float
    text: str


class BoardCell(BrowserMessage):
    """A cell of the table.

    `sort` orders the rows, None last. `said` is whether a person says it and nothing measured it;
    `note` is a second line. `struck` stands in the cell of the number alone.
    """

    text: str
    sort: int | float | str | None
    mark: ReviewVerdict | FindingVerdict | None
    note: str
    said: bool
    struck: bool = False


class BoardRepetition(BrowserMessage):
    """A repetition: its band in the timeline, its row, and what filters see in it.

    `filters` are the values of each filter, `cells` stand under the ids of the columns.
    """

    number: int
    label: str
    name: str
    start: float
    end: float
    side: WorkSide
    kind: ReviewVerdict
    kind_word: str = Field(alias="kindWord")
    counted: bool
    corrected: bool
    note: str
    phases: list[BoardPhase]
    marks: list[BoardMark]
    filters: dict[str, list[str]]
    cells: dict[str, BoardCell]


class Board(BrowserMessage):
    """Everything the desk shows of one recording.

    `video` is an address, None where no video was kept. Before each place in `breaks` a curve ends:
    the other side works, or frames are missing.
    """

    title: str
    exercise: str
    video: str | None
    duration: float
    times: list[float]
    breaks: list[int]
    signals: list[BoardSignal]
    needs: list[str]
    columns: list[BoardColumn]
    filters: list[BoardFilter]
    repetitions: list[BoardRepetition]
