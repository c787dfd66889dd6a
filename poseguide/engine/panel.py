"""A panel of checkers that watch one person: what they share is done once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from poseguide.core.records import Frame, Pose, Rep, Update
from poseguide.definitions.schema import Exercise
from poseguide.engine.body import BodySeen, PlaceWatch
from poseguide.engine.camera_steps import CameraSteps
from poseguide.engine.checker import Checker
from poseguide.vision.pose_estimator import FindsPose
from poseguide.vision.pose_filter import OneEuro, PoseFilter
from poseguide.vision.pose_source import PoseSource
from poseguide.vision.respiration import needed


class Panel:
    """Checkers of several exercises that see the same frames or poses, in the order of time.

    What of a pose is believed, how the camera moved, and what the pose shows of the body, is found
    once for all. Each checker has a unit of its own, so the points are smoothed in all units in one
    step. `estimator` is needed only for frames.
    """

    def __init__(self, checkers: Sequence[Checker], estimator: FindsPose | None = None) -> None:
        self._checkers = tuple(checkers)
        self._source = None
        if estimator is not None:
            surface = needed(checker.exercise for checker in checkers)
            self._source = PoseSource(estimator, surface=surface)
        self._camera = CameraSteps()
        self._place = PlaceWatch()
        self._filter = PoseFilter()
        self._smoother = OneEuro()
        self._last_s = float("-inf")

    def push(self, seen: Frame | Pose) -> tuple[Update, ...]:
        """Take the next frame or pose and return the state of each checker after it.

        Raises ValueError when its time is not later than that of the one before, or when a frame
        comes without an estimator.
        """
        if not seen.time_s > self._last_s:
            raise ValueError(f"time must grow: {seen.time_s} s came after {self._last_s} s")
        self._last_s = seen.time_s
        if isinstance(seen, Frame):
            if self._source is None:
                raise ValueError("whoever is given frames needs an estimator")
            seen = self._source.pose_in(seen)
        pose = self._filter.believe(seen, stepped=self._camera.look(seen))
        if seen.found and not pose.found:
            self._camera.forget()  # another shot, or another person
        return self._check(pose)

    def _check(self, pose: Pose) -> tuple[Update, ...]:
        steady = replace(pose, points=self._camera.steady(pose.points))
        body = BodySeen.of(steady)
        for checker in self._checkers:
            checker.look(body)
        scales_px = np.array([checker.scale_px(pose) for checker in self._checkers])
        smoothed = self._smoother.smooth(pose.time_s, steady.points, scales_px.reshape(-1, 1, 1))
        elsewhere = self._place.is_another(pose)
        return tuple(
            checker.check(pose, points, elsewhere=elsewhere)
            for checker, points in zip(self._checkers, smoothed.tolist(), strict=True)
        )


def reps_of_each(exercises: Sequence[Exercise], poses: Iterable[Pose]) -> list[list[Rep]]:
    """Return, for each exercise, all repetitions in stored poses, in the order of their ends."""
    checkers = [Checker(exercise) for exercise in exercises]
    panel = Panel(checkers)
    found: list[list[Rep]] = [[] for _ in checkers]
    for pose in poses:
        for reps, update in zip(found, panel.push(pose), strict=True):
            reps.extend(update.reps)
    for reps, checker in zip(found, checkers, strict=True):
        reps.extend(checker.finish())
    return found
