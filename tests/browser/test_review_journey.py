"""A physiotherapist's way through the pages in a real browser: check, correct, keep, delete."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from support.browser import TEXTS, opened
from support.live_page import settled
from support.page_words import english_in
from support.places import SAMPLES

from poseguide.core.i18n import Language, word
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect
expect.set_options(timeout=120_000)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEFT, BOTH = "leg_extension_left", "leg_extension_both_legs"
EXERCISE = "leg_extension_all_fours"
LEG = {"en": "Leg extension on all fours", "da": "Benstræk på alle fire"}
NAME, NOTE = "Quirina Ødegaard", "Knæet var strakt nok"
#: Words of any English sentence, and no Danish ones.
ENGLISH = re.compile(r"\b(the|this|of|with|you|your|from|are|not|press|files?|choose)\b", re.I)


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def go(page: sync_api.Page, name: str, language: Language) -> None:
    title = word(name, language)
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(page)


def press(page: sync_api.Page, name: str) -> None:
    # A button with an icon has the icon's name before its own.
    label = re.compile(rf"^[a-z_]* ?{re.escape(name)}$")
    page.get_by_role("button").filter(has_text=label).click()
    settled(page)


def choose(page: sync_api.Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    expect(box).to_have_value(re.compile(re.escape(option)))
    settled(page)


def add_person(page: sync_api.Page, name: str, language: Language) -> None:
    go(page, "people_page", language)
    page.get_by_role("textbox", name=word("person_new", language)).fill(name)
    press(page, word("person_add", language))
    expect(page.get_by_text(word("person_added", language, name=name))).to_be_visible()


def delete_person(page: sync_api.Page, name: str, sessions: int, language: Language) -> None:
    """Asks once more, and can be told no."""
    go(page, "people_page", language)
    for answer in ("keep_it", "delete_for_good"):
        press(page, word("person_delete", language, name=name))
        asked = word("person_delete_ask", language, name=name, number=sessions)
        expect(page.get_by_test_id("stAlert")).to_contain_text(asked)
        press(page, word(answer, language))
    expect(page.get_by_test_id("stAlert")).to_contain_text(word("person_none", language))


def check(page: sync_api.Page, language: Language) -> None:
    page.get_by_role("button", name=word("check_now", language)).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    progress = re.compile(word("checking", language, percent=r"\d+\s?%"))
    expect(page.get_by_text(progress)).to_be_visible()
    video = page.get_by_test_id("desk-video")
    expect(video).to_have_js_property("readyState", 4)


def metrics(page: sync_api.Page, key: str, language: Language) -> list[str]:
    """The values under a name, from above: as found, then as corrected."""
    here = page.get_by_test_id("stMetric").filter(has_text=word(key, language))
    return here.get_by_test_id("stMetricValue").all_inner_texts()


def rule(page: sync_api.Page, label: str, chosen: str) -> None:
    group = page.get_by_role("radiogroup", name=label, exact=True)
    group.get_by_role("radio", name=chosen, exact=True).click()


def jump_to(page: sync_api.Page, number: int) -> float:
    """Clicks a repetition in the timeline; gives where the player is then, in seconds."""
    page.get_by_test_id("desk-timeline").locator(f".band[data-number='{number}']").click()
    box = page.get_by_role("combobox", name="Repetition")
    expect(box).to_have_value(re.compile(rf"{number} · "))
    settled(page)
    row = page.get_by_test_id("desk-table").locator(f"tr[data-number='{number}']")
    expect(row).to_have_attribute("aria-current", "true")
    time_s: float = page.get_by_test_id("desk-video").evaluate("video => video.currentTime")
    return time_s


def saved(page: sync_api.Page, key: str, language: Language = "en") -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=word(key, language)).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def sessions_of(folder: Path, name: str) -> list[StoredSession]:
    with closing(Store(f"sqlite:///{folder / 'poseguide.db'}")) as store:
        ids = {person.id for person in store.people.all() if person.name == name}
        return [one for one in store.history.all() if one.beginning.person_id in ids]


def limits_of(folder: Path, name: str) -> dict[str, float]:
    with closing(Store(f"sqlite:///{folder / 'poseguide.db'}")) as store:
        (person,) = (person for person in store.people.all() if person.name == name)
        return dict(store.people.limits(person.id, EXERCISE))


def holding(folder: Path, text: str) -> list[str]:
    """The files of a folder that hold a text in any of their bytes, or in their name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    wanted = text.encode()
    return [path.name for path in files if text in path.name or wanted in path.read_bytes()]


def test_a_recording_is_checked_corrected_kept_and_deleted_with_its_person(
    page: sync_api.Page, data_folder: Path
) -> None:
    add_person(page, NAME, "en")

    # An own recording, the exercise proposed, the person still chosen.
    go(page, "check_video", "en")
    page.get_by_text("My own recording").click()
    # Until this run has ended, the button of the sample stands there, which is open.
    expect(page.get_by_role("button", name=word("check_now", "en"))).to_be_disabled()
    settled(page)
    page.locator("input[type=file]").set_input_files(SAMPLES / f"{LEFT}.mp4")
    expect(page.get_by_role("combobox", name="Exercise")).to_have_value("Let PoseGuide propose it")
    expect(page.get_by_role("combobox", name="Person")).to_have_value(NAME)
    check(page, "en")
    expect(page.get_by_text(f"Exercise: {LEG['en']}")).to_be_visible()
    assert metrics(page, "complete_repetitions", "en") == ["6"]
    (stored,) = sessions_of(data_folder, NAME)

    # A click on a repetition takes the player to its start.
    known = truth(LEFT)["repetitions"]
    third = next(rep for rep in stored.reps if rep.number == 3)
    assert jump_to(page, 3) == pytest.approx(third.start_s, abs=0.1)
    assert jump_to(page, 2) == pytest.approx(stored.reps[1].start_s, abs=0.1)
    assert known[1]["start_s"] - 0.5 < stored.reps[1].start_s < known[1]["peak_s"]

    # A person says otherwise: both views stand beside each other.
    rule(page, "Does it count?", "it does not count")
    press(page, "Save")
    expect(page.get_by_text(word("as_corrected", "en"))).to_be_visible()
    jump_to(page, 3)
    rule(page, "Straighten the knee", "kept")
    page.get_by_role("textbox", name="Note", exact=True).fill(NOTE)
    press(page, "Save")
    expect(page.get_by_text(word("as_found", "en"))).to_be_visible()
    assert metrics(page, "complete_repetitions", "en") == ["6", "5"]
    cells = page.get_by_test_id("desk-table").locator("tr[data-number='3']")
    expect(cells).to_contain_text(NOTE)

    # What was said proposes another limit, which becomes the person's own.
    proposed = page.get_by_test_id("stAlert").filter(has_text="PoseGuide would agree with you")
    expect(proposed).to_have_text(re.compile(r"Straighten the knee.* 135° instead of 150°"))
    press(page, f"Use it for {NAME}")
    expect(page.get_by_text(f"{NAME} has this limit from now on.")).to_be_visible()
    assert limits_of(data_folder, NAME) == {"knee_bent": 135.0}

    # What is saved says both too.
    name, pdf = saved(page, "save_pdf")
    assert name == f"{LEFT}-poseguide.pdf"
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 10_000
    _, table = saved(page, "save_csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == list("123456")
    assert [row["counted_by_person"] for row in rows] == ["", "false", "", "", "", ""]
    assert rows[2]["overruled"] == "knee_bent=ok"
    assert rows[2]["note"] == NOTE
    _, video = saved(page, "save_video")
    with av.open(io.BytesIO(video)) as container:
        (stream,) = container.streams.video
        assert stream.codec_context.name == "h264"
        frames = sum(1 for _ in container.decode(stream))
    assert frames == pytest.approx(15 * 36.2, abs=2)

    # It is kept with its video, and found again.
    press(page, word("keep_video", "en"))
    expect(page.get_by_role("button", name=word("delete_clip", "en"))).to_be_visible()
    go(page, "history_page", "en")
    expect(page.get_by_role("combobox", name="Person")).to_have_value(NAME)
    told = re.compile("Found: 6 left.* Corrected by a person: 5 left")
    expect(page.get_by_text(told)).to_be_visible()
    press(page, "Open")
    expect(page.get_by_role("heading", name=f"Result: {LEG['en']}")).to_be_visible()
    expect(page.get_by_test_id("desk-video")).to_have_js_property("readyState", 4)
    assert metrics(page, "complete_repetitions", "en") == ["6", "5"]

    # With the person everything goes.
    (stored,) = sessions_of(data_folder, NAME)
    kept = [data_folder / "clips" / str(stored.clip)]
    kept += (data_folder / "poses").glob(f"{stored.id}*")
    assert len(kept) == 2
    assert all(path.is_file() for path in kept)
    assert all(holding(data_folder, text) for text in (NAME, NOTE, stored.id))
    delete_person(page, NAME, 1, "en")
    assert [path for path in kept if path.exists()] == []
    for text in (NAME, NOTE, stored.id):
        assert holding(data_folder, text) == []

    # No page knows of them, not even the ones that had them open.
    for place in ("history_page", "check_video", "people_page"):
        go(page, place, "en")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_test_id("desk")).to_have_count(0)
        expect(page.get_by_role("heading", name=f"Result: {LEG['en']}")).to_have_count(0)
        assert NAME not in " ".join(page.get_by_test_id("stApp").evaluate(TEXTS))


def test_two_recordings_are_compared_in_danish(chromium: sync_api.Browser, server: str) -> None:
    person = "Dorthe"
    with opened(chromium, server, locale="da-DK") as page:
        page.goto("/")
        add_person(page, person, "da")
        go(page, "check_video", "da")
        choose(page, word("sample_video", "da"), truth(LEFT)["title"]["da"])
        check(page, "da")
        assert metrics(page, "complete_repetitions", "da") == ["6"]
        press(page, word("keep_video", "da"))
        no_english(page)

        choose(page, word("sample_video", "da"), truth(BOTH)["title"]["da"])
        check(page, "da")
        repetitions = len(truth(BOTH)["repetitions"])
        expect(page.get_by_test_id("stMetricValue").first).to_have_text(str(repetitions))
        choose(page, word("compare_with", "da"), f"{LEFT}.mp4")
        videos = page.get_by_test_id("desk-video")
        expect(videos).to_have_count(2)
        for video in videos.all():
            expect(video).to_be_visible()
            expect(video).to_have_js_property("readyState", 4)
        columns = page.get_by_test_id("desk-table").locator("thead th")
        expect(columns).to_have_text([word("desk_figure", "da"), f"{BOTH}.mp4", f"{LEFT}.mp4"])
        no_english(page)
        delete_person(page, person, 2, "da")


def no_english(page: sync_api.Page) -> None:
    texts: list[str] = page.get_by_test_id("stMain").evaluate(TEXTS)
    assert word("correct_title", "da") in texts
    assert word("desk_keys", "da") in texts
    assert english_in(texts) == []
    assert [text for text in texts if ENGLISH.search(text)] == []
