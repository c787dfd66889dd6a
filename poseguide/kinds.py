"""The verdict of a repetition with a person's word counted in."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from poseguide.exercise import Exercise
from poseguide.opinion import Judged
from poseguide.records import Rep
from poseguide.summary import VERDICT_WORDS, Verdict, verdict

#: A verdict with the person's word counted in: one that was added has nothing to be judged by.
Kind = Verdict | Literal["added", "not_counted"]

#: The key of each in `words`.
KIND_WORDS: dict[Kind, str] = {
    **dict(VERDICT_WORDS.items()),
    "added": "desk_added",
    "not_counted": "desk_not_counted",
}


def kind_of(exercise: Exercise, one: Judged) -> Kind:
    """One word for a repetition as the person says, and as found where they say nothing."""
    if not one.counted:
        return "not_counted" if one.rep.complete else "incomplete"
    if one.faults:
        return "fault"
    return "added" if one.added else verdict(exercise, _as_said(one))


def _as_said(one: Judged) -> Rep:
    """The repetition as if the engine had found what the person says."""
    said = one.opinion.rulings if one.opinion else {}
    findings = tuple(
        replace(finding, verdict=said.get(finding.rule, finding.verdict))
        for finding in one.rep.findings
    )
    return replace(one.rep, missing=None, findings=findings)
