"""Checks of what PoseGuide needs of a computer, each by using it as a session would."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from poseguide.core.errors import CameraError, PoseGuideError
from poseguide.core.records import Frame
from poseguide.vision.pose_model import not_made_for

State = Literal["ok", "warning", "problem"]

#: The versions of Python from, and up to but without, as in `pyproject.toml`.
PYTHONS = ((3, 11), (3, 15))
#: Free space in bytes below which a session may not be stored, and below which clips may not be.
_LEAST_BYTES, _SCARCE_BYTES = 200 << 20, 2 << 30
#: The letters that pictures need beyond those of English.
_DANISH = "æøåÆØÅ"


@dataclass(frozen=True)
class Check:
    """What was found of one part: a sentence, and if it is not "ok", what to do."""

    part: str
    state: State
    text: str


def check_all() -> Iterator[Check]:
    """Yield what is found of each part, in the order in which they depend on each other.

    A check that fails in a way that nobody thought of is a problem of its part, and stops no other.
    """
    for part, check in CHECKS.items():
        try:
            state, text = check()
        except PoseGuideError as error:
            state, text = "problem", str(error)
        except Exception as error:
            state, text = "problem", f"{type(error).__name__}: {error}. Install PoseGuide again."
        yield Check(part, state, text)


def _python() -> tuple[State, str]:
    version = ".".join(str(number) for number in sys.version_info[:3])
    lowest, beyond = (".".join(map(str, bound)) for bound in PYTHONS)
    if PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        return "ok", f"Python {version}"
    return (
        "problem",
        f"Python {version} is not supported. Install one from {lowest} on, below {beyond}.",
    )


def _computer() -> tuple[State, str]:
    system, machine = platform.system(), platform.machine()
    if sys.maxsize < 2**32:
        return "problem", "This Python has 32 bits. Install one of 64 bits."
    if system == "Linux" and platform.libc_ver()[0] != "glibc":
        return (
            "problem",
            "This Linux has no glibc, for which MediaPipe is made. Use Debian, Ubuntu or Fedora.",
        )
    if (said := not_made_for()) is not None:
        return "problem", said
    return "ok", f"{system} on {machine}"


def _model() -> tuple[State, str]:
    from poseguide.vision.pose_estimator import PoseEstimator

    with PoseEstimator() as estimator:
        estimator.start()
    return "ok", "The pose model starts."


def _camera() -> tuple[State, str]:
    from poseguide.vision.camera import read_camera

    try:
        height, width = next(read_camera(0)).image.shape[:2]
    except CameraError as error:
        return "warning", f"{error} Videos can be checked without one."
    return "ok", f"The first camera gives pictures of {width} x {height}."


def _encoder() -> tuple[State, str]:
    from poseguide.vision.video_reader import read_frames
    from poseguide.vision.video_writer import OwnClip

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        clip = OwnClip(path)
        for number in range(3):
            clip.add(Frame(number / 10, np.zeros((48, 64, 3), np.uint8)))
        clip.close()
        frames = sum(1 for _ in read_frames(path))
    if frames != 3:
        return "problem", f"Of 3 pictures written as H.264, {frames} were read. Reinstall PyAV."
    return "ok", "Videos are written as H.264 and read again."


def _font() -> tuple[State, str]:
    from poseguide.vision.lettering import text_size

    try:
        widths = [text_size(letter, 40)[0] for letter in _DANISH]
    except OSError as error:
        return "problem", f"The font cannot be read ({error}). Install PoseGuide again."
    return "ok", f"Letters are drawn, {_DANISH} too, the widest of {max(widths)} pixels at 40."


def _database() -> tuple[State, str]:
    from poseguide.storage.store import Store

    with closing(Store()) as store:
        store.open()
        sessions = len(store.history.ids())
        place = store.file or "on its server"
    return "ok", f"The database {place} is open, with {sessions} sessions."


def _folder() -> tuple[State, str]:
    from poseguide.core.files import check_writable
    from poseguide.storage.folders import data_folder

    folder = data_folder()
    check_writable(folder / "doctor")
    return "ok", f"{folder} can be written."


def _disk() -> tuple[State, str]:
    from poseguide.storage.folders import data_folder

    folder = data_folder()
    free = shutil.disk_usage(folder).free
    text = f"{free / (1 << 30):.1f} GB are free where {folder} is."
    if free < _LEAST_BYTES:
        return "problem", f"{text} Free some: sessions may not be stored."
    if free < _SCARCE_BYTES:
        return "warning", f"{text} Free some before you film clips."
    return "ok", text


#: Each part by its name. What a check needs is imported by it: also that may be broken.
CHECKS: dict[str, Callable[[], tuple[State, str]]] = {
    "Python": _python,
    "computer": _computer,
    "model": _model,
    "camera": _camera,
    "encoder": _encoder,
    "font": _font,
    "folder": _folder,
    "database": _database,
    "disk": _disk,
}
