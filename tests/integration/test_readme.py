"""README and docs tell the program as it is: its lines run as printed, its tables are complete."""

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.console import Console
from support.places import ROOT
from support.recordings import stored_session
from typer.main import get_command

from poseguide import load_exercise
from poseguide.analysis.session_export import SCHEMA, session_dict
from poseguide.cli import main
from poseguide.cli.tables import repetition_table
from poseguide.core.files import bundled
from poseguide.core.records import Session
from poseguide.definitions import schema
from poseguide.definitions.catalog import paths, read
from poseguide.reports.session_report import SessionReport, report_dict
from poseguide.reports.wording import session_words
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


@pytest.fixture(scope="module")
def session() -> Session:
    """The sample in which both legs work: every part of the contract is in it."""
    return stored_session("allfours_b_right_far", "leg_extension_all_fours")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, str]:
    """What the lines of Python in the README find in a sample, and what they print."""
    found = re.search(r"<!-- python example -->\s*```python\n(.*?)```", README, re.DOTALL)
    assert found
    folder = tmp_path_factory.mktemp("example")
    shutil.copy(bundled("sample_videos") / "leg_extension_left.mp4", folder / "video.mp4")
    names: dict[str, Any] = {}
    with chdir(folder), redirect_stdout(io.StringIO()) as out:
        exec(found[1], names)
    return names["session"], out.getvalue()


def stored_contract(session: Session) -> dict[str, Any]:
    """The JSON of the same session once it is stored, with all that a person can say."""
    begun = SessionStart(
        session.exercise, session.definition_sha256, session.sides, "en", Goal(6, None), "video",
        datetime(2026, 11, 25, tzinfo=UTC), limits={"too_high": 200.0}, pain_before=1,
    )  # fmt: skip
    corrections = (
        Correction(1, False, "right", {"too_high": "ok"}, "No."),
        Correction(-1, start_s=1.0, end_s=2.0),
    )
    stored = StoredSession(
        "0" * 32,
        begun,
        SessionProgress(),
        "stopped",
        begun.started_at,
        2,
        None,
        session.reps,
        (),
        corrections,
    )
    return report_dict(SessionReport(stored, None, "Åse", None, None))


#: What is a table of names that differ from exercise to exercise.
TABLES = ("limits", "repetitions[].said.rulings")


def keys(value: Any, at: str = "") -> Iterator[str]:
    """The keys of nested tables, written as the table does: `summary.complete`, `list[].key`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{at}.{key}" if at else key
            leaf = name in TABLES or not isinstance(inner, dict | list)
            if leaf:
                yield name
            else:
                yield from keys(inner, name)
    elif isinstance(value, list):
        yield f"{at}[]"
        for item in value:
            yield from keys(item, f"{at}[]")


def documented() -> dict[str, str]:
    """Each key of the table of the JSON with its row."""
    return {
        key: line
        for line in DOCS["json.md"].splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


@pytest.mark.slow
def test_the_python_lines_run_as_printed(example: tuple[Session, str]) -> None:
    printed = example[1].splitlines()
    assert len(printed) == 6
    assert printed[0] == "1 left True []"
    assert printed[2] == "3 left True ['knee_bent']"


def test_every_key_of_the_json_is_documented_and_no_other(session: Session) -> None:
    found, stored = session_dict(session), stored_contract(session)
    assert set(documented()) == {*keys(found), *keys(stored)}
    assert set(found) == set(stored)
    assert set(found["summary"]) == set(stored["summary"])


def test_the_schema_number_is_the_documented_one() -> None:
    assert f"`{SCHEMA}`" in documented()["schema"]


def test_every_unit_of_the_json_is_documented() -> None:
    row = documented()["repetitions[].findings[].unit"]
    for unit in get_args(schema.Unit):
        assert f"`{unit}`" in row


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_every_exercise_is_listed_with_what_is_judged(path: Path) -> None:
    listed = DOCS["exercises.md"].splitlines()
    row = next(line for line in listed if line.startswith(f"| `{path.stem}` |"))
    found = read(path).exercise
    for fault in found.faults if isinstance(found, schema.Exercise) else []:
        assert f"`{fault.name}`" in row


@pytest.mark.slow
def test_the_printed_answer_is_what_the_program_says(example: tuple[Session, str]) -> None:
    session, definition = example[0], load_exercise("leg_extension_all_fours")
    console = Console(width=100, file=io.StringIO(), force_terminal=False, color_system=None)
    console.print(repetition_table(session, definition.exercise, "en"))
    console.print(session_words(session, "en"), soft_wrap=True)
    assert isinstance(console.file, io.StringIO)
    said = "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()).strip()
    shown = next(text for text in re.findall(r"```text\n(.*?)```", README, re.S) if "No." in text)
    # MediaPipe's arithmetic differs a little between processors.
    number = re.compile(r"(\d+(?:\.\d+)?)")
    texts, others = (number.split(each.strip()) for each in (said, shown))
    assert texts[::2] == others[::2]
    assert list(map(float, texts[1::2])) == pytest.approx(list(map(float, others[1::2])), abs=1)


def test_every_command_is_named() -> None:
    for command in get_command(main.app).commands:
        assert f"poseguide {command}" in README + DOCS["command-line.md"] + DOCS["app.md"]


def test_every_option_of_analyze_is_documented() -> None:
    usage = DOCS["command-line.md"].split("## One video")[1].split("\n## ")[0]
    for option in get_command(main.app).commands["analyze"].params:
        if option.param_type_name == "option":
            assert re.search(rf"{option.opts[0]}[ `]", usage), option.opts


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_links_to_exists(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", page.read_text("utf-8")):
        assert "://" not in target
        linked = page.parent / target if target else page
        assert linked.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in [title.lower().replace(" ", "-") for title in titles], heading
