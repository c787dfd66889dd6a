"""The sets of an exercise: the count aloud, the switch of legs, rests, and the end."""

from __future__ import annotations

import pytest
from support.toy import toy

from poseguide.core.records import Counts, Pose, Rep, Sample, Update, WorkSide
from poseguide.definitions.schema import Exercise
from poseguide.live.set_guide import REST_S, SetGuide
from poseguide.live.speech import Voice
from poseguide.live.stage_clock import StageClock
from poseguide.training.goal import Goal, GoalProgress


class Sets:
    """The sets of an exercise towards a goal, in the stage “work”."""

    def __init__(self, goal: Goal, exercise: Exercise | None = None) -> None:
        exercise = exercise or toy()
        self.stages = StageClock()
        self.stages.start(0.0)
        self.stages.enter("work", 0.0)
        progress = GoalProgress(goal, exercise)
        self.guide = SetGuide(exercise, goal, progress, self.stages, Voice("en"))

    def end(
        self,
        time_s: float,
        side: WorkSide | None = "left",
        cue: str | None = None,
        missing: str | None = None,
    ) -> list[str]:
        """What is said when a repetition of a side ends, or of a cue without one."""
        rep = side and Rep(1, side, time_s - 2, time_s - 1, time_s, missing, None, 60.0, ())
        pose = Pose.unseen(time_s, 640, 480)
        sample = Sample(time_s, "left", {})
        reps = (rep,) if rep else ()
        state = "ready" if cue != "lost" else "searching"
        update = Update(time_s, pose, sample, state, None, None, Counts(), None, reps, cue)
        return [line.message.text("en") for line in self.guide.push(update)]


def test_a_set_is_counted_until_its_last_repetition() -> None:
    sets = Sets(Goal(3, None))
    said = [sets.end(3.0 * number) for number in range(1, 4)]
    assert said == [["1."], ["2. Last one."], ["3."]]
    assert sets.stages.stage == "done"


def test_legs_are_switched_and_the_other_one_is_counted_from_one() -> None:
    sets = Sets(Goal(2, None, per_side=True))
    sets.end(3.0)
    assert sets.end(6.0) == [
        "2.", "Well done. Switch legs. Turn round, so that I can see the other leg.",
    ]  # fmt: skip
    assert sets.stages.stage == "posture"
    assert [sets.end(9.0, "right"), sets.end(12.0, "right")] == [["1."], ["2."]]
    assert sets.stages.stage == "done"


def test_between_two_sets_is_a_rest_of_thirty_seconds() -> None:
    sets = Sets(Goal(1, None, sets=2))
    assert sets.end(3.0) == ["1.", "Well done. Rest for 30 seconds."]
    assert sets.stages.stage == "rest"
    timer = sets.guide.rest(3.0 + REST_S / 3)
    assert timer is not None
    assert (timer.kind, timer.seconds, timer.of_s) == ("rest", pytest.approx(20.0), 30.0)
    assert sets.guide.rest(3.0 + REST_S) is None


def test_an_incomplete_repetition_has_its_cue_and_no_number() -> None:
    sets = Sets(Goal(3, None))
    assert sets.end(3.0, cue="tuck", missing="tuck") == ["Tuck first."]
    assert sets.end(6.0) == ["1."]


def test_where_a_pace_leads_nothing_is_counted_and_it_alone_ends_the_session() -> None:
    sets = Sets(Goal(1, None, level=0))
    assert sets.end(3.0) == []
    assert sets.stages.stage == "work"
    assert [sets.end(6.0, None, cue) for cue in ("lost", "good", "start")] == [
        [], [], ["Take the start."],
    ]  # fmt: skip
