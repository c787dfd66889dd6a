"""An exercise proposed from marked repetitions: it counts them, and only its words are missing."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.places import POSES
from typer.testing import CliRunner

from poseguide.authoring.propose import id_from, propose
from poseguide.cli.main import app
from poseguide.core.errors import DefinitionError, PoseGuideError
from poseguide.core.records import Pose
from poseguide.definitions.catalog import load_exercise, read
from poseguide.definitions.stick_figure import play
from poseguide.vision.pose_file import load_poses, save_poses

#: Stored clips, where one or a few good repetitions are in them, and how many there are in all.
CLIPS = [
    ("rendered/allfours_a", 1.3, 7.1, 6),
    ("rendered/bridge_a", 0.8, 5.6, 6),
    ("rendered/supineleg_a", 0.8, 6.5, 5),
    ("rendered/kneeext_a", 0.8, 5.3, 5),
    ("rendered/supineleg_a", 12.3, 17.8, 5),
    ("rendered/heelraise_a", 0.8, 4.2, 10),
    ("rendered/foottaps_a", 0.8, 3.45, 16),
    ("rendered/foottaps_a", 9.4, 11.0, 16),
    ("more/march_standing_q", 2.0, 5.1, 14),
    ("filmed/s07_bridge_home_portrait", 1.8, 5.2, 3),
    ("filmed/s10_bridge_hold_abduction_home", 13.1, 17.5, 4),
    ("filmed/t04_hamstring_curl", 4.8, 8.2, 4),
    ("filmed/t08_squat_darebee", 1.9, 3.6, 8),
    ("filmed/t13_rotated90_side_squat", 1.3, 3.6, 1),
    ("filmed/q05_bird_dog_home_oblique", 9.6, 21.4, 6),
    ("filmed/t01_calf_raises_portrait", 1.8, 4.3, 3),
]


def played(exercise: str, times: int = 2) -> list[Pose]:
    """The stick figure of an exercise doing its good repetition some times, one after the other."""
    one = list(play(load_exercise(exercise).exercise, near="left", working="left", fps=15.0))
    length_s = one[-1].time_s + 1 / 15
    return [
        replace(pose, time_s=pose.time_s + number * length_s)
        for number in range(times)
        for pose in one
    ]


def only_words_are_missing(path: Path) -> bool:
    """Whether the check of a file finds empty words and nothing else."""
    with pytest.raises(DefinitionError) as error:
        read(path)
    return all(
        problem.message == "must not be empty" and problem.key.rsplit(".", 1)[-1] in ("en", "da")
        for problem in error.value.problems
    )


@pytest.mark.parametrize(("clip", "from_s", "to_s", "count"), CLIPS, ids=str)
def test_what_is_proposed_from_one_repetition_counts_the_whole_recording(
    clip: str, from_s: float, to_s: float, count: int
) -> None:
    proposal = propose(list(load_poses(POSES / f"{clip}.npz")), from_s, to_s, "mine")
    assert len(proposal.marked) == proposal.made
    assert all(rep.complete for rep in proposal.marked)
    assert sum(rep.cut_short is None for rep in proposal.reps) == count


@pytest.mark.parametrize(
    ("clip", "from_s", "to_s", "sides", "posture"),
    [
        ("rendered/allfours_a", 1.3, 7.1, "one", "all_fours"),
        ("rendered/bridge_a", 0.8, 5.6, "both", "supine"),
        ("rendered/kneeext_a", 0.8, 5.3, "one", "seated"),
        ("rendered/heelraise_a", 0.8, 4.2, "alternate", "seated"),
        ("rendered/calfraise_a", 8.1, 10.4, "both", "standing"),
        ("filmed/s10_bridge_hold_abduction_home", 8.8, 13.05, "both", "supine"),
        ("filmed/t10_pushups_home", 4.0, 6.2, "both", "all_fours"),
    ],
)
def test_posture_and_working_sides_are_seen(
    clip: str, from_s: float, to_s: float, sides: str, posture: str
) -> None:
    proposal = propose(list(load_poses(POSES / f"{clip}.npz")), from_s, to_s, "mine")
    assert (proposal.exercise.sides, proposal.exercise.posture) == (sides, posture)


def test_the_phases_stand_in_the_order_in_which_they_were_done() -> None:
    poses = list(load_poses(POSES / "rendered" / "allfours_a.npz"))
    proposal = propose(poses, 1.3, 7.1, "mine")
    assert [phase.name for phase in proposal.exercise.phases] == ["hip_bent", "hip_open"]


@pytest.mark.parametrize("exercise", ["squat", "leg_extension_all_fours", "sit_to_stand"])
def test_only_the_words_of_a_proposal_are_missing(exercise: str, tmp_path: Path) -> None:
    poses = played(exercise)
    middle_s = poses[len(poses) // 2].time_s
    proposal = propose(poses, 0.0, middle_s, "mine")
    assert (len(proposal.marked), len(proposal.reps)) == (1, 2)
    path = tmp_path / "mine.toml"
    path.write_text(proposal.text, encoding="utf-8")
    assert only_words_are_missing(path)


def test_with_its_words_the_file_passes_the_check(tmp_path: Path) -> None:
    poses = played("squat")
    proposal = propose(poses, 0.0, poses[len(poses) // 2].time_s, "mine")
    path = tmp_path / "mine.toml"
    path.write_text(proposal.text.replace('""', '"words"'), encoding="utf-8")
    said = CliRunner().invoke(app, ["check", str(path)])
    assert (said.exit_code, said.output) == (0, f"{path}: ok\n")


@pytest.mark.parametrize(
    ("from_s", "to_s", "said"),
    [(3.0, 2.0, "less than"), (0.0, 900.0, "goes from"), (1.0, 1.3, "too short")],
)
def test_a_mark_that_cannot_be_is_refused_with_what_to_do(
    from_s: float, to_s: float, said: str
) -> None:
    with pytest.raises(PoseGuideError, match=said):
        propose(played("squat"), from_s, to_s, "mine")


def test_somebody_who_rests_is_no_exercise() -> None:
    with pytest.raises(PoseGuideError, match="Nothing moves"):
        propose(played("squat"), 0.0, 1.1, "mine")


def test_nobody_and_no_frames_are_refused() -> None:
    unseen = [Pose.unseen(number / 10, 640, 480) for number in range(50)]
    with pytest.raises(PoseGuideError, match="a person is seen only"):
        propose(unseen, 0.0, 4.0, "mine")
    with pytest.raises(PoseGuideError, match="no frames"):
        propose([], 0.0, 4.0, "mine")


def test_a_little_noise_changes_no_count() -> None:
    random = np.random.default_rng(4)
    poses = [
        replace(pose, points=pose.points + random.normal(0, 0.7, pose.points.shape))
        for pose in played("squat")
    ]
    proposal = propose(poses, 0.0, poses[len(poses) // 2].time_s, "mine")
    assert len(proposal.reps) == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Knæløft 2", "knlft_2"), ("IMG-0012", "img_0012"), ("007", "exercise_007"), ("", "exercise")],
)
def test_any_name_makes_an_id(name: str, expected: str) -> None:
    assert id_from(name) == expected


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "My squats.npz"
    save_poses(path, played("squat"))
    return path


def run(*arguments: str | Path) -> tuple[int, str]:
    said = CliRunner().invoke(app, ["new-exercise", *map(str, arguments)])
    return said.exit_code, said.output


def test_the_command_writes_a_file_and_says_what_it_counts(
    recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = run(recording, "--from", "0", "--to", "5.9")
    assert code == 0, said
    assert "1 repetition counted from 0 s to 5.9 s, 2 complete of 2" in said
    assert only_words_are_missing(tmp_path / "my_squats.toml")


def test_the_command_never_writes_over_a_file(recording: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.toml"
    out.write_text("mine")
    code, said = run(recording, "--from", "0", "--to", "5.9", "--out", out)
    assert (code, out.read_text()) == (2, "mine")
    assert "exists already" in said


def test_a_name_that_is_no_id_is_refused_with_one_that_is(recording: Path, tmp_path: Path) -> None:
    code, said = run(recording, "--from", "0", "--to", "5.9", "--out", tmp_path / "Min-øvelse.toml")
    assert code == 2
    assert "min_velse.toml" in said


def test_a_video_is_read_through_the_pose_model(tmp_path: Path, lift_clip: Path) -> None:
    out = tmp_path / "lift.toml"
    code, said = run(lift_clip, "--from", "0.5", "--to", "5.5", "--out", out)
    assert code == 0, said
    assert only_words_are_missing(out)
    assert math.isclose(read_hold(out), 0.3)


def read_hold(path: Path) -> float:
    line = next(
        row for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("hold_s")
    )
    return float(line.split("=")[1])
