"""How right the verdicts on form are, repetition by repetition, where the truth is known."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from poseguide.core.records import Rep
from poseguide.evaluation.ground_truth import TrueRep
from poseguide.evaluation.matching import flags_of, match
from poseguide.evaluation.run import ClipResult
from poseguide.evaluation.tallies import Detection


@dataclass(frozen=True)
class FaultScore:
    """How one true fault of one exercise was told; `true` is how many repetitions have it."""

    exercise: str
    fault: str
    detection: Detection

    @property
    def true(self) -> int:
        """In how many repetitions it was done."""
        return self.detection.right + self.detection.missed


@dataclass(frozen=True)
class FormScores:
    """Verdicts on repetitions of known form.

    `flagged` is any fault, or incomplete, against any true fault. `good` repetitions were found and
    are without a true fault; `falsely_cued` of them were flagged. `one_sided` were found and are of
    one side; `right_side` of them were given to it.
    """

    faults: tuple[FaultScore, ...]
    flagged: Detection
    good: int
    falsely_cued: int
    one_sided: int
    right_side: int

    @property
    def macro_f1(self) -> float:
        """The mean F1 over the faults, 0 to 1: a rare one weighs as much as a frequent one."""
        return fmean(fault.detection.f1 for fault in self.faults) if self.faults else math.nan

    @property
    def overall(self) -> Detection:
        """All faults together (micro): a frequent one weighs more."""
        return sum((fault.detection for fault in self.faults), Detection())


def judge_form(own: Sequence[ClipResult]) -> FormScores:
    """How well faults and sides were told, on clips whose repetitions are known.

    A true fault of a repetition that was not found is missed; a fault told of a repetition that is
    none is wrong, and so is any other than the true ones on a repetition that has some.
    """
    tally: dict[tuple[str, str], Counter[str]] = {}
    flagged: Counter[str] = Counter()
    good = falsely_cued = one_sided = right_side = 0
    for result in own:
        for rep, true in _pairs(result):
            flags = flags_of(rep) if rep else []
            told = {result.known_as.get(name, name) for name in flags}
            faults = set(true.faults) if true else set()
            for fault in told | faults:
                what = tally.setdefault((result.exercise, fault), Counter())
                what[_outcome(fault in told, fault in faults)] += 1
            flagged[_outcome(bool(told), bool(faults))] += 1
            if rep is None or true is None:
                continue
            good += not faults
            falsely_cued += bool(told) and not faults
            one_sided += true.side != "both"
            right_side += true.side not in ("both",) and rep.side == true.side
    faults_told = tuple(
        FaultScore(exercise, fault, _detection(what))
        for (exercise, fault), what in sorted(tally.items())
    )
    return FormScores(faults_told, _detection(flagged), good, falsely_cued, one_sided, right_side)


def _pairs(result: ClipResult) -> list[tuple[Rep | None, TrueRep | None]]:
    """Each true repetition with the one that was found, then those found that are none."""
    if result.truth is None:
        return []
    found = match(result.reps, result.truth)
    pairs: list[tuple[Rep | None, TrueRep | None]] = [
        (result.reps[found[at]] if at in found else None, true)
        for at, true in enumerate(result.truth)
    ]
    taken = set(found.values())
    return pairs + [(rep, None) for at, rep in enumerate(result.reps) if at not in taken]


def _outcome(told: bool, true: bool) -> str:
    if told and true:
        return "right"
    return "wrong" if told else "missed" if true else "neither"


def _detection(what: Counter[str]) -> Detection:
    return Detection(what["right"], what["wrong"], what["missed"])
