"""What a session comes to: verdicts, the one thing to work on, and what was not judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from poseguide.cues import cue_of
from poseguide.exercise import Exercise
from poseguide.records import Rep

#: "partly": no fault in what could be seen, but not all was; "unseen": nothing could be judged.
Verdict = Literal["good", "partly", "fault", "incomplete", "unseen"]

#: The key of each verdict in `words.py`.
VERDICT_WORDS: dict[Verdict, str] = {
    "good": "ok",
    "partly": "good_partly",
    "fault": "fault",
    "incomplete": "incomplete_one",
    "unseen": "unseen",
}


@dataclass(frozen=True)
class Advice:
    """A cue of the definition, and the numbers of the repetitions that call for it."""

    cue: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Unjudged:
    """A rule, phase or nested movement that the view did not show, and in which repetitions."""

    rule: str
    numbers: tuple[int, ...]


def verdict(exercise: Exercise, rep: Rep) -> Verdict:
    """One word for a repetition: incomplete before fault before what was hidden."""
    if not rep.complete:
        return "incomplete"
    if rep.faults:
        return "fault"
    hidden = _hidden(exercise, rep)
    if not hidden:
        return "good"
    return "unseen" if len(hidden) == len(rep.findings) else "partly"


def work_on(exercise: Exercise, reps: tuple[Rep, ...]) -> Advice | None:
    """The cue most repetitions call for, the more serious where equal; None when none does.

    What was missed and major faults come before minor ones, however frequent those are.
    """
    cues = [cue_of(exercise, rep) for rep in reps]
    order = [stage.name for stage in exercise.stages] + [fault.name for fault in exercise.faults]
    minor = {fault.name for fault in exercise.faults if fault.severity == "minor"}
    times = Counter(cue for cue in cues if cue is not None)
    if not times:
        return None
    cue = min(times, key=lambda name: (name in minor, -times[name], order.index(name)))
    return Advice(cue, tuple(rep.number for rep, its in zip(reps, cues, strict=True) if its == cue))


def unjudged(exercise: Exercise, reps: tuple[Rep, ...]) -> tuple[Unjudged, ...]:
    """What could not be seen in the repetitions, as it comes up."""
    numbers: dict[str, list[int]] = {}
    for rep in reps:
        for rule in (*_hidden(exercise, rep), *_uncounted(exercise, rep)):
            numbers.setdefault(rule, []).append(rep.number)
    return tuple(Unjudged(rule, tuple(found)) for rule, found in numbers.items())


def _uncounted(exercise: Exercise, rep: Rep) -> list[str]:
    """The nested movement, where its phase was passed and it could not be counted."""
    parts = exercise.repetition.parts if exercise.repetition else None
    if parts is None or rep.parts is not None:
        return []
    return [parts.name] if parts.phase in {span.name for span in rep.phases} else []


def _hidden(exercise: Exercise, rep: Rep) -> list[str]:
    """The rules that the view did not show; not those that never applied to the repetition."""
    faults = {fault.name: fault for fault in exercise.faults}
    passed = {span.name for span in rep.phases}
    shown = {finding.rule for finding in rep.faults}
    hidden = []
    for finding in rep.findings:
        if finding.verdict != "unseen":
            continue
        fault = faults.get(finding.rule)
        if fault is not None and fault.phase is not None and fault.phase not in passed:
            continue
        if fault is not None and shown.intersection(fault.unless):
            continue
        hidden.append(finding.rule)
    return hidden
