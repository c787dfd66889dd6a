"""The commands for exercise files: list them, check them, and propose one from a recording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from poseguide.cli.options import LanguageName, check_outputs, poses_of_recording, show, tell
from poseguide.core.errors import OutputError
from poseguide.core.files import write_text
from poseguide.definitions.catalog import paths, read
from poseguide.definitions.programme import programmes


def list_exercises(language: LanguageName = "en") -> None:
    """List the exercises and the programmes."""
    from poseguide.cli.exercise_tables import exercise_table, programme_table

    show(exercise_table((read(path).exercise for path in paths()), language))
    show(programme_table(programmes(), language))


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files of exercises or programmes; without any, those that come with PoseGuide."
        ),
    ] = None,
) -> None:
    """Check exercise and programme files, and how exercises judge their own good repetition."""
    from poseguide.authoring.selftest import checked

    problems: list[str] = []
    for path, found in checked(files or []):
        tell("\n".join(found) if found else f"{path}: ok")
        problems += found
    if problems:
        raise typer.Exit(2)


def new_exercise(
    video: Annotated[
        Path, typer.Argument(help="The recording: a video, or poses kept by `evaluate --keep`.")
    ],
    from_s: Annotated[
        float, typer.Option("--from", help="Where the marked repetitions begin, in seconds.")
    ],
    to_s: Annotated[float, typer.Option("--to", help="Where they end, in seconds.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write; NAME.toml for the exercise NAME.")
    ] = None,
) -> None:
    """Propose an exercise file from one or a few good repetitions in a recording."""
    from poseguide.authoring.propose import id_from, propose

    out = out or Path(f"{id_from(video.stem)}.toml")
    if out.suffix != ".toml" or id_from(out.stem) != out.stem:
        raise OutputError(
            out,
            f"{out.name} cannot be the name of an exercise file. Write small letters, digits and "
            f"_, beginning with a letter, such as {id_from(out.stem)}.toml.",
        )
    if out.exists():
        raise OutputError(out, f"{out} exists already, and is left as it is. Name another file.")
    check_outputs([out], [video])
    proposal = propose(poses_of_recording(video, "en", surface=False), from_s, to_s, out.stem)
    write_text(out, proposal.text)
    made = len(proposal.marked)
    tell(
        f"{made} repetition{'' if made == 1 else 's'} counted from {from_s:g} s to {to_s:g} s, "
        f"{proposal.complete} complete of {len(proposal.reps)} in the whole recording."
    )
    tell(f"Wrote {out}. Write its words, then: poseguide check {out}")
