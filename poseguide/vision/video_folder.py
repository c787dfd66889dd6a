"""The videos of a folder and of the folders in it, and safe names for what is made of them."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from poseguide.core.errors import PoseGuideError, VideoError

SUFFIXES = (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi")
_FORMATS = "MP4, MOV, WebM, MKV or AVI"

#: File systems take 255 bytes; the rest of a name needs 18.
_STEM_BYTES = 120


def videos_in(folder: Path, leave_out: Path | None = None) -> list[Path]:
    """The paths of all videos in a folder, relative to it, in the order of their names.

    Hidden files and folders and the folder `leave_out` are passed over. A link to a file is a
    video, also one that leads nowhere, so that it is told of; a link to a folder is not followed.
    Raises PoseGuideError when there is no such folder, one cannot be read, or no video is found.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "is not a folder that exists"
        raise PoseGuideError(f"{folder} {what}. Name a folder of videos.")
    out = None if leave_out is None else leave_out.resolve()
    if out == folder.resolve():
        raise PoseGuideError(f"{folder} holds the videos. Name another folder for the results.")
    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=_refuse):
        here = Path(place)
        folders[:] = [
            name for name in folders if not name.startswith(".") and (here / name).resolve() != out
        ]
        found += [(here / name).relative_to(folder) for name in files if _is_video(here / name)]
    if not found:
        raise PoseGuideError(f"There is no video in {folder}. Videos are files named {_FORMATS}.")
    return sorted(found)


def shown(relative: Path) -> str:
    """The path as text that can be printed and stored anywhere, with � for what cannot."""
    text = os.fsencode(relative.as_posix()).decode("utf-8", "replace")
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def result_name(relative: Path) -> str:
    """A file name for what is made of the video at `relative`: no two videos have the same.

    It holds letters, digits, - and _ only, so it is one name in one folder on any system, and what
    tells `a/x.mp4` from `a_x.mp4`, `X.mp4` from `x.mp4`, is a hash of the path.
    """
    path = relative.as_posix()
    stem = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFC", path)).strip("_-")
    stem = stem.encode("utf-8", "ignore")[:_STEM_BYTES].decode("utf-8", "ignore")
    return f"{stem}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:12]}.json"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal. Raises VideoError."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        where = "is a link that leads nowhere" if path.is_symlink() else "is not there any more"
        raise VideoError(path, f"{path} {where}. Copy the video there again.") from error
    except OSError as error:
        raise VideoError(
            path, f"{path} cannot be read ({error.strerror}). Change its permissions or copy it."
        ) from error


def _is_video(path: Path) -> bool:
    named = path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    return named and (path.is_file() or (path.is_symlink() and not path.exists()))


def _refuse(error: OSError) -> None:
    raise PoseGuideError(
        f"The folder {error.filename} cannot be read ({error.strerror}). Change its permissions."
    ) from error
