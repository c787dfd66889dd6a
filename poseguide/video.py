"""Frames of a video file with their true timestamps. The only decoder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from poseguide.errors import LargeVideoError, LongVideoError, VideoError
from poseguide.records import Frame

#: The longest video that is read, in seconds: no session of one exercise lasts an hour, and a slow
#: computer takes about as long to read a video as it lasts.
LONGEST_S = 3600.0
#: The longest side of a picture that is read, in pixels: 8K, of which one may take 200 MB.
LARGEST_PX = 8192
#: How much of a stream may be missing at its end before the file counts as cut off, in seconds.
_END_SLACK_S = 1.0
#: What FFmpeg reads as a video though it is text or pictures; so are all "…_pipe" formats.
_NO_VIDEO = ("tty", "image2", "gif", "apng")
#: Stands before the seconds in the comment of a clip that does not begin with its session.
BEGINS = "poseguide begins_s="
#: Earlier moments are found by reading from the start.
_SEEK_FROM_S = 2.0
_FORMATS = "Use MP4, MOV, WebM, MKV or AVI."


@dataclass(frozen=True)
class VideoInfo:
    """What a file says of itself: upright size, length and number of frames (estimates)."""

    path: Path
    width_px: int
    height_px: int
    duration_s: float
    frames: int


def probe(path: Path) -> VideoInfo:
    """The size and length of a video. Raises VideoError as `read_frames` does.

    A file that says it is short and goes on is found out only by reading it.
    """
    with _open(path) as container:
        stream = _video_stream(container, path)
        first = next(_decode(container, stream, path), None)
        if first is None:
            raise VideoError(path, f"{path} has no pictures in it. Record it again.")
        height, width = first.image.shape[:2]
        duration = _duration_s(container, stream) or 0.0
        frames = stream.frames or round(duration * float(stream.average_rate or 0))
        return VideoInfo(path, width, height, duration, frames)


def read_frames(path: Path) -> Iterator[Frame]:
    """The frames of a video, upright (rotation metadata applied), in order of time from 0 s.

    Timestamps are the file's own, so a variable frame rate stays true. Raises VideoError when the
    file is missing, is no video, has no pictures, or breaks off before its end; LongVideoError when
    it lasts longer than LONGEST_S, at the latest when it does; LargeVideoError when its pictures
    are larger than LARGEST_PX.
    """
    with _open(path) as container:
        stream = _video_stream(container, path)
        last_s = -1.0
        for frame in _decode(container, stream, path):
            last_s = frame.time_s
            yield frame
        if last_s < 0:
            raise VideoError(path, f"{path} has no pictures in it. Record it again.")
        promised_s = _duration_s(container, stream)
        # Some containers count their length from the first picture, some from zero.
        began_s = float((stream.start_time or 0) * (stream.time_base or 0))
        if promised_s is not None and began_s + last_s < promised_s - _END_SLACK_S:
            raise VideoError(
                path,
                f"{path} breaks off after {last_s:.1f} of {promised_s:.1f} seconds. "
                "Copy or download it again.",
            )


def begins_s(path: Path) -> float | None:
    """Where a clip of an own session begins on the session's clock; None where it does not say.

    Raises VideoError as `read_frames` does.
    """
    with _open(path) as container:
        found = re.fullmatch(f"{BEGINS}([0-9.]+)", container.metadata.get("comment", ""))
        return float(found[1]) if found else None


def frame_at(path: Path, time_s: float) -> Frame:
    """The frame that is shown at a time, the first or the last one for times outside.

    Raises VideoError as `read_frames` does for what it reads of the file.
    """
    with _open(path) as container:
        stream = _video_stream(container, path)
        start_s = float((stream.start_time or 0) * (stream.time_base or 0))
        shown = None
        if time_s > _SEEK_FROM_S and stream.time_base:
            with suppress(av.FFmpegError):  # a file without an index is read from its start
                container.seek(round((start_s + time_s) / stream.time_base), stream=stream)
        for frame in _decode(container, stream, path, start_s):
            if shown is not None and frame.time_s > time_s:
                break
            shown = frame
        if shown is None:
            raise VideoError(path, f"{path} has no pictures in it. Record it again.")
        return shown


def _open(path: Path) -> InputContainer:
    try:
        if not path.exists():
            raise VideoError(path, f"There is no file {path}. Check the name and the folder.")
        if path.is_dir():
            raise VideoError(path, f"{path} is a folder. Name one video file in it.")
        container = av.open(str(path), mode="r")
    except PermissionError as error:
        raise VideoError(path, f"{path} may not be read. Change its permissions.") from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise VideoError(
            path, f"{path} is not a video that can be read, or it is cut off. {_FORMATS}"
        ) from error
    if container.format.name in _NO_VIDEO or container.format.name.endswith("_pipe"):
        container.close()
        raise VideoError(path, f"{path} is a text, a picture or a GIF, not a video. {_FORMATS}")
    return container


def _video_stream(container: InputContainer, path: Path) -> VideoStream:
    # A cover picture in a sound file is a video stream too, of one attached picture.
    streams = [s for s in container.streams.video if not s.disposition & s.disposition.attached_pic]
    if not streams:
        what = "only sound" if container.streams.audio else "no video"
        raise VideoError(path, f"{path} holds {what}. Choose a recording with pictures. {_FORMATS}")
    stream = streams[0]
    stream.thread_type = "AUTO"
    _refuse_large(path, stream.width, stream.height)
    _refuse_long(path, "lasts", _duration_s(container, stream) or 0.0)
    return stream


def _refuse_large(path: Path, width_px: int, height_px: int) -> None:
    if max(width_px, height_px) > LARGEST_PX:
        raise LargeVideoError(
            path,
            f"The pictures of {path} are {width_px} × {height_px} pixels, and at most {LARGEST_PX} "
            "on a side are read. Save it smaller, for example 1280 × 720.",
        )


def _refuse_long(path: Path, lasts: str, seconds: float) -> None:
    if seconds > LONGEST_S:
        long, longest = (timedelta(seconds=ceil(each)) for each in (seconds, LONGEST_S))
        raise LongVideoError(
            path,
            f"{path} {lasts} {long} (hours:minutes:seconds), and at most {longest} is read. "
            "Cut out the part with the exercise.",
        )


def _duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    """How long the pictures last by the file's own word; None where it does not say."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and not container.streams.audio:
        return container.duration / av.time_base
    return None


def _decode(
    container: InputContainer, stream: VideoStream, path: Path, start_s: float | None = None
) -> Iterator[Frame]:
    """The frames from where the container is; times count from `start_s`, else from the first."""
    last_s = -1.0
    try:
        for picture in container.decode(stream):
            if start_s is None:
                start_s = picture.time
            time_s = picture.time - start_s
            if time_s <= last_s:  # a repeated or misordered timestamp: no new moment
                continue
            last_s = time_s
            _refuse_long(path, "goes on for at least", time_s)
            _refuse_large(path, picture.width, picture.height)
            image = picture.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
            turns = round(picture.rotation / 90) % 4
            yield Frame(time_s, np.ascontiguousarray(np.rot90(image, turns)) if turns else image)
    except av.FFmpegError as error:
        where = f"after {last_s:.1f} seconds" if last_s >= 0 else "at its start"
        raise VideoError(path, f"{path} is damaged {where}. Copy or download it again.") from error
