"""The command line: words in, one call of the library, words out."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from poseguide.cli.analyze import analyze, demo
from poseguide.cli.batch import batch
from poseguide.cli.doctor import doctor
from poseguide.cli.evaluate import (
    bench_analyze,
    bench_engine,
    bench_live,
    bench_pages,
    evaluate,
)
from poseguide.cli.exercises import check, list_exercises, new_exercise
from poseguide.cli.live import live
from poseguide.cli.options import dashed_files, has_display, tell
from poseguide.cli.report import report
from poseguide.cli.rescue import rescue
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import bundled


class _PlainErrors(TyperGroup):
    """Commands whose expected errors are sentences on stderr with exit status 2, not tracebacks."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.obj = dashed_files(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        # A process that is told to end takes its half-written files with it.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            return super().invoke(ctx)
        except PoseGuideError as error:
            tell(str(error), error=True)
            raise typer.Exit(2) from error
        except typer.TyperException:  # its own sentence follows
            if ctx.obj:
                tell(
                    f"{ctx.obj[0]} is taken for an option. A file whose name begins with - comes "
                    f"last, after two dashes: -- {ctx.obj[0]}",
                    error=True,
                )
            raise
        except KeyboardInterrupt as error:
            raise typer.Exit(130) from error


def _show_version(wanted: bool) -> None:
    if wanted:
        from poseguide._version import __version__

        tell(f"poseguide {__version__}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


def start_app(
    port: Annotated[int, typer.Option(help="The port of this computer to serve it on.")] = 8501,
) -> None:
    """Start the app in the browser; it is served to this computer only."""
    page = bundled("app.py")
    if not page.is_file():
        raise PoseGuideError(f"{page} is missing. Install PoseGuide again.")
    options = {
        "server.address": "localhost",
        "server.port": port,
        "server.headless": str(not has_display()).lower(),
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(page)]
    command += [f"--{name}={value}" for name, value in options.items()]
    raise typer.Exit(subprocess.run(command, check=False).returncode)


app = typer.Typer(
    cls=_PlainErrors,
    help="Counts the repetitions of an exercise in a video and says what to do better.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
bench = typer.Typer(help="Measures how fast PoseGuide is on this computer.", no_args_is_help=True)
app.add_typer(bench, name="bench")
app.callback()(_main)
# In the order in which the help lists them.
for command in (batch, report, rescue, analyze):
    app.command()(command)
app.command("list")(list_exercises)
app.command()(check)
app.command("new-exercise")(new_exercise)
app.command()(evaluate)
app.command()(demo)
app.command("app")(start_app)
app.command()(live)
app.command()(doctor)
bench.command("live")(bench_live)
bench.command("analyze")(bench_analyze)
bench.command("engine")(bench_engine)
bench.command("pages")(bench_pages)
