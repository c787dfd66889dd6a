"""Cards two abreast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_Item = TypeVar("_Item")


def in_pairs(items: Sequence[_Item]) -> Iterator[tuple[DeltaGenerator, _Item]]:
    """Each item with the column for it.

    A row at a time: on a narrow screen they then stand below each other in order.
    """
    for start in range(0, len(items), 2):
        yield from zip(st.columns(2), items[start : start + 2], strict=False)
