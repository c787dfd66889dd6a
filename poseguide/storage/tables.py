"""The tables of the database of sessions; the scripts in `migrations` make them, never these."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    TypeDecorator,
    and_,
    exists,
    func,
    or_,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    foreign,
    mapped_column,
    relationship,
)

from poseguide.core.i18n import Language
from poseguide.core.records import CutShort, FindingVerdict, WorkSide
from poseguide.definitions.base import Unit
from poseguide.definitions.programme import Weekday
from poseguide.training.corrections import Ruling
from poseguide.training.progression import Morning
from poseguide.training.session import Ending, SourceKind


class UtcDateTime(TypeDecorator[datetime]):
    """A time of day, aware and in UTC; SQLite keeps no zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is stored of an aware time."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time, in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {float: Double(), str: String(), datetime: UtcDateTime()}  # noqa: RUF012


class FindingRow(Base):
    """The verdict of a rule on a repetition, or on the whole series where `number` is None."""

    __tablename__ = "finding"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "number"],
            ["repetition.session_id", "repetition.number"],
            ondelete="CASCADE",
        ),
        Index("finding_of", "session_id", "number", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    number: Mapped[int | None]
    position: Mapped[int]
    rule: Mapped[str]
    verdict: Mapped[FindingVerdict] = mapped_column(String)
    value: Mapped[float | None]
    limit: Mapped[float]
    unit: Mapped[Unit] = mapped_column(String)
    severity: Mapped[Literal["major", "minor"]] = mapped_column(String)
    uncertainty: Mapped[float | None]


class RepetitionRow(Base):
    """One attempt at a repetition; `range` is NULL where it was not seen."""

    __tablename__ = "repetition"

    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[WorkSide] = mapped_column(String)
    start_s: Mapped[float]
    peak_s: Mapped[float]
    end_s: Mapped[float]
    missing: Mapped[str | None]
    parts: Mapped[int | None]
    range: Mapped[float | None]
    phases: Mapped[list[tuple[str, float, float]]] = mapped_column(JSON)
    cut_short: Mapped[CutShort | None] = mapped_column(String)
    findings: Mapped[list[FindingRow]] = relationship(order_by=FindingRow.position)


class CorrectionRow(Base):
    """The correction of one repetition by a person; negative numbers are of added ones."""

    __tablename__ = "opinion"

    session_id: Mapped[str] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted: Mapped[bool | None]
    side: Mapped[WorkSide | None] = mapped_column(String)
    rulings: Mapped[dict[str, Ruling]] = mapped_column(JSON)
    note: Mapped[str]
    start_s: Mapped[float | None]
    end_s: Mapped[float | None]


class PersonRow(Base):
    """Somebody whose sessions are kept apart; deleting the row deletes all that is theirs."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


class PersonLimitRow(Base):
    """A limit of an exercise that one person has in place of the usual one.

    `learned_at` and `learned_from` are NULL where it was set by hand.
    """

    __tablename__ = "person_limit"

    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    exercise: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float]
    learned_at: Mapped[datetime | None]
    learned_from: Mapped[str | None]


class SessionRow(Base):
    """One session: how it began, how far it is, and how it ended."""

    __tablename__ = "session"
    __table_args__ = (
        Index("session_of_person", "person_id", "started_at"),
        Index("session_of_exercise", "person_id", "exercise", "started_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    exercise: Mapped[str]
    definition_sha256: Mapped[str]
    sides: Mapped[Literal["one", "both", "alternate"] | None] = mapped_column(String)
    language: Mapped[Language] = mapped_column(String)
    goal_repetitions: Mapped[int | None]
    goal_seconds: Mapped[float | None]
    goal_per_side: Mapped[bool]
    goal_sets: Mapped[int]
    goal_level: Mapped[int | None]
    source: Mapped[SourceKind] = mapped_column(String)
    started_at: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[float]
    frames: Mapped[int]
    seen: Mapped[int]
    measured: Mapped[int]
    hold_s: Mapped[float | None]
    paced: Mapped[int]
    width_px: Mapped[int]
    height_px: Mapped[int]
    end: Mapped[Ending | None] = mapped_column(String)
    touched_at: Mapped[datetime]
    pain_after: Mapped[int | None]
    clip: Mapped[str | None]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(server_default="")
    limits: Mapped[dict[str, float]] = mapped_column(JSON, server_default="{}")
    pain_before: Mapped[int | None]
    note: Mapped[str] = mapped_column(server_default="")
    round_id: Mapped[str | None] = mapped_column(
        ForeignKey("round.id", ondelete="SET NULL"), index=True
    )
    round_step: Mapped[int | None]
    told: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    corrections: Mapped[list[CorrectionRow]] = relationship(
        order_by=CorrectionRow.number, viewonly=True
    )
    repetitions: Mapped[list[RepetitionRow]] = relationship(
        order_by=RepetitionRow.number, viewonly=True
    )
    series: Mapped[list[FindingRow]] = relationship(
        primaryjoin=lambda: and_(
            SessionRow.id == foreign(FindingRow.session_id), FindingRow.number.is_(None)
        ),
        order_by=FindingRow.position,
        viewonly=True,
    )


class PlanRow(Base):
    """A programme that somebody follows; `own` is its table where it is nobody else's."""

    __tablename__ = "plan"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    programme: Mapped[str]
    own: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    days: Mapped[list[Weekday]] = mapped_column(JSON)
    times: Mapped[list[str]] = mapped_column(JSON)
    begun_at: Mapped[datetime]
    marks: Mapped[list[str]] = mapped_column(JSON)


class ChosenRow(Base):
    """The amount of an exercise that a person chose in place of the advised one."""

    __tablename__ = "chosen"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    exercise: Mapped[str]
    repetitions: Mapped[int | None]
    seconds: Mapped[float | None]
    level: Mapped[int | None]
    chosen_at: Mapped[datetime]


class RoundRow(Base):
    """One time through a programme; what was done in it are its sessions."""

    __tablename__ = "round"

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    plan_id: Mapped[str | None] = mapped_column(
        ForeignKey("plan.id", ondelete="SET NULL"), index=True
    )
    programme: Mapped[str]
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    skipped: Mapped[list[int]] = mapped_column(JSON)
    pain_before: Mapped[int | None]
    pain_after: Mapped[int | None]
    effort: Mapped[int | None]
    morning: Mapped[Morning | None] = mapped_column(String)
    started_at: Mapped[datetime] = mapped_column(index=True)
    touched_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def of_person(
    owner: InstrumentedAttribute[str | None], person_id: str | None
) -> ColumnElement[bool]:
    """Return the condition that rows are those of a person, or with None those of nobody."""
    return owner == person_id if person_id else owner.is_(None)


def something_done() -> ColumnElement[bool]:
    """Return the condition that something was done in a session: a repetition or a hold."""
    found = exists().where(RepetitionRow.session_id == SessionRow.id)
    added = exists().where(CorrectionRow.session_id == SessionRow.id, CorrectionRow.number < 0)
    # False where no hold is timed, never NULL, which databases put in different places.
    held = func.coalesce(SessionRow.hold_s, 0.0) > 0
    return or_(found, added, held, SessionRow.paced > 0)
