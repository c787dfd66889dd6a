"""A training in front of a camera: its exercises one after the other, with a rest before each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event

from poseguide.core.errors import StoreError
from poseguide.core.i18n import word
from poseguide.core.records import Frame
from poseguide.live.exercise_run import ExerciseRun
from poseguide.live.guidance import End, Guidance, Timer
from poseguide.live.speech import SpokenLine, spoken_s
from poseguide.live.view import Message, Screen, rate_words
from poseguide.live.worker import LiveWorker, Snapshot
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.storage.store import Store
from poseguide.training.session import StoredSession
from poseguide.vision.pose_pool import PoseModels

#: A press this soon after a change was meant for what was there before, or is a double click.
_AGAIN_S = 1.0


class WorkoutRun:
    """One press on Start: leads through the exercises of a training and stores them as they go.

    `models` lend the pose model, and stay the caller's.
    `earlier` is the session of the first exercise that goes on. Without a `store` nothing is kept,
    as when a file is only tried out. `listen` is called with every frame and its guidance, in the
    order of time, from the thread of the session. Raises StoreError where a round of a programme
    cannot be begun.
    """

    def __init__(
        self,
        training: Workout,
        store: Store | None,
        models: PoseModels,
        *,
        earlier: StoredSession | None = None,
        listen: Callable[[Frame | None, Guidance], None] | None = None,
    ) -> None:
        self._store = store
        self._models = models
        self._training = training
        if store is not None and training.round is not None:
            begun = store.rounds.begin(training.round)
            self._training = replace(training, round=None, round_id=begun.id)
        elif store is not None and training.round_id is not None:
            store.rounds.reopen(training.round_id)
        self._screens = [Screen(wish.definition.exercise, wish.language) for wish in self._wishes]
        self._at = 0
        self._doing: ExerciseRun | None = None
        self._earlier = earlier
        self._last_id = earlier.id if earlier else None
        self._rest: tuple[float, float] | None = None
        self._moves_on = Event()
        self._changed_s = -_AGAIN_S
        self._note = ""
        self._shown: Guidance | None = None
        # The first exercise of several is told before it begins, as the others are.
        if not training.is_round:
            self._begin()
        self.live = LiveWorker(self, after=listen, release=self._release)

    @property
    def _wishes(self) -> tuple[ExerciseRequest, ...]:
        return self._training.wishes

    @property
    def doing(self) -> ExerciseRun:
        """The exercise that is being done, or was done last. ValueError before the first."""
        if self._doing is None:
            raise ValueError("no exercise has begun yet")
        return self._doing

    @property
    def session_id(self) -> str | None:
        """The id of the newest session in the store; None while nothing is stored."""
        doing = self._doing
        return (doing.session_id if doing else None) or self._last_id

    @property
    def round_id(self) -> str | None:
        """The id of the round that this belongs to, if it does."""
        return self._training.round_id

    @property
    def wants_pictures(self) -> bool:
        """Whether a camera follows the exercise that is done now, or comes after the rest."""
        return self._wishes[self._at].is_seen

    def remaining(self) -> tuple[Workout, str | None]:
        """What is not done yet, and the session with which it goes on, where one was begun."""
        doing, earlier = self._doing, self._earlier
        session_id = doing.session_id if doing else earlier.id if earlier else None
        return replace(self._training, wishes=self._wishes[self._at :]), session_id

    def move_on(self) -> None:
        """Goes to the next exercise: leaves the one that is done now, or ends the rest."""
        self._moves_on.set()

    def message(self, snapshot: Snapshot) -> Message:
        """What to show of a state, and to say of it the first time it is asked for."""
        guidance = snapshot.guidance
        assert guidance is not None
        wish = self._wishes[guidance.part]
        message = self._screens[guidance.part].show(guidance)
        if guidance is self._shown:
            message["say"] = []  # a state that is asked for again is not said again
        self._shown = guidance
        message["rate"] = rate_words(snapshot.pace, wish.language)
        message["camera"] = wish.is_seen
        message["more"] = guidance.part + 1 < len(self._wishes)
        doing = self._doing
        message["note"] = doing.note if doing else self._note
        return message

    def kept(self) -> dict[str, str | None]:
        """The ids of the newest session and of the round; of what was closed, for good."""
        return {"session": self.session_id, "round": self.round_id}

    def close(self) -> None:
        """Frees everything; a session that has not ended can be gone on with later."""
        self.live.close()

    # --- what the thread of the session does ---------------------------------------------------

    def push(self, frame: Frame) -> Guidance:
        """Takes the next frame of the camera, by the clock of the whole training."""
        moves_on, doing = self._is_moved_on(frame), self._doing
        if doing is None:
            return self._between(frame, moves_on)
        guidance = self._leave(doing) if moves_on else doing.push(frame)
        is_over = guidance.end == "dose" or moves_on
        if is_over and self._at + 1 < len(self._wishes):
            return self._after(doing, guidance, frame)
        return self._placed(guidance)

    def _is_moved_on(self, frame: Frame) -> bool:
        """Whether somebody has asked for the next exercise, and not for the one that just came."""
        asked = self._moves_on.is_set()
        self._moves_on.clear()
        return asked and frame.time_s - self._changed_s >= _AGAIN_S

    def rest(self) -> None:
        """Lets others use what is not needed while no frames come."""
        if self._doing is not None:
            self._doing.rest()

    def stop(self, end: End = "stopped") -> Guidance:
        """Ends the training where it is."""
        if self._doing is not None:
            return self._placed(self._doing.stop(end))
        said = SpokenLine(word("stopped", self._wishes[0].language), "info", urgent=True)
        return self._placed(Guidance(0.0, "done", (said,), end=end))

    def _placed(self, guidance: Guidance) -> Guidance:
        return replace(guidance, part=self._at, parts=len(self._wishes))

    def _leave(self, doing: ExerciseRun) -> Guidance:
        """The exercise is left for the next one; what was done of it is kept."""
        guidance = doing.stop()
        step, store = doing.wish.step, self._store
        if store is not None and self.round_id is not None and step is not None:
            with suppress(StoreError):  # then it is offered again
                store.rounds.skip(self.round_id, step)
        return guidance

    def _after(self, doing: ExerciseRun, guidance: Guidance, frame: Frame) -> Guidance:
        """An exercise is over, and another one follows."""
        self._last_id = doing.session_id or self._last_id
        self._doing = None
        doing.close()
        self._note = doing.note
        self._at += 1
        self._changed_s = frame.time_s
        # Of one that was left, nothing more is said.
        return self._between(frame, said=guidance.sayings if guidance.end == "dose" else ())

    def _between(
        self, frame: Frame, moves_on: bool = False, said: tuple[SpokenLine, ...] = ()
    ) -> Guidance:
        """A rest, in which the next exercise is told; it lasts until that was heard."""
        sayings: tuple[SpokenLine, ...] = ()
        if self._rest is None:
            sayings = (*said, replace(self._told(), urgent=not said))
            heard_s = sum(spoken_s(saying.text) for saying in sayings)
            self._rest = frame.time_s, frame.time_s + max(self._rest_s, heard_s)
        begun_s, ends_s = self._rest
        if moves_on or frame.time_s >= ends_s:
            self._rest = None
            self._changed_s = frame.time_s
            self._begin()
            return self.push(frame)
        wish = self._wishes[self._at]
        return self._placed(
            Guidance(
                frame.time_s,
                "rest",
                sayings,
                advice=_setup(wish),
                of=wish.goal.repetitions,
                timer=Timer("rest", ends_s - frame.time_s, ends_s - begun_s),
            )
        )

    @property
    def _rest_s(self) -> float:
        """There is nothing to rest from before the first one."""
        return self._wishes[self._at].rest_s if self._at else 0.0

    def _told(self) -> SpokenLine:
        """What comes now, and how to get ready for it."""
        wish, last = self._wishes[self._at], self._at + 1 == len(self._wishes)
        exercise = wish.definition.exercise
        key = "round_first" if not self._at else "round_last" if last else "round_next"
        name = word(key, wish.language, name=exercise.name[wish.language])
        # Of the kind that is no cue: it is shown as long as the rest lasts.
        return SpokenLine(f"{name} {_setup(wish)}", "advice")

    def _begin(self) -> None:
        """Begins the exercise whose turn it is."""
        last = self._at + 1 == len(self._wishes)
        self._doing = ExerciseRun(
            self._wishes[self._at],
            self._store,
            self._models,
            earlier=self._earlier,
            round_id=self.round_id,
            closing="all_done" if last else "one_done",
        )
        self._earlier = None

    def _release(self) -> None:
        if self._doing is not None:
            self._doing.close()
        if self._store is None or self.round_id is None:
            return
        with suppress(StoreError):  # then it stays open, and is offered to be carried on
            so_far = self._store.rounds.load(self.round_id)
            if self._store.rounds.delete_if_empty(so_far.id):
                # Who comes back begins it anew.
                self._training = replace(self._training, round=so_far.anew, round_id=None)
            elif so_far.next_step is None:
                self._store.rounds.end(so_far.id)


def _setup(wish: ExerciseRequest) -> str:
    """How to get ready, and whether to do it slower."""
    setup = wish.definition.exercise.setup[wish.language]
    return f"{setup} {word('round_slower', wish.language)}" if wish.slower else setup
