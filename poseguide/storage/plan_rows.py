"""Plans, chosen amounts and rounds as rows of the database, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from poseguide.definitions.base import Text
from poseguide.definitions.programme import table_of
from poseguide.storage.plan_tables import ChosenRow, PlanRow, RoundRow
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.plan import ChosenDose, Plan, resolved
from poseguide.training.rounds import Round, RoundStep, StepResult


def plan_row(plan: Plan) -> PlanRow:
    """Return the row of a plan."""
    kept = vars(plan) | {
        "programme": plan.programme.id,
        "own": table_of(plan.programme) if plan.own else None,
        "days": list(plan.days),
        "times": list(plan.times),
        "marks": sorted(plan.marks),
    }
    return PlanRow(**kept)


def plan_of(row: PlanRow) -> Plan:
    """Return the plan of a row. Raises as `resolved` where its programme cannot be used."""
    return Plan(
        id=row.id,
        person_id=row.person_id,
        programme=resolved(row.programme, row.own),
        own=row.own is not None,
        days=tuple(row.days),
        times=tuple(row.times),
        begun_at=row.begun_at,
        marks=frozenset(row.marks),
    )


def chosen_row(chosen: ChosenDose) -> ChosenRow:
    """Return the row of a chosen amount."""
    return ChosenRow(
        person_id=chosen.person_id,
        exercise=chosen.exercise,
        chosen_at=chosen.at,
        **vars(chosen.rung),
    )


def chosen_of(row: ChosenRow) -> ChosenDose:
    """Return the chosen amount of a row."""
    rung = DoseLevel(row.repetitions, row.seconds, row.level)
    return ChosenDose(row.person_id, row.exercise, rung, row.chosen_at)


def round_row(whole: Round) -> RoundRow:
    """Return the row of a round; what came of its steps stands with its sessions."""
    kept = vars(whole) | {
        "names": whole.names.by_language(),
        "steps": [asdict(step) for step in whole.steps],
        "skipped": list(whole.skipped),
    }
    del kept["results"]
    return RoundRow(**kept)


def round_of(row: RoundRow, results: Sequence[StepResult]) -> Round:
    """Return the round of a row, with what came of each of its steps."""
    return Round(
        id=row.id,
        person_id=row.person_id,
        plan_id=row.plan_id,
        programme=row.programme,
        names=Text(**row.names),
        steps=tuple(RoundStep(**{**step, "goal": Goal(**step["goal"])}) for step in row.steps),
        pain_before=row.pain_before,
        pain_after=row.pain_after,
        effort=row.effort,
        morning=row.morning,
        started_at=row.started_at,
        touched_at=row.touched_at,
        ended_at=row.ended_at,
        results=tuple(results),
    )
