"""The command for a session in front of a camera, without a browser."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from poseguide.cli.analyze import show_session
from poseguide.cli.options import ExerciseName, LanguageName, has_display, tell
from poseguide.core.errors import StoreError
from poseguide.definitions.catalog import load_any, load_exercise


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
    from poseguide.live.pacing import ticks
    from poseguide.live.workout import ExerciseRequest
    from poseguide.storage.store import Store
    from poseguide.training.goal import usual_goal
    from poseguide.vision.camera import play, read_camera

    definition = load_any(exercise) if source is None else load_exercise(exercise)
    goal = usual_goal(definition.exercise)
    if repetitions is not None:
        goal = replace(goal, repetitions=repetitions)
    paced = definition.tracked is None
    frames = play(source) if source else ticks() if paced else read_camera(camera)
    store = None if source else Store()
    if store is not None:
        with suppress(StoreError):  # what cannot be saved is told as the session goes on
            store.open()
    session = run(
        ExerciseRequest(definition, goal, language),
        store,
        frames,
        window=window and not paced and has_display(),
        tell=tell,
    )
    if session is not None and definition.tracked is not None:
        show_session(session, definition.tracked, language)
