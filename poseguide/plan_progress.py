"""How far somebody is with the exercises of a programme, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from poseguide.catalog import Definition, PacedDefinition, load_any
from poseguide.goal import Goal
from poseguide.kept_session import StoredSession
from poseguide.ladder import Ladder, goal_at, ladder
from poseguide.programme import Programme, ProgrammeStep
from poseguide.progression import Advice, Tried, advise
from poseguide.rounds import NewRound, RoundStep
from poseguide.store import Store

#: Of each exercise: enough for two sessions of each of several steps of it.
_LOOKED_AT = 8


@dataclass(frozen=True)
class PlannedStep:
    """One step of a programme as it is to be done the next time.

    `definition` is as it comes with PoseGuide, without a person's own limits. `first_time` is
    whether the person has never done the exercise before.
    """

    step: ProgrammeStep
    definition: Definition | PacedDefinition
    advice: Advice
    goal: Goal
    first_time: bool


def tried(store: Store, sessions: Sequence[StoredSession]) -> list[Tried]:
    """How these sessions of an exercise went."""
    ids = {session.beginning.round_id for session in sessions}
    mornings = store.rounds.mornings({round_id for round_id in ids if round_id is not None})
    return [
        Tried(
            goal=session.beginning.goal,
            full=session.end == "dose",
            good_share=_good_share(session),
            pain=session.pain_after,
            morning=mornings.get(session.beginning.round_id or ""),
            held=session.told.get("held", "all") == "all",
        )
        for session in sessions
    ]


def planned(store: Store, person_id: str | None, programme: Programme) -> list[PlannedStep]:
    """What a person should do of each step of a programme the next time, and why.

    Raises UnknownExerciseError and DefinitionError for an exercise that cannot be used.
    """
    chosen = store.plans.chosen(person_id)
    found = []
    for step in programme.steps:
        definition = load_any(step.exercise)
        exercise = definition.exercise
        rungs = ladder(exercise, step, programme.grows)
        sessions = store.newest(person_id, step.exercise, _LOOKED_AT)[::-1]
        rung, chosen_at = chosen.get(step.exercise, (None, None))
        if chosen_at is not None and any(
            one.beginning.started_at > chosen_at for one in _of_step(rungs, sessions)
        ):
            rung = None
        advice = advise(rungs, tried(store, sessions), rung)
        found.append(
            PlannedStep(
                step,
                definition,
                advice,
                goal_at(exercise, step, advice.rung),
                first_time=not sessions,
            )
        )
    return found


def new_round(
    person_id: str | None,
    plan_id: str | None,
    programme: Programme,
    steps: Sequence[PlannedStep],
    pain_before: int | None,
) -> NewRound:
    """A round of these steps, ready to begin."""
    return NewRound(
        person_id=person_id,
        plan_id=plan_id,
        programme=programme.id,
        names=(programme.name.en, programme.name.da),
        steps=tuple(
            RoundStep(one.step.exercise, one.goal, one.advice.change == "slower", one.step.rest_s)
            for one in steps
        ),
        pain_before=pain_before,
    )


def _of_step(rungs: Ladder, sessions: Sequence[StoredSession]) -> list[StoredSession]:
    """The sessions of one step: another step may be of the same exercise at other levels."""
    levels = {rung.level for rung in rungs.rungs}
    return [one for one in sessions if levels == {None} or one.beginning.goal.level in levels]


def _good_share(session: StoredSession) -> float | None:
    """The share of counted repetitions without a major fault, as a person corrected them.

    None without a camera, and where nothing was counted.
    """
    counted = [one for one in session.repetitions if one.counted]
    if session.beginning.source == "timer" or not counted:
        return None
    major = {
        finding.rule
        for rep in session.reps
        for finding in rep.findings
        if finding.severity == "major"
    }
    return sum(major.isdisjoint(one.faults) for one in counted) / len(counted)
