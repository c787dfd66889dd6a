"""Many videos at once, as a person asks for them: tables, a JSON each, and going on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.batches import (
    LIFT,
    expected,
    report,
    rows,
    short_clips,
    stamps,
    this_process,
)
from support.clips import black, names_in
from typer.testing import CliRunner, Result

from poseguide.analysis.batch import pools
from poseguide.cli.main import app
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import alone
from poseguide.definitions.catalog import folder as exercises


def run(*words: object) -> Result:
    words = ("batch", *words)
    return CliRunner().invoke(app, [str(each) for each in words], env={"COLUMNS": "120"})


@pytest.fixture(scope="module")
def mixture(lift_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Good and bad files of all kinds, analysed in one run, with the results inside the folder."""
    place = tmp_path_factory.mktemp("batch")
    folder, outside = place / "videos", place / "outside"
    clips = short_clips(place / "clips", 4)
    for name, clip in {
        "a/x.mp4": lift_clip, "b/x.mp4": clips[0], "x.mp4": clips[1], "x.mov": clips[2],
        "=cmd|' /C calc'!A0 æøå.mp4": clips[3], "b/same.mp4": lift_clip,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(clip, folder / name)
    (folder / "bad.mp4").write_text("not a video")
    (folder / "empty.mp4").touch()
    black(folder / "dark.mp4")
    outside.mkdir()
    shutil.copy(clips[0], outside / "linked.mp4")
    (folder / "link.mp4").symlink_to(outside / "linked.mp4")
    (folder / "gone.mp4").symlink_to(outside / "gone.mp4")
    (folder / "folder").symlink_to(outside)
    (folder / "notes.txt").write_text("-")
    out = folder / "out"
    before = names_in(folder)
    result = run(folder, "-e", LIFT, "--out", out, "--workers", 2)
    return {"folder": folder, "out": out, "result": result, "before": before}


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "processes", this_process)


@pytest.fixture
def again(mixture: dict[str, Any], tmp_path: Path, no_processes: None) -> tuple[Path, Path]:
    """A copy of the videos and of their results, to go on with."""
    folder = shutil.copytree(mixture["folder"], tmp_path / "videos", symlinks=True)
    return folder, folder / "out"


GOOD = ["=cmd|' /C calc'!A0 æøå.mp4", "a/x.mp4", "b/same.mp4", "b/x.mp4", "link.mp4", "x.mov"]
GOOD += ["x.mp4"]
BAD = ["bad.mp4", "dark.mp4", "empty.mp4", "gone.mp4"]


def test_a_bad_file_stops_no_other_and_the_exit_status_tells_of_it(mixture: dict[str, Any]) -> None:
    result = mixture["result"]
    assert result.exit_code == 1, result.output
    assert "7 of 11 videos analysed" in result.stdout
    assert result.stderr == ""
    table = rows(mixture["out"] / "summary.csv")
    assert [row["file"].removeprefix("'") for row in table] == sorted(GOOD + BAD)
    assert [row["file"] for row in table if row["remark"]] == BAD
    for row in table:
        assert bool(row["json"]) == (row["remark"] == "")
        assert row["remark"] in result.stdout


def test_what_is_wrong_with_a_file_is_said_with_its_name(mixture: dict[str, Any]) -> None:
    said = {row["file"]: row["remark"] for row in rows(mixture["out"] / "summary.csv")}
    assert said["bad.mp4"].startswith("bad.mp4 is not a video")
    assert said["empty.mp4"].startswith("empty.mp4 is not a video")
    assert said["gone.mp4"].startswith("gone.mp4 is a link that leads nowhere")
    assert said["dark.mp4"].startswith("Nobody was seen in dark.mp4.")


def test_each_json_is_that_of_the_video_alone(mixture: dict[str, Any]) -> None:
    out = mixture["out"]
    for name in GOOD:
        shown = f"'{name}" if name.startswith("=") else name
        assert report(out, shown) == expected(mixture["folder"] / name, name)
    assert len(stamps(out)) == len(GOOD)


def test_nothing_else_is_written_and_nothing_outside_the_results(mixture: dict[str, Any]) -> None:
    jsons = sorted(stamps(mixture["out"]))
    tables = [".poseguide-batch", "results.csv", "summary.csv"]
    assert names_in(mixture["out"]) == sorted(jsons + tables)
    assert names_in(mixture["folder"]) == sorted([*mixture["before"], "out"])


def test_the_tables_agree_with_the_json(mixture: dict[str, Any]) -> None:
    out = mixture["out"]
    row = next(row for row in rows(out / "summary.csv") if row["file"] == "a/x.mp4")
    data = report(out, "a/x.mp4")
    assert (row["exercise"], row["complete"], row["incomplete"]) == (LIFT, "1", "0")
    assert float(row["seen_share"]) == data["summary"]["seen_share"]
    assert (row["left"], row["confidence"]) == ("", "")
    found = [row for row in rows(out / "results.csv") if row["file"] == "a/x.mp4"]
    assert len(found) == len(data["repetitions"]) == 1
    assert float(found[0]["start_s"]) == data["repetitions"][0]["start_s"]
    assert float(found[0]["hip_range_deg"]) > 30
    assert found[0]["too_fast_s"] != ""


def test_no_file_name_is_a_formula_in_a_spreadsheet(mixture: dict[str, Any]) -> None:
    for table in ("results.csv", "summary.csv"):
        for row in rows(mixture["out"] / table):
            assert row["file"][0] not in "=+-@"
    assert "'=cmd" in (mixture["out"] / "summary.csv").read_text(encoding="utf-8")


def test_results_that_are_there_are_refused_and_left(mixture: dict[str, Any]) -> None:
    before = {path: path.read_bytes() for path in mixture["out"].rglob("*") if path.is_file()}
    result = run(mixture["folder"], "-e", LIFT, "--out", mixture["out"])
    assert result.exit_code == 2
    assert "holds results already" in result.stderr
    assert "--resume" in result.stderr
    assert before == {p: p.read_bytes() for p in mixture["out"].rglob("*") if p.is_file()}


def test_what_is_finished_is_not_made_again(again: tuple[Path, Path]) -> None:
    folder, out = again
    before, tables = stamps(out), [(out / n).read_bytes() for n in ("results.csv", "summary.csv")]
    result = run(folder, "-e", LIFT, "--out", out, "--resume")
    assert result.exit_code == 1, result.output
    assert stamps(out) == before
    assert tables == [(out / n).read_bytes() for n in ("results.csv", "summary.csv")]


def test_a_renamed_video_is_not_analysed_again(again: tuple[Path, Path]) -> None:
    folder, out = again
    before = stamps(out)
    name = next(
        n for n, (_, text) in before.items() if json.loads(text)["source"]["file"] == "x.mp4"
    )
    data = json.loads((out / name).read_text(encoding="utf-8"))
    (out / name).write_text(json.dumps({**data, "version": "of the first run"}))
    (folder / "x.mp4").rename(folder / "b" / "renamed.mp4")
    run(folder, "-e", LIFT, "--out", out, "--resume")
    moved = report(out, "b/renamed.mp4")
    assert moved["version"] == "of the first run"
    assert moved["source"]["file"] == "b/renamed.mp4"
    assert name not in names_in(out)  # nobody's any more
    assert len(stamps(out)) == len(before)


def test_two_videos_that_changed_names_keep_each_its_own_result(again: tuple[Path, Path]) -> None:
    folder, out = again
    wanted = {"x.mov": report(out, "x.mp4"), "x.mp4": report(out, "x.mov")}
    (folder / "x.mp4").rename(folder / "y")
    (folder / "x.mov").rename(folder / "x.mp4")
    (folder / "y").rename(folder / "x.mov")
    run(folder, "-e", LIFT, "--out", out, "--resume")
    for name, data in wanted.items():
        data["source"]["file"] = name
        assert report(out, name) == data


def test_a_changed_video_is_analysed_again_and_no_other(again: tuple[Path, Path]) -> None:
    folder, out = again
    before = stamps(out)
    shutil.copy(folder / "x.mov", folder / "x.mp4")
    with (folder / "x.mp4").open("ab") as file:
        file.write(b"more")
    run(folder, "-e", LIFT, "--out", out, "--resume")
    after = stamps(out)
    assert report(out, "x.mp4")["repetitions"] == report(out, "x.mov")["repetitions"]
    changed = [name for name in after if after[name] != before[name]]
    assert changed == [name for name in after if name.startswith("x_mp4-")]


def test_a_changed_exercise_analyses_all_again(again: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = again
    for name in ("b/x.mp4", "x.mov", GOOD[0], "link.mp4", *BAD):
        (folder / name).unlink()
    own = tmp_path / f"{LIFT}.toml"
    own.write_bytes((exercises() / own.name).read_bytes() + b"\n# changed\n")
    before = report(out, "x.mp4")["definition_sha256"]
    result = run(folder, "-e", own, "--out", out, "--resume")
    assert result.exit_code == 0, result.output
    for name in ("a/x.mp4", "b/same.mp4", "x.mp4"):
        assert report(out, name)["definition_sha256"] != before


def test_a_json_or_a_state_that_is_gone_or_broken_is_made_again(again: tuple[Path, Path]) -> None:
    folder, out = again
    before = stamps(out)
    gone, torn, broken = [n for n in before if n.startswith(("a_x", "x_mov", "x_mp4"))]
    (out / gone).unlink()
    (out / ".poseguide-batch" / torn).write_text('{"file": 1}')
    (out / broken).write_text("{")
    (folder / "x.mp4").rename(folder / "y.mp4")  # so that it is looked for by its content
    result = run(folder, "-e", LIFT, "--out", out, "--resume")
    assert "7 of 11 videos analysed" in result.stdout
    after = stamps(out)
    for name in (gone, torn):
        assert after[name][1] == before[name][1]
        assert after[name][0] != before[name][0]
    assert report(out, "y.mp4") == {
        **json.loads(before[broken][1]),
        "source": {**json.loads(before[broken][1])["source"], "file": "y.mp4"},
    }


def test_a_state_from_outside_names_no_other_file(again: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = again
    state = next((out / ".poseguide-batch").glob("x_mov*"))
    entry = json.loads(state.read_text(encoding="utf-8"))
    assert {"file", "name"} < entry.keys()
    victim = tmp_path / "victim.json"
    victim.write_text("{}")
    state.write_text(json.dumps({**entry, "name": "../../victim.json"}))
    (folder / "x.mov").rename(folder / "y.mov")
    assert run(folder, "-e", LIFT, "--out", out, "--resume").exit_code == 1
    assert victim.read_text() == "{}"
    assert report(out, "y.mov")["source"]["file"] == "y.mov"


@pytest.mark.usefixtures("no_processes")
def test_a_name_that_no_text_can_hold_is_told_all_the_same(tmp_path: Path) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    clip = short_clips(tmp_path / "clips", 1)[0]
    folder.mkdir()
    shutil.copy(clip, os.fsencode(folder) + b"/\xff[red].mp4")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xfe\x1b[31m.mp4")).touch()
    result = run(folder, "-e", LIFT, "--out", out)
    assert result.exit_code == 1, result.output
    assert "\x1b[31m" not in result.output
    bad, good = rows(out / "summary.csv")
    assert bad["remark"].startswith("\ufffd\ufffd[31m.mp4 is not a video")
    assert report(out, "\ufffd[red].mp4") == expected(clip, "\ufffd[red].mp4")
    assert good["complete"] == "0"


def test_words_are_danish_when_asked(again: tuple[Path, Path]) -> None:
    folder, out = again
    result = run(folder, "-e", LIFT, "--out", out, "--resume", "-l", "da")
    assert "7 af 11 videoer analyseret" in result.stdout
    assert "mislykkedes" in result.stdout
    said = {row["file"]: row["remark"] for row in rows(out / "summary.csv")}
    assert said["bad.mp4"].startswith("bad.mp4 kan ikke læses")


@pytest.mark.usefixtures("no_processes")
def test_the_exercise_is_recognised_and_that_none_fits_is_a_result(
    lift_clip: Path, tmp_path: Path
) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    short_clips(folder, 1)
    shutil.copy(lift_clip, folder / "lift.mp4")
    result = run(folder, "-e", "auto", "--out", out)
    assert result.exit_code == 0, result.output
    none, lift = rows(out / "summary.csv")
    assert (lift["file"], lift["exercise"], lift["complete"]) == ("lift.mp4", LIFT, "1")
    assert 0 < float(lift["confidence"]) <= 1
    assert (none["exercise"], none["json"]) == ("", "")
    assert "none of the exercises fits" in none["remark"]
    assert none["remark"] in result.stdout
    alone = expected(lift_clip, "lift.mp4")
    assert report(out, "lift.mp4")["repetitions"] == alone["repetitions"]
    before = stamps(out)
    assert run(folder, "-e", "auto", "--out", out, "--resume").exit_code == 0
    assert stamps(out) == before


@pytest.mark.parametrize("how", ["gone", "empty", "file", "same", "out is a file", "both", "name"])
def test_a_wrong_call_is_told_and_leaves_nothing(how: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    folder.mkdir()
    if how not in ("gone", "empty"):
        (folder / "x.mp4").touch()
    words: list[object] = [folder, "-e", LIFT, "--out", out]
    if how == "gone":
        folder.rmdir()
    elif how == "file":
        words[0] = folder / "x.mp4"
    elif how == "same":
        words[4] = folder
    elif how == "out is a file":
        out.write_text("kept")
    elif how == "both":
        words += ["--workers", "1", "--dask", "tcp://127.0.0.1:1"]
    elif how == "name":
        words[2] = "no_such_exercise"
    before = sorted(tmp_path.rglob("*"))
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert sorted(tmp_path.rglob("*")) == before
    assert how != "out is a file" or out.read_text() == "kept"


@pytest.mark.usefixtures("no_processes")  # but for the run that is interrupted
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_keeps_what_is_done_and_is_gone_on_with(
    how: signal.Signals, tmp_path: Path
) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    short_clips(folder, 4)
    command = [
        sys.executable,
        "-m",
        "poseguide",
        "batch",
        str(folder),
        "-e",
        LIFT,
        "--out",
        str(out),
    ]
    # Begun in the background, tests have SIGINT ignored, and a child would inherit that.
    heeded = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*command, "--workers", "1"], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    signal.signal(signal.SIGINT, heeded)
    while not list((out / ".poseguide-batch").glob("*.json")):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, how)
    _, said = process.communicate(timeout=60)
    before = stamps(out)
    if how != signal.SIGKILL:
        assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[how]
        assert "of 4 videos are done and kept. Go on with --resume." in said
    assert 1 <= len(before) < 4
    while _in_group(process.pid):  # its workers end by themselves
        time.sleep(0.05)
    assert not list(out.glob(".poseguide-*.part"))
    result = run(folder, "-e", LIFT, "--out", out, "--resume")
    assert result.exit_code == 0, result.output
    after = stamps(out)
    assert {name: after[name] for name in before} == before
    for n in range(4):
        assert report(out, f"{n}.mp4") == expected(folder / f"{n}.mp4", f"{n}.mp4")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], float]:
    """Videos, one of them twice and one that is none; what a run makes of them, in what time."""
    place = tmp_path_factory.mktemp("undisturbed")
    folder, out = place / "videos", place / "out"
    clips = short_clips(folder, 5)
    shutil.copy(clips[2], folder / "again.mp4")
    (folder / "bad.mp4").write_text("not a video")
    begun_s = time.monotonic()
    assert run(folder, "-e", LIFT, "--out", out).exit_code == 1
    return folder, contents(out), time.monotonic() - begun_s


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a folder of results, by its path in it."""
    files = [path for path in out.rglob("*.*") if path.is_file()]
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


@pytest.mark.slow
def test_runs_that_were_killed_and_gone_on_with_come_to_the_same(
    undisturbed: tuple[Path, dict[str, bytes], float],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """`--kills 20` kills so many; one that ends before is no kill, and the next begins anew."""
    folder, wanted, took_s = undisturbed
    random, kills, finished = Random(1), request.config.getoption("kills") or 2, 0
    while kills:
        out = tmp_path / f"out-{finished}"
        command = [sys.executable, "-m", "poseguide", "batch", folder, "-e", LIFT, "--out", out]
        with subprocess.Popen(
            [*command, *(["--resume"] if out.exists() else [])],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        ) as process:  # fmt: skip
            with suppress(subprocess.TimeoutExpired):
                process.wait(random.uniform(0.0, took_s))
            process.kill()
            process.wait()
            while _in_group(process.pid):  # its workers end by themselves
                time.sleep(0.05)
        if process.returncode == 1:
            assert contents(out) == wanted
            finished += 1
            continue
        assert process.returncode == -signal.SIGKILL
        kills -= 1
        for path in out.glob("*.json"):
            assert wanted[path.name] == path.read_bytes()
    out = tmp_path / f"out-{finished}"
    run(folder, "-e", LIFT, "--out", out, "--resume")
    assert contents(out) == wanted
    print(f"\n{finished + 1} folders of results, each as if nothing had been killed")


def test_a_second_run_in_the_same_folder_is_told_and_changes_nothing(
    again: tuple[Path, Path],
) -> None:
    folder, out = again
    before = stamps(out)
    held = alone(out / ".poseguide-batch" / "lock", 0.0, PoseGuideError())
    with held:
        result = run(folder, "-e", LIFT, "--out", out, "--resume")
        assert result.exit_code == 2
        assert f"Another run is working in {out}. Wait until it has ended" in result.stderr
    assert stamps(out) == before
    assert run(folder, "-e", LIFT, "--out", out, "--resume").exit_code == 1


def test_what_a_killed_run_left_half_written_is_taken_away(again: tuple[Path, Path]) -> None:
    folder, out = again
    halves = [place / ".poseguide-0a1b2c3d.part" for place in (out, out / ".poseguide-batch")]
    for half in halves:
        half.write_text("{")
    run(folder, "-e", LIFT, "--out", out, "--resume")
    assert not any(half.exists() for half in halves)


def _in_group(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
