"""The typeface that comes with PoseGuide."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from poseguide.core.fonts import font_file


@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_both_languages_is_in_the_typeface(bold: bool) -> None:
    font = ImageFont.truetype(str(font_file(bold)), 20)
    missing = font.getmask("\uffff")  # what is drawn for a letter that is not there
    for letter in "abcxyzæøåÆØÅé0123456789°≤≥–·✓“”’":
        assert bytes(font.getmask(letter)) != bytes(missing), letter
