"""One exercise in front of a camera, put together: the lead, its thread, the store, the clip."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from poseguide.catalog import Definition, PacedDefinition
from poseguide.errors import OutputError
from poseguide.exercise import Language
from poseguide.goal import Goal
from poseguide.guidance import Guidance
from poseguide.keeper import Keeper
from poseguide.kept_session import StoredSession
from poseguide.lead import Lead
from poseguide.live import Live, Snapshot
from poseguide.paced import PacedLead
from poseguide.pose import PeopleCounter, PoseEstimator
from poseguide.recording import OwnClip
from poseguide.records import Frame
from poseguide.screen import Message, Screen, rate_words
from poseguide.store import Store, clips_folder
from poseguide.words import word


@dataclass(frozen=True)
class Wish:
    """What is to be done: the exercise, how much, the language, and whether to keep a clip.

    `person_id` is None for whoever uses the program without a name. `limits` are the person's own
    ones that `definition` has taken, by their name. `pain_before` is 0 (none) to 10, None where it
    was not told.
    """

    definition: Definition | PacedDefinition
    goal: Goal
    language: Language
    film: bool = False
    person_id: str | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    pain_before: int | None = None


class Exercising:
    """One live session that is stored as it goes on. `earlier` is the session that goes on.

    Without a `store` nothing is kept, as when a file is only tried out. `listen` is called with
    every frame and its guidance, in the order of time, from the thread of the session.
    """

    def __init__(
        self,
        wish: Wish,
        store: Store | None,
        *,
        earlier: StoredSession | None = None,
        listen: Callable[[Frame | None, Guidance], None] | None = None,
    ) -> None:
        self.wish = wish
        self._estimator = PoseEstimator()
        self._people = PeopleCounter()
        # A session that goes on keeps the clip it has; without a camera there are no pictures.
        seen = isinstance(wish.definition, Definition)
        self._films = wish.film and seen and not (earlier and earlier.clip)
        self._clip: OwnClip | None = None
        self._clip_problem: OutputError | None = None
        self._store = store
        self._listen = listen
        self.lead: Lead | PacedLead
        if isinstance(wish.definition, Definition):
            self.lead = Lead(
                wish.definition,
                wish.goal,
                wish.language,
                self._estimator,
                self._people.count,
                earlier=earlier.reps if earlier else (),
            )
        else:
            led = earlier.progress.paced if earlier else 0
            self.lead = PacedLead(wish.definition, wish.goal, wish.language, led=led)
        self._keeper = self._keep(store, earlier) if store else None
        self._shown: Guidance | None = None
        self._screen = Screen(wish.definition.exercise, wish.language)
        self.live = Live(
            self.lead,
            begun_s=earlier.progress.seconds if earlier else 0.0,
            after=self._after,
            release=self._release,
        )

    def _keep(self, store: Store, earlier: StoredSession | None) -> Keeper:
        wish = self.wish
        return Keeper(
            store,
            self.lead,
            wish.language,
            earlier=earlier,
            person_id=wish.person_id,
            limits=wish.limits,
            pain_before=wish.pain_before,
        )

    @property
    def session_id(self) -> str | None:
        """The id in the store; None while nothing is stored."""
        return self._keeper.session_id if self._keeper else None

    def message(self, snapshot: Snapshot) -> Message:
        """What to show of a state, and to say of it the first time it is asked for."""
        assert snapshot.guidance is not None
        message = self._screen.show(snapshot.guidance)
        if snapshot.guidance is self._shown:
            message["say"] = []  # a state that is asked for again is not said again
        self._shown = snapshot.guidance
        message["rate"] = rate_words(snapshot.pace, self.wish.language)
        message["session"] = self.session_id
        message["note"] = self._note()
        return message

    def close(self) -> None:
        """Frees everything; a session that has not ended can be gone on with later."""
        self.live.close()

    def _note(self) -> str:
        problem = self._clip_problem or (self._keeper.problem if self._keeper else None)
        return word("not_saved", self.wish.language, why=problem) if problem else ""

    def _after(self, frame: Frame | None, guidance: Guidance) -> None:
        if self._keeper is not None:
            self._keeper.take(guidance)
        if self._listen is not None:
            self._listen(frame, guidance)
        if self._films and frame is not None and guidance.stage in ("work", "rest"):
            self._film(frame)

    def _film(self, frame: Frame) -> None:
        """Adds a frame to the clip; a disk that refuses ends the clip, not the exercise."""
        if self._clip_problem is not None or self._store is None or self.session_id is None:
            return
        try:
            if self._clip is None:
                name = f"{uuid.uuid4().hex}.mp4"
                self._clip = OwnClip(clips_folder() / name)
                self._store.set_clip(self.session_id, name)
            self._clip.add(frame)
        except OutputError as error:
            self._clip_problem = error

    def _release(self) -> None:
        self._estimator.close()
        self._people.close()
        if self._keeper is not None:
            self._keeper.close()
        try:
            if self._clip is not None:
                self._clip.close()
        except OutputError as error:
            self._clip_problem = error
