"""The same movement seen otherwise: another frame rate, a mirror, another picture size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import av
import numpy as np

from poseguide.core.records import Frame

Variant = Callable[[Iterable[Frame]], Iterator[Frame]]


def at_rate(fps: float) -> Variant:
    """Frames at a steady rate: at each tick the last one that had come, as a camera gives."""

    def resample(frames: Iterable[Frame]) -> Iterator[Frame]:
        tick, latest = 0, None
        for frame in frames:
            while latest is not None and tick / fps < frame.time_s:
                yield Frame(tick / fps, latest.image)
                tick += 1
            latest = frame
        if latest is not None:
            yield Frame(tick / fps, latest.image)

    return resample


def mirrored(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Frames with left and right exchanged."""
    for frame in frames:
        yield Frame(frame.time_s, np.ascontiguousarray(frame.image[:, ::-1]))


def letterboxed(width_px: int, height_px: int) -> Variant:
    """Frames scaled to fit a size and centred on black; the body keeps its shape."""

    def fit(frames: Iterable[Frame]) -> Iterator[Frame]:
        for frame in frames:
            height, width = frame.image.shape[:2]
            scale = min(width_px / width, height_px / height)
            inner = (round(width * scale), round(height * scale))
            picture = av.VideoFrame.from_ndarray(frame.image, format="rgb24")
            small = picture.reformat(width=inner[0], height=inner[1]).to_ndarray(format="rgb24")
            canvas = np.zeros((height_px, width_px, 3), np.uint8)
            left, top = (width_px - inner[0]) // 2, (height_px - inner[1]) // 2
            canvas[top : top + inner[1], left : left + inner[0]] = small
            yield Frame(frame.time_s, canvas)

    return fit


#: By the name that the evaluation takes.
VARIANTS: dict[str, Variant] = {
    "12fps": at_rate(12.0),
    "30fps": at_rate(30.0),
    "mirror": mirrored,
    "720p": letterboxed(1280, 720),
}
