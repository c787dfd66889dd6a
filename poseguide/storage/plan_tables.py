"""The tables of programmes in use: plans, amounts chosen by hand, and rounds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from poseguide.definitions.programme import Weekday
from poseguide.storage.tables import Base
from poseguide.training.progression import Morning


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
    """How much of an exercise somebody wants to do, in place of what the program advises."""

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
