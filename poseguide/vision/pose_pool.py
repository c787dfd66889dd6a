"""Pose models that are started once and lent to whoever sends frames, one after the other.

A pair of networks takes seconds to start on a busy machine, and MediaPipe gives back only part of
the memory of the one that counts people when it is closed. So none is closed while a server runs.
It is lent again, after it has forgotten the person it saw.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import dataclass, field

from poseguide.core.records import Frame, Pose
from poseguide.vision.pose_estimator import PeopleCounter, PoseEstimator

#: A pair that was lent to somebody who has gone is given back within this time.
_HOPE_S = 1.0


@dataclass(frozen=True)
class PosePair:
    """The networks that follow one person: the tracked pose, and the count of people."""

    estimator: PoseEstimator = field(default_factory=PoseEstimator)
    counter: PeopleCounter = field(default_factory=PeopleCounter)

    def start(self) -> None:
        """Start both networks. Raises ModelError."""
        self.estimator.start()
        self.counter.start()

    def close(self) -> None:
        """Free both networks."""
        self.estimator.close()
        self.counter.close()


#: A pair that is started, or is being started, or could not be.
Loan = Future[PosePair]


class PoseModels:
    """The pairs of one process: as many as were ever lent at once. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[Loan] = []
        self._hoping: list[Loan] = []
        self._lent = 0

    def warm(self) -> None:
        """Start a pair in a thread of its own, where there is none yet; comes back at once."""
        with self._lock:
            if not self._free and not self._lent:
                self._free.append(self._started(0.0))

    def start(self) -> None:
        """Wait until there is a pair that can be lent without waiting. Raises ModelError."""
        loan = self.borrow()
        try:
            loan.result()
        finally:
            self.give_back(loan)

    def borrow(self) -> Loan:
        """A pair for the caller alone, until it is given back; `result` waits while it starts.

        Where all are lent, one that is given back in a moment is taken before another is started.
        It raises ModelError where MediaPipe or its model cannot be used; the next loan tries again.
        """
        with self._lock:
            self._lent += 1
            while self._free:
                loan = self._free.pop()
                if not _has_failed(loan):
                    return loan
            others = self._lent > 1
            return self._started(_HOPE_S if others else 0.0)

    def give_back(self, loan: Loan) -> None:
        """Take a pair back, also one that is still being started."""
        is_whole = loan.done() and not _has_failed(loan)
        if is_whole:
            loan.result().estimator.forget()
        with self._lock:
            self._lent -= 1
            if loan in self._hoping:
                self._hoping.remove(loan)
            elif is_whole and self._hoping:
                self._hoping.pop(0).set_result(loan.result())
            else:
                self._free.append(loan)

    def _started(self, hope_s: float) -> Loan:
        """A pair that is started in a thread of its own, unless one is given back before."""
        loan: Loan = Future()
        if hope_s:
            self._hoping.append(loan)

        def start() -> None:
            if hope_s:
                time.sleep(hope_s)
                with self._lock:
                    if loan not in self._hoping:
                        return  # it has one, or is not wanted any more
                    self._hoping.remove(loan)
            pair = PosePair()
            try:
                pair.start()
            except BaseException as error:  # whoever borrowed it is told
                loan.set_exception(error)
            else:
                loan.set_result(pair)

        threading.Thread(target=start, name="poseguide-model", daemon=True).start()
        return loan

    def close(self) -> None:
        """Free the pairs that are not lent."""
        with self._lock:
            loans, self._free = self._free, []
        for loan in loans:
            loan.add_done_callback(_close)


class LentPose:
    """The pose model of one exercise: borrowed with the first frame, given back while none comes.

    Used by one thread at a time.
    """

    def __init__(self, models: PoseModels) -> None:
        self._models = models
        self._loan: Loan | None = None

    def is_ready(self, timeout_s: float) -> bool:
        """Return whether a frame can be looked at within this many seconds. Raises ModelError."""
        try:
            self._borrowed().result(timeout_s)
        except NotYetError:
            return False
        return True

    def estimate(self, frame: Frame) -> Pose:
        """The pose in this frame, as PoseEstimator gives it. Raises ModelError."""
        return self._borrowed().result().estimator.estimate(frame)

    def count(self, frame: Frame) -> int:
        """The number of people in this frame, as PeopleCounter gives it. Raises ModelError."""
        return self._borrowed().result().counter.count(frame)

    def people(self, frame: Frame) -> list[Pose]:
        """The people in this frame, as PeopleCounter gives them. Raises ModelError."""
        return self._borrowed().result().counter.people(frame)

    def forget(self) -> None:
        """Forget the person that is followed, as PoseEstimator does. Raises ModelError."""
        self._borrowed().result().estimator.forget()

    def give_back(self) -> None:
        """Give the model back; the next frame borrows one again, which begins without a person."""
        loan, self._loan = self._loan, None
        if loan is not None:
            self._models.give_back(loan)

    def _borrowed(self) -> Loan:
        if self._loan is None:
            self._loan = self._models.borrow()
        return self._loan


def _has_failed(loan: Loan) -> bool:
    return loan.done() and loan.exception() is not None


def _close(loan: Loan) -> None:
    if not _has_failed(loan):
        loan.result().close()
