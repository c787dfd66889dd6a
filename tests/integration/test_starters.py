"""The files that start PoseGuide by a double click: what they call, and what they fetch."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support.places import ROOT

#: In place of uv: says where it stands and what it was told.
FAKE_UV = '#!/bin/sh\nprintf "%s\\n" "uv:" "$PWD" "$@"\n'
TOOLS = ("sh", "dirname", "cat", "mkdir", "chmod")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The starters in a folder with a name that needs care."""
    folder = tmp_path / "Træning på gulvet (1) & 'mere'"
    folder.mkdir()
    for name in ("start.sh", "start.command"):
        shutil.copy2(ROOT / name, folder)
    return folder


class Computer:
    """A computer with a few programs only, and a home folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.home, self.bin = folder / "home", folder / "bin"
        self.home.mkdir()
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.bin / tool).symlink_to(found)

    def add(self, name: str, script: str, folder: Path | None = None) -> None:
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def start(self, starter: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(starter)],
            cwd="/",
            env={"PATH": str(self.bin), "HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


@pytest.mark.parametrize("name", ["start.sh", "start.command"])
def test_uv_runs_the_app_in_the_folder_of_the_starter_from_anywhere(
    name: str, checkout: Path, computer: Computer
) -> None:
    computer.add("uv", FAKE_UV)
    result = computer.start(checkout / name)
    assert result.returncode == 0, result.stderr
    *told, uv, where, first, second, third = result.stdout.splitlines()
    assert (uv, where, first, second, third) == ("uv:", str(checkout), "run", "poseguide", "app")
    (line,) = told
    assert line.startswith("The first start fetches Python and the parts of PoseGuide")
    (checkout / ".venv").mkdir()
    assert computer.start(checkout / name).stdout.startswith("uv:")


def test_a_uv_to_which_no_path_leads_is_found_and_nothing_is_fetched(
    checkout: Path, computer: Computer
) -> None:
    computer.add("uv", FAKE_UV, computer.home / ".local" / "bin")
    computer.add("curl", "#!/bin/sh\nexit 7\n")
    result = computer.start(checkout / "start.sh")
    assert result.stdout.endswith("run\nposeguide\napp\n")
    assert "fetched now" not in result.stdout


@pytest.mark.parametrize("program", ["curl", "wget"])
def test_without_uv_its_installer_is_fetched_and_that_is_told_before(
    program: str, checkout: Path, computer: Computer
) -> None:
    computer.add("fake-uv", FAKE_UV, computer.home)
    installer = (
        'echo "installing, PATH untouched: $UV_NO_MODIFY_PATH"; mkdir -p "$HOME/.local/bin"; '
        'while IFS= read -r line; do printf "%s\\n" "$line"; done '
        '< "$HOME/fake-uv" > "$HOME/.local/bin/uv"; chmod +x "$HOME/.local/bin/uv"'
    )
    computer.add(program, f"#!/bin/sh\necho \"fetching $*\" >&2\ncat <<'END'\n{installer}\nEND\n")
    result = computer.start(checkout / "start.sh")
    assert result.returncode == 0, result.stderr
    told, installing, _, *uv = result.stdout.splitlines()
    assert "fetched now from https://astral.sh/uv/install.sh" in told
    assert installing == "installing, PATH untouched: 1"
    assert uv == ["uv:", str(checkout), "run", "poseguide", "app"]
    assert "https://astral.sh/uv/install.sh" in result.stderr


def test_where_nothing_can_fetch_uv_that_is_told(checkout: Path, computer: Computer) -> None:
    result = computer.start(checkout / "start.sh")
    assert result.returncode == 1
    assert "neither curl nor wget" in result.stderr


def test_what_the_app_ends_with_is_what_the_starter_ends_with(
    checkout: Path, computer: Computer
) -> None:
    computer.add("uv", "#!/bin/sh\nexit 3\n")
    assert computer.start(checkout / "start.sh").returncode == 3


def test_each_system_gets_the_line_ends_and_rights_that_it_needs() -> None:
    windows = (ROOT / "start.cmd").read_bytes()
    assert windows.count(b"\n") == windows.count(b"\r\n") > 20
    assert windows.isascii()  # the console of Windows has code pages
    for name in ("start.sh", "start.command"):
        assert b"\r" not in (ROOT / name).read_bytes()
        assert os.access(ROOT / name, os.X_OK)


def test_windows_is_told_the_same_and_runs_the_same() -> None:
    windows = (ROOT / "start.cmd").read_text(encoding="ascii")
    told, fetched = windows.index("fetched now from"), windows.index("irm https://astral.sh")
    assert told < fetched < windows.index('"%UV%" run poseguide app')
    assert 'pushd "%~dp0"' in windows


@pytest.mark.parametrize("name", ["start.sh", "start.command", "deploy/entrypoint"])
def test_shellcheck_has_nothing_to_say(name: str) -> None:
    shellcheck = shutil.which("shellcheck")
    if shellcheck is None:
        pytest.skip("shellcheck is not installed (apt-get install shellcheck)")
    subprocess.run([shellcheck, ROOT / name], check=True)
