"""Numbers and amounts as people of each language write them."""

from __future__ import annotations

import pytest

from poseguide.core.i18n.dates import day_names, month_names
from poseguide.core.i18n.numbers import (
    clock,
    decimal,
    group_mark,
    joined,
    left,
    listed,
    percent,
    plain_number,
    span,
)
from poseguide.definitions.catalog import load_exercise
from poseguide.reports.wording import dose_words


def test_the_dose_is_said_in_words() -> None:
    dose = load_exercise("leg_extension_all_fours").exercise.dose
    assert dose_words(dose, "en") == "6–10 repetitions, on each side, once a day"
    dose = load_exercise("pelvic_lift_tilt").exercise.dose
    assert dose_words(dose, "da") == "5 gentagelser, en gang om dagen"


def test_numbers_are_written_as_people_write_them() -> None:
    assert decimal(1.25, 1, "en") == "1.2"
    assert decimal(0.526, 2, "da") == "0,53"
    assert clock(65.24, "en") == "1:05.2"
    assert clock(59.97, "da") == "1:00,0"
    assert plain_number(-0.350, "da") == "-0,35"
    assert plain_number(132.0, "en") == "132"
    assert joined(["8", "12", "16"], "en") == "8, 12 and 16"
    assert joined(["8"], "da") == "8"
    assert joined(["8", "12"], "da") == "8 og 12"
    assert span(6, 10) == "6–10"
    assert span(5, 5) == "5"
    assert listed([1, 2, 3, 5]) == "1–3, 5"
    assert listed([]) == ""
    assert [left(0.2), left(95.0), left(150.0)] == ["1 s", "95 s", "2 min"]


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")]
)
def test_only_all_is_a_hundred_percent_and_only_nothing_none(share: float, said: str) -> None:
    assert percent(share, "en") == said
    assert percent(share, "da") == said.replace("%", "\N{NO-BREAK SPACE}%")


def test_the_days_begin_with_monday_and_the_months_with_january() -> None:
    assert day_names("wide", "en")[0] == "Monday"
    assert day_names("abbreviated", "da")[-1] == "søn."
    assert month_names("wide", "da")[0] == "januar"
    assert month_names("abbreviated", "en")[-1] == "Dec"


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert (group_mark("en"), group_mark("da")) == (",", ".")
