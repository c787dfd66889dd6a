"""A person's own normal: limits that follow from repetitions of theirs that were good."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from poseguide.core.errors import BaselineError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, with_unit
from poseguide.core.records import Rep
from poseguide.definitions.base import Unit
from poseguide.definitions.cue_text import say
from poseguide.definitions.limits import with_limits
from poseguide.definitions.schema import Exercise, Fault

#: From so many good repetitions a person's normal is known.
FEWEST = 3
#: How far a repetition may be from a person's normal: in the unit, or as a share of the value.
#: Angles and lengths differ by as much from one good repetition of a person to the next, and from
#: one placing of the camera to the next; see ACCURACY.md for what comes of it.
_MARGINS: Mapping[Unit, float] = {"deg": 10.0, "trunk": 0.10}
_SHARES: Mapping[Unit, float] = {"s": 0.25, "ratio": 0.25}


@dataclass(frozen=True)
class OwnLimit:
    """The limit of a rule that follows from a person's `normal`, beside the `usual` one.

    All are in `unit`. `off` is how far the normal itself is beyond the usual limit, 0 where it is
    not; `doubtful` is whether that is more than the margin from one repetition to the next.
    """

    rule: str
    usual: float
    normal: float
    limit: float
    unit: Unit
    off: float
    doubtful: bool


@dataclass(frozen=True)
class Baseline:
    """What is normal for a person in one exercise, learned from so many `repetitions`."""

    own: tuple[OwnLimit, ...]
    repetitions: int

    @property
    def limits(self) -> dict[str, float]:
        """The person's own limits, by name, as `with_limits` takes them."""
        return {one.rule: one.limit for one in self.own}

    def doubts(self, exercise: Exercise, language: Language) -> list[str]:
        """Return a sentence for each normal that is far beyond the usual limit; [] without any."""
        return [
            word(
                "baseline_doubt",
                language,
                what=say(exercise, one.rule, language).rstrip("."),
                normal=with_unit(one.normal, one.unit, language),
                usual=with_unit(one.usual, one.unit, language),
                off=with_unit(one.off, one.unit, language),
            )
            for one in self.own
            if one.doubtful
        ]


def learn(exercise: Exercise, good: Iterable[Rep]) -> Baseline:
    """Return what is normal for the person whose repetitions, all of them good, these are.

    `exercise` has the usual limits. A limit is the median of what was measured, moved by one margin
    to the side where the fault is: 10 degrees, 0.10 trunk lengths, or a quarter of the value for
    seconds and ratios. A rule that is absolute keeps its limit, and so does one that was not
    measured three times or counts. Raises BaselineError for fewer than three repetitions, and
    LimitError where the exercise cannot take what follows.
    """
    reps = list(good)
    if len(reps) < FEWEST:
        raise BaselineError(
            f"A person's normal needs {FEWEST} good repetitions of {exercise.id}, and "
            f"{len(reps) or 'none'} were found. Record more."
        )
    own = [
        _own_limit(fault, exercise.unit_of(fault), values)
        for fault in exercise.faults
        if not fault.absolute
        and exercise.unit_of(fault) != "count"
        and len(values := _values(reps, fault.name)) >= FEWEST
    ]
    baseline = Baseline(tuple(own), len(reps))
    with_limits(exercise, baseline.limits)
    return baseline


def _values(reps: Sequence[Rep], rule: str) -> list[float]:
    found = [finding for rep in reps for finding in rep.findings if finding.rule == rule]
    return [finding.value for finding in found if finding.value is not None]


def _own_limit(fault: Fault, unit: Unit, values: Sequence[float]) -> OwnLimit:
    normal = statistics.median(values)
    margin = _MARGINS[unit] if unit in _MARGINS else _SHARES[unit] * abs(normal)
    sign = 1.0 if fault.above is not None else -1.0
    off = max(0.0, sign * (normal - fault.limit))
    limit = round(normal + sign * margin, DECIMALS[unit])
    return OwnLimit(fault.name, fault.limit, normal, limit, unit, off, off > margin)
