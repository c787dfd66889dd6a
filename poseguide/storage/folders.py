"""The folders of a person's data: the database, the clips and the poses of sessions."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from poseguide.core.errors import StoreError
from poseguide.core.files import patiently, private_files, private_folder
from poseguide.vision.pose_file import SUFFIX


def data_folder() -> Path:
    """Return the folder of this person's data, made where it is missing, closed to others.

    The environment variable POSEGUIDE_DATA names another one. Raises StoreError when it cannot be
    made.
    """
    named = os.environ.get("POSEGUIDE_DATA")
    return made(Path(named) if named else user_data_path("poseguide", appauthor=False))


def made(folder: Path, *, with_files: bool = False) -> Path:
    """Return the folder, which exists now, closed to others. StoreError when it cannot be made.

    `with_files`: so are the files of a folder that others could look into until now.
    """
    try:
        if private_folder(folder) and with_files:
            private_files(folder.iterdir())
    except OSError as error:
        raise StoreError(
            str(folder),
            f"The folder {folder} cannot be made ({error.strerror}). Name another one with "
            "POSEGUIDE_DATA.",
        ) from error
    return folder


def clips_folder() -> Path:
    """Return the folder of the clips of own sessions, made if missing. Raises StoreError."""
    return made(data_folder() / "clips", with_files=True)


def poses_file(session_id: str) -> Path:
    """Return where the poses of a session are stored, if they are. Raises StoreError."""
    return made(data_folder() / "poses", with_files=True) / f"{session_id}{SUFFIX}"


def delete_files(paths: Iterable[Path]) -> None:
    """Delete files; one that is missing is none the less gone. Raise StoreError if one stays."""
    for path in paths:
        try:
            patiently(partial(path.unlink, missing_ok=True))
        except OSError as error:
            raise StoreError(
                f"{path}",
                f"{path} cannot be deleted ({error.strerror}). Close the program that uses it, and "
                "try again.",
            ) from error


def session_files(session_id: str, clip: str | None) -> list[Path]:
    """Return where the poses and the clip of a session are stored; each may be missing."""
    return [poses_file(session_id), *([clips_folder() / clip] if clip else [])]
