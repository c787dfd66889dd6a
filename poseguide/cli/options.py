"""What several commands share: options, and the bar of the progress."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from poseguide.core.i18n import Language, word
from poseguide.core.text import visible

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
LanguageName = Annotated[
    Language, typer.Option("--language", "-l", help="The language of the words: en or da.")
]


class _Screen(Console):
    """Shows a text as it is: none of it is Rich's markup, and none of it commands the terminal."""

    def render_str(self, text: str, **style: Any) -> Text:
        return super().render_str(visible(text), **{**style, "markup": False, "emoji": False})


def show(table: Table) -> None:
    """Prints a table on stdout."""
    _Screen().print(table)


def tell(text: str, *, error: bool = False) -> None:
    """Prints lines on stdout, or on stderr; nothing in them commands the terminal."""
    typer.echo(visible(text), err=error)


def dashed_files(args: list[str]) -> list[str]:
    """What looks like a file among the words of a command, but is taken for an option."""
    before = args[: args.index("--")] if "--" in args else args
    return [word for word in before if re.fullmatch(r"-[^=]*\.[A-Za-z]\w*", word)]


@contextmanager
def progress(language: Language, steps: int) -> Iterator[Callable[[], None]]:
    """A bar with the time left on stderr, only in a terminal; call what you get at each step."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeLeft())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(word("analysing", language), total=steps or None)
        yield lambda: progress.advance(task)
