"""The sample videos that come with PoseGuide, with what is true in each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from poseguide.core.files import bundled
from poseguide.definitions.base import Text


@dataclass(frozen=True)
class Sample:
    """A sample video: `exercise` is the id of what is done in it, `repetitions` how many times.

    `for_demo` marks the one that `poseguide demo` shows.
    """

    name: str
    video: Path
    exercise: str
    title: Text
    repetitions: int
    for_demo: bool


def samples() -> list[Sample]:
    """All sample videos, by name."""
    found = []
    for path in sorted(bundled("sample_videos").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Sample(
                name=path.stem,
                video=path.with_name(truth["video"]),
                exercise=truth["exercise"],
                title=Text(**truth["title"]),
                repetitions=len(truth["repetitions"]),
                for_demo=truth.get("demo", False),
            )
        )
    return found
