"""Videos that are written, as H.264 that plays in a browser: with the overlay, or as filmed."""

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

from poseguide.core.errors import OutputError
from poseguide.core.files import private_file, replacing
from poseguide.core.i18n import Language
from poseguide.core.records import Frame, Update
from poseguide.definitions.schema import Exercise
from poseguide.vision.lettering import Picture
from poseguide.vision.overlay import Overlay
from poseguide.vision.video_reader import BEGINS

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
        with _refusals(self._path), self._open:
            if self._stream is None:
                raise OutputError(self._path, f"{self._path} was not written: it has no frames.")
            assert self._container is not None
            self._container.mux(self._stream.encode(None))

    def add(self, frame: Frame, update: Update) -> None:
        """Draw the engine's state into a frame and write it; times must grow."""
        assert self._container is not None, "an AnnotatedVideo is used in a with block"
        picture = _even(self._overlay.draw(frame, update))
        if self._stream is None:
            self._stream = _start_stream(self._container, picture)
        with _refusals(self._path):
            self._container.mux(self._stream.encode(_encodable(picture, frame.time_s)))


class OwnClip:
    """Writes the frames of one's own session as they are: H.264 in an MP4, no sound.

    It is written in fragments, so that it plays to its last second even when the process is killed.
    Raises OutputError when the disk refuses, on entering or later.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: VideoStream | None = None
        with _refusals(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            private_file(path)
            # Unflushed, FFmpeg keeps up to 256 kB back: a minute and more of a still picture.
            flags = "frag_keyframe+empty_moov+default_base_moof"
            options = {"movflags": flags, "flush_packets": "1"}
            self._container = av.open(str(path), "w", format="mp4", options=options)

    def add(self, frame: Frame) -> None:
        """Write a frame at its own time; times must grow."""
        with _refusals(self._path):
            picture = _even(frame.image)
            if self._stream is None:
                self._first_s = frame.time_s
                self._container.metadata["comment"] = f"{BEGINS}{frame.time_s:.3f}"
                self._stream = _start_stream(self._container, picture)
                # Pictures that wait for later ones would make a player start late.
                self._stream.codec_context.max_b_frames = 0
            size = (self._stream.height, self._stream.width)
            if picture.shape[:2] == size:  # a camera that was turned does not fit into the clip
                time_s = frame.time_s - self._first_s
                self._container.mux(self._stream.encode(_encodable(picture, time_s)))

    def close(self) -> None:
        """Write what is left; a clip without a frame is taken away."""
        with _refusals(self._path):
            if self._stream is not None:
                self._container.mux(self._stream.encode(None))
            self._container.close()
            if self._stream is None:
                self._path.unlink(missing_ok=True)


def _encodable(picture: Picture, time_s: float) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    frame.pts = round(time_s * _TICKS_PER_S)
    frame.time_base = Fraction(1, _TICKS_PER_S)
    return frame


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn what FFmpeg and the system say against writing into an OutputError."""
    try:
        yield
    except (av.FFmpegError, OSError) as error:
        raise OutputError(
            path, f"{path} cannot be written ({error.strerror}). Free some space."
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
