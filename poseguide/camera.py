"""Pictures as a camera gives them: one by one, as JPEG, from a device, or a file played as one."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from poseguide.errors import CameraError
from poseguide.records import Frame
from poseguide.video import read_frames

#: More than the longest side of any picture that is sent; what is larger is not decoded.
_MAX_PX = 2000

Picture = NDArray[np.uint8]
#: A video of one picture lasts this long.
_ONE_PICTURE_S = 0.04
#: In the place of a picture where only the time matters: an exercise that no camera sees.
NO_PICTURE: Picture = np.zeros((0, 0, 3), np.uint8)


def decode_jpeg(data: bytes) -> Picture:
    """The picture in a JPEG, (height, width, 3) uint8 RGB. Raises CameraError for anything else."""
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            if max(image.size) > _MAX_PX:
                raise CameraError(f"A picture of {image.size} pixels is too large.")
            return np.asarray(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise CameraError("What was sent is not a whole JPEG picture.") from error


def read_camera(number: int) -> Iterator[Frame]:
    """The frames of a camera of this computer, with the time at which each came, from 0 s.

    Raises CameraError when there is no such camera, or when it stops giving pictures.
    """
    import cv2

    # What is wrong is said by the error below.
    cv2.setLogLevel(0)
    capture = cv2.VideoCapture(number)
    try:
        if not capture.isOpened():
            raise CameraError(
                f"Camera {number} cannot be opened. Plug it in, close other programs that use it, "
                "or choose another number with --camera."
            )
        begun_s = time.monotonic()
        while True:
            good, picture = capture.read()
            if not good:
                raise CameraError(f"Camera {number} gives no more pictures. Plug it in again.")
            yield Frame(
                time.monotonic() - begun_s,
                cv2.cvtColor(picture, cv2.COLOR_BGR2RGB).astype(np.uint8),
            )
    finally:
        capture.release()


def ticks(every_s: float = 0.1) -> Iterator[Frame]:
    """Moments without a picture, for an exercise that no camera sees, from 0 s and without end."""
    begun_s = time.monotonic()
    while True:
        yield Frame(time.monotonic() - begun_s, NO_PICTURE)
        time.sleep(every_s)


def play(video: Path, *, for_s: float = 0.0) -> Iterator[Frame]:
    """The frames of a video at its own speed, as if a camera gave them; again until `for_s`.

    A frame is given when its time has come, counted from when the first was taken; whoever takes
    them late gets them at once until the time is caught up with. Raises VideoError as `read_frames`
    does.
    """
    begun_s: float | None = None
    offset_s = 0.0
    while offset_s <= for_s:
        step_s, last_s = _ONE_PICTURE_S, 0.0
        for frame in read_frames(video):
            if frame.time_s > 0:
                step_s, last_s = frame.time_s - last_s, frame.time_s
            now_s = time.monotonic()
            begun_s = now_s if begun_s is None else begun_s
            time.sleep(max(0.0, begun_s + offset_s + frame.time_s - now_s))
            yield Frame(offset_s + frame.time_s, frame.image)
        offset_s += last_s + step_s
        if not for_s:
            return
