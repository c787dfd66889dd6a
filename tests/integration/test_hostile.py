"""Every page with hostile words in all that is shown: each is shown as it is, and does nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from icalendar import Calendar
from rich.table import Table
from streamlit.testing.v1 import AppTest
from support.hostile import ATTACKS, EXERCISE, NAME, attacks_in, fill, hostile_files
from typer.testing import CliRunner

from poseguide.cli import main
from poseguide.cli.options import show, tell
from poseguide.core.errors import PoseGuideError, StoreError
from poseguide.core.i18n import Language
from poseguide.definitions import catalog, programme
from poseguide.definitions.catalog import load_exercise, paths, read
from poseguide.reports.pdf.document import session_pdf
from poseguide.reports.session_report import report_csv, session_report
from poseguide.storage.store import Store
from poseguide.training.calendar import calendar
from poseguide.training.plan import Plan
from poseguide.ui.exercise.repetitions import table
from poseguide.ui.live_panel import FINISHED
from poseguide.ui.review.page import CHECKED
from poseguide.ui.review.video_check import CheckResult
from poseguide.ui.session_list import OPEN

PAGE = """
from poseguide.ui.{module}.page import {function}
from poseguide.ui.state import choose_language
choose_language()
{function}()
"""
#: Where Streamlit shows text as it is; its components are ours, and put texts in as text.
AS_IT_IS = {
    "selectbox.options", "multi_select.options", "text_input.default", "text_input.value",
    "text_area.default", "text_area.value", "bidi_component.json", "bidi_component.mixed.json",
}  # fmt: skip

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.usefixtures("files"),
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exercises and programmes of somebody's own, with hostile words in all of them."""
    mine = hostile_files(tmp_path / "exercises")
    monkeypatch.setattr(catalog, "folder", lambda: mine)
    monkeypatch.setattr(programme, "folder", lambda: mine)


@pytest.fixture
def kept(pages_store: Store) -> tuple[Store, str, Plan]:
    return pages_store, *fill(pages_store)


def texts_of(message: Message, at: str) -> Iterator[tuple[str, str]]:
    """All texts in what is sent to the browser, and in which field of which element each stands."""
    for field, value in message.ListFields():
        place = f"{at}.{field.name}" if at else field.name
        several = isinstance(value, Sequence) and not isinstance(value, str | bytes)
        for one in value if several else [value]:
            if isinstance(one, Message):
                yield from texts_of(one, place)
            elif isinstance(one, str):
                yield place, one


def sent(node: Any) -> Iterator[tuple[str, str]]:
    """All texts of a page, block by block."""
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        kind = re.sub(r"(?<!^)(?=[A-Z])", "_", type(proto).__name__).lower()
        yield from texts_of(proto, kind)
    for child in getattr(node, "children", {}).values():
        yield from sent(child)


def page(
    module: str, language: Language, person_id: str, press: Sequence[str] = (), **state: Any
) -> AppTest:
    function = "check_video" if module == "review" else f"{module}_page"
    app = AppTest.from_string(PAGE.format(module=module, function=function), default_timeout=120)
    app.query_params["lang"] = language
    app.session_state["chosen_person"] = person_id
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    for key in press:
        next(button for button in app.button if button.key.startswith(key)).click().run()
    assert not app.exception
    return app


def check(app: AppTest) -> None:
    """Nothing hostile stands where it would be read as a sign; and some of it is there at all."""
    found = list(sent(app._tree))
    live = [
        (place, attack, text)
        for place, text in found
        if place not in AS_IT_IS
        for attack in attacks_in(text)
        if place != "html.body" or "<" in attack
    ]
    assert live == []
    assert any(attack.strip("<>:_*`$~&") in text for _, text in found for attack in ATTACKS)


@pytest.mark.parametrize("language", ["en", "da"])
def test_today(kept: tuple[Store, str, Plan], language: Language) -> None:
    store, person_id, plan = kept
    check(page("today", language, person_id))
    check(page("today", language, person_id, **{f"chosen_today_choice_{person_id}": "other"}))
    ended = store.rounds.of(person_id, plan.begun_at.replace(year=2000))[0]
    check(page("today", language, person_id, **{FINISHED: ended.id}))
    check(page("today", language, person_id, ["worst_now"]))


def test_one_exercise(kept: tuple[Store, str, Plan]) -> None:
    _, person_id, _ = kept
    check(page("exercise", "en", person_id, chosen_live_exercise=EXERCISE))
    check(page("exercise", "da", person_id, chosen_live_exercise="pelvic_floor_hold"))
    check(page("exercise", "en", person_id, finished="a" * 32))
    exercise = load_exercise(EXERCISE).exercise
    columns = table(exercise, kept[0].sessions.load("a" * 32).reps, "en")
    assert not [text for column in columns.values() for text in column if list(attacks_in(text))]


def test_history(kept: tuple[Store, str, Plan]) -> None:
    _, person_id, _ = kept
    check(page("history", "en", person_id))
    check(page("history", "en", person_id, **{OPEN: "a" * 32}))


@pytest.mark.parametrize("error", [PoseGuideError(NAME), StoreError("x", NAME)])
def test_a_recording_that_is_checked(kept: tuple[Store, str, Plan], error: PoseGuideError) -> None:
    _, person_id, _ = kept
    check(page("review", "en", person_id))
    for language in ("en", "da"):
        wrong = CheckResult(NAME, error=error)
        check(page("review", language, person_id, **{CHECKED: [wrong, wrong]}))


def test_programmes(kept: tuple[Store, str, Plan]) -> None:
    _, person_id, plan = kept
    check(page("programmes", "en", person_id))
    for panel in ("when", "doses", "write", "stop"):
        check(page("programmes", "en", person_id, [f"{panel}_{plan.id}"]))


def test_people(kept: tuple[Store, str, Plan]) -> None:
    _, person_id, _ = kept
    check(page("people", "en", person_id))
    check(page("people", "da", person_id, ["person_delete"]))


def test_why(kept: tuple[Store, str, Plan]) -> None:
    check(page("why", "en", kept[1]))


@pytest.mark.parametrize("language", ["en", "da"])
def test_what_is_saved_of_a_session(kept: tuple[Store, str, Plan], language: Language) -> None:
    report = session_report(kept[0], "a" * 32)
    assert session_pdf(report, language).startswith(b"%PDF")
    rows = list(csv.reader(report_csv(report, language).splitlines()))
    # A spreadsheet takes none of it for a formula.
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_reminders(kept: tuple[Store, str, Plan]) -> None:
    plan = kept[2]
    told = Calendar.from_ical(calendar([plan], "en", "Europe/Copenhagen", date(2026, 11, 30)))
    assert {str(event["summary"]) for event in told.events} == {plan.programme.name.en}


def test_the_list_in_the_terminal() -> None:
    shown = CliRunner().invoke(main.app, ["list"], env={"COLUMNS": "400"}).stdout
    names = [read(path).exercise.name.en for path in paths()]
    assert [name for name in names if name not in shown] == []


def test_nothing_commands_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    cells = Table()
    cells.add_row("\x1b[31m[red]x[/red]", ":smile: \x07\u202e")
    show(cells)
    tell("\x1b]0;x\x07 [red]x[/red]", error=True)
    told = capsys.readouterr()
    assert "�[31m[red]x[/red]" in told.out
    assert ":smile: ��" in told.out
    assert told.err == "�]0;x� [red]x[/red]\n"
