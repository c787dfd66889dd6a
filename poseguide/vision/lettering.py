"""Words and their panels drawn into pictures, with every letter that Danish needs."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

from poseguide.core.fonts import font_file
from poseguide.core.palette import Color, rgb_of

Picture = NDArray[np.uint8]

WHITE = rgb_of("film-white")
GREY = rgb_of("film-grey")
AMBER = rgb_of("film-amber")
GREEN = rgb_of("film-green")
_PANEL = rgb_of("film-panel")
_PANEL_SHARE = 0.7


def text_size(text: str, height_px: int, bold: bool = False) -> tuple[int, int]:
    """Width and height in pixels of a line of text; `height_px` is the height of the type."""
    height, width = _mask(text, height_px, bold).shape
    return width, height


def write(
    picture: Picture,
    text: str,
    at: tuple[int, int],
    height_px: int,
    color: Color,
    bold: bool = False,
) -> None:
    """Write one line into a picture in place; `at` is its upper left corner."""
    mask = _mask(text, height_px, bold)
    left, top = at
    x, y = max(left, 0), max(top, 0)
    region = picture[y : max(top + mask.shape[0], 0), x : max(left + mask.shape[1], 0)]
    if region.size == 0:
        return
    share = mask[y - top :, x - left :][: region.shape[0], : region.shape[1], np.newaxis]
    region[:] = (region * (1 - share) + np.array(color) * share).astype(np.uint8)


def panel(picture: Picture, left: int, top: int, right: int, bottom: int) -> None:
    """Darken a rectangle of the picture in place, so that words on it can be read."""
    region = picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if region.size:
        dark = np.full_like(region, _PANEL)
        region[:] = cv2.addWeighted(region, 1 - _PANEL_SHARE, dark, _PANEL_SHARE, 0.0)


def wrapped(text: str, width_px: int, height_px: int, bold: bool = False) -> list[str]:
    """The text as lines that are at most `width_px` wide; a single longer word keeps its line."""
    lines: list[str] = []
    for next_word in text.split():
        longer = f"{lines[-1]} {next_word}" if lines else next_word
        if lines and text_size(longer, height_px, bold)[0] <= width_px:
            lines[-1] = longer
        else:
            lines.append(next_word)
    return lines


@lru_cache(maxsize=512)
def _mask(text: str, height_px: int, bold: bool) -> NDArray[np.float32]:
    """Return the ink of each pixel of a line, 0 to 1; lines of one type height are equally high."""
    font = _font(height_px, bold)
    ascent, descent = font.getmetrics()
    ink = font.getmask(text, mode="L", anchor="ls")
    _, top, _, _ = font.getbbox(text, anchor="ls")
    width, height = ink.size
    mask = np.zeros((ascent + descent, max(width, 1)), np.float32)
    if width and height:
        y = max(ascent + round(top), 0)
        pixels = np.array(ink, np.float32).reshape(height, width)[: mask.shape[0] - y] / 255
        mask[y : y + len(pixels)] = pixels
    return mask


@lru_cache(maxsize=32)
def _font(height_px: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(bold)), height_px)
