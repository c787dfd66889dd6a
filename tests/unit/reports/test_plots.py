"""Small plots: what is on them, in the language, and their size."""

import io
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from poseguide.core.i18n import Language
from poseguide.reports.plots import (
    Form,
    Limit,
    Mark,
    PlotStyle,
    counts_plot,
    pain_plot,
    repetitions_plot,
    sessions_plot,
    weeks_plot,
)

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAYS = [AT + timedelta(days=7 * week) for week in range(4)]


def look(language: Language = "en", *, digits: int = 1, form: Form = "svg") -> PlotStyle:
    return PlotStyle(language, "Højde på tå", digits, 60.0, 30.0, form)


def written(svg: bytes) -> list[str]:
    """The words on a plot: matplotlib leaves each as a comment beside its outline."""
    return [found.strip() for found in re.findall(r"<!-- (.*?) -->", svg.decode())]


def marks(*values: float, side: str = "left") -> list[Mark]:
    return [Mark(side, value) for value in values]  # type: ignore[arg-type]


def test_numbers_are_written_as_in_the_language() -> None:
    names, values = ["1", "2"], marks(4.0, 5.5)
    english = written(repetitions_plot(names, values, look("en")))
    danish = written(repetitions_plot(names, values, look("da")))
    assert "5.0" in english
    assert "5,0" in danish
    assert "Højde på tå" in danish


def test_whole_numbers_have_whole_ticks() -> None:
    ticks = written(repetitions_plot(["1", "2"], marks(5.0, 5.0), look(digits=0)))
    numbers = [tick for tick in ticks if tick.isdigit()]
    assert len(numbers[2:]) == len(set(numbers[2:]))


def test_the_limit_stands_on_the_plot_with_its_words() -> None:
    plot = repetitions_plot(["1"], marks(4.0), look(), Limit(2.8, "≥ 2.8 s"))
    assert "≥ 2.8 s" in written(plot)


def test_each_repetition_has_its_name_while_there_is_room() -> None:
    names = [*(f"{number}" for number in range(1, 9)), "+1"]
    shown = written(repetitions_plot(names, marks(*[50.0] * 9), look(digits=0)))
    assert [name for name in shown if name in names] == names


def test_names_do_not_run_into_each_other() -> None:
    names = [f"{number}" for number in range(1, 61)]
    shown = written(repetitions_plot(names, marks(*[500.0] * 60), look(digits=0)))
    assert len([name for name in shown if name in names]) == 12


def test_what_was_not_measured_has_no_mark() -> None:
    def colours(*values: float) -> int:
        names = [f"{number}" for number in range(len(values))]
        return repetitions_plot(names, marks(*values), look()).count(b"fill: #0072b2")

    assert colours(3.0, math.nan, 4.0) == colours(3.0, 4.0)
    assert colours(3.0, 3.5, 4.0) > colours(3.0, 4.0)


def test_the_sides_differ_in_colour_and_in_shape() -> None:
    left = repetitions_plot(["1"], marks(4.0, side="left"), look())
    right = repetitions_plot(["1"], marks(4.0, side="right"), look())
    assert b"#0072b2" in left
    assert b"#d55e00" in right
    outlines = [set(re.findall(rb' d="([^"]+)"', svg)) for svg in (left, right)]
    assert outlines[0] != outlines[1]


def test_what_does_not_count_is_hollow() -> None:
    solid = repetitions_plot(["1"], [Mark("left", 4.0)], look())
    hollow = repetitions_plot(["1"], [Mark("left", 4.0, solid=False)], look())
    assert solid.count(b"fill: #0072b2") > hollow.count(b"fill: #0072b2")


@pytest.mark.parametrize(
    "plot",
    [
        lambda given: repetitions_plot(["1"], marks(4.0), given),
        lambda given: repetitions_plot([], [], given),
        lambda given: sessions_plot(list(zip(DAYS, marks(1, 2, 3, 4), strict=True)), given),
        lambda given: sessions_plot([], given),
        lambda given: counts_plot([(day, 5.0, None) for day in DAYS], given),
        lambda given: pain_plot([(AT, 3, None), (AT, None, 0)], given),
        lambda given: weeks_plot([(day, 2) for day in DAYS], given),
    ],
)
def test_a_plot_has_its_size_and_is_the_same_each_time(plot: Callable[[PlotStyle], bytes]) -> None:
    png = plot(look(form="png"))
    size = Image.open(io.BytesIO(png)).size
    assert size == pytest.approx((60.0 / 25.4 * 240, 30.0 / 25.4 * 240), abs=1)
    assert png == plot(look(form="png"))
    assert plot(look()) == plot(look())


def test_days_are_named_in_the_language() -> None:
    values = list(zip(DAYS, marks(1, 2, 3, 4), strict=True))
    assert any(re.fullmatch(r"\d+ Mar", each) for each in written(sessions_plot(values, look())))
    danish = written(sessions_plot(values, look("da")))
    assert any(re.fullmatch(r"\d+\. mar\.", each) for each in danish)


def test_weeks_stand_beside_each_other_with_their_first_days() -> None:
    shown = written(weeks_plot([(day, 2) for day in DAYS], look("da", digits=0)))
    assert "4. mar." in shown
