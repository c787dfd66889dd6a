"""`poseguide analyze --exercise auto`, as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

import av
import pytest
from support.clips import black, cut
from typer.testing import CliRunner, Result

from poseguide.cli.main import app
from poseguide.core.files import bundled

LIFT = "pelvic_lift_tilt"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in words], env={"COLUMNS": "120"})


def frames_in(video: Path) -> int:
    with av.open(str(video)) as file:
        return sum(1 for _ in file.decode(video=0))


def test_the_exercise_is_recognised_said_and_analysed_as_if_it_were_named(
    lift_clip: Path, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn.mp4"
    auto = run("analyze", lift_clip, "-e", "auto", "--json", tmp_path / "a.json", "--video", drawn)
    assert auto.exit_code == 0, auto.output
    said, _, table = auto.stdout.partition("\n")
    assert said.startswith(f"Exercise: Pelvic lift with tilt ({LIFT}), confidence ")
    assert "it looks the same as: Pelvic lift with squeeze (pelvic_floor_lift)" in said
    named = run("analyze", lift_clip, "-e", LIFT, "--json", tmp_path / "n.json")
    assert table == named.stdout
    both = [json.loads((tmp_path / name).read_text()) for name in ("a.json", "n.json")]
    assert both[0] == both[1]
    assert frames_in(drawn) == frames_in(lift_clip)


def test_an_own_limit_is_used_for_the_recognised_exercise(lift_clip: Path) -> None:
    result = run("analyze", lift_clip, "-e", "auto", "-l", "da", "--limits", "too_fast=9")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Øvelse: Bækkenløft med vip")
    assert "Langsomt op" in result.stdout


def test_a_recording_of_none_of_the_exercises_is_refused_and_writes_nothing(
    tmp_path: Path,
) -> None:
    still = cut(bundled("sample_videos") / "pelvic_lift.mp4", tmp_path / "s.mp4", 0.0, 1.5)
    result = run("analyze", still, "-e", "auto", "--json", tmp_path / "o.json")
    assert result.exit_code == 2
    assert result.stderr.startswith("None of the exercises fits this recording well.")
    assert "--exercise" in result.stderr
    assert not (tmp_path / "o.json").exists()


def test_a_recording_without_anybody_is_refused(tmp_path: Path) -> None:
    video = black(tmp_path / "black.mp4")
    result = run("analyze", video, "--exercise", "auto")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Nobody was seen in {video}.")


@pytest.mark.parametrize("video", ["missing.mp4", "notes.txt"])
def test_what_is_no_video_is_refused(video: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Squats at ten.")
    result = run("analyze", tmp_path / video, "-e", "auto")
    assert result.exit_code == 2
    assert video in result.stderr
    assert "Traceback" not in result.output
