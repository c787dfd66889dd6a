"""`analyze` and `demo`: what they print, what they write, and how they fail."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from support.clips import black, names_in, no_frames, only_sound, truncated
from support.commands import LIFT, broken_exercise, refused, run

from poseguide._version import __version__
from poseguide.core.files import bundled
from poseguide.definitions.catalog import folder, load_exercise


@pytest.fixture(scope="module")
def outputs(lift_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One whole analysis in Danish, with everything that it can write."""
    out = tmp_path_factory.mktemp("out")
    result = run(
        "analyze", lift_clip, "-e", LIFT, "-l", "da", "--limits", "too_fast=9,overarch=0.5",
        "--json", out / "o.json", "--csv", out / "o.csv", "--video", out / "o.mp4",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return {"result": result, "folder": out, "json": json.loads((out / "o.json").read_text())}


def test_the_table_and_the_summary_are_in_the_language(outputs: dict[str, Any]) -> None:
    text = outputs["result"].stdout
    for words in ("Vurdering", "Det kan gøres bedre", "Langsomt op", "1 hel ", "Kroppen set"):
        assert words in text


def test_nothing_but_what_was_asked_for_is_written(outputs: dict[str, Any]) -> None:
    assert names_in(outputs["folder"]) == ["o.csv", "o.json", "o.mp4"]
    assert outputs["result"].stderr == ""


def test_the_json_keeps_its_contract(outputs: dict[str, Any], lift_clip: Path) -> None:
    data = outputs["json"]
    assert list(data) == [
        "schema", "version", "id", "started_at", "person", "exercise", "definition_sha256",
        "limits", "source", "summary", "pain_before", "pain_after", "told", "note", "series",
        "repetitions", "added",
    ]  # fmt: skip
    assert data["schema"] == 3
    assert data["version"] == __version__
    assert data["exercise"] == LIFT
    assert data["definition_sha256"] == load_exercise(LIFT).sha256
    assert list(data["source"]) == ["kind", "file", "duration_s", "frames", "width_px", "height_px"]
    assert data["source"]["file"] == str(lift_clip)
    assert data["source"]["frames"] == 45
    assert list(data["summary"]) == [
        "complete", "incomplete", "by_side", "hold_s", "cadence_per_min", "seen_share",
        "measured_share", "self_paced", "view_problems", "led", "corrected",
    ]  # fmt: skip
    assert data["summary"]["by_side"] == {"left": None, "right": None}
    assert data["summary"]["hold_s"] is None
    assert data["summary"]["cadence_per_min"] is None
    (rep,) = data["repetitions"]
    assert list(rep) == [
        "number", "side", "start_s", "peak_s", "end_s", "complete", "missing", "cut_short",
        "parts", "phases",
        "findings", "said",
    ]  # fmt: skip
    assert (rep["number"], rep["side"], rep["complete"], rep["missing"]) == (1, "both", True, None)
    assert 0 < rep["start_s"] < rep["peak_s"] < rep["end_s"] < 6
    assert [list(phase) for phase in rep["phases"]] == [["name", "start_s", "end_s"]]
    for finding in rep["findings"]:
        assert list(finding) == [
            "rule", "verdict", "value", "limit", "unit", "severity", "uncertainty",
        ]  # fmt: skip
        assert finding["verdict"] in ("ok", "close", "fault", "unseen")
        assert (finding["value"] is None) == (finding["verdict"] == "unseen")
        assert (finding["uncertainty"] is None) == (finding["verdict"] == "unseen")


def test_own_limits_are_used(outputs: dict[str, Any]) -> None:
    (rep,) = outputs["json"]["repetitions"]
    findings = {finding["rule"]: finding for finding in rep["findings"]}
    assert findings["too_fast"]["limit"] == 9
    assert findings["too_fast"]["verdict"] == "fault"
    assert findings["overarch"]["limit"] == 0.5


def test_a_baseline_of_good_repetitions_gives_own_limits_and_asks_where_they_are_odd(
    tmp_path: Path,
) -> None:
    sample = bundled("sample_videos") / "leg_extension_both_legs.mp4"
    text = (folder() / "leg_extension_all_fours.toml").read_text(encoding="utf-8")
    text = text.replace("below = 2.8", "below = 8.0").replace('id = "leg_ext', 'id = "strict_ext')
    strict, out = tmp_path / "strict_extension_all_fours.toml", tmp_path / "o.json"
    strict.write_text(text, encoding="utf-8")
    result = run("analyze", sample, "-e", strict, "--baseline", sample, "--json", out)
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "limits from 5 good repetitions." in told
    assert "“Slowly, no swing”: normal here is" in told
    assert "beyond the usual limit of 8.0 seconds." in told
    reps = json.loads(out.read_text(encoding="utf-8"))["repetitions"]
    limits = {found["rule"]: found["limit"] for found in reps[0]["findings"]}
    assert 2 < limits["too_fast"] < 4
    assert limits["too_high"] == 190  # it guards the back


def test_where_most_was_hidden_it_says_how_many_could_be_judged_and_how_to_film() -> None:
    sample = bundled("sample_videos") / "leg_extension_both_legs.mp4"
    told = " ".join(run("analyze", sample, "-e", "leg_extension_all_fours").stdout.split())
    assert "1 of 5 repetitions could be judged" in told
    assert load_exercise("leg_extension_all_fours").exercise.camera.place.en in told
    assert "–°" not in told


def test_a_baseline_with_too_few_repetitions_is_refused_in_a_sentence(lift_clip: Path) -> None:
    result = run("analyze", lift_clip, "-e", LIFT, "--baseline", lift_clip)
    assert result.exit_code == 2
    assert "needs 3 good repetitions" in " ".join(result.stderr.split())


def test_the_csv_has_a_row_a_repetition(outputs: dict[str, Any]) -> None:
    with (outputs["folder"] / "o.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["number"] for row in rows] == ["1"]
    assert rows[0]["faults"] == "too_fast"


def test_the_annotated_video_has_every_frame_for_a_browser(
    outputs: dict[str, Any], lift_clip: Path
) -> None:
    with av.open(str(outputs["folder"] / "o.mp4")) as drawn, av.open(str(lift_clip)) as source:
        assert drawn.streams.video[0].codec_context.name == "h264"
        assert drawn.streams.video[0].codec_context.pix_fmt == "yuv420p"
        times = [[f.time for f in each.decode(video=0)] for each in (drawn, source)]
    assert times[0] == pytest.approx(times[1], abs=1e-3)


def test_no_repetition_is_said_in_words(lift_clip: Path) -> None:
    result = run("analyze", lift_clip, "--exercise", "leg_extension_all_fours")
    assert result.exit_code == 0
    assert "No repetition was seen" in result.stdout
    assert "0 complete" in result.stdout


def test_the_other_side_is_asked_for_where_the_far_leg_worked() -> None:
    from poseguide.core.records import Counts, Finding, Rep, Session, Source
    from poseguide.engine.summary import far_leg_worked

    exercise = load_exercise("leg_extension_all_fours").exercise

    def session(rule: str) -> Session:
        finding = Finding(rule, "unseen", None, 60.0, "deg", "minor")
        rep = Rep(1, "right", 0.0, 1.0, 2.0, None, None, 90.0, (), (finding,))
        source = Source("a.mp4", 2.0, 30, 640, 480)
        return Session(exercise.id, "", "one", source, Counts(), None, None, 1.0, (rep,))

    assert far_leg_worked(exercise, session("tuck").reps)
    assert not far_leg_worked(exercise, session("knee_bent").reps)


# --- what cannot be done --------------------------------------------------------------------


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _text(path: Path) -> Path:
    path.write_text("not a video", encoding="utf-8")
    return path


BAD_VIDEOS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "There is no file"),
    "folder": (_folder, "is a folder"),
    "text": (_text, "is not a video"),
    "empty": (lambda path: path.touch(), "is not a video"),
    "no_frames": (no_frames, "holds no video"),
    "only_sound": (only_sound, "only sound"),
    "truncated": (
        lambda path: truncated(bundled("sample_videos") / "pelvic_lift.mp4", path, 0.2),
        "breaks off",
    ),
    "nobody": (black, "Nobody was seen"),
}


@pytest.mark.parametrize("kind", BAD_VIDEOS)
def test_a_bad_video_is_a_sentence_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    make, says = BAD_VIDEOS[kind]
    video = tmp_path / "in.mp4"
    make(video)
    before = names_in(tmp_path)
    (tmp_path / "o.csv").write_text("kept")
    outputs = [f"--{kind}={tmp_path / f'o.{name}'}" for kind, name in
               (("json", "json"), ("csv", "csv"), ("video", "mp4"))]  # fmt: skip
    said = refused(run("analyze", video, "-e", LIFT, *outputs))
    assert says in said
    assert str(video) in said
    assert names_in(tmp_path) == sorted([*before, "o.csv"])
    assert (tmp_path / "o.csv").read_text() == "kept"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--json", "missing/o.json"], "there is no folder"),
        (["--csv", "."], "is a folder"),
        (["--video", "missing/o.mp4"], "there is no folder"),
        (["--video", "in.mp4"], "used already"),
        (["--json", "o", "--csv", "o"], "used already"),
        (["--json", "x" * 300], "cannot be written"),
        (["--limits", "no_such=1"], "has no limit"),
        (["--limits", "too_fast"], "is not a limit"),
        (["--limits", "too_fast=slow"], "is not a limit"),
        (["--limits", "too_fast=1,"], "is not a limit"),
        (["--limits", "too_fast=nan"], "cannot take"),
        (["--side", "left"], "works both sides"),
        (["--side", "up"], "--side"),
        (["--language", "fr"], "--language"),
        (["--exercise", "nothing"], "There is no exercise"),
        (["--exercise", "nothing.toml"], "cannot be read"),
    ],
)
def test_a_bad_option_is_refused_before_anything_is_analysed(
    tmp_path: Path,
    lift_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.mp4").symlink_to(lift_clip)
    assert says in refused(run("analyze", "in.mp4", "-e", LIFT, *options))
    assert names_in(tmp_path) == ["in.mp4"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return broken_exercise(tmp_path)


def test_every_problem_of_a_broken_exercise_is_told(broken: Path, lift_clip: Path) -> None:
    said = refused(run("analyze", lift_clip, "--exercise", broken))
    lines = said.splitlines()
    assert len(lines) == 2
    for line, key in zip(lines, ("posture", "repetition.min_s"), strict=True):
        assert line.startswith(f"{broken}:")
        assert f": {key}: " in line


def _interrupted(video: Path, out: Path, with_signal: int) -> int:
    command = [sys.executable, "-m", "poseguide", "analyze", str(video), "-e", LIFT]
    command += ["--video", str(out / "o.mp4"), "--json", str(out / "o.json")]
    environment = {**os.environ, "PYTHONPATH": str(folder().parent)}
    # Begun in the background, tests have SIGINT ignored, and a child would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment)
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not any(out.iterdir()) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(with_signal)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    return process.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_analysis_leaves_nothing(tmp_path: Path, number: int, status: int) -> None:
    video = bundled("sample_videos") / "pelvic_lift.mp4"
    assert _interrupted(video, tmp_path, number) == status
    assert names_in(tmp_path) == []


# --- demo -----------------------------------------------------------------------------------


def test_demo_writes_what_it_names(
    tmp_path: Path, lift_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from poseguide.analysis import samples
    from poseguide.definitions.base import Text

    title = Text(en="A short one", da="En kort en")
    short = samples.Sample("short", lift_clip, LIFT, title, 1, for_demo=True)
    monkeypatch.setattr(samples, "samples", lambda: [short])
    result = run("demo", "--out", tmp_path / "demo", "--language", "da")
    assert result.exit_code == 0, result.output
    assert "En kort en" in result.stdout
    for path in (tmp_path / "demo").iterdir():
        assert path.name in result.stdout
    assert len(names_in(tmp_path / "demo")) == 3


def test_one_sample_is_for_the_demo() -> None:
    from poseguide.analysis.samples import samples

    assert [each.name for each in samples() if each.for_demo] == ["leg_extension_left"]


def test_demo_refuses_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    assert "cannot be written" in refused(run("demo", "--out", tmp_path / "a" / "b"))
    assert names_in(tmp_path) == []
