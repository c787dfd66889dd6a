"""The page “Exercise” where things go wrong: a model that starts slowly, a line that breaks."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import DEADLINE_S, Cameras, free_port, opened, served, serving
from support.live_page import (
    counted,
    exercising,
    filming,
    numbers_in,
    part,
    spoken,
    start,
    start_today,
)

from poseguide.core.i18n import word
from poseguide.definitions.base import Text
from poseguide.definitions.programme import WEEKDAYS, Programme, ProgrammeStep
from poseguide.live.slots import PATIENCE_S
from poseguide.storage.store import Store
from poseguide.vision.pose_model import MODEL_VARIABLE, read_model

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect

pytestmark = pytest.mark.browser

LIFT = "pelvic_lift"
#: Longer than either end of a connection waits for a sign of life of the other.
SLOW_START_S = PATIENCE_S + 2.0


@contextmanager
def slow_model(pipe: Path) -> Iterator[threading.Event]:
    """A pose model that can be read only once it is let go, as often as anybody wants to."""
    os.mkfifo(pipe)
    bundle = read_model(None)
    go_on, over = threading.Event(), threading.Event()

    def serve() -> None:
        go_on.wait()
        while not over.is_set():
            with suppress(BrokenPipeError):
                pipe.write_bytes(bundle)  # waits for a reader

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield go_on
    over.set()
    go_on.set()


@pytest.mark.slow
def test_a_model_that_starts_more_slowly_than_a_connection_lasts_is_waited_for_and_then_counts(
    playwright: sync_api.Playwright, cameras: Cameras, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with (
        slow_model(tmp_path / "model.task") as go_on,
        serving(tmp_path, data, {MODEL_VARIABLE: str(tmp_path / "model.task")}) as server,
        filming(playwright, cameras(LIFT)) as browser,
        exercising(browser, server, "pelvic_lift_tilt") as page,
    ):
        start(page)
        expect(part(page, "advice")).to_have_text(word("model_starting", "en"))
        expect(part(page, "link")).to_be_hidden()
        page.wait_for_timeout(1000 * SLOW_START_S)
        expect(part(page, "advice")).to_have_text(word("model_starting", "en"))
        assert spoken(page) == []
        go_on.set()
        counted(page, 1)
        part(page, "stop").click()
        expect(page.get_by_text("Your session: Pelvic lift with tilt")).to_be_visible()


class BreakingLine:
    """Between the browser and the camera's socket: breaks so many times, at random moments.

    Before the server hears of it, within a frame, and after some answers.
    """

    def __init__(self, page: sync_api.Page, times: int) -> None:
        self.left = times
        self._dice = random.Random(times)
        page.route_web_socket("**/poseguide/live*", self._between)

    def _between(self, browser: sync_api.WebSocketRoute) -> None:
        frames = self._dice.choice([0, 1, self._dice.randrange(2, 15)])
        if self.left and not frames:
            self.left -= 1
            browser.close()
            return
        server = browser.connect_to_server()
        sent = 0

        def from_browser(message: str | bytes) -> None:
            nonlocal sent
            server.send(message)
            sent += isinstance(message, bytes)
            if self.left and sent == frames:
                self.left -= 1
                server.close()
                browser.close()

        browser.on_message(from_browser)


@pytest.mark.slow
def test_a_line_that_breaks_twenty_times_leaves_one_session_that_goes_on(
    playwright: sync_api.Playwright, cameras: Cameras, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with (
        serving(tmp_path, data) as server,
        filming(playwright, cameras(LIFT)) as browser,
        exercising(browser, server, "pelvic_lift_tilt") as page,
    ):
        line = BreakingLine(page, 20)
        start(page)
        for _ in range(10 * DEADLINE_S):
            if not line.left:
                break
            page.wait_for_timeout(100)
        assert line.left == 0
        before = int(part(page, "count").text_content() or 0)
        counted(page, before + 1)
        expect(part(page, "link")).to_be_hidden()
        part(page, "stop").click()
        expect(page.get_by_text("Your session: Pelvic lift with tilt")).to_be_visible()
    store = Store(f"sqlite:///{data / 'poseguide.db'}")
    (session,) = store.history.all()
    store.close()
    assert session.end == "stopped"
    assert sum(rep.complete for rep in session.reps) == before + 1


@pytest.mark.slow
def test_a_round_goes_on_by_itself_when_the_app_was_killed_and_is_started_again(
    chromium: sync_api.Browser, tmp_path: Path
) -> None:
    words = Text(en="Two holds", da="To knib")
    steps = tuple(
        ProgrammeStep(exercise="pelvic_floor_hold", levels=(1,), rest_s=0.0) for _ in range(2)
    )
    programme = Programme(
        id="two_holds", name=words, purpose=words, source=words, times=("00:00",), steps=steps,
    )  # fmt: skip
    data, port = tmp_path / "data", free_port()
    data.mkdir()
    store = Store(f"sqlite:///{data / 'poseguide.db'}")
    person = store.people.add("Bo")
    store.plans.add(person.id, programme, WEEKDAYS, ("00:00",), own=True)
    with (
        served(tmp_path / "first.log", data, port=port) as (address, process),
        opened(chromium, address) as page,
    ):
        start_today(page, "Bo", "Two holds")
        counted(page, 1)
        process.kill()
        process.wait()
        expect(part(page, "link")).to_have_text(word("reconnecting", "en"))
        # In the new process the page has nobody chosen, for whom nothing is due.
        with served(tmp_path / "second.log", data, port=port):
            counted(page, 2)
            expect(part(page, "link")).to_be_hidden()
            expect(part(page, "detail")).to_contain_text("exercise 1 of 2")
            part(page, "stop").click()
            expect(page.get_by_role("heading", name=word("round_title", "en"))).to_be_visible()
        said = numbers_in(spoken(page))
    # A pace says a number when its repetition begins: the one that was broken off begins anew.
    assert said == sorted(said)
    assert len(said) - len(set(said)) <= 1
    (one,) = store.rounds.of(person.id)
    (session,) = store.history.all()
    store.close()
    assert [result.state for result in one.results] == ["part", "open"]
    assert (session.beginning.round_id, session.end) == (one.id, "stopped")
    assert session.progress.paced >= 2
