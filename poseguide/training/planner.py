"""The planner: the next amounts of the exercises of a programme, from what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from poseguide.definitions.catalog import Definition, PacedDefinition, load_any
from poseguide.definitions.programme import Programme, ProgrammeStep
from poseguide.training.dose_levels import DoseLevel, DoseLevels, dose_levels, goal_at
from poseguide.training.goal import Goal
from poseguide.training.progression import DoseAdvice, Morning, SessionOutcome, advise
from poseguide.training.rounds import NewRound, RoundStep
from poseguide.training.session import StoredSession

#: How many sessions of each exercise are looked at: two of each of several steps of it.
LOOKED_AT = 8


@dataclass(frozen=True)
class Past:
    """The past of a person with a programme: their sessions, and what they chose by hand.

    `sessions` are the newest `LOOKED_AT` of each exercise, oldest first. `mornings` is how it was
    the morning after a round, by its id. `chosen` is the amount and when it was chosen, in UTC.
    """

    sessions: Mapping[str, Sequence[StoredSession]]
    mornings: Mapping[str, Morning | None]
    chosen: Mapping[str, tuple[DoseLevel, datetime]]


@dataclass(frozen=True)
class PlannedStep:
    """One step of a programme as it is to be done the next time.

    `definition` is as it comes with PoseGuide, without a person's own limits. `first_time` is
    whether the person has never done the exercise before.
    """

    step: ProgrammeStep
    definition: Definition | PacedDefinition
    advice: DoseAdvice
    goal: Goal
    first_time: bool


def outcomes_of(
    sessions: Sequence[StoredSession], mornings: Mapping[str, Morning | None]
) -> list[SessionOutcome]:
    """Return how these sessions of an exercise went; `mornings` is as in `Past`."""
    return [
        SessionOutcome(
            goal=session.beginning.goal,
            full=session.end == "dose",
            good_share=_good_share(session),
            pain=session.pain_after,
            morning=mornings.get(session.beginning.round_id or ""),
            held=session.answers.get("held", "all") == "all",
        )
        for session in sessions
    ]


def plan_steps(programme: Programme, past: Past) -> list[PlannedStep]:
    """Return what a person should do of each step of a programme the next time, and why.

    Raises UnknownExerciseError and DefinitionError for an exercise that cannot be used.
    """
    found = []
    for step in programme.steps:
        definition = load_any(step.exercise)
        exercise = definition.exercise
        doses = dose_levels(exercise, step, programme.grows)
        sessions = past.sessions[step.exercise]
        dose_level, chosen_at = past.chosen.get(step.exercise, (None, None))
        if chosen_at is not None and any(
            one.beginning.started_at > chosen_at for one in _of_step(doses, sessions)
        ):
            dose_level = None
        advice = advise(doses, outcomes_of(sessions, past.mornings), dose_level)
        found.append(
            PlannedStep(
                step,
                definition,
                advice,
                goal_at(exercise, step, advice.dose_level),
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
    """Return a round of these steps, ready to begin."""
    return NewRound(
        person_id=person_id,
        plan_id=plan_id,
        programme=programme.id,
        names=programme.name,
        steps=tuple(
            RoundStep(one.step.exercise, one.goal, one.advice.change == "slower", one.step.rest_s)
            for one in steps
        ),
        pain_before=pain_before,
    )


def _of_step(doses: DoseLevels, sessions: Sequence[StoredSession]) -> list[StoredSession]:
    """Return the sessions of one step: another step may be of the same exercise at other levels."""
    levels = {each.level for each in doses.levels}
    return [one for one in sessions if levels == {None} or one.beginning.goal.level in levels]


def _good_share(session: StoredSession) -> float | None:
    """Return the share of counted repetitions without a major fault, as a person corrected them.

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
