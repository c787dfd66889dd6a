"""A session as it is kept, and what a history shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from poseguide.core.i18n import Language
from poseguide.core.records import Counts, Finding, Rep, Session, Source, WorkSide
from poseguide.engine.totals import session_from
from poseguide.training.corrections import Correction, ReviewedRep, review_reps
from poseguide.training.goal import Goal

#: What is asked after an exercise that no camera sees, each with its answers.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "held": ("all", "some", "none"),
    "felt": ("yes", "unsure", "no"),
    "leak": ("no", "yes"),
}


@dataclass(frozen=True)
class SessionStart:
    """The start of a session, with all that is known then.

    `sides` is None where no camera follows and only the pace leads. `source` "timer" is such a
    session. `started_at` is a time of day with its zone. `person_id` is None for whoever uses the
    program without a name. `name` is what the person calls the recording. `limits` are the
    person's own ones, by their name. `pain_before` is 0 (none) to 10. `round_id` is the round of a
    programme that it belongs to, and `round_step` which of its steps it is, from 0.
    """

    exercise: str
    definition_sha256: str
    sides: Literal["one", "both", "alternate"] | None
    language: Language
    goal: Goal
    source: SourceKind
    started_at: datetime
    person_id: str | None = None
    name: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
    pain_before: int | None = None
    round_id: str | None = None
    round_step: int | None = None


@dataclass(frozen=True)
class SessionProgress:
    """The progress of a session, on its own clock: `seconds` so far.

    Of all `frames`, a body was believed in `seen`, and the main signal measured in `measured`.
    `hold_s` is the longest hold, None where none is timed. `paced` is how many repetitions the pace
    led through.
    """

    seconds: float = 0.0
    frames: int = 0
    seen: int = 0
    measured: int = 0
    hold_s: float | None = None
    paced: int = 0
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True)
class StoredSession:
    """A session as it is kept.

    `end` says why it ended, None while it runs. `touched_at` is when its exercise was last written,
    in UTC. `pain_after` is 0 (none) to 10. `clip` is the name of a file in the clips folder.
    `corrections` are what a person says of its repetitions, `note` what they say of the whole, and
    `answers` those to the `QUESTIONS`, by the question.
    """

    id: str
    beginning: SessionStart
    progress: SessionProgress
    end: Ending | None
    touched_at: datetime
    pain_after: int | None
    clip: str | None
    reps: tuple[Rep, ...]
    series: tuple[Finding, ...]
    corrections: tuple[Correction, ...] = ()
    note: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def repetitions(self) -> tuple[ReviewedRep, ...]:
        """All repetitions, found and added, with what a person says of each."""
        return review_reps(self.reps, self.corrections)

    @property
    def state(self) -> Literal["running", "ended"]:
        """Return whether it runs; one whose program was killed runs until somebody ends it."""
        return "running" if self.end is None else "ended"

    def session(self) -> Session:
        """Return the record that `analyze` gives, as found; its file is the recording or clip.

        Without a camera the sides are not told apart: they are "both".
        """
        begun, so_far = self.beginning, self.progress
        source = Source(
            begun.name or self.clip or "",
            so_far.seconds,
            so_far.frames,
            so_far.width_px,
            so_far.height_px,
        )
        session = Session(
            exercise=begun.exercise,
            definition_sha256=begun.definition_sha256,
            sides=begun.sides or "both",
            source=source,
            counts=Counts.of(self.reps),
            hold_s=so_far.hold_s,
            cadence_per_min=None,
            seen_share=0.0,
            reps=self.reps,
            series=self.series,
        )
        return session_from(
            session,
            seen=so_far.seen,
            measured=so_far.measured,
            paced=begun.goal.level is not None,
        )


def check_answers(answers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the same answers. ValueError for a question or an answer that `QUESTIONS` has not."""
    for question, answer in answers.items():
        if answer not in QUESTIONS.get(question, ()):
            raise ValueError(f"“{answer}” is no answer to “{question}”")
    return answers


def whole_session(
    session_id: str, session: Session, beginning: SessionStart, *, seen: int, measured: int
) -> StoredSession:
    """Return the kept form of a session that was analysed as a whole, ready to be saved.

    A body was believed in `seen` frames, and the main signal measured in `measured` of them.
    """
    source = session.source
    return StoredSession(
        id=session_id,
        beginning=beginning,
        progress=SessionProgress(
            seconds=source.duration_s,
            frames=source.frames,
            seen=seen,
            measured=measured,
            hold_s=session.hold_s,
            width_px=source.width_px,
            height_px=source.height_px,
        ),
        end="recorded",
        touched_at=datetime.now(UTC),
        pain_after=None,
        clip=None,
        reps=session.reps,
        series=session.series,
    )


#: Where a session comes from: "sample" is a video that comes with PoseGuide, nobody's exercise, and
#: "timer" is one that no camera followed.
SourceKind = Literal["camera", "video", "sample", "timer"]


#: Why a session ended: its goal was reached, the person stopped it, nobody was seen for long, the
#: program did not come to its end, or the recording was over.
Ending = Literal["dose", "stopped", "nobody", "interrupted", "recorded"]


@dataclass(frozen=True)
class HistoryEntry:
    """One session in a history.

    `found` are the counts of the machine, `counts` those as a person corrected them. `ranges` and
    `tempos_s` hold the median of the counted repetitions of each side that worked, in the unit of
    the main signal and in seconds. `started_at` is in UTC; `seconds` is how long it went on.
    """

    id: str
    exercise: str
    source: SourceKind
    name: str
    started_at: datetime
    seconds: float
    goal: Goal
    end: Ending | None
    found: Counts
    counts: Counts
    corrected: bool
    hold_s: float | None
    paced: int
    ranges: dict[WorkSide, float]
    tempos_s: dict[WorkSide, float]
    pain_before: int | None
    pain_after: int | None


@dataclass(frozen=True)
class SimilarSession:
    """Another session of the same exercise, to be found again by when it was and its name."""

    id: str
    started_at: datetime
    name: str
