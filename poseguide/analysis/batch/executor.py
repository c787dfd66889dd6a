"""Jobs on an executor: each gives one result, whatever happens to the processes that do them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from poseguide.analysis.batch.job import Job, Result, failed
from poseguide.analysis.batch.pools import Pool
from poseguide.analysis.batch.worker import work


def results_of(jobs: Iterable[Job], pool: Pool) -> Generator[tuple[Job, Result], None, None]:
    """Each job with its result, in the order in which they are done.

    Jobs are taken from `jobs` when there is room for them. When a process ends, the executor is
    made anew, and each job that was being done is tried once more, alone, so that the one that
    ended it is found and the others are not lost. Close the iterator to give up what is under way.
    """
    return _Runner(pool).run(iter(jobs))


class _Runner:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._executor: Executor = pool.make()
        self._under_way: dict[Future[Result], Job] = {}
        self._broken: list[Job] = []

    def run(self, jobs: Iterator[Job]) -> Generator[tuple[Job, Result], None, None]:
        try:
            self._fill(jobs)
            while self._under_way or self._broken:
                yield from self._done()
                if self._broken:
                    yield from self._alone()
                self._fill(jobs)
        except BaseException:
            for future in self._under_way:
                future.cancel()
            self._executor.shutdown(wait=False)
            raise
        self._executor.shutdown(wait=True)

    def _fill(self, jobs: Iterator[Job]) -> None:
        # No more than can be done at once: those under way when a process ends are then few, and
        # an executor of processes that are replaced stays clear of CPython's issue 115634.
        room = self._pool.at_once()
        while len(self._under_way) < room and not self._broken:
            job = next(jobs, None)
            if job is None:
                return
            self._submit(job)

    def _submit(self, job: Job) -> None:
        try:
            self._under_way[self._executor.submit(work, job)] = job
        except BrokenExecutor:
            self._broken.append(job)

    def _done(self) -> Iterator[tuple[Job, Result]]:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        for future in done:
            job = self._under_way.pop(future)
            if not future.cancelled() and isinstance(future.exception(), BrokenExecutor):
                self._broken.append(job)
            else:
                yield job, self._result(future)

    def _alone(self) -> Iterator[tuple[Job, Result]]:
        """Yield the results of what was under way in a broken executor, run again one by one."""
        while self._under_way:  # all of it ends with the executor
            yield from self._done()
        suspects, self._broken = self._broken, []
        self._renew()
        for job in suspects:
            self._submit(job)
            while self._under_way:
                yield from self._done()
            if self._broken:
                self._broken = []
                self._renew()
                yield job, failed("batch_died")

    def _renew(self) -> None:
        self._executor.shutdown(wait=True)
        self._executor = self._pool.make()

    def _result(self, future: Future[Result]) -> Result:
        if future.cancelled():
            return failed("batch_cut_off")
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, self._pool.lost):
            return failed("batch_died")
        return failed("batch_bug", message=f"{type(error).__name__}: {error}")
