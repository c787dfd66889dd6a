"""Hostile words in everything that is kept, in a real browser: they are read, and do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.browser import DEADLINE_S, TEXTS, opened, serving
from support.hostile import NAME, VIDEO, fill

from poseguide.core.i18n import word
from poseguide.storage.store import Store
from poseguide.training.plan import Plan

if TYPE_CHECKING:
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (the extra `browser`)"
    )
expect = sync_api.expect
expect.set_options(timeout=120_000)

pytestmark = pytest.mark.browser

#: What none of these pages has by itself, and what the words would make if they were obeyed.
INJECTED = (
    "img, iframe, object, code, del, em, .katex, [src*='evil'], [href*='evil'], [onerror],"
    " [data-testid='stMarkdownContainer'] a"
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Plan]]:
    """The address of an app that keeps hostile words, and the plan among them."""
    folder = tmp_path_factory.mktemp("hostile")
    with closing(Store(f"sqlite:///{folder / 'poseguide.db'}")) as store:
        _, plan = fill(store)
    with serving(tmp_path_factory.mktemp("log"), folder) as address:
        yield address, plan


def texts(page: sync_api.Page) -> set[str]:
    """The texts of the page, each as one piece, without letters that nobody sees."""
    found: list[str] = page.locator("body").evaluate(TEXTS)
    return {text.replace("\u2060", "") for text in found}


def test_hostile_words_are_read_and_do_nothing(
    chromium: sync_api.Browser, kept: tuple[str, Plan]
) -> None:
    address, plan = kept
    dialogs: list[str] = []
    with opened(chromium, address) as page:  # no other computer may be asked, nothing go wrong
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

        def shown(*wanted: str) -> None:
            """These are there letter by letter, and nothing was made of any."""
            expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
            for _ in range(10 * DEADLINE_S):  # a page may come in parts
                seen = "\n".join(texts(page))
                missing = [text for text in wanted if text not in seen]
                if not missing:
                    break
                page.wait_for_timeout(100)
            assert missing == [], seen
            assert page.locator(INJECTED).count() == 0

        page.goto("/people")
        page.get_by_role("combobox", name=word("person", "en")).click()
        page.get_by_role("option", name=NAME, exact=True).click()
        expect(page.get_by_role("button", name=word("person_rename", "en"))).to_be_visible()
        shown(NAME, word("person_delete", "en", name=NAME))

        page.get_by_role("link", name=word("today_page", "en"), exact=True).click()
        programme = plan.programme
        page.get_by_text("23:59 ·").click()
        expect(page.get_by_text(programme.cautions[-1].en[:20])).to_be_visible()
        shown(programme.name.en, programme.purpose.en, *(one.en for one in programme.cautions))

        page.get_by_role("link", name=word("programmes_page", "en"), exact=True).click()
        page.get_by_role("button", name=word("followed_stop", "en")).first.click()
        question = word("followed_stop_own", "en", name=programme.name.en)
        expect(page.get_by_role("button", name=word("followed_stop_yes", "en"))).to_be_visible()
        shown(NAME, question)

        page.get_by_role("link", name=word("history_page", "en"), exact=True).click()
        button = page.get_by_test_id("stBaseButton-secondary")  # the arrow of a list is “Open”
        button.filter(has_text=word("history_open", "en")).first.click()
        expect(page.get_by_role("button", name=word("save_csv", "en"))).to_be_visible()
        shown(NAME, VIDEO)
        # The desk comes last and moves what is below it, so a press before it would miss.
        expect(page.get_by_test_id("desk-table")).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("button", name=word("save_csv", "en")).click()
        assert "evil" in saved.value.suggested_filename
    assert dialogs == []
