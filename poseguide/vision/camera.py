"""Pictures as a camera gives them: one by one, as JPEG, from a device, or a file played as one."""

from __future__ import annotations

import io
import re
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from poseguide.core.errors import CameraError
from poseguide.core.records import Frame
from poseguide.vision.video_reader import read_frames

#: The longer and the shorter side of the largest picture that is sent, upright or not.
_MAX_PX = (1280, 960)
#: The end of the only scan of a JPEG: a byte 255 before anything but 0 or the number of a restart.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")

#: Bits a sample, height, width, and number of components.
_HEADER = struct.Struct(">BHHB")
_NO_JPEG = "What was sent is not a whole JPEG picture."

Picture = NDArray[np.uint8]
#: A video of one picture lasts this long.
_ONE_PICTURE_S = 0.04


def decode_jpeg(data: bytes) -> Picture:
    """The picture in a JPEG as browsers make them, (height, width, 3) uint8 RGB.

    Raises CameraError for anything else, before it is decoded: a progressive JPEG of 300 kB, with
    as many scans as go into it, takes a minute.
    """
    _check_plain(data)
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            return np.asarray(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise CameraError(_NO_JPEG) from error


def _check_plain(data: bytes) -> None:
    """Raise CameraError for all but one baseline picture in one scan, of a size that is sent.

    The markers are those of ITU-T T.81, annex B.
    """
    at, components = 2, 0
    if data[:2] != b"\xff\xd8":
        raise CameraError(_NO_JPEG)
    while True:
        marker = data[at : at + 2]
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if len(marker) < 2 or marker[0] != 0xFF or len(body) != length - 2:
            raise CameraError(_NO_JPEG)
        at += 2 + length
        if marker[1] == 0xC0 and not components:
            components = _components_of(body)
        elif 0xC0 <= marker[1] <= 0xCF and marker[1] != 0xC4:
            raise CameraError("A picture that was sent is not a baseline JPEG.")
        elif marker[1] == 0xDA:
            break
    after = _AFTER_SCAN.search(data, at)
    if not components or body[:1] != bytes([components]) or not after or after[0][1] != 0xD9:
        raise CameraError(_NO_JPEG)


def _components_of(header: bytes) -> int:
    """The number of components of a picture, by its header. Raises CameraError for a wrong size."""
    if len(header) < _HEADER.size:
        raise CameraError(_NO_JPEG)
    bits, height, width, components = _HEADER.unpack_from(header)
    longer, shorter = max(height, width), min(height, width)
    if bits != 8 or components not in (1, 3) or shorter == 0:
        raise CameraError(_NO_JPEG)
    if longer > _MAX_PX[0] or shorter > _MAX_PX[1]:
        raise CameraError(f"A picture of {width} x {height} pixels is too large.")
    return int(components)


def read_camera(number: int) -> Iterator[Frame]:
    """The frames of a camera of this computer, with the time at which each came, from 0 s.

    Raises CameraError when there is no such camera, or when it stops giving pictures.
    """
    import cv2

    # What is wrong is said by the error below.
    cv2.utils.logging.setLogLevel(0)
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
