"""Sessions that were done before, for pages that show a history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession
from support.page_words import rep

EXERCISE = load_exercise("leg_extension_all_fours").exercise


NOW = datetime.now(UTC)


def session(
    letter: str = "a",
    exercise: str = "leg_extension_all_fours",
    at: datetime = NOW,
    person_id: str | None = None,
    **changes: Any,
) -> StoredSession:
    definition = load_any(exercise)
    sides = getattr(definition.exercise, "sides", None)
    begun = SessionStart(
        exercise, definition.sha256, sides, "en", Goal(1, None, per_side=True),
        "camera" if sides else "timer", at, person_id, pain_before=4,
    )  # fmt: skip
    reps = (
        rep(EXERCISE, 1),
        replace(rep(EXERCISE, 2), side="left"),
        rep(EXERCISE, 3, missing="tuck"),
    )
    usual = StoredSession(
        letter * 32, begun, SessionProgress(40.0, 600, 600, 600), "dose", at, 2, None, reps, ()
    )
    return replace(usual, **changes)
