"""Corrections of repetitions by a person, beside what was found; neither replaces the other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from poseguide.core.records import Counts, FindingVerdict, Rep, WorkSide
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import VERDICT_WORDS, Verdict, verdict

#: What a person may say of a rule: it was kept, or it was a fault.
Ruling = Literal["ok", "fault"]


@dataclass(frozen=True)
class Correction:
    """The correction of one repetition by a person, where they see it otherwise.

    `number` is the repetition's; one that the machine missed has -1, -2 and so on, and its own
    `start_s` and `end_s` in seconds. `counted` and `side` are None for "as found". `rulings` holds
    what the person says of rules, by their name.
    """

    number: int
    counted: bool | None = None
    side: WorkSide | None = None
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    note: str = ""
    start_s: float | None = None
    end_s: float | None = None

    @property
    def added(self) -> bool:
        """Return whether the machine missed this repetition."""
        return self.number < 0

    @property
    def says_something(self) -> bool:
        """Return whether there is anything in it to keep."""
        return bool(
            self.added
            or self.counted is not None
            or self.side is not None
            or self.rulings
            or self.note
        )


@dataclass(frozen=True)
class ReviewedRep:
    """One repetition with both views of it: `rep` as found, and what a person says, if anything.

    The `rep` of one that was added has its times and side, and nothing that would be measured.
    """

    rep: Rep
    correction: Correction | None = None

    @property
    def added(self) -> bool:
        """Return whether a person added it."""
        return self.correction is not None and self.correction.added

    @property
    def counted(self) -> bool:
        """Return whether it counts: as the person says, else as found."""
        said = self.correction.counted if self.correction else None
        return self.rep.complete if said is None else said

    @property
    def side(self) -> WorkSide:
        """The side that worked: as the person says, else as found."""
        return self.correction.side if self.correction and self.correction.side else self.rep.side

    @property
    def faults(self) -> tuple[str, ...]:
        """The rules that were broken, the person's word first, in the order of the definition.

        What only the person says, of a repetition that was not measured, comes last.
        """
        return self._judged("fault")

    @property
    def close(self) -> tuple[str, ...]:
        """The rules that were at their limit and of which the person says nothing."""
        return self._judged("close")

    @property
    def corrected(self) -> bool:
        """Return whether the person disagrees with the machine; a note alone does not count."""
        said = self.correction
        if said is None:
            return False
        found = self._found
        return (
            self.added
            or self.counted != self.rep.complete
            or self.side != self.rep.side
            or any(found.get(rule) != ruling for rule, ruling in said.rulings.items())
        )

    @property
    def _found(self) -> dict[str, FindingVerdict]:
        return {finding.rule: finding.verdict for finding in self.rep.findings}

    def _judged(self, verdict: FindingVerdict) -> tuple[str, ...]:
        """Return the rules with this verdict, the person's word first."""
        verdicts = self._found | dict(self.correction.rulings if self.correction else {})
        return tuple(rule for rule, its in verdicts.items() if its == verdict)


def review_reps(reps: Sequence[Rep], corrections: Iterable[Correction]) -> tuple[ReviewedRep, ...]:
    """Return all repetitions in the order of time, with what a person says of each."""
    said = {correction.number: correction for correction in corrections}
    found = [ReviewedRep(rep, said.get(rep.number)) for rep in reps]
    added = [
        ReviewedRep(_rep_of(correction), correction)
        for correction in said.values()
        if correction.added
    ]
    return tuple(sorted(found + added, key=lambda one: one.rep.start_s))


def counts_of(repetitions: Iterable[ReviewedRep]) -> Counts:
    """Return the counts as corrected: `incomplete` are all that do not count."""
    counted = {"left": 0, "right": 0, "both": 0}
    incomplete = 0
    for one in repetitions:
        if one.counted:
            counted[one.side] += 1
        else:
            incomplete += 1
    return Counts(sum(counted.values()), incomplete, counted["left"], counted["right"])


def good_reps(repetitions: Iterable[ReviewedRep]) -> list[Rep]:
    """Return the repetitions that count and have no fault, the person's word first.

    One that a person added has nothing measured, and is left out.
    """
    return [one.rep for one in repetitions if one.counted and not one.faults and not one.added]


def next_added(corrections: Iterable[Correction]) -> int:
    """Return the number for one more repetition that the machine missed."""
    return min((correction.number for correction in corrections if correction.added), default=0) - 1


def label_of(number: int) -> str:
    """Return the number of a repetition as it is shown: an added one is +1, +2 and so on."""
    return f"{number}" if number > 0 else f"+{-number}"


def _rep_of(correction: Correction) -> Rep:
    start_s, end_s = correction.start_s, correction.end_s
    assert start_s is not None
    assert end_s is not None
    return Rep(
        number=correction.number,
        side=correction.side or "both",
        start_s=start_s,
        peak_s=(start_s + end_s) / 2,
        end_s=end_s,
        missing=None,
        parts=None,
        range=math.nan,
        phases=(),
    )


#: A verdict with the person's word counted in: one that was added has nothing to be judged by.
ReviewVerdict = Verdict | Literal["added", "not_counted"]

#: The key of each in `words`.
KIND_WORDS: dict[ReviewVerdict, str] = {
    **dict(VERDICT_WORDS.items()),
    "added": "desk_added",
    "not_counted": "desk_not_counted",
}


def kind_of(exercise: Exercise, one: ReviewedRep) -> ReviewVerdict:
    """Return one word for a repetition as the person says, and as found where they say nothing."""
    if not one.counted:
        return "not_counted" if one.rep.complete else "incomplete"
    if one.faults:
        return "fault"
    return "added" if one.added else verdict(exercise, _as_said(one))


def _as_said(one: ReviewedRep) -> Rep:
    """Return the repetition as if the engine had found what the person says."""
    said = one.correction.rulings if one.correction else {}
    findings = tuple(
        replace(finding, verdict=said.get(finding.rule, finding.verdict))
        for finding in one.rep.findings
    )
    return replace(one.rep, missing=None, cut_short=None, findings=findings)
