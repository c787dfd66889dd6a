"""`poseguide live` in processes of their own, with stored poses before the camera, to be killed.

`python tests/led_session.py` takes a line of JSON for each session: exercise, poses, data, out. It
forks a process that leads it, with all modules loaded, so that it begins at once, and says its
number. That process writes into the file `out`, after each frame and at the moment the words of it
are told, what a person knows by then.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401, which opening the store needs: loaded before the fork
import numpy as np

from poseguide.cli import main, window
from poseguide.core.records import Frame, Pose, Tick
from poseguide.live.guidance import Guidance
from poseguide.live.workout_run import WorkoutRun
from poseguide.vision import camera, pose_pool
from poseguide.vision.pose_file import load_poses


class Replayed:
    """In the place of a camera and of the pose model: a picture holds the number of its pose."""

    poses: tuple[Pose, ...] = ()

    @classmethod
    def pictures(cls, _camera: int = 0) -> Iterator[Frame]:
        """A frame for each pose, when its time has come."""
        begun_s = time.monotonic()
        for number, pose in enumerate(cls.poses):
            time.sleep(max(0.0, begun_s + pose.time_s - time.monotonic()))
            picture = np.full((8, 8, 3), 128, np.uint8)  # as light as a room
            picture[-1, -1] = list(number.to_bytes(3, "big"))
            yield Frame(pose.time_s, picture)

    def estimate(self, frame: Frame) -> Pose:
        number = int.from_bytes(frame.image[-1, -1].tobytes(), "big")
        return replace(self.poses[number], time_s=frame.time_s)

    def count(self, _frame: Frame) -> int:
        return 1

    @property
    def estimator(self) -> Replayed:
        return self

    counter = estimator

    def start(self) -> None:
        """There is nothing to start, to forget or to free."""

    forget = close = start


class Telling(WorkoutRun):
    """Tells what is known where the words would be told."""

    def __init__(self, *given: Any, listen: Any, **more: Any) -> None:
        def tell(_tick: Tick | None, guidance: Guidance) -> None:
            run = self.exercise_run
            known = {
                "stage": guidance.stage,
                "reps": [rep.number for rep in run.guide.reps],
                "hold_s": run.guide.progress(guidance).hold_s,
                "paced": guidance.paced,
                "seconds": guidance.time_s,
                "at_s": time.monotonic(),
                "note": run.note.text("en") if run.note else "",
            }
            print(json.dumps(known), flush=True)

        super().__init__(*given, listen=tell, **more)


def lead(exercise: str, poses: str | None, data: str, out: str) -> None:
    """Becomes a session; its words go where nobody hears them."""
    os.environ["POSEGUIDE_DATA"] = data
    Replayed.poses = tuple(load_poses(Path(poses))) if poses else ()
    camera.read_camera = Replayed.pictures  # type: ignore[assignment]
    pose_pool.PosePair = Replayed  # type: ignore[misc, assignment]
    window.WorkoutRun = Telling  # type: ignore[misc, attr-defined]
    told = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(told, sys.stdout.fileno())
    main.app(["live", "--exercise", exercise, "--no-window"])


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed is gone, and no zombie
    for line in sys.stdin:
        number = os.fork()
        if not number:
            sys.stdin.close()
            lead(**json.loads(line))
        print(number, flush=True)
