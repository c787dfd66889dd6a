"""The schema of `poseguide.json` in an export: all people and sessions, each value checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, model_validator

from poseguide.core.i18n import Language, language_code
from poseguide.core.records import CutShort, FindingVerdict, WorkSide
from poseguide.definitions.base import Unit
from poseguide.storage.archive_plans import (
    ChosenPart,
    GoalPart,
    PlanPart,
    RoundPart,
    plan_contradictions,
)
from poseguide.storage.archive_types import (
    LARGEST,
    Alias,
    AwareMoment,
    Count,
    Degree,
    FileName,
    Finite,
    Flag,
    Hash,
    Id,
    LimitName,
    Name,
    NotNegative,
    OrUnseen,
    Part,
    Pixels,
    Seconds,
    Whole,
    Words,
    twice,
)
from poseguide.storage.people_repository import KeptLimit, KeptLimits, LimitSource, Person
from poseguide.training.corrections import Ruling
from poseguide.training.session import Ending, SourceKind, StoredSession, check_answers

#: Grows when an older program could not read what is written. What 1 did not know, programmes in
#: use, is left out of its files; what is `close`, cut short or learned came with 4.
SCHEMA = 4


class _Finding(Part):
    rule: Name
    verdict: FindingVerdict
    value: Finite | None
    limit: Finite
    unit: Unit
    severity: Literal["major", "minor"]
    uncertainty: NotNegative | None = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if (self.value is None) != (self.verdict == "unseen"):
            raise ValueError("what was seen has a value, and what was not seen has none")
        if self.value is None and self.uncertainty is not None:
            raise ValueError("what was not seen has no uncertainty")
        return self


class _Span(Part):
    name: Name
    start_s: Seconds
    end_s: Seconds

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.start_s > self.end_s:
            raise ValueError("must not end before it starts")
        return self


class _Rep(Part):
    number: Count
    side: WorkSide
    start_s: Seconds
    peak_s: Seconds
    end_s: Seconds
    missing: Name | None
    parts: Whole | None
    range: OrUnseen
    phases: tuple[_Span, ...]
    findings: tuple[_Finding, ...]
    cut_short: CutShort | None = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if not self.start_s <= self.peak_s <= self.end_s:
            raise ValueError("must start, then be farthest, then end")
        return self


class _Correction(Part):
    number: Annotated[int, Field(ge=-LARGEST, le=LARGEST, strict=True)]
    counted: Flag | None
    side: WorkSide | None
    rulings: dict[Name, Ruling]
    note: Words
    start_s: Seconds | None
    end_s: Seconds | None


class _Beginning(Part):
    exercise: Name
    definition_sha256: Hash
    sides: Literal["one", "both", "alternate"] | None
    language: Annotated[Language, AfterValidator(language_code)]
    goal: GoalPart
    source: SourceKind
    started_at: AwareMoment
    person_id: Id | None
    name: Words
    limits: dict[LimitName, Finite]
    pain_before: Degree | None
    round_id: Id | None = None
    round_step: Whole | None = None


class _Progress(Part):
    seconds: Seconds
    frames: Whole
    seen: Whole
    measured: Whole
    hold_s: Seconds | None
    paced: Whole
    width_px: Pixels
    height_px: Pixels

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if max(self.seen, self.measured) > self.frames:
            raise ValueError("more pictures were seen than there were")
        if (self.width_px == 0) != (self.height_px == 0):
            raise ValueError("a picture has a width and a height")
        return self


class SessionPart(Part):
    """One session with everything that is kept of it, as `StoredSession` has it."""

    renamed = {"opinions": "corrections", "told": "answers"}  # noqa: RUF012

    id: Id
    beginning: _Beginning
    progress: _Progress
    end: Ending | None
    touched_at: AwareMoment
    pain_after: Degree | None
    clip: FileName | None
    reps: tuple[_Rep, ...]
    series: tuple[_Finding, ...]
    opinions: tuple[_Correction, ...]
    note: Words
    told: Annotated[dict[Name, Words], AfterValidator(check_answers)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        problems = list(_impossible(self))
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def session(self) -> StoredSession:
        """Return the session as the store takes it."""
        return _STORED.validate_python(self.fields())


class _LimitSource(Part):
    learned_at: AwareMoment
    learned_from: Words


class PersonPart(Part):
    """A person with their own limits, and where those that were learned come from.

    Both are by exercise and name.
    """

    id: Id
    name: Alias
    limits: dict[Name, dict[LimitName, Finite]]
    learned: dict[Name, dict[LimitName, _LimitSource]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        for exercise, sources in self.learned.items():
            if sources.keys() - self.limits.get(exercise, {}).keys():
                raise ValueError("a limit was learned that is not there")
        return self

    @classmethod
    def written(cls, person: Person, limits: KeptLimits) -> dict[str, Any]:
        """Return a person and their limits as they stand in an export."""
        values = {
            exercise: {name: limit.value for name, limit in own.items()}
            for exercise, own in limits.items()
        }
        sources = {
            exercise: {
                name: {
                    "learned_at": limit.source.learned_at.isoformat(),
                    "learned_from": limit.source.learned_from,
                }
                for name, limit in own.items()
                if limit.source is not None
            }
            for exercise, own in limits.items()
        }
        return {"id": person.id, "name": person.name, "limits": values, "learned": sources}

    def kept_limits(self) -> KeptLimits:
        """Return the limits as the store takes them."""
        return {
            exercise: {
                name: KeptLimit(value, self._source(exercise, name)) for name, value in own.items()
            }
            for exercise, own in self.limits.items()
        }

    def _source(self, exercise: str, name: str) -> LimitSource | None:
        found = self.learned.get(exercise, {}).get(name)
        return None if found is None else LimitSource(found.learned_at, found.learned_from)


class Content(Part):
    """All of an export; `version` is that of the program that wrote it."""

    schema_number: Literal[1, 2, 3, 4] = Field(alias="schema")
    version: Words
    people: tuple[PersonPart, ...]
    plans: tuple[PlanPart, ...] = ()
    chosen: tuple[ChosenPart, ...] = ()
    rounds: tuple[RoundPart, ...] = ()
    sessions: tuple[SessionPart, ...]

    def contradictions(self) -> Iterator[str]:
        """Yield what is wrong between the parts, though each for itself may be."""
        ids = [person.id for person in self.people]
        yield from twice("people", ids)
        yield from twice("people", [person.name.casefold() for person in self.people])
        yield from plan_contradictions(set(ids), self.plans, self.chosen, self.rounds)
        yield from twice("sessions", [session.id for session in self.sessions])
        clips = [session.clip for session in self.sessions if session.clip is not None]
        yield from twice("clips", clips)
        rounds = {part.id: part for part in self.rounds}
        for number, session in enumerate(self.sessions, start=1):
            place = f"sessions.{number}"
            person = session.beginning.person_id
            if person is not None and person not in ids:
                yield f"{place}.beginning.person_id: there is no such person among the people"
            yield from _of_round(f"{place}.beginning", session.beginning, rounds)
            yield from twice(f"{place}.reps", [f"{rep.number}" for rep in session.reps])
            yield from twice(f"{place}.opinions", [f"{said.number}" for said in session.opinions])
            for said in session.opinions:
                if said.number < 0 and not _is_span(said):
                    yield f"{place}.opinions: {said.number} does not begin before it ends"


def _impossible(part: SessionPart) -> Iterator[str]:
    """Yield what no session of the program says, though each of its parts may stand for itself."""
    begun, progress = part.beginning, part.progress
    paced = progress.paced > 0 or begun.goal.level is not None
    if (begun.sides is None) != (begun.source == "timer"):
        yield "a session that a timer led has no sides, and any other has"
    if begun.source == "timer":
        if part.reps or part.series or part.clip or progress.frames or progress.hold_s is not None:
            yield "a timer led it, which sees nothing, and yet something was seen"
    elif progress.hold_s is not None and paced:
        yield "it was held and led by a pace at once, and no exercise is both"
    own = {"both"} if begun.sides == "both" else {"left", "right"}
    for rep in part.reps:
        if rep.side not in own:
            yield f"repetition {rep.number} is of the side “{rep.side}”, which it does not have"
    numbers = {rep.number for rep in part.reps}
    for said in part.opinions:
        if said.number >= 0 and said.number not in numbers:
            yield f"something is said of repetition {said.number}, which is not there"


def _of_round(place: str, begun: _Beginning, rounds: Mapping[str, RoundPart]) -> Iterator[str]:
    """Yield what is wrong with the round that a session says to belong to."""
    if begun.round_id is None:
        return
    found = rounds.get(begun.round_id)
    if found is None:
        yield f"{place}.round_id: there is no such round among the rounds"
    elif found.person_id != begun.person_id:
        yield f"{place}.round_id: the round is that of another person"
    elif begun.round_step is None or begun.round_step >= len(found.steps):
        yield f"{place}.round_step: the round has no such step"


def _is_span(said: _Correction) -> bool:
    return said.start_s is not None and said.end_s is not None and said.start_s < said.end_s


_STORED: TypeAdapter[StoredSession] = TypeAdapter(StoredSession)
