"""What the person is told and shown at one moment of a live session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poseguide.core.records import Pose, Update, WorkSide
from poseguide.live.pacing import PacePoint
from poseguide.live.speech import SpokenLine

#: "check": the camera is set up; "posture": the start posture is awaited; then the exercise itself.
GuideStage = Literal["check", "posture", "work", "rest", "done"]
#: Why a session ended: the goal was reached, the person stopped it, nobody was seen for long.
End = Literal["dose", "stopped", "nobody"]


@dataclass(frozen=True)
class Timer:
    """A clock that runs: seconds so far of a hold, or left of a rest."""

    kind: Literal["hold", "rest"]
    seconds: float
    of_s: float


@dataclass(frozen=True)
class Guidance:
    """The state of a live session after one frame; `time_s` is the session's own clock.

    `update` is the engine's, None while nothing is counted; `pose` is what to draw. `advice` is the
    one thing to do before it can begin, in words. `done` of `of` repetitions of this set and side
    (`of` None: a hold). `moment` is where the pace is, `paced` how many repetitions it has led
    through. `part` is the exercise that this is about, from 0, of all `parts` of the training.
    `end` is set in the last one.
    """

    time_s: float
    stage: GuideStage
    sayings: tuple[SpokenLine, ...] = ()
    pose: Pose | None = None
    update: Update | None = None
    advice: str = ""
    side: WorkSide | None = None
    done: int = 0
    of: int | None = None
    set_number: int = 1
    sets: int = 1
    timer: Timer | None = None
    moment: PacePoint | None = None
    paced: int = 0
    part: int = 0
    parts: int = 1
    end: End | None = None
