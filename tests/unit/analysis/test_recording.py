"""A video and its known poses give one and the same session."""

from __future__ import annotations

from pathlib import Path

import pytest

from poseguide.analysis.recording import analyze, analyze_poses
from poseguide.core.errors import SideError
from poseguide.core.records import Frame, Pose, Source, Update
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.vision.pose_source import poses_of

NOWHERE = Source("nowhere.mp4", 6.0, 0, 1280, 960)


@pytest.fixture(scope="module")
def poses(lift_clip: Path) -> list[Pose]:
    return list(poses_of(lift_clip, surface=True))


@pytest.mark.parametrize("exercise", ["pelvic_lift_tilt", "belly_breathing", "elbow_rest"])
def test_known_poses_give_what_the_video_gives(
    exercise: str, lift_clip: Path, poses: list[Pose]
) -> None:
    definition = load_exercise(exercise)
    seen: list[tuple[Frame, Update]] = []
    told: list[Update] = []
    session = analyze(lift_clip, definition, on_frame=lambda *both: seen.append(both))
    assert analyze_poses(poses, definition, session.source, on_update=told.append) == session
    assert [update.time_s for update in told] == [frame.time_s for frame, _ in seen]
    assert [update.counts for update in told] == [update.counts for _, update in seen]


def test_the_frames_of_the_source_are_those_that_came() -> None:
    definition = load_exercise("squat")
    poses = list(play(definition.exercise, near="left", working="left", fps=12.0))
    session = analyze_poses(poses, definition, NOWHERE)
    assert session.source == Source("nowhere.mp4", 6.0, len(poses), 1280, 960)
    assert session.seen_share == 1.0
    assert session.counts.complete == 1


def test_one_side_only_of_known_poses() -> None:
    definition = load_exercise("leg_extension_all_fours")
    poses = list(play(definition.exercise, near="left", working="left", fps=12.0))
    left, right = (
        analyze_poses(poses, definition, NOWHERE, side=side).reps for side in ("left", "right")
    )
    assert (len(left), len(right)) == (1, 0)
    with pytest.raises(SideError):
        analyze_poses(poses, load_exercise("squat"), NOWHERE, side="left")


def test_no_poses_are_an_empty_session() -> None:
    session = analyze_poses([], load_exercise("squat"), NOWHERE)
    assert (session.source.frames, session.seen_share, session.reps) == (0, 0.0, ())
