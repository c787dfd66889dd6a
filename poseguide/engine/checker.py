"""The checker of one exercise: takes smoothed points, gives the state and the repetitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from poseguide.core.errors import SideError
from poseguide.core.records import Counts, Point, Pose, Rep, Sample, Update, WorkSide
from poseguide.core.skeleton import Side
from poseguide.definitions.schema import Exercise
from poseguide.engine.body import BodySeen
from poseguide.engine.cue_policy import CuePolicy, state_of
from poseguide.engine.cycle_tracker import BoutTracker, CycleTracker
from poseguide.engine.fault_rules import judge
from poseguide.engine.hold_tracker import HoldTracker
from poseguide.engine.phase_tracker import PhaseTracker
from poseguide.engine.phases import Attempt, Tracker
from poseguide.engine.signals import SignalReader


class Checker:
    """Counts and judges one exercise; a panel gives it the body and the points of each pose.

    `side` keeps the repetitions of one side and raises SideError where the exercise works both at
    once. `earlier` are the repetitions of a session that goes on: counts and numbers go on from
    them.
    """

    def __init__(
        self, exercise: Exercise, *, side: Side | None = None, earlier: Sequence[Rep] = ()
    ) -> None:
        if side is not None and exercise.sides == "both":
            raise SideError(
                f"{exercise.id} works both sides at once; leave the side out to analyse it."
            )
        self.exercise = exercise
        self._only = side
        self._signals = SignalReader(exercise)
        self._trackers = {side: _tracker_of(exercise) for side in self._signals.sides}
        self._counts = Counts.of(earlier)
        self._cues = CuePolicy(exercise)
        self._working: WorkSide | None = None
        self._number = max((rep.number for rep in earlier), default=0)

    def look(self, body: BodySeen) -> None:
        """Take the body of the next pose, which gives the units where nothing moves."""
        moving = any(tracker.attempt for tracker in self._trackers.values())
        self._signals.look(body, frozen=moving)

    def scale_px(self, pose: Pose) -> float:
        """Return the unit in which points of the pose are smoothed, in pixels."""
        return self._signals.scale_px(pose)

    def check(self, pose: Pose, points: Sequence[Point], *, elsewhere: bool) -> Update:
        """Take a believed pose with its points, smoothed, and return the state after it.

        `elsewhere` says that after a gap another body is seen, or the same one at another place.
        """
        lost = self._end(lambda tracker: tracker.lose()) if elsewhere else ()
        sample = self._signals.read(pose, points)
        return self._update(pose, sample, (*lost, *self._follow(sample)))

    def finish(self) -> tuple[Rep, ...]:
        """End the session and return the repetitions that it completes; `counts` include them."""
        return self._end(lambda tracker: tracker.finish())

    @property
    def counts(self) -> Counts:
        """The repetitions counted so far."""
        return self._counts

    @property
    def hold_s(self) -> float | None:
        """The longest hold so far in seconds; None where the exercise has none."""
        return _longest(tracker.best_s for tracker in self._trackers.values())

    @property
    def holding_s(self) -> float | None:
        """The hold under way so far in seconds; None where the exercise has none."""
        return _longest(tracker.held_s for tracker in self._trackers.values())

    def _end(self, end: Callable[[Tracker], Attempt | None]) -> tuple[Rep, ...]:
        """Return the repetitions that end on each side with what is done to its tracker."""
        ended: list[tuple[WorkSide, Attempt]] = []
        for side, tracker in self._trackers.items():
            attempt = end(tracker)
            if attempt is not None and self._is_the_moving_side(side, attempt):
                ended.append((side, attempt))
        return self._judge(ended)

    def _follow(self, sample: Sample) -> tuple[Rep, ...]:
        ended: list[tuple[WorkSide, Attempt]] = []
        for side, tracker in self._trackers.items():
            far = side != "both" and side != sample.near
            attempt = tracker.push(sample.time_s, sample.sides[side], far)
            if tracker.forgot:
                self._signals.forget_start(side)
                tracker.forgot = False
            if attempt is not None and self._is_the_moving_side(side, attempt):
                ended.append((side, attempt))
            if tracker.in_start and not self._other_moves(side):
                self._signals.learn_start(sample, side)
        return self._judge(ended)

    def _judge(self, ended: list[tuple[WorkSide, Attempt]]) -> tuple[Rep, ...]:
        reps = []
        for side, attempt in ended:
            if self._only not in (None, side):
                continue
            self._number += 1
            reps.append(judge(self.exercise, attempt, side, self._number))
            self._counts = self._counts.plus(reps[-1])
        return tuple(reps)

    def _other_moves(self, side: WorkSide) -> bool:
        return any(tracker.attempt for other, tracker in self._trackers.items() if other != side)

    def _is_the_moving_side(self, side: WorkSide, attempt: Attempt) -> bool:
        """Return whether this side made the movement, where one side works at a time.

        The points of the resting side are dragged along with it, but move less.
        """
        if self.exercise.sides != "one":
            return True
        main = self.exercise.main
        for other, tracker in self._trackers.items():
            if other == side or tracker.attempt is None:
                continue
            if tracker.attempt.travel(main) > attempt.travel(main):
                return False
            tracker.drop()
        return True

    def _update(self, pose: Pose, sample: Sample, reps: tuple[Rep, ...]) -> Update:
        main = self.exercise.main
        side, phase, most = None, None, -1.0
        for working, tracker in self._trackers.items():
            if tracker.attempt and (travel := tracker.attempt.travel(main)) > most:
                side, phase, most = working, tracker.phase, travel
        self._working = side or self._working
        state = state_of(pose, ready=self._is_ready(sample), moving=side is not None)
        return Update(
            time_s=sample.time_s,
            pose=pose,
            sample=sample,
            state=state,
            side=side,
            phase=phase,
            counts=self._counts,
            hold_s=self.hold_s,
            reps=reps,
            cue=self._cues.next(sample.time_s, state, reps),
        )

    def _is_ready(self, sample: Sample) -> bool:
        """Return whether the limb that works is in the start posture.

        Before the first movement it is taken to be the one nearer to the camera.
        """
        side = self._working or ("both" if "both" in self._trackers else sample.near)
        return self._trackers[side].ready


def _longest(times_s: Iterable[float | None]) -> float | None:
    return max((time_s for time_s in times_s if time_s is not None), default=None)


def _tracker_of(exercise: Exercise) -> Tracker:
    if exercise.cycle is not None:
        return BoutTracker(exercise) if exercise.cycle.parts else CycleTracker(exercise)
    return HoldTracker(exercise) if exercise.hold is not None else PhaseTracker(exercise)
