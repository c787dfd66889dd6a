"""The same batch on a real Dask scheduler with two workers, one of which is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.batches import LIFT, expected, report, rows, short_clips, stamps
from typer.testing import CliRunner

from poseguide.analysis.batch import pools
from poseguide.analysis.batch.pools import dask_workers, processes
from poseguide.analysis.batch.results import BatchEntry
from poseguide.analysis.batch.run import batch, rules_of
from poseguide.cli.main import app
from poseguide.core.errors import PoseGuideError
from poseguide.vision.video_folder import videos_in

CLIPS = 6


class Cluster:
    """A scheduler and its workers on this computer alone, each a process, ports chosen by the
    system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        place = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(place))
        while not place.exists() or not place.read_text().strip():
            self._wait()
        self.address: str = json.loads(place.read_text())["address"]

    def add_worker(self) -> subprocess.Popen[bytes]:
        """A worker of one thread, that nobody starts again when it ends."""
        return self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--local-directory",
            str(self._folder),
        )  # fmt: skip

    def stop(self) -> None:
        for process in reversed(self._started):
            process.terminate()
        for process in self._started:
            process.wait(30)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{len(self._started)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:],
                 "--host", "127.0.0.1", "--no-dashboard"],
                stdout=log, stderr=log,
            )  # fmt: skip
        self._started.append(process)
        return process

    def _wait(self) -> None:
        assert all(process.poll() is None for process in self._started)
        time.sleep(0.05)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    videos = tmp_path_factory.mktemp("videos")
    short_clips(videos / "æ ø", CLIPS)
    (videos / "bad.mp4").write_text("not a video")
    return videos


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for who does not come anyway."""
    monkeypatch.setattr(pools, "_ANSWER_S", 0.5)


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
def test_a_scheduler_without_workers_is_told(cluster: Cluster) -> None:
    with pytest.raises(PoseGuideError, match="has no workers"), dask_workers(cluster.address):
        raise AssertionError


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_the_results_are_those_of_processes(
    cluster: Cluster, folder: Path, tmp_path: Path
) -> None:
    workers = [cluster.add_worker(), cluster.add_worker()]
    outs = {"dask": tmp_path / "dask", "processes": tmp_path / "processes"}
    videos, rules = videos_in(folder, tmp_path), rules_of(LIFT)
    told: list[str] = []

    def on_done(entry: BatchEntry) -> None:
        told.append(entry.file)
        if len(told) == 2:
            os.kill(workers[0].pid, signal.SIGKILL)

    for out in outs.values():
        out.mkdir()
    with dask_workers(cluster.address) as pool:
        while pool.at_once() < 4:  # until both have come
            time.sleep(0.05)
        batch(folder, videos, rules, outs["dask"], pool, language="en", resume=False,
              on_done=on_done)  # fmt: skip
    assert workers[0].wait(30) == -signal.SIGKILL
    assert sorted(told) == ["bad.mp4", *(f"æ ø/{n}.mp4" for n in range(CLIPS))]
    with processes(2, 2) as pool:
        batch(folder, videos, rules, outs["processes"], pool, language="en", resume=False,
              on_done=lambda _: None)  # fmt: skip
    for table in ("results.csv", "summary.csv"):
        assert (outs["dask"] / table).read_bytes() == (outs["processes"] / table).read_bytes()
    texts = [{name: text for name, (_, text) in stamps(out).items()} for out in outs.values()]
    assert texts[0] == texts[1]
    assert len(texts[0]) == CLIPS
    name = "æ ø/3.mp4"
    assert report(outs["dask"], name) == expected(folder / name, name)
    workers[1].terminate()
    workers[1].wait(30)


@pytest.mark.slow
def test_the_command_tells_of_a_video_that_the_worker_does_not_see(
    cluster: Cluster, tmp_path: Path
) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    clip = short_clips(tmp_path / "clips", 1)[0]
    folder.mkdir()
    worker = cluster.add_worker()
    # A path that is a file for this process and nothing for any other.
    with clip.open("rb") as file:
        (folder / "0.mp4").symlink_to(f"/proc/self/fd/{file.fileno()}")
        result = CliRunner().invoke(
            app, ["batch", str(folder), "-e", LIFT, "--out", str(out), "--dask", cluster.address]
        )
    assert result.exit_code == 1, result.output
    assert "0.mp4 is not seen on " in rows(out / "summary.csv")[0]["remark"]
    worker.terminate()
    worker.wait(30)


@pytest.mark.parametrize("address", ["foo", "http://127.0.0.1:1", "tcp://127.0.0.1", ""])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(PoseGuideError, match="is not the address"), dask_workers(address):
        raise AssertionError


@pytest.mark.usefixtures("impatient")
def test_a_scheduler_that_does_not_answer_is_told() -> None:
    told = pytest.raises(PoseGuideError, match="No Dask scheduler answers at")
    with told, dask_workers("tcp://127.0.0.1:1"):
        raise AssertionError


def test_without_the_extra_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    told = pytest.raises(PoseGuideError, match=r"pip install 'poseguide\[cluster\]'")
    with told, dask_workers("tcp://127.0.0.1:1"):
        raise AssertionError


def test_dask_is_imported_only_when_it_is_asked_for() -> None:
    code = (
        "import sys, poseguide.analysis.batch.pools\n"
        "import poseguide.analysis.batch.run, poseguide.cli.main\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('dask', 'distributed')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
