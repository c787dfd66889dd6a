"""Comparing what was found with what is true, and the same movement seen otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.judged import LIFT, SUPINE, folder_of, lift_folder, other, own, played, rep, true
from typer.testing import CliRunner, Result

from poseguide.cli.main import app
from poseguide.core.errors import OutputError, PoseGuideError, StoredPosesError
from poseguide.core.records import Finding, Frame, Pose, Rep
from poseguide.definitions.catalog import load_exercise, tracked
from poseguide.evaluation.ground_truth import TrueAngles, clips_of, match, met, slim
from poseguide.evaluation.run import AngleComparison, ClipResult, evaluate
from poseguide.vision.pose_file import save_poses
from poseguide.vision.pose_filter import PoseFilter
from poseguide.vision.transforms import at_rate, letterboxed, mirrored


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *(str(each) for each in words)])


# --- One result against the truth ---


def test_what_is_found_as_it_was_is_not_wrong() -> None:
    found = own([rep(1), rep(5, "low")], [true(1), true(5, "hips_too_low")])
    assert found.exact
    assert found.wrong() == []


def test_each_difference_is_a_line() -> None:
    reps = [rep(1, "low"), rep(5, side="right"), rep(20)]
    truth = [true(1), true(5), true(9), true(13, "no_tuck")]
    assert own(reps, truth).wrong() == [
        "found 3 of 4",
        "repetition 1 is good and is flagged: low",
        "repetition 2 is given to the right side, not the left",
        "repetition 3 was not found",
        "repetition 4 was not found",
        "a repetition at 20.0 s that is none",
    ]


def test_an_incomplete_repetition_is_flagged_with_the_stage_it_missed() -> None:
    assert own([rep(1, missing="lift")], [true(1, "hips_too_low")]).wrong() == []
    (line,) = own([rep(1, missing="lift")], [true(1)]).wrong()
    assert line == "repetition 1 is good and is flagged: lift"


def test_a_fault_that_the_view_hides_is_told_with_what_was_not_seen() -> None:
    unseen = Finding("tuck", "unseen", None, 57.0, "deg", "minor")
    hidden = Rep(1, "left", 0, 1, 2, None, None, 90.0, (), (unseen,))
    (line,) = own([hidden], [true(1, "no_tuck")]).wrong()
    assert line == "repetition 1 has no_tuck and is not flagged (not seen: tuck)"


def test_a_fault_that_is_close_to_its_limit_is_not_flagged_and_told_as_close() -> None:
    close = Finding("too_fast", "close", 0.6, 0.5, "s", "minor", 0.16)
    near = Rep(1, "left", 0, 1, 2, None, None, 90.0, (), (close,))
    (line,) = own([near], [true(1, "too_fast")]).wrong()
    assert line == "repetition 1 has too_fast and is not flagged (close: too_fast)"
    assert own([near], [true(1)]).wrong() == []


def test_where_only_the_number_is_known_only_the_number_is_compared() -> None:
    assert own([rep(1)], None, attempts=1).wrong() == []
    assert own([rep(1)], None, attempts=3).wrong() == ["found 1 of 3"]


def test_what_is_contained_in_another_exercise_is_not_foreign_to_it() -> None:
    assert other([rep(1)]).foreign
    assert other([rep(1)]).wrong() == ["found 1 of 0"]
    part = other([rep(1)], contained="It begins with it.")
    assert not part.foreign
    assert part.wrong() == []
    assert not own([rep(1)], [true(1)]).foreign


def test_the_nearest_peaks_are_matched_first_and_each_only_once() -> None:
    truth = [true(1), true(2.5)]  # from 0 to 2 s, and from 1.5 to 3.5 s
    assert match([rep(1.9)], truth) == {1: 0}
    assert match([rep(1.9), rep(2.4)], truth) == {0: 0, 1: 1}
    assert match([rep(2.31)], truth[:1]) == {}
    assert match([rep(2.29)], truth[:1]) == {0: 0}


def test_moments_are_met_within_half_a_second_as_many_as_can() -> None:
    assert met([1.0, 2.0], [1.5, 2.6]) == 1
    assert met([1.0, 1.4], [1.5, 0.6]) == 2
    assert met([1.0, 1.1], [1.0]) == 1
    assert met([], [1.0]) == 0


# --- Folders ---


def test_stored_poses_are_evaluated_by_every_checker(tmp_path: Path) -> None:
    results = list(evaluate(lift_folder(tmp_path)))
    assert [r.exercise for r in results] == [d.exercise.id for d in tracked()]
    (mine,) = (result for result in results if result.own)
    assert (mine.clip, mine.exercise, mine.shows, mine.rendered) == ("lift.npz", LIFT, LIFT, True)
    assert mine.wrong() == []
    assert mine.duration_s == pytest.approx(played(LIFT)[-1].time_s)
    assert [result.exercise for result in results if result.foreign and result.reps] == []


def test_each_pose_is_doubted_once_for_all_checkers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    believe, times_s = PoseFilter.believe, []

    def counted(doubter: PoseFilter, pose: Pose, *, stepped: bool) -> Pose:
        times_s.append(pose.time_s)
        return believe(doubter, pose, stepped=stepped)

    monkeypatch.setattr(PoseFilter, "believe", counted)
    list(evaluate(lift_folder(tmp_path)))
    assert times_s == [pose.time_s for pose in played(LIFT)]


def test_a_missed_and_a_false_repetition_are_seen(tmp_path: Path) -> None:
    save_poses(tmp_path / "lift.npz", played(LIFT))
    folder_of(
        tmp_path,
        {"file": "lift.npz", "check_as": SUPINE, "attempts": 2},
        {"file": "lift.npz", "check_as": "negative"},
    )
    told = {(r.shows, r.exercise): r.wrong() for r in evaluate(tmp_path)}
    assert told[SUPINE, SUPINE] == ["found 0 of 2"]
    assert told[SUPINE, LIFT] == told["negative", LIFT] == ["found 1 of 0"]
    assert told["negative", SUPINE] == []


def test_a_contained_exercise_says_why(tmp_path: Path) -> None:
    save_poses(tmp_path / "slosh.npz", played("belly_slosh"))
    folder_of(tmp_path, {"file": "slosh.npz", "check_as": "belly_slosh", "attempts": 1})
    results = {result.exercise: result for result in evaluate(tmp_path)}
    why = load_exercise("belly_slosh").exercise.contains[0].why.en
    assert results["belly_breathing"].contained == why
    assert results["belly_slosh"].contained is None
    assert results[LIFT].contained is None


def test_a_folder_of_folders_is_evaluated_at_once(tmp_path: Path) -> None:
    lift_folder(tmp_path / "one")
    lift_folder(tmp_path / "two")
    (tmp_path / "notes").mkdir()
    clips = {result.clip for result in evaluate(tmp_path)}
    assert clips == {"one/lift.npz", "two/lift.npz"}


def test_clips_without_a_verdict_are_left_out(tmp_path: Path) -> None:
    clip = {"file": "there_is_none.mp4", "check_as": None, "attempts": None}
    assert list(evaluate(folder_of(tmp_path, clip))) == []


def kept(results: list[ClipResult]) -> list[tuple[Any, ...]]:
    """What two evaluations of the same clips have in common, but for the ending of the file."""
    return [
        (Path(r.clip).stem, r.exercise, r.shows, r.attempts, r.reps, r.truth, r.angles)
        for r in results
    ]


def test_kept_poses_give_the_same_result_again(tmp_path: Path) -> None:
    lift_folder(tmp_path / "clips" / "one")
    lift_folder(tmp_path / "clips" / "two")
    first = list(evaluate(tmp_path / "clips", keep=tmp_path / "kept"))
    again = list(evaluate(tmp_path / "kept"))
    assert kept(again) == kept(first)
    assert any(result.angles for result in again)
    truth = json.loads((tmp_path / "kept/one/lift.json").read_text())
    assert set(truth) == {"camera", "reps", "events", "frames"}
    assert set(truth["frames"][0]) == {"t", "angles2d", "angles"}
    assert set(truth["frames"][0]["angles2d"]) == {"left_knee"}
    list(evaluate(tmp_path / "clips", keep=tmp_path / "kept"))  # may be kept again


def test_frames_without_angles_are_not_kept() -> None:
    rep_ = {"side": "left", "start": 1, "end": 2, "faults": []}
    frames = [{"t": 0.0, "angles": {"left_hip": 90.04}}, {"t": 0.1, "belly": 1.0}]
    assert slim({"reps": [rep_], "frames": frames})["frames"] == [
        {"t": 0.0, "angles": {"left_hip": 90.0}}
    ]
    assert "frames" not in slim({"reps": [rep_], "frames": frames[1:]})


def test_the_truth_of_a_mirrored_clip_is_that_of_the_other_side(tmp_path: Path) -> None:
    folder = lift_folder(
        tmp_path,
        reps=[{"side": "left", "start": 1, "end": 2, "faults": []}],
        frames=[{"t": 0.0, "angles": {"left_knee": 80.0, "right_knee": 70.0}}],
    )
    (plain,), (other_way,) = clips_of(folder), clips_of(folder, mirrored=True)
    for clip, side in ((plain, "left"), (other_way, "right")):
        assert clip.reps is not None
        assert clip.angles is not None
        assert clip.reps[0].side == clip.angles.side == side
        # It is the same knee: the camera's side has changed its name with it.
        assert clip.angles.space["knee"].tolist() == [80.0]
        assert np.isnan(clip.angles.image["knee"]).all()


def test_a_view_from_the_front_has_no_angles_to_compare(tmp_path: Path) -> None:
    (clip,) = clips_of(lift_folder(tmp_path, camera={"side": "front"}))
    assert clip.angles is None


# --- Errors ---


@pytest.mark.parametrize("content", [None, "not json", "[]", "{}", '{"clips": []}'])
def test_a_folder_without_a_manifest_is_an_error_that_says_so(
    content: str | None, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(PoseGuideError, match=r"manifest\.json"):
        next(evaluate(tmp_path))


GOOD = {"file": "lift.npz", "check_as": LIFT, "attempts": 1}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": 3}, "“file”"),
        ({"check_as": 3}, "“check_as”"),
        ({"attempts": None}, "“attempts”"),
        ({"attempts": 0}, "“attempts”"),
        ({"attempts": True}, "“attempts”"),
        ({"rep_peak_s": ["soon"]}, "“rep_peak_s”"),
        ({"file": "gone.mp4"}, "gone.mp4 is missing"),
        ({"truth": "gone.json"}, "gone.json"),
    ],
)
def test_an_entry_that_cannot_be_used_says_what_to_do(
    changes: dict[str, Any], said: str, tmp_path: Path
) -> None:
    save_poses(tmp_path / "lift.npz", played(LIFT))
    assert clips_of(folder_of(tmp_path, GOOD))
    with pytest.raises(PoseGuideError, match=r"manifest\.json") as error:
        clips_of(folder_of(tmp_path, GOOD | changes))
    assert said in str(error.value)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"reps": []}, "no list of “reps”"),
        ({"reps": [{"side": "left"}]}, "start"),
        ({"reps": [3]}, "cannot be used"),
        ({"frames": [{"angles": {"left_knee": 1.0}}]}, "'t'"),
        ({"frames": [{"t": 0.0, "angles": {"left_knee": "bent"}}]}, "cannot be used"),
        ({"reps": [{"side": "both", "start": 1, "end": 2, "faults": []}] * 2}, "2 repetitions"),
    ],
)
def test_a_truth_that_cannot_be_used_is_named(
    table: dict[str, Any], said: str, tmp_path: Path
) -> None:
    folder = lift_folder(tmp_path, **table)
    with pytest.raises(PoseGuideError, match=r"lift\.json") as error:
        clips_of(folder)
    assert said in str(error.value)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder_of(tmp_path, {"file": "a.mp4", "check_as": "negative"}, {}, GOOD | {"file": "b.mp4"})
    with pytest.raises(PoseGuideError) as error:
        clips_of(tmp_path)
    lines = str(error.value).splitlines()
    assert len(lines) == 3
    assert "a.mp4 is missing" in lines[0]
    assert "clip 2" in lines[1]
    assert "b.mp4 is missing" in lines[2]


def test_stored_poses_cannot_be_seen_otherwise(tmp_path: Path) -> None:
    with pytest.raises(PoseGuideError, match=r"lift\.npz.*12fps"):
        next(evaluate(lift_folder(tmp_path), "12fps"))


def test_broken_poses_are_an_error_that_names_them(tmp_path: Path) -> None:
    folder = lift_folder(tmp_path)
    (folder / "lift.npz").write_bytes(b"none")
    with pytest.raises(StoredPosesError, match=r"lift\.npz"):
        next(evaluate(folder))


def test_nothing_is_kept_over_the_clips_themselves(tmp_path: Path) -> None:
    folder = lift_folder(tmp_path / "clips")
    before = (folder / "lift.json").read_text()
    with pytest.raises(OutputError, match="clips"):
        next(evaluate(folder, keep=folder))
    videos = folder_of(tmp_path / "videos", GOOD | {"file": "lift.mp4"})
    with pytest.raises(OutputError, match="videos"):
        next(evaluate(folder, keep=videos))
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file"):
        next(evaluate(folder, keep=tmp_path / "file"))
    assert (folder / "lift.json").read_text() == before


def test_clips_of_one_name_cannot_be_kept_together(tmp_path: Path) -> None:
    folder = lift_folder(tmp_path / "clips")
    folder_of(folder, GOOD, GOOD)
    with pytest.raises(PoseGuideError, match="called lift"):
        next(evaluate(folder, keep=tmp_path / "kept"))
    assert not (tmp_path / "kept").exists()


# --- Angles ---


def test_angles_are_compared_in_frames_that_have_a_truth_within_half_a_frame() -> None:
    poses = played(LIFT)[:10]  # at rest, 15 frames a second
    times_s = np.array([poses[at].time_s + 0.02 for at in (2, 3, 4)])
    nothing = np.full(3, np.nan)
    still = {"knee": np.array([60.0, 60.0, 60.0]), "hip": nothing, "ankle": nothing}
    truth = TrueAngles("left", times_s, still, dict.fromkeys(still, nothing))
    comparison = AngleComparison(load_exercise(LIFT).exercise, truth)
    for pose in poses:
        comparison.push(pose, frozen=False)
    (knee,) = comparison.errors(first_s=1.0)
    assert (knee.joint, knee.view) == ("knee", "image")
    good = load_exercise(LIFT).exercise.good.poses[0]
    assert knee.errors_deg == pytest.approx([good.knee - 60.0] * 3, abs=0.01)


def test_the_change_of_the_hip_starts_from_its_own_rest() -> None:
    poses = played(LIFT)
    truth = TrueAngles(
        "left",
        np.array([pose.time_s for pose in poses]),
        {"knee": np.full(len(poses), np.nan), "hip": np.full(len(poses), 100.0),
         "ankle": np.full(len(poses), np.nan)},
        {joint: np.full(len(poses), np.nan) for joint in ("knee", "hip", "ankle")},
    )  # fmt: skip
    comparison = AngleComparison(load_exercise(LIFT).exercise, truth)
    for pose in poses:
        comparison.push(pose, frozen=False)
    hip, change = comparison.errors(first_s=1.0)
    assert (hip.joint, change.joint) == ("hip", "hip_change")
    rest = load_exercise(LIFT).exercise.good.poses[0].hip
    assert hip.errors_deg[0] == pytest.approx(rest - 100.0, abs=0.01)
    assert change.errors_deg[0] == pytest.approx(0.0, abs=0.01)
    assert np.subtract(hip.errors_deg, change.errors_deg) == pytest.approx(rest - 100.0, abs=0.01)
    assert [e.joint for e in comparison.errors(first_s=0.0)] == ["hip"]


def test_a_clip_s_angles_are_as_far_off_as_the_truth_was_moved(tmp_path: Path) -> None:
    (mine,) = (result for result in evaluate(lift_folder(tmp_path)) if result.own)
    image, space = mine.angles
    assert (image.joint, image.view, space.view) == ("knee", "image", "space")
    assert np.mean(image.errors_deg) == pytest.approx(2.0, abs=0.1)
    assert np.mean(space.errors_deg) == pytest.approx(-4.0, abs=0.1)


# --- The command ---


def test_the_command_tells_a_line_a_clip_and_the_tables(tmp_path: Path) -> None:
    result = run(lift_folder(tmp_path))
    assert result.exit_code == 0, result.output
    line, _, *tables = result.stdout.splitlines()
    assert line.split() == ["lift.npz", LIFT, "1", "of", "1", "right"]
    assert "## Rendered clips: counts" in tables
    assert not any("Filmed" in line for line in tables)


def test_the_command_writes_and_keeps_what_it_is_asked_to(tmp_path: Path) -> None:
    folder = lift_folder(tmp_path / "clips")
    out, page, keep = tmp_path / "o.json", tmp_path / "o.md", tmp_path / "kept"
    result = run(folder, "--json", out, "--markdown", page, "--keep", keep)
    assert result.exit_code == 0, result.output
    table = json.loads(out.read_text())
    assert table["options"] == {"folder": str(folder), "variant": None}
    assert table["groups"]["rendered"]["all"]["counting"]["exact"] == 1
    assert f"folder {folder}" in page.read_text()
    again = tmp_path / "again.json"
    assert run(keep, "--json", again).exit_code == 0
    assert json.loads(again.read_text())["groups"] == table["groups"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--variant", "mirror"], "lift.npz"),
        (["--json", "nowhere/o.json"], "nowhere"),
        (["--markdown", "nowhere/o.md"], "nowhere"),
        (["--keep", "."], "another folder"),
    ],
)
def test_the_command_refuses_in_a_sentence(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lift_folder(tmp_path))
    result = run(".", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


# --- Variants ---


def frames(*times: float) -> list[Frame]:
    return [
        Frame(time_s, np.full((6, 8, 3), number, np.uint8)) for number, time_s in enumerate(times)
    ]


def test_a_slower_camera_gives_the_last_picture_at_each_tick() -> None:
    seen = list(at_rate(2.0)(frames(0.0, 0.3, 0.6, 0.9, 1.2)))
    assert [frame.time_s for frame in seen] == [0.0, 0.5, 1.0, 1.5]
    assert [int(frame.image[0, 0, 0]) for frame in seen] == [0, 1, 3, 4]


def test_a_mirror_exchanges_left_and_right() -> None:
    image = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    (seen,) = mirrored([Frame(0.5, image)])
    assert seen.time_s == 0.5
    assert (seen.image[:, 0] == image[:, 2]).all()


def test_a_letterbox_keeps_the_shape_and_fills_with_black() -> None:
    (seen,) = letterboxed(1280, 720)([Frame(0.0, np.full((480, 640, 3), 200, np.uint8))])
    assert seen.image.shape == (720, 1280, 3)
    lit = (seen.image[360, :, 0] > 100).nonzero()[0]
    assert (lit[0], lit[-1]) == (160, 1119)
