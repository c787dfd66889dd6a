"""Poses kept in a small file, so that a clip can be replayed in a fraction of a second.

A file holds what the pose model and the surface meter gave for every frame, nothing of the picture:
NumPy's compressed `.npz` with whole numbers, points to an eighth of a pixel.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED

import numpy as np
from numpy.typing import NDArray

from poseguide.core.errors import StoredPosesError
from poseguide.core.records import Floats, Pose, Surface
from poseguide.vision.container import LARGEST_PX, LONGEST_S

#: The ending of such a file.
SUFFIX = ".npz"

#: What the reading of a broken archive raises.
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, IndexError,
    OverflowError, RuntimeError, MemoryError,
)  # fmt: skip

#: A clip of an hour, 250 frames a second; unpacked a frame takes 251 bytes.
_LARGEST = 256 * 2**20

_PARTS = 8.0
_UNSEEN = -32768
_FARTHEST = 32767


def save_poses(path: Path, poses: Sequence[Pose]) -> None:
    """Write the poses of one clip, all of one size. Raises StoredPosesError when it cannot."""
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
    """The poses of one clip in the order of time.

    Raises StoredPosesError where there are none, and for what `save_poses` does not write.
    """
    parts = _parts(path)
    width, height = (int(length) for length in parts["size_px"])
    for number, time_s in enumerate(parts["time_s"]):
        belly, chest, quality = (float(value) for value in parts["surface"][number])
        yield Pose(
            time_s=float(time_s),
            points=_pixels(parts["points"][number]),
            depth=_pixels(parts["depth"][number]),
            visibility=parts["visibility"][number] / 255.0,
            width_px=width,
            height_px=height,
            surface=Surface(belly, chest, quality),
        )


def check_poses(path: Path) -> None:
    """Raise StoredPosesError as `load_poses` does."""
    _parts(path)


def _parts(path: Path) -> dict[str, NDArray[Any]]:
    """Return the parts of a file, checked before more is read than its size allows."""
    try:
        with zipfile.ZipFile(path) as kept:
            _check_members(kept)
            frames = next(iter(_shape_in(kept, "time_s")), 0)
            parts = {name: _array_in(kept, name, frames) for name in _KINDS}
        _check_values(parts)
    except BROKEN_ZIP as error:
        raise StoredPosesError(
            f"{path} holds no poses ({error}). Make it with: poseguide evaluate FOLDER --keep DIR"
        ) from error
    return parts


def _check_members(kept: zipfile.ZipFile) -> None:
    """Raise ValueError for what would need much memory, or is not as NumPy writes it."""
    infos = kept.infolist()
    if sorted(info.filename for info in infos) != sorted(f"{name}.npy" for name in _KINDS):
        raise ValueError(f"it has not the parts {', '.join(_KINDS)}")
    if sum(info.file_size for info in infos) > _LARGEST:
        raise ValueError("unpacked it is too large")
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in infos):
        raise ValueError("it is packed in another way")


def _shape_in(kept: zipfile.ZipFile, name: str) -> tuple[int, ...]:
    """The shape that the head of a part tells. ValueError for numbers of another kind."""
    with kept.open(f"{name}.npy") as part:
        head = _HEAD.match(part.read(_LONGEST_HEAD))
    kind, _ = _KINDS[name]
    if head is None or head["kind"].decode("ascii", "replace") != kind.str:
        raise ValueError(f"{name} does not hold numbers of the kind {kind}")
    return tuple(int(length) for length in head["shape"].split(b",") if length.strip())


def _array_in(kept: zipfile.ZipFile, name: str, frames: int) -> NDArray[Any]:
    """The numbers of a part. ValueError where there are not as many as there are poses."""
    kind, one = _KINDS[name]
    shape = one if name == "size_px" else (frames, *one)
    if frames < 1 or _shape_in(kept, name) != shape:
        raise ValueError(f"{name} is not of {frames} poses")
    data = kept.read(f"{name}.npy")
    head = _HEAD.match(data)
    assert head is not None
    return np.frombuffer(data, kind, offset=head.end()).reshape(shape)


def _check_values(parts: Mapping[str, NDArray[Any]]) -> None:
    """Raise ValueError for values that no clip has."""
    times_s, surface = parts["time_s"], parts["surface"]
    if not np.isfinite(times_s).all() or (np.diff(times_s) <= 0).any():
        raise ValueError("its times are not in order")
    if times_s[0] < 0 or times_s[-1] > LONGEST_S:
        raise ValueError("its times are not those of a clip")
    if not ((parts["size_px"] >= 1) & (parts["size_px"] <= LARGEST_PX)).all():
        raise ValueError(f"its pictures would have {' × '.join(map(str, parts['size_px']))} pixels")
    if np.isinf(surface).any() or not (surface[:, 2] >= 0).all():
        raise ValueError("the rise of belly and chest is not a number")


#: How NumPy begins an array, as it wrote it since 2006; all else in such a file is numbers.
_HEAD = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '(?P<kind>[^']*)', 'fortran_order': False, "
    rb"'shape': \((?P<shape>[0-9, ]{0,40})\), \} *\n",
    re.DOTALL,
)
_LONGEST_HEAD = 1024

#: The parts of a file: how each is kept, and its shape, for each pose but that of the size.
_KINDS: dict[str, tuple[Any, tuple[int, ...]]] = {
    "time_s": (np.dtype("<f8"), ()),
    "size_px": (np.dtype("<i4"), (2,)),
    "points": (np.dtype("<i2"), (33, 2)),
    "depth": (np.dtype("<i2"), (33,)),
    "visibility": (np.dtype("u1"), (33,)),
    "surface": (np.dtype("<f4"), (3,)),
}


def _whole(pixels: Floats) -> NDArray[np.int16]:
    parts = np.clip(np.round(pixels * _PARTS), -_FARTHEST, _FARTHEST)
    return np.where(np.isfinite(parts), parts, _UNSEEN).astype(np.int16)


def _pixels(parts: NDArray[np.int16]) -> Floats:
    pixels: Floats = np.where(parts == _UNSEEN, np.nan, parts / _PARTS)
    return pixels
