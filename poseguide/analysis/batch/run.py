"""Many videos of a folder on an executor: one result each, kept as soon as it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from poseguide.analysis.batch.executor import results_of
from poseguide.analysis.batch.job import Job, Result, failed
from poseguide.analysis.batch.pools import Pool
from poseguide.analysis.batch.results import RESULTS, SUMMARY, BatchEntry, Results, results_in
from poseguide.analysis.batch.tables import results_csv, summary_csv
from poseguide.core.errors import VideoError
from poseguide.core.i18n import Language
from poseguide.definitions.catalog import load_exercise, tracked
from poseguide.definitions.schema import Exercise
from poseguide.vision.video_folder import sha256_of, shown


@dataclass(frozen=True)
class Rules:
    """The exercises that videos are analysed by: one, or all with `recognise`.

    `files` is the text of each file by its path. With `every_frame` all frames are looked at. `key`
    is a hash that changes with any of them.
    """

    exercises: dict[str, Exercise]
    files: dict[str, str]
    key: str
    recognise: bool
    every_frame: bool = False


def rules_of(exercise: str | Path | None, *, every_frame: bool = False) -> Rules:
    """The rules of one exercise, an id or a file, or of all that a camera follows with None.

    Raises what `load_exercise` does.
    """
    recognise = exercise is None
    definitions = tracked() if exercise is None else [load_exercise(exercise)]
    # As bytes, so that the hash is that of `Definition`.
    files = {definition.path.name: definition.path.read_bytes() for definition in definitions}
    hashes = [hashlib.sha256(content).hexdigest() for content in files.values()]
    key = hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest() if recognise else hashes[0]
    key = f"{key}-every-frame" if every_frame else key
    return Rules(
        {definition.exercise.id: definition.exercise for definition in definitions},
        {name: content.decode() for name, content in files.items()},
        key,
        recognise,
        every_frame,
    )


def batch(
    folder: Path,
    videos: list[Path],
    rules: Rules,
    out: Path,
    pool: Pool,
    *,
    language: Language,
    resume: bool,
    on_done: Callable[[BatchEntry], None],
) -> list[BatchEntry]:
    """Return the result of each of the videos at these paths in a folder, in the same order.

    Each JSON is in the folder `out`, which exists, as soon as it is there, and the tables with
    words in `language` at the end. With `resume` what is there already is not made again, whatever
    the video was called. A video that fails is an entry that says so. `on_done` is told of each
    that is done. Raises OutputError when something cannot be written, another run is at work in
    `out`, or `out` holds results and `resume` is not set.
    """
    entries: dict[Path, BatchEntry] = {}
    with results_in(out, videos, resume=resume) as results:
        with closing(_Queue(folder.absolute(), rules, results).entries(videos, pool)) as done:
            for video, entry in done:
                entries[video] = entry
                on_done(entry)
        ordered = [entries[video] for video in videos]
        results.write_table(RESULTS, results_csv(ordered, rules.exercises, language))
        results.write_table(SUMMARY, summary_csv(ordered, rules.exercises, language))
    return ordered


class _Queue:
    """The videos that are not finished, as jobs; and the entries of all."""

    def __init__(self, folder: Path, rules: Rules, results: Results) -> None:
        self._folder = folder
        self._rules = rules
        self._results = results
        #: Videos of one content are analysed once: the content of each job by its path, and who
        #: waits for it.
        self._contents: dict[str, str] = {}
        self._waiting: dict[str, list[Path]] = {}
        self._ready: list[tuple[Path, BatchEntry]] = []

    def entries(
        self, videos: list[Path], pool: Pool
    ) -> Generator[tuple[Path, BatchEntry], None, None]:
        with closing(results_of(self._jobs(videos, pool.cores), pool)) as done:
            for job, result in done:
                yield from self._taken()
                content = self._contents.pop(job["video"])
                for video in self._waiting.pop(content):
                    named = _named(result, job["video"], video)
                    yield video, self._results.keep(video, content, self._rules.key, named)
        yield from self._taken()

    def _jobs(self, videos: list[Path], cores: int) -> Iterator[Job]:
        for video in videos:
            path = self._folder / video
            try:
                content = sha256_of(path)
            except VideoError as error:
                result = _named(failed("VideoError", message=str(error)), str(path), video)
                self._ready.append((video, self._results.keep(video, "", self._rules.key, result)))
                continue
            if content in self._waiting:
                self._waiting[content].append(video)
            elif (entry := self._results.find(video, content, self._rules.key)) is not None:
                self._ready.append((video, entry))
            else:
                self._contents[str(path)] = content
                self._waiting[content] = [video]
                yield Job(
                    video=str(path),
                    exercises=self._rules.files,
                    recognise=self._rules.recognise,
                    every_frame=self._rules.every_frame,
                    workers=cores,
                )

    def _taken(self) -> Iterator[tuple[Path, BatchEntry]]:
        ready, self._ready = self._ready, []
        yield from ready


def _named(result: Result, path: str, video: Path) -> Result:
    """The result with the video called by its name in the folder in what is said of it."""
    trouble = result["trouble"]
    if trouble is None:
        return result
    message = trouble["message"].replace(path, shown(video))
    return {**result, "trouble": {**trouble, "message": message}}
