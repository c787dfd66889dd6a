"""Limits with which the machine would agree more with what a person says of repetitions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poseguide.core.errors import LimitError
from poseguide.core.records import Finding, Pose, Rep
from poseguide.definitions.base import Unit
from poseguide.definitions.limits import limit_names, limit_unit, with_limits
from poseguide.definitions.schema import Exercise
from poseguide.engine.panel import reps_of_each
from poseguide.engine.uncertainty import verdict_of
from poseguide.training.corrections import ReviewedRep

#: Limits are proposed in steps that a person would choose, the round ones first.
_STEPS: dict[Unit, tuple[float, ...]] = {
    "deg": (5.0, 1.0),
    "trunk": (0.05, 0.01),
    "ratio": (0.1, 0.01),
    "s": (0.5, 0.1),
    "count": (1.0,),
}
#: A limit is moved by so many of the coarser steps at most; farther off it would be another rule.
_MOST_STEPS = 6

#: On how many repetitions the machine and the person agree, and of how many.
_Agreement = tuple[int, int]


@dataclass(frozen=True)
class LimitProposal:
    """Another limit, by its name in `limits.limit_names`, with what it would change.

    Of `of_now` repetitions that the machine or the person sees, they agree on `agrees_now`; with it
    they would on `would_agree` of `of`. Both limits are in `unit`.
    """

    name: str
    now: float
    proposed: float
    unit: Unit
    agrees_now: int
    of_now: int
    would_agree: int
    of: int


def propose_rule_limits(
    exercise: Exercise, repetitions: Sequence[ReviewedRep]
) -> tuple[LimitProposal, ...]:
    """Return, for each rule that a person overruled, the limit that agrees best with the person.

    Only repetitions in which the rule was measured count. Nothing is proposed where no limit fits
    better than the present one.
    """
    proposals = []
    for fault in exercise.faults:
        cases = _cases(fault.name, repetitions)
        if all(wanted == (finding.verdict == "fault") for finding, wanted in cases):
            continue
        unit = exercise.unit_of(fault)
        found = _best_limit(exercise, fault.name, fault.limit, unit, cases)
        if found is not None:
            proposals.append(found)
    return tuple(proposals)


def propose_entry_limits(
    exercise: Exercise, poses: Sequence[Pose], repetitions: Sequence[ReviewedRep]
) -> tuple[LimitProposal, ...]:
    """Return limits of phases, swings and holds that count as the person who counted otherwise.

    The recording is counted anew with each limit that is tried. `exercise` has the limits of now.
    The best of those that agree more often than now comes first.
    """
    if all(one.counted == one.rep.complete and not one.added for one in repetitions):
        return ()
    limits = _entry_limits(exercise)
    tried = [
        (name, *changed) for name in limits for changed in _nearby(exercise, name, limits[name])
    ]
    # All of them are counted in one pass over the poses.
    now, *agreements = (
        _agreement(found, repetitions)
        for found in reps_of_each([exercise, *(changed for *_, changed in tried)], poses)
    )
    best: dict[str, tuple[_Agreement, float, float]] = {}
    for (name, value, _), agreement in zip(tried, agreements, strict=True):
        found = (agreement, abs(value - limits[name]), value)
        best[name] = min(best.get(name, found), found, key=lambda one: (_wrong(one[0]), *one[1:]))
    proposals = [
        LimitProposal(name, limits[name], value, limit_unit(exercise, name), *now, *agreement)
        for name, (agreement, _, value) in best.items()
        if _wrong(agreement) < _wrong(now)
    ]
    return tuple(sorted(proposals, key=lambda found: found.of - found.would_agree))


def _entry_limits(exercise: Exercise) -> dict[str, float]:
    """Return the limits of what is counted, by name: all but those of the rules."""
    rules = {fault.name for fault in exercise.faults}
    return {name: limit for name, limit in limit_names(exercise).items() if name not in rules}


def _cases(rule: str, repetitions: Sequence[ReviewedRep]) -> list[tuple[Finding, bool]]:
    """Return the findings of a rule that have a value, each with whether it is truly a fault."""
    return [
        (finding, rule in one.faults)
        for one in repetitions
        for finding in one.rep.findings
        if finding.rule == rule and finding.value is not None
    ]


def _best_limit(
    exercise: Exercise, name: str, now: float, unit: Unit, cases: list[tuple[Finding, bool]]
) -> LimitProposal | None:
    is_upper = next(fault for fault in exercise.faults if fault.name == name).above is not None

    def agreed(limit: float) -> int:
        return sum(
            _is_beyond(finding, limit, is_upper=is_upper) == fault for finding, fault in cases
        )

    best = (agreed(now), 0.0, now)
    # The round numbers come first, and stay where finer ones agree no more often.
    for step in _STEPS[unit]:
        tried = [
            (agreed(limit), -abs(limit - now), limit)
            for limit in _grid(now, unit, step)
            if _accepts(exercise, name, limit) is not None
        ]
        found = max(tried, default=best)
        if found[0] > best[0]:
            best = found
    if best[2] == now:
        return None
    of = len(cases)
    return LimitProposal(name, now, best[2], unit, agreed(now), of, best[0], of)


def _is_beyond(finding: Finding, limit: float, *, is_upper: bool) -> bool:
    """Return whether a value would be a fault with this limit; what is close to it would not."""
    assert finding.value is not None
    found = verdict_of(finding.value, finding.uncertainty, limit, is_upper=is_upper)
    return found == "fault"


def _grid(now: float, unit: Unit, step: float) -> Iterator[float]:
    """Round numbers around the present limit, as far as it may be moved."""
    most = _MOST_STEPS * _STEPS[unit][0]
    first, last = math.ceil((now - most) / step), math.floor((now + most) / step)
    for number in range(first, last + 1):
        yield round(number * step, 6)


def _nearby(exercise: Exercise, name: str, limit: float) -> Iterator[tuple[float, Exercise]]:
    """Other values of a limit, each with the exercise that has it."""
    unit = limit_unit(exercise, name)
    for value in _grid(limit, unit, _STEPS[unit][0]):
        changed = _accepts(exercise, name, value)
        if changed is not None:
            yield value, changed


def _accepts(exercise: Exercise, name: str, value: float) -> Exercise | None:
    try:
        return with_limits(exercise, {name: value})
    except LimitError:
        return None


def _agreement(found: Sequence[Rep], repetitions: Sequence[ReviewedRep]) -> _Agreement:
    """Return on how many repetitions both agree, and of how many; those of only one count too."""
    complete = [rep for rep in found if rep.complete]
    agreed = 0
    for one in repetitions:
        same = [rep for rep in complete if _overlap(rep, one.rep)]
        agreed += bool(same) == one.counted
        complete = [rep for rep in complete if rep not in same[:1]]
    return agreed, len(repetitions) + len(complete)


def _overlap(one: Rep, other: Rep) -> bool:
    return one.start_s < other.end_s and other.start_s < one.end_s


def _wrong(agreement: _Agreement) -> int:
    agreed, of = agreement
    return of - agreed
