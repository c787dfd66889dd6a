"""Recordings made of the samples: cut, turned, darkened, put together."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from poseguide.core.files import bundled
from poseguide.core.records import Session
from poseguide.vision.video_reader import read_frames

LIFT = "pelvic_lift_tilt"


LEG = "leg_extension_all_fours"


BASE = Fraction(1, 1000)


Picture = NDArray[np.uint8]


def sample(name: str) -> Path:
    return bundled("sample_videos") / f"{name}.mp4"


def write(
    path: Path,
    pictures: Iterable[tuple[float, Picture]],
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    pix_fmt: str = "yuv420p",
) -> Path:
    """A video of these pictures, each at its time in seconds."""
    with av.open(str(path), "w") as out:
        stream: Any = None
        for time_s, picture in pictures:
            if stream is None:
                stream = out.add_stream(codec, rate=15, options=options or {})
                stream.height, stream.width = picture.shape[:2]
                stream.pix_fmt = pix_fmt
                stream.codec_context.time_base = BASE
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = round(time_s / BASE), BASE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def pictures(
    video: Path, change: Callable[[Picture], Picture] = lambda picture: picture
) -> Iterator[tuple[float, Picture]]:
    for frame in read_frames(video):
        yield frame.time_s, change(frame.image)


def counted(session: Session) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Of each repetition: its side, whether it is complete, and its faults."""
    return [
        (rep.side, rep.complete, tuple(fault.rule for fault in rep.faults)) for rep in session.reps
    ]
