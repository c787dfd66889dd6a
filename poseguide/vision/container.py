"""The one door to a video file: only real containers, and what they say, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from poseguide.core.errors import LargeVideoError, LongVideoError, VideoError

#: The longest video that is read, in seconds: no session of one exercise lasts an hour, and a slow
#: computer takes about as long to read a video as it lasts.
LONGEST_S = 3600.0
#: The longest side of a picture that is read, in pixels: 8K, of which one may take 200 MB.
LARGEST_PX = 8192
#: The most pixels of a picture that is read: 8K.
MOST_PX = 8192 * 4320
#: Above so many pixels (4K) one picture is decoded at a time; below, several, which is faster.
_SIDE_BY_SIDE_PX = 4096 * 2304
#: What FFmpeg may open: MP4 and MOV, MKV and WebM, AVI. Playlists and patterns of names, which lead
#: to other files or to the network, are none, and nothing but a file is opened.
_ALLOWED = {
    "format_whitelist": "mov,matroska,avi",
    "protocol_whitelist": "file",
    "max_streams": "64",
}
#: Pixels are never more than so many times as wide as high, or as high as wide; 2 is in use.
_MOST_STRETCHED = 4
#: More seconds than this cannot be told.
_TELLABLE_S = 1e9
_FORMATS = "Use MP4, MOV, WebM, MKV or AVI."

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class OpenVideo:
    """An open video file, and what it says of its pictures.

    `start_s` is the time of the first one and `duration_s` how long all last, None where it does
    not say; `frames` is how many there are, 0 where it does not say, and `rate` how many a second.
    `shape` is how many times as wide as high a pixel is.
    """

    path: Path
    start_s: float
    duration_s: float | None
    frames: int
    rate: float
    shape: Fraction
    comment: str
    #: Whether a picture has the same time after a jump; AVI files tell none, and FFmpeg counts.
    can_jump: bool
    _container: InputContainer
    _stream: VideoStream

    def seek(self, time_s: float) -> None:
        """Goes to before a time after `start_s`, where the file has an index; else to nowhere."""
        if self._stream.time_base:
            at = round((self.start_s + time_s) / self._stream.time_base)
            with suppress(av.FFmpegError, OverflowError):  # then it is read from where it is
                self._container.seek(at, stream=self._stream)

    def pictures(self) -> Iterator[tuple[float, VideoFrame]]:
        """The time of each picture by the file's clock, in seconds, and the picture as stored.

        Raises VideoError where the file is damaged.
        """
        last_s: float | None = None
        try:
            for picture in self._container.decode(self._stream):
                if picture.time is not None:  # else it belongs to no moment
                    last_s = picture.time
                    yield last_s, picture
        except (av.FFmpegError, ValueError) as error:
            where = (
                "at its start" if last_s is None else f"after {last_s - self.start_s:.1f} seconds"
            )
            raise self._damaged(where) from error

    def upright(self, picture: VideoFrame) -> Picture:
        """A picture as it is seen, (height, width, 3) uint8 RGB: turned, with square pixels.

        Raises VideoError where it is damaged, LargeVideoError where it is too large.
        """
        width, height = picture.width, picture.height
        # The shorter way of a pixel grows: no detail is lost.
        if self.shape > 1:
            width = round(width * self.shape)
        else:
            height = round(height / self.shape)
        _refuse_large(self.path, width, height)
        try:
            image = picture.to_ndarray(format="rgb24", width=width, height=height)
            turns = round(picture.rotation / 90) % 4
        except (av.FFmpegError, ValueError) as error:
            raise self._damaged(f"at {picture.time or 0.0:.1f} seconds") from error
        return _turned(image.astype(np.uint8, copy=False), turns)

    def _damaged(self, where: str) -> VideoError:
        return VideoError(self.path, f"{self.path} is damaged {where}. Copy or download it again.")

    def refuse_long(self, lasts: str, seconds: float) -> None:
        """Raise LongVideoError, with how long it `lasts`, when that is longer than is read."""
        if seconds > LONGEST_S:
            long, longest = (
                timedelta(seconds=ceil(min(each, _TELLABLE_S))) for each in (seconds, LONGEST_S)
            )
            raise LongVideoError(
                self.path,
                f"{self.path} {lasts} {long} (hours:minutes:seconds), and at most {longest} is "
                "read. Cut out the part with the exercise.",
            )


@contextmanager
def opened(path: Path) -> Iterator[OpenVideo]:
    """A video, open as long as the block lasts.

    Raises VideoError when the file is missing, is no video or has no pictures that can be read,
    LongVideoError and LargeVideoError when it says that it is longer or larger than is read.
    """
    with open_container(path) as container:
        stream = video_stream(container, path)
        duration_s = _duration_s(container, stream)
        film = OpenVideo(
            path=path,
            start_s=float((stream.start_time or 0) * (stream.time_base or 0)),
            duration_s=duration_s,
            frames=stream.frames,
            rate=float(stream.average_rate or 0),
            shape=_shape(path, stream),
            comment=container.metadata.get("comment", ""),
            can_jump=container.format.name != "avi",
            _container=container,
            _stream=stream,
        )
        _refuse_large(path, stream.width, stream.height)
        film.refuse_long("lasts", duration_s or 0.0)
        yield film


def open_container(path: Path) -> InputContainer:
    """The file, opened by FFmpeg as nothing but a file. Raises VideoError."""
    try:
        if not path.exists():
            raise VideoError(path, f"There is no file {path}. Check the name and the folder.")
        if path.is_dir():
            raise VideoError(path, f"{path} is a folder. Name one video file in it.")
        if not path.is_file():
            raise VideoError(path, f"{path} is a pipe or a device. Name a video file.")
        _refuse_more_samples_than_bytes(path)
        return av.open(
            f"file:{path}",  # so that no part of the name is taken for a protocol
            mode="r",
            container_options=_ALLOWED,
            options={"max_pixels": f"{MOST_PX}"},
            metadata_errors="replace",
        )
    except PermissionError as error:
        raise VideoError(path, f"{path} may not be read. Change its permissions.") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoError(
            path, f"{path} is not a video that can be read, or it is cut off. {_FORMATS}"
        ) from error


def _refuse_more_samples_than_bytes(path: Path) -> None:
    with path.open("rb") as file:
        size = path.stat().st_size
        said = most_samples(file, size)
    if said > size:
        raise VideoError(
            path,
            f"{path} says that it has {said} pictures, more than it has bytes: it is damaged. "
            "Copy or download it again.",
        )


def _turned(image: Picture, turns: int) -> Picture:
    """Return a picture turned by quarters against the clock."""
    if turns == 0:
        return np.ascontiguousarray(image)
    import cv2  # six times as fast as turning an array, which most recordings do not need

    codes = (cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE)
    return cv2.rotate(image, codes[turns - 1]).astype(np.uint8, copy=False)


def video_stream(container: InputContainer, path: Path) -> VideoStream:
    """The pictures of a file, ready to be decoded. Raises VideoError where there are none."""
    # A cover picture in a sound file is a video stream too, of one attached picture.
    streams = [s for s in container.streams.video if not s.disposition & s.disposition.attached_pic]
    if not streams:
        what = "only sound" if container.streams.audio else "no video"
        raise VideoError(path, f"{path} holds {what}. Choose a recording with pictures. {_FORMATS}")
    stream = streams[0]
    context = stream.codec_context
    # FFmpeg knows no decoder for what the file says, be it new, secret or damaged: PyAV gives None.
    if context is None:
        raise VideoError(
            path,
            f"{path} is damaged, or its pictures are coded in a way that is not known here. "
            "Copy it again, or save it as MP4 with H.264.",
        )
    context.options = {"max_pixels": f"{MOST_PX}"}
    stream.thread_type = "AUTO" if stream.width * stream.height <= _SIDE_BY_SIDE_PX else "SLICE"
    return stream


def _shape(path: Path, stream: VideoStream) -> Fraction:
    """Return the width of a pixel divided by its height; 1 where the file does not say."""
    shape = stream.sample_aspect_ratio
    if not shape or shape < 0:
        return Fraction(1)
    if not Fraction(1, _MOST_STRETCHED) <= shape <= _MOST_STRETCHED:
        raise VideoError(
            path,
            f"{path} says that its pixels are {float(shape):g} times as wide as high, which no "
            "camera makes. Save it again as MP4 with square pixels.",
        )
    return shape


def _refuse_large(path: Path, width_px: int, height_px: int) -> None:
    if max(width_px, height_px) > LARGEST_PX or width_px * height_px > MOST_PX:
        raise LargeVideoError(
            path,
            f"The pictures of {path} are {width_px} × {height_px} pixels, and at most {LARGEST_PX} "
            f"on a side and {MOST_PX // 1_000_000} million in all are read. Save it smaller, for "
            "example 1280 × 720.",
        )


def _duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return the length of the pictures in seconds as the file has it; None where it does not."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and not container.streams.audio:
        return container.duration / av.time_base
    return None


#: The boxes on the way to a table of samples, in a whole file and in one that is in fragments.
_AROUND = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf")
#: Where the number of samples stands in a box, from its content's first byte.
_COUNT_AT = {b"stsz": 8, b"stz2": 8, b"trun": 4}
#: So many boxes are looked at: ten hours in fragments of a second have fewer.
_MOST_BOXES = 500_000


def most_samples(file: BinaryIO, size: int) -> int:
    """The largest number of samples that a table says; 0 where there is none or it is no MP4."""
    most = 0
    for number, (kind, begin) in enumerate(_boxes(file, 0, size)):
        if number >= _MOST_BOXES:
            break
        if kind in _COUNT_AT:
            file.seek(begin + _COUNT_AT[kind])
            most = max(most, int.from_bytes(file.read(4), "big"))
    return most


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int]]:
    """The kind of each box, and where its content begins, those inside others too."""
    open_ends = [end]
    while open_ends:
        end = open_ends[-1]
        if at + 8 > end:
            at = open_ends.pop()
            continue
        file.seek(at)
        head = file.read(16)
        length, kind, begin = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if length == 1:  # the length stands in the eight bytes after the kind
            length, begin = int.from_bytes(head[8:16], "big"), at + 16
        stop = end if length == 0 else min(at + length, end)
        if stop < begin:  # damaged: nothing after it can be found
            at = open_ends.pop()
            continue
        yield kind, begin
        if kind in _AROUND:
            open_ends.append(stop)
            at = begin
        else:
            at = stop
