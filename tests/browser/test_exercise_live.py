"""The page "Exercise" in a real browser, with clips as its camera and the real engine behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.browser import BROWSER_ARGUMENTS, CHROMIUM, Cameras, opened
from support.live_page import (
    VOICES,
    ask_for,
    choose,
    counted,
    exercising,
    filming,
    numbers_in,
    part,
    pick,
    settled,
    spoken,
    start,
)

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect

pytestmark = pytest.mark.browser

LIFT, LEG = "pelvic_lift", "leg_extension_left"
#: Where in that sample three repetitions are, the first with a bent knee and the last too high.
THREE_REPS_S = (12.8, 29.1)


class SlowPage:
    """Between the browser and Streamlit: what is chosen, or the end of a run, can be held back."""

    def __init__(self, page: sync_api.Page) -> None:
        self.holds_choices = self.holds_ends = False
        self._page = page
        self._choices: list[str | bytes] = []
        self._ends: list[str | bytes] = []
        page.route_web_socket("**/_stcore/stream*", self._between)

    def _between(self, browser: sync_api.WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def from_browser(message: str | bytes) -> None:
            if self.holds_choices:
                self._choices.append(message)
            else:
                server.send(message)

        def from_server(message: str | bytes) -> None:
            assert isinstance(message, bytes)
            ends = ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"
            if self._ends or (self.holds_ends and ends):
                self._ends.append(message)
            else:
                browser.send(message)

        browser.on_message(from_browser)
        server.on_message(from_server)
        self._browser, self._server = browser, server

    def wait_for_choice(self) -> None:
        while not self._choices:
            self._page.wait_for_timeout(50)

    def wait_for_end(self) -> None:
        while not self._ends:
            self._page.wait_for_timeout(50)

    def let_go(self) -> None:
        self.holds_choices = self.holds_ends = False
        choices, ends = self._choices, self._ends
        self._choices, self._ends = [], []
        for message in choices:
            self._server.send(message)
        for message in ends:
            self._browser.send(message)


def sessions(folder: Path) -> list[StoredSession]:
    store = Store(f"sqlite:///{folder / 'poseguide.db'}")
    try:
        return store.history.all()
    finally:
        store.close()


def test_a_pelvic_lift_is_led_counted_aloud_and_saved(
    playwright: sync_api.Playwright, cameras: Cameras, server: str, data_folder: Path
) -> None:
    exercise = load_exercise("pelvic_lift_tilt").exercise
    with (
        filming(playwright, cameras(LIFT)) as browser,
        exercising(browser, server, exercise.id) as page,
    ):
        start(page)
        expect(page.get_by_text("Your session: Pelvic lift with tilt")).to_be_visible()
        said = spoken(page, last="That was all. Well done.")
        assert said[0] == "Ready. Begin."
        assert numbers_in(said) == [1, 2, 3, 4, 5]
        cues = {cue["en"] for cue in (stage.cue for stage in exercise.stages)}
        cues |= {fault.cue.en for fault in exercise.faults}
        assert cues.intersection(said)  # the incomplete one was told without a number
        assert {lang for lang, _ in page.evaluate("window.spoken")} == {"en-GB"}

        # The summary is that of the stored session.
        metric = page.get_by_test_id("stMetric").filter(has_text="Complete repetitions")
        expect(metric.get_by_test_id("stMetricValue")).to_have_text("5")
        expect(page.get_by_text("Goal reached.")).to_be_visible()
        page.get_by_role("radio", name="3", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        stored = sessions(data_folder)[0]
        assert [rep.complete for rep in stored.reps[:3]] == [True, False, True]
        assert sum(rep.complete for rep in stored.reps) == 5
        assert (stored.end, stored.pain_after) == ("dose", 3)

        # Stop and start again: a new session, from nothing.
        page.get_by_role("button", name="Exercise again").click()
        settled(page)
        start(page)
        counted(page, 0)
        part(page, "stop").click()
        expect(page.get_by_text("Nothing was counted, so nothing was saved.")).to_be_visible()
        settled(page)
        start(page)
        counted(page, 1)
        part(page, "stop").click()
        expect(page.get_by_text("Stopped before the goal.")).to_be_visible()


def test_all_fours_in_danish_is_counted_and_the_legs_are_switched(
    playwright: sync_api.Playwright, cameras: Cameras, server: str, data_folder: Path
) -> None:
    with (
        filming(playwright, cameras(LEG, *THREE_REPS_S)) as browser,
        exercising(browser, server, "leg_extension_all_fours", "da") as page,
    ):
        ask_for(page, 3)
        start(page)
        counted(page, 3)
        expect(part(page, "side")).to_have_text("højre ben")
        said = spoken(page, last="Flot. Skift ben. Vend dig om, så jeg kan se det andet ben.")
        part(page, "stop").click()
        expect(page.get_by_text("Din træning: Benstræk på alle fire")).to_be_visible()
        expect(page.get_by_text("Stoppet før målet.")).to_be_visible()
        assert {lang for lang, _ in page.evaluate("window.spoken")} == {"da-DK"}
    assert said[0] == "Klar. Begynd."
    assert numbers_in(said) == [1, 2, 3]
    assert "1. Stræk knæet helt." in said
    assert "3. Ikke højere end ryggen." in said
    stored = sessions(data_folder)[0]
    assert [rep.side for rep in stored.reps if rep.complete] == ["left"] * 3
    assert (stored.end, stored.beginning.language) == ("stopped", "da")


def test_a_reload_in_the_middle_loses_nothing(
    playwright: sync_api.Playwright, cameras: Cameras, server: str, data_folder: Path
) -> None:
    with (
        filming(playwright, cameras(LIFT)) as browser,
        exercising(browser, server, "pelvic_lift_tilt") as page,
    ):
        start(page)
        counted(page, 2)
        page.reload()
        expect(
            page.get_by_text("You were in the middle of “Pelvic lift with tilt”")
        ).to_be_visible()
        page.get_by_role("button", name="Go on with it").click()
        expect(page.get_by_text("You go on with “Pelvic lift with tilt”")).to_be_visible()
        expect(page.get_by_text("Done so far: 2.")).to_be_visible()
        settled(page)
        start(page)
        expect(page.get_by_text("Your session: Pelvic lift with tilt")).to_be_visible()
        said = spoken(page, last="That was all. Well done.")
        assert numbers_in(said) == [3, 4, 5]
    stored = sessions(data_folder)[0]
    assert sum(rep.complete for rep in stored.reps) == 5
    numbers = [rep.number for rep in stored.reps]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_connection_that_is_lost_comes_back_by_itself(
    playwright: sync_api.Playwright, cameras: Cameras, server: str
) -> None:
    with (
        filming(playwright, cameras(LIFT)) as browser,
        opened(browser, server) as page,
    ):
        page.add_init_script(VOICES)
        links: list[sync_api.WebSocketRoute] = []

        def through(link: sync_api.WebSocketRoute) -> None:
            links.append(link)
            link.connect_to_server()

        page.route_web_socket("**/poseguide/live*", through)
        page.goto("/exercise")
        choose(page, "pelvic_lift_tilt", "en")
        start(page)
        counted(page, 1)
        links[0].close(code=1011)
        counted(page, 2)
        assert len(links) == 2
        assert numbers_in(spoken(page)) == [1, 2]
        part(page, "stop").click()
        expect(page.get_by_text("Stopped before the goal.")).to_be_visible()


def test_a_second_window_exercises_too_and_a_third_is_told_to_wait(
    chromium: sync_api.Browser, server: str
) -> None:
    hold = "pelvic_floor_hold"
    with (
        exercising(chromium, server, hold) as first,
        exercising(chromium, server, hold, "da") as second,
        exercising(chromium, server, hold) as third,
    ):
        start(first)
        start(second)
        expect(part(first, "ring")).to_contain_text("Squeeze")
        expect(part(second, "ring")).to_contain_text("Knib")
        button = part(third, "start")
        expect(button).to_be_enabled()
        button.click()
        expect(part(third, "message")).to_have_text(word("live_full", "en"))
        for page in (first, second):
            part(page, "stop").click()
            expect(part(page, "stop")).to_be_hidden()
        settled(third)
        start(third)
        expect(part(third, "ring")).to_contain_text("Squeeze")
        assert spoken(first)[:2] == ["Get ready.", "Squeeze and lift."]
        assert spoken(second)[:2] == ["Gør dig klar.", "Knib og løft."]
        part(third, "stop").click()
        expect(part(third, "stop")).to_be_hidden()


def test_start_waits_for_a_page_that_is_at_work_and_begins_what_was_chosen(
    chromium: sync_api.Browser, server: str
) -> None:
    with opened(chromium, server) as page:
        page.add_init_script(VOICES)
        slow = SlowPage(page)
        page.goto("/exercise")
        choose(page, "pelvic_floor_lift", "en")
        slow.holds_ends = True
        pick(page, "pelvic_floor_hold", "en")
        slow.wait_for_end()
        start(page)
        expect(part(page, "link")).to_have_text(word("connecting", "en"))
        slow.let_go()
        expect(part(page, "title")).to_have_text(load_any("pelvic_floor_hold").exercise.name.en)
        part(page, "stop").click()
        expect(page.get_by_text("Nothing was counted")).to_be_visible()


def test_start_begins_what_was_chosen_though_the_page_does_not_know_of_it_yet(
    chromium: sync_api.Browser, server: str
) -> None:
    with opened(chromium, server) as page:
        page.add_init_script(VOICES)
        slow = SlowPage(page)
        page.goto("/exercise")
        choose(page, "pelvic_floor_lift", "en")
        slow.holds_choices = True
        pick(page, "pelvic_floor_hold", "en")
        slow.wait_for_choice()
        start(page)
        expect(part(page, "link")).to_have_text(word("connecting", "en"))
        slow.let_go()
        expect(part(page, "title")).to_have_text(load_any("pelvic_floor_hold").exercise.name.en)
        part(page, "stop").click()
        expect(page.get_by_text("Nothing was counted")).to_be_visible()


def test_a_press_on_start_counts_though_it_sends_a_number_that_was_typed(
    chromium: sync_api.Browser, server: str
) -> None:
    with opened(chromium, server) as page:
        slow = SlowPage(page)
        page.goto("/exercise")
        choose(page, "leg_extension_all_fours", "en")
        page.get_by_test_id("stNumberInputField").fill("8")
        slow.holds_ends = True
        part(page, "start").hover()
        page.mouse.down()
        slow.wait_for_end()
        page.mouse.up()
        slow.let_go()
        expect(part(page, "message")).to_have_text(word("camera_none", "en"))


def test_a_camera_that_is_not_allowed_is_told_so(
    playwright: sync_api.Playwright, server: str
) -> None:
    there = [*BROWSER_ARGUMENTS, "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=there)
    with exercising(browser, server, "pelvic_lift_tilt", "da") as page:
        part(page, "start").click()
        expect(part(page, "message")).to_have_text(word("camera_blocked", "da"))
    browser.close()


@pytest.mark.parametrize(
    ("script", "key"),
    [
        ("delete Navigator.prototype.mediaDevices", "camera_insecure"),
        (
            "navigator.mediaDevices.getUserMedia = async () => {"
            " throw new DOMException('busy', 'NotReadableError') }",
            "camera_in_use",
        ),
        (
            "navigator.mediaDevices.getUserMedia = async () => {"
            " throw new DOMException('none', 'NotFoundError') }",
            "camera_none",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "da"])
def test_a_browser_that_gives_no_camera_says_why_and_what_to_do(
    chromium: sync_api.Browser, server: str, script: str, key: str, language: Language
) -> None:
    with exercising(chromium, server, "pelvic_lift_tilt", language, VOICES + script) as page:
        button = part(page, "start")
        expect(button).to_be_enabled()
        button.click()
        expect(part(page, "message")).to_have_text(word(key, language))
        expect(button).to_be_enabled()


def test_a_browser_without_a_voice_beeps_and_says_so(
    chromium: sync_api.Browser, server: str
) -> None:
    beeps = """
    window.beeps = 0;
    const tone = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () {
        window.beeps++;
        return tone.call(this);
    };
    """
    with exercising(chromium, server, "pelvic_floor_hold", script=beeps) as page:
        start(page)
        expect(part(page, "voice")).to_have_text(word("no_voice", "en"))
        page.wait_for_function("window.beeps > 0")
        part(page, "stop").click()
        expect(page.get_by_text("Nothing was counted")).to_be_visible()
