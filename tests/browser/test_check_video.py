"""The page "Check a video" in a real browser, with the real analysis of a sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.places import SAMPLES

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect
expect.set_options(timeout=120_000)

pytestmark = pytest.mark.browser

SAMPLE = "leg_extension_left"
#: Whether a chart shows a curve: in most columns of its canvas something is drawn.
CURVE_DRAWN = """chart => [...chart.querySelectorAll("canvas")].some(canvas => {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    const drawn = new Set();
    for (let at = 3; at < data.length; at += 4) if (data[at]) drawn.add(((at - 3) / 4) % width);
    return drawn.size > width / 2;
})"""


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{SAMPLE}.json").read_text(encoding="utf-8"))
    return found


def choose(page: sync_api.Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    # A long list draws only the part that is in view: typing brings the option there.
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    expect(box).to_have_value(option)


def metric(page: sync_api.Page, label: str) -> sync_api.Locator:
    here = page.get_by_test_id("stMetric").filter(has_text=label)
    return here.get_by_test_id("stMetricValue")


def test_a_sample_is_checked_and_shown_in_both_languages(
    page: sync_api.Page, truth: dict[str, Any], tmp_path: Path
) -> None:
    choose(page, "Sample video", truth["title"]["en"])
    page.get_by_role("button", name="Check the video").click()
    expect(page.get_by_text("% done")).to_be_visible()

    # The count is the true one.
    reps = truth["repetitions"]
    expect(metric(page, "Complete repetitions")).to_have_text(str(len(reps)))
    expect(metric(page, "Incomplete")).to_have_text("0")
    expect(metric(page, "Left")).to_have_text(str(sum(rep["side"] == "left" for rep in reps)))

    # The desk has the video, the curve with each repetition, and a row of each.
    video = page.get_by_test_id("desk-video")
    expect(video).to_have_js_property("readyState", 4)
    assert video.evaluate("video => video.duration > 30 && !video.error")
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("video => video.currentTime > 0.2", arg=video.element_handle())
    page.get_by_role("button", name="Pause", exact=True).click()
    timeline = page.get_by_test_id("desk-timeline")
    expect(timeline.locator(".band")).to_have_count(len(reps))
    assert timeline.evaluate(CURVE_DRAWN)
    rows = page.get_by_test_id("desk-table").locator("tbody tr")
    expect(rows).to_have_count(len(reps))
    for row, rep in zip(rows.all(), reps, strict=True):
        expect(row).to_contain_text("fault" if rep["faults"] else "good")

    # What is saved is what is shown.
    with page.expect_download() as saved:
        page.get_by_role("button", name="All results (JSON)").click()
    saved.value.save_as(tmp_path / "result.json")
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert result["summary"]["complete"] == len(reps)
    assert result["source"]["file"] == truth["video"]

    # Another language keeps the result.
    page.get_by_text("Dansk", exact=True).click()
    expect(page.get_by_role("heading", name="Tjek en video")).to_be_visible()
    expect(metric(page, "Hele gentagelser")).to_have_text(str(len(reps)))
    expect(page.get_by_test_id("desk-table")).to_contain_text("Stræk knæet helt")
    expect(rows).to_have_count(len(reps))
    sample = page.get_by_role("combobox", name="Eksempelvideo")
    expect(sample).to_have_value(truth["title"]["da"])
    assert "lang=da" in page.url


def test_a_file_that_is_no_video_gets_a_sentence(page: sync_api.Page, tmp_path: Path) -> None:
    false = tmp_path / "squats.mp4"
    false.write_text("This is not a video.\n" * 100)
    page.get_by_text("My own recording").click()
    check = page.get_by_role("button", name="Check the video")
    expect(check).to_be_disabled()
    page.locator("input[type=file]").set_input_files(false)
    choose(page, "Exercise", "Pelvic lift with tilt")
    expect(check).to_be_enabled()
    check.click()
    expect(page.get_by_role("alert")).to_contain_text("“squats.mp4” is not a video")
    expect(page.get_by_text("Traceback")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_cut_off_recording_gets_a_sentence(page: sync_api.Page, tmp_path: Path) -> None:
    whole = (SAMPLES / f"{SAMPLE}.mp4").read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[: len(whole) // 3])
    page.get_by_text("My own recording").click()
    check = page.get_by_role("button", name="Check the video")
    expect(check).to_be_disabled()
    page.locator("input[type=file]").set_input_files(cut)
    choose(page, "Exercise", "Leg extension on all fours")
    check.click()
    expect(page.get_by_role("alert")).to_contain_text("“cut.mp4”")
    expect(page.get_by_test_id("stMetric")).to_have_count(0)


def test_a_check_can_be_cancelled(page: sync_api.Page) -> None:
    page.get_by_role("button", name="Check the video").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(page.get_by_role("button", name="Check the video")).to_be_enabled()
    expect(page.get_by_test_id("stMetric")).to_have_count(0)


def test_a_danish_browser_gets_danish(chromium: sync_api.Browser, server: str) -> None:
    context = chromium.new_context(locale="da-DK", base_url=server)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="I dag", exact=True)).to_be_visible()
    page.goto("/?lang=en")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    context.close()
