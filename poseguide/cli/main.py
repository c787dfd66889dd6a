"""The command line: words in, one call of the library, words out."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from poseguide._version import __version__
from poseguide.cli.batch import batch
from poseguide.cli.options import (
    AUTO,
    ExerciseOrAuto,
    LanguageName,
    dashed_files,
    progress,
    show,
    tell,
)
from poseguide.cli.report import report
from poseguide.cli.rescue import rescue
from poseguide.core.errors import LimitError, OutputError, PoseGuideError, StoreError
from poseguide.core.files import check_writable, made_folder, write_text
from poseguide.core.i18n import Language, word
from poseguide.core.records import Pose, Session
from poseguide.definitions.catalog import Definition, load_any, load_exercise, paths, read, tracked
from poseguide.definitions.cue_text import say
from poseguide.definitions.limits import with_limits
from poseguide.definitions.programme import programmes

#: The sample that `demo` shows.
_DEMO = "leg_extension_left"


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
app.command()(batch)
app.command()(report)
app.command()(rescue)

Video = Annotated[Path, typer.Argument(help="The video: MP4, MOV, WebM, MKV or AVI.")]
ExerciseName = Annotated[
    str,
    typer.Option("--exercise", "-e", help="An id of `poseguide list`, or an exercise file.toml."),
]


def _show_version(wanted: bool) -> None:
    if wanted:
        tell(f"poseguide {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


@app.command()
def analyze(
    video: Video,
    exercise: ExerciseOrAuto,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write everything that was found as JSON.")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write a table with a row a repetition.")
    ] = None,
    annotated: Annotated[
        Path | None,
        typer.Option("--video", help="Write the video with skeleton, angle, count and cues (MP4)."),
    ] = None,
    language: LanguageName = "en",
    side: Annotated[
        Literal["left", "right"] | None, typer.Option(help="Keep the repetitions of one side only.")
    ] = None,
    limits: Annotated[
        list[str] | None,
        typer.Option(
            "--limits",
            metavar="NAME=VALUE",
            help="Your own limit in place of the exercise's: a fault's name, or phase.signal. "
            "May be repeated, or be a list with commas.",
        ),
    ] = None,
) -> None:
    """Count and judge the repetitions in a video."""
    outputs, poses = [path for path in (json, csv, annotated) if path], None
    if exercise == AUTO:
        _check_outputs(outputs, [video, *paths()])
        poses = _poses_of(video, language, surface=True)
        definition = _recognised(video, poses, language)
    else:
        definition = load_exercise(exercise)
        _check_outputs(outputs, [video, definition.path])
    definition = _with_limits(definition, limits or [])
    session = _analyze(video, definition, language, side, annotated, poses)
    _write_reports(session, definition, language, json, csv)
    _show(session, definition, language)


@app.command("list")
def list_exercises(language: LanguageName = "en") -> None:
    """List the exercises and the programmes."""
    from poseguide.cli.tables import exercise_table, programme_table

    show(exercise_table((read(path).exercise for path in paths()), language))
    show(programme_table(programmes(), language))


@app.command()
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


@app.command("new-exercise")
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
    _check_outputs([out], [video])
    proposal = propose(_poses_of(video, "en", surface=False), from_s, to_s, out.stem)
    write_text(out, proposal.text)
    made = len(proposal.marked)
    tell(
        f"{made} repetition{'' if made == 1 else 's'} counted from {from_s:g} s to {to_s:g} s, "
        f"{proposal.complete} complete of {len(proposal.reps)} in the whole recording."
    )
    tell(f"Wrote {out}. Write its words, then: poseguide check {out}")


@app.command()
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

    _check_outputs([path for path in (json, markdown) if path], [])
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


@app.command()
def demo(
    language: LanguageName = "en",
    out: Annotated[Path, typer.Option(help="The folder for the files it writes.")] = Path(
        "poseguide-demo"
    ),
) -> None:
    """Analyse a sample video and show what comes out."""
    from poseguide.analysis.samples import samples

    sample = next((sample for sample in samples() if sample.name == _DEMO), None)
    if sample is None:
        raise PoseGuideError("The sample videos are missing. Install PoseGuide again.")
    definition = load_exercise(sample.exercise)
    with made_folder(out):
        json, csv, annotated = (out / f"{_DEMO}.{kind}" for kind in ("json", "csv", "mp4"))
        _check_outputs([json, csv, annotated], [sample.video])
        tell(sample.title[language])
        session = _analyze(sample.video, definition, language, None, annotated)
        _write_reports(session, definition, language, json, csv)
    _show(session, definition, language)
    for path in (annotated, json, csv):
        tell(word("wrote", language, path=path))
    if sys.stdout.isatty() and _has_display():
        typer.launch(str(annotated))


@app.command("app")
def start_app(
    port: Annotated[int, typer.Option(help="The port of this computer to serve it on.")] = 8501,
) -> None:
    """Start the app in the browser; it is served to this computer only."""
    import subprocess

    # app.py stands beside the exercises, in a checkout and in an installed package.
    page = paths()[0].parents[1] / "app.py"
    if not page.is_file():
        raise PoseGuideError(f"{page} is missing. Install PoseGuide again.")
    options = {
        "server.address": "localhost",
        "server.port": port,
        "server.headless": str(not _has_display()).lower(),
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(page)]
    command += [f"--{name}={value}" for name, value in options.items()]
    raise typer.Exit(subprocess.run(command, check=False).returncode)


@app.command()
def live(
    exercise: ExerciseName,
    camera: Annotated[int, typer.Option(min=0, help="The number of the camera.")] = 0,
    source: Annotated[
        Path | None,
        typer.Option(help="Play this video as if it were a camera; nothing is saved then."),
    ] = None,
    repetitions: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many, on each side where one works at a time; without it "
            "the low end of the dose.",
        ),
    ] = None,
    window: Annotated[
        bool, typer.Option(help="Show the picture in a window, where there is a display.")
    ] = True,
    language: LanguageName = "en",
) -> None:
    """Exercise in front of a camera without a browser: the words that are said are written."""
    from poseguide.cli.window import run
    from poseguide.live.workout import ExerciseRequest
    from poseguide.storage.store import Store
    from poseguide.training.goal import usual_goal
    from poseguide.vision.camera import play, read_camera, ticks

    definition = load_any(exercise) if source is None else load_exercise(exercise)
    goal = usual_goal(definition.exercise)
    if repetitions is not None:
        goal = replace(goal, repetitions=repetitions)
    paced = not isinstance(definition, Definition)
    frames = play(source) if source else ticks() if paced else read_camera(camera)
    store = None if source else Store()
    if store is not None:
        with suppress(StoreError):  # what cannot be saved is told as the session goes on
            store.open()
    session = run(
        ExerciseRequest(definition, goal, language),
        store,
        frames,
        window=window and not paced and _has_display(),
        tell=tell,
    )
    if session is not None and isinstance(definition, Definition):
        _show(session, definition, language)


@bench.command("live")
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


@bench.command("analyze")
def bench_analyze(
    video: Video,
    exercise: ExerciseName,
    repeat: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
    loop: Annotated[
        int, typer.Option(min=1, help="Play the video so many times in one stream.")
    ] = 1,
) -> None:
    """Measure the whole analysis against decoding and bare MediaPipe, on the same frames."""
    from poseguide.cli.tables import bench_line, bench_table
    from poseguide.evaluation.benchmark import compare
    from poseguide.vision.video_reader import probe

    definition = load_exercise(exercise)
    frames = 2 * repeat * loop * probe(video).frames
    with progress("en", frames) as step:
        runs = list(compare(video, definition, repeat=repeat, loop=loop, on_frame=step))
    show(bench_table(runs))
    tell(bench_line(runs))


def _with_limits(definition: Definition, texts: list[str]) -> Definition:
    """The definition with limits given as NAME=VALUE. Raises LimitError."""
    limits: dict[str, float] = {}
    for text in ",".join(texts).split(",") if texts else ():
        name, _, value = text.partition("=")
        try:
            limits[name.strip()] = float(value)
        except ValueError:
            raise LimitError(
                f"“{text.strip()}” is not a limit. Write a name and a number, such as too_fast=2.5."
            ) from None
    with_limits(definition.exercise, limits)  # a name that is mistyped is told, not left out
    return definition.with_limits(limits)


def _check_outputs(outputs: list[Path], inputs: list[Path]) -> None:
    """Raises OutputError unless all can be written, none is an input and none is named twice."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        check_writable(path)
        same = any(path.exists() and other.exists() and path.samefile(other) for other in inputs)
        if same or path.resolve() in taken:
            raise OutputError(
                path, f"{path} is used already, as the input or by another option. Name another."
            )
        taken.add(path.resolve())


def _poses_of(recording: Path, language: Language, *, surface: bool) -> list[Pose]:
    """All poses of a recording, which may be stored ones."""
    from poseguide.vision.pose_file import SUFFIX
    from poseguide.vision.recorded import poses_of
    from poseguide.vision.video_reader import probe

    poses = []
    frames = 0 if recording.suffix == SUFFIX else probe(recording).frames
    with progress(language, frames) as step:
        for pose in poses_of(recording, surface=surface):
            poses.append(pose)
            step()
    return poses


def _recognised(video: Path, poses: list[Pose], language: Language) -> Definition:
    """The exercise that the poses show, told; PoseGuideError where none fits well."""
    from poseguide.analysis.recognition import recognise
    from poseguide.analysis.recognition_words import answer, none_fits

    if not any(pose.found for pose in poses):
        raise PoseGuideError(word("batch_nobody", language, name=video))
    found = recognise(poses, tracked())
    if found.best is None:
        raise PoseGuideError(f"{none_fits(found, language)} {word('name_it', language)}")
    tell(answer(found, language))
    return found.best.definition


def _analyze(
    video: Path,
    definition: Definition,
    language: Language,
    side: Literal["left", "right"] | None,
    annotated: Path | None,
    poses: list[Pose] | None = None,
) -> Session:
    """The session of a video; PoseGuideError, and nothing written, when nobody was seen in it.

    With `poses`, those of the video, only the drawing needs its pictures.
    """
    from contextlib import ExitStack
    from itertools import repeat

    from poseguide.analysis.recording import analyze, analyze_poses
    from poseguide.core.records import Source
    from poseguide.vision.video_reader import probe, read_frames

    info = probe(video)
    with ExitStack() as open_:
        drawing = None
        if annotated is not None:
            from poseguide.vision.video_writer import AnnotatedVideo

            drawing = open_.enter_context(AnnotatedVideo(annotated, definition.exercise, language))
        step = open_.enter_context(progress(language, info.frames))

        def on_frame(frame: Any, update: Any) -> None:
            if drawing is not None:
                drawing.add(frame, update)
            step()

        if poses is None:
            session = analyze(video, definition, side=side, on_frame=on_frame)
        else:
            pictures = read_frames(video) if drawing is not None else repeat(None)
            source = Source(str(video), info.duration_s, len(poses), info.width_px, info.height_px)
            session = analyze_poses(
                poses,
                definition,
                source,
                side=side,
                on_update=lambda update: on_frame(next(pictures), update),
            )
        if session.seen_share == 0:
            place = definition.exercise.camera.place[language]
            raise PoseGuideError(f"{video}: {word('nobody', language, place=place)}")
    return session


def _write_reports(
    session: Session,
    definition: Definition,
    language: Language,
    json: Path | None,
    csv: Path | None,
) -> None:
    from poseguide.analysis.session_export import as_csv, as_json

    if json is not None:
        write_text(json, as_json(session))
    if csv is not None:
        write_text(csv, as_csv(session, definition.exercise, language))


def _show(session: Session, definition: Definition, language: Language) -> None:
    from poseguide.cli.tables import repetition_table, summary_line
    from poseguide.engine.summary import far_leg_worked

    exercise = definition.exercise
    if session.reps:
        show(repetition_table(session, exercise, language))
    elif session.self_paced:
        what = exercise.signals[exercise.main].label[language]
        tell(word("self_paced", language, what=what))
    elif session.hold_s is None:
        start = exercise.start.cue[language]
        tell(word("no_repetition", language, start=start))
    tell(summary_line(session, language))
    for finding in session.series:
        if finding.verdict == "fault":
            cue = say(exercise, finding.rule, language)
            tell(f"{word('over_the_series', language)}: {cue}")
    if far_leg_worked(exercise, session.reps):
        tell(word("turn_round", language))


def _has_display() -> bool:
    """Whether a window could be opened."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
