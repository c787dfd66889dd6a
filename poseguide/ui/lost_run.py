"""A run whose process is gone: found again in the database by what its browser says of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from poseguide.core.i18n import Language
from poseguide.definitions.catalog import load_any
from poseguide.live.messages import LostRun
from poseguide.live.registry import live_registry, store
from poseguide.live.slots import LiveSlot
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.training.session import StoredSession
from poseguide.ui.round_workout import make_workout

#: A run writes about three times a second. One that was silent for so long has no process any more,
#: and what was under way to the database has arrived.
_SILENT = timedelta(seconds=3)


def find_again(lost: LostRun, language: Language) -> LiveSlot | None:
    """Return a slot of this process with which a run goes on from what is stored of it.

    None as long as something else writes it. A run that is over gives a slot that has ended. Raise
    StoreError, and DefinitionError where its exercise file is gone or broken.
    """
    stored = store().sessions.load(lost.session) if lost.session else None
    if stored is not None and lost.round is None:
        if stored.end is None and _is_written(stored.touched_at):
            return None
        return _slot(Workout((as_begun(stored, language),)), stored.id, ended=bool(stored.end))
    if lost.round is None:
        return None
    so_far = store().rounds.load(lost.round)
    if not so_far.is_over(datetime.now(UTC)):
        if _is_written(so_far.touched_at):
            return None
        workout, earlier = make_workout(so_far, language, film=False)
        return _slot(workout, earlier, ended=False)
    if stored is None:
        return None
    workout = Workout((as_begun(stored, language),), round_id=so_far.id)
    return _slot(workout, stored.id, ended=True)


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


def _slot(workout: Workout, session_id: str | None, *, ended: bool) -> LiveSlot:
    slot = live_registry().slots.book(workout, session_id)
    slot.ended = ended
    return slot
