"""A short programme in a real browser: from Today through all its exercises to History."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import Cameras, opened
from support.live_page import VOICES, filming, numbers_in, part, settled, spoken, start, start_today

from poseguide.core.i18n import word
from poseguide.definitions.catalog import load_any
from poseguide.definitions.programme import WEEKDAYS, Programme, ProgrammeStep
from poseguide.storage.store import Store
from poseguide.training.rounds import Round

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect

pytestmark = pytest.mark.browser

LIFT, HOLD = "pelvic_lift_tilt", "pelvic_floor_hold"


@pytest.fixture
def store(data_folder: Path) -> Store:
    return Store(f"sqlite:///{data_folder / 'poseguide.db'}")


def short_programme() -> Programme:
    """Two lifts, which the camera counts, and quick squeezes, which it cannot see."""
    text = {"en": "A short one", "da": "Et kort program"}
    return Programme.model_validate(
        {
            "id": "a_short_one",
            "name": text,
            "purpose": text,
            "source": text,
            "times": ["00:00"],
            "steps": [
                ProgrammeStep(exercise=LIFT, repetitions=2, rest_s=0.0).model_dump(),
                ProgrammeStep(exercise=HOLD, levels=(5,), rest_s=1.0).model_dump(),
            ],
        }
    )


def newest_round(store: Store, person_id: str) -> Round:
    return store.rounds.of(person_id)[0]


def test_a_programme_is_led_through_hands_free_from_today_to_history(
    playwright: sync_api.Playwright,
    cameras: Cameras,
    server: str,
    store: Store,
) -> None:
    person = store.people.add("Åse Ærø")
    store.plans.add(person.id, short_programme(), WEEKDAYS, ("00:00",), own=True)
    began_at = datetime.now(UTC)
    with (
        filming(playwright, cameras("pelvic_lift")) as browser,
        opened(browser, server, locale="da-DK") as page,
    ):
        page.add_init_script(VOICES)
        page.goto("/")
        expect(page.get_by_role("heading", name=word("today_page", "da"))).to_be_visible()
        page.get_by_role("combobox", name=word("person", "da")).click()
        page.get_by_role("option", name="Åse Ærø", exact=True).click()
        expect(page.get_by_role("heading", name="Et kort program")).to_be_visible()
        page.get_by_role("radiogroup", name=word("pain_before", "da")).get_by_text(
            "2", exact=True
        ).click()
        settled(page)

        # The one click; nothing is touched until the end.
        start(page)
        expect(part(page, "detail")).to_contain_text("øvelse 1 af 2")
        expect(part(page, "ring")).to_be_hidden()
        expect(part(page, "detail")).to_contain_text("øvelse 2 af 2")
        expect(part(page, "frame")).to_be_hidden()
        expect(part(page, "ring")).to_contain_text("Knib")
        title = f"{word('round_title', 'da')}: Et kort program"
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        said = spoken(page, last="Det var det hele. Flot.")
        assert said[0].startswith("Vi begynder med: Bækkenløft")
        assert [text for text in said if text.startswith("Den sidste: Knibeøvelser.")]
        assert said.index("Klar. Begynd.") < said.index("Knib og løft.")
        place = next(n for n, text in enumerate(said) if text.startswith("Den sidste"))
        assert numbers_in(said[:place]) == [1, 2]
        assert said[place - 1] == "Flot."
        assert numbers_in(said[place:]) == list(range(2, 11))
        assert {lang for lang, _ in page.evaluate("window.spoken")} == {"da-DK"}

        # How it was.
        expect(page.get_by_text(word("round_done", "da", done=2, of=2))).to_be_visible()
        for question, answer in (("pain_after", "1"), ("effort", "4")):
            asked = page.get_by_role("radiogroup", name=word(question, "da"))
            asked.get_by_text(answer, exact=True).click()
            settled(page)
        expect(page.get_by_text(word("light_green", "da"))).to_be_visible()
        held = page.get_by_role("radiogroup", name=word("told_held", "da"))
        held.get_by_text(word("held_all", "da"), exact=True).click()
        settled(page)
        page.get_by_role("button", name=word("today_back", "da")).click()
        expect(page.get_by_text(word("today_enough_done", "da"))).to_be_visible()

        # And it is there in History.
        page.get_by_role("link", name=word("history_page", "da")).click()
        expect(page.get_by_role("heading", name=word("history_page", "da"))).to_be_visible()
        for name in (LIFT, HOLD):
            exercise = load_any(name).exercise.name.da
            expect(page.get_by_text(exercise).filter(visible=True).first).to_be_visible()

    done = newest_round(store, person.id)
    assert done.started_at >= began_at
    assert (done.outcome, done.pain_before, done.pain_after, done.effort) == ("done", 2, 1, 4)
    lift, hold = (store.sessions.load(result.session_id or "") for result in done.results)
    assert sum(rep.complete for rep in lift.reps) == 2
    assert (lift.end, hold.end, hold.progress.paced) == ("dose", "dose", 10)
    assert (lift.beginning.source, hold.beginning.source) == ("camera", "timer")
    assert {one.beginning.person_id for one in (lift, hold)} == {person.id}
    assert (lift.pain_after, hold.answers) == (1, {"held": "all"})
    store.close()


def test_a_round_that_was_stopped_is_carried_on_with_after_a_reload(
    chromium: sync_api.Browser, server: str, store: Store
) -> None:
    steps = tuple(ProgrammeStep(exercise=HOLD, levels=(5,), rest_s=0.0) for _ in range(2))
    programme = short_programme().model_copy(update={"steps": steps})
    person = store.people.add("Bo")
    store.plans.add(person.id, programme, WEEKDAYS, ("00:00",), own=True)
    with opened(chromium, server) as page:
        start_today(page, "Bo", "A short one")
        expect(part(page, "next")).to_be_visible()
        expect(part(page, "count")).to_have_text("2")
        part(page, "next").click()
        expect(part(page, "detail")).to_contain_text("exercise 2 of 2")
        expect(part(page, "next")).to_be_hidden()
        expect(part(page, "count")).to_have_text("3")
        page.reload()
        page.get_by_role("combobox", name=word("person", "en")).click()
        page.get_by_role("option", name="Bo", exact=True).click()
        expect(page.get_by_text(word("round_goes_on", "en"))).to_be_visible()
        settled(page)
        start(page)
        expect(page.get_by_role("heading", name=word("round_title", "en"))).to_be_visible()
        assert numbers_in(spoken(page, last="That was all. Well done."))[-1] == 10
    one = newest_round(store, person.id)
    assert [result.state for result in one.results] == ["part", "done"]
    assert one.outcome == "part"
    store.close()


def test_the_worst_pain_begins_the_vein_pump_with_one_click(
    playwright: sync_api.Playwright,
    cameras: Cameras,
    server: str,
) -> None:
    with (
        filming(playwright, cameras("pelvic_lift")) as browser,
        opened(browser, server, locale="da-DK") as page,
    ):
        page.add_init_script(VOICES)
        page.goto("/")
        page.get_by_role("button", name=word("worst_now", "da")).click()
        expect(part(page, "stop")).to_be_visible()
        expect(part(page, "detail")).to_contain_text("øvelse 1 af 7")
        expect(part(page, "title")).to_have_text(load_any("belly_breathing").exercise.name.da)
        part(page, "stop").click()
        expect(part(page, "stop")).to_be_hidden()
        expect(page.get_by_text(word("nothing_done", "da"))).to_be_visible()
        settled(page)
        # It does not begin again by itself.
        page.wait_for_timeout(1500)
        expect(part(page, "stop")).to_be_hidden()


def test_back_leads_through_the_pages_one_by_one(chromium: sync_api.Browser, server: str) -> None:
    with opened(chromium, server) as page:
        page.goto("/")
        arrived(page, "today_page")
        for name in ("programmes_page", "history_page"):
            page.get_by_role("link", name=word(name, "en"), exact=True).click()
            arrived(page, name)
        for name in ("programmes_page", "today_page"):
            page.go_back()
            arrived(page, name)


def arrived(page: sync_api.Page, name: str) -> None:
    heading = page.get_by_role("heading", name=word(name, "en"), exact=True)
    expect(heading).to_be_visible()
    settled(page)
