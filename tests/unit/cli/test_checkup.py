"""What `poseguide doctor` says of each part, where it works and where it is broken."""

from __future__ import annotations

import platform
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import av
import numpy as np
import pytest
from support.commands import run
from support.places import ROOT

from poseguide.cli import checkup
from poseguide.cli.checkup import CHECKS, PYTHONS, Check, check_all
from poseguide.core.errors import CameraError
from poseguide.core.records import Frame
from poseguide.vision import camera, lettering, video_writer
from poseguide.vision.pose_model import MODEL_VARIABLE


@pytest.fixture(autouse=True)
def of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own, and a camera."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)

    def pictures(number: int) -> Iterator[Frame]:
        assert number == 0
        yield Frame(0.0, np.zeros((480, 640, 3), np.uint8))

    monkeypatch.setattr(camera, "read_camera", pictures)


def check(part: str, monkeypatch: pytest.MonkeyPatch) -> Check:
    """What is said of one part."""
    monkeypatch.setattr(checkup, "CHECKS", {part: CHECKS[part]})
    (found,) = check_all()
    return found


def break_camera(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """The camera fails with this error before its first picture."""

    def broken(number: int) -> Iterator[Frame]:
        raise error
        yield

    monkeypatch.setattr(camera, "read_camera", broken)


def test_where_all_works_all_is_ok_and_the_voice_is_left_to_the_page(tmp_path: Path) -> None:
    result = run("doctor")
    assert result.exit_code == 0, result.output
    *lines, voice = result.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", part] for part in CHECKS]
    assert "640 x 480" in result.stdout
    assert str(tmp_path / "data" / "poseguide.db") in result.stdout
    assert "press Start on the page Exercise" in voice


def test_a_problem_is_the_exit_status_and_stops_no_other_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "none.task"))
    result = run("doctor")
    assert result.exit_code == 1
    states = {line.split()[1]: line.split()[0] for line in result.stdout.splitlines()[:-1]}
    assert states == {part: "problem" if part == "model" else "ok" for part in CHECKS}


@pytest.mark.parametrize("content", [None, b"", b"no model at all" * 100])
def test_a_model_that_cannot_be_used_is_told(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model.task"
    if content is not None:
        model.write_bytes(content)
    monkeypatch.setenv(MODEL_VARIABLE, str(model))
    found = check("model", monkeypatch)
    assert found.state == "problem"
    assert str(model) in found.text


def test_a_missing_camera_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    break_camera(monkeypatch, CameraError("Camera 0 cannot be opened."))
    found = check("camera", monkeypatch)
    assert found.state == "warning"
    assert found.text.startswith("Camera 0 cannot be opened.")


def test_an_encoder_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(container: object, picture: object) -> object:
        return av.Codec("an-encoder-that-is-gone", "w")

    monkeypatch.setattr(video_writer, "_start_stream", missing)
    found = check("encoder", monkeypatch)
    assert found.state == "problem"
    assert "an-encoder-that-is-gone" in found.text


def test_a_font_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "font_file", lambda bold: tmp_path / "none.ttf")
    lettering._font.cache_clear()
    lettering._mask.cache_clear()
    found = check("font", monkeypatch)
    assert found.state == "problem"
    assert "Install PoseGuide again" in found.text


@pytest.mark.parametrize("part", ["folder", "database", "disk"])
def test_a_data_folder_that_cannot_be_made_is_told(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "file" / "data"))
    found = check(part, monkeypatch)
    assert found.state == "problem"
    assert "POSEGUIDE_DATA" in found.text


def test_a_data_folder_without_permission_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = PermissionError(13, "Permission denied")

    def touch(path: Path, **_: object) -> None:
        raise refused

    monkeypatch.setattr(Path, "touch", touch)  # to root nothing is forbidden
    found = check("folder", monkeypatch)
    assert found.state == "problem"
    assert "Permission denied" in found.text


def test_a_database_that_is_damaged_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "poseguide.db").write_bytes(b"not a database" * 1000)
    found = check("database", monkeypatch)
    assert found.state == "problem"
    assert "poseguide rescue" in found.text


def test_a_database_server_that_is_not_reached_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("POSEGUIDE_DATABASE_URL", "postgresql+psycopg://me:s3cret@127.0.0.1:1/x")
    found = check("database", monkeypatch)
    assert found.state == "problem"
    assert "reached" in found.text
    assert "s3cret" not in found.text


@pytest.mark.parametrize(
    ("free_gb", "state"), [(0.1, "problem"), (1.0, "warning"), (5.0, "ok"), (0.0, "problem")]
)
def test_a_disk_that_fills_up_is_told(
    free_gb: float, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = SimpleNamespace(free=int(free_gb * (1 << 30)))
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: free)
    found = check("disk", monkeypatch)
    assert found.state == state
    assert f"{free_gb:.1f} GB" in found.text


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 10, 9), "problem"),
        ((3, 11, 0), "ok"),
        ((3, 12, 8), "ok"),
        ((3, 14, 1), "ok"),
        ((3, 15, 0), "problem"),
    ],
)
def test_a_python_that_is_not_supported_is_told(
    version: tuple[int, int, int], state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    found = check("Python", monkeypatch)
    assert found.state == state
    assert ".".join(map(str, version)) in found.text


def test_the_supported_pythons_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lowest, beyond = (".".join(map(str, bound)) for bound in PYTHONS)
    assert project["requires-python"] == f">={lowest},<{beyond}"


@pytest.mark.parametrize(
    ("system", "machine", "libc", "state"),
    [
        ("Linux", "x86_64", "glibc", "ok"),
        ("Linux", "x86_64", "", "problem"),
        ("Linux", "aarch64", "glibc", "problem"),
        ("Darwin", "arm64", "", "ok"),
        ("Darwin", "x86_64", "", "problem"),
        ("Windows", "AMD64", "", "ok"),
        ("Windows", "ARM64", "", "problem"),
        ("FreeBSD", "amd64", "", "problem"),
    ],
)
def test_a_computer_that_is_not_known_is_told(
    system: str, machine: str, libc: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: (libc, ""))
    assert check("computer", monkeypatch).state == state


def test_a_check_that_fails_in_an_unknown_way_is_a_problem_of_its_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    break_camera(monkeypatch, ImportError("libGL.so.1: cannot open shared object file"))
    found = check("camera", monkeypatch)
    assert found.state == "problem"
    assert "libGL.so.1" in found.text
