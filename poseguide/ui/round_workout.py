"""The workout that Start begins on the page Today: a new round, or the rest of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from poseguide.core.i18n import Language
from poseguide.definitions.catalog import load_any
from poseguide.live.registry import live_registry, store
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.training.rounds import NewRound, Round, RoundStep


def make_workout(
    wanted: NewRound | Round, language: Language, *, film: bool
) -> tuple[Workout, str | None]:
    """Return the workout of a round, and the id of the session that it continues, or None.

    An open round gives the steps that are left; a continued session keeps the limits it began with.
    Raise LimitError for an own limit, StoreError, and DefinitionError for a missing or broken
    exercise.
    """
    if isinstance(wanted, NewRound):
        steps = list(enumerate(wanted.steps))
        return Workout(_requests(wanted, steps, {}, language, film), round=wanted), None
    place = wanted.left[0]
    first = wanted.results[place]
    earlier = first.session_id if first.state == "part" else None
    limits = {place: store().sessions.load(earlier).beginning.limits} if earlier else {}
    steps = [(place, wanted.steps[place]) for place in wanted.left]
    return Workout(_requests(wanted, steps, limits, language, film), round_id=wanted.id), earlier


def is_led_elsewhere(one: Round) -> bool:
    """Return whether another program is running this round. Raise StoreError."""
    if live_registry().slots.is_in_round(one.id):
        return False
    position = one.next_step
    session_id = None if position is None else one.results[position].session_id
    if session_id is None or store().sessions.load(session_id).end is not None:
        return False
    return session_id not in {session.id for session in live_registry().unfinished()}


def _requests(
    wanted: NewRound | Round,
    steps: Iterable[tuple[int, RoundStep]],
    begun: Mapping[int, Mapping[str, float]],
    language: Language,
    film: bool,
) -> tuple[ExerciseRequest, ...]:
    """Return a request for each step; `begun` holds the limits of steps that have begun."""
    requests = []
    for place, step in steps:
        own = begun.get(place)
        if own is None:
            own = store().people.limits(wanted.person_id, step.exercise)
        definition = load_any(step.exercise)
        request = ExerciseRequest(
            definition.with_limits(own),
            step.goal,
            language,
            film,
            wanted.person_id,
            definition.known_limits(own),
            wanted.pain_before,
            step=place,
            rest_s=step.rest_s,
            slower=step.slower,
        )
        requests.append(request)
    return tuple(requests)
