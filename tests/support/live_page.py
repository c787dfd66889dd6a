"""The live stage in a real browser: a clip as its camera, its voice noted, its parts found."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any
from support.browser import BROWSER_ARGUMENTS, CHROMIUM, opened

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect
expect.set_options(timeout=60_000)

#: Still at the beginning, as somebody who waits for “begin”.
STILL_S = 4.0
#: A browser with voices of its own that notes what it is given to say, and says nothing.
VOICES = """
window.spoken = [];
const voices = ["en-GB", "da-DK"].map(lang => ({lang, localService: true, name: lang}));
Object.defineProperty(window, "speechSynthesis", {value: {
    speaking: false, pending: false, paused: false,
    getVoices: () => voices, cancel() {}, resume() {}, pause() {},
    addEventListener() {}, removeEventListener() {},
    speak(said) {
        window.spoken.push([said.lang, said.text]);
        setTimeout(() => said.onend?.(new Event("end")), 20 * said.text.length);
    },
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def as_camera(
    video: Path, to: Path, from_s: float = 0.0, until_s: float = math.inf, *, slower: int = 1
) -> Path:
    """A y4m file is a line of text, then the planes of each picture.

    Here of a part of a video, so many times slower.
    """
    with av.open(str(video)) as source, to.open("wb") as out:
        shape = source.streams.video[0]
        assert shape.average_rate is not None
        rate = shape.average_rate
        head = f"YUV4MPEG2 W{shape.width} H{shape.height} "
        head += f"F{rate.numerator}:{rate.denominator * slower}"
        out.write(f"{head} Ip A1:1 C420jpeg\n".encode())
        shown = (one for one in source.decode(video=0) if from_s <= one.time < until_s)
        for number, picture in enumerate(shown):
            planes = b"FRAME\n" + picture.to_ndarray(format="yuv420p").tobytes()
            out.write(planes * (round(STILL_S * float(rate)) if number == 0 else 1))
    return to


@contextmanager
def filming(playwright: sync_api.Playwright, camera: Path) -> Iterator[sync_api.Browser]:
    """A browser whose camera plays the file."""
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=[
            *BROWSER_ARGUMENTS, "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={camera}",
        ],
    )  # fmt: skip
    try:
        yield browser
    finally:  # a test that failed leaves no camera to the next one
        browser.close()


@contextmanager
def exercising(
    browser: sync_api.Browser,
    server: str,
    exercise: str,
    language: Language = "en",
    script: str = VOICES,
) -> Iterator[sync_api.Page]:
    """The page with an exercise chosen, ready to start."""
    locale = {"en": "en-GB", "da": "da-DK"}[language]
    with opened(browser, server, locale=locale) as page:
        page.add_init_script(script)
        page.goto("/exercise")
        choose(page, exercise, language)
        yield page


def choose(page: sync_api.Page, exercise: str, language: Language) -> None:
    pick(page, exercise, language)
    settled(page)


def pick(page: sync_api.Page, exercise: str, language: Language) -> None:
    """Chooses, and waits for nothing."""
    box = page.get_by_role("combobox", name=word("exercise", language))
    box.click()
    name = load_any(exercise).exercise.name[language]
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    expect(box).to_have_value(name)


def ask_for(page: sync_api.Page, repetitions: int) -> None:
    """Chooses how many repetitions are the goal."""
    box = page.get_by_test_id("stNumberInputField")
    box.fill(str(repetitions))
    box.press("Enter")
    settled(page)


def settled(page: sync_api.Page) -> None:
    """Waits until the page has told the browser's half what is chosen."""
    page.wait_for_timeout(300)  # the click has to reach the server before it can be at work
    state = page.get_by_test_id("stApp")
    expect(state).to_have_attribute("data-test-script-state", "notRunning")


def part(page: sync_api.Page, name: str) -> sync_api.Locator:
    return page.get_by_test_id(f"stage-{name}")


def start(page: sync_api.Page) -> None:
    button = part(page, "start")
    expect(button).to_be_enabled()
    button.click()
    expect(part(page, "stop")).to_be_visible()


def start_today(page: sync_api.Page, person: str, title: str) -> None:
    """Opens Today as this person, where the round of this title is due, and starts it."""
    page.add_init_script(VOICES)
    page.goto("/")
    page.get_by_role("combobox", name=word("person", "en")).click()
    page.get_by_role("option", name=person, exact=True).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    settled(page)
    start(page)


def counted(page: sync_api.Page, number: int) -> None:
    expect(part(page, "count")).to_have_text(str(number))


def spoken(page: sync_api.Page, last: str = "") -> list[str]:
    """What was said, once `last` was: a voice takes its time, and no page waits for it."""
    if last:
        page.wait_for_function("last => window.spoken.at(-1)?.[1] === last", arg=last)
    return [text for _, text in page.evaluate("window.spoken")]


def numbers_in(texts: list[str]) -> list[int]:
    """The numbers at the beginning of what was said, in order."""
    return [int(text.split(".")[0]) for text in texts if text[0].isdigit()]
