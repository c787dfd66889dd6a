"""The run of one exercise: what leads it, whose clock it has, and a tick without a picture."""

from __future__ import annotations

import pytest

from poseguide.core.records import Tick
from poseguide.definitions.catalog import load_any
from poseguide.live.exercise_run import ExerciseRun, run_exercise
from poseguide.live.guidance import Guidance
from poseguide.live.workout import ExerciseRequest
from poseguide.training.goal import usual_goal
from poseguide.vision.pose_pool import PoseModels


class NoModels(PoseModels):
    """Pose models that nobody may start."""

    def borrow(self) -> None:  # type: ignore[override]
        raise AssertionError("a pose model was asked for")


def run(name: str) -> ExerciseRun:
    definition = load_any(name)
    request = ExerciseRequest(definition, usual_goal(definition.exercise), "en")
    return run_exercise(request, None, NoModels())


def said(guidance: Guidance) -> list[str]:
    return [line.message.text("en") for line in guidance.lines]


@pytest.mark.parametrize(
    ("name", "source", "sides"),
    [
        ("pelvic_floor_hold", "timer", None),
        ("pelvic_lift_tilt", "camera", "both"),
        ("pelvic_floor_lift", "camera", "both"),  # a pace leads it, and a camera counts
    ],
)
def test_a_camera_or_a_timer_leads_by_what_can_follow_the_exercise(
    name: str, source: str, sides: str | None
) -> None:
    guide = run(name).guide
    assert (guide.source, guide.sides) == (source, sides)
    assert list(guide.reps) == []


def test_a_timer_leads_by_ticks_alone_on_a_clock_of_its_own() -> None:
    one = run("pelvic_floor_hold")
    assert said(one.push(Tick(500.0))) == ["Get ready."]
    first = one.push(Tick(508.5))
    assert (first.time_s, said(first)) == (8.5, ["Squeeze and lift."])
    assert one.guide.session(first) is None
    one.rest()
    one.push(Tick(509.0))
    last = one.stop()
    assert (last.end, said(last)) == ("stopped", ["Stopped."])
    one.close()
    assert (one.session_id, one.note) == (None, None)


def test_a_tick_without_a_picture_tells_a_camera_nothing_new() -> None:
    one = run("pelvic_lift_tilt")
    guidance = one.push(Tick(500.0))
    assert (guidance.time_s, guidance.stage, guidance.lines) == (0.0, "check", ())
    assert one.push(Tick(501.0)).time_s == 1.0
    assert one.guide.progress(guidance).frames == 0
    one.close()
