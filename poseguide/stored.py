"""Poses kept in a small file, so that a clip can be replayed in a fraction of a second.

A file holds what the pose model and the surface meter gave for every frame, nothing of the picture:
NumPy's compressed `.npz` with whole numbers, points to an eighth of a pixel.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from poseguide.errors import StoredPosesError
from poseguide.records import Floats, Pose, Surface

#: The ending of such a file.
SUFFIX = ".npz"

_PARTS = 8.0
_UNSEEN = -32768
_FARTHEST = 32767


def save_poses(path: Path, poses: Sequence[Pose]) -> None:
    """Writes the poses of one clip, all of one size; raises StoredPosesError when it cannot."""
    if not poses:
        raise StoredPosesError(f"There are no poses to keep in {path}: the clip has no frames.")
    surfaces = [pose.surface or Surface(np.nan, np.nan, 0.0) for pose in poses]
    try:
        np.savez_compressed(
            path,
            time_s=np.array([pose.time_s for pose in poses]),
            size_px=np.array([poses[0].width_px, poses[0].height_px], np.int32),
            points=_whole(np.stack([pose.points for pose in poses])),
            depth=_whole(np.stack([pose.depth for pose in poses])),
            visibility=np.round(255 * np.stack([p.visibility for p in poses])).astype(np.uint8),
            surface=np.array([(s.belly, s.chest, s.quality) for s in surfaces], np.float32),
        )
    except OSError as error:
        raise StoredPosesError(
            f"{path} cannot be written ({error.strerror}). Choose another folder."
        ) from error


def load_poses(path: Path) -> Iterator[Pose]:
    """The poses of one clip in the order of time; raises StoredPosesError when it has none."""
    try:
        # Opened here, since NumPy leaves a broken file open.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            parts = {name: kept[name] for name in _NAMES}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise StoredPosesError(
            f"{path} holds no poses ({error}). Make it with: poseguide evaluate FOLDER --keep DIR"
        ) from error
    points, depth = _pixels(parts["points"]), _pixels(parts["depth"])
    visibility = parts["visibility"] / 255.0
    width, height = (int(length) for length in parts["size_px"])
    for number, time_s in enumerate(parts["time_s"]):
        belly, chest, quality = (float(value) for value in parts["surface"][number])
        yield Pose(
            time_s=float(time_s),
            points=points[number],
            depth=depth[number],
            visibility=visibility[number],
            width_px=width,
            height_px=height,
            surface=Surface(belly, chest, quality),
        )


_NAMES = ("time_s", "size_px", "points", "depth", "visibility", "surface")


def _whole(pixels: Floats) -> NDArray[np.int16]:
    parts = np.clip(np.round(pixels * _PARTS), -_FARTHEST, _FARTHEST)
    return np.where(np.isfinite(parts), parts, _UNSEEN).astype(np.int16)


def _pixels(parts: NDArray[np.int16]) -> Floats:
    pixels: Floats = np.where(parts == _UNSEEN, np.nan, parts / _PARTS)
    return pixels
