"""`poseguide check` on programmes: told from exercises by what stands in them, and side by side."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from poseguide.authoring import selftest
from poseguide.cli.main import app
from poseguide.definitions import programme
from poseguide.definitions.catalog import folder
from poseguide.definitions.programme import programmes_folder

TOML = """\
id = "for_anna"
name = { en = "For Anna", da = "Til Anna" }
purpose = { en = "Strong legs.", da = "Stærke ben." }
source = { en = "Her physiotherapist.", da = "Hendes fysioterapeut." }
times = ["08:00"]

[[steps]]
exercise = "squat"
repetitions = 2
"""


def write(folder: Path, text: str, name: str = "for_anna.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def check(*files: Path) -> tuple[int, list[str]]:
    """The exit status and the lines that are told."""
    result = CliRunner().invoke(app, ["check", *map(str, files)])
    return result.exit_code, result.stdout.splitlines()


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programmes are those that come along; no exercise is checked beside them."""
    monkeypatch.setattr(programme, "programmes_folder", lambda: tmp_path)
    monkeypatch.setattr(selftest, "paths", list)
    return tmp_path


def test_a_programme_file_from_anywhere_is_checked(tmp_path: Path) -> None:
    path = write(tmp_path, TOML)
    assert check(path) == (0, [f"{path}: ok"])


@pytest.mark.parametrize("gone", ["steps", "times"])
def test_a_broken_programme_is_told_as_a_programme(tmp_path: Path, gone: str) -> None:
    text = TOML[: TOML.index("[[steps]]")] if gone == "steps" else TOML.replace("times", "# times")
    path = write(tmp_path, text)
    assert check(path) == (2, [f"{path}: {gone}: is missing; add it"])


def test_every_problem_of_a_programme_is_a_line(tmp_path: Path) -> None:
    path = write(tmp_path, TOML.replace("08:00", "8:00").replace("repetitions = 2", "sets = 3"))
    assert check(path) == (
        2,
        [
            f"{path}:5: times.1: must be a time of day such as 08:00 or 16:30, up to 23:59",
            f"{path}:9: steps.1.sets: must be at most 2, the most of the dose of squat",
        ],
    )


def test_a_step_that_is_only_a_name_has_to_become_a_table(tmp_path: Path) -> None:
    path = write(tmp_path, TOML[: TOML.index("[[steps]]")] + 'steps = ["squat"]\n')
    assert check(path) == (2, [f"{path}:7: steps.1: must be a table"])


def test_exercises_and_programmes_are_checked_together_in_the_order_given(tmp_path: Path) -> None:
    broken = write(tmp_path, "id = = 1", "broken.toml")
    files = [programmes_folder() / "pelvic_floor.toml", broken, folder() / "pelvic_floor_hold.toml"]
    status, told = check(*files)
    assert status == 2
    assert [line.split(": ")[0] for line in told] == [
        str(files[0]), f"{broken}:1", str(files[2]),
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    status, (told,) = check(tmp_path / "none.toml")
    assert status == 2
    assert told.startswith(f"{tmp_path / 'none.toml'}: cannot be read (No such file")


def test_only_one_programme_that_comes_along_is_for_the_worst_pain(bundled: Path) -> None:
    for name in ("first", "other", "second"):
        worst = "worst = true" if name != "other" else ""
        text = TOML.replace("for_anna", name).replace("[[steps]]", f"{worst}\n[[steps]]")
        write(bundled, text, f"{name}.toml")
    assert check() == (
        2,
        [
            f"{bundled / 'first.toml'}: ok",
            f"{bundled / 'other.toml'}: ok",
            f"{bundled / 'second.toml'}: worst: “first” is begun already when the pain is worst",
        ],
    )
    # each of two persons may have their own
    assert check(bundled / "first.toml", bundled / "second.toml")[0] == 0


def test_a_broken_programme_does_not_hide_the_others(bundled: Path) -> None:
    broken = write(bundled, TOML.replace('"squat"', '"squad"'), "for_anna.toml")
    sound = write(bundled, TOML.replace("for_anna", "for_bo"), "for_bo.toml")
    status, told = check()
    assert status == 2
    assert told[0].startswith(f"{broken}:8: steps.1.exercise: there is no exercise “squad”")
    assert told[1] == f"{sound}: ok"
