"""Frames to poses with MediaPipe's Pose Landmarker. The only file that imports mediapipe.

The `mediapipe` wheels up to 0.10.2x carry the two networks of the "full" model; a Pose Landmarker
bundle is a stored zip of both, where the landmark network needs metadata that MediaPipe's own
writer adds. It is built in memory (a quarter of a second), so nothing is downloaded and nothing is
written.
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from poseguide.errors import ModelError
from poseguide.records import Frame, Pose

#: Names another Pose Landmarker bundle (lite, full or heavy) to use in place of the built-in one.
MODEL_VARIABLE = "POSEGUIDE_MODEL"


class PoseEstimator:
    """The pose of the one person in each frame, tracked from frame to frame.

    Frames must come in the order of time. The network starts with the first frame (half a second,
    about 110 MB), so making the object is cheap.
    """

    def __init__(self, model: Path | None = None) -> None:
        named = os.environ.get(MODEL_VARIABLE)
        self._model = model or (Path(named) if named else None)
        self._landmarker: Any = None
        self._image_type: Any = None
        self._last_ms = 0
        self._talked = False  # MediaPipe warns once more with the first person it finds

    def __enter__(self) -> PoseEstimator:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Frees the network; estimating again would start a new one."""
        if self._landmarker is not None:
            self._landmarker.close()
            self._landmarker = None

    def estimate(self, frame: Frame) -> Pose:
        """The pose in this frame in pixels; all NaN where nobody is found.

        Raises ModelError when there is no model or MediaPipe cannot start.
        """
        if self._landmarker is None:
            self._start()
        # VIDEO mode wants whole milliseconds that grow strictly; two frames may share one.
        self._last_ms = max(self._last_ms + 1, round(frame.time_s * 1000))
        image = self._image_type(np.ascontiguousarray(frame.image))
        with nullcontext() if self._talked else _quiet_stderr():
            found = self._landmarker.detect_for_video(image, self._last_ms)
        height, width = frame.image.shape[:2]
        self._talked = self._talked or bool(found.pose_landmarks)
        if not found.pose_landmarks:
            return Pose.unseen(frame.time_s, width, height)
        landmarks = found.pose_landmarks[0]
        raw = np.array([(p.x, p.y, p.z, p.visibility) for p in landmarks], dtype=np.float64)
        return Pose(
            time_s=frame.time_s,
            points=raw[:, :2] * (width, height),
            depth=raw[:, 2] * width,
            visibility=raw[:, 3],
            width_px=width,
            height_px=height,
        )

    def _start(self) -> None:
        try:
            with _quiet_stderr():
                import mediapipe as mp
                from mediapipe.tasks.python import BaseOptions, vision
        except ImportError as error:
            raise ModelError(
                f"MediaPipe cannot be loaded ({error}). Reinstall PoseGuide; on a bare Debian or "
                "Ubuntu also run: apt-get install libgl1 libglib2.0-0"
            ) from error
        bundle = self._read_model() if self._model else _bundle_from(Path(mp.__file__).parent)
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=bundle),
            running_mode=vision.RunningMode.VIDEO,
        )
        try:
            with _quiet_stderr():
                landmarker = vision.PoseLandmarker.create_from_options(options)
                blank = np.zeros((64, 64, 3), np.uint8)
                landmarker.detect_for_video(mp.Image(mp.ImageFormat.SRGB, blank), 0)
        except (ValueError, RuntimeError) as error:
            raise ModelError(
                f"MediaPipe cannot use the pose model {self._model or 'of its own wheel'}: {error}"
            ) from error
        self._landmarker = landmarker
        self._image_type = lambda pixels: mp.Image(mp.ImageFormat.SRGB, pixels)

    def _read_model(self) -> bytes:
        assert self._model is not None
        try:
            return self._model.read_bytes()
        except OSError as error:
            raise ModelError(
                f"The pose model {self._model} cannot be read ({error.strerror}). Give the path "
                f"of a Pose Landmarker .task file, or unset {MODEL_VARIABLE} for the built-in one."
            ) from error


def _bundle_from(package: Path) -> bytes:
    """A Pose Landmarker bundle made of the networks in the mediapipe wheel at `package`."""
    detector = package / "modules/pose_detection/pose_detection.tflite"
    landmarks = package / "modules/pose_landmark/pose_landmark_full.tflite"
    if not (detector.is_file() and landmarks.is_file()):
        raise ModelError(
            f"This mediapipe carries no pose model ({landmarks} is missing). Install "
            f"mediapipe==0.10.21, or name a Pose Landmarker .task file in {MODEL_VARIABLE}."
        )
    from mediapipe.tasks.python.metadata.metadata_writers.metadata_writer import MetadataWriter

    writer = MetadataWriter.create(bytearray(landmarks.read_bytes()))
    writer.add_image_input([0.0], [255.0])
    for _ in range(5):  # points, presence, mask, heat map, world points
        writer.add_feature_output()
    described, _ = writer.populate()
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("pose_detector.tflite", detector.read_bytes())
        archive.writestr("pose_landmarks_detector.tflite", bytes(described))
    return bundle.getvalue()


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Sends the C++ start-up chatter of MediaPipe, which no setting turns off, nowhere."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
