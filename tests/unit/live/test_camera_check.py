"""The camera check: the words of each advice, how long it is tried, and who else may stay."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from support.toy import toy

from poseguide.core.i18n import LANGUAGES, word
from poseguide.core.i18n.message import Message
from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import Side
from poseguide.live.camera_check import CameraCheck
from poseguide.live.framing import FramingAdvice

PICTURE = np.zeros((2, 2, 3), np.uint8)
NOBODY = Pose.unseen(0.0, 640, 480)
SOMEBODY = replace(NOBODY, points=np.zeros((33, 2)))


class Framing:
    """In the place of the framing: always the same advice."""

    def __init__(self, advice: FramingAdvice | None) -> None:
        self._advice = advice
        self.placed = advice is None
        self.people: list[int | None] = []

    def push(self, frame: Frame, pose: Pose, people: int | None) -> FramingAdvice | None:
        self.people.append(people)
        return self._advice


def check(advice: FramingAdvice | None, people: int = 1) -> CameraCheck:
    made = CameraCheck(toy(), lambda _: people)
    made._framing = Framing(advice)  # type: ignore[assignment]
    return made


def given_up_s(advice: FramingAdvice, pose: Pose) -> float | None:
    """When it is given up, of two minutes with this advice."""
    one = check(advice)
    for second in range(120):
        one.push(Frame(second, PICTURE), pose, None)
        if one.given_up:
            return second
    return None


@pytest.mark.parametrize("advice", get_args(FramingAdvice))
def test_each_advice_has_its_words_in_both_languages(advice: FramingAdvice) -> None:
    message = check(advice).push(Frame(0.0, PICTURE), SOMEBODY, None)
    assert message is not None
    more = {"en": " Take the start.", "da": " Indtag starten."} if advice == "get_down" else {}
    for language in LANGUAGES:
        words = word(f"advice_{advice}", language) + more.get(language, "")
        assert message.text(language) == words


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_that_is_known_is_named(side: Side) -> None:
    message = check("side_on").push(Frame(0.0, PICTURE), SOMEBODY, side)
    assert message == Message(f"turn_{side}_side")


def test_all_is_well_without_advice() -> None:
    one = check(None)
    assert one.push(Frame(0.0, PICTURE), SOMEBODY, None) is None
    assert (one.passed, one.given_up) == (True, False)


def test_somebody_who_is_there_and_cannot_follow_the_advice_is_given_up_after_45_seconds() -> None:
    assert given_up_s("closer", SOMEBODY) == 46
    assert given_up_s("nobody", NOBODY) is None
    assert given_up_s("get_down", SOMEBODY) is None


def test_others_may_stay_once_they_were_asked_to_leave_for_eight_seconds() -> None:
    one = check("two_people", people=2)
    may_stay = []
    for second in range(12):
        one.push(Frame(second, PICTURE), SOMEBODY, None)
        may_stay.append(one.others_may_stay)
    assert may_stay == [False] * 9 + [True] * 3
    assert one._framing.people == [2] * 9 + [1] * 3  # type: ignore[attr-defined]
