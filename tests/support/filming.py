"""A clip of grey pictures, filmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from poseguide.core.records import Frame
from poseguide.vision.video_writer import OwnClip


def grey(time_s: float, level: int = 128, size: tuple[int, int] = (48, 64)) -> Frame:
    return Frame(time_s, np.full((*size, 3), level, np.uint8))


def filmed(path: Path, frames: Sequence[Frame]) -> OwnClip:
    """A clip of these frames that is still open."""
    clip = OwnClip(path)
    for frame in frames:
        clip.add(frame)
    return clip
