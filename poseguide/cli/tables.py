"""Sessions and measurements as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median
from typing import TYPE_CHECKING

from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from poseguide.analysis.batch.results import BatchEntry
from poseguide.analysis.batch.tables import most_often
from poseguide.analysis.repetition_columns import RepetitionColumn, columns_of
from poseguide.cli.options import new_table
from poseguide.core.i18n import SOURCE, Language, word
from poseguide.core.i18n.numbers import decimal, percent
from poseguide.core.records import Session
from poseguide.core.text import visible
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import Verdict, verdict
from poseguide.training.corrections import ReviewedRep

if TYPE_CHECKING:
    from poseguide.evaluation.benchmark import Run
    from poseguide.evaluation.benchmark_engine import EngineCost
    from poseguide.evaluation.benchmark_live import LiveRun
    from poseguide.evaluation.benchmark_pages import Wait

#: Rich's name of each verdict's style.
_STYLES: dict[Verdict, str] = {
    "good": "green",
    "partly": "green",
    "close": "cyan",
    "fault": "yellow",
    "incomplete": "magenta",
    "unseen": "dim",
}
#: What stands behind a number instead of its unit in the head.
_SIGNS = {"deg": "°", "s": " s"}


def repetition_table(session: Session, exercise: Exercise, language: Language) -> Table:
    """Return a row a repetition; degrees and seconds stand with the number, others in the head."""
    table = new_table()
    columns = columns_of("terminal", exercise)
    for column in columns:
        title = column.title(language)
        if column.unit and column.unit not in _SIGNS:
            title += f"\n({column.unit_words(language)})"
        if column.form == "sentence":
            table.add_column(title, min_width=13)
        else:
            justify: JustifyMethod = "right" if column.form == "number" else "left"
            table.add_column(title, justify=justify, no_wrap=True)
    for rep in session.reps:
        one = ReviewedRep(rep)
        table.add_row(*(_cell(exercise, column, one, language) for column in columns))
    return table


def _cell(
    exercise: Exercise, column: RepetitionColumn, one: ReviewedRep, language: Language
) -> str | Text:
    if column.family == "verdict":
        kind = verdict(exercise, one.rep)
        return Text(visible(column.text(one, language)), _STYLES[kind])
    if column.form == "number":
        sign = "" if column.value(one) is None else _SIGNS.get(column.unit, "")
        return column.number_text(one, language) + sign
    return column.text(one, language)


def batch_table(
    entries: Iterable[BatchEntry], exercises: dict[str, Exercise], language: Language
) -> Table:
    """A row a video: exercise, counts, sides, share seen, and the two cues most needed."""
    table = new_table()
    for key in ("batch_file", "exercise"):
        table.add_column(word(key, language), min_width=12, overflow="fold")
    for key in ("complete", "incomplete_short", "left_right", "seen"):
        table.add_column(word(key, language).capitalize(), justify="right")
    table.add_column(word("what_to_do", language), min_width=14)
    for entry in entries:
        table.add_row(entry.file, *_entry_cells(entry, exercises, language))
    return table


def _entry_cells(
    entry: BatchEntry, exercises: dict[str, Exercise], language: Language
) -> list[str | Text]:
    result, summary = entry.result, entry.result["summary"]
    if summary is None:
        failed = result["trouble"] is not None
        what = Text(word("failed" if failed else "none_fits", language))
        what.stylize("red" if failed else "magenta")
        return [*["–"] * 5, what]
    exercise = exercises[result["exercise"] or ""]
    sides = summary["by_side"]
    held = summary["hold_s"]
    cues = [f"{say(exercise, rule, language)} ({count})" for rule, count in most_often(entry)[:2]]
    return [
        exercise.id,
        f"{summary['complete']}" if held is None else f"{decimal(held, 1, language)} s",
        f"{summary['incomplete']}",
        "–" if sides["left"] is None else f"{sides['left']}/{sides['right']}",
        percent(summary["seen_share"], language),
        " ".join(cues),
    ]


def bench_table(runs: list[Run]) -> Table:
    """A row a pass, in the order they ran."""
    table = new_table("pass")
    for title in (
        "seconds",
        "CPU seconds",
        "frames",
        "frames/s",
        "MiB after a third",
        "MiB at the end",
    ):
        table.add_column(title, justify="right")
    for run in runs:
        table.add_row(
            {"bare": "bare MediaPipe", "whole": "analyze"}[run.kind],
            f"{run.seconds:.2f}",
            f"{run.cpu_s:.2f}",
            f"{run.frames}",
            f"{run.frames / run.seconds:.1f}",
            *("–" if mib is None else f"{mib:.1f}" for mib in (run.third_mib, run.end_mib)),
        )
    return table


def bench_line(runs: list[Run]) -> str:
    """The ratio of the medians of both kinds, and how much memory grew after the first third."""
    time, cpu = _ratio(runs, lambda run: run.seconds), _ratio(runs, lambda run: run.cpu_s)
    line = f"analyze / bare (medians) = {time:.3f} in time, {cpu:.3f} in work of the processor"
    grown = [
        run.end_mib - run.third_mib
        for run in runs
        if run.kind == "whole" and run.end_mib is not None and run.third_mib is not None
    ]
    if grown:
        line += f"; memory grew by {max(grown):.1f} MiB after the first third"
    return line


def _ratio(runs: list[Run], measure: Callable[[Run], float]) -> float:
    bare = median(measure(run) for run in runs if run.kind == "bare")
    return median(measure(run) for run in runs if run.kind == "whole") / bare


def live_bench_table(run: LiveRun) -> Table:
    """Return the figures of the live path as a table, a row a figure."""
    table = new_table("measure", "figure")
    shares = f"{run.used} of {run.offered} ({percent(run.used / run.offered, SOURCE)})"
    table.add_row("frames used", f"{shares}, {run.fps:.1f} a second over {run.seconds:.0f} s")
    table.add_row("arrival of a frame to its result", _halves_text(run.result_ms))
    table.add_row("repetitions counted", f"{run.counted}")
    if run.count_ms is not None and run.engine_ms is not None:
        table.add_row("true end of a repetition to its count", _halves_text(run.count_ms))
        table.add_row("  of it until the picture that shows it", _halves_text(run.engine_ms))
    for minute, mib in run.memory.by_minute().items():
        table.add_row(f"memory after {minute} min", f"{mib:.1f} MiB")
    growth = run.memory.growth_mib_per_min()
    if growth is not None:
        table.add_row("memory grows after 1 min by", f"{growth:+.3f} MiB a minute")
    return table


def engine_bench_table(cost: EngineCost) -> Table:
    """Return the cost of the engine as a table: alone, with all exercises, and of one angle."""
    table = new_table(f"{cost.frames} frames, {cost.exercises} exercises")
    table.add_column("ms a frame and exercise", justify="right")
    table.add_column("angles", justify="right")
    for name, milliseconds in (
        ("one exercise at a time", cost.alone_ms),
        ("all of them together", cost.together_ms),
    ):
        table.add_row(name, f"{milliseconds:.3f}", f"{milliseconds / cost.angle_ms:.0f}")
    table.add_row("for comparison: one angle of a joint", f"{cost.angle_ms:.5f}", "1")
    return table


def _halves_text(halves: tuple[float, float]) -> str:
    return f"50 %: {halves[0]:.0f} ms, 95 %: {halves[1]:.0f} ms"


def waits_table(waits: Iterable[Wait]) -> Table:
    """Return how long each thing took as a table, beside what it may take."""
    table = new_table("what")
    for title in ("least s", "median s", "at most s"):
        table.add_column(title, justify="right")
    for wait in waits:
        seconds = (wait.least_s, wait.median_s, wait.most_s)
        table.add_row(wait.what, *(f"{each:.2f}" for each in seconds))
    return table
