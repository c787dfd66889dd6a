"""Frames of a video file with their true timestamps."""

from __future__ import annotations

import math
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from av.video.frame import VideoFrame

from poseguide.core.errors import VideoError
from poseguide.core.records import Frame
from poseguide.vision.container import OpenVideo, opened

#: How much of a stream may be missing at its end before the file counts as cut off, in seconds.
_END_SLACK_S = 1.0
#: Stands before the seconds in the comment of a clip that does not begin with its session.
BEGINS = "poseguide begins_s="
#: Earlier moments are found by reading from the start.
_SEEK_FROM_S = 2.0
#: No picture takes less time than this; a file that says more pictures is not believed.
_MOST_A_SECOND = 1000.0
#: A jump goes so far before the moment that is wanted: the slot in which it lands is not given, for
#: its first frame may have come before.
_BEFORE_S = 0.4
#: So early, in slots, a picture may come and still be that of the next slot.
_EARLY = 0.25


@dataclass(frozen=True)
class VideoInfo:
    """The size of a video when upright, its length and its number of frames (estimates).

    `zero_s` is the time of the first picture by the file's own clock.
    """

    path: Path
    width_px: int
    height_px: int
    duration_s: float
    frames: int
    zero_s: float

    def looks(self, rate: float) -> int:
        """Return about how many frames `read_frames` gives at a rate."""
        return (
            min(self.frames, math.ceil(self.duration_s * rate)) if rate < math.inf else self.frames
        )


def probe(path: Path) -> VideoInfo:
    """The size and length of a video. Raises VideoError as `read_frames` does.

    A file that says it is short and goes on is found out only by reading it.
    """
    with opened(path) as film:
        first = next(film.pictures(), None)
        if first is None:
            raise _empty(path)
        zero_s, picture = first
        height, width = film.upright(picture).shape[:2]
        duration = max(film.duration_s or 0.0, 0.0)
        most = duration * _MOST_A_SECOND
        frames = film.frames if 0 < film.frames <= most else round(min(duration * film.rate, most))
        return VideoInfo(path, width, height, duration, frames, zero_s)


def read_frames(
    path: Path,
    rate: float = math.inf,
    *,
    from_s: float = 0.0,
    zero_s: float | None = None,
) -> Generator[Frame, None, None]:
    """The frames of a video, upright and with square pixels, in order of time from 0 s.

    Timestamps are the file's own, so a variable frame rate stays true; what the file says of a turn
    and of the shape of its pixels is applied. At most `rate` frames a second are given, the same
    ones from wherever it is read: those `from_s` on. `zero_s` is the time of the first picture by
    the file's clock, where the caller knows it.

    Raises VideoError when the file is missing, is no video, has no pictures, or breaks off before
    its end; LongVideoError when it lasts longer than LONGEST_S, at the latest when it does;
    LargeVideoError when its pictures are larger than LARGEST_PX or MOST_PX.
    """
    with opened(path) as film:
        pictures = _times(film, zero_s)
        last_s, slot = -1.0, -1
        if zero_s is not None and film.can_jump and from_s > _SEEK_FROM_S:
            film.seek(zero_s - film.start_s + from_s - _BEFORE_S)
            last_s, _ = next(pictures, (math.inf, None))
            slot = _slot(last_s, rate, slot) if last_s < from_s - _BEFORE_S / 2 else slot
            if slot < 0:  # it landed too late: the index of the file is wrong
                yield from read_frames(path, rate, from_s=from_s)
                return
        for time_s, picture in pictures:
            last_s = time_s
            now = _slot(time_s, rate, slot)
            if now > slot:
                slot = now
                if time_s >= from_s:
                    yield Frame(time_s, film.upright(picture))
        if last_s < 0:
            raise _empty(path)
        promised_s = film.duration_s
        # Some containers count their length from the first picture, some from zero.
        if promised_s is not None and film.start_s + last_s < promised_s - _END_SLACK_S:
            raise VideoError(
                path,
                f"{path} breaks off after {last_s:.1f} of {promised_s:.1f} seconds. "
                "Copy or download it again.",
            )


def seconds_before(info: VideoInfo, time_s: float) -> float:
    """Return how many seconds of a video are decoded before the picture at a time is reached.

    All before it where the file cannot be read from the middle, or is damaged there.
    """
    try:
        with opened(info.path) as film:
            if not film.can_jump:
                return time_s
            film.seek(info.zero_s - film.start_s + time_s)
            landed_s, _ = next(_times(film, info.zero_s), (math.inf, None))
    except VideoError:
        return time_s
    return time_s - landed_s if landed_s <= time_s else time_s


def begins_s(path: Path) -> float | None:
    """Return when a clip of an own session begins on the session's clock; None if it does not say.

    Raises VideoError as `read_frames` does.
    """
    with opened(path) as film:
        found = re.fullmatch(f"{BEGINS}([0-9]+\\.[0-9]+)", film.comment)
        return float(found[1]) if found else None


def frame_at(path: Path, time_s: float) -> Frame:
    """The frame that is shown at a time, the first or the last one for times outside.

    Raises VideoError as `read_frames` does for what it reads of the file.
    """
    with opened(path) as film:
        if time_s > _SEEK_FROM_S:
            film.seek(time_s)
        shown = None
        for frame in _frames(film, film.start_s):
            if shown is not None and frame.time_s > time_s:
                break
            shown = frame
        if shown is None:
            raise _empty(path)
        return shown


def _frames(film: OpenVideo, start_s: float | None = None) -> Iterator[Frame]:
    """The frames from where the film is; times count from `start_s`, else from the first."""
    for time_s, picture in _times(film, start_s):
        yield Frame(time_s, film.upright(picture))


def _times(film: OpenVideo, start_s: float | None) -> Iterator[tuple[float, VideoFrame]]:
    """Yield the time of each picture from where the film is, and the picture as stored."""
    last_s = -1.0
    for at_s, picture in film.pictures():
        start_s = at_s if start_s is None else start_s
        time_s = at_s - start_s
        if time_s <= last_s:  # a repeated or misordered timestamp: no new moment
            continue
        last_s = time_s
        film.refuse_long("goes on for at least", time_s)
        yield time_s, picture


def _slot(time_s: float, rate: float, last: int) -> int:
    """Return the number of the slot of 1/`rate` seconds that a time is in, counted from 0.

    A time shortly before a slot is in it: cameras are not exact. Without a rate each is the next.
    """
    return last + 1 if rate == math.inf else math.floor(time_s * rate + _EARLY)


def _empty(path: Path) -> VideoError:
    return VideoError(path, f"{path} has no pictures in it. Record it again.")
