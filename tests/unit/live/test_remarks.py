"""Remarks: who is counted when, what is said once, and when nobody has been there for too long."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.toy import toy

from poseguide.core.records import Frame, Pose
from poseguide.live.guidance import GuideStage
from poseguide.live.remarks import CrowdWatch, Remarks
from poseguide.live.speech import Voice

PICTURE = np.zeros((2, 2, 3), np.uint8)
NOBODY = Pose.unseen(0.0, 640, 480)
SOMEBODY = replace(NOBODY, points=np.zeros((33, 2)))


class Watched:
    """Remarks on an exercise, with so many people in the picture."""

    def __init__(self, people: int = 1, posture: str = "all_fours") -> None:
        exercise = toy().model_copy(update={"posture": posture})
        self.remarks = Remarks(exercise, CrowdWatch(lambda _: people), Voice("en"))

    def see(
        self,
        times_s: list[float],
        pose: Pose = SOMEBODY,
        stage: GuideStage = "work",
        cue: str | None = None,
    ) -> list[str]:
        """What is said of these frames."""
        frames = [Frame(time_s, PICTURE) for time_s in times_s]
        pushed = [self.remarks.push(frame, pose, stage, cue) for frame in frames]
        return [line.message.text("en") for lines in pushed for line in lines]


def each(every_s: float, from_s: float, to_s: float) -> list[float]:
    return [from_s + every_s * number for number in range(round((to_s - from_s) / every_s))]


@pytest.mark.parametrize(
    ("stage", "every_s"), [("check", 2.0), ("posture", 4.0), ("work", 8.0), ("rest", 8.0)]
)
def test_people_are_counted_as_often_as_the_stage_needs_it(
    stage: GuideStage, every_s: float
) -> None:
    crowd = CrowdWatch(lambda _: 3)
    counted = [
        time_s for time_s in each(0.5, 0.0, 24.0) if crowd.push(Frame(time_s, PICTURE), stage)
    ]
    assert counted == each(every_s, 0.0, 24.0)
    assert len(counted) == 24 / every_s


def test_who_was_lost_is_seen_again_once_each_time() -> None:
    watched = Watched()
    assert watched.see([0.0, 0.1], NOBODY, cue="lost") == []
    assert watched.see([0.2, 0.3]) == ["I can see you again. Go on."]
    assert watched.see([0.4], NOBODY, cue="lost") == []
    assert watched.see([0.5]) == ["I can see you again. Go on."]


@pytest.mark.parametrize(("posture", "times"), [("all_fours", 1), ("standing", 0)])
def test_the_face_is_asked_for_after_six_seconds_of_somebody_on_the_floor(
    posture: str, times: int
) -> None:
    watched = Watched(posture=posture)
    watched.see([0.0])
    assert watched.see(each(0.1, 0.1, 6.0), NOBODY) == []
    said = watched.see(each(0.1, 6.1, 30.0), NOBODY)
    assert len([text for text in said if "face" in text]) == times


def test_another_person_is_remarked_on_once_and_never_where_that_is_left_out() -> None:
    assert Watched(people=2).see(each(0.1, 0.0, 30.0)) == [
        "I can see another person. I keep following you."
    ]
    silent = Watched(people=2)
    silent.remarks.leave_out("another_person")
    assert silent.see(each(0.1, 0.0, 30.0)) == []


@pytest.mark.parametrize(("fps", "times"), [(12.0, 0), (8.0, 1)])
def test_a_picture_that_stays_slow_is_remarked_on_once(fps: float, times: int) -> None:
    said = Watched().see(each(1 / fps, 0.0, 30.0))
    assert len([text for text in said if "slow" in text]) == times


@pytest.mark.parametrize(("stage", "limit_s"), [("check", 180.0), ("work", 60.0)])
def test_nobody_for_too_long_is_gone(stage: GuideStage, limit_s: float) -> None:
    watched = Watched(posture="standing")
    watched.see([0.0], stage=stage)
    gone = {time_s: watched.remarks.is_gone(Frame(time_s, PICTURE), stage) for time_s in (
        limit_s, limit_s + 0.1,
    )}  # fmt: skip
    assert gone == {limit_s: False, limit_s + 0.1: True}
    assert not watched.remarks.is_gone(Frame(limit_s + 0.1, PICTURE), "done")
