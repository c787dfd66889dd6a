"""A live session in text: what is told in which order, and how it ends."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from poseguide.cli import window
from poseguide.cli.window import run
from poseguide.core.errors import CameraError, ModelError
from poseguide.core.files import bundled
from poseguide.core.i18n import Language
from poseguide.core.records import Counts, Frame, Tick
from poseguide.definitions.catalog import load_any
from poseguide.live.workout import ExerciseRequest
from poseguide.live.workout_run import WorkoutRun
from poseguide.storage.store import Store
from poseguide.training.goal import usual_goal
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.video_reader import read_frames

SAMPLES = bundled("sample_videos")
DEADLINE_S = 60.0

Pacer = Callable[[Iterable[Tick]], Iterator[Tick]]


@pytest.fixture
def at_its_pace(monkeypatch: pytest.MonkeyPatch) -> Pacer:
    """Gives each frame when the one before is done, so that a slow machine drops none."""
    made: list[WorkoutRun] = []

    class Known(WorkoutRun):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[arg-type]
            made.append(self)

    monkeypatch.setattr(window, "WorkoutRun", Known)

    def pacer(frames: Iterable[Tick]) -> Iterator[Tick]:
        for number, frame in enumerate(frames):
            made[-1].worker.result(number, DEADLINE_S)
            yield frame

    return pacer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'x.db'}")
    store.open()  # as the program does when it starts
    yield store
    store.close()


def request(name: str, language: Language = "en") -> ExerciseRequest:
    definition = load_any(name)
    return ExerciseRequest(definition, usual_goal(definition.exercise), language)


def moments(until_s: float = float("inf")) -> Iterator[Tick]:
    """Half seconds without a picture."""
    for number in count():
        if number / 2 >= until_s:
            return
        yield Tick(number / 2)


def then(frames: Iterable[Tick], error: BaseException) -> Iterator[Tick]:
    """The frames, and then an error in place of the next."""
    yield from frames
    raise error


@pytest.mark.slow
def test_a_sample_is_led_counted_and_stored(at_its_pace: Pacer, store: Store) -> None:
    clip = SAMPLES / "leg_extension_left.mp4"
    truth = json.loads(clip.with_suffix(".json").read_text(encoding="utf-8"))["repetitions"]
    assert {rep["side"] for rep in truth} == {"left"}
    lines: list[str] = []
    session = run(
        request("leg_extension_all_fours"),
        store,
        at_its_pace(read_frames(clip)),
        window=False,
        tell=lines.append,
    )
    numbers = [line.split(".")[0] for line in lines if line[0].isdigit()]
    assert lines[0] == "Ready. Begin."
    assert numbers == [str(number) for number in range(1, len(truth) + 1)]
    assert lines[-1] == "Stopped."
    assert session is not None
    assert session.counts == Counts(complete=len(truth), left=len(truth))
    for rep, true in zip(session.reps, truth, strict=True):
        assert true["start_s"] - 0.5 < rep.peak_s < true["end_s"] + 0.5
    (stored,) = store.history.all()
    assert (stored.end, stored.reps) == ("stopped", session.reps)
    assert stored.session().counts == session.counts
    assert stored.progress.frames == session.source.frames
    assert (session.source.width_px, session.source.height_px) == (640, 480)


def test_a_pace_is_told_until_its_end_and_no_more_frames_are_taken(
    at_its_pace: Pacer, store: Store
) -> None:
    lines: list[str] = []
    frames = at_its_pace(moments())
    given = run(request("pelvic_floor_hold"), store, frames, window=False, tell=lines.append)
    assert given is None
    assert lines[:4] == [
        "Get ready.", "Squeeze and lift.", "Let go completely.", "2. Squeeze and lift.",
    ]  # fmt: skip
    assert lines[-1] == "That was all. Well done."
    (stored,) = store.history.all()
    assert (stored.end, stored.progress.paced) == ("dose", 10)


def test_it_is_told_in_the_language_that_was_wished(at_its_pace: Pacer) -> None:
    lines: list[str] = []
    frames = at_its_pace(moments(12.0))
    run(request("pelvic_floor_hold", "da"), None, frames, window=False, tell=lines.append)
    assert lines == ["Gør dig klar.", "Knib og løft.", "Slip helt.", "Stoppet."]


@pytest.mark.parametrize("interrupted", [False, True])
def test_the_end_of_the_frames_and_ctrl_c_stop_it(
    at_its_pace: Pacer, store: Store, interrupted: bool
) -> None:
    lines: list[str] = []
    frames = at_its_pace(moments(30.0))
    if interrupted:
        frames = then(frames, KeyboardInterrupt())
    run(request("pelvic_floor_hold"), store, frames, window=False, tell=lines.append)
    assert lines[-1] == "Stopped."
    assert lines.count("Stopped.") == 1
    (stored,) = store.history.all()
    assert (stored.end, stored.progress.paced) == ("stopped", 2)


def test_a_camera_that_fails_is_told_and_the_session_can_go_on(
    at_its_pace: Pacer, store: Store
) -> None:
    lines: list[str] = []
    frames = then(at_its_pace(moments(30.0)), CameraError("Plug it in again."))
    with pytest.raises(CameraError, match="Plug it in again"):
        run(request("pelvic_floor_hold"), store, frames, window=False, tell=lines.append)
    assert "Stopped." not in lines
    (stored,) = store.history.running()
    assert stored.end is None


def test_a_pose_model_that_does_not_start_ends_it_with_its_reason(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_its_pace: Pacer
) -> None:
    def fail(self: PoseEstimator, frame: Frame) -> None:
        raise ModelError("No pose model.")

    monkeypatch.setattr(PoseEstimator, "estimate", fail)
    grey = np.full((8, 8, 3), 128, np.uint8)
    frames = at_its_pace(Frame(number / 15, grey) for number in count())
    with pytest.raises(ModelError, match="No pose model"):
        run(request("pelvic_lift_tilt"), store, frames, window=False, tell=lambda line: None)
    assert store.history.all() == []


def test_what_no_camera_sees_is_not_filmed(
    at_its_pace: Pacer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    lines: list[str] = []

    def slowly() -> Iterator[Tick]:
        """Until it is stored: only then would it be filmed."""
        for frame in moments(60.0):
            until = time.monotonic() + DEADLINE_S
            while frame.time_s > 9.0 and not store.history.all() and time.monotonic() < until:
                time.sleep(0.01)
            yield frame

    filmed = replace(request("pelvic_floor_hold"), film=True)
    run(filmed, store, at_its_pace(slowly()), window=False, tell=lines.append)
    assert lines[-1] == "Stopped."
    (stored,) = store.history.all()
    assert (stored.clip, stored.progress.paced) == (None, 5)
    assert not list(tmp_path.rglob("*.mp4"))


def test_what_cannot_be_saved_is_told_once_and_the_session_goes_on(
    at_its_pace: Pacer, tmp_path: Path
) -> None:
    lines: list[str] = []
    (tmp_path / "file").touch()
    nowhere = Store(f"sqlite:///{tmp_path / 'file' / 'x.db'}")
    frames = at_its_pace(moments(30.0))
    run(request("pelvic_floor_hold"), nowhere, frames, window=False, tell=lines.append)
    (note,) = [line for line in lines if "saved" in line]
    assert note.startswith(f"Not saved yet: {tmp_path}")
    assert lines.count("2. Squeeze and lift.") == lines.count("Stopped.") == 1


def test_no_frames_at_all_are_no_session(store: Store) -> None:
    lines: list[str] = []
    none: Iterator[Tick] = iter(())
    session = run(request("pelvic_lift_tilt"), store, none, window=False, tell=lines.append)
    assert lines == ["Stopped."]
    assert session is not None
    assert (session.counts, session.source.frames, session.reps) == (Counts(), 0, ())
    assert store.history.all() == []
