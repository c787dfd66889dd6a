"""The recognition of an exercise: all definitions count in a recording, the best fit is proposed.

Each definition has a checker of its own. What its repetitions are worth, against what speaks
against them, is its certainty; definitions that explain the same recording share it. All terms are
plain numbers that are named and given their reason here; none was fitted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import percent
from poseguide.core.records import Pose, Rep, Update
from poseguide.definitions.catalog import Definition
from poseguide.definitions.schema import Exercise
from poseguide.engine.checker import Checker
from poseguide.engine.panel import Panel
from poseguide.vision.pose_filter import GAP_S

#: From this confidence on, twins taken together, a match is an answer; less is "none of these".
CLEAR = 0.5
#: Less than this is nothing to speak of.
_LEAST = 0.05
#: One repetition that met this many conditions is as likely as not to be another movement's.
_DOUBT = 3.0
#: An attempt that was not the exercise speaks half as much against it as one that was for it.
_AGAINST = 0.5
#: With a major fault a repetition is worth this much: an unlike movement shows many faults.
_FAULTY = 0.5
#: What was cut short shows how a movement begins, and not that it is one.
_CUT_SHORT = 0.25
#: So many seconds of a hold say as much as a repetition.
_HOLD_S = 10.0
#: Of the time that somebody is seen this part is enough: in repetitions, and in the exercise's
#: posture with its main signal measured. The rest is getting there, resting and going away.
_ENOUGH_MOVING, _ENOUGH_PLACED = 0.25, 2 / 3
#: How many are named where none fits.
_NEAREST = 3


@dataclass(frozen=True)
class Match:
    """An exercise that the recording may show, with `reps` complete repetitions counted.

    `confidence` is the expected share of right answers at that score, 0 to 1.
    """

    definition: Definition
    confidence: float
    reps: int


@dataclass(frozen=True)
class Recognition:
    """The exercises that have something to say for them, the best first; there may be none.

    Twins, exercises that contain each other, look the same to a camera. They share the confidence
    in equal parts. The one that no pace leads stands before the one whose pace leads through what
    is not seen, and otherwise the order of the definitions decides.
    """

    matches: tuple[Match, ...]

    @property
    def best(self) -> Match | None:
        """The best match where it is clear enough; else None: the recording shows none of them.

        Twins are as clear as both together, and then it is the first of them.
        """
        if not self.matches:
            return None
        first = self.matches[0]
        exercise = first.definition.exercise
        alike = [
            m for m in self.matches if m is first or are_twins(exercise, m.definition.exercise)
        ]
        return first if math.fsum(m.confidence for m in alike) >= CLEAR else None


def recognise(poses: Iterable[Pose], definitions: Sequence[Definition]) -> Recognition:
    """The definitions that fit the poses, which are in the order of time, in one pass.

    Breathing can only be recognised where the poses carry their `surface`. Raises ValueError when
    time goes backwards.
    """
    trials = [_Trial(definition) for definition in definitions]
    panel = Panel([trial.checker for trial in trials])
    for pose in poses:
        for trial, update in zip(trials, panel.push(pose), strict=True):
            trial.take(update)
    for trial in trials:
        trial.finish()
    return Recognition(_matches(trials))


class _Trial:
    """One definition on trial: its checker, and the sums that its certainty is made of."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.exercise = definition.exercise
        self.checker = Checker(definition.exercise)
        self._last_s = math.nan
        self._seen_s = self._placed_s = self._moved_s = 0.0
        self._against = _DOUBT / _conditions(definition.exercise)
        #: What its repetitions are worth, in clean complete ones.
        self.worth = 0.0

    def take(self, update: Update) -> None:
        """Take the checker's state after the next pose."""
        # Nothing is known of a gap.
        step_s = min(update.time_s - self._last_s, GAP_S) if math.isfinite(self._last_s) else 0.0
        self._last_s = update.time_s
        if update.pose.found:
            self._seen_s += step_s
            main = self.exercise.main
            if update.state in ("ready", "moving") and any(
                math.isfinite(values[main]) for values in update.sample.sides.values()
            ):
                self._placed_s += step_s
        self._add(update.reps)

    def finish(self) -> None:
        """Count the repetitions that end with the recording too."""
        self._add(self.checker.finish())

    def _add(self, reps: Iterable[Rep]) -> None:
        for rep in reps:
            worth = _worth(self.exercise, rep)
            self.worth += worth
            self._against += 0.0 if rep.complete else _AGAINST * max(0.0, 1.0 - worth)
            self._moved_s += rep.duration_s if worth else 0.0

    @property
    def reps(self) -> int:
        """The number of complete repetitions that were counted."""
        return self.checker.counts.complete

    @property
    def certainty(self) -> float:
        """The certainty, 0 to 1, that the recording has this movement and is about it."""
        if not self.worth:
            return 0.0
        moving = min(1.0, self._moved_s / self._seen_s / _ENOUGH_MOVING)
        placed = min(1.0, self._placed_s / self._seen_s / _ENOUGH_PLACED)
        return self.worth / (self.worth + self._against) * moving * placed

    @property
    def weight(self) -> float:
        """The seconds in counted repetitions, times the conditions that held in them.

        A definition with few conditions counts many movements and says little of each.
        """
        return self._moved_s * _conditions(self.exercise)


def _matches(trials: Sequence[_Trial]) -> tuple[Match, ...]:
    """The matches, the best first.

    What an exercise has counted explains what another one, that it contains, counts as well; only
    what is left is weighed. The certainty of each is then shared by what each explains.
    """
    left = [1.0 - _explained(trial, trials) for trial in trials]
    weights = [trial.weight * share for trial, share in zip(trials, left, strict=True)]
    total = math.fsum(weights)
    if not total:
        return ()
    found = [
        Match(trial.definition, trial.certainty * weight / total, trial.reps)
        for trial, weight in zip(trials, weights, strict=True)
    ]
    return tuple(
        sorted(
            (match for match in found if match.confidence >= _LEAST),
            key=lambda match: (-match.confidence, match.definition.exercise.pace is not None),
        )
    )


def _explained(trial: _Trial, trials: Sequence[_Trial]) -> float:
    """The share of a trial's worth that exercises containing it account for; not its twins."""
    wider = [
        other.worth
        for other in trials
        if _contains(other.exercise, trial.exercise)
        and not are_twins(other.exercise, trial.exercise)
    ]
    return min(1.0, max(wider, default=0.0) / trial.worth) if trial.worth else 0.0


def _worth(exercise: Exercise, rep: Rep) -> float:
    """Return the worth of one attempt: 1 for a clean complete one.

    An incomplete one is worth the square of the share of stages up to the first it missed: how a
    movement begins is common to many. One that was cut short is worth a quarter.
    """
    if exercise.hold is not None:
        return rep.duration_s / _HOLD_S
    if rep.cut_short is not None:
        return _CUT_SHORT
    if rep.missing is None:
        return _FAULTY if any(fault.severity == "major" for fault in rep.faults) else 1.0
    names = [stage.name for stage in exercise.stages]
    return float((names.index(rep.missing) / len(names)) ** 2)


def _conditions(exercise: Exercise) -> int:
    """Return how many conditions a repetition meets, from the start posture on; a stroke is one."""
    if exercise.hold is not None:
        return len(exercise.start.when) + len(exercise.hold.when)
    if exercise.cycle is not None:
        return len(exercise.start.when) + len(exercise.stages)
    return len(exercise.start.when) + sum(len(phase.enter) for phase in exercise.phases)


def _contains(wider: Exercise, exercise: Exercise) -> bool:
    return any(part.exercise == exercise.id for part in wider.contains)


def are_twins(one: Exercise, other: Exercise) -> bool:
    """Return whether two exercises contain each other: what a camera sees of them is the same."""
    return _contains(one, other) and _contains(other, one)


def answer(found: Recognition, language: Language) -> str:
    """The exercise that was recognised and its confidence, and the next one where there is one.

    Raises ValueError where none was.
    """
    best = found.best
    if best is None:
        raise ValueError("nothing was recognised")
    said = [word("recognised", language, exercise=_named(best, language))]
    for following in found.matches[1:2]:
        alike = are_twins(best.definition.exercise, following.definition.exercise)
        key = "recognised_twin" if alike else "recognised_next"
        said.append(word(key, language, exercise=_named(following, language)))
    return " ".join(said)


def none_fits(found: Recognition, language: Language) -> str:
    """Return in words that none of the exercises fits well, and the nearest ones."""
    nearest = ", ".join(_named(match, language) for match in found.matches[:_NEAREST])
    said = word("none_nearest", language, nearest=nearest) if nearest else ""
    return " ".join(filter(None, (word("none_fits_well", language), said)))


def _named(match: Match, language: Language) -> str:
    exercise = match.definition.exercise
    return word(
        "exercise_share",
        language,
        name=exercise.name[language],
        id=exercise.id,
        percent=percent(match.confidence, language),
    )
