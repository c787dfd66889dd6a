"""A live session that is written into a store, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from poseguide.core.records import Frame, Pose, Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.live.guidance import Guidance
from poseguide.live.session_guide import SessionGuide
from poseguide.live.session_writer import SessionWriter
from poseguide.live.workout import ExerciseRequest
from poseguide.storage.database import Database
from poseguide.storage.session_repository import SessionRepository
from poseguide.storage.store import Store
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.session import SessionProgress, StoredSession

LIFT = load_exercise("pelvic_lift_tilt")


FPS = 15.0


GREY = np.full((8, 8, 3), 128, np.uint8)


class Figure:
    """Gives the poses of a stick figure for the frames of their times."""

    def __init__(self, poses: Sequence[Pose]) -> None:
        self._poses = {pose.time_s: pose for pose in poses}

    def estimate(self, frame: Frame) -> Pose:
        return self._poses[frame.time_s]


class Spy(Store):
    """A store that tells what was written: seconds of the session, and numbers of repetitions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions: SpiedSessions = SpiedSessions(self._database)

    @property
    def seconds(self) -> list[float]:
        return self.sessions.seconds

    @property
    def numbers(self) -> list[int]:
        return self.sessions.numbers


class SpiedSessions(SessionRepository):
    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.seconds: list[float] = []
        self.numbers: list[int] = []

    def write(self, session_id: str, progress: SessionProgress, reps: Sequence[Rep] = ()) -> None:
        super().write(session_id, progress, reps)
        self.seconds.append(progress.seconds)
        self.numbers += [rep.number for rep in reps]

    def end(
        self, session_id: str, progress: SessionProgress, end: Any, reps: Any = (), *rest: Any
    ) -> None:
        super().end(session_id, progress, end, reps, *rest)
        self.seconds.append(progress.seconds)
        self.numbers += [rep.number for rep in reps]


class Live:
    """A guide on a stick figure with its writer; each write is waited for, as a camera would."""

    def __init__(
        self,
        store: Store,
        repetitions: int,
        *,
        definition: Any = LIFT,
        goal: Goal | None = None,
        earlier: StoredSession | None = None,
        **begun: Any,
    ) -> None:
        begun_s = earlier.progress.seconds if earlier else 0.0
        self.poses = lifts(repetitions, definition, begun_s)
        self.guide = SessionGuide(
            definition,
            goal or usual_goal(definition.exercise),
            "da",
            Figure(self.poses),  # type: ignore[arg-type]
            lambda frame: 1,
            earlier=earlier.reps if earlier else (),
        )
        request = ExerciseRequest(definition, self.guide.goal, "da", **begun)
        self.writer = SessionWriter(store, self.guide, request, earlier=earlier)
        self._at = 0

    def go(self, *, until: str = "", for_s: float = 1e9) -> Guidance:
        """Goes on until a stage, or for some time, or to its end; the last guidance."""
        until_s = self.poses[self._at].time_s + for_s
        while self._at < len(self.poses) and self.poses[self._at].time_s < until_s:
            guidance = self.guide.push(Frame(self.poses[self._at].time_s, GREY))
            self._at += 1
            self.take(guidance)
            if guidance.end is not None or guidance.stage == until:
                break
        return guidance

    def take(self, guidance: Guidance) -> None:
        self.writer.take(guidance)
        if self.writer._job is not None:
            self.writer._job.result()

    def stop(self) -> Guidance:
        guidance = self.guide.stop()
        self.writer.take(guidance)
        return guidance

    @property
    def numbers(self) -> list[int]:
        return [rep.number for rep in self.guide.totals.reps]


def lifts(repetitions: int, definition: Any = LIFT, begun_s: float = 0.0) -> list[Pose]:
    """Good repetitions one after the other."""
    poses: list[Pose] = []
    for _ in range(repetitions):
        for pose in play(definition.exercise, near="left", working="left", fps=FPS):
            poses.append(replace(pose, time_s=begun_s + len(poses) / FPS))
    return poses


def numbers_in(session: StoredSession) -> list[int]:
    return [rep.number for rep in session.reps]
