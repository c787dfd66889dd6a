"""The live path against a camera: frames used, latency, delay of a count, memory."""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import linear_regression

from poseguide.core.errors import PoseGuideError
from poseguide.core.files import json_in
from poseguide.core.records import Tick
from poseguide.core.timing import p50_p95
from poseguide.definitions.catalog import Definition
from poseguide.evaluation.benchmark import resident_mib
from poseguide.live.guidance import Guidance
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.live.workout_run import WorkoutRun
from poseguide.training.goal import usual_goal
from poseguide.vision.camera import play
from poseguide.vision.pose_pool import PoseModels
from poseguide.vision.video_reader import probe

#: A count belongs to the true end that is this near.
_NEAR_S = 1.5
#: More repetitions than can be done in any run: the session must not reach its goal.
_ENDLESS = 1_000_000
_PATIENCE_S = 60.0
#: Memory is looked at this often, and told for the first minute and every ten.
_LOOK_S = 5.0
_TELL_MIN = 10


@dataclass(frozen=True)
class SampleTruth:
    """The truth of a sample: its exercise, and when its repetitions end."""

    exercise: str | None = None
    ends_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class LiveRun:
    """The figures of one live run. Times are in milliseconds: the 50th and 95th percentile.

    `result_ms` is from the arrival of a frame to its result; `count_ms` from the true end of a
    repetition to when its count is there, None where the ends are not known or none was counted;
    `engine_ms` the part of it that is in the definition of an end: from the true end to the picture
    in which it was seen. `fps` is that of the frames used. `memory` is what the process held.
    """

    seconds: float
    offered: int
    used: int
    fps: float
    result_ms: tuple[float, float]
    counted: int
    count_ms: tuple[float, float] | None
    engine_ms: tuple[float, float] | None
    memory: Memory


@dataclass
class Memory:
    """The memory of a process over time: MiB at seconds, read every five."""

    times_s: array[float] = field(default_factory=lambda: array("d"))
    mib: array[float] = field(default_factory=lambda: array("d"))

    def look(self, time_s: float) -> None:
        """Take note of the memory, where the system tells it and the last look was long ago."""
        if self.times_s and time_s - self.times_s[-1] < _LOOK_S:
            return
        if (mib := resident_mib()) is not None:
            self.times_s.append(time_s)
            self.mib.append(mib)

    def by_minute(self) -> dict[int, float]:
        """MiB at the start, after a minute, after every ten, and at the end, by whole minutes."""
        found: dict[int, float] = {}
        for time_s, mib in zip(self.times_s, self.mib, strict=True):
            found.setdefault(math.floor(time_s / 60), mib)
        last = max(found, default=0)
        return {m: mib for m, mib in found.items() if m in (1, last) or m % _TELL_MIN == 0}

    def growth_mib_per_min(self) -> float | None:
        """Return the growth after the first minute, by a straight line; None before two minutes."""
        late = [n for n, time_s in enumerate(self.times_s) if time_s >= 60]
        if not late or self.times_s[-1] < 120:
            return None
        minutes = [self.times_s[n] / 60 for n in late]
        return linear_regression(minutes, [self.mib[n] for n in late]).slope


def truth_beside(video: Path) -> SampleTruth:
    """Return the truth in the JSON file beside a video, as samples have it; else an empty one."""
    path = video.with_suffix(".json")
    if not path.is_file():
        return SampleTruth()
    try:
        told = json_in(path)
        ends_s = tuple(float(rep["end_s"]) for rep in told.get("repetitions", ()))
        return SampleTruth(told.get("exercise"), ends_s)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PoseGuideError(
            f"{path} cannot be used ({error}). Correct it, or take it away from the video."
        ) from error


def measure(
    video: Path,
    definition: Definition,
    ends_s: Sequence[float],
    for_s: float,
    *,
    on_frame: Callable[[], None],
) -> LiveRun:
    """Play a video as a camera for so long and measures. Raises what `play` and the engine do."""
    goal = replace(usual_goal(definition.exercise), repetitions=_ENDLESS, level=None)
    length_s = probe(video).duration_s
    seen = _Seen(length_s, ends_s)
    models = PoseModels()
    models.start()
    workout = Workout((ExerciseRequest(definition, goal, "en"),))
    workout_run = WorkoutRun(workout, None, models, listen=seen.listen)
    worker = workout_run.worker
    offered = 0
    memory = Memory()
    try:
        for frame in play(video, for_s=for_s):
            now_s = time.monotonic()
            if offered == 0:
                # Some of the work starts with the first frame: that is no latency of its own.
                seen.begun_s = now_s - frame.time_s
                worker.result(worker.offer(frame), _PATIENCE_S)
            else:
                seen.came_s[frame.time_s] = now_s
                worker.offer(frame)
            offered += 1
            memory.look(frame.time_s)
            on_frame()
            if frame.time_s >= for_s:
                break
        snapshot = worker.stop()
    finally:
        workout_run.close()
        models.close()
    if snapshot.error is not None:
        raise snapshot.error
    return seen.run(offered, memory)


class _Seen:
    """Takes note of every result as it comes."""

    def __init__(self, length_s: float, ends_s: Sequence[float]) -> None:
        self._length_s = length_s
        self._ends_s = ends_s
        self.begun_s = math.nan
        self.came_s: dict[float, float] = {}
        # As small as can be: what is measured must not be the measuring.
        self._result_ms = array("d")
        self._count_ms: list[float] = []
        self._engine_ms: list[float] = []
        self._counted = 0
        self._last_s = 0.0

    def listen(self, tick: Tick | None, guidance: Guidance) -> None:
        """Take note of a frame's guidance, in the session's thread."""
        now_s = time.monotonic()
        if tick is None:
            return
        self._last_s = tick.time_s
        for time_s in [time_s for time_s in self.came_s if time_s <= tick.time_s]:
            came_s = self.came_s.pop(time_s)
            if time_s == tick.time_s:
                self._result_ms.append(1000 * (now_s - came_s))
        for rep in guidance.update.reps if guidance.update else ():
            if rep.complete:
                self._counted += 1
                self._note(rep.end_s, tick.time_s, now_s - self.begun_s)

    def _note(self, end_s: float, picture_s: float, told_s: float) -> None:
        loop_s = math.floor(end_s / self._length_s) * self._length_s
        near = [
            loop_s + true_s for true_s in self._ends_s if abs(loop_s + true_s - end_s) < _NEAR_S
        ]
        if near:
            true_s = min(near, key=lambda true_s: abs(true_s - end_s))
            self._count_ms.append(1000 * (told_s - true_s))
            self._engine_ms.append(1000 * (picture_s - true_s))

    def run(self, offered: int, memory: Memory) -> LiveRun:
        """Return the figures."""
        used = len(self._result_ms) + 1
        return LiveRun(
            seconds=self._last_s,
            offered=offered,
            used=used,
            fps=used / self._last_s if self._last_s else 0.0,
            result_ms=p50_p95(self._result_ms or [math.nan]),
            counted=self._counted,
            count_ms=p50_p95(self._count_ms) if self._count_ms else None,
            engine_ms=p50_p95(self._engine_ms) if self._engine_ms else None,
            memory=memory,
        )
