"""The parts of an export about programmes in use: plans, amounts chosen by hand, and rounds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from poseguide.core.errors import DefinitionError, UnknownProgrammeError
from poseguide.definitions.base import Text
from poseguide.definitions.programme import Weekday, table_of
from poseguide.storage.archive_types import (
    AwareMoment,
    Count,
    Degree,
    Flag,
    Id,
    Name,
    Part,
    Positive,
    Seconds,
    Whole,
    Words,
    twice,
    utf8,
)
from poseguide.training.plan import ChosenDose, Plan, check_times, resolve_programme
from poseguide.training.progression import Morning
from poseguide.training.rounds import Round, StepResult


def _clean(table: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(table, ensure_ascii=False, allow_nan=False)
    utf8(text)
    if "\\u0000" in text:
        raise ValueError("must be text without broken characters")
    return table


OwnTable = Annotated[dict[str, Any], AfterValidator(_clean)]


class GoalPart(Part):
    """The goal of a session, as `Goal` has it."""

    repetitions: Count | None
    seconds: Positive | None
    per_side: Flag
    sets: Count
    level: Whole | None


class PlanPart(Part):
    """A plan; `own` is the table of a programme that is nobody else's."""

    id: Id
    person_id: Id | None
    programme: Name
    own: OwnTable | None
    days: tuple[Weekday, ...]
    times: tuple[Words, ...]
    begun_at: AwareMoment
    marks: tuple[Name, ...]

    def plan(self) -> Plan:
        """Return the plan. Raises what `resolve_programme` raises."""
        return Plan(
            self.id,
            self.person_id,
            resolve_programme(self.programme, self.own),
            self.own is not None,
            self.days,
            self.times,
            self.begun_at,
            frozenset(self.marks),
        )

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with its programme, its days and its times."""
        try:
            plan = self.plan()
        except UnknownProgrammeError:
            yield f"programme: “{self.programme}” is not here; a newer PoseGuide may have it"
        except DefinitionError as error:
            yield from (f"own.{problem.key}: {problem.message}" for problem in error.problems)
        else:
            try:
                check_times(plan.programme, plan.days, plan.times)
            except DefinitionError as error:
                yield from (f"{problem.key}: {problem.message}" for problem in error.problems)


class _DoseLevel(Part):
    repetitions: Count | None
    seconds: Positive | None
    level: Whole | None


class ChosenPart(Part):
    """An amount that somebody chose by hand, as `ChosenDose` has it."""

    renamed = {"rung": "dose_level"}  # noqa: RUF012

    person_id: Id | None
    exercise: Name
    rung: _DoseLevel
    at: AwareMoment

    def chosen(self) -> ChosenDose:
        """Return the amount as the store takes it."""
        return _CHOSEN.validate_python(self.fields())


class _Step(Part):
    exercise: Name
    goal: GoalPart
    slower: Flag
    rest_s: Seconds


def _by_language(names: object) -> object:
    """Take in what exports before the third schema have: the English and the Danish name."""
    if isinstance(names, list | tuple) and len(names) == 2:
        return dict(zip(("en", "da"), names, strict=True))
    return names


def _whole(names: Text) -> Text:
    for name in names.by_language().values():
        utf8(name)
    return names


_Names = Annotated[Text, BeforeValidator(_by_language), AfterValidator(_whole)]


class RoundPart(Part):
    """A round without what came of its steps: that is what its sessions say."""

    id: Id
    person_id: Id | None
    plan_id: Id | None
    programme: Name
    names: _Names
    steps: Annotated[tuple[_Step, ...], Field(min_length=1)]
    skipped: tuple[Whole, ...]
    pain_before: Degree | None
    pain_after: Degree | None
    effort: Degree | None
    morning: Morning | None
    started_at: AwareMoment
    touched_at: AwareMoment
    ended_at: AwareMoment | None

    def round(self) -> Round:
        """Return the round as the store takes it, before its sessions."""
        over = [position in self.skipped for position in range(len(self.steps))]
        results = [StepResult("skipped" if skipped else "open", None, skipped) for skipped in over]
        return _ROUND.validate_python(self.model_dump(exclude={"skipped"}) | {"results": results})


def plan_part(plan: Plan) -> PlanPart:
    """Return a plan as it is exported. Raises ValidationError where it could not be read again."""
    own = table_of(plan.programme) if plan.own else None
    kept = {"programme": plan.programme.id, "own": own, "marks": sorted(plan.marks)}
    return PlanPart.model_validate(vars(plan) | kept)


def plan_contradictions(
    people: Collection[str],
    plans: Sequence[PlanPart],
    chosen: Sequence[ChosenPart],
    rounds: Sequence[RoundPart],
) -> Iterator[str]:
    """Yield what is wrong between the parts, though each for itself may be."""
    yield from twice("plans", [plan.id for plan in plans])
    yield from twice("rounds", [one.id for one in rounds])
    yield from twice("chosen", [f"{one.exercise} of {one.person_id or 'nobody'}" for one in chosen])
    parts: Mapping[str, Sequence[PlanPart | ChosenPart | RoundPart]] = {
        "plans": plans,
        "chosen": chosen,
        "rounds": rounds,
    }
    for kind, some in parts.items():
        for number, part in enumerate(some, start=1):
            if part.person_id is not None and part.person_id not in people:
                yield f"{kind}.{number}.person_id: there is no such person among the people"
    for number, plan in enumerate(plans, start=1):
        yield from (f"plans.{number}.{problem}" for problem in plan.problems())
    owners = {plan.id: plan.person_id for plan in plans}
    for number, one in enumerate(rounds, start=1):
        if one.plan_id is not None and one.plan_id not in owners:
            yield f"rounds.{number}.plan_id: there is no such plan among the plans"
        elif one.plan_id is not None and owners[one.plan_id] != one.person_id:
            yield f"rounds.{number}.plan_id: the plan is that of another person"
        if any(position >= len(one.steps) for position in one.skipped):
            yield f"rounds.{number}.skipped: the round has no such step"


_CHOSEN: TypeAdapter[ChosenDose] = TypeAdapter(ChosenDose)
_ROUND: TypeAdapter[Round] = TypeAdapter(Round)
