"""A whole video to a session, in one pass and in constant memory."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from poseguide.catalog import Definition, load_exercise
from poseguide.coach import Coach
from poseguide.exercise import Exercise
from poseguide.pose import PoseEstimator
from poseguide.records import Frame, Rep, Session, Source, Update
from poseguide.series import cadence_per_min, judge_series
from poseguide.skeleton import Side
from poseguide.video import probe, read_frames

#: With less of the time measured, a pace that no count supports was kept by the person alone.
_MEASURED_SHARE = 0.5


def analyze(
    video: str | Path,
    exercise: str | Path | Definition,
    *,
    side: Side | None = None,
    on_frame: Callable[[Frame, Update], None] | None = None,
) -> Session:
    """The counted and judged repetitions of one exercise in a video.

    `exercise` is an id, a file, or what `load_exercise` gave. `side` keeps the repetitions of one
    side only. `on_frame` is called with every frame and the engine's state after it, in order: for
    progress, drawing and curves; whatever it raises ends the analysis.

    Raises VideoError for a video that cannot be read to its end, UnknownExerciseError and
    DefinitionError as `load_exercise` does, ModelError when MediaPipe cannot start, SideError when
    the exercise works both sides at once.
    """
    path = Path(video)
    definition = exercise if isinstance(exercise, Definition) else load_exercise(exercise)
    info = probe(path)
    reps: list[Rep] = []
    frames = seen = measured = 0
    with PoseEstimator() as estimator:
        coach = Coach(definition.exercise, estimator, side=side)
        for frame in read_frames(path):
            update = coach.push(frame)
            reps.extend(update.reps)
            frames += 1
            seen += update.pose.found
            measured += _is_measured(definition.exercise, update)
            if on_frame is not None:
                on_frame(frame, update)
        reps.extend(coach.finish())
    measured_share = measured / seen if seen else 0.0
    paced = definition.exercise.pace is not None
    return Session(
        exercise=definition.exercise.id,
        definition_sha256=definition.sha256,
        sides=definition.exercise.sides,
        source=Source(str(path), info.duration_s, frames, info.width_px, info.height_px),
        counts=coach.counts,
        hold_s=coach.hold_s,
        cadence_per_min=cadence_per_min(reps),
        seen_share=seen / frames if frames else 0.0,
        reps=tuple(reps),
        series=judge_series(definition.exercise, reps),
        measured_share=measured_share,
        self_paced=paced and measured_share < _MEASURED_SHARE,
    )


def _is_measured(exercise: Exercise, update: Update) -> bool:
    values = update.sample.sides.values()
    return any(math.isfinite(value[exercise.main]) for value in values)
