"""A live session in a thread of its own: it takes the newest frame and keeps no queue."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Protocol, Self

from poseguide.core.errors import LiveError, PoseGuideError
from poseguide.core.records import Tick
from poseguide.core.timing import Rate, p50_p95
from poseguide.live.guidance import End, Guidance
from poseguide.live.session_clock import SessionClock

#: Latencies are those of the last so many frames: about ten seconds.
_KEPT = 150
#: After so long without a frame, what others can use meanwhile is given back.
_QUIET_S = 5.0


class Guide(Protocol):
    """A guide that a `LiveWorker` works for: takes a frame or a tick, returns the guidance."""

    def push(self, tick: Tick) -> Guidance:
        """Take the next frame or tick and return the guidance after it."""

    def rest(self) -> None:
        """Give back what others can use while no frames come."""

    def stop(self, end: End = "stopped") -> Guidance:
        """End the session and return the last guidance."""


@dataclass(frozen=True)
class ProcessingRate:
    """The rate at which frames are worked on: used and dropped so far, per second, and times.

    `fps` is None before there is enough to tell; `p50_ms` and `p95_ms` are from the arrival of a
    frame to its result, over the last ten seconds.
    """

    used: int = 0
    dropped: int = 0
    fps: float | None = None
    p50_ms: float = 0.0
    p95_ms: float = 0.0


@dataclass(frozen=True)
class Snapshot:
    """The latest state; `number` is that of the frame it belongs to, from 1."""

    number: int
    guidance: Guidance | None
    rate: ProcessingRate
    error: PoseGuideError | None = None


class LiveWorker:
    """One live session. Frames or ticks may be offered, and states read, from any thread.

    A frame that waits while a newer one comes is dropped. `after` is called in the worker's thread
    with each frame and its guidance; with None in the place of the frame where the session was
    stopped between two. `release` is called there when the work is over. The session's clock starts
    at 0. Use it as a context manager, or `close` it.
    """

    def __init__(
        self,
        guide: Guide,
        *,
        after: Callable[[Tick | None, Guidance], None] | None = None,
        release: Callable[[], None] | None = None,
    ) -> None:
        self._guide = guide
        self._after = after
        self._release = release
        self._changed = threading.Condition()
        self._waiting: tuple[int, Tick, float] | None = None
        self._offered = 0
        self._dropped = 0
        self._end: End | None = None
        self._closed = False
        self._rests = False
        self._latest = Snapshot(0, None, ProcessingRate())
        self._rate = Rate()
        self._latencies_ms: deque[float] = deque(maxlen=_KEPT)
        self._clock = SessionClock()
        self._watching: list[Callable[[], None]] = []
        self._thread = threading.Thread(target=self._work, name="poseguide-live", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def latest(self) -> Snapshot:
        """The state after the last frame that was worked on."""
        return self._latest

    def new_clock(self) -> None:
        """Expect the next frame by another clock, as after a connection was made again.

        The session's clock goes on, with the time that has passed in between.
        """
        with self._changed:
            self._clock.restart()
            self._rests = False

    def offer(self, tick: Tick) -> int:
        """Offer a frame or tick with its source's own time and return the number of its result.

        One that still waits is dropped for it. Where its time is not later than that of the one
        before, or cannot be true, it is left out: the number is that of the one before.
        """
        now_s = time.monotonic()
        with self._changed:
            time_s = self._clock.push(tick.time_s, now_s)
            if time_s is not None:
                self._dropped += self._waiting is not None
                self._offered += 1
                self._waiting = (self._offered, replace(tick, time_s=time_s), now_s)
                self._changed.notify_all()
            return self._offered

    def result(self, number: int, timeout_s: float) -> Snapshot:
        """Return the state once the frame of this number, or a later one, is done.

        After `timeout_s`, and once the session has ended, it is the latest state.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_done(number), timeout_s)
            return self._latest

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Have the session's thread call `changed` after each new state; return what ends that."""
        with self._changed:
            self._watching.append(changed)

        def unwatch() -> None:
            with self._changed:
                self._watching.remove(changed)

        return unwatch

    def rest(self) -> None:
        """Give back what others can use, once no frame waits: whoever offers frames has gone."""
        with self._changed:
            self._rests = True
            self._changed.notify_all()

    def end(self, end: End = "stopped") -> None:
        """Ask for the end of the session after the frame under way, and return at once."""
        with self._changed:
            self._end = self._end or end
            self._changed.notify_all()

    def stop(self, end: End = "stopped", timeout_s: float = 10.0) -> Snapshot:
        """End the session after the frame under way and return the last state."""
        self.end(end)
        with self._changed:
            self._changed.wait_for(lambda: self.is_over, timeout_s)
            return self._latest

    def close(self) -> None:
        """Free what the session holds; one that has not ended is left as it is."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    @property
    def is_over(self) -> bool:
        """Return whether the session has ended, failed, or was closed."""
        guidance = self._latest.guidance
        ended = guidance is not None and guidance.end is not None
        return ended or self._latest.error is not None or self._closed

    def _is_done(self, number: int) -> bool:
        return self._latest.number >= number or self.is_over

    def _work(self) -> None:
        try:
            while self._next():
                pass
        except PoseGuideError as error:
            self._publish(replace(self._latest, error=error))
        except Exception:
            logging.getLogger(__name__).exception("the live session failed")
            self._publish(
                replace(
                    self._latest,
                    error=LiveError("PoseGuide failed. What you did is saved. Start again."),
                )
            )
        finally:
            if self._release is not None:
                self._release()

    def _next(self) -> bool:
        """Wait for the next frame and work on it; return whether there is more to come."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_work() or self._rests, _QUIET_S)
            rests = not self._has_work()
            self._rests = self._rests and not rests
        if rests:
            self._guide.rest()
        with self._changed:
            self._changed.wait_for(self._has_work)
            if self._closed:
                return False
            waiting, self._waiting = self._waiting, None
            end, dropped = self._end, self._dropped
        if end is not None:
            guidance = self._guide.stop(end)
            tick = waiting[1] if waiting else None
            number = self._latest.number
        else:
            assert waiting is not None
            number, tick, came_s = waiting
            guidance = self._guide.push(tick)
        if self._after is not None:
            self._after(tick, guidance)
        rate = self._latest.rate
        if end is None:
            assert tick is not None
            self._latencies_ms.append(1000 * (time.monotonic() - came_s))
            p50_ms, p95_ms = p50_p95(self._latencies_ms)
            fps = self._rate.tick(tick.time_s)
            rate = ProcessingRate(rate.used + 1, dropped, fps, p50_ms, p95_ms)
        self._publish(Snapshot(number, guidance, rate))
        return guidance.end is None

    def _has_work(self) -> bool:
        return self._waiting is not None or self._end is not None or self._closed

    def _publish(self, snapshot: Snapshot) -> None:
        with self._changed:
            self._latest = snapshot
            self._changed.notify_all()
            watching = list(self._watching)
        for changed in watching:
            changed()
