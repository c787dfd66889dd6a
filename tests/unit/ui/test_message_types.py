"""The browser's half knows the messages as Python has them."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field
from support.typescript import MESSAGES, declarations, declarations_file

from poseguide.core.browser_message import BrowserMessage


@pytest.mark.parametrize("component", MESSAGES)
def test_the_committed_types_are_those_of_the_models(component: str) -> None:
    committed = declarations_file(component).read_text(encoding="utf-8")
    assert committed == declarations(MESSAGES[component])  # python tests/support/typescript.py


class Point(BrowserMessage):
    """A place.

    In pixels.
    """

    at: tuple[float, int]
    kind: Literal["near", "far"] | None


class Path(BrowserMessage):
    """Some places."""

    points: list[Point]
    start: float | None = Field(alias="from")
    open_: Literal[True] = Field(True, alias="open")
    names: dict[str, list[float | str]]


def test_a_model_becomes_an_interface() -> None:
    assert declarations([Path]).split("\n", 2)[2] == (
        """/**
 * Some places.
 */
export interface Path {
  points: Point[];
  from: number | null;
  open?: true;
  names: { [name: string]: (number | string)[] };
}

/**
 * A place.
 *
 * In pixels.
 */
export interface Point {
  at: [number, number];
  kind: "near" | "far" | null;
}
"""
    )


def test_a_message_goes_under_the_names_of_the_browser_without_what_was_not_set() -> None:
    path = Path(points=[Point(at=(1.5, 2), kind=None)], start=0.5, names={})
    assert path.for_json() == {
        "points": [{"at": [1.5, 2], "kind": None}],
        "from": 0.5,
        "names": {},
    }
