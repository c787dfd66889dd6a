"""What `poseguide.json` of an export says, and what it may say: everything of everybody."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
)

from poseguide.exercise import Language
from poseguide.kept_session import StoredSession
from poseguide.opinion import Ruling
from poseguide.records import WorkSide
from poseguide.tables import Ending, SourceKind

#: Grows when an older program could not read what is written.
SCHEMA = 1

#: What any column of the databases takes.
_LARGEST = 2**31 - 1


def _utf8(text: str) -> str:
    # PostgreSQL keeps no NUL, and half a surrogate pair is no character.
    if "\0" in text or re.search("[\ud800-\udfff]", text):
        raise ValueError("must be text without broken characters")
    return text


def _file_name(name: str) -> str:
    if not 1 <= len(name) <= 200 or name.startswith(".") or re.search(r'[/\\:<>"|?*]', name):
        raise ValueError("must be the name of a file, without a folder")
    if not name.isprintable():
        raise ValueError("must be the name of a file, without control characters")
    return name


def _spaced(name: str) -> str:
    if " ".join(name.split()) != name:
        raise ValueError("must not begin or end with a space, or have two in a row")
    return name


def _of_these_times(moment: datetime) -> datetime:
    # At the ends of the calendar a time has no counterpart in another zone.
    if not 1970 < moment.year < 3000:
        raise ValueError("must be a time between 1971 and 2999")
    return moment


Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,99}$")]
LimitName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]{0,199}$")]
Words = Annotated[str, AfterValidator(_utf8)]
FileName = Annotated[str, AfterValidator(_file_name)]
Alias = Annotated[
    str, Field(min_length=1, max_length=80), AfterValidator(_utf8), AfterValidator(_spaced)
]
Whole = Annotated[int, Field(ge=0, le=_LARGEST, strict=True)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Degree = Annotated[int, Field(ge=0, le=10, strict=True)]
Moment = Annotated[AwareDatetime, AfterValidator(_of_these_times)]
Flag = Annotated[bool, Field(strict=True)]
# Not seen is NaN in a record and null in the file, which knows no NaN.
OrUnseen = Annotated[
    float,
    BeforeValidator(lambda value: math.nan if value is None else value),
    AfterValidator(lambda value: value if math.isnan(value) else _finite(value)),
    PlainSerializer(lambda value: None if math.isnan(value) else value, when_used="json"),
]


def _finite(value: float) -> float:
    if math.isinf(value):
        raise ValueError("must be a finite number")
    return value


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class _Finding(_Part):
    rule: Name
    verdict: Literal["ok", "fault", "unseen"]
    value: Finite | None
    limit: Finite
    unit: Name
    severity: Name


class _Span(_Part):
    name: Name
    start_s: Finite
    end_s: Finite


class _Rep(_Part):
    number: Annotated[int, Field(ge=1, le=_LARGEST, strict=True)]
    side: WorkSide
    start_s: Finite
    peak_s: Finite
    end_s: Finite
    missing: Name | None
    parts: Whole | None
    range: OrUnseen
    phases: tuple[_Span, ...]
    findings: tuple[_Finding, ...]


class _Opinion(_Part):
    number: Annotated[int, Field(ge=-_LARGEST, le=_LARGEST, strict=True)]
    counted: Flag | None
    side: WorkSide | None
    rulings: dict[Name, Ruling]
    note: Words
    start_s: Seconds | None
    end_s: Seconds | None


class _Goal(_Part):
    repetitions: Annotated[int, Field(ge=1, le=_LARGEST, strict=True)] | None
    seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None
    per_side: Flag
    sets: Annotated[int, Field(ge=1, le=_LARGEST, strict=True)]
    level: Whole | None


class _Beginning(_Part):
    exercise: Name
    definition_sha256: Hash
    sides: Literal["one", "both", "alternate"] | None
    language: Language
    goal: _Goal
    source: SourceKind
    started_at: Moment
    person_id: Id | None
    name: Words
    limits: dict[LimitName, Finite]
    pain_before: Degree | None


class _Progress(_Part):
    seconds: Seconds
    frames: Whole
    seen: Whole
    measured: Whole
    hold_s: Seconds | None
    paced: Whole
    width_px: Whole
    height_px: Whole


class SessionPart(_Part):
    """One session with everything that is kept of it, as `StoredSession` has it."""

    id: Id
    beginning: _Beginning
    progress: _Progress
    end: Ending | None
    touched_at: Moment
    pain_after: Degree | None
    clip: FileName | None
    reps: tuple[_Rep, ...]
    series: tuple[_Finding, ...]
    opinions: tuple[_Opinion, ...]
    note: Words

    def session(self) -> StoredSession:
        """The session as the store takes it."""
        return _STORED.validate_python(self.model_dump())


class PersonPart(_Part):
    """A person with their own limits, by exercise and name."""

    id: Id
    name: Alias
    limits: dict[Name, dict[LimitName, Finite]]


class Content(_Part):
    """All of an export; `version` is that of the program that wrote it."""

    schema_number: Literal[1] = Field(alias="schema")
    version: Words
    people: tuple[PersonPart, ...]
    sessions: tuple[SessionPart, ...]

    def contradictions(self) -> Iterator[str]:
        """What is wrong between the parts, though each for itself may be."""
        ids = [person.id for person in self.people]
        yield from _twice("people", ids)
        yield from _twice("people", [person.name.casefold() for person in self.people])
        yield from _twice("sessions", [session.id for session in self.sessions])
        clips = [session.clip for session in self.sessions if session.clip is not None]
        yield from _twice("clips", clips)
        for number, session in enumerate(self.sessions, start=1):
            place = f"sessions.{number}"
            person = session.beginning.person_id
            if person is not None and person not in ids:
                yield f"{place}.beginning.person_id: there is no such person among the people"
            yield from _twice(f"{place}.reps", [f"{rep.number}" for rep in session.reps])
            yield from _twice(f"{place}.opinions", [f"{said.number}" for said in session.opinions])
            for said in session.opinions:
                if said.number < 0 and not _is_span(said):
                    yield f"{place}.opinions: {said.number} does not begin before it ends"


def part_of(session: StoredSession) -> SessionPart:
    """What an export says of a session. Raises ValidationError where it could not be read again."""
    return SessionPart.model_validate(session)


def _is_span(said: _Opinion) -> bool:
    return said.start_s is not None and said.end_s is not None and said.start_s < said.end_s


def _twice(place: str, names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{place}: “{name}” is there twice"
        seen.add(name)


_STORED: TypeAdapter[StoredSession] = TypeAdapter(StoredSession)
