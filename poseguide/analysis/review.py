"""A recorded video made ready to look at: poses, the exercise, the session, the drawn video."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from poseguide.analysis.recognition import Recognition, recognise
from poseguide.analysis.recording import analyze_poses, with_view_problems
from poseguide.core.errors import OutputError
from poseguide.core.i18n import Language
from poseguide.core.records import Pose, Rep, Session, Source, Update
from poseguide.definitions.catalog import Definition
from poseguide.definitions.schema import Exercise, looks_per_s
from poseguide.engine.coach import Coach
from poseguide.engine.signal_trace import SignalTrace, TraceRecorder
from poseguide.engine.totals import Totals
from poseguide.vision.pose_source import poses_of
from poseguide.vision.respiration import needed
from poseguide.vision.video_reader import probe, read_frames
from poseguide.vision.video_writer import AnnotatedVideo

#: Progress is told this often, and the time left is guessed from this share on.
_TELL_EVERY_S = 0.25
_GUESS_FROM = 0.04
#: How much of the work it is to find the poses; the rest is drawing and writing the video.
_POSES_SHARE = 0.75


@dataclass(frozen=True)
class ReviewProgress:
    """The share of the work that is done, 0 to 1, and the seconds left; None while not known."""

    share: float
    left_s: float | None


@dataclass(frozen=True)
class Review:
    """A checked video; its drawing stands at the path that was asked for.

    `recognition` is there where the exercise was to be proposed. Where none fits, `definition` and
    `session` are None and nothing was drawn. `seen` and `measured` are the frames with a body, and
    with the main signal.
    """

    name: str
    poses: tuple[Pose, ...]
    recognition: Recognition | None
    definition: Definition | None
    session: Session | None
    seen: int = 0
    measured: int = 0


def review(
    video: Path | BinaryIO,
    definition: Definition | Sequence[Definition],
    language: Language,
    *,
    name: str,
    to: Path,
    on_progress: Callable[[ReviewProgress], None],
) -> Review:
    """The review of a video file, or of an uploaded one, which is kept only while it is checked.

    `definition` is the exercise, or those of which one is to be proposed. `name` is what the person
    calls the video; the video with the drawing in it is written to `to`, with words in the
    language. Raises what `analyze` does, and OutputError when there is no room for the files.
    """
    with _on_disk(video) as path:
        return _review(path, definition, language, name, to, on_progress)


def track_of(exercise: Exercise, poses: Iterable[Pose], reps: Sequence[Rep]) -> SignalTrace:
    """The signals of an exercise in these poses, of the sides that worked in these repetitions."""
    coach, curve = Coach(exercise), TraceRecorder(exercise)
    for pose in poses:
        curve.add(coach.push(pose))
    return curve.track(reps)


@contextmanager
def _on_disk(video: Path | BinaryIO) -> Iterator[Path]:
    if isinstance(video, Path):
        yield video
        return
    with TemporaryDirectory(prefix="poseguide-") as folder:
        # The name of an upload comes from outside and never becomes a path.
        path = Path(folder) / "recording"
        try:
            video.seek(0)
            with path.open("wb") as file:
                shutil.copyfileobj(video, file)
        except OSError as error:
            why = f"Temporary files could not be written ({error.strerror}). Make room on the disk."
            raise OutputError(Path(folder), why) from error
        yield path


def _review(
    path: Path,
    definition: Definition | Sequence[Definition],
    language: Language,
    name: str,
    to: Path,
    on_progress: Callable[[ReviewProgress], None],
) -> Review:
    info = probe(path)
    tell = _Teller(info.duration_s, on_progress)
    choices = [definition] if isinstance(definition, Definition) else list(definition)
    poses = _poses(path, choices, tell)
    recognition = None if isinstance(definition, Definition) else recognise(poses, choices)
    chosen = definition if isinstance(definition, Definition) else None
    if recognition is not None and recognition.best is not None:
        chosen = recognition.best.definition
    if chosen is None:
        return Review(name, poses, recognition, None, None)
    totals = Totals(chosen.exercise)
    frames = read_frames(path, looks_per_s([each.exercise for each in choices]))
    with AnnotatedVideo(to, chosen.exercise, language) as annotated:
        source = Source(name, info.duration_s, len(poses), info.width_px, info.height_px)

        def on_update(update: Update) -> None:
            totals.add(update)
            annotated.add(next(frames), update)
            tell(update.time_s, begun=_POSES_SHARE)

        session = analyze_poses(poses, chosen, source, on_update=on_update)
        session = with_view_problems(session, path)
    return Review(name, poses, recognition, chosen, session, totals.seen, totals.measured)


def _poses(path: Path, definitions: Sequence[Definition], tell: _Teller) -> tuple[Pose, ...]:
    """Return the poses of a video, with the rise of the belly where an exercise may need it."""
    poses = []
    exercises = [each.exercise for each in definitions]
    on_floor = exercises[0].on_floor if len(exercises) == 1 else None
    looked_at = poses_of(
        path, surface=needed(exercises), rate=looks_per_s(exercises), on_floor=on_floor
    )
    for pose in looked_at:
        poses.append(pose)
        tell(pose.time_s, done=_POSES_SHARE)
    return tuple(poses)


class _Teller:
    """Tells the progress from time to time, with the time left guessed from the time taken."""

    def __init__(self, duration_s: float, on_progress: Callable[[ReviewProgress], None]) -> None:
        self._duration_s = duration_s
        self._on_progress = on_progress
        self._begun_s = self._told_s = time.monotonic()

    def __call__(self, time_s: float, *, begun: float = 0.0, done: float = 1.0) -> None:
        """Tell how far a part of the work is that goes from the share `begun` to `done`."""
        now_s = time.monotonic()
        if now_s - self._told_s < _TELL_EVERY_S:
            return
        self._told_s = now_s
        part = min(1.0, time_s / self._duration_s) if self._duration_s > 0 else 0.0
        share = begun + part * (done - begun)
        taken_s = now_s - self._begun_s
        left_s = taken_s / share * (1 - share) if share > _GUESS_FROM else None
        self._on_progress(ReviewProgress(share, left_s))
