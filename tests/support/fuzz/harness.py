"""Damaged input, tried in a process of its own: what comes of it, how long it takes, how much
memory.

An `attempt` is a function at the top of a module: it reads the file at a path as PoseGuide does and
gives a word for what came of it. It may raise PoseGuideError, which is the right answer to bad
input. It fails when it raises anything else, ends its process, works for more than LONGEST_S or
takes more than MOST_MB.

Inputs that failed stay in `kept/NAME OF THE ATTEMPT`, and are tried first from then on until they
pass.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from poseguide.core.errors import PoseGuideError
from support.places import TESTS

#: How long one input may be worked on, in seconds of the processors: what else this computer does
#: does not count.
LONGEST_S = 10
#: After so long by the clock a process that does not work and does not answer is ended. It is
#: long, for a process may have to wait for others of this computer.
_PATIENCE_S, _START_S = 300.0, 300.0
#: How much memory an input may add while it is worked on.
MOST_MB = 500
#: What a process may ask the system for beyond what it had: the computer must outlive the test.
_ROOM_BYTES = 4 << 30
KEPT = TESTS / "fuzz" / "kept"

Attempt = Callable[[Path], str]


@dataclass(frozen=True)
class Input:
    """What stands in a file, and the file's name."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Outcome:
    """A word for what came of an input; what was wrong with it, "" where nothing was."""

    word: str
    wrong: str = ""


def try_all(attempt: Attempt, sound: Input, inputs: Iterable[Input], folder: Path) -> Counter[str]:
    """How often each outcome came. Fails with all inputs that something was wrong with.

    `sound` is whole: each process tries it first, so that it has loaded everything, and nothing
    may be wrong with it. `folder` is for files.
    """
    kept = KEPT / attempt.__name__
    seen: Counter[str] = Counter()
    failures: list[str] = []
    with closing(_Worker(attempt, sound, folder)) as worker:
        for given in chain(_kept_in(kept), inputs):
            outcome = worker.outcome(given)
            seen[outcome.word] += 1
            place = kept / _hash(given)
            if outcome.wrong:
                place.mkdir(parents=True, exist_ok=True)
                (place / given.name).write_bytes(given.content)
                failures.append(f"{place / given.name}: {outcome.wrong}")
            else:
                shutil.rmtree(place, ignore_errors=True)
    print(f"{attempt.__name__}: {seen.total()} tried: {dict(seen.most_common())}")
    assert not failures, f"{len(failures)} of {seen.total()}:\n" + "\n".join(failures)
    return seen


def _hash(given: Input) -> str:
    return sha256(given.name.encode() + b"/" + given.content).hexdigest()[:12]


def _kept_in(folder: Path) -> Iterator[Input]:
    for path in sorted(folder.glob("*/*")):
        yield Input(path.name, path.read_bytes())


class _Worker:
    """A process that tries one input after the other; another takes its place where it ended."""

    def __init__(self, attempt: Attempt, sound: Input, folder: Path) -> None:
        self._attempt, self._sound, self._folder = attempt, sound, folder / "inputs"
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self._attempt, theirs), daemon=True)
        self._process.start()
        theirs.close()
        outcome = self._answer(self._sound, _START_S)
        assert not outcome.wrong, f"{self._sound.name}, which is whole: {outcome.wrong}"
        assert outcome.word != "refused", f"{self._sound.name}, which is whole, is refused"

    def outcome(self, given: Input) -> Outcome:
        """What comes of one input, in a folder of its own that is emptied after it."""
        outcome = self._answer(given, _PATIENCE_S)
        if not self._process.is_alive():
            self._start()
        return outcome

    def _answer(self, given: Input, patience_s: float) -> Outcome:
        self._folder.mkdir()
        try:
            path = self._folder / given.name
            path.write_bytes(given.content)
            self._pipe.send(path)
            if self._pipe.poll(patience_s):
                found = self._pipe.recv()
                assert isinstance(found, Outcome)
                return found
            self._process.kill()
            self._process.join()
            return Outcome("hung", f"no answer after {patience_s:.0f} s")
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._process.join()
            return Outcome("ended", _why_ended(self._process.exitcode))
        finally:
            shutil.rmtree(self._folder)

    def close(self) -> None:
        self._pipe.close()
        self._process.join(_START_S)
        if self._process.is_alive():
            self._process.kill()


def _why_ended(exit_code: int | None) -> str:
    if exit_code == -signal.SIGXCPU:
        return f"worked for more than {LONGEST_S} s"
    return f"the process ended with {exit_code}"


# --- in the process of its own ----------------------------------------------------------------


def _serve(attempt: Attempt, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first = True
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        _allow_seconds(60 if first else LONGEST_S)
        before_mb = _memory_mb("VmRSS")
        _forget_peak()
        outcome = _tried(attempt, path)
        added_mb = _memory_mb("VmHWM") - before_mb
        if first:
            most = int(_memory_mb("VmSize")) * (1 << 20) + _ROOM_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            first = False
        elif added_mb > MOST_MB and not outcome.wrong:
            outcome = Outcome(outcome.word, f"took {added_mb:.0f} MB")
        pipe.send(outcome)


def _tried(attempt: Attempt, path: Path) -> Outcome:
    try:
        return Outcome(attempt(path))
    except PoseGuideError as error:
        return Outcome("refused", "" if str(error).strip() else "the error says nothing")
    except BaseException:
        return Outcome("raised", traceback.format_exc())


def _allow_seconds(seconds: int) -> None:
    """The system ends this process when it works for so long from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _memory_mb(what: str) -> float:
    """One of the memory figures of this process; VmHWM is the most that it ever had."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(what)


def _forget_peak() -> None:
    # proc(5): 5 sets the peak of the memory back to what there is now.
    descriptor = os.open("/proc/self/clear_refs", os.O_WRONLY)
    try:
        os.write(descriptor, b"5")
    finally:
        os.close(descriptor)
