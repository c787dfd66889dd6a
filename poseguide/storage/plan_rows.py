"""Plans, chosen amounts and rounds as rows of the database, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from poseguide.definitions.base import Text
from poseguide.definitions.programme import table_of
from poseguide.storage.record_rows import columns_of, record_of
from poseguide.storage.tables import ChosenRow, PlanRow, RoundRow
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.plan import ChosenDose, Plan, resolve_programme
from poseguide.training.rounds import Round, RoundStep, StepResult


def plan_row(plan: Plan) -> PlanRow:
    """Return the row of a plan."""
    kept = columns_of(plan) | {
        "programme": plan.programme.id,
        "own": table_of(plan.programme) if plan.own else None,
        "days": list(plan.days),
        "times": list(plan.times),
        "marks": sorted(plan.marks),
    }
    return PlanRow(**kept)


def plan_of(row: PlanRow) -> Plan:
    """Return the plan of a row. Raises as `resolve_programme` for one that cannot be used."""
    return record_of(
        Plan,
        row,
        programme=resolve_programme(row.programme, row.own),
        own=row.own is not None,
        days=tuple(row.days),
        times=tuple(row.times),
        marks=frozenset(row.marks),
    )


def chosen_row(chosen: ChosenDose) -> ChosenRow:
    """Return the row of a chosen amount."""
    kept = columns_of(chosen, but=["at", "dose_level"])
    return ChosenRow(**kept, **columns_of(chosen.dose_level), chosen_at=chosen.at)


def chosen_of(row: ChosenRow) -> ChosenDose:
    """Return the chosen amount of a row."""
    return record_of(ChosenDose, row, dose_level=record_of(DoseLevel, row), at=row.chosen_at)


def round_row(whole: Round) -> RoundRow:
    """Return the row of a round; what came of its steps stands with its sessions."""
    kept = columns_of(whole, but=["results"]) | {
        "names": whole.names.by_language(),
        "steps": [asdict(step) for step in whole.steps],
    }
    return RoundRow(**kept, skipped=list(whole.skipped))


def round_of(row: RoundRow, results: Sequence[StepResult]) -> Round:
    """Return the round of a row, with what came of each of its steps."""
    return record_of(
        Round,
        row,
        names=Text(**row.names),
        steps=tuple(RoundStep(**{**step, "goal": Goal(**step["goal"])}) for step in row.steps),
        results=tuple(results),
    )
