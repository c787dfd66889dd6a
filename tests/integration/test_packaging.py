"""What is installed: the lock file, the bounds and the README's commands agree."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.places import ROOT

from poseguide.core.files import bundled
from poseguide.definitions.catalog import paths
from poseguide.definitions.programme import programme_paths, programmes_folder

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK_TEXT = (ROOT / "requirements.lock").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    """Name to version of every entry of the lock file."""
    entries = {}
    for line in LOCK_TEXT.splitlines():
        text = line.split("#")[0].strip()
        if text:
            name, version = text.split(";")[0].strip().split("==")
            entries[canonicalize_name(name)] = version
    return entries


def bounds() -> list[Requirement]:
    """What is asked for of others; an extra may name another extra of the project itself."""
    extras = PROJECT["optional-dependencies"].values()
    return [
        Requirement(text)
        for group in (PROJECT["dependencies"], *extras)
        for text in group
        if not text.startswith("poseguide[")
    ]  # fmt: skip


@pytest.mark.parametrize("bound", bounds(), ids=lambda bound: bound.name)
def test_every_dependency_is_locked_within_its_bounds(bound: Requirement) -> None:
    version = locked()[canonicalize_name(bound.name)]
    assert bound.specifier.contains(version), f"{bound} does not take the locked {version}"


@pytest.mark.parametrize("bound", bounds(), ids=lambda bound: bound.name)
def test_every_bound_has_an_upper_end(bound: Requirement) -> None:
    assert any(part.operator in ("<", "==") for part in bound.specifier)


def test_there_is_one_opencv() -> None:
    assert [name for name in locked() if "opencv" in name] == ["opencv-python"]


def test_the_lock_names_no_place_to_download_from() -> None:
    for line in LOCK_TEXT.splitlines():
        assert not re.search(r"://|@|--index|--find-links|--extra|--trusted", line.split("#")[0])
        assert "://" not in line


def block(mark: str) -> str:
    """The command block of the README that follows an HTML comment."""
    found = re.search(rf"<!-- {mark} -->\s*```(?:bash|sh)\n(.*?)```", README, re.DOTALL)
    assert found, f"README.md has no block marked “{mark}”"
    return found[1]


@pytest.mark.parametrize(
    ("mark", "ends_with"),
    [("demo command", "poseguide demo"), ("test command", "pytest -n auto --dist worksteal")],
)
def test_the_commands_of_the_readme_start_from_a_bare_checkout(mark: str, ends_with: str) -> None:
    command = block(mark)
    assert "python3 -m venv .venv" in command
    assert "requirements.lock" in command
    assert command.strip().endswith(ends_with)


def test_the_checkout_carries_its_exercises_and_samples() -> None:
    assert paths()
    assert programme_paths()
    assert list(bundled("sample_videos").glob("*.mp4"))


def test_others_can_use_the_types_of_the_package() -> None:
    assert (ROOT / "poseguide" / "py.typed").is_file()


def test_what_the_wheel_takes_from_beside_the_package_exists() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    for source in build["build"]["targets"]["wheel"]["force-include"]:
        assert (ROOT / source).exists(), source


def test_the_wheel_and_the_source_archive_take_the_programmes_along() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    targets = build["build"]["targets"]
    inside = programmes_folder().relative_to(ROOT)
    assert any(inside.is_relative_to(source) for source in targets["wheel"]["force-include"])
    assert any(inside.is_relative_to(name[1:]) for name in targets["sdist"]["include"])
