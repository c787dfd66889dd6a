"""`poseguide bench engine`: passes by turns on the same poses, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.coached import rep
from support.commands import refused, run

from poseguide.core.records import Pose, Rep
from poseguide.definitions.catalog import load_exercise, tracked
from poseguide.definitions.schema import Exercise
from poseguide.evaluation import benchmark_engine
from poseguide.evaluation.benchmark_engine import measure
from poseguide.vision.pose_file import save_poses

TWO = [load_exercise(name).exercise for name in ("leg_extension_all_fours", "pelvic_lift_tilt")]


def test_each_exercise_alone_and_all_together_see_the_same_poses_by_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poses = rep()[:5]
    given: list[list[str]] = []

    def counted(exercises: Sequence[Exercise], seen: Sequence[Pose]) -> list[list[Rep]]:
        assert seen is poses
        given.append([exercise.id for exercise in exercises])
        return []

    monkeypatch.setattr(benchmark_engine, "reps_of_each", counted)
    one, other = (exercise.id for exercise in TWO)
    passes: Counter[str] = Counter()
    cost = measure(poses, TWO, repeat=2, on_pass=lambda: passes.update(["pass"]))
    assert given == [[one], [other], [one, other]] * 2
    assert passes["pass"] == 6
    assert (cost.frames, cost.exercises) == (5, 2)


def test_the_cost_is_that_of_one_frame_and_one_exercise_in_the_quickest_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of three passes that go by turns, each is timed at its beginning and its end.
    clock = iter([0, 4, 4, 6, 6, 7, 10, 12, 12, 15, 15, 15.5])
    monkeypatch.setattr(benchmark_engine.time, "process_time", lambda: next(clock))
    monkeypatch.setattr(benchmark_engine, "reps_of_each", lambda *_: [])
    monkeypatch.setattr(benchmark_engine, "_ANGLES", 100)
    cost = measure(rep()[:5], TWO, repeat=2, on_pass=lambda: None)
    assert (cost.alone_ms, cost.together_ms, cost.angle_ms) == (200.0, 200.0, 5.0)


@pytest.mark.parametrize(("poses", "exercises"), [([], TWO), (rep()[:1], [])])
def test_without_poses_or_exercises_there_is_no_cost(
    poses: list[Pose], exercises: list[Exercise]
) -> None:
    with pytest.raises(ValueError, match="needs poses and exercises"):
        measure(poses, exercises, repeat=1, on_pass=lambda: None)


def test_the_command_tells_the_cost_beside_that_of_an_angle(tmp_path: Path) -> None:
    save_poses(tmp_path / "one.npz", rep()[:20])
    result = run("bench", "engine", tmp_path / "one.npz", "--repeat", 1)
    assert result.exit_code == 0, result.output
    assert f"20 frames, {len(tracked())} exercises" in result.stdout
    for row in ("one exercise at a time", "all of them together", "one angle of a joint"):
        assert row in result.stdout


def test_the_command_refuses_what_is_no_recording(tmp_path: Path) -> None:
    assert str(tmp_path / "none.npz") in refused(run("bench", "engine", tmp_path / "none.npz"))
