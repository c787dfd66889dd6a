"""The command that analyses many videos."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from poseguide.cli.options import (
    AUTO,
    EveryFrame,
    ExerciseOrAuto,
    LanguageName,
    progress,
    show,
    tell,
)
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import made_folder
from poseguide.core.i18n import word

if TYPE_CHECKING:  # it brings what analyses, which other commands do not need
    from poseguide.analysis.batch.results import BatchEntry


def batch(
    folder: Annotated[Path, typer.Argument(help="The folder of the videos, with its sub-folders.")],
    exercise: ExerciseOrAuto,
    out: Annotated[
        Path,
        typer.Option(help="The folder for results.csv, summary.csv and a JSON for each video."),
    ],
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Cores of this computer to use; all without it."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what is in the folder of the results.")
    ] = False,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Use the workers of this Dask scheduler, such as tcp://host:8786.",
        ),
    ] = None,
    every_frame: EveryFrame = False,
    language: LanguageName = "en",
) -> None:
    """Analyse every video in a folder: tables of all, a JSON for each, and what failed."""
    from poseguide.analysis.batch.pools import dask_workers, processes
    from poseguide.analysis.batch.results import RESULTS, SUMMARY
    from poseguide.analysis.batch.run import batch as analyse_all
    from poseguide.analysis.batch.run import rules_of
    from poseguide.analysis.batch.tables import remark
    from poseguide.cli.tables import batch_table
    from poseguide.vision.stretches import cores
    from poseguide.vision.video_folder import videos_in

    if workers is not None and dask is not None:
        raise PoseGuideError("--workers are cores of this computer. With --dask, leave it out.")
    rules = rules_of(None if exercise == AUTO else exercise, every_frame=every_frame)
    videos = videos_in(folder, out)
    done = 0
    try:
        with (
            made_folder(out),
            dask_workers(dask) if dask else processes(workers or cores(), len(videos)) as pool,
            progress(language, len(videos)) as step,
        ):

            def on_done(entry: BatchEntry) -> None:
                nonlocal done
                done += entry.result["trouble"] is None
                step()

            entries = analyse_all(
                folder, videos, rules, out, pool, language=language, resume=resume, on_done=on_done
            )
    except (KeyboardInterrupt, SystemExit):
        tell(word("batch_stopped", language, done=done, number=len(videos)), error=True)
        raise
    show(batch_table(entries, rules.exercises, language))
    for entry in entries:
        if said := remark(entry, rules.exercises, language):
            tell(said)
    tables = {"results": out / RESULTS, "summary": out / SUMMARY}
    tell(word("batch_done", language, done=done, number=len(videos), **tables))
    if done < len(videos):
        raise typer.Exit(1)
