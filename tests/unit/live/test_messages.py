"""The messages of the live socket, as they stand on the wire."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from poseguide.live.messages import AliveMessage, ButtonMessage, GaugeView, ViewMessage


def test_what_was_not_set_is_not_sent() -> None:
    starting = ViewMessage(stage="check", say=[], done=False)
    assert starting.for_json() == {"stage": "check", "say": [], "done": False}
    over = starting.model_copy(update={"session": None, "round": "r1"})
    assert over.for_json() == {**starting.for_json(), "session": None, "round": "r1"}
    assert AliveMessage(alive=True, slow=False).for_json() == {"alive": True, "slow": False}


def test_a_target_goes_from_and_to() -> None:
    gauge = GaugeView(
        label="Hip", text="150°", low=40.0, high=190.0, value=None, above=145.0, below=None,
        reached=False,
    )  # fmt: skip
    told = gauge.for_json()
    assert (told["from"], told["to"], told["value"]) == (145.0, None, None)
    assert not {"above", "below"} & set(told)


@pytest.mark.parametrize("do", ["alive", "move_on", "stop"])
def test_a_button_is_known_whatever_else_is_said(do: str) -> None:
    assert ButtonMessage.model_validate_json(f'{{"do": "{do}", "more": [1]}}').do == do


@pytest.mark.parametrize(
    "text", ["", "stop", "[]", "null", '{"do": "dance"}', '{"do": ["stop"]}', "[" * 100_000]
)
def test_nonsense_is_no_button(text: str) -> None:
    with pytest.raises(ValidationError):
        ButtonMessage.model_validate_json(text)
