"""Remarks on who is in the picture, and how steady it is, which can come at any time."""

from __future__ import annotations

import math
from collections.abc import Callable

from poseguide.core.records import Frame, Pose
from poseguide.core.timing import HeldTimer, Rate
from poseguide.definitions.schema import Exercise
from poseguide.live.guidance import GuideStage
from poseguide.live.speech import SpokenLine, Voice

#: Nobody seen for this long ends the session; while the camera is set up there is more to do.
_GONE_S, _GONE_IN_CHECK_S = 60.0, 180.0
#: Somebody who lay down and was lost is told about the face after this long, once.
_FACE_FIRST_S = 6.0
#: People are counted this often: it costs as much as two frames.
_COUNT_EVERY_S: dict[GuideStage, float] = {
    "check": 2.0,
    "posture": 4.0,
    "work": 8.0,
    "rest": 8.0,
    "done": math.inf,
}
#: Fewer frames a second than the exercises were checked with (12) make counts doubtful.
_SLOW_FPS = 10.0
#: A picture is called slow only when it stays so: it may be while the program starts.
_SLOW_S = 5.0


class CrowdWatch:
    """Has the people in the picture counted from time to time, as often as a stage needs it."""

    def __init__(self, count: Callable[[Frame], int]) -> None:
        self._count = count
        self._counted_s = -math.inf

    def push(self, frame: Frame, stage: GuideStage) -> int | None:
        """Return how many people are in a frame; None where they were counted lately."""
        if frame.time_s - self._counted_s < _COUNT_EVERY_S[stage]:
            return None
        self._counted_s = frame.time_s
        return self._count(frame)


class Remarks:
    """Remarks that can come at any time: seen again, face first, another person, slow picture.

    All but the first are made once in a session.
    """

    def __init__(self, exercise: Exercise, crowd: CrowdWatch, voice: Voice) -> None:
        self._lies = exercise.on_floor
        self._crowd = crowd
        self._voice = voice
        self._made: set[str] = set()
        self._rate = Rate()
        self._slow = HeldTimer()
        self._is_lost = False
        self._found_s: float | None = None

    def leave_out(self, key: str) -> None:
        """Never make this remark: the person knows already."""
        self._made.add(key)

    def push(
        self, frame: Frame, pose: Pose | None, stage: GuideStage, cue: str | None
    ) -> list[SpokenLine]:
        """Take a frame with its pose and the engine's cue, and return the remarks on it."""
        lines = []
        found = pose is not None and pose.found
        self._is_lost = self._is_lost or cue == "lost"
        if found or self._found_s is None:
            self._found_s = frame.time_s
        if self._is_lost and found:
            self._is_lost = False
            lines.append(self._voice.tell(frame.time_s, "seen_again"))
        if self._lies and stage not in ("check", "rest") and self._away_s(frame) > _FACE_FIRST_S:
            lines += self._once(frame.time_s, "face_first")
        if stage in ("posture", "work") and (self._crowd.push(frame, stage) or 0) > 1:
            lines += self._once(frame.time_s, "another_person")
        rate = self._rate.tick(frame.time_s)
        slow = rate is not None and rate < _SLOW_FPS
        if self._slow.push(frame.time_s, slow) >= _SLOW_S:
            lines += self._once(frame.time_s, "slow_picture")
        return lines

    def is_gone(self, frame: Frame, stage: GuideStage) -> bool:
        """Return whether nobody was seen for so long that the session ends."""
        limit_s = _GONE_IN_CHECK_S if stage == "check" else _GONE_S
        return stage != "done" and self._away_s(frame) > limit_s

    def _away_s(self, frame: Frame) -> float:
        return 0.0 if self._found_s is None else frame.time_s - self._found_s

    def _once(self, time_s: float, key: str) -> list[SpokenLine]:
        if key in self._made:
            return []
        self._made.add(key)
        return [self._voice.tell(time_s, key)]
