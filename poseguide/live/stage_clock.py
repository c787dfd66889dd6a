"""The stages of a session with a camera: which one it is in, since when, and when a set begins."""

from __future__ import annotations

from poseguide.core.records import Update
from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.live.guidance import GuideStage
from poseguide.training.goal import GoalProgress

#: After “switch legs” the start posture is waited for, but not in the moment it was said.
_SWITCH_S = 3.0
#: The side that is nearer flickers while somebody turns round.
_TURNED_S = 0.5


class StageClock:
    """The stage that a session is in, and how long it has been there."""

    def __init__(self) -> None:
        self.stage: GuideStage = "check"
        self._since_s: float | None = None
        #: Times what must hold for a while in the present stage; anew in each.
        self.timer = HeldTimer()

    def start(self, time_s: float) -> None:
        """Begin with the time of the first frame; later calls do nothing."""
        if self._since_s is None:
            self._since_s = time_s

    def enter(self, stage: GuideStage, time_s: float) -> None:
        """Go on to a stage."""
        self.stage, self._since_s, self.timer = stage, time_s, HeldTimer()

    def lasted_s(self, time_s: float) -> float:
        """Return for how long the session has been in the stage, in seconds."""
        return time_s - (self._since_s if self._since_s is not None else time_s)

    def is_switching(self, time_s: float) -> bool:
        """Return whether the posture is awaited so lately that the legs are just being switched."""
        return self.stage == "posture" and self.lasted_s(time_s) < _SWITCH_S


def turns_round(exercise: Exercise) -> bool:
    """Return whether each leg is seen only from its own side, so that the person turns round."""
    return exercise.sides == "one" and exercise.camera.view == "side"


def has_begun(
    exercise: Exercise, progress: GoalProgress, stages: StageClock, update: Update
) -> bool:
    """Return whether the start posture is held; after a switch of legs, that of the other leg."""
    side = progress.side
    if side is None or not progress.done():
        return update.state in ("ready", "moving")
    if any(rep.side == side for rep in update.reps):
        return True
    turned = not turns_round(exercise) or update.sample.near == side
    held_s = stages.timer.push(update.time_s, turned and update.state == "ready")
    return held_s >= _TURNED_S and not stages.is_switching(update.time_s)
