"""The folder of the results of many videos: what is finished in it, found again by content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from poseguide.analysis.batch.job import Result
from poseguide.analysis.session_export import json_text
from poseguide.core.errors import OutputError
from poseguide.core.files import alone, forget_drafts, json_in, private_folder, write_text
from poseguide.vision.video_folder import result_name, shown

RESULTS, SUMMARY = "results.csv", "summary.csv"
#: The folder in it that says what is finished; a file for each video, named as its JSON is.
_STATE = ".poseguide-batch"
#: The file in there that the one run holds that works on the results.
_LOCK = "lock"
#: How long a run waits for one that is just ending.
_WAIT_S = 2.0


@dataclass(frozen=True)
class BatchEntry:
    """A video of the folder and what came of it.

    `file` is its path in the folder as it is shown, `name` that of its JSON, None where it has
    none. `video` is the hash of its content, "" where it could not be read, and `rules` that of the
    exercise files. `result` is without its report. `kept`: an earlier run has finished it.
    """

    file: str
    name: str | None
    video: str
    rules: str
    result: Result
    kept: bool = False


@contextmanager
def results_in(out: Path, videos: list[Path], *, resume: bool) -> Iterator[Results]:
    """The results in a folder, which exists; no other run works on them in the block.

    What a run that was killed left half written is taken away. Raises OutputError when another run
    is at work there, or there are results in it already and `resume` is not set.
    """
    names = {result_name(video) for video in videos}
    if not resume:
        _refuse_taken(out, names)
    state = out / _STATE
    busy = OutputError(
        out,
        f"Another run is working in {out}. Wait until it has ended, and go on then with --resume.",
    )
    try:
        private_folder(state)
        with alone(state / _LOCK, _WAIT_S, busy):
            for folder in (out, state):
                forget_drafts(folder)
            yield Results(out, names)
    except OSError as error:
        raise OutputError(out, f"{out} cannot be written ({error.strerror}).") from error


class Results:
    """The results in the folder `out`; `names` are those of the JSONs of this run's videos."""

    def __init__(self, out: Path, names: set[str]) -> None:
        self._out = out
        self._names = names
        self._state = out / _STATE
        self._by_name = self._read()
        self._by_content = {(e.video, e.rules): name for name, e in self._by_name.items()}

    def find(self, video: Path, content: str, rules: str) -> BatchEntry | None:
        """Return the finished entry of this content by these rules, under its name now; or None."""
        own = result_name(video)
        for name in (own, self._by_content.get((content, rules), own)):
            entry = self._by_name.get(name)
            # What stood there may be another video's by now.
            if entry is None or (entry.video, entry.rules) != (content, rules):
                continue
            if name == own:
                return replace(entry, kept=True)
            try:
                return self._moved(entry, name, video)
            except ValueError:  # its JSON is not whole
                continue
        return None

    def keep(self, video: Path, content: str, rules: str, result: Result) -> BatchEntry:
        """Write what came of a video, and that it is finished unless it failed."""
        file, name = shown(video), result_name(video)
        report = result["report"]
        if report is not None:
            report = {**report, "source": {**report["source"], "file": file}}
            write_text(self._out / name, json_text(report))
        entry = BatchEntry(
            file, name if report else None, content, rules, {**result, "report": None}
        )
        if result["trouble"] is None:
            write_text(self._state / name, json_text(asdict(entry)))
            self._by_name[name] = entry
            self._by_content[content, rules] = name
        return entry

    def write_table(self, name: str, text: str) -> None:
        """Write a table of all videos, in place of that of an earlier run."""
        write_text(self._out / name, text)

    def _moved(self, entry: BatchEntry, name: str, video: Path) -> BatchEntry:
        moved = self.keep(video, entry.video, entry.rules, self._whole(entry, name))
        if name not in self._names:  # the video was renamed: its former name is nobody's
            (self._out / name).unlink(missing_ok=True)
            (self._state / name).unlink(missing_ok=True)
            del self._by_name[name]
        return replace(moved, kept=True)

    def _whole(self, entry: BatchEntry, name: str) -> Result:
        """The result with its report, which stands in the JSON only."""
        result = entry.result.copy()
        if entry.name is not None:
            result["report"] = json_in(self._out / name)
        return result

    def _read(self) -> dict[str, BatchEntry]:
        found = {}
        for path in self._state.glob("*.json"):
            try:
                entry = BatchEntry(**json_in(path))
            except (OSError, ValueError, TypeError):
                continue  # not whole: its video is analysed again
            if entry.result.keys() == Result.__annotations__.keys() and (
                entry.name is None
                or (entry.name == path.name and (self._out / path.name).is_file())
            ):
                found[path.name] = entry
        return found


def _refuse_taken(out: Path, names: set[str]) -> None:
    """Raise OutputError where there are results in a folder."""
    for name in (_STATE, RESULTS, SUMMARY, *sorted(names)):
        if (out / name).exists():
            raise OutputError(
                out,
                f"{out} holds results already, which are left as they are. Name another folder, "
                "or go on with what was broken off there: --resume.",
            )
