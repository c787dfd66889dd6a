"""A live session without a browser: in a window where there is a display, else in text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2

from poseguide.core.records import Frame, Session, Source
from poseguide.definitions.schema import Exercise
from poseguide.engine.totals import session_of
from poseguide.live.guidance import Guidance
from poseguide.live.session_guide import SessionGuide
from poseguide.live.worker import Snapshot
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.vision.lettering import Picture
from poseguide.vision.overlay import Overlay
from poseguide.vision.pose_pool import PoseModels

_TITLE = "PoseGuide"
#: Keys that stop, in the window: q and Escape.
_STOP_KEYS = (ord("q"), 27)
#: The last frame of a video is waited for so long.
_PATIENCE_S = 30.0


def run(
    wish: ExerciseRequest,
    store: Store | None,
    frames: Iterator[Frame],
    *,
    window: bool,
    tell: Callable[[str], None],
) -> Session | None:
    """Leads through a session until it ends, the frames do, or Ctrl-C; what it comes to.

    Each thing that would be said is told as a line, and what cannot be saved. None for an exercise
    that no camera sees. Raises what the frames do, and ModelError.
    """
    view = _Window(wish) if window else None
    note = ""

    def listen(frame: Frame | None, guidance: Guidance) -> None:
        nonlocal note
        for saying in guidance.sayings:
            tell(saying.text)
        if exercising.doing.note != note:
            note = exercising.doing.note
            if note:
                tell(note)
        if view is not None and frame is not None:
            view.show(frame, guidance)

    models = PoseModels()
    if wish.is_seen:
        models.start()  # before the first frame, of which nothing should be missed
    exercising = WorkoutRun(Workout((wish,)), store, models, listen=listen)
    try:
        snapshot = _feed(exercising, frames, view)
    finally:
        exercising.close()
        models.close()
        if window:
            cv2.destroyAllWindows()
    if snapshot.error is not None:
        raise snapshot.error
    return _session(exercising, snapshot)


def _feed(exercising: WorkoutRun, frames: Iterator[Frame], view: _Window | None) -> Snapshot:
    live, number = exercising.live, 0
    try:
        for frame in frames:
            number = live.offer(frame)
            latest = live.latest
            over = latest.guidance is not None and latest.guidance.end is not None
            if over or latest.error is not None:
                return latest
            if view is not None and view.is_stopped():
                break
        live.result(number, _PATIENCE_S)
    except KeyboardInterrupt:
        pass
    return live.stop()


def _session(exercising: WorkoutRun, snapshot: Snapshot) -> Session | None:
    lead, guidance = exercising.doing.lead, snapshot.guidance
    if not isinstance(lead, SessionGuide) or guidance is None:
        return None
    pose = guidance.pose
    size = (pose.width_px, pose.height_px) if pose else (0, 0)
    source = Source("", guidance.time_s, lead.totals.frames, *size)
    return session_of(lead.definition, lead.totals, lead.coach, source)


class _Window:
    """Shows the picture with the overlay; drawn by the session's thread, shown by the main one."""

    def __init__(self, wish: ExerciseRequest) -> None:
        exercise = wish.definition.exercise
        assert isinstance(exercise, Exercise)
        self._overlay = Overlay(exercise, wish.language)
        self._newest: Picture | None = None
        cv2.namedWindow(_TITLE, cv2.WINDOW_NORMAL)

    def show(self, frame: Frame, guidance: Guidance) -> None:
        """Draws a frame; before anything is counted it is shown as it is."""
        update = guidance.update
        self._newest = frame.image if update is None else self._overlay.draw(frame, update)

    def is_stopped(self) -> bool:
        """Shows the newest picture; whether a key was pressed to stop, or the window closed."""
        picture, self._newest = self._newest, None
        if picture is not None:
            cv2.imshow(_TITLE, cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        pressed = cv2.waitKey(1) & 0xFF in _STOP_KEYS
        return pressed or cv2.getWindowProperty(_TITLE, cv2.WND_PROP_VISIBLE) < 1
