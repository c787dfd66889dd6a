"""A definition tested by its own good repetition, and all files of a folder checked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from poseguide.core.errors import DefinitionError
from poseguide.core.records import Pose, Rep
from poseguide.core.skeleton import SIDES, Side, index_of, other_side
from poseguide.definitions.base import Signal, split_point
from poseguide.definitions.catalog import Definition, PacedDefinition, paths, read
from poseguide.definitions.programme import (
    Programme,
    is_programme,
    programme_paths,
    read_programme,
    worst_clashes,
)
from poseguide.definitions.schema import Exercise, Fault
from poseguide.definitions.stick_figure import pictures_in, play
from poseguide.definitions.validation import signal_uses
from poseguide.engine.coach import reps_in

_RATES = (12.0, 30.0)
_FAULT_RATE, _HIDDEN_RATE = 30.0, 12.0
#: So much is played in some seconds: pictures, and values in all of them.
_MOST_PICTURES, _MOST_VALUES = 10_000, 600_000


def check(definition: Definition | PacedDefinition) -> list[str]:
    """Return what is wrong with how a definition judges its own repetition, in plain words; or [].

    The good repetition must count once without a fault, at 12 and 30 frames a second, with either
    side to the camera and, where one side works, with the far one working too. Each fault's
    `example` must give that fault and no other. Where the points of a rule are hidden it must not
    give a verdict.
    """
    exercise = definition.exercise.tracked
    if exercise is None:
        return []  # a timer has nothing to play
    if said := _too_much(exercise):
        return [said]
    problems = list(_check_good(exercise))
    if problems:  # everything else would only repeat them
        return problems
    return [*_check_faults(exercise), *_check_hidden(exercise)]


def _too_much(exercise: Exercise) -> str | None:
    """Return a sentence where it would take too long to play all of it; else None."""
    pictures = _played(exercise)
    values = sum(_values_for(signal) for signal in exercise.signals.values())
    values += len(signal_uses(exercise))
    most = min(_MOST_PICTURES, _MOST_VALUES // values)
    if pictures <= most:
        return None
    return (
        f"good: the good repetition and the examples of the faults have {pictures} pictures in "
        f"all, and at most {most} are played with so many signals and conditions; make them "
        "shorter, or fewer"
    )


def _values_for(signal: Signal) -> int:
    """Return how many values a signal costs in a picture: its points, and its past if any."""
    past = 8 if signal.from_start is not None else 0
    return 1 + len(signal.points) + len(signal.over or ()) + past


def _played(exercise: Exercise) -> int:
    """Return how many pictures the self-test plays in all, at the most."""
    ways = 2 if exercise.sides == "both" else 4
    good = sum(ways * pictures_in(exercise, fps) for fps in _RATES)
    rates = (_FAULT_RATE, _FAULT_RATE, _HIDDEN_RATE)
    return good + sum(pictures_in(exercise, r, f.example) for f in exercise.faults for r in rates)


def _check_good(exercise: Exercise) -> Iterator[str]:
    for fps in _RATES:
        for near in SIDES:
            for working in (near,) if exercise.sides == "both" else (near, other_side(near)):
                reps = reps_in(exercise, play(exercise, near=near, working=working, fps=fps))
                where = f"{fps:g} frames a second, {near} side near, {working} working"
                if said := _not_one_good(exercise, reps, working):
                    yield f"good: the good repetition {said} ({where})"


def _not_one_good(exercise: Exercise, reps: list[Rep], working: Side) -> str | None:
    if len(reps) != 1:
        return f"counts {len(reps)} times, not once"
    rep = reps[0]
    if rep.missing is not None:
        return f"never reaches the phase “{rep.missing}”; see its limits"
    if exercise.sides != "both" and rep.side != working:
        return f"counts for the {rep.side} side"
    if rep.faults:
        return f"has the fault “{rep.faults[0].rule}” ({_measured(rep, rep.faults[0].rule)})"
    return None


def _measured(rep: Rep, rule: str) -> str:
    finding = next(finding for finding in rep.findings if finding.rule == rule)
    return f"{finding.value:g} {finding.unit}, the limit is {finding.limit:g}"


def _check_faults(exercise: Exercise) -> Iterator[str]:
    for fault in exercise.faults:
        if not fault.example:
            yield f"faults.{fault.name}: has no example of how the good repetition shows it"
            continue
        for near in SIDES:
            poses = play(exercise, near=near, working=near, fps=_FAULT_RATE, changes=fault.example)
            reps = reps_in(exercise, poses)
            found = [finding.rule for rep in reps for finding in rep.faults]
            if len(reps) != 1:
                yield f"faults.{fault.name}: its example counts {len(reps)} times, not once"
            elif found != [fault.name]:
                said = ", ".join(found) or "no fault"
                yield f"faults.{fault.name}: its example gives {said}"


def _check_hidden(exercise: Exercise) -> Iterator[str]:
    for fault in exercise.faults:
        if fault.signal is None:
            continue
        poses = play(exercise, near="left", working="left", fps=_HIDDEN_RATE, changes=fault.example)
        for rep in reps_in(exercise, _hide(poses, _terms_of(exercise, fault))):
            finding = next(finding for finding in rep.findings if finding.rule == fault.name)
            if finding.verdict != "unseen":
                yield f"faults.{fault.name}: gives a verdict though its points are hidden"


def _terms_of(exercise: Exercise, fault: Fault) -> list[Signal]:
    assert fault.signal is not None
    signal = exercise.signals[fault.signal]
    return [exercise.signals[name] for name in signal.of] or [signal]


def _hide(poses: Iterable[Pose], signals: list[Signal]) -> Iterator[Pose]:
    """The poses without what these signals are made of, once the start posture was held."""
    names = {split_point(name)[1] for s in signals for name in (*s.points, *(s.over or ()))}
    points = [index_of(name, side) for name in sorted(names) for side in SIDES]
    strips = {signal.strip: math.nan for signal in signals if signal.strip is not None}
    for pose in poses:
        if pose.time_s < 1.0:
            yield pose
            continue
        hidden = pose.points.copy()
        hidden[points] = np.nan
        assert pose.surface is not None
        yield replace(pose, points=hidden, surface=replace(pose.surface, **strips))


def checked(files: Sequence[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Each file with all that is wrong with it, in plain words; [] where nothing is.

    An exercise file also plays its own good repetition. Without `files` those that come with
    PoseGuide are checked, the programmes beside each other too.
    """
    if files:
        for path in files:
            yield path, _programme(path)[1] if is_programme(path) else _exercise(path)
        return
    for path in paths():
        yield path, _exercise(path)
    found: list[Programme] = []
    for path in programme_paths():
        programme, wrong = _programme(path)
        found += [programme] if programme else []
        clashes = [str(problem) for problem in worst_clashes(found) if problem.path == path]
        yield path, wrong + clashes


def _exercise(path: Path) -> list[str]:
    try:
        return [f"{path}: {problem}" for problem in check(read(path))]
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]


def _programme(path: Path) -> tuple[Programme | None, list[str]]:
    """The programme of a file, and what is wrong with it."""
    try:
        return read_programme(path), []
    except DefinitionError as error:
        return None, [str(problem) for problem in error.problems]
