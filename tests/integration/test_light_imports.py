"""What a command or a page does not need is not imported: it would be waited for each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: Libraries that take long to import, and what they are for.
PIXELS = {"mediapipe", "cv2", "av"}
PAPER = {"matplotlib", "reportlab"}
DATABASE = {"sqlalchemy", "alembic"}

TELL = "\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"


def imported(code: str, data: Path) -> set[str]:
    """The libraries that a fresh process has after this code."""
    done = subprocess.run(
        [sys.executable, "-c", code + TELL],
        capture_output=True,
        text=True,
        check=True,
        env={"POSEGUIDE_DATA": str(data)},
    )
    return {line.split(".")[0] for line in done.stderr.splitlines()}


def test_the_command_line_and_a_list_of_the_exercises_need_no_arrays_and_no_database(
    tmp_path: Path,
) -> None:
    code = """
from poseguide.cli.main import app
app(["list"], standalone_mode=False)
"""
    found = imported(code, tmp_path)
    assert {"typer", "pydantic"} <= found
    assert not found & (PIXELS | PAPER | DATABASE | {"numpy", "streamlit"})


@pytest.mark.parametrize(
    "command", ["analyze", "batch", "report", "app", "live", "bench", "evaluate", "new-exercise"]
)
def test_help_needs_only_what_all_commands_need(command: str, tmp_path: Path) -> None:
    code = f"""
from poseguide.cli.main import app
app(["{command}", "--help"], standalone_mode=False)
"""
    found = imported(code, tmp_path)
    assert not found & (PIXELS | PAPER | DATABASE | {"numpy", "streamlit"})


#: Opens a page as Streamlit does, in an empty store.
PAGE = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_string('''
from poseguide.ui.{module}.page import {function}
from poseguide.ui.state import choose_language
choose_language()
{function}()
''', default_timeout=300).run()
assert not app.exception and app.title
"""


# Not the page Exercise: it starts the pose model while the person reads.
@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("today", "today_page"),
        ("review", "check_video"),
        ("history", "history_page"),
        ("programmes", "programmes_page"),
        ("people", "people_page"),
        ("why", "why_page"),
    ],
)
def test_a_page_opens_without_the_pose_model_and_what_draws_reports(
    module: str, function: str, tmp_path: Path
) -> None:
    found = imported(PAGE.format(module=module, function=function), tmp_path)
    assert "streamlit" in found
    assert not found & (PAPER | {"mediapipe", "altair"})
