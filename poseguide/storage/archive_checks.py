"""Checks of the file of an export: its names, sizes, poses and clips."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from poseguide.core.errors import StoredPosesError, TransferError, VideoError
from poseguide.vision.pose_file import BROKEN_ZIP
from poseguide.vision.video_reader import probe

#: The names in an export: the sessions and people, and the folders of their files.
CONTENT = "poseguide.json"
POSES, CLIPS = "poses/", "clips/"

#: More than a lifetime of exercise has; a file that says more is made to fill disk or memory.
_MOST_FILES = 200_000
_LARGEST_CONTENT = 512 * 2**20
_LARGEST_POSES = 64 * 2**20
_LARGEST_CLIP = 4 * 2**30
_LARGEST = 64 * 2**30
#: Words and numbers are packed to a tenth or so; what shrinks more is made to fill memory.
_MOST_PACKED, _SMALL = 100, 2**20

#: How the videos begin that browsers and cameras make: a box of MP4 or MOV after its length,
#: WebM or MKV, AVI. Nothing that names other files, as a playlist does.
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_OTHERS = (b"\x1a\x45\xdf\xa3", b"RIFF")


#: What the reading of a broken archive, of its poses or of its clips raises.
BROKEN = (*BROKEN_ZIP, TypeError, StoredPosesError, VideoError)


def checked_names(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the files in an archive. Raises TransferError for what is no export."""
    infos = [info for info in archive.infolist() if info.filename not in (POSES, CLIPS)]
    problems = []
    if len(infos) > _MOST_FILES:
        problems.append(f"There are {len(infos)} files in it, and at most {_MOST_FILES} are read.")
        infos = infos[:_MOST_FILES]
    if sum(info.file_size for info in infos) > _LARGEST:
        problems.append("Unpacked it would be larger than any export.")
    names: set[str] = set()
    for info in infos:
        problems += [f"{info.filename!r} {what}." for what in _wrong(info, names)]
        names.add(info.filename)
    if CONTENT not in names:
        problems.append(f"There is no {CONTENT} in it.")
    if problems:
        raise TransferError(problems)
    return names


def _wrong(info: zipfile.ZipInfo, before: set[str]) -> Iterator[str]:
    """Yield what is wrong with one file of an archive, as it describes itself."""
    name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
    folder, _, rest = name.partition("/")
    largest = {CONTENT: _LARGEST_CONTENT, "poses": _LARGEST_POSES, "clips": _LARGEST_CLIP}
    if "/" in rest or "\\" in name or folder not in largest or bool(rest) == (folder == CONTENT):
        yield "is no part of an export"
    elif info.file_size > largest[folder]:
        yield "is too large for what it should be"
    elif info.file_size > max(_SMALL, _MOST_PACKED * info.compress_size):
        yield "would grow beyond all measure"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield "is packed in another way"
    if kind not in (0, stat.S_IFREG):
        yield "is a link or a folder, not a file"
    if info.flag_bits & 0x1:
        yield "is encrypted"
    if name in before:
        yield "is there twice"


def check_clip(path: Path) -> None:
    """Raise one of `BROKEN` where a file is no video."""
    with path.open("rb") as file:
        start = file.read(8)
    if start[4:] not in _BOXES and not start.startswith(_OTHERS):
        raise ValueError("it is not a video")
    probe(path)
