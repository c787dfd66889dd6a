"""A program that is killed at any moment: nothing that was told is lost, but for a second.

`python -m pytest -s tests/test_killed.py --kills 200` kills 200 and says what each lost at most.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Lock, current_thread
from typing import Any

import pytest
from support.places import POSES, TESTS

from poseguide.storage.store import Store
from poseguide.training.session import StoredSession

#: Counted, held, and led by a pace, each with how long after its beginning it is killed at most.
SESSIONS = (
    ("march_standing", POSES / "more" / "march_standing_p.npz", 8.0),
    ("elbow_rest", POSES / "rendered" / "elbowrest_a.npz", 8.0),
    ("heel_raise_seated", POSES / "rendered" / "heelraise_a.npz", 8.0),
    ("pelvic_floor_hold", None, 12.0),
)
#: As many sessions at once.
AT_ONCE = 8
#: The leader is asked by one at a time.
_ASKING = Lock()


@dataclass(frozen=True)
class Killed:
    """What was told before the kill, and what was found after it; both None where nothing was."""

    exercise: str
    told: dict[str, Any] | None
    found: StoredSession | None
    at_s: float
    integrity: str

    @property
    def lost_s(self) -> float:
        """Seconds of the session that were told and are not stored."""
        if self.told is None or self.found is None:
            return 0.0
        lost_s: float = self.told["seconds"] - self.found.progress.seconds
        return lost_s

    @property
    def lost_by_the_clock_s(self) -> float:
        """Seconds from what is stored to the kill: with the frame that was being worked on."""
        return self.lost_s + (self.at_s - self.told["at_s"] if self.told else 0.0)

    @property
    def lost_hold_s(self) -> float:
        if self.told is None or self.found is None or self.told["hold_s"] is None:
            return 0.0
        lost_s: float = self.told["hold_s"] - (self.found.progress.hold_s or 0.0)
        return lost_s

    @property
    def lost_reps(self) -> int:
        """Repetitions that were told, counted or led through by a pace, and are not stored."""
        if self.told is None:
            return 0
        numbers = {rep.number for rep in self.found.reps} if self.found else set()
        paced = self.found.progress.paced if self.found else 0
        lost: int = len(set(self.told["reps"]) - numbers) + max(0, self.told["paced"] - paced)
        return lost


@pytest.fixture
def busy() -> Iterator[None]:
    """Every core has something else to do."""
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(os.cpu_count() or 1)
    ]
    yield
    for burner in burners:
        burner.kill()
        burner.wait()


@pytest.fixture
def leader() -> Iterator[subprocess.Popen[str]]:
    """What forks the sessions."""
    command = [sys.executable, str(TESTS / "support" / "led_session.py")]
    env = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    env.pop("POSEGUIDE_DATABASE_URL", None)
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as leader:
        yield leader
        assert leader.stdin is not None
        leader.stdin.close()


def lead_and_kill(leader: subprocess.Popen[str], number: int, folder: Path) -> Killed:
    """One session: every second one is the first of a new folder, the others share one a thread."""
    exercise, poses, most_s = SESSIONS[number % len(SESSIONS)]
    is_first = number // len(SESSIONS) % 2 == 0
    data = folder / (f"new-{number}" if is_first else current_thread().name)
    out = folder / f"{number}.told"
    asked = {"exercise": exercise, "poses": poses and str(poses), "data": str(data)}
    with _ASKING:
        assert leader.stdin is not None
        assert leader.stdout is not None
        print(json.dumps({**asked, "out": str(out)}), file=leader.stdin, flush=True)
        process = int(leader.stdout.readline())
    # Every fifth is killed from before the database is made on, the others in the exercise.
    is_early = number % 5 == 4
    while not is_early and not (out.is_file() and '"work"' in out.read_text()):
        time.sleep(0.02)
    time.sleep(random.Random(number).uniform(0.0, 2.0 if is_early else most_s))
    os.kill(process, signal.SIGKILL)  # it has not ended by itself, or there was nobody to kill
    at_s = time.monotonic()
    while Path(f"/proc/{process}").exists():
        time.sleep(0.001)
    # A line that was cut off was not told.
    lines = out.read_text().split("\n")[:-1] if out.is_file() else []
    return _look(exercise, data, json.loads(lines[-1]) if lines else None, at_s)


def _look(exercise: str, data: Path, told: dict[str, Any] | None, at_s: float) -> Killed:
    file = data / "poseguide.db"
    integrity, running = "ok", []
    if file.is_file():
        with closing(sqlite3.connect(file)) as connection:
            ((integrity,),) = connection.execute("PRAGMA integrity_check").fetchall()
        with closing(Store(f"sqlite:///{file}")) as store:
            running = store.history.running()
            for session in running:
                store.sessions.end(session.id, session.progress, "interrupted")
    begun = told is not None and told["stage"] not in ("check", "posture")
    assert len(running) <= 1
    return Killed(
        exercise, told if begun else None, running[0] if running else None, at_s, integrity
    )


@pytest.mark.slow
@pytest.mark.usefixtures("busy")
def test_whoever_is_killed_loses_no_repetition_that_was_told_and_a_second_at_most(
    tmp_path: Path, leader: subprocess.Popen[str], request: pytest.FixtureRequest
) -> None:
    kills: int = request.config.getoption("kills") or len(SESSIONS)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        killed = list(
            pool.map(lambda number: lead_and_kill(leader, number, tmp_path), range(kills))
        )
    in_work = [each for each in killed if each.told is not None]
    print(f"\n{kills} killed, {len(in_work)} of them after the exercise had begun")
    for what, values in {
        "seconds told and lost": [each.lost_s for each in in_work],
        "seconds of holding told and lost": [each.lost_hold_s for each in in_work],
        "seconds by the clock": [each.lost_by_the_clock_s for each in in_work],
        "repetitions told and lost": [each.lost_reps for each in in_work],
    }.items():
        if values:
            print(f"{what}: median {median(values):.2f}, most {max(values):.2f}")
    reps = sum(len(each.told["reps"]) + each.told["paced"] for each in in_work if each.told)
    holds = sum(bool(each.told and each.told["hold_s"]) for each in in_work)
    print(f"repetitions told: {reps}; sessions with a hold: {holds}")
    assert {each.integrity for each in killed} == {"ok"}
    assert [each for each in killed if each.lost_reps] == []
    assert [each for each in killed if max(each.lost_s, each.lost_hold_s) > 1.0] == []
    assert [each for each in in_work if each.told and each.told["note"]] == []
