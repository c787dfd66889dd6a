"""Guidance: all that is said and shown after one frame or tick of a live session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poseguide.core.i18n.message import Translatable
from poseguide.core.records import Pose, Update, WorkSide
from poseguide.live.pacing import PacePoint
from poseguide.live.speech import SpokenLine

#: "check": the camera is set up; "posture": the start posture is awaited; then the exercise itself.
GuideStage = Literal["check", "posture", "work", "rest", "done"]
#: Why a session ended: the goal was reached, the person stopped it, nobody was seen for long.
End = Literal["dose", "stopped", "nobody"]


@dataclass(frozen=True)
class Timer:
    """A clock on the screen: the seconds so far of a hold, or the seconds left of a rest."""

    kind: Literal["hold", "rest"]
    seconds: float
    of_s: float


@dataclass(frozen=True)
class Guidance:
    """The state of a live session after one frame or tick; `time_s` is the session's own clock.

    `lines` are to be said now. `update` is the engine's, None while nothing is counted; `pose` is
    what to draw. `advice` is the one thing to do before the exercise can begin. `done` of `of`
    repetitions of this set and side (`of` None: a hold). `pace_point` is where the pace is, `paced`
    how many repetitions it has led through. `part` is the place of the exercise in the workout,
    from 0, of all its `parts`. `end` is set in the last guidance of an exercise.
    """

    time_s: float
    stage: GuideStage
    lines: tuple[SpokenLine, ...] = ()
    pose: Pose | None = None
    update: Update | None = None
    advice: Translatable | None = None
    side: WorkSide | None = None
    done: int = 0
    of: int | None = None
    set_number: int = 1
    sets: int = 1
    timer: Timer | None = None
    pace_point: PacePoint | None = None
    paced: int = 0
    part: int = 0
    parts: int = 1
    end: End | None = None
