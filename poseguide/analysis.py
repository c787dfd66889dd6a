"""A whole video to a session, in one pass and in constant memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from poseguide.catalog import Definition, load_exercise
from poseguide.coach import Coach
from poseguide.pose import PoseEstimator
from poseguide.records import Frame, Session, Source, Update
from poseguide.skeleton import Side
from poseguide.totals import Totals, session_of
from poseguide.video import probe, read_frames


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
    totals = Totals(definition.exercise)
    with PoseEstimator() as estimator:
        coach = Coach(definition.exercise, estimator, side=side)
        for frame in read_frames(path):
            update = coach.push(frame)
            totals.add(update)
            if on_frame is not None:
                on_frame(frame, update)
        totals.reps.extend(coach.finish())
    source = Source(str(path), info.duration_s, totals.frames, info.width_px, info.height_px)
    return session_of(definition, totals, coach, source)
