"""The command line as a whole: its help, its version, words that are taken for options."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from support.commands import LIFT, refused, run

from poseguide._version import __version__
from poseguide.cli.main import app
from poseguide.definitions.catalog import folder


@pytest.mark.parametrize(
    "words",
    [
        ("analyze", "-my.mp4", "-e", LIFT),
        ("analyze", "-e", LIFT, "--my.mp4"),
        ("analyze", "-e", LIFT, "-l", "da", "-lift.mp4"),  # -l is an option
        ("bench", "analyze", "-my.mp4", "-e", LIFT),
        ("check", "-my.toml"),
    ],
)
def test_a_file_that_begins_with_a_dash_is_told_how_to_be_named(words: tuple[str, ...]) -> None:
    (name,) = (word for word in words if "." in word)
    assert f"after two dashes: -- {name}" in refused(run(*words))


def test_after_two_dashes_a_dash_is_part_of_the_name() -> None:
    said = refused(run("analyze", "-e", LIFT, "--", "-my.mp4"))
    assert said.startswith("There is no file -my.mp4.")
    assert "two dashes" not in refused(run("analyze", "my.mp4", "--nothing"))


def test_app_starts_streamlit_for_this_computer_only(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def remember(command: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", remember)
    result = run("app", "--port", 9000)
    assert result.exit_code == 0, result.output
    (command,) = commands
    assert Path(command[4]).is_file()
    assert "--browser.gatherUsageStats=false" in command
    assert "--server.address=localhost" in command
    assert "--server.port=9000" in command


def test_version() -> None:
    assert run("--version").stdout == f"poseguide {__version__}\n"


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from poseguide.cli.main import app;"
        "CliRunner().invoke(app, ['--help']); CliRunner().invoke(app, ['list']);"
        "print([m for m in ('mediapipe', 'cv2', 'streamlit') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder().parent)}
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert said.stdout == "[]\n"


def _parameters(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for parameter in command.params:
        yield f"{name} {parameter.name}", parameter
    for inner in getattr(command, "commands", {}).values():
        yield from _parameters(inner, f"{name} {inner.name}")


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for inner in getattr(command, "commands", {}).values():
        yield from _commands(inner, f"{name} {inner.name}")


def test_every_command_and_every_option_is_explained() -> None:
    top = typer.main.get_command(app)
    for name, command in _commands(top, "poseguide"):
        assert command.help, name
    for name, parameter in _parameters(top, "poseguide"):
        assert parameter.help, name
