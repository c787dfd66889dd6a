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
from support.live_page import VOICES, choose, filming, numbers_in, part, spoken

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
#: One is followed by a camera, and five are led by a pace: two processors do not follow six.
EXERCISES = (SEEN, LED, LED, LED, LED, LED)


@dataclass(frozen=True)
class Visitor:
    """Somebody in front of a browser of their own."""

    page: sync_api.Page
    exercise: str

    @property
    def process(self) -> str:
        cookies = {one["name"]: one["value"] for one in self.page.context.cookies()}
        return cookies[COOKIE]

    def leave(self) -> None:
        """Stops, where all is not done yet, and sees what was done, or that nothing was."""
        stop = part(self.page, "stop")
        if stop.is_visible():
            stop.click()
        name = load_any(self.exercise).exercise.name["en"]
        summary = self.page.get_by_text(f"{word('summary', 'en')}: {name}")
        nothing = self.page.get_by_text(word("nothing_done", "en"))
        expect(summary.or_(nothing)).to_be_visible()


@pytest.fixture
def running_clinic(tmp_path: Path, postgres_url: str) -> Iterator[Clinic]:
    with clinic(tmp_path, tmp_path / "data", postgres_url) as running:
        yield running


def come_in(browser: sync_api.Browser, address: str, windows: ExitStack) -> list[Visitor]:
    """All of them ready to start, each in a window that shares nothing with the others."""
    visitors = []
    for exercise in EXERCISES:
        page = windows.enter_context(opened(browser, address, ignore_https_errors=True))
        page.add_init_script(VOICES)
        page.goto("/exercise")
        choose(page, exercise, "en")
        visitors.append(Visitor(page, exercise))
    return visitors


def wait_until(visitors: list[Visitor], true: Callable[[], bool]) -> None:
    """Waits for something while the browsers go on."""
    until = time.monotonic() + 2 * DEADLINE_S
    while not true() and time.monotonic() < until:
        visitors[0].page.wait_for_timeout(200)
    assert true()


def stored(store: Store) -> dict[str, StoredSession]:
    """All sessions by their id, also those that are over."""
    return {session.id: session for session in store.history.all()}


def amount(session: StoredSession) -> int:
    """How much was done: repetitions that were led, or frames in which the camera was followed."""
    return session.progress.paced or session.progress.frames


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
        # The camera takes its time to see somebody, and the pace waits for nobody.
        part(visitors[0].page, "start").click()
        wait_until(visitors, lambda: len(stored(store)) == 1)
        for visitor in visitors[1:]:
            part(visitor.page, "start").click()
        wait_until(
            visitors,
            lambda: [amount(one) > 0 for one in stored(store).values()] == [True] * len(visitors),
        )
        at = [visitor.process for visitor in visitors]
        assert sorted(at.count(process) for process in running_clinic.processes) == [2, 2, 2]

        # The one in front of the camera is there, and one of the others.
        dead = at[0]
        running_clinic.kill(dead)
        before = stored(store)
        assert {session.end for session in before.values()} == {None}
        wait_until(
            visitors,
            lambda: all(amount(now) > amount(before[id_]) for id_, now in stored(store).items()),
        )
        now = [visitor.process for visitor in visitors]
        stayed = [place for place, process in enumerate(at) if process != dead]
        assert dead not in now
        assert [now[place] for place in stayed] == [at[place] for place in stayed]
        assert len({process for place, process in enumerate(now) if place not in stayed}) == 1

        assert set(stored(store)) == set(before)  # nobody began anew
        for visitor in visitors:
            visitor.leave()
        after = stored(store)
        assert {id_ for id_, one in before.items() if one.progress.paced} <= set(after)
        assert {session.end for session in after.values()} <= {"stopped", "dose"}
        for visitor in visitors[1:]:
            said = numbers_in(spoken(visitor.page))
            # A pace says a number as its repetition begins: the one broken off begins anew.
            assert said == sorted(said)
            assert len(said) - len(set(said)) <= 1
