"""The camera check before an exercise: the one thing to do, in words, until all is well."""

from __future__ import annotations

from collections.abc import Callable

from poseguide.core.i18n import Language, word
from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import Side
from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.live.framing import CameraFraming, FramingAdvice

#: Who has been in view for so long and cannot be placed better is followed as well as can be.
_TRY_ANYWAY_S = 45.0
#: Other people are asked about, and after this long they may stay.
_CROWD_S = 8.0


class CameraCheck:
    """Follows one person until they are placed, or have tried for long.

    `look_around` counts the people in a frame from time to time, and gives None between.
    """

    def __init__(
        self, exercise: Exercise, language: Language, look_around: Callable[[Frame], int | None]
    ) -> None:
        self._exercise = exercise
        self._language: Language = language
        self._look_around = look_around
        self._placing = CameraFraming(exercise)
        self._stuck = HeldTimer()
        self._asked_s: float | None = None
        #: Whether all is well, and whether it was given up because it could not be made so.
        self.passed = self.given_up = False
        #: Whether others were asked to go and may stay now.
        self.others_may_stay = False

    def push(self, frame: Frame, pose: Pose, side: Side | None) -> str:
        """What to do now, "" for nothing; `side` is the one to be turned to the camera, if known.

        `pose` is what the pose model gave.
        """
        advice = self._placing.push(frame, pose, self._crowd(frame))
        self.passed = self._placing.placed
        # Who stands before an exercise on the floor is still reading, or on the way.
        stuck = pose.found and advice not in (None, "get_down")
        self.given_up = self._stuck.push(frame.time_s, stuck) > _TRY_ANYWAY_S
        if advice == "two_people" and self._asked_s is None:
            self._asked_s = frame.time_s
        return "" if advice is None else self._words(advice, side)

    def _crowd(self, frame: Frame) -> int | None:
        """How many people there are, until that was said: the first is followed anyway."""
        if self._asked_s is not None and frame.time_s - self._asked_s > _CROWD_S:
            self.others_may_stay = True
            return 1
        return self._look_around(frame)

    def _words(self, advice: FramingAdvice, side: Side | None) -> str:
        """The advice; a side that is known, or the posture, is named."""
        if advice == "side_on" and side is not None:
            return word(f"turn_{side}_side", self._language)
        text = word(f"advice_{advice}", self._language)
        if advice == "get_down":
            text += f" {self._exercise.start.cue[self._language]}"
        return text
