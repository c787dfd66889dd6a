"""Six people exercise at once behind a proxy, and one of three processes is killed under them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import DEADLINE_S, opened
from support.clinic import CADDY, COOKIE, Clinic, clinic
from support.live_page import VOICES, choose, filming, numbers_in, part, spoken, start

from poseguide.core.i18n import word
from poseguide.definitions.catalog import load_any
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CADDY is None, reason="caddy is not installed (apt-get install caddy)"),
]

SEEN, LED = "pelvic_lift_tilt", "pelvic_floor_hold"
#: Two are followed by a camera, and four led by a pace: two processors do not follow six.
EXERCISES = (SEEN, LED, LED, SEEN, LED, LED)


@dataclass(frozen=True)
class Visitor:
    """Somebody in front of a browser of their own."""

    page: sync_api.Page
    exercise: str

    @property
    def process(self) -> str:
        cookies = {one["name"]: one["value"] for one in self.page.context.cookies()}
        return cookies[COOKIE]

    @property
    def count(self) -> int:
        return int(part(self.page, "count").text_content() or 0)

    def leave(self) -> None:
        """Stops, and sees what was done."""
        part(self.page, "stop").click()
        name = load_any(self.exercise).exercise.name["en"]
        expect(self.page.get_by_text(f"{word('summary', 'en')}: {name}")).to_be_visible()


@pytest.fixture
def running_clinic(tmp_path: Path, postgres_url: str) -> Iterator[Clinic]:
    with clinic(tmp_path, tmp_path / "data", postgres_url) as running:
        yield running


def come_in(browser: sync_api.Browser, address: str, windows: ExitStack) -> list[Visitor]:
    """One after the other, each in a window that shares nothing with the others."""
    visitors = []
    for exercise in EXERCISES:
        page = windows.enter_context(opened(browser, address, ignore_https_errors=True))
        page.add_init_script(VOICES)
        page.goto("/exercise")
        choose(page, exercise, "en")
        start(page)
        visitors.append(Visitor(page, exercise))
    return visitors


def wait_until(visitors: list[Visitor], counts: list[int]) -> None:
    """Waits until each of the visitors has done so many."""
    until = time.monotonic() + 2 * DEADLINE_S
    while [v.count >= count for v, count in zip(visitors, counts, strict=True)].count(False):
        assert time.monotonic() < until, ([v.count for v in visitors], counts)
        visitors[0].page.wait_for_timeout(200)


def done(session: StoredSession) -> int:
    return sum(rep.complete for rep in session.reps) or session.progress.paced


@pytest.mark.slow
def test_who_exercised_in_a_process_that_is_killed_goes_on_in_another_one_where_they_were(
    playwright: sync_api.Playwright,
    cameras: Callable[[str], Path],
    running_clinic: Clinic,
    postgres_url: str,
) -> None:
    with (
        closing(Store(postgres_url)) as store,
        filming(playwright, cameras("pelvic_lift")) as browser,
        ExitStack() as windows,
    ):
        visitors = come_in(browser, running_clinic.address, windows)
        wait_until(visitors, [1] * 6)
        at = [visitor.process for visitor in visitors]
        assert set(at) == set(running_clinic.processes)
        begun = {session.id for session in store.history.running()}
        assert len(begun) == 6

        dead = at[0]
        before = [visitor.count for visitor in visitors]
        running_clinic.kill(dead)
        wait_until(visitors, [count + 1 for count in before])
        now = [visitor.process for visitor in visitors]
        assert dead not in now
        assert [one for one in at if one != dead] == [
            is_at for was_at, is_at in zip(at, now, strict=True) if was_at != dead
        ]
        assert {session.id for session in store.history.running()} == begun

        for visitor in visitors:
            visitor.leave()
        for visitor in visitors:
            said = numbers_in(spoken(visitor.page))
            assert said == sorted(set(said))
        sessions = store.history.all()
        assert {session.id for session in sessions} == begun
        assert {session.end for session in sessions} == {"stopped"}
        for session in sessions:
            numbers = [rep.number for rep in session.reps]
            assert numbers == list(range(1, len(numbers) + 1))
