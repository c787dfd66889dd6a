"""Files: found, read within limits, written whole or not at all, locked, and closed to others.

Health data is in them: on Windows the folder of a person's own data is closed to others already,
and nothing is changed.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from poseguide.core.errors import OutputError, PoseGuideError

#: The name of a file that is being written.
_DRAFT = ".poseguide-{}.part"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty draft beside `path` that takes its place when the block ends, or goes when it fails.

    Raises OutputError before the block runs when nothing can be written at `path`.
    """
    with _draft_of(path) as draft:
        yield draft
        with _refusals(path):
            draft.replace(path.resolve())


def check_writable(path: Path) -> None:
    """Raises OutputError when no file can be written at `path`; leaves nothing there."""
    with _draft_of(path):
        pass


def write_text(path: Path, text: str) -> None:
    """Writes text as UTF-8, whole or not at all. Raises OutputError."""
    with replacing(path) as draft, _refusals(path):
        draft.write_text(text, encoding="utf-8", newline="")


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file, whole or not at all. Raises OutputError."""
    with replacing(path) as draft, _refusals(path):
        draft.write_bytes(data)


@contextmanager
def made_folder(path: Path) -> Iterator[Path]:
    """A folder that exists in the block; made for it, and taken away again when the block fails.

    Folders above it are not made. Raises OutputError when it cannot be made.
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
    """Takes away what is half written in a folder, by a program that was killed. OutputError."""
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
    """Turns what the system says against writing into an OutputError."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise OutputError(
            path, f"{path} cannot be written ({why}). Choose another folder or free some space."
        ) from error


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


#: The largest JSON that is read: the truth of a long clip, with angles for every frame, has 1 MB.
MOST_JSON_BYTES = 32 << 20


def start_of(path: Path, most_bytes: int) -> bytes:
    """The first `most_bytes` of a file, all of it where it has fewer. Raises OSError.

    A pipe or a device, which may go on for ever or never begin, is no file.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(None, "it is a pipe or a device, not a file")
    with path.open("rb") as file:
        return file.read(most_bytes)


def json_in(path: Path) -> Any:
    """What a file of JSON holds. Raises OSError, and ValueError with what is wrong with it."""
    content = start_of(path, MOST_JSON_BYTES + 1)
    if len(content) > MOST_JSON_BYTES:
        raise ValueError(f"it has more than {MOST_JSON_BYTES >> 20} MB")
    try:
        return json.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


@contextmanager
def alone(path: Path, wait_s: float, busy: PoseGuideError) -> Iterator[None]:
    """Nobody else is in such a block with the file `path`, which is made and stays.

    Raises `busy` when somebody is for longer than `wait_s`, and OSError where it cannot be made.
    """
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
    """The folder of this name that came with PoseGuide: `exercises` or `sample_videos`."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
