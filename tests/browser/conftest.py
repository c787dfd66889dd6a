"""A real server and a real browser; skipped where there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright import sync_api

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("POSEGUIDE_CHROMIUM") or shutil.which("chromium")
BROWSER_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SERVER_ARGUMENTS = [
    "--server.headless", "true", "--server.fileWatcherType", "none",
    "--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1",
]  # fmt: skip
#: Opened on another page than the first, Streamlit looks for its server below that page before it
#: looks where it is.
LOOKS_FOR_SERVER = re.compile(r"/\w+/_stcore/(health|host-config)$")
#: Long: a busy machine is slow, not wrong.
DEADLINE_S = 120


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served app keeps its sessions."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[str]:
    """The address of the app, served as a person would serve it."""
    with serving(tmp_path_factory.mktemp("server"), data_folder) as address:
        yield address


@contextmanager
def serving(folder: Path, data: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of an app of its own, with its log in the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
             *SERVER_ARGUMENTS],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "POSEGUIDE_DATA": str(data), **(settings or {})},
        )  # fmt: skip
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE_S)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + DEADLINE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[sync_api.Playwright]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    playwright_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
    with playwright_api.sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: sync_api.Playwright) -> Iterator[sync_api.Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: sync_api.Browser, server: str) -> Iterator[sync_api.Page]:
    """The page “Check a video” in a fresh window."""
    with opened(chromium, server) as page:
        page.goto("/")
        page.get_by_role("link", name="Check a video").click()
        yield page


@pytest.fixture(scope="module")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a sample into what Chromium plays as its camera, over and over: raw video (.y4m)."""
    from live_page import SAMPLES, as_camera

    made: dict[str, Path] = {}
    folder = tmp_path_factory.mktemp("camera")

    def camera(name: str) -> Path:
        if name not in made:
            made[name] = as_camera(SAMPLES / f"{name}.mp4", folder / f"{name}.y4m")
        return made[name]

    return camera


@contextmanager
def opened(browser: sync_api.Browser, server: str, **context: Any) -> Iterator[sync_api.Page]:
    """A fresh window for the app; what goes wrong in it, or leaves this computer, is a failure."""
    window = browser.new_context(
        **{"viewport": {"width": 1400, "height": 1000}, "locale": "en-GB", **context},
        base_url=server,
    )
    window.set_default_timeout(1000 * DEADLINE_S)
    page = window.new_page()
    wrong: list[str] = []
    here = urlsplit(server).netloc
    page.on("pageerror", lambda error: wrong.append(f"error in the page: {error}"))
    page.on(
        "console",
        lambda said: (
            wrong.append(f"forbidden to the page: {said.text}")
            if "Content Security Policy" in said.text
            else None
        ),
    )
    page.on(
        "response",
        lambda answer: (
            wrong.append(f"HTTP {answer.status}: {answer.url}")
            if answer.status >= 400 and not LOOKS_FOR_SERVER.search(answer.url)
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            wrong.append(f"asked another computer: {request.url}")
            if urlsplit(request.url).netloc not in ("", here)
            else None
        ),
    )
    yield page
    window.close()
    assert wrong == []
