"""Folders and files that nobody else on this computer may read: health data is in them.

On Windows the folder of a person's own data is closed to others already, and nothing is changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> bool:
    """Makes a folder, with those above it, or closes it to others; whether it was open to them.

    What belongs to somebody else, or is shared by all as the folder of temporary files is, stays as
    it is. Raises OSError when it cannot be made.
    """
    folder.mkdir(stat.S_IRWXU, parents=True, exist_ok=True)
    return _closed(folder)


def private_file(path: Path) -> None:
    """Closes a file to others; makes an empty one where there is none, for who will fill it.

    Where that cannot be, nothing happens: who writes the file then says why.
    """
    if os.name == "posix":
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR))
        _closed(path)


def private_files(paths: Iterable[Path]) -> None:
    """Closes to others those of the files that exist."""
    for path in paths:
        if path.is_file():
            _closed(path)


def _closed(path: Path) -> bool:
    """Takes all rights of others away; whether they had any."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        found = path.stat()
        if (
            found.st_mode & _OTHERS
            and found.st_uid == os.getuid()
            and not found.st_mode & stat.S_ISVTX
        ):
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
            return True
    return False
