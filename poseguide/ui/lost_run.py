"""A run whose process is gone: found again in the database by what its browser says of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from poseguide.core.i18n import Language
from poseguide.definitions.catalog import load_any
from poseguide.live.registry import live_registry, store
from poseguide.live.slots import LiveSlot, UnknownSlotError
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.training.session import StoredSession
from poseguide.ui.round_workout import make_workout

#: A run writes about three times a second. One that was silent for so long has no process any more,
#: and what was under way to the database has arrived.
_SILENT = timedelta(seconds=3)


def find_again(
    token: str, session_id: str | None, round_id: str | None, language: Language
) -> LiveSlot | None:
    """Return the slot with a token, made anew from what is stored where its process is gone.

    The ids are those of the session and of the round that it was in. None where nothing was stored,
    and as long as something else writes it. A run that is over gives a slot that has ended. Raise
    StoreError, and DefinitionError where its exercise file is gone or broken.
    """
    with suppress(UnknownSlotError):
        return live_registry().slots.find(token)
    stored = store().sessions.load(session_id) if session_id else None
    so_far = store().rounds.load(round_id) if round_id else None
    if so_far is not None and not so_far.is_over(datetime.now(UTC)):
        if _is_written(so_far.touched_at):
            return None
        workout, earlier = make_workout(so_far, language, film=False)
        return live_registry().slots.book(workout, earlier, token=token)
    if stored is None:
        return None
    is_over = so_far is not None or stored.end is not None
    if not is_over and _is_written(stored.touched_at):
        return None
    workout = Workout((as_begun(stored, language),), round_id=round_id)
    return live_registry().slots.book(workout, stored.id, token=token, ended=is_over)


def as_begun(session: StoredSession, language: Language, *, film: bool = False) -> ExerciseRequest:
    """Return the request that continues a session, with the goal and limits it began with."""
    begun = session.beginning
    definition = load_any(begun.exercise)
    return ExerciseRequest(
        definition.with_limits(begun.limits),
        begun.goal,
        language,
        film,
        begun.person_id,
        definition.known_limits(begun.limits),
        begun.pain_before,
    )


def _is_written(touched_at: datetime) -> bool:
    return datetime.now(UTC) - touched_at < _SILENT
