"""The files that come with PoseGuide: beside the package in a checkout, else inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder of this name that came with PoseGuide: `exercises` or `sample_videos`."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
