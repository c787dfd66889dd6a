"""The screen between two exercises, for every exercise, on small and large windows.

The server's answers are given by the test, so that all rests are seen without waiting for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from support.browser import opened
from support.live_page import VOICES, choose, part, start

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import Definition, load_any, paths
from poseguide.live.guidance import Guidance, GuideStage, Timer
from poseguide.live.view import Screen
from poseguide.ui.server.live_socket import live_path

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect

pytestmark = pytest.mark.browser

#: Small laptops, a large window, and a phone held upright and on its side.
WINDOWS = [(1280, 720), (1366, 768), (1400, 1000), (390, 844), (844, 390)]
#: The smallest letters of how to get ready, in hundredths of the window's height or 16:9 box:
#: on a laptop of 14 inches, letters of 6 are 10 mm high and read from three metres.
SMALLEST_U = 6.0
#: Comes back when the page was drawn twice: once to be measured, and as it is then.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: The words and buttons that are seen, and are not wholly inside the window.
OUTSIDE = """live => {
    const whole = live.getBoundingClientRect();
    const boxes = (element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        return element.matches("button") ? [element.getBoundingClientRect()]
            : [...words.getClientRects()];
    };
    const cut = (box) => box.width && (box.left < whole.left - 1 || box.right > whole.right + 1
        || box.top < whole.top - 1 || box.bottom > whole.bottom + 1);
    return [...live.querySelectorAll("button, .upcoming, .advice, .label, .detail, .now")]
        .filter((element) => element.checkVisibility() && boxes(element).some(cut))
        .map((element) => `${element.className}: ${element.innerText}`);
}"""


class Server:
    """Tells the page what the test wants to be shown, and answers its button for going on."""

    def __init__(self, first: dict[str, Any]) -> None:
        self.on_move_on: dict[str, Any] | None = None
        self._first = first
        self._route: sync_api.WebSocketRoute | None = None

    def meet(self, route: sync_api.WebSocketRoute) -> None:
        self._route = route
        route.on_message(self._answer)
        self.show(self._first)

    def show(self, answer: dict[str, Any]) -> None:
        assert self._route is not None
        self._route.send(json.dumps(answer))

    def _answer(self, message: str | bytes) -> None:
        if isinstance(message, str) and "alive" in message:
            self.show({"alive": True, "slow": False})
        if isinstance(message, str) and "move_on" in message and self.on_move_on:
            self.show(self.on_move_on)


def answer(
    exercise: str, language: Language, stage: GuideStage, *, more: bool = True
) -> dict[str, Any]:
    """What the server says of an exercise that comes, or that is done."""
    definition = load_any(exercise)
    rests = stage == "rest"
    guidance = Guidance(
        1.0,
        stage,
        (),
        advice=definition.exercise.setup if rests else None,
        of=12,
        done=0 if rests else 11,
        timer=Timer("rest", 14.2, 21.0) if rests else None,
        part=5,
        parts=7,
    )
    seen = isinstance(definition, Definition)
    shown = Screen(definition.exercise, language).show(guidance).for_json()
    return {**shown, "camera": seen, "more": more, "note": "", "rate": ""}


@contextmanager
def answered(
    browser: sync_api.Browser, server: str, language: Language
) -> Iterator[tuple[sync_api.Page, Server]]:
    """A page that exercises, as it believes, with the test as its server."""
    stand_in = Server(answer("pelvic_floor_hold", language, "rest"))
    with opened(browser, server, locale={"en": "en-GB", "da": "da-DK"}[language]) as page:
        page.add_init_script(VOICES)
        page.route_web_socket(re.compile(f"{live_path()}[?]"), stand_in.meet)
        page.goto("/exercise")
        choose(page, "pelvic_floor_hold", language)
        start(page)
        expect(part(page, "upcoming")).to_be_visible()
        yield page, stand_in


def in_windows(page: sync_api.Page) -> Iterator[tuple[int, int]]:
    """Each size of the window in turn, once the page has taken it."""
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)
        yield width, height


def outside(page: sync_api.Page) -> list[str]:
    found: list[str] = part(page, "live").evaluate(OUTSIDE)
    return found


def letters_u(page: sync_api.Page, name: str) -> float:
    """The size of the letters of a part, in the stage's own unit."""
    size = part(page, name).evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    window = page.viewport_size
    assert window is not None
    return float(size) / min(window["height"] / 100, window["width"] * 0.005625)


@pytest.mark.parametrize("language", ["en", "da"])
def test_what_comes_next_is_large_and_wholly_on_the_screen_for_every_exercise(
    chromium: sync_api.Browser, server: str, language: Language
) -> None:
    with answered(chromium, server, language) as (page, stand_in):
        for name in (path.stem for path in paths()):
            exercise = load_any(name).exercise
            stand_in.show(answer(name, language, "rest"))
            expect(part(page, "upcoming")).to_have_text(exercise.name[language])
            expect(part(page, "advice")).to_have_text(exercise.setup[language])
            expect(part(page, "timer")).to_contain_text("15")
            for width, height in in_windows(page):
                assert outside(page) == [], (width, height, name)
                if width > height:
                    assert letters_u(page, "advice") >= SMALLEST_U - 0.01, (width, height, name)
            stand_in.show(answer(name, language, "work"))
            expect(part(page, "upcoming")).to_be_hidden()
            for width, height in in_windows(page):
                assert outside(page) == [], (width, height, name)
                if width > height:
                    assert letters_u(page, "count") > 30, (width, height, name)


def test_where_a_ring_leads_what_the_camera_sees_both_are_seen_beside_each_other(
    chromium: sync_api.Browser, server: str
) -> None:
    ring = {"label": "Breathe in", "text": "3", "share": 0.3, "fill": 0.3}
    with answered(chromium, server, "en") as (page, stand_in):
        stand_in.show(answer("belly_breathing", "en", "work") | {"ring": ring})
        expect(part(page, "ring")).to_contain_text("Breathe in")
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            frame, circle = (part(page, name).bounding_box() for name in ("frame", "ring"))
            assert frame
            assert circle
            assert frame["x"] + frame["width"] <= circle["x"], (width, height)
            assert circle["x"] + circle["width"] <= width, (width, height)
            assert min(frame["x"], frame["y"], circle["y"]) >= 0, (width, height)
        stand_in.show(answer("belly_breathing", "en", "work"))
        expect(part(page, "ring")).to_be_hidden()


def test_the_button_begins_what_comes_and_leaves_what_is_done(
    chromium: sync_api.Browser, server: str
) -> None:
    with answered(chromium, server, "en") as (page, stand_in):
        button = part(page, "next")
        # Also the last exercise need not be waited for.
        stand_in.on_move_on = answer("squat", "en", "work")
        stand_in.show(answer("squat", "en", "rest", more=False))
        expect(button).to_have_text(word("begin_now", "en"))
        page.wait_for_timeout(1000)
        button.click()
        expect(button).to_have_text(word("move_on", "en"))
        stand_in.on_move_on = answer("march_standing", "en", "rest")
        page.wait_for_timeout(1000)
        button.click()
        expect(part(page, "upcoming")).to_have_text(load_any("march_standing").exercise.name.en)


def test_a_press_is_shown_at_once_and_until_what_was_asked_for_comes(
    chromium: sync_api.Browser, server: str
) -> None:
    with answered(chromium, server, "en") as (page, stand_in):
        button = part(page, "next")
        stand_in.show(answer("squat", "en", "rest"))
        expect(button).to_have_text(word("begin_now", "en"))
        page.wait_for_timeout(1000)
        assert button.evaluate("button => (button.click(), button.ariaBusy)") == "true"
        stand_in.show(answer("squat", "en", "work"))
        expect(button).to_have_text(word("move_on", "en"))
        expect(button).not_to_have_attribute("aria-busy", "true")


def test_a_press_that_was_meant_for_what_the_button_said_before_does_nothing(
    chromium: sync_api.Browser, server: str
) -> None:
    with answered(chromium, server, "en") as (page, stand_in):
        button = part(page, "next")
        stand_in.on_move_on = answer("squat", "en", "rest")
        stand_in.show(answer("march_standing", "en", "rest"))
        expect(button).to_have_text(word("begin_now", "en"))
        button.evaluate(
            """button => new MutationObserver(() => { button.click(); window.clicked = true; })
                .observe(button, {subtree: true, childList: true, characterData: true})"""
        )
        stand_in.show(answer("march_standing", "en", "work"))
        page.wait_for_function("window.clicked")
        page.wait_for_timeout(300)
        expect(button).to_have_text(word("move_on", "en"))
