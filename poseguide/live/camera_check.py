"""The camera check before an exercise: one piece of advice at a time, until the view is good."""

from __future__ import annotations

from collections.abc import Callable

from poseguide.core.i18n.message import Message, Sentences, Translatable
from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import Side
from poseguide.core.timing import HeldTimer
from poseguide.definitions.schema import Exercise
from poseguide.live.framing import CameraFraming, FramingAdvice

#: A person who was in view and given advice for this long is followed as they are.
_TRY_ANYWAY_S = 45.0
#: Other people are asked to leave, and may stay after this long.
_CROWD_S = 8.0


class CameraCheck:
    """Gives one person advice until the camera sees them well, or until it is given up.

    `count_people` returns how many people are in a frame, and None for frames between two counts.
    """

    def __init__(self, exercise: Exercise, count_people: Callable[[Frame], int | None]) -> None:
        self._exercise = exercise
        self._count_people = count_people
        self._framing = CameraFraming(exercise)
        self._stuck = HeldTimer()
        self._crowd_s: float | None = None
        #: Whether the camera sees the person well, and whether trying for that was given up.
        self.passed = self.given_up = False
        #: Whether other people were asked to leave and may stay now.
        self.others_may_stay = False

    def push(self, frame: Frame, pose: Pose, side: Side | None) -> Translatable | None:
        """Take a frame with the pose that the model found in it, and return the advice, if any.

        `side` is the one that should face the camera, where that is known.
        """
        advice = self._framing.push(frame, pose, self._people(frame))
        self.passed = self._framing.placed
        # A person who stands before an exercise on the floor is still reading, or on the way.
        stuck = pose.found and advice not in (None, "get_down")
        self.given_up = self._stuck.push(frame.time_s, stuck) > _TRY_ANYWAY_S
        if advice == "two_people" and self._crowd_s is None:
            self._crowd_s = frame.time_s
        return None if advice is None else self._message(advice, side)

    def _people(self, frame: Frame) -> int | None:
        """Return the number of people; 1 once the others have been asked to leave for a while."""
        if self._crowd_s is not None and frame.time_s - self._crowd_s > _CROWD_S:
            self.others_may_stay = True
            return 1
        return self._count_people(frame)

    def _message(self, advice: FramingAdvice, side: Side | None) -> Translatable:
        """Return the message of an advice; it names the side to turn, or the posture to take."""
        if advice == "side_on" and side is not None:
            return Message(f"turn_{side}_side")
        message = Message(f"advice_{advice}")
        return Sentences((message, self._exercise.start.cue)) if advice == "get_down" else message
