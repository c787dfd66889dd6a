"""Numbers on how right counts, verdicts and angles are: pure functions of results of clips.

Definitions are those of the field: MAE and OBO of repetition counting (RepNet, TransRAC), and F1 of
one-to-one matches. A number that nothing was there to tell is NaN.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from poseguide.core.records import Rep
from poseguide.evaluation.ground_truth import TrueRep, flags_of, match, met
from poseguide.evaluation.run import ClipResult


@dataclass(frozen=True)
class Counting:
    """Found attempts, complete or not, against true ones, over clips of an exercise's own.

    `exact` and `within_one` are numbers of clips. `mae` is the mean of |found - true| / true,
    `bias` the mean of found - true.
    """

    clips: int
    attempts: int
    found: int
    exact: int
    within_one: int
    mae: float
    bias: float


@dataclass(frozen=True)
class FalseReps:
    """Repetitions that are none: on clips of something else, and on own ones beside the true ones.

    `minutes` is the time in which there was nothing to find: the duration of each pair of a clip
    and an exercise that is not done in it, and what the true repetitions of own clips leave.
    """

    pairs: int
    on_pairs: int
    phantoms: int
    minutes: float

    @property
    def per_minute(self) -> float:
        """False repetitions per minute in which there was nothing to find."""
        return share(self.on_pairs + self.phantoms, self.minutes)


@dataclass(frozen=True)
class Scores:
    """Everything that can be told of some results.

    `ends` are moments at which repetitions end, `peaks` moments of the greatest effort, both met
    within 0.5 s. `timing` is found less true "start", "peak" and "end" of matched repetitions in
    seconds. `angles` is by view ("image", "space") and joint, in degrees; `hold` is the
    longest hold in seconds, `breathing` the rate in breaths per minute, a value for each clip.
    """

    counting: Counting
    false: FalseReps
    ends: Detection
    peaks: Detection
    timing: dict[str, Deviation]
    form: FormScores
    angles: dict[tuple[str, str], Deviation]
    hold: Deviation
    breathing: Deviation


def score(results: Sequence[ClipResult]) -> Scores:
    """The numbers of these results: of one exercise's checker, or of all."""
    own = [result for result in results if result.own]
    return Scores(
        counting=count(own),
        false=false_reps(results),
        ends=sum((_ends(r.reps, r.truth) for r in own if r.truth), Detection()),
        peaks=sum((_peaks(result) for result in own), Detection()),
        timing=_timing(own),
        form=judge_form(own),
        angles=_angles(own),
        hold=deviation(_hold_errors_s(own)),
        breathing=deviation(_breathing_errors(own)),
    )


def count(own: Sequence[ClipResult]) -> Counting:
    """Return how well attempts were counted on clips of an exercise's own."""
    off = [result.off for result in own]
    relative = [abs(o) / r.attempts for o, r in zip(off, own, strict=True) if r.attempts]
    return Counting(
        clips=len(own),
        attempts=sum(result.attempts for result in own),
        found=sum(len(result.reps) for result in own),
        exact=sum(o == 0 for o in off),
        within_one=sum(abs(o) <= 1 for o in off),
        mae=mean(relative),
        bias=mean(off),
    )


def false_reps(results: Sequence[ClipResult]) -> FalseReps:
    """Repetitions found where there is none, and the time in which there was none to find."""
    foreign = [result for result in results if result.foreign]
    known = [(r, r.truth) for r in results if r.own and r.truth is not None]
    phantoms = sum(len(result.reps) - len(match(result.reps, truth)) for result, truth in known)
    seconds = sum(result.duration_s for result in foreign)
    seconds += sum(max(0.0, result.duration_s - _busy_s(truth)) for result, truth in known)
    return FalseReps(
        pairs=len(foreign),
        on_pairs=sum(len(result.reps) for result in foreign),
        phantoms=phantoms,
        minutes=seconds / 60.0,
    )


def _ends(reps: Iterable[Rep], truth: Sequence[TrueRep]) -> Detection:
    found_s = [rep.end_s for rep in reps]
    right = met(found_s, [true.end_s for true in truth])
    return Detection(right, len(found_s) - right, len(truth) - right)


def _peaks(result: ClipResult) -> Detection:
    """A peak beyond the number of attempts, cut off by the clip's edge, need not be met.

    A hold has no moment of greatest effort.
    """
    peaks_s = result.peaks_s
    if result.truth is not None:
        peaks_s = tuple(true.peak_s for true in result.truth if true.hold_s is None)
    if not peaks_s:
        return Detection()
    right = met([rep.peak_s for rep in result.reps], peaks_s)
    return Detection(right, len(result.reps) - right, max(0, result.attempts - right))


def _timing(own: Iterable[ClipResult]) -> dict[str, Deviation]:
    pairs = [
        (result.reps[number], result.truth[at])
        for result in own
        if result.truth is not None
        for at, number in match(result.reps, result.truth).items()
    ]
    return {
        "start": deviation([rep.start_s - true.start_s for rep, true in pairs]),
        "peak": deviation([rep.peak_s - true.peak_s for rep, true in pairs if true.hold_s is None]),
        "end": deviation([rep.end_s - true.end_s for rep, true in pairs]),
    }


def _busy_s(truth: Iterable[TrueRep]) -> float:
    """Return the time during which any true repetition goes on, in seconds."""
    busy_s, until_s = 0.0, -math.inf
    for true in sorted(truth, key=lambda true: true.start_s):
        busy_s += max(0.0, true.end_s - max(true.start_s, until_s))
        until_s = max(until_s, true.end_s)
    return busy_s


def _angles(own: Iterable[ClipResult]) -> dict[tuple[str, str], Deviation]:
    errors: dict[tuple[str, str], list[float]] = {}
    for result in own:
        for angle in result.angles:
            errors.setdefault((angle.view, angle.joint), []).extend(angle.errors_deg)
    return {key: deviation(values) for key, values in errors.items()}


def _hold_errors_s(own: Iterable[ClipResult]) -> list[float]:
    """The longest hold less the longest true one of each clip, in seconds."""
    return [
        result.hold_s - max(held)
        for result in own
        if result.hold_s is not None
        and (held := [true.hold_s for true in result.truth or () if true.hold_s is not None])
    ]


def _breathing_errors(own: Iterable[ClipResult]) -> list[float]:
    """Return the rate less the true one of each clip of breathing, in breaths per minute."""
    errors = []
    for result in own:
        if not result.is_breathing or result.truth is None:
            continue
        rate = _rate_per_min([rep.peak_s for rep in result.reps])
        errors.append(rate - _rate_per_min([true.peak_s for true in result.truth]))
    return [error for error in errors if math.isfinite(error)]


def _rate_per_min(peaks_s: list[float]) -> float:
    """60 / the median time between peaks; NaN for fewer than two."""
    peaks_s = sorted(peaks_s)
    periods_s = [later - earlier for earlier, later in pairwise(peaks_s)]
    return share(60.0, median(periods_s)) if periods_s else math.nan


# --- form ---


@dataclass(frozen=True)
class FaultScore:
    """The score of one true fault of one exercise; `true` is how many repetitions have it."""

    exercise: str
    fault: str
    detection: Detection

    @property
    def true(self) -> int:
        """The number of repetitions that have it."""
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
    """Return how well faults and sides were told, on clips whose repetitions are known.

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


# --- plain numbers; what nothing was there to tell is NaN ---


@dataclass(frozen=True)
class Detection:
    """A count of findings: right ones, wrong ones, and those that were missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0 to 1; NaN when nothing was found."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what there was that was found, 0 to 1; NaN when there was nothing."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """2 right / (2 right + wrong + missed), 0 to 1; NaN when there was and is nothing."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: Detection) -> Detection:
        return Detection(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )


@dataclass(frozen=True)
class Deviation:
    """Measured less true values: how many, the mean of their sizes, their mean, their RMS."""

    count: int
    mae: float
    bias: float
    rmse: float


def share(part: float, whole: float) -> float:
    """`part` / `whole`; NaN when the whole is 0."""
    return part / whole if whole else math.nan


def mean(values: Sequence[float]) -> float:
    """The mean; NaN of nothing."""
    return fmean(values) if values else math.nan


def deviation(errors: Sequence[float]) -> Deviation:
    """The size and direction of errors, in their unit; NaN when there are none."""
    rms = math.sqrt(fmean(e * e for e in errors)) if errors else math.nan
    return Deviation(len(errors), mean([abs(e) for e in errors]), mean(errors), rms)
