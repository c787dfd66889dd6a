"""Small videos made for a test: cut from a sample, or wrong in a chosen way."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from poseguide.core.records import Frame


def cut(video: Path, to: Path, from_s: float, until_s: float, keep_every: int = 1) -> Path:
    """The frames of a video between two times, at `to`, with times from 0 s."""
    with av.open(str(video)) as source, av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=30, options={"preset": "veryfast"})
        shape = source.streams.video[0]
        stream.width, stream.height = shape.width, shape.height
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, 90_000)
        first_s = None
        for number, picture in enumerate(source.decode(video=0)):
            if picture.time >= until_s:
                break
            if picture.time < from_s or number % keep_every:
                continue
            first_s = picture.time if first_s is None else first_s
            frame = av.VideoFrame.from_ndarray(picture.to_ndarray(format="rgb24"), format="rgb24")
            frame.pts = round((picture.time - first_s) * 90_000)
            frame.time_base = Fraction(1, 90_000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return to


def black(to: Path, frames: int = 10) -> Path:
    """A video in which nobody is."""
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for _ in range(frames):
            picture = np.zeros((240, 320, 3), np.uint8)
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    return to


def no_frames(to: Path) -> Path:
    """A video stream without a picture in it."""
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        out.start_encoding()
        out.mux(stream.encode(None))
    return to


def only_sound(to: Path) -> Path:
    """A second of silence in a video's container."""
    with av.open(str(to), "w") as out:
        stream = out.add_stream("aac", rate=16_000)
        silence = np.zeros((1, 16_000), np.float32)
        frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
        frame.sample_rate = 16_000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return to


def truncated(video: Path, to: Path, share: float = 0.6) -> Path:
    """The first part of a file, as a broken download leaves it."""
    content = video.read_bytes()
    to.write_bytes(content[: round(share * len(content))])
    return to


def pictures(sizes: list[tuple[int, int]], times_s: list[float]) -> Iterator[Frame]:
    """Frames of noise of these heights and widths at these times."""
    random = np.random.default_rng(1)
    for (height, width), time_s in zip(sizes, times_s, strict=True):
        yield Frame(time_s, random.integers(0, 256, (height, width, 3), dtype=np.uint8))


def names_in(folder: Path) -> list[str]:
    """The names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())
