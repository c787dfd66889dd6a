"""How long a person waits for a page, and for the small commands, with years of sessions stored."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from poseguide.core.errors import PoseGuideError
from poseguide.core.files import bundled
from poseguide.core.records import Finding, Rep, Span
from poseguide.definitions.catalog import Definition, tracked
from poseguide.storage.store import Store
from poseguide.training.goal import usual_goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

#: How long the first page may take, and each other one after it in the order of the visits.
_FIRST_S, _CHANGE_S, _YEARS_S = 2.0, 0.7, 1.0
_PAGES = {
    **dict.fromkeys(("exercise", "check-video", "programmes", "people", "why", "today"), _CHANGE_S),
    "history": _YEARS_S,
}
_LIST_S, _PDF_S = 0.5, 2.0
#: So long a server that answers has to itself before it is visited.
_SETTLED_S = 5.0
_PATIENCE_S = 120.0
_ATTEMPTS, _PACE_S, _EVERY = 10, 4.0, timedelta(hours=8)
#: Sessions are stored in portions of so many.
_PORTION = 100


@dataclass(frozen=True)
class Wait:
    """The seconds that one thing took each time, and what it may take on an idle computer."""

    what: str
    seconds: tuple[float, ...]
    most_s: float

    @property
    def least_s(self) -> float:
        """The shortest time, which other programs disturbed least."""
        return min(self.seconds)

    @property
    def median_s(self) -> float:
        """The median time."""
        return median(self.seconds)


def measure(sessions: int, repeat: int, on_step: Callable[[], None]) -> list[Wait]:
    """Return how long pages and commands take with so many sessions, each `repeat` times.

    The data stand in a folder of their own, which is deleted. `on_step` is called `steps` times.
    Raises PoseGuideError where the server does not start.
    """
    with TemporaryDirectory(prefix="poseguide-bench-") as name:
        folder = Path(name)
        fill(Store(f"sqlite:///{folder / 'poseguide.db'}"), sessions, on_step)
        own = {**os.environ, "POSEGUIDE_DATA": name}
        own.pop("POSEGUIDE_DATABASE_URL", None)
        found: dict[str, Wait] = {}
        for _ in range(repeat):
            for one in (*_visits(own), *_commands(own, folder)):
                before = found[one.what].seconds if one.what in found else ()
                found[one.what] = replace(one, seconds=before + one.seconds)
            on_step()
    return list(found.values())


def steps(sessions: int, repeat: int) -> int:
    """Return how often `measure` calls `on_step`."""
    return -(-sessions // _PORTION) + repeat


def fill(store: Store, sessions: int, on_step: Callable[[], None]) -> None:
    """Store so many made-up sessions of nobody, three a day up to now, of all exercises in turn."""
    known, now = tracked(), datetime.now(UTC)
    for first in range(0, sessions, _PORTION):
        numbers = range(first, min(first + _PORTION, sessions))
        made = [_made_up(n, known[n % len(known)], now - (sessions - n) * _EVERY) for n in numbers]
        store.add_all({}, made)
        on_step()
    store.close()


def _made_up(number: int, definition: Definition, at: datetime) -> StoredSession:
    exercise = definition.exercise
    begun = SessionStart(
        exercise.id, definition.sha256, exercise.sides, "en", usual_goal(exercise), "camera", at,
        pain_before=number % 6,
    )  # fmt: skip
    reps = tuple(_attempt(definition, place, 50.0 + number % 7) for place in range(_ATTEMPTS))
    seconds = _PACE_S * _ATTEMPTS
    progress = SessionProgress(seconds, 1200, 1200, 1200, width_px=640, height_px=480)
    return StoredSession(f"{number:032x}", begun, progress, "dose", at, number % 5, None, reps, ())


def _attempt(definition: Definition, place: int, extent: float) -> Rep:
    """Return one attempt of a series; every fifth misses its first stage."""
    exercise, start_s = definition.exercise, _PACE_S * place
    stage = exercise.stages[0].name
    end_s = start_s + 0.8 * _PACE_S
    findings = tuple(
        Finding(f.name, "ok", f.limit, f.limit, exercise.unit_of(f), f.severity)
        for f in exercise.faults
    )
    return Rep(
        number=place + 1,
        side="both" if exercise.sides == "both" else ("left", "right")[place % 2],
        start_s=start_s,
        peak_s=(start_s + end_s) / 2,
        end_s=end_s,
        missing=stage if place % 5 == 4 else None,
        parts=None,
        range=extent + place,
        phases=(Span(stage, start_s, end_s),),
        findings=findings,
    )


def _visits(own: Mapping[str, str]) -> list[Wait]:
    """Return how long a server takes for the first page, and then for each in the same window."""
    # Each twice: the first time it may import what no page before it needed.
    pages = [*_PAGES, *_PAGES]
    with _serving(own) as address:
        time.sleep(_SETTLED_S)
        visitor = [sys.executable, "-m", "poseguide.ui.server.visitor", address, "", *pages]
        told = subprocess.run(visitor, env=own, check=True, stdout=subprocess.PIPE).stdout
    first_s, *seconds = json.loads(told)
    waits = [Wait("first page", (first_s,), _FIRST_S)]
    for place, (page, took_s) in enumerate(zip(pages, seconds, strict=True)):
        again = ", again" if place >= len(_PAGES) else ""
        waits.append(Wait(f"page {page}{again}", (took_s,), _PAGES[page]))
    return waits


def _commands(own: Mapping[str, str], folder: Path) -> list[Wait]:
    """Return how long small commands take, from their start to their end."""
    pdf = ["report", "--last", "--pdf", f"{folder / 'report.pdf'}"]
    return [
        Wait("list", (_timed(own, ["list"]),), _LIST_S),
        Wait("report as PDF", (_timed(own, pdf),), _PDF_S),
    ]


def _timed(own: Mapping[str, str], words: Sequence[str]) -> float:
    begun_s = time.perf_counter()
    command = [sys.executable, "-m", "poseguide", *words]
    subprocess.run(command, env=own, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun_s


@contextmanager
def _serving(own: Mapping[str, str]) -> Iterator[str]:
    """Yield the address of a server of its own, which answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = bundled("app.py")
    options = {"address": "127.0.0.1", "port": port, "headless": "true", "fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += [f"--server.{name}={value}" for name, value in options.items()]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=own, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        until_s = time.monotonic() + _PATIENCE_S
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > until_s:
                raise PoseGuideError("The app does not start. See why with: poseguide app")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
            return True
    except OSError:
        return False
