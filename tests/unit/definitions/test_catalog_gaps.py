"""Broken files: everything that is wrong at once, in plain words."""

import math
from pathlib import Path

import pytest
from support.broken_files import broken
from support.toy import toy

from poseguide.core.errors import LimitError
from poseguide.definitions.limits import with_limits


def test_wrong_names_and_wrong_parts_are_told_at_once(tmp_path: Path) -> None:
    told = broken(
        tmp_path,
        ('posture = "all_fours"', 'posture = "all_fours"\ncolour = "red"'),
        ('main = "hip"', 'main = "hop"'),
    )
    assert {problem.key for problem in told} == {"colour", "repetition.main"}


@pytest.mark.parametrize("value", ['"145"', "true"])
def test_text_and_true_are_no_numbers(tmp_path: Path, value: str) -> None:
    told = broken(tmp_path, ("hold_s = 0.5", f"hold_s = {value}"))
    assert told[0].message == "must be a number"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("height_cm = [40, 70]", "height_cm = [40]"),
        ("height_cm = [40, 70]", "height_cm = [40, 50, 70]"),
        ("height_cm = [40, 70]", "height_cm = 40"),
        ("above = 185", "above = nan"),
        ("[signals.hip]", '[signals."Hip 2"]\nx = 1\n[signals.hip]'),
        ('enter = [{ signal = "hip", above = 150 }]', "enter = []"),
    ],
)
def test_no_words_of_the_checking_library_reach_the_person(
    tmp_path: Path, old: str, new: str
) -> None:
    for problem in broken(tmp_path, (old, new)):
        for word in ("Input should", "valid tuple", "after validation", "Field required", "[key]"):
            assert word not in str(problem)


def test_a_limit_that_cannot_be_is_refused() -> None:
    with pytest.raises(LimitError):
        with_limits(toy(), {"too_high": math.nan})


def test_a_limit_beyond_its_opposite_is_refused() -> None:
    one = toy()
    data = one.model_dump()
    data["phases"][0]["enter"] = [{"signal": "hip", "above": 20, "below": 60}]
    with pytest.raises(LimitError):
        with_limits(type(one).model_validate(data), {"tuck.hip": 70})


def test_the_range_of_a_dose_goes_from_low_to_high(tmp_path: Path) -> None:
    assert broken(tmp_path, ("repetitions = [6, 10]", "repetitions = [10, 6]"))


def test_a_phase_or_key_pose_is_named_once(tmp_path: Path) -> None:
    assert broken(tmp_path, ('name = "stretch"', 'name = "tuck"'))
