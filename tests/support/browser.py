"""A real server and a real browser; skipped where there is none."""

from __future__ import annotations

import math
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from support.places import ROOT

if TYPE_CHECKING:
    from playwright import sync_api

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


class Cameras(Protocol):
    """Makes a sample, or a part of it, into what a browser plays as its camera."""

    def __call__(self, name: str, from_s: float = 0.0, until_s: float = math.inf) -> Path: ...


@contextmanager
def serving(folder: Path, data: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of an app of its own, with its log in the folder."""
    with served(folder / "log", data, settings) as (address, _):
        yield address


@contextmanager
def served(
    log: Path, data: Path, settings: Mapping[str, str] | None = None, port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of an app of its own."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
             *SERVER_ARGUMENTS],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "POSEGUIDE_DATA": str(data), **(settings or {})},
        )  # fmt: skip
    try:
        _wait_for(f"{address}/_stcore/health", process, log)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE_S)


def free_port() -> int:
    """A port of this computer at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + DEADLINE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


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


#: Every text under an element, also in the shadow root of the desk, with what is read aloud.
TEXTS = """root => {
    const texts = [];
    const read = (node) => {
        if (node.nodeType === Node.TEXT_NODE && node.data.trim()) texts.push(node.data.trim());
        if (node.nodeType !== Node.ELEMENT_NODE && !(node instanceof ShadowRoot)) return;
        if (["STYLE", "SCRIPT"].includes(node.nodeName)) return;
        // Streamlit calls the arrow of every list "Open", in any language.
        if (node.nodeName === "BUTTON" && node.closest('[data-testid="stSelectbox"]')) return;
        for (const name of ["aria-label", "title", "aria-valuetext"])
            if (node.getAttribute?.(name)) texts.push(node.getAttribute(name));
        if (node.nodeName === "INPUT" && node.type === "text") {
            texts.push(node.value || node.placeholder);
        }
        if (node.shadowRoot) read(node.shadowRoot);
        node.childNodes.forEach(read);
    };
    read(root);
    return texts;
}"""
