"""Totals of a session, added up frame by frame, and the session record made of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from poseguide.core.records import Rep, Session, Source, Update
from poseguide.definitions.catalog import Definition
from poseguide.definitions.schema import Exercise
from poseguide.engine.coach import Coach
from poseguide.engine.fault_rules import cadence_per_min, judge_series

#: With less of the time measured, a pace that no count supports was kept by the person alone.
_MEASURED_SHARE = 0.5


class Totals:
    """Adds up the updates of one session; `reps` are all repetitions so far, in order."""

    def __init__(self, exercise: Exercise, earlier: Iterable[Rep] = ()) -> None:
        self._exercise = exercise
        self.reps: list[Rep] = list(earlier)
        self.frames = self.seen = self.measured = 0

    def add(self, update: Update) -> None:
        """Add the state after one frame."""
        self.reps.extend(update.reps)
        self.frames += 1
        self.seen += update.pose.found
        values = update.sample.sides.values()
        self.measured += any(math.isfinite(value[self._exercise.main]) for value in values)


def session_of(definition: Definition, totals: Totals, coach: Coach, source: Source) -> Session:
    """Return the record of a session from its totals and its coach."""
    exercise = definition.exercise
    return session_from(
        Session(
            exercise=exercise.id,
            definition_sha256=definition.sha256,
            sides=exercise.sides,
            source=source,
            counts=coach.counts,
            hold_s=coach.hold_s,
            cadence_per_min=None,
            seen_share=0.0,
            reps=tuple(totals.reps),
            series=judge_series(exercise, totals.reps),
        ),
        seen=totals.seen,
        measured=totals.measured,
        paced=exercise.pace is not None,
    )


def session_from(session: Session, *, seen: int, measured: int, paced: bool) -> Session:
    """Return the session with the shares and the cadence that follow from its repetitions.

    A body was found in `seen` of its frames, and the main signal measured in `measured` of those.
    `paced` says that a pace led through it.
    """
    frames = session.source.frames
    measured_share = measured / seen if seen else 0.0
    return replace(
        session,
        cadence_per_min=cadence_per_min(session.reps),
        seen_share=seen / frames if frames else 0.0,
        measured_share=measured_share,
        self_paced=paced and measured_share < _MEASURED_SHARE,
    )
