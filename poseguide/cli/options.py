"""Parts that several commands share: options, output to the terminal, the progress bar."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from poseguide.core.errors import OutputError
from poseguide.core.files import check_writable
from poseguide.core.i18n import LANGUAGES, Language, known_language, word
from poseguide.core.records import Pose
from poseguide.core.text import visible
from poseguide.definitions.schema import LOOKS_PER_S

#: In place of an exercise: find out which one it is.
AUTO = "auto"

ExerciseOrAuto = Annotated[
    str,
    typer.Option(
        "--exercise",
        "-e",
        help=f"An id of `poseguide list`, an exercise file.toml, or `{AUTO}` to recognise it.",
    ),
]
Video = Annotated[Path, typer.Argument(help="The video: MP4, MOV, WebM, MKV or AVI.")]
ExerciseName = Annotated[
    str,
    typer.Option("--exercise", "-e", help="An id of `poseguide list`, or an exercise file.toml."),
]


def _language(code: str) -> Language:
    try:
        return known_language(code)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


EveryFrame = Annotated[
    bool,
    typer.Option("--every-frame", help="Look at every frame, not at 15 or 20 a second: slower."),
]
LanguageName = Annotated[
    str,
    typer.Option(
        "--language",
        "-l",
        help="The language of the words.",
        metavar=f"[{'|'.join(LANGUAGES)}]",
        callback=_language,
    ),
]


class _Screen(Console):
    """Shows a text as it is: none of it is Rich's markup, and none of it commands the terminal."""

    def render_str(self, text: str, **style: Any) -> Text:
        return super().render_str(visible(text), **{**style, "markup": False, "emoji": False})


def show(table: Table) -> None:
    """Print a table on stdout."""
    _Screen().print(table)


def new_table(*titles: str) -> Table:
    """Return an empty table with these columns, in the form that all commands have."""
    return Table(*titles, box=SIMPLE_HEAD, header_style="bold", padding=(0, 1, 0, 0))


def tell(text: str, *, error: bool = False) -> None:
    """Print lines on stdout, or on stderr; nothing in them commands the terminal."""
    typer.echo(visible(text), err=error)


def dashed_files(args: list[str]) -> list[str]:
    """Return the words of a command that look like files but are taken for options."""
    before = args[: args.index("--")] if "--" in args else args
    return [word for word in before if re.fullmatch(r"-[^=]*\.[A-Za-z]\w*", word)]


@contextmanager
def progress(language: Language, steps: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on stderr, only in a terminal; call the yielded function at each step."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeLeft())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(word("analysing", language), total=steps or None)
        yield lambda: progress.advance(task)


def check_outputs(outputs: list[Path], inputs: list[Path]) -> None:
    """Raise OutputError unless all can be written, none is an input and none is named twice."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        check_writable(path)
        same = any(path.exists() and other.exists() and path.samefile(other) for other in inputs)
        if same or path.resolve() in taken:
            raise OutputError(
                path, f"{path} is used already, as the input or by another option. Name another."
            )
        taken.add(path.resolve())


def poses_of_recording(
    recording: Path, language: Language, *, surface: bool, rate: float = LOOKS_PER_S
) -> list[Pose]:
    """Return all poses of a video or of a file of stored poses, with a bar of the progress.

    At most `rate` frames a second of a video are looked at.
    """
    from poseguide.vision.pose_file import SUFFIX
    from poseguide.vision.pose_source import poses_of
    from poseguide.vision.video_reader import probe

    poses = []
    frames = 0 if recording.suffix == SUFFIX else probe(recording).looks(rate)
    with progress(language, frames) as step:
        for pose in poses_of(recording, surface=surface, rate=rate):
            poses.append(pose)
            step()
    return poses


def has_display() -> bool:
    """Return whether a window could be opened."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
