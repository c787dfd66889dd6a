"""`list` and `check`."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import LIFT, broken_exercise, run

from poseguide.authoring import selftest
from poseguide.definitions.catalog import folder, paths
from poseguide.definitions.programme import programme_paths, programmes


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return broken_exercise(tmp_path)


@pytest.mark.parametrize("language", ["en", "da"])
def test_list_names_every_exercise_and_after_them_the_programmes(language: str) -> None:
    result = run("list", "--language", language)
    assert result.exit_code == 0
    for path in paths():
        assert path.stem in result.stdout
    after = result.stdout[result.stdout.rindex(paths()[-1].stem) :]
    for programme in programmes():
        assert programme.id in after
        assert programme.name["da" if language == "da" else "en"] in after


def test_check_without_a_file_checks_those_that_come_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(selftest, "check", lambda definition: [])
    result = run("check")
    assert result.exit_code == 0, result.output
    assert result.stdout.count(": ok") == len(paths()) + len(programme_paths())


def test_check_tells_every_problem_of_every_file(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "check", lambda definition: [])
    (tmp_path / "other.toml").write_text("id = = 1")
    result = run("check", broken, tmp_path / "other.toml", paths()[0])
    assert result.exit_code == 2
    assert f"{broken}:" in result.stdout
    assert f"{tmp_path / 'other.toml'}:1: is not TOML" in result.stdout
    assert f"{paths()[0]}: ok" in result.stdout


def test_check_plays_the_good_repetition(tmp_path: Path) -> None:
    text = (folder() / f"{LIFT}.toml").read_text(encoding="utf-8")
    path = tmp_path / f"{LIFT}.toml"
    path.write_text(text.replace("trunk = -27, hip = 180", "trunk = -5, hip = 130"), "utf-8")
    result = run("check", path)
    assert result.exit_code == 2
    assert f"{path}: good" in result.stdout
