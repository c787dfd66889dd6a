"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from poseguide.errors import OutputError

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
