"""The annotated video: every frame with the overlay drawn in, as H.264 that plays in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream

from poseguide.draw import Overlay
from poseguide.errors import OutputError
from poseguide.exercise import Exercise, Language
from poseguide.lettering import Picture
from poseguide.output import replacing
from poseguide.records import Frame, Update

#: Ticks a second of the file's clock: the usual one of video, fine enough for any frame rate.
_TICKS_PER_S = 90_000
#: A picture that can be jumped to at least this often; a second or two makes scrubbing smooth.
_KEY_EVERY_FRAMES = 30
#: `crf`: 23 is x264's own middle of size against quality.
_ENCODER = {"preset": "veryfast", "crf": "23"}


class AnnotatedVideo:
    """Writes an annotated MP4: H.264, yuv420p, the frames' own timestamps, no sound.

    Use it as a context manager and `add` each frame with its update. The file appears at `path`
    when the block ends well; nothing is left of it when the block fails. Raises OutputError: on
    entering when nothing can be written at `path`, and later when the disk refuses.
    """

    def __init__(self, path: str | Path, exercise: Exercise, language: Language) -> None:
        self._path = Path(path)
        self._overlay = Overlay(exercise, language)
        self._open = ExitStack()
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            draft = opening.enter_context(replacing(self._path))
            self._container = opening.enter_context(
                av.open(str(draft), "w", format="mp4", options={"movflags": "+faststart"})
            )
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._open.__exit__(kind, error, trace)
            return
        with self._refusals(), self._open:
            if self._stream is None:
                raise OutputError(self._path, f"{self._path} was not written: it has no frames.")
            assert self._container is not None
            self._container.mux(self._stream.encode(None))

    def add(self, frame: Frame, update: Update) -> None:
        """Draws the engine's state into a frame and writes it; times must grow."""
        assert self._container is not None, "an AnnotatedVideo is used in a with block"
        picture = _even(self._overlay.draw(frame, update))
        if self._stream is None:
            self._stream = _start_stream(self._container, picture)
        encoded = av.VideoFrame.from_ndarray(picture, format="rgb24")
        encoded.pts = round(frame.time_s * _TICKS_PER_S)
        encoded.time_base = Fraction(1, _TICKS_PER_S)
        with self._refusals():
            self._container.mux(self._stream.encode(encoded))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turns what FFmpeg says against writing into an OutputError."""
        try:
            yield
        except av.FFmpegError as error:
            raise OutputError(
                self._path, f"{self._path} cannot be written ({error.strerror}). Free some space."
            ) from error


def _start_stream(container: OutputContainer, picture: Picture) -> VideoStream:
    stream = container.add_stream("libx264", rate=30, options=_ENCODER)
    stream.height, stream.width = picture.shape[:2]
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, _TICKS_PER_S)
    stream.codec_context.gop_size = _KEY_EVERY_FRAMES
    return stream


def _even(picture: Picture) -> Picture:
    """The picture with even sides, as yuv420p needs them: a last row or column is repeated."""
    height, width = picture.shape[:2]
    if height % 2 == 0 and width % 2 == 0:
        return picture
    return np.pad(picture, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
