"""Writes the pose model, byte for byte, from the networks in the wheel of mediapipe 0.10.21.

Needs an environment with the packages of `.ci/pose_model`, which makes one and calls this with
the file to write.
"""

import io
import sys
import types
import zipfile
from importlib.metadata import distribution
from pathlib import Path

#: A zip's earliest date, so that the same networks give the same bytes on every day.
DATE = (1980, 1, 1, 0, 0, 0)


def package() -> Path:
    """Return the folder of mediapipe, of which only the metadata writer can be imported then.

    The rest of it wants a gigabyte of packages that the writer does not need.
    """
    folder = Path(str(distribution("mediapipe").locate_file("mediapipe")))
    for name in ("mediapipe", "mediapipe.tasks", "mediapipe.tasks.python"):
        module = types.ModuleType(name)
        module.__path__ = [str(folder.parent / name.replace(".", "/"))]
        sys.modules[name] = module
    return folder


def bundle(folder: Path) -> bytes:
    """Return a Pose Landmarker bundle: a stored zip of the detector and the landmark network.

    The landmark network gets the metadata without which MediaPipe refuses it: pixels are scaled to
    0 to 1, and it has five outputs (points, presence, mask, heat map, world points).
    """
    from mediapipe.tasks.python.metadata.metadata_writers.metadata_writer import MetadataWriter

    modules = folder / "modules"
    landmarks = (modules / "pose_landmark/pose_landmark_full.tflite").read_bytes()
    writer = MetadataWriter.create(bytearray(landmarks))
    writer.add_image_input([0.0], [255.0])
    for _ in range(5):
        writer.add_feature_output()
    described, _ = writer.populate()
    parts = {
        "pose_detector.tflite": (modules / "pose_detection/pose_detection.tflite").read_bytes(),
        "pose_landmarks_detector.tflite": bytes(described),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DATE), data)
    return written.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(bundle(package()))
