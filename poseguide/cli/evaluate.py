"""The commands that measure PoseGuide itself: how right it is, and how fast."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from poseguide.cli.options import ExerciseName, Video, check_outputs, progress, show, tell
from poseguide.core.errors import PoseGuideError
from poseguide.core.files import write_text
from poseguide.definitions.catalog import load_exercise, tracked


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(help="A folder of clips with a manifest.json, or a folder of such folders."),
    ],
    variant: Annotated[
        Literal["12fps", "30fps", "mirror", "720p"] | None,
        typer.Option(help="See the clips otherwise: at another rate, mirrored, or resized."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep the poses in this folder, to evaluate it again in seconds."),
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write every number as JSON.")] = None,
    markdown: Annotated[
        Path | None,
        typer.Option("--markdown", help="Write the tables and what they mean as Markdown."),
    ] = None,
) -> None:
    """Compare counts and verdicts with the truth of clips: a line a clip, then tables."""
    from datetime import date

    from poseguide.evaluation.report_json import as_json
    from poseguide.evaluation.report_markdown import as_markdown, tables
    from poseguide.evaluation.run import evaluate as compare

    check_outputs([path for path in (json, markdown) if path], [])
    results = []
    for result in compare(folder, variant, keep):
        results.append(result)
        wrong = result.wrong()
        if result.own or wrong:
            found = f"{len(result.reps)} of {result.attempts}"
            told = "; ".join(wrong) or "right"
            tell(f"{result.clip:40} {result.exercise:24} {found:8} {told}")
    tell("\n".join(["", *tables(results)]))
    options = {"folder": str(folder), "variant": variant}
    today = date.today().isoformat()
    if json is not None:
        write_text(json, as_json(results, options, today))
    if markdown is not None:
        write_text(markdown, as_markdown(results, options, today))


def bench_live(
    source: Annotated[Path, typer.Option(help="The video that is played as a camera.")],
    exercise: Annotated[
        str | None,
        typer.Option("--exercise", "-e", help="Without it what the JSON beside the video says."),
    ] = None,
    minutes: Annotated[
        float, typer.Option(min=0.1, help="How long it is played, again and again.")
    ] = 1.0,
) -> None:
    """Measure how the live path keeps up with a camera: frames used, latency, counts, memory."""
    from poseguide.cli.tables import live_bench_table
    from poseguide.evaluation.benchmark_live import measure, truth_beside
    from poseguide.vision.video_reader import probe

    probe(source)  # a file that is no video is refused first
    truth = truth_beside(source)
    name = exercise or truth.exercise
    if name is None:
        raise PoseGuideError(f"Nothing beside {source} says which exercise it is: use --exercise.")
    with progress("en", 0) as step:
        found = measure(source, load_exercise(name), truth.ends_s, 60 * minutes, on_frame=step)
    show(live_bench_table(found))


def bench_analyze(
    video: Video,
    exercise: ExerciseName,
    repeat: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
    loop: Annotated[
        int, typer.Option(min=1, help="Play the video so many times in one stream.")
    ] = 1,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Cores that the analysis uses; all without it.")
    ] = None,
) -> None:
    """Measure the whole analysis against decoding and bare MediaPipe on every frame."""
    from poseguide.cli.tables import bench_line, bench_table
    from poseguide.evaluation.benchmark import compare
    from poseguide.vision.video_reader import probe

    definition = load_exercise(exercise)
    info = probe(video)
    frames = repeat * loop * (info.frames + info.looks(definition.exercise.looks_per_s))
    with progress("en", frames) as step:
        runs = list(
            compare(video, definition, repeat=repeat, loop=loop, workers=workers, on_frame=step)
        )
    show(bench_table(runs))
    tell(bench_line(runs))


def bench_engine(
    recording: Annotated[
        Path, typer.Argument(help="A video, or poses kept by `poseguide evaluate --keep`.")
    ],
    repeat: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
) -> None:
    """Measure the engine alone on the poses of a recording: one exercise at a time, and all."""
    from poseguide.cli.tables import engine_bench_table
    from poseguide.evaluation.benchmark_engine import measure
    from poseguide.vision.pose_source import poses_of
    from poseguide.vision.respiration import needed

    exercises = [definition.exercise for definition in tracked()]
    poses = list(poses_of(recording, surface=needed(exercises)))
    with progress("en", 3 * repeat) as step:
        show(engine_bench_table(measure(poses, exercises, repeat=repeat, on_pass=step)))


def bench_pages(
    sessions: Annotated[
        int, typer.Option(min=1, help="How many sessions are stored before.")
    ] = 5000,
    repeat: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
) -> None:
    """Measure how long pages and small commands take, in a folder of their own."""
    from poseguide.cli.tables import waits_table
    from poseguide.evaluation.benchmark_pages import measure, steps

    with progress("en", steps(sessions, repeat)) as step:
        waits = measure(sessions, repeat, step)
    show(waits_table(waits))
