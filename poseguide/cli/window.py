"""A live session without a browser: in a window where there is a display, else in text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2

from poseguide.core.i18n import Language
from poseguide.core.i18n.message import Message
from poseguide.core.records import Frame, Session, Tick
from poseguide.definitions.schema import Exercise
from poseguide.live.guidance import Guidance
from poseguide.live.worker import LiveWorker, Snapshot
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
    request: ExerciseRequest,
    store: Store | None,
    ticks: Iterator[Tick],
    *,
    window: bool,
    tell: Callable[[str], None],
) -> Session | None:
    """Lead through an exercise until it ends, the frames do, or Ctrl-C; return its record.

    `ticks` are the frames of a camera, or the ticks of a clock for an exercise that no camera
    follows; its record is None. `tell` is called with the words of each line that would be said,
    and of what cannot be saved. Raises what the frames do, and ModelError.
    """
    tracked = request.definition.exercise.tracked
    view = _Window(tracked, request.language) if window and tracked else None
    note: Message | None = None

    def listen(tick: Tick | None, guidance: Guidance) -> None:
        nonlocal note
        for line in guidance.lines:
            tell(line.message.text(request.language))
        if workout_run.exercise_run.note != note:
            note = workout_run.exercise_run.note
            if note is not None:
                tell(note.text(request.language))
        if view is not None and isinstance(tick, Frame):
            view.show(tick, guidance)

    models = PoseModels()
    if request.needs_camera:
        models.start()  # before the first frame, of which nothing should be missed
    workout_run = WorkoutRun(Workout((request,)), store, models, listen=listen)
    try:
        snapshot = _feed(workout_run.worker, ticks, view)
    finally:
        workout_run.close()
        models.close()
        if view is not None:
            cv2.destroyAllWindows()
    if snapshot.error is not None:
        raise snapshot.error
    guidance = snapshot.guidance
    return workout_run.exercise_run.guide.session(guidance) if guidance else None


def _feed(worker: LiveWorker, ticks: Iterator[Tick], view: _Window | None) -> Snapshot:
    number = 0
    try:
        for tick in ticks:
            number = worker.offer(tick)
            latest = worker.latest
            over = latest.guidance is not None and latest.guidance.end is not None
            if over or latest.error is not None:
                return latest
            if view is not None and view.is_stopped():
                break
        worker.result(number, _PATIENCE_S)
    except KeyboardInterrupt:
        pass
    return worker.stop()


class _Window:
    """Shows the picture with the overlay; drawn by the session's thread, shown by the main one."""

    def __init__(self, exercise: Exercise, language: Language) -> None:
        self._overlay = Overlay(exercise, language)
        self._newest: Picture | None = None
        cv2.namedWindow(_TITLE, cv2.WINDOW_NORMAL)

    def show(self, frame: Frame, guidance: Guidance) -> None:
        """Draw a frame; before anything is counted it is shown as it is."""
        update = guidance.update
        self._newest = frame.image if update is None else self._overlay.draw(frame, update)

    def is_stopped(self) -> bool:
        """Show the newest picture; return whether a key or the closed window stops it."""
        picture, self._newest = self._newest, None
        if picture is not None:
            cv2.imshow(_TITLE, cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        pressed = cv2.waitKey(1) & 0xFF in _STOP_KEYS
        return pressed or cv2.getWindowProperty(_TITLE, cv2.WND_PROP_VISIBLE) < 1
