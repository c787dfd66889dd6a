"""Pools of workers for many videos: processes of this computer, or those of a Dask cluster."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from poseguide.core.errors import PoseGuideError

#: A process ends after so many videos, and a new one takes its place, so that memory cannot grow
#: without end: a process holds 330 MiB after its first video and 420 to 600 after more (measured).
#: Starting one takes less than a second.
_VIDEOS_A_PROCESS = 8
_ADDRESS = r"tcp://\S+:\d+"
#: How long a scheduler and its first worker may take to answer.
_ANSWER_S = 5.0


@dataclass(frozen=True)
class Pool:
    """A way to run jobs in other processes.

    `make` gives a new executor, the first one and one after a broken one; `at_once` is how many
    videos it can be given now, each of which may use `cores`; with one of `lost` a video fails
    whose worker ended again and again.
    """

    make: Callable[[], Executor]
    at_once: Callable[[], int]
    cores: int = 1
    lost: tuple[type[BaseException], ...] = ()


@contextmanager
def processes(cores: int, videos: int) -> Iterator[Pool]:
    """A pool of processes of this computer that share the cores; in the end none is left.

    There is one for each core, or where there are fewer videos than that one for each video, which
    gets several cores.
    """
    workers = max(1, min(cores, videos))
    context = get_context("spawn")
    # Workers end when the other end of this pipe is closed: by the block, or because this process
    # is no more, however it ended.
    lifeline, hold = context.Pipe(duplex=False)

    def make() -> Executor:
        return ProcessPoolExecutor(
            workers,
            mp_context=context,
            initializer=_begin,
            initargs=(lifeline,),
            max_tasks_per_child=_VIDEOS_A_PROCESS,
        )

    with hold:
        yield Pool(make, lambda: workers, cores // workers)


@contextmanager
def dask_workers(address: str) -> Iterator[Pool]:
    """A pool of all workers of the Dask scheduler at an address such as tcp://host:8786.

    Raises PoseGuideError when the extra is not installed, or no scheduler or worker answers.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise PoseGuideError(
            "Dask is not installed. Install it with: pip install 'poseguide[cluster]'"
        ) from error
    if not re.fullmatch(_ADDRESS, address):
        raise PoseGuideError(
            f"“{address}” is not the address of a Dask scheduler. One is tcp://host:8786."
        )
    try:
        client = Client(address, timeout=_ANSWER_S, set_as_default=False)
    except OSError as error:
        raise PoseGuideError(
            f"No Dask scheduler answers at {address}. Start one with “dask scheduler”, and give "
            "the address that it shows, such as tcp://host:8786."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_ANSWER_S)
        except TimeoutError as error:
            raise PoseGuideError(
                f"The Dask scheduler at {address} has no workers. Start one with “dask worker "
                f"{address} --nthreads 1”."
            ) from error

        def at_once() -> int:
            # Twice as many as they can do, so that none waits for the next; more may join later.
            try:
                threads: dict[str, int] = client.nthreads()
            except OSError as error:
                raise PoseGuideError(
                    f"The Dask scheduler at {address} was lost. Go on with --resume."
                ) from error
            return 2 * max(1, sum(threads.values()))

        yield Pool(lambda: client.get_executor(pure=False), at_once, lost=(KilledWorker,))


def _begin(lifeline: Connection) -> None:
    """Make a process ignore Ctrl-C, which a terminal sends to all, and end with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv()
    except (EOFError, OSError):
        os._exit(1)
