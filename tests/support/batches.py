"""Folders of short videos, and what an undisturbed analysis of each gives."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from poseguide import analyze
from poseguide.analysis.batch.pools import Pool
from poseguide.analysis.session_export import session_dict
from poseguide.core.files import bundled
from support.clips import cut

LIFT = "pelvic_lift_tilt"
#: What the analysis of a video gives, by the hash of its bytes.
_alone: dict[bytes, str] = {}


@contextmanager
def this_process(cores: int, videos: int) -> Iterator[Pool]:
    """A pool of no other process: what is done with results needs none to be started."""
    yield Pool(lambda: ThreadPoolExecutor(1), lambda: min(cores, videos))


def short_clips(folder: Path, count: int) -> list[Path]:
    """Clips of two seconds, 15 frames each, of different content: 0.mp4, 1.mp4 and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = bundled("sample_videos") / "pelvic_lift.mp4"
    return [cut(sample, folder / f"{n}.mp4", 0.5 * n, 0.5 * n + 2, 2) for n in range(count)]


def expected(video: Path, name: str) -> dict[str, Any]:
    """The JSON of a video that is called `name`, by the analysis of one video."""
    digest = sha256(video.read_bytes()).digest()
    if digest not in _alone:
        _alone[digest] = json.dumps(session_dict(analyze(video, LIFT)))
    data: dict[str, Any] = json.loads(_alone[digest])
    data["source"]["file"] = name
    return data


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(out: Path, name: str) -> dict[str, Any]:
    """The JSON of the video that the summary calls `name`."""
    found = [row["json"] for row in rows(out / "summary.csv") if row["file"] == name]
    assert len(found) == 1
    return json.loads((out / found[0]).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def stamps(out: Path) -> dict[str, tuple[int, bytes]]:
    """When each JSON in a folder was written, and its bytes."""
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(out.glob("*.json"))
    }
