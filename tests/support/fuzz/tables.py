"""Tables of TOML changed as people and programs do it: other types, depths, numbers and letters."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

_NUMBERS = st.one_of(
    st.sampled_from([0, -1, 1, 0.0, -0.0, 1e-300, 1e300, 5e-324, 2**31, 2**63, 10**50, 600, 1000]),
    st.sampled_from([float("nan"), float("inf"), float("-inf")]),
    st.integers(),
    st.floats(-1100, 1100),
    st.integers(-400, 400),
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["", " ", "…", "\x00", "\u202e", "é" * 5000, "𝄞", "{}", "%s", "knee", "top"]),
)
_VALUES = st.recursive(
    st.one_of(_NUMBERS, _NUMBERS, _TEXTS, st.booleans()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=30,
)

Place = tuple[Any, ...]


@st.composite
def changed(draw: st.DrawFn, tables: list[dict[str, Any]]) -> str:
    """The TOML of one of the tables with one to three things changed in it."""
    table = copy.deepcopy(draw(st.sampled_from(tables)))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(table))
        if not places:
            break
        _change(draw, table, places)
    return toml(table)


def _change(draw: st.DrawFn, table: dict[str, Any], places: list[Place]) -> None:
    """Changes one thing in a table."""
    *way, last = draw(st.sampled_from(places))
    part = _at(table, way)
    change = draw(st.sampled_from(["number", "number", "value", "out", "many", "deep", "key"]))
    if change == "number":
        numbers = [place for place in places if isinstance(_at(table, place), int | float)]
        *way, last = draw(st.sampled_from(numbers or places))
        _at(table, way)[last] = draw(_number_near(_at(table, [*way, last])))
    elif change == "value":
        part[last] = draw(_VALUES)
    elif change == "out":
        del part[last]
    elif change == "many" and isinstance(part, list):
        part[last:last] = [part[last]] * draw(st.sampled_from([1, 3, 45, 60, 400]))
    elif change == "deep":
        for _ in range(draw(st.sampled_from([2, 10, 600]))):
            part[last] = [part[last]]
    elif isinstance(part, dict):
        part[draw(_TEXTS)] = draw(_VALUES)


def _number_near(value: Any) -> st.SearchStrategy[Any]:
    """An absurd number, or one that somebody may have meant."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _NUMBERS
    near = st.floats(0.2, 5).map(lambda factor: type(value)(value * factor))
    return st.one_of(_NUMBERS, near, near)


def _at(table: Any, place: Any) -> Any:
    for step in place:
        table = table[step]
    return table


def _places(part: Any, way: Place = ()) -> Iterator[Place]:
    """The way to each value in a table, those in lists and tables too."""
    keys = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in keys:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*way, key))


def toml(table: dict[str, Any]) -> str:
    """The text of a table, a line a key."""
    return "".join(f"{json.dumps(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    # Lists in lists may be deeper than Python calls itself.
    depth = 0
    while isinstance(value, list) and len(value) == 1 and depth < 5000:
        value, depth = value[0], depth + 1
    if isinstance(value, dict):
        inner = (f"{json.dumps(key)} = {_value(each)}" for key, each in value.items())
        text = "{" + ", ".join(inner) + "}"
    elif isinstance(value, list):
        text = f"[{', '.join(_value(each) for each in value)}]"
    elif isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value).lower()
    return "[" * depth + text + "]" * depth
