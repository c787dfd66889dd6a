"""Summary of a session: verdicts, the one thing to work on, and what could not be judged."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from poseguide.core.i18n.message import Message
from poseguide.core.records import Rep
from poseguide.definitions.schema import Exercise
from poseguide.engine.cue_policy import cue_of

#: "close": no fault, but something was at its limit; "partly": no fault in what could be seen, but
#: not all was; "unseen": nothing could be judged.
Verdict = Literal["good", "partly", "close", "fault", "incomplete", "unseen"]

#: The key of each verdict in `words`.
VERDICT_WORDS: dict[Verdict, str] = {
    "good": "ok",
    "partly": "good_partly",
    "close": "close",
    "fault": "fault",
    "incomplete": "incomplete_one",
    "unseen": "unseen",
}

#: A tempo is called steady where the slowest and the quickest of at least four differ by no more
#: than this share of the usual one.
_STEADY, _FEWEST_FOR_TEMPO = 0.4, 4


@dataclass(frozen=True)
class MainAdvice:
    """The cue to work on, and the numbers of the repetitions that have it."""

    cue: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class UnjudgedRule:
    """A rule, phase or nested movement that was not seen, with the numbers of the repetitions."""

    rule: str
    numbers: tuple[int, ...]


def verdict(exercise: Exercise, rep: Rep) -> Verdict:
    """Return the verdict on a repetition: incomplete, fault, close, unseen in this order."""
    if not rep.complete:
        return "incomplete"
    if rep.faults:
        return "fault"
    if rep.close:
        return "close"
    hidden = _hidden(exercise, rep)
    if not hidden:
        return "good"
    return "unseen" if len(hidden) == len(rep.findings) else "partly"


def work_on(exercise: Exercise, reps: tuple[Rep, ...]) -> MainAdvice | None:
    """Return the cue that most repetitions have, the more serious of equals; None without any.

    Missed phases and major faults come before minor ones, however frequent those are.
    """
    cues = [cue_of(exercise, rep) for rep in reps]
    order = [stage.name for stage in exercise.stages] + [fault.name for fault in exercise.faults]
    minor = {fault.name for fault in exercise.faults if fault.severity == "minor"}
    times = Counter(cue for cue in cues if cue is not None)
    if not times:
        return None
    cue = min(times, key=lambda name: (name in minor, -times[name], order.index(name)))
    return MainAdvice(
        cue, tuple(rep.number for rep, its in zip(reps, cues, strict=True) if its == cue)
    )


def reasons(reps: Sequence[Rep]) -> dict[str, tuple[int, ...]]:
    """Return the stages that were missed, each with the numbers of the incomplete repetitions."""
    numbers: dict[str, tuple[int, ...]] = {}
    for rep in reps:
        if rep.missing is not None:
            numbers[rep.missing] = (*numbers.get(rep.missing, ()), rep.number)
    return numbers


def tempo_s(reps: Sequence[Rep]) -> float | None:
    """Return the median duration of the complete repetitions in seconds; None without any."""
    return known_median(rep.duration_s for rep in reps if rep.complete)


def usual_range(reps: Sequence[Rep]) -> float | None:
    """Return the median range of the main signal in complete repetitions, in its unit."""
    return known_median(rep.range for rep in reps if rep.complete)


def went_well(exercise: Exercise, reps: Sequence[Rep]) -> list[Message]:
    """Return the praise that the repetitions earn, the most specific first; [] without any.

    One with a phase that the view hid is neither good nor complete for sure.
    """
    complete = [rep for rep in reps if rep.complete and not _hides_phase(exercise, rep)]
    good = sum(verdict(exercise, rep) in ("good", "partly") for rep in complete)
    praise: list[Message] = []
    if good == len(reps) > 1:
        praise.append(Message("well_all_good", {"number": good}))
    elif good:
        praise.append(Message("well_good", {"number": good}))
    if len(complete) == len(reps) > 1 and good < len(reps):
        praise.append(Message("well_complete", {"number": len(reps)}))
    tempi = sorted(rep.duration_s for rep in complete)
    if len(tempi) >= _FEWEST_FOR_TEMPO and tempi[-1] - tempi[0] <= _STEADY * tempi[len(tempi) // 2]:
        praise.append(Message("well_steady", {"number": len(tempi)}))
    return praise


def known_median(values: Iterable[float]) -> float | None:
    """Return the median of the values that were measured, so are not NaN; None without any."""
    known = [value for value in values if math.isfinite(value)]
    return statistics.median(known) if known else None


def unjudged(exercise: Exercise, reps: tuple[Rep, ...]) -> tuple[UnjudgedRule, ...]:
    """Return what was not seen in the repetitions, in the order in which it occurs."""
    numbers: dict[str, list[int]] = {}
    for rep in reps:
        for rule in (*_hidden(exercise, rep), *_uncounted(exercise, rep)):
            numbers.setdefault(rule, []).append(rep.number)
    return tuple(UnjudgedRule(rule, tuple(found)) for rule, found in numbers.items())


@dataclass(frozen=True)
class JudgedShare:
    """Of so many complete repetitions, `of`, only `judged` could be judged."""

    judged: int
    of: int


def hardly_judged(exercise: Exercise, reps: Sequence[Rep]) -> JudgedShare | None:
    """Return how many could be judged where that is less than half; None where it is more.

    One cannot be judged where the view hid one of its phases, or all that its rules look at.
    """
    complete = [rep for rep in reps if rep.complete]
    judged = sum(
        not _hides_phase(exercise, rep) and verdict(exercise, rep) != "unseen" for rep in complete
    )
    return JudgedShare(judged, len(complete)) if 2 * judged < len(complete) else None


def far_leg_worked(exercise: Exercise, reps: Iterable[Rep]) -> bool:
    """Return whether any repetition has a phase that could not be judged from this side."""
    return any(_hides_phase(exercise, rep) for rep in reps)


def _hides_phase(exercise: Exercise, rep: Rep) -> bool:
    phases = {stage.name for stage in exercise.stages}
    return any(f.rule in phases and f.verdict == "unseen" for f in rep.findings)


def _uncounted(exercise: Exercise, rep: Rep) -> list[str]:
    """Return the name of the nested movement if its phase was passed but it was not counted."""
    parts = exercise.repetition.parts if exercise.repetition else None
    if parts is None or rep.parts is not None:
        return []
    return [parts.name] if parts.phase in {span.name for span in rep.phases} else []


def _hidden(exercise: Exercise, rep: Rep) -> list[str]:
    """Return the names of the rules that applied to the repetition but were not seen."""
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
