"""Nested movements count the same at any frame rate."""

import pytest
from support.judging import TILTING, judged, swings


@pytest.mark.parametrize("fps", [12, 15, 25, 30])
def test_nested_movements_do_not_depend_on_the_frame_rate(fps: float) -> None:
    assert judged(TILTING, knee=swings(3, 8.0), fps=fps).parts == 3
