"""A workout under way, as the threads of the pages and of the socket see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from poseguide.core.records import Tick
from poseguide.live.exercise_run import ExerciseRun
from poseguide.live.guidance import Guidance
from poseguide.live.messages import ViewMessage
from poseguide.live.round_writer import RoundWriter
from poseguide.live.view import WorkoutView
from poseguide.live.worker import LiveWorker, Snapshot
from poseguide.live.workout import Workout
from poseguide.live.workout_guide import WorkoutGuide
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import PoseModels


class WorkoutRun:
    """One press on Start: leads through the exercises of a workout and stores them as they go.

    `models` lend the pose model, and stay the caller's. `earlier` is the session of the first
    exercise, where that goes on. Without a `store` nothing is stored, as when a file is only tried
    out. `listen` is called with every frame or tick and its guidance, in the order of time, from
    the thread of the `worker`. Raises StoreError where a round of a programme cannot be begun.
    """

    def __init__(
        self,
        workout: Workout,
        store: Store | None,
        models: PoseModels,
        *,
        earlier: StoredSession | None = None,
        listen: Callable[[Tick | None, Guidance], None] | None = None,
    ) -> None:
        self._rounds = RoundWriter(workout, store)
        self._guide = WorkoutGuide(self._rounds, store, models, earlier)
        self._view = WorkoutView(workout.requests)
        self.worker = LiveWorker(self._guide, after=listen, release=self._guide.close)

    @property
    def exercise_run(self) -> ExerciseRun:
        """The exercise that is being done, or was done last. ValueError before the first."""
        if self._guide.exercise_run is None:
            raise ValueError("no exercise has begun yet")
        return self._guide.exercise_run

    @property
    def session_id(self) -> str | None:
        """The id of the newest session in the store; None while nothing is stored."""
        return self._guide.session_id

    @property
    def round_id(self) -> str | None:
        """The id of the round that this belongs to, if it does."""
        return self._rounds.round_id

    @property
    def wants_pictures(self) -> bool:
        """Return whether a camera follows the exercise done now, or the one after the rest."""
        return self._rounds.workout.requests[self._guide.place].needs_camera

    def remaining(self) -> tuple[Workout, str | None]:
        """Return what is not done yet, and the id of the session with which it goes on, if any."""
        workout, guide = self._rounds.workout, self._guide
        return replace(workout, requests=workout.requests[guide.place :]), guide.begun_id

    def move_on(self) -> None:
        """Go on to the next exercise: leave the one that is done now, or end the rest."""
        self._guide.next_button.press()

    def message(self, snapshot: Snapshot) -> ViewMessage:
        """Return what to show of a state, and to say of it the first time it is asked for."""
        return self._view.message(snapshot, self._guide.note)

    def kept(self) -> dict[str, str | None]:
        """Return the ids of the newest session and of the round, None where nothing was done."""
        return {"session": self.session_id, "round": self.round_id}

    def close(self) -> None:
        """Free everything; a session that has not ended can be gone on with later."""
        self.worker.close()
