"""Jobs in real processes, some of which are killed: each job has one result."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest
from support.batches import LIFT, short_clips

from poseguide.analysis.batch import pools
from poseguide.analysis.batch.executor import results_of
from poseguide.analysis.batch.job import Job, Result
from poseguide.analysis.batch.pools import processes
from poseguide.analysis.batch.run import rules_of
from poseguide.analysis.batch.worker import work
from poseguide.core.files import bundled


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    files = rules_of(LIFT).files
    clips = short_clips(tmp_path_factory.mktemp("clips"), 4)
    return [
        Job(video=str(clip), exercises=files, recognise=False, every_frame=False, workers=1)
        for clip in clips
    ]


@pytest.fixture
def gone(jobs: list[Job]) -> list[Job]:
    """Five jobs that are done at once: their videos are not there."""
    return [Job(**{**jobs[0], "video": f"/nowhere/{number}.mp4"}) for number in range(5)]


@pytest.fixture(scope="module")
def undisturbed(jobs: list[Job]) -> dict[str, Result]:
    return {job["video"]: work(job) for job in jobs}


def opens(pid: int, name: str) -> bool:
    """Whether a process has a file of this name open."""
    try:
        return any(fd.readlink().name == name for fd in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


class Killer(threading.Thread):
    """Kills the processes of this one that `chosen` picks, until it is stopped, as a system does
    that has no memory left."""

    def __init__(self, chosen: Callable[[int], bool]) -> None:
        super().__init__(daemon=True)
        self._chosen = chosen
        self._ended = threading.Event()
        self.killed: set[int] = set()

    def __enter__(self) -> Killer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def run(self) -> None:
        while not self._ended.wait(0.02):
            for child in active_children():
                if child.pid is not None and self._chosen(child.pid):
                    os.kill(child.pid, signal.SIGKILL)
                    self.killed.add(child.pid)


def test_every_job_has_the_result_that_it_has_alone(
    jobs: list[Job], undisturbed: dict[str, Result]
) -> None:
    with processes(2, 2) as pool:
        done = list(results_of(jobs, pool))
    assert len(done) == len(jobs)
    assert {job["video"]: result for job, result in done} == undisturbed
    assert active_children() == []


@pytest.mark.slow
def test_a_killed_process_loses_nothing(jobs: list[Job], undisturbed: dict[str, Result]) -> None:
    name = Path(jobs[1]["video"]).name
    done = []
    with (
        processes(2, 2) as pool,
        Killer(lambda pid: not killer.killed and opens(pid, name)) as killer,
    ):
        done = list(results_of(jobs, pool))
    assert len(killer.killed) == 1
    assert len(done) == len(jobs)
    assert {job["video"]: result for job, result in done} == undisturbed


@pytest.mark.slow
def test_a_video_that_ends_its_process_every_time_is_told_and_the_others_are_done(
    jobs: list[Job], undisturbed: dict[str, Result], tmp_path: Path
) -> None:
    poison = tmp_path / "poison.mp4"
    poison.write_bytes((bundled("sample_videos") / "leg_extension_left.mp4").read_bytes())
    all_jobs = [*jobs[:1], Job(**{**jobs[0], "video": str(poison)}), *jobs[1:]]
    with processes(2, 2) as pool, Killer(lambda pid: opens(pid, poison.name)) as killer:
        done = {job["video"]: result for job, result in results_of(all_jobs, pool)}
    assert len(killer.killed) == 2  # together with others, and alone
    trouble = done.pop(str(poison))["trouble"]
    assert trouble is not None
    assert trouble["kinds"] == ["batch_died"]
    assert done == undisturbed


def test_jobs_are_taken_only_when_there_is_room(gone: list[Job]) -> None:
    taken = []

    def asked() -> object:
        for job in gone:
            taken.append(job)
            yield job

    with processes(2, 2) as pool, closing(results_of(asked(), pool)) as done:  # type: ignore[arg-type]
        next(done)
        assert len(taken) == 2


def test_nothing_is_left_running_when_it_is_given_up(jobs: list[Job]) -> None:
    with processes(2, 2) as pool, closing(results_of(jobs, pool)) as done:
        next(done)
        pids = [child.pid for child in active_children()]
        assert pids
    # Not by the child's own word: the executor's thread may have taken its exit status first.
    until_s = time.monotonic() + 60
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() < until_s
        time.sleep(0.05)


def _runs(pid: int | None) -> bool:
    assert pid is not None
    active_children()  # takes the exit status of those that have ended
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_are_replaced_after_some_videos_and_all_jobs_are_done(
    workers: int, gone: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_VIDEOS_A_PROCESS", 2)
    pids = set()
    with processes(workers, workers) as pool:
        done = 0
        for _ in results_of(gone, pool):
            done += 1
            pids |= {child.pid for child in active_children()}
    assert done == len(gone)
    assert len(pids) >= 3


def test_a_video_that_is_not_there_in_the_worker_is_told(gone: list[Job]) -> None:
    trouble = work(gone[0])["trouble"]
    assert trouble is not None
    assert trouble["kinds"] == ["batch_not_shared"]
    assert trouble["host"]


def test_cores_are_shared_between_videos() -> None:
    with processes(4, 100) as many, processes(4, 2) as few, processes(3, 2) as odd:
        assert [(each.at_once(), each.cores) for each in (many, few, odd)] == [
            (4, 1),
            (2, 2),
            (2, 1),
        ]
