"""A recorded video made ready to look at: session, curve, and the video with the drawing in it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from poseguide.analysis import analyze
from poseguide.catalog import Definition
from poseguide.curve import CurveRecorder, Point
from poseguide.errors import OutputError
from poseguide.exercise import Exercise, Language
from poseguide.recording import AnnotatedVideo
from poseguide.records import Frame, Session, Update
from poseguide.video import probe

#: Progress is told this often, and the time left is guessed from this share on.
_TELL_EVERY_S = 0.25
_GUESS_FROM = 0.04


@dataclass(frozen=True)
class Progress:
    """How much of the video is done, 0 to 1, and the seconds left; None while that is not known."""

    share: float
    left_s: float | None


@dataclass(frozen=True)
class Review:
    """A checked video. `annotated` is an MP4 with words in `language`; nothing of it is on disk.

    `far_side` says whether a leg or arm away from the camera worked.
    """

    name: str
    exercise: Exercise
    session: Session
    curve: tuple[Point, ...]
    far_side: bool
    annotated: bytes
    language: Language


def review(
    video: Path | BinaryIO,
    definition: Definition,
    language: Language,
    *,
    name: str,
    on_progress: Callable[[Progress], None],
) -> Review:
    """The review of a video file, or of an uploaded one, which is kept only while it is checked.

    `name` is what the person calls the video. Raises what `analyze` does, and OutputError when
    there is no room for the temporary files; they are gone afterwards in every case.
    """
    with TemporaryDirectory(prefix="poseguide-") as folder:
        try:
            path = video if isinstance(video, Path) else _copy(video, Path(folder) / "recording")
            drawn = Path(folder) / "annotated.mp4"
            return _review(path, drawn, definition, language, name, on_progress)
        except OSError as error:
            why = f"Temporary files could not be written ({error.strerror}). Make room on the disk."
            raise OutputError(Path(folder), why) from error


def _copy(upload: BinaryIO, path: Path) -> Path:
    # The name of an upload comes from outside and never becomes a path.
    upload.seek(0)
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return path


def _review(
    path: Path,
    drawn: Path,
    definition: Definition,
    language: Language,
    name: str,
    on_progress: Callable[[Progress], None],
) -> Review:
    curve = CurveRecorder(definition.exercise)
    tell = _Teller(probe(path).duration_s, on_progress)
    with AnnotatedVideo(drawn, definition.exercise, language) as annotated:

        def on_frame(frame: Frame, update: Update) -> None:
            annotated.add(frame, update)
            curve.add(update)
            tell(frame.time_s)

        session = analyze(path, definition, on_frame=on_frame)
    return Review(
        name=name,
        exercise=definition.exercise,
        session=replace(session, source=replace(session.source, file=name)),
        curve=curve.points(session.reps),
        far_side=any(rep.side not in ("both", curve.near_side(rep.peak_s)) for rep in session.reps),
        annotated=drawn.read_bytes(),
        language=language,
    )


class _Teller:
    """Tells the progress from time to time, with the time left guessed from the time taken."""

    def __init__(self, duration_s: float, on_progress: Callable[[Progress], None]) -> None:
        self._duration_s = duration_s
        self._on_progress = on_progress
        self._begun_s = self._told_s = time.monotonic()

    def __call__(self, time_s: float) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s < _TELL_EVERY_S:
            return
        self._told_s = now_s
        share = min(1.0, time_s / self._duration_s) if self._duration_s > 0 else 0.0
        taken_s = now_s - self._begun_s
        left_s = taken_s / share * (1 - share) if share > _GUESS_FROM else None
        self._on_progress(Progress(share, left_s))
