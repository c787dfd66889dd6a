"""A whole video, or the poses of one, to a session, in one pass and in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from poseguide.core.records import Frame, Pose, Session, Source, Update, ViewProblem
from poseguide.core.skeleton import Side
from poseguide.definitions.catalog import Definition, load_exercise
from poseguide.definitions.schema import looks_per_s
from poseguide.engine.coach import Coach
from poseguide.engine.totals import Totals, session_of
from poseguide.training.baseline import Baseline, learn
from poseguide.vision.pose_source import frames_with_poses, poses_of, shows_several_people
from poseguide.vision.respiration import needed
from poseguide.vision.video_reader import probe

_Seen = TypeVar("_Seen")


def analyze(
    video: str | Path,
    exercise: str | Path | Definition,
    *,
    side: Side | None = None,
    baseline: str | Path | Baseline | None = None,
    every_frame: bool = False,
    workers: int | None = None,
    on_frame: Callable[[Frame, Update], None] | None = None,
    on_update: Callable[[Update], None] | None = None,
) -> Session:
    """The counted and judged repetitions of one exercise in a video.

    `exercise` is an id, a file, or what `load_exercise` gave. `side` keeps the repetitions of one
    side only. `baseline` is a video in which the same person does it well, or what `learn_baseline`
    gave for it: the repetitions are judged by what is normal for the person. So many frames a
    second are looked at as the exercise asks for, or with `every_frame` all. `workers` is how many
    parts of the video are looked at together, without it one for each processor core; the result
    does not depend on it.

    `on_frame` is called with every frame that is looked at and the engine's state after it, in
    order, for drawing; `on_update`, for progress and curves, with the state alone, which spares
    the pictures. Whatever they raise ends the analysis.

    Raises VideoError for a video that cannot be read to its end, UnknownExerciseError and
    DefinitionError as `load_exercise` does, BaselineError as `learn_baseline` does, ModelError when
    MediaPipe cannot start, SideError when the exercise works both sides at once.
    """
    path = Path(video)
    definition = exercise if isinstance(exercise, Definition) else load_exercise(exercise)
    if baseline is not None:
        if not isinstance(baseline, Baseline):
            baseline = learn_baseline(
                baseline, definition, every_frame=every_frame, workers=workers
            )
        definition = definition.with_limits(baseline.limits)
    info = probe(path)
    source = Source(str(path), info.duration_s, info.frames, info.width_px, info.height_px)
    coach = Coach(definition.exercise, side=side)
    surface, on_floor = needed([definition.exercise]), definition.exercise.on_floor
    rate = looks_per_s([definition.exercise], every_frame=every_frame)

    def tell(frame: Frame | None, update: Update) -> None:
        if on_frame is not None and frame is not None:
            on_frame(frame, update)
        if on_update is not None:
            on_update(update)

    with ExitStack() as open_:
        seen: Iterable[tuple[Frame | None, Pose]]
        if on_frame is not None:
            frames = frames_with_poses(
                path, surface=surface, rate=rate, workers=workers, on_floor=on_floor
            )
            seen = open_.enter_context(closing(frames))
        else:
            poses = poses_of(path, surface=surface, rate=rate, workers=workers, on_floor=on_floor)
            seen = ((None, pose) for pose in open_.enter_context(closing(poses)))
        return with_view_problems(_follow(seen, coach, definition, source, tell), path)


def with_view_problems(session: Session, video: Path) -> Session:
    """Return the session of a video with what may be why nothing was counted in it.

    Raises VideoError and ModelError.
    """
    if session.counts.complete or session.hold_s or not session.seen_share:
        return session
    problems: tuple[ViewProblem, ...] = ("another_person",) if shows_several_people(video) else ()
    return replace(session, view_problems=problems)


def learn_baseline(
    video: str | Path,
    exercise: str | Path | Definition,
    *,
    every_frame: bool = False,
    workers: int | None = None,
    on_update: Callable[[Update], None] | None = None,
) -> Baseline:
    """Return what is normal for a person, from a video in which they do an exercise well.

    Its complete repetitions are all taken for good. Raises BaselineError for fewer than three, and
    what `analyze` raises.
    """
    definition = exercise if isinstance(exercise, Definition) else load_exercise(exercise)
    session = analyze(
        video, definition, every_frame=every_frame, workers=workers, on_update=on_update
    )
    return learn(definition.exercise, (rep for rep in session.reps if rep.complete))


def analyze_poses(
    poses: Iterable[Pose],
    definition: Definition,
    source: Source,
    *,
    side: Side | None = None,
    on_update: Callable[[Update], None] | None = None,
) -> Session:
    """Return what `analyze` gives for the video in which these poses were found, in order of time.

    For an exercise of the breath the poses must carry their `surface`. `source` says where they
    come from; its frames are counted anew. `on_update` is called with the engine's state after
    each pose. Raises SideError as `analyze` does, ValueError when time goes backwards.
    """

    def tell(_: None, update: Update) -> None:
        if on_update is not None:
            on_update(update)

    coach = Coach(definition.exercise, side=side)
    return _follow(((None, pose) for pose in poses), coach, definition, source, tell)


def _follow(
    seen: Iterable[tuple[_Seen, Pose]],
    coach: Coach,
    definition: Definition,
    source: Source,
    tell: Callable[[_Seen, Update], None] | None,
) -> Session:
    """Return the session of all poses; `tell` is called after each, with what stands beside it."""
    totals = Totals(definition.exercise)
    for beside, pose in seen:
        update = coach.push(pose)
        totals.add(update)
        if tell is not None:
            tell(beside, update)
    totals.reps.extend(coach.finish())
    return session_of(definition, totals, coach, replace(source, frames=totals.frames))
