"""What one program does at a time: a lock that the system lets go when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from poseguide.errors import PoseGuideError


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
