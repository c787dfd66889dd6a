"""Files: found, read within limits, written whole or not at all, locked, and made private.

They hold health data, so other users of the computer must not read them. On Windows the folder of
a person's own data is private already, and nothing is changed.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from poseguide.core.errors import OutputError, PoseGuideError

#: How often a change of a file is tried, and how long each next try is waited for.
_TRIES, _TRY_AGAIN_S = 5, 0.1
#: The name of a file that is being written.
_DRAFT = ".poseguide-{}.part"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield an empty draft that replaces `path` when the block ends, and is deleted if it fails.

    Raise OutputError before the block runs when nothing can be written at `path`.
    """
    with _draft_of(path) as draft:
        yield draft
        with _refusals(path):
            patiently(lambda: draft.replace(path.resolve()))


def patiently(change: Callable[[], object]) -> None:
    """Make a change to a file, five times within half a second where it is refused.

    On Windows a file cannot be replaced or deleted while another program reads it, and those that
    look for viruses or index what is on the disk do so with every new one. Raise OSError.
    """
    for _ in range(_TRIES - 1):
        with suppress(PermissionError):
            change()
            return
        time.sleep(_TRY_AGAIN_S)
    change()


def check_writable(path: Path) -> None:
    """Raise OutputError when no file can be written at `path`; nothing is left there."""
    with _draft_of(path):
        pass


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8, whole or not at all. Raise OutputError."""
    with replacing(path) as draft, _refusals(path):
        draft.write_text(text, encoding="utf-8", newline="")


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raise OutputError."""
    with replacing(path) as draft, _refusals(path):
        draft.write_bytes(data)


@contextmanager
def made_folder(path: Path) -> Iterator[Path]:
    """Make a folder for the block if it is missing, and remove it again if the block fails.

    Folders above it are not made. Raise OutputError when it cannot be made.
    """
    made = not path.exists()
    with _refusals(path):
        path.mkdir(exist_ok=True)
    try:
        yield path
    except BaseException:
        if made and not any(path.iterdir()):
            path.rmdir()
        raise


def forget_drafts(folder: Path) -> None:
    """Delete the drafts that a killed program left in a folder. Raise OutputError."""
    with _refusals(folder):
        for draft in folder.glob(_DRAFT.format("*")):
            draft.unlink(missing_ok=True)


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    target = path.resolve()  # a link stays a link: what it points to is written
    draft = target.with_name(_DRAFT.format(secrets.token_hex(4)))
    with _refusals(path):
        _refuse(path, target)
        draft.touch(exist_ok=False)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _refuse(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise OutputError(
            path, f"{path} cannot be written: there is no folder {target.parent}. Make it first."
        )
    if target.is_dir():
        raise OutputError(path, f"{path} is a folder. Name a file in it.")
    if target.exists() and not target.is_file():
        raise OutputError(path, f"{path} is not an ordinary file. Choose another name.")
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(path, f"{path} is write-protected. Choose another name.")


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Raise OutputError for any OSError of the block."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise OutputError(
            path, f"{path} cannot be written ({why}). Choose another folder or free some space."
        ) from error


_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> bool:
    """Make a folder private, and make it if missing; return whether others could read it before.

    A folder of somebody else, or one shared by all such as the folder of temporary files, is left
    as it is. Raise OSError when it cannot be made.
    """
    folder.mkdir(stat.S_IRWXU, parents=True, exist_ok=True)
    return _closed(folder)


def private_file(path: Path) -> None:
    """Make a file private, or make an empty private file where there is none.

    If that is impossible nothing happens: the code that writes the file will report why.
    """
    if os.name == "posix":
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, stat.S_IRUSR | stat.S_IWUSR))
        _closed(path)


def private_files(paths: Iterable[Path]) -> None:
    """Make those of the files private that exist."""
    for path in paths:
        if path.is_file():
            _closed(path)


def _closed(path: Path) -> bool:
    """Take all rights of other users away; return whether they had any."""
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


#: The largest JSON that is read: the truth of a long clip, with angles for every frame, has 1 MB.
MOST_JSON_BYTES = 32 << 20


def start_of(path: Path, most_bytes: int) -> bytes:
    """Return the first `most_bytes` bytes of a file, or all of it if it has fewer. Raise OSError.

    A pipe or a device is refused: reading it may never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(None, "it is a pipe or a device, not a file")
    with path.open("rb") as file:
        return file.read(most_bytes)


def json_in(path: Path) -> Any:
    """Return the content of a JSON file. Raise OSError, or ValueError with what is wrong."""
    content = start_of(path, MOST_JSON_BYTES + 1)
    if len(content) > MOST_JSON_BYTES:
        raise ValueError(f"it has more than {MOST_JSON_BYTES >> 20} MB")
    try:
        return json.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


@contextmanager
def alone(path: Path, wait_s: float, busy: PoseGuideError) -> Iterator[None]:
    """Hold the lock file `path` during the block; the file is made if it is missing, and stays.

    Raise `busy` if another program holds it for longer than `wait_s` seconds, OSError if the file
    cannot be made.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        raise busy from None
    try:
        yield
    finally:
        lock.release()


_PACKAGE = Path(__file__).resolve().parents[1]


def bundled(name: str) -> Path:
    """Return what came with PoseGuide by this name: `exercises`, `sample_videos` or `app.py`."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name
