"""The time of a whole analysis beside that of bare MediaPipe, and the growth of its memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import av

from poseguide.analysis.recording import analyze
from poseguide.core.errors import VideoError
from poseguide.core.records import Update
from poseguide.definitions.catalog import Definition
from poseguide.vision.container import open_container, video_stream
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.video_reader import read_frames

PassKind = Literal["bare", "whole"]

_STATUS = Path("/proc/self/status")
#: Memory is looked at every this many frames, to cost nothing that matters.
_LOOK_EVERY = 30


@dataclass(frozen=True)
class Run:
    """One pass over the video: `bare` is decoding and MediaPipe on every frame, `whole` `analyze`.

    `seconds` is the whole time, with the start of the networks; `cpu_s` is what the processor
    worked in it, which other programs disturb less. `frames` is how many were looked at. The memory
    in MiB is that after a third of the frames and at the end; None where the system does not tell.
    """

    kind: PassKind
    seconds: float
    cpu_s: float
    frames: int
    third_mib: float | None
    end_mib: float | None


@dataclass
class _Watch:
    """Times a pass, and remembers the memory while it goes."""

    begun_s: float = field(default_factory=time.perf_counter)
    begun_cpu_s: float = field(default_factory=time.process_time)
    frames: int = 0
    memory_mib: list[float] = field(default_factory=list)

    def tick(self) -> None:
        """Take note of one frame that is done."""
        if self.frames % _LOOK_EVERY == 0 and (mib := resident_mib()) is not None:
            self.memory_mib.append(mib)
        self.frames += 1

    def run(self, kind: PassKind) -> Run:
        """The pass that ends now."""
        seconds = time.perf_counter() - self.begun_s
        cpu_s = time.process_time() - self.begun_cpu_s
        memory = self.memory_mib
        third, end = (memory[len(memory) // 3], memory[-1]) if memory else (None, None)
        return Run(kind, seconds, cpu_s, self.frames, third, end)


def compare(
    video: Path,
    definition: Definition,
    *,
    repeat: int,
    loop: int,
    workers: int | None,
    on_frame: Callable[[], None],
) -> Iterator[Run]:
    """Passes over the same video, bare and whole by turns: `repeat` of each.

    Every second pair begins with the other kind, so that a machine that slows down harms both
    alike. `loop` joins the video to itself so many times, and `workers` is
    as in `analyze`. Raises what `analyze` does.
    """
    with _looped(video, loop) as path:
        passes: dict[PassKind, Callable[[], Run]] = {
            "bare": lambda: _bare(path, on_frame),
            "whole": lambda: _whole(path, definition, workers, on_frame),
        }
        orders: tuple[tuple[PassKind, PassKind], ...] = (("bare", "whole"), ("whole", "bare"))
        for number in range(repeat):
            for kind in orders[number % 2]:
                yield passes[kind]()


def resident_mib() -> float | None:
    """The memory that this process holds now, in MiB; None where the system does not tell."""
    if not _STATUS.exists():
        return None
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    line = next(line for line in lines if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _bare(video: Path, on_frame: Callable[[], None]) -> Run:
    watch = _Watch()
    with PoseEstimator() as estimator:
        for frame in read_frames(video):
            estimator.estimate(frame)
            watch.tick()
            on_frame()
    return watch.run("bare")


def _whole(
    video: Path, definition: Definition, workers: int | None, on_frame: Callable[[], None]
) -> Run:
    watch = _Watch()

    def after(_: Update) -> None:
        watch.tick()
        on_frame()

    analyze(video, definition, workers=workers, on_update=after)
    return watch.run("whole")


@contextmanager
def _looped(video: Path, times: int) -> Iterator[Path]:
    """The video, or a file in which it follows itself so many times, not encoded anew."""
    if times == 1:
        yield video
        return
    with TemporaryDirectory(prefix="poseguide-") as folder:
        path = Path(folder) / "loop.mkv"
        try:
            _join(video, path, times)
        except av.FFmpegError as error:
            raise VideoError(
                video, f"{video} cannot be joined to itself ({error}). Leave --loop out."
            ) from error
        yield path


def _join(video: Path, joined: Path, times: int) -> None:
    with av.open(str(joined), "w") as out:
        stream = None
        offset_s = Fraction(0)
        for _ in range(times):
            with open_container(video) as container:
                source = video_stream(container, video)
                stream = stream or out.add_stream_from_template(source)
                end_s = offset_s
                for packet in container.demux(source):
                    if packet.pts is None or packet.dts is None:
                        continue
                    base = packet.time_base
                    shift = round(offset_s / base)
                    length = packet.duration or round(1 / (source.average_rate or 25) / base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    end_s = max(end_s, (packet.pts + length) * base)
                    packet.stream = stream
                    out.mux(packet)
                offset_s = end_s
