"""Damaged videos are read as far as they are whole, or refused in a sentence."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest
from support.fuzz.attempts import read_video
from support.fuzz.harness import Input, try_all
from support.fuzz.mutations import damaged, damaged_head

from poseguide.core.files import bundled

#: How a video of some pictures is written: the file's ending, the codec, options of the file and of
#: the codec, and the form of its pixels.
KINDS: tuple[tuple[str, str, dict[str, str], dict[str, str], str], ...] = (
    ("mp4", "libx264", {"movflags": "+faststart"}, {"bf": "2", "g": "10"}, "yuv420p"),
    ("mp4", "libx264", {"movflags": "frag_keyframe+empty_moov"}, {"g": "10"}, "yuv420p"),
    ("mov", "libx265", {}, {"x265-params": "log-level=none", "preset": "ultrafast"}, "yuv420p"),
    ("mp4", "mpeg4", {}, {}, "yuv420p"),
    ("webm", "libvpx-vp9", {}, {"deadline": "realtime", "cpu-used": "8"}, "yuv420p"),
    ("mkv", "libx264", {}, {"bf": "2", "g": "10"}, "yuv420p"),
    ("mkv", "mjpeg", {}, {}, "yuvj420p"),
    ("avi", "mjpeg", {}, {}, "yuvj420p"),
    ("avi", "mpeg4", {}, {}, "yuv420p"),
    ("avi", "rawvideo", {}, {}, "bgr24"),
)
_SIZE = (64, 96, 3)


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory, lift_clip: Path) -> list[Input]:
    """Small sound videos of all kinds, and two of the samples' own."""
    folder = tmp_path_factory.mktemp("videos")
    made = [
        _written(folder / f"{number}.{kind[0]}", *kind[1:]) for number, kind in enumerate(KINDS)
    ]
    sample = bundled("sample_videos") / "leg_extension_left.mp4"
    return [Input(path.name, path.read_bytes()) for path in (*made, lift_clip, sample)]


def _written(
    path: Path, codec: str, of_file: dict[str, str], of_codec: dict[str, str], pixels: str
) -> Path:
    with av.open(str(path), "w", options=of_file) as out:
        stream = out.add_stream(codec, rate=10, options=of_codec)
        stream.height, stream.width, stream.pix_fmt = _SIZE[0], _SIZE[1], pixels
        for number in range(40):
            values = np.random.default_rng(number).integers(0, 255, _SIZE).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(values, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


@pytest.mark.parametrize("damage", [damaged, damaged_head], ids=lambda damage: damage.__name__)
def test_damaged_videos(
    damage: Callable[[bytes, Random], bytes],
    fuzz_rounds: int,
    videos: list[Input],
    tmp_path: Path,
) -> None:
    def made(number: int) -> Input:
        whole = videos[number % len(videos)]
        return Input(whole.name, damage(whole.content, Random(f"{damage.__name__} {number}")))

    try_all(read_video, videos[0], map(made, range(fuzz_rounds)), tmp_path)
