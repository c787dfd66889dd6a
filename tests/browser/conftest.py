"""A real server and a real browser; skipped where there is none."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import BROWSER_ARGUMENTS, CHROMIUM, Cameras, opened, serving

if TYPE_CHECKING:
    from playwright import sync_api


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that film first, one after the other: two at once would be too slow."""
    for item in items:
        if films(item):
            item.add_marker(pytest.mark.xdist_group("camera"))
    items.sort(key=films, reverse=True)


def films(item: pytest.Item) -> bool:
    return "cameras" in getattr(item, "fixturenames", ())


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Have what does not film, its server and its browser give way to what does."""
    if "PYTEST_XDIST_WORKER" in os.environ and not films(item) and not os.nice(0):
        os.nice(10)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served app keeps its sessions."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[str]:
    """The address of the app, served as a person would serve it."""
    with serving(tmp_path_factory.mktemp("server"), data_folder) as address:
        yield address


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


@pytest.fixture(scope="session")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> Cameras:
    """Makes a sample into what Chromium plays as its camera, over and over: raw video (.y4m)."""
    from support.live_page import as_camera
    from support.places import SAMPLES

    folder = tmp_path_factory.mktemp("camera")

    @cache
    def camera(name: str, from_s: float = 0.0, until_s: float = math.inf) -> Path:
        to = folder / f"{name}-{from_s}-{until_s}.y4m"
        return as_camera(SAMPLES / f"{name}.mp4", to, from_s, until_s)

    return camera
