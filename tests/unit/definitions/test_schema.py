"""What a part of an exercise file may say, and what it may not."""

import tomllib
from typing import Any

import pytest
from pydantic import ValidationError
from support.toy import TOML, phase, table, toy, words

from poseguide.definitions.schema import Exercise, Fault


def fault(**keys: Any) -> Fault:
    base = {"name": "f", "statistic": "max", "signal": "hip", "above": 1.0}
    return Fault.model_validate(base | {"severity": "major", "cue": words()} | keys)


def test_the_toy_is_an_exercise_and_what_is_left_out_has_its_default() -> None:
    one = toy()
    assert one.repetition is not None
    assert (one.dose.sets, one.dose.per_side, one.phases[1].min_s) == (1, False, 0.1)
    assert (one.hold, one.repetition.parts, one.cautions) == (None, None, ())


@pytest.mark.parametrize("part", ["camera", "dose", "start", "repetition", "good"])
def test_an_unknown_key_is_refused_in_every_part(part: str) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        toy(**{part: table()[part] | {"colour": 1}})


def test_a_fault_has_one_limit() -> None:
    assert fault().limit == 1.0
    assert fault(above=None, below=-2.0).limit == -2.0
    assert fault(above=0.0).limit == 0.0
    for limits in ({"above": None}, {"below": 0.0}):
        with pytest.raises(ValidationError, match="either “above” or “below”"):
            fault(**limits)


@pytest.mark.parametrize("statistic", ["seconds", "count"])
def test_seconds_and_counts_are_of_no_signal_and_the_others_are(statistic: str) -> None:
    assert fault(statistic=statistic, signal=None).signal is None
    with pytest.raises(ValidationError, match="take no signal"):
        fault(statistic=statistic)
    with pytest.raises(ValidationError, match="take no signal"):
        fault(signal=None)


@pytest.mark.parametrize("name", ["Tuck", "tuck up", "2nd", "løft", ""])
def test_names_are_small_letters_digits_and_underscores(name: str) -> None:
    with pytest.raises(ValidationError):
        toy(phases=[table()["phases"][0] | {"name": name}])


def test_a_checked_exercise_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        toy().id = "other"


def test_parts_are_found_by_name_and_the_main_signal_is_that_of_repetition_or_hold() -> None:
    one = toy()
    assert phase(one, "stretch").enter[0].above == 150
    assert one.main == "hip"
    hold = {"seconds": 5, "when": [{"signal": "knee", "above": 1}], "main": "knee"}
    hold |= {"label": words(), "cue": words()}
    assert toy(hold=hold, repetition=None, phases=None).main == "knee"


def test_a_file_that_was_read_and_written_is_the_same_exercise() -> None:
    one = Exercise.model_validate(tomllib.loads(TOML))
    assert Exercise.model_validate(one.model_dump()) == one
