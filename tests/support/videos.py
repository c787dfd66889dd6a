"""Video files made for a test: their times, turns and pictures are known."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from poseguide.core.errors import PoseGuideError, VideoError
from poseguide.vision.video_reader import read_frames

WIDTH, HEIGHT = 96, 64


BASE = Fraction(1, 1000)


STEADY = [number / 25 for number in range(75)]  # 3 seconds


Picture = NDArray[np.uint8]


def corner_picture() -> Picture:
    """Black, with the top left quarter white."""
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[: HEIGHT // 2, : WIDTH // 2] = 255
    return image


def noisy_picture(number: int) -> Picture:
    """A picture that needs some bytes, so that a cut takes a known share of the video."""
    values = np.random.default_rng(number).integers(0, 255, (HEIGHT, WIDTH, 3))
    return values.astype(np.uint8)


def make(
    path: Path,
    times: Sequence[float] = STEADY,
    *,
    noisy: bool = False,
    audio: bool = False,
    **options: str,
) -> Path:
    """A video with a frame at each of these times, in seconds."""
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.time_base = BASE
        stream.codec_context.options = {"bf": "2", "g": "10"}
        sound = container.add_stream("aac", rate=8000, layout="mono") if audio else None
        for number, time_s in enumerate(times):
            image = noisy_picture(number) if noisy else corner_picture()
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = round(time_s / BASE), BASE
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if sound is not None:
            _add_sound(container, sound, 3.0)
    return path


def _add_sound(
    container: av.container.OutputContainer, sound: av.AudioStream, seconds: float
) -> None:
    silence = np.zeros((1, int(8000 * seconds)), np.float32)
    frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="mono")
    frame.sample_rate, frame.pts = 8000, 0
    container.mux(sound.encode(frame))
    container.mux(sound.encode())


#: Display matrices of a turn clockwise, by degrees: a, b, c, d of x = ax + cy, y = bx + dy.
CLOCKWISE = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def turned(path: Path, clockwise_deg: int) -> Path:
    """The MP4 with the display matrix (ISO 14496-12, tkhd) of a phone that was held turned."""
    content = bytearray(path.read_bytes())
    a, b, c, d = (number * 0x10000 for number in CLOCKWISE[clockwise_deg])
    at = content.index(b"tkhd") + 44
    identity = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    assert content[at : at + 36] == identity
    content[at : at + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 0x40000000)
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    """What is said of a file, the same by both doors."""
    with pytest.raises(VideoError) as caught:
        list(read_frames(path))
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    assert isinstance(caught.value, PoseGuideError)
    return str(caught.value)


VARIABLE = [0.0, 0.033, 0.1, 0.3, 0.333, 0.7, 0.71, 1.4, 1.5]
