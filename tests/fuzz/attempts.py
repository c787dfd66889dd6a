"""Attempts that break each rule of the harness on purpose."""

from __future__ import annotations

import os
from pathlib import Path

from poseguide.errors import PoseGuideError


def misbehave(path: Path) -> str:
    """Does what stands in the file."""
    what = path.read_text(encoding="utf-8")
    if what == "refuse":
        raise PoseGuideError("This is no good. Take another one.")
    if what == "say nothing":
        raise PoseGuideError("")
    if what == "raise" and "MENDED" not in os.environ:
        raise RecursionError("too deep")
    if what == "exit":
        os._exit(7)
    if what == "grow":
        return f"{len(b'x' * (700 << 20))} bytes"
    while what == "work":
        pass
    return "accepted"
