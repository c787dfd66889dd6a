"""One at a time: who comes second is told or waits, and a holder that was killed holds no more."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from support.places import ROOT

from poseguide.core.errors import PoseGuideError
from poseguide.core.files import alone

BUSY = PoseGuideError("Somebody else is at it.")

#: Holds the lock of a file until it is killed.
HOLDER = """
import sys, time
from pathlib import Path
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import alone
with alone(Path(sys.argv[1]), 0.0, PoseGuideError()):
    print("held", flush=True)
    time.sleep(600)
"""


def test_who_comes_second_is_told_and_comes_in_afterwards(tmp_path: Path) -> None:
    with alone(tmp_path / "lock", 0.0, BUSY):
        with pytest.raises(PoseGuideError, match="at it"), alone(tmp_path / "lock", 0.0, BUSY):
            raise AssertionError("two were in at once")
        with alone(tmp_path / "other", 0.0, BUSY):
            pass
    with alone(tmp_path / "lock", 0.0, BUSY):
        pass


def test_who_waits_comes_in_when_the_first_has_gone(tmp_path: Path) -> None:
    order, held = [], Event()

    def first() -> None:
        with alone(tmp_path / "lock", 0.0, BUSY):
            held.set()
            order.append("first in")
        order.append("second may")

    thread = Thread(target=first)
    thread.start()
    assert held.wait(30)
    with alone(tmp_path / "lock", 30.0, BUSY):
        order.append("second in")
    thread.join()
    assert order.index("first in") < order.index("second in")


def test_an_error_in_the_block_lets_it_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "lock", 0.0, BUSY):
        1 / 0  # noqa: B018
    with alone(tmp_path / "lock", 0.0, BUSY):
        pass


def test_a_holder_that_was_killed_holds_no_more(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    root = ROOT
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(PoseGuideError), alone(tmp_path / "lock", 0.0, BUSY):
            pass
        holder.send_signal(signal.SIGKILL)
    with alone(tmp_path / "lock", 0.0, BUSY):
        pass
