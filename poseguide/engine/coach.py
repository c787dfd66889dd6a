"""The engine: takes a frame or a pose at a time, gives the state and the finished repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poseguide.core.records import Counts, Frame, Pose, Rep, Update
from poseguide.core.skeleton import Side
from poseguide.definitions.schema import Exercise
from poseguide.engine.checker import Checker
from poseguide.engine.panel import Panel, reps_of_each
from poseguide.vision.pose_estimator import FindsPose


class Coach:
    """Counts and judges one exercise from frames or poses in the order of time.

    It reads no clock and no file: a camera and a recording give the same counts. `estimator` is
    needed only for frames. `side` keeps the repetitions of one side and raises SideError where the
    exercise works both at once. `earlier` are the repetitions of a session that goes on: counts and
    numbers go on from them. One coach serves one person and one session.
    """

    def __init__(
        self,
        exercise: Exercise,
        estimator: FindsPose | None = None,
        *,
        side: Side | None = None,
        earlier: Sequence[Rep] = (),
    ) -> None:
        self.exercise = exercise
        self._checker = Checker(exercise, side=side, earlier=earlier)
        self._panel = Panel([self._checker], estimator)

    def push(self, seen: Frame | Pose) -> Update:
        """Take the next frame or pose and return the state after it.

        Raises ValueError when its time is not later than that of the one before, or when a frame
        comes without an estimator.
        """
        (update,) = self._panel.push(seen)
        return update

    def finish(self) -> tuple[Rep, ...]:
        """End the session and return the repetitions that it completes; `counts` include them."""
        return self._checker.finish()

    @property
    def counts(self) -> Counts:
        """The repetitions counted so far."""
        return self._checker.counts

    @property
    def hold_s(self) -> float | None:
        """The longest hold so far in seconds; None where the exercise has none."""
        return self._checker.hold_s

    @property
    def holding_s(self) -> float | None:
        """The hold under way so far in seconds; None where the exercise has none."""
        return self._checker.holding_s


def reps_in(exercise: Exercise, poses: Iterable[Pose]) -> list[Rep]:
    """Return all repetitions in stored poses, in the order of their ends."""
    (reps,) = reps_of_each([exercise], poses)
    return reps
