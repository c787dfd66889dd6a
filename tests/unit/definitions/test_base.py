"""Words, points, signals and conditions: what each may say, and what it may not."""

import math
from typing import Any

import pytest
from pydantic import ValidationError
from support.toy import words

from poseguide.core.skeleton import PAIRED
from poseguide.definitions.base import DEFAULT_GAP, Condition, Signal, Text, is_point


def signal(**keys: Any) -> Signal:
    return Signal.model_validate(
        {"label": words(), "measure": "tilt", "points": ["hip", "knee"]} | keys
    )


def test_words_come_in_english_and_other_languages_and_none_may_be_empty() -> None:
    text = Text(en="Up", da="Op", pt="Para cima")
    assert [text[language] for language in ("en", "da", "pt", "de")] == [
        "Up", "Op", "Para cima", "Up",
    ]  # fmt: skip
    assert text.by_language() == {"en": "Up", "da": "Op", "pt": "Para cima"}
    assert Text(en="Up", da="Op") == Text(da="Op", en="Up") != Text(en="Up")
    for missing in ({"da": "Op"}, {"en": "Up", "da": ""}, {"en": "Up", "dk": "Op"}):
        with pytest.raises(ValidationError):
            Text.model_validate(missing)


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_limit_is_a_real_number(value: float) -> None:
    with pytest.raises(ValidationError):
        Condition(signal="hip", above=value)


def test_a_condition_needs_a_limit_and_room_between_two() -> None:
    with pytest.raises(ValidationError, match="give “above”, “below” or both"):
        Condition(signal="hip")
    for above in (90, 80):
        with pytest.raises(ValidationError, match="must be less than"):
            Condition(signal="hip", above=above, below=80)
    assert Condition(signal="hip", above=79, below=80).holds(79.5)


@pytest.mark.parametrize("name", [*PAIRED, "nose", "other_knee", "near_ankle", "mid_hip"])
def test_points_are_named_without_a_side(name: str) -> None:
    assert is_point(name)


@pytest.mark.parametrize("name", ["left_knee", "right_hip", "belly", "", "knee_other", "Knee"])
def test_other_names_are_no_points(name: str) -> None:
    assert not is_point(name)
    with pytest.raises(ValidationError, match="is not a point"):
        signal(points=["hip", name])


@pytest.mark.parametrize(
    ("measure", "points", "more"),
    [
        ("angle", 3, {}),
        ("ventral_angle", 3, {}),
        ("tilt", 2, {}),
        ("distance", 2, {}),
        ("offset", 2, {}),
        ("rise", 2, {}),
        ("height", 1, {"over": ["shoulder", "heel"]}),
        ("level", 1, {"from_start": "change"}),
    ],
)
def test_each_measure_takes_its_number_of_points(
    measure: str, points: int, more: dict[str, Any]
) -> None:
    names = ["hip", "knee", "ankle", "heel"]
    assert len(signal(measure=measure, points=names[:points], **more).points) == points
    for wrong in (points - 1, points + 1):
        with pytest.raises(ValidationError, match=f"takes {points} points, not {wrong}"):
            signal(measure=measure, points=names[:wrong], **more)


def test_a_length_is_of_two_points_or_more() -> None:
    assert signal(measure="length", points=["hip", "knee", "ankle", "heel"])
    with pytest.raises(ValidationError, match="takes 2 points or more, not 1"):
        signal(measure="length", points=["hip"])


def test_only_a_height_has_a_line_and_it_needs_one() -> None:
    with pytest.raises(ValidationError, match="over"):
        signal(measure="height", points=["hip"])
    with pytest.raises(ValidationError, match="over"):
        signal(over=["shoulder", "heel"])
    with pytest.raises(ValidationError, match="“elbo” is not a point"):
        signal(measure="height", points=["hip"], over=["shoulder", "elbo"])


def test_a_level_has_no_meaning_but_from_the_start() -> None:
    with pytest.raises(ValidationError, match="from_start"):
        signal(measure="level", points=["hip"])


def test_a_signals_unit_follows_its_measure_and_a_ratio_has_its_own() -> None:
    assert signal(measure="angle", points=["hip", "knee", "ankle"]).unit == "deg"
    assert signal(measure="distance").unit == "trunk"
    assert signal(measure="length", from_start="change").unit == "trunk"
    assert signal(measure="length", from_start="ratio").unit == "ratio"
    assert signal(measure="tilt").unit in DEFAULT_GAP
