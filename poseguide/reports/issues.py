"""Issues of a session: each fault and each missed phase, and where it shows best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from poseguide.core.i18n import Language
from poseguide.core.i18n.numbers import listed
from poseguide.core.records import Finding
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.training.corrections import ReviewedRep, label_of


@dataclass(frozen=True)
class Issue:
    """A rule that was broken, or a phase that was missed.

    `found` are the numbers of the repetitions as found, `said` as a person corrected them.
    `clearest` is the repetition in which the value is farthest beyond its limit, and `finding` what
    was measured there, None for a missed phase and where only a person saw it.
    """

    rule: str
    missed: bool
    found: tuple[int, ...]
    said: tuple[int, ...]
    clearest: ReviewedRep
    finding: Finding | None


def issues(exercise: Exercise | None, repetitions: Sequence[ReviewedRep]) -> list[Issue]:
    """Return the faults, the most serious first, then the missed phases; by either view of them."""
    found = {one.rep.number: [finding.rule for finding in one.rep.faults] for one in repetitions}
    said = {one.rep.number: one.faults for one in repetitions}
    named = dict.fromkeys(
        rule for one in repetitions for rule in (*found[one.rep.number], *said[one.rep.number])
    )
    made = [_fault(rule, repetitions, found, said) for rule in _in_order(exercise, named)]
    missed = dict.fromkeys(one.rep.missing for one in repetitions if one.rep.missing is not None)
    for phase in missed:
        its = [one for one in repetitions if one.rep.missing == phase]
        agreed = tuple(one.rep.number for one in its if not one.counted)
        made.append(Issue(phase, True, tuple(one.rep.number for one in its), agreed, its[0], None))
    return made


def labels_of(numbers: Sequence[int]) -> str:
    """Numbers of repetitions, neighbours drawn together, added ones last: 1–3, 5, +1."""
    found = listed([number for number in numbers if number > 0])
    return ", ".join([*([found] if found else []), *(label_of(n) for n in numbers if n < 0)])


def cue_words(exercise: Exercise | None, rule: str, language: Language) -> str:
    """Return the cue of a rule or a missed phase, or its bare name where none is known."""
    return (say(exercise, rule, language) if exercise else "") or rule


def _in_order(exercise: Exercise | None, rules: Iterable[str]) -> list[str]:
    """Major ones first, in the order of the definition; as they come without one."""
    if exercise is None:
        return list(rules)
    order = {fault.name: (fault.severity == "minor", place)
             for place, fault in enumerate(exercise.faults)}  # fmt: skip
    return sorted(rules, key=order.__getitem__)


def _fault(
    rule: str,
    repetitions: Sequence[ReviewedRep],
    found: Mapping[int, Sequence[str]],
    said: Mapping[int, Sequence[str]],
) -> Issue:
    by_machine = [one for one in repetitions if rule in found[one.rep.number]]
    by_person = [one for one in repetitions if rule in said[one.rep.number]]
    clearest = max(by_person or by_machine, key=lambda one: _beyond(_finding(rule, one)))
    return Issue(
        rule=rule,
        missed=False,
        found=tuple(one.rep.number for one in by_machine),
        said=tuple(one.rep.number for one in by_person),
        clearest=clearest,
        finding=_finding(rule, clearest),
    )


def _finding(rule: str, one: ReviewedRep) -> Finding | None:
    found = (finding for finding in one.rep.findings if finding.rule == rule)
    return next((each for each in found if each.verdict == "fault"), None)


def _beyond(finding: Finding | None) -> float:
    """Return how far a value is beyond its limit; below 0 where none was measured."""
    if finding is None or finding.value is None:
        return -1.0
    return abs(finding.value - finding.limit)
