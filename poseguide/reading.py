"""Files from outside, read within limits, so that none takes the memory or the time of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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
