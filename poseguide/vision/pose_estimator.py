"""Frames to poses with MediaPipe's Pose Landmarker. The only file that imports mediapipe."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from poseguide.core.errors import ModelError
from poseguide.core.records import Floats, Frame, Pose
from poseguide.core.skeleton import SIDES, index_of
from poseguide.vision.pose_model import chosen_model, not_made_for, read_model

#: A second person's trunk and knees have this mean visibility at least (measured: 0.85 and more).
_CLEAR = 0.8
#: A second person is at least this large against the first; the model sees no smaller ones anyway.
_LEAST_SHARE = 1 / 3
#: The middles of two people are at least this far apart, in trunk lengths of the larger. Two finds
#: of one body were up to 0.83 apart, two people 1.15 and more.
_APART = 1.0

#: A picture that shows nobody.
_BLANK = np.zeros((64, 64, 3), np.uint8)

_HIPS = [index_of("hip", side) for side in SIDES]
_KNEES = [index_of("knee", side) for side in SIDES]
_TRUNK = [index_of("shoulder", side) for side in SIDES] + _HIPS


class FindsPose(Protocol):
    """An estimator of the pose in frames that come in the order of time."""

    def estimate(self, frame: Frame) -> Pose:
        """The pose in this frame in pixels; all NaN where nobody is found."""


class _Network:
    """A pose network that starts with the first picture, in MediaPipe's VIDEO or IMAGE mode."""

    def __init__(self, model: Path | None, mode: Literal["VIDEO", "IMAGE"], people: int) -> None:
        self._model = model or chosen_model()
        self._mode = mode
        self._people = people
        self._landmarker: Any = None
        self._image_type: Any = None
        # In milliseconds, of what the network was given last, and of the time 0 of what it sees.
        self._last_ms = self._zero_ms = 0
        self._talked = False  # MediaPipe warns once more with the first person it finds

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the network; the next picture would start a new one."""
        if self._landmarker is not None:
            self._landmarker.close()
            self._landmarker = None
            self._last_ms = self._zero_ms = 0

    def _find(self, picture: NDArray[np.uint8], time_s: float) -> list[Floats]:
        """Each person found: (33, 4), x, y and depth in pixels, and visibility, 0 to 1.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        self.start()
        # VIDEO mode wants whole milliseconds that grow strictly; two frames may share one.
        self._last_ms = max(self._last_ms + 1, self._zero_ms + round(time_s * 1000))
        image = self._image_type(np.ascontiguousarray(picture))
        with nullcontext() if self._talked else _quiet_stderr():
            found = self._detect(self._landmarker, image, self._last_ms).pose_landmarks
        self._talked = self._talked or bool(found)
        height, width = picture.shape[:2]
        return [
            np.array([(p.x, p.y, p.z, p.visibility) for p in person], dtype=np.float64)
            * (width, height, width, 1.0)
            for person in found
        ]

    def _detect(self, landmarker: Any, image: Any, time_ms: int) -> Any:
        if self._mode == "IMAGE":
            return landmarker.detect(image)
        return landmarker.detect_for_video(image, time_ms)

    def start(self) -> None:
        """Start the network where it has not yet; else the first picture does.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        if self._landmarker is not None:
            return
        try:
            with _quiet_stderr():
                import mediapipe as mp
                from mediapipe.tasks.python import BaseOptions, vision
        except ImportError as error:
            raise ModelError(_why_not_loaded(error)) from error
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=read_model(self._model)),
            running_mode=vision.RunningMode[self._mode],
            num_poses=self._people,
        )
        try:
            with _quiet_stderr():
                landmarker = vision.PoseLandmarker.create_from_options(options)
                self._detect(landmarker, mp.Image(mp.ImageFormat.SRGB, _BLANK), 0)
        except (ValueError, RuntimeError) as error:
            raise ModelError(
                f"MediaPipe cannot use the pose model {self._model or 'that it came with'}: {error}"
            ) from error
        self._landmarker = landmarker
        weakref.finalize(self, _let_go, landmarker)
        self._image_type = lambda pixels: mp.Image(mp.ImageFormat.SRGB, pixels)


class PoseEstimator(_Network):
    """The pose of the one person in each frame, tracked from frame to frame.

    Frames must come in the order of time. The network starts with the first frame (half a second,
    about 110 MB), so making the object is cheap.
    """

    def __init__(self, model: Path | None = None) -> None:
        super().__init__(model, "VIDEO", people=1)

    def estimate(self, frame: Frame) -> Pose:
        """The pose in this frame in pixels; all NaN where nobody is found.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        found = self._find(frame.image, frame.time_s)
        if found:
            return _pose_of(found[0], frame)
        height, width = frame.image.shape[:2]
        return Pose.unseen(frame.time_s, width, height)

    def forget(self) -> None:
        """Forget the person: the next frame, at any time, is as the first one of a recording.

        Its points are exactly those of a new network. Its visibilities, which MediaPipe smooths
        over about 20 frames, begin from those of before.
        """
        if self._landmarker is None:
            return
        # Where a picture shows nobody, MediaPipe drops what it tracked.
        self._zero_ms = self._last_ms + 1000
        self._find(_BLANK, 0.0)


class PeopleCounter(_Network):
    """A finder of the people in a picture: nobody, one, or two of them. Safe to use by threads.

    Believe a second person, more so twice in a row: over 1454 frames of 61 clips that show one
    person none was false. Do not believe that there is only one: of composed pictures with two
    people of one size both were found in 32 of 36 (upright), 19 of 25 (lying) and 29 of 80 (whole
    frames side by side), with one half as large in 15 of 78, with one standing behind one who lies
    in 3 of 80, with one a third as large never. Painting the first over and looking again found
    most of them, and took chairs and plants for people. A picture takes 33 ms. The network takes
    about 130 MB beside the estimator's, and `close` gives back little of it.
    """

    def __init__(self, model: Path | None = None) -> None:
        super().__init__(model, "IMAGE", people=2)
        self._lock = threading.Lock()

    def people(self, frame: Frame) -> list[Pose]:
        """The largest person in this frame, and another one that is clearly there.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        with self._lock:
            found = [_pose_of(person, frame) for person in self._find(frame.image, 0.0)]
        found.sort(key=_size_px, reverse=True)
        return found[:1] + [person for person in found[1:] if is_another(person, found[0])]

    def count(self, frame: Frame) -> int:
        """The number of people in this frame: 0, 1, or 2 for two and more.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        return len(self.people(frame))


def _pose_of(person: Floats, frame: Frame) -> Pose:
    height, width = frame.image.shape[:2]
    return Pose(
        time_s=frame.time_s,
        points=person[:, :2],
        depth=person[:, 2],
        visibility=person[:, 3],
        width_px=width,
        height_px=height,
    )


def _size_px(person: Pose) -> float:
    """The larger of the trunk and the longer thigh, which a bent or turned body shows too."""
    points = person.points
    trunk = points[_TRUNK[:2]].mean(axis=0) - points[_HIPS].mean(axis=0)
    thighs = points[_HIPS] - points[_KNEES]
    return float(np.linalg.norm(np.vstack([trunk, thighs]), axis=1).max())


def is_another(person: Pose, first: Pose) -> bool:
    """Return whether a found body is clearly there, not far too small, and at another place."""
    apart = float(np.hypot(*(person.points[_TRUNK] - first.points[_TRUNK]).mean(axis=0)))
    return (
        float(person.visibility[_TRUNK + _KNEES].mean()) >= _CLEAR
        and _size_px(person) >= _LEAST_SHARE * _size_px(first)
        and apart >= _APART * max(_size_px(person), _size_px(first))
    )


def _why_not_loaded(error: ImportError) -> str:
    """Return what to do where MediaPipe cannot be imported."""
    if (said := not_made_for()) is not None:
        return said
    return (
        f"MediaPipe cannot be loaded ({error}). Reinstall PoseGuide; on a bare Debian or "
        "Ubuntu also run: apt-get install libgl1 libglib2.0-0"
    )


def _let_go(landmarker: Any) -> None:
    """Leave the network to the system when the program ends without having closed it.

    MediaPipe would close it then by a pool of threads that is gone already, and print an error.
    """
    landmarker._handle = None


class _Stderr:
    """The error output of the process, sent nowhere while any thread wants it quiet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._quiet = 0
        self._kept = -1

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Send the error output nowhere until the block, and every other one, has ended."""
        with self._lock:
            if not self._quiet:
                self._redirect()
            self._quiet += 1
        try:
            yield
        finally:
            with self._lock:
                self._quiet -= 1
                if not self._quiet:
                    os.dup2(self._kept, 2)
                    os.close(self._kept)

    def _redirect(self) -> None:
        if sys.stderr is not None:  # a Windows program without a console has none
            sys.stderr.flush()
        self._kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)


_STDERR = _Stderr()


def _quiet_stderr() -> AbstractContextManager[None]:
    """Keep back the C++ start-up chatter of MediaPipe, which no setting turns off."""
    return _STDERR.quiet()
