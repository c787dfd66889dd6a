"""The commands that analyse one video: the person's own, or a sample that comes along."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from poseguide.cli.options import (
    AUTO,
    EveryFrame,
    ExerciseOrAuto,
    LanguageName,
    Video,
    check_outputs,
    has_display,
    poses_of_recording,
    progress,
    show,
    tell,
)
from poseguide.core.errors import LimitError, PoseGuideError
from poseguide.core.files import made_folder, write_text
from poseguide.core.i18n import Language, word
from poseguide.core.records import Pose, Session, Source, Update
from poseguide.definitions.catalog import Definition, load_exercise, paths, tracked
from poseguide.definitions.cue_text import say
from poseguide.definitions.limits import with_limits
from poseguide.definitions.schema import looks_per_s


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
    every_frame: EveryFrame = False,
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
    baseline: Annotated[
        Path | None,
        typer.Option(
            help="A video in which the same person does it well, three times or more: judge by "
            "what is normal for them."
        ),
    ] = None,
) -> None:
    """Count and judge the repetitions in a video."""
    outputs, poses = [path for path in (json, csv, annotated) if path], None
    if exercise == AUTO:
        check_outputs(outputs, [video, *paths()])
        rate = looks_per_s([each.exercise for each in tracked()], every_frame=every_frame)
        poses = poses_of_recording(video, language, surface=True, rate=rate)
        definition = _recognised(video, poses, language)
    else:
        definition = load_exercise(exercise)
        check_outputs(outputs, [video, definition.path])
    if baseline is not None:
        definition = _with_baseline(definition, baseline, language, every_frame)
    definition = _with_limits(definition, limits or [])
    session = _analyze(video, definition, language, side, annotated, every_frame, poses)
    _write_reports(session, definition, language, json, csv)
    show_session(session, definition, language)


def demo(
    language: LanguageName = "en",
    out: Annotated[Path, typer.Option(help="The folder for the files it writes.")] = Path(
        "poseguide-demo"
    ),
) -> None:
    """Analyse a sample video and show what comes out."""
    from poseguide.analysis.samples import samples

    sample = next((sample for sample in samples() if sample.for_demo), None)
    if sample is None:
        raise PoseGuideError("The sample videos are missing. Install PoseGuide again.")
    definition = load_exercise(sample.exercise)
    with made_folder(out):
        json, csv, annotated = (out / f"{sample.name}.{kind}" for kind in ("json", "csv", "mp4"))
        check_outputs([json, csv, annotated], [sample.video])
        tell(sample.title[language])
        session = _analyze(sample.video, definition, language, None, annotated)
        _write_reports(session, definition, language, json, csv)
    show_session(session, definition, language)
    for path in (annotated, json, csv):
        tell(word("wrote", language, path=path))
    if sys.stdout.isatty() and has_display():
        typer.launch(str(annotated))


def _with_baseline(
    definition: Definition, video: Path, language: Language, every_frame: bool
) -> Definition:
    """Return the definition with the limits that are a person's own; say which are in doubt."""
    from poseguide.analysis.recording import learn_baseline
    from poseguide.vision.video_reader import probe

    looks = probe(video).looks(looks_per_s([definition.exercise], every_frame=every_frame))
    with progress(language, looks) as step:
        found = learn_baseline(
            video, definition, every_frame=every_frame, on_update=lambda _: step()
        )
    tell(word("baseline_used", language, number=found.repetitions, limits=len(found.own)))
    for doubt in found.doubts(definition.exercise, language):
        tell(doubt)
    return definition.with_limits(found.limits)


def _with_limits(definition: Definition, texts: list[str]) -> Definition:
    """Return the definition with limits given as NAME=VALUE. Raises LimitError."""
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


def _recognised(video: Path, poses: list[Pose], language: Language) -> Definition:
    """Print and return the exercise that the poses show. Raises PoseGuideError if none fits."""
    from poseguide.analysis.recognition import answer, none_fits, recognise

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
    every_frame: bool = False,
    poses: list[Pose] | None = None,
) -> Session:
    """Return the session of a video, and draw the video to `annotated` if that is given.

    With `poses`, those of the video, only the drawing needs its pictures. Raises PoseGuideError,
    and leaves no file, when nobody was seen in the video.
    """
    from contextlib import ExitStack

    from poseguide.analysis.recording import analyze, analyze_poses
    from poseguide.vision.video_reader import probe, read_frames

    seen_for = [definition] if poses is None else tracked()
    rate = looks_per_s([each.exercise for each in seen_for], every_frame=every_frame)
    info = probe(video)
    with ExitStack() as open_:
        drawing = None
        if annotated is not None:
            from poseguide.vision.video_writer import AnnotatedVideo

            drawing = open_.enter_context(AnnotatedVideo(annotated, definition.exercise, language))
        step = open_.enter_context(progress(language, info.looks(rate)))
        draw = drawing.add if drawing is not None else None
        if poses is None:
            session = analyze(
                video,
                definition,
                side=side,
                every_frame=every_frame,
                on_frame=draw,
                on_update=lambda _: step(),
            )
        else:
            pictures = read_frames(video, rate)

            def on_update(update: Update) -> None:
                if draw is not None:
                    draw(next(pictures), update)
                step()

            source = Source(str(video), info.duration_s, len(poses), info.width_px, info.height_px)
            session = analyze_poses(poses, definition, source, side=side, on_update=on_update)
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


def show_session(session: Session, definition: Definition, language: Language) -> None:
    """Print a session's repetitions and its summary, and what was said of the whole series."""
    from poseguide.cli.tables import repetition_table
    from poseguide.engine.summary import far_leg_worked
    from poseguide.reports.wording import hardly_judged_words, session_words

    exercise = definition.exercise
    if session.reps:
        show(repetition_table(session, exercise, language))
    elif session.self_paced:
        what = exercise.signals[exercise.main].label[language]
        tell(word("self_paced", language, what=what))
    elif session.hold_s is None and not session.view_problems:
        start = exercise.start.cue[language]
        tell(word("no_repetition", language, start=start))
    for problem in session.view_problems:
        tell(word(f"view_{problem}", language))
    tell(session_words(session, language))
    for finding in session.series:
        if finding.verdict == "fault":
            cue = say(exercise, finding.rule, language)
            tell(f"{word('over_the_series', language)}: {cue}")
    few = hardly_judged_words(exercise, session.reps, language)
    if few is not None:
        tell(few)
    elif far_leg_worked(exercise, session.reps):
        tell(word("turn_round", language))
