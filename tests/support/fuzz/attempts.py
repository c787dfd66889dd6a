"""What is done with each damaged file: a process of its own begins by importing this."""

from __future__ import annotations

import os
from pathlib import Path

from poseguide.core.errors import PoseGuideError


def check_exercise(path: Path) -> str:
    """Reads an exercise file, and plays its own test where it is accepted."""
    from poseguide.authoring.selftest import check
    from poseguide.definitions.catalog import read
    from poseguide.definitions.programme import is_programme

    is_programme(path)
    return "fails its own test" if check(read(path)) else "passes its own test"


def check_programme(path: Path) -> str:
    """Reads a programme file."""
    from poseguide.definitions.programme import (
        is_programme,
        programme_from_table,
        read_programme,
        table_of,
    )

    is_programme(path)
    programme_from_table(table_of(read_programme(path)), path)
    return "accepted"


def read_video(path: Path) -> str:
    """Reads a video as `analyze` does, a picture in the middle, and what is noted in it."""
    from poseguide.vision.video_reader import begins_s, frame_at, probe, read_frames

    probe(path)
    begins_s(path)
    frame_at(path, 3.0)
    for frame in read_frames(path):
        if frame.image.ndim != 3 or not frame.time_s >= 0:
            raise ValueError(f"{frame.image.shape} at {frame.time_s}")
    return "read"


def misbehave(path: Path) -> str:
    """Does what stands in the file: it breaks each rule of the harness."""
    what = path.read_text(encoding="utf-8")
    if what == "refuse":
        raise PoseGuideError("This is no good. Take another one.")
    if what == "say nothing":
        raise PoseGuideError("")
    if what == "raise" and "MENDED" not in os.environ:
        raise RecursionError("too deep")
    if what == "exit":
        os._exit(7)
    if what == "grow":
        return f"{len(b'x' * (700 << 20))} bytes"
    while what == "work":
        pass
    return "accepted"
