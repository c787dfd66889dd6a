"""In a language that is one catalogue and the words of the exercise files, nothing is left of
another: what is said, drawn, printed and written into reports."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from matplotlib.text import Text as PlotText
from support.pseudo import in_pseudo, pseudo, unmarked
from support.session_reports import (
    AT,
    BENT,
    HIGH,
    beginning,
    faulty,
    rep,
    report_of,
    stored,
    words_of,
)
from typer.testing import CliRunner, Result

from poseguide.analysis import samples
from poseguide.cli import window
from poseguide.cli.main import app
from poseguide.core.i18n import LANGUAGES
from poseguide.core.records import Frame, Pose, Tick
from poseguide.definitions.base import Text
from poseguide.definitions.catalog import load_any, load_exercise, paths, tracked
from poseguide.definitions.programme import programme_paths
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import Coach
from poseguide.live.session_guide import SessionGuide
from poseguide.live.view import Screen
from poseguide.live.workout import ExerciseRequest
from poseguide.reports.pdf import document
from poseguide.reports.pdf.person import person_story
from poseguide.reports.pdf.session import session_story
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal, usual_goal
from poseguide.vision import lettering
from poseguide.vision.overlay import Overlay
from poseguide.vision.pose_file import save_poses

LIFT = "pelvic_lift_tilt"
GREY = np.full((8, 8, 3), 128, np.uint8)


@pytest.fixture(autouse=True)
def language(pseudo_language: str) -> str:
    return pseudo_language


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in words], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result


def test_the_marks_are_seen_where_they_are_missing() -> None:
    assert unmarked(["**Check** 3 of {7}", ":material/check: " + pseudo("All")]) == ["Check", "of"]
    assert unmarked([pseudo("Rest for {seconds} seconds.").format(seconds=3)]) == []
    assert unmarked(["Anna: listopad 2026, 3 s"], "Anna") == []


# --- what is said -------------------------------------------------------------------------------


class Figure:
    """The stick figure in place of what the pose model finds."""

    def __init__(self, poses: list[Pose]) -> None:
        self._poses = {pose.time_s: pose for pose in poses}

    def estimate(self, frame: Frame) -> Pose:
        return self._poses.get(frame.time_s, Pose.unseen(frame.time_s, 640, 480))


@pytest.mark.parametrize("name", [path.stem for path in paths()])
def test_everything_said_and_shown_while_exercising(name: str, language: str) -> None:
    definition = load_any(name)
    lines: list[str] = []
    if definition in tracked():
        lines = list(_led(name, language))
    else:
        wish = ExerciseRequest(definition, usual_goal(definition.exercise), language)
        window.run(wish, None, _moments(), window=False, tell=lines.append)
    assert len(lines) > 1
    assert unmarked(lines) == []


def _moments() -> Iterator[Tick]:
    """Half seconds, slow enough for each to be taken."""
    for number in count():
        time.sleep(0.002)
        yield Tick(number / 2)


def _led(name: str, language: str) -> Iterator[str]:
    """What is said and shown in a session of the stick figure, which is away at first."""
    definition = load_exercise(name)
    exercise = definition.exercise
    figure = list(play(exercise, near="left", working="left", fps=15.0))
    away = [Pose.unseen(number / 15.0, 640, 480) for number in range(90)]
    held = [replace(figure[0], time_s=6.0 + number / 15.0) for number in range(45)]
    moved = [replace(pose, time_s=9.0 + pose.time_s) for pose in figure]
    poses = [*away, *held, *moved]
    guide = SessionGuide(
        definition, Goal(1, 3.0 if exercise.hold else None, sets=2), language,
        Figure(poses), lambda frame: 2,  # type: ignore[arg-type]
    )  # fmt: skip
    screen = Screen(exercise, language)
    for pose in poses:
        guidance = guide.push(Frame(pose.time_s, GREY))
        yield from (line.message.text(language) for line in guidance.lines)
        yield from _texts(screen.show(guidance).for_json())


def _texts(part: object) -> Iterator[str]:
    """All words of a message, but not its names of kinds and stages."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in ("stage", "kind", "bones", "tone", "light"):
                yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)


# --- what is drawn ------------------------------------------------------------------------------


def test_everything_drawn_into_a_video(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: set[str] = set()
    mask = lettering._mask

    def remember(text: str, height_px: int, bold: bool) -> object:
        drawn.add(text)
        return mask(text, height_px, bold)

    monkeypatch.setattr(lettering, "_mask", remember)
    for definition in tracked():
        exercise = definition.exercise
        overlay, coach = Overlay(exercise, language), Coach(exercise)
        for pose in play(exercise, near="left", working="left", fps=8.0):
            image = np.full((pose.height_px // 2, pose.width_px // 2, 3), 120, np.uint8)
            overlay.draw(Frame(pose.time_s, image), coach.push(pose))
    assert len(drawn) > 100
    assert unmarked(drawn) == []


# --- what is printed ----------------------------------------------------------------------------


def test_everything_in_the_report_of_a_session(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plotted: list[str] = []
    set_text = PlotText.set_text

    def remember(self: PlotText, text: object) -> None:
        plotted.append(str(text or ""))
        set_text(self, text)

    monkeypatch.setattr(PlotText, "set_text", remember)
    poses, found = faulty("too_high")
    save_poses(tmp_path / "poses.npz", poses)
    corrections = Correction(2, False), Correction(-1, side="right", start_s=50.0, end_s=53.0)
    ruled = Correction(1, None, None, {"knee_bent": "ok"}, "1.")
    reps = [found, rep(2, BENT, HIGH), rep(3, missing="lower", side="right"), rep(4)]
    begun = beginning(limits={"too_high": 200.5}, pain_before=3)
    session = stored(reps, *corrections, ruled, beginning=begun, pain_after=2, note="2.")
    one = report_of(session, person="Anna", poses=tmp_path / "poses.npz")
    other = report_of(stored([]), person=None)
    texts = [*words_of(session_story(one, language)), *words_of(session_story(other, language))]
    assert len(texts) > 60
    issues = ("A", "B", "C")
    names = ("Anna", "film.mp4", begun.exercise, "too_high", begun.definition_sha256[:12], *issues)
    assert unmarked(texts, *names) == []
    assert len(plotted) > 10
    assert unmarked(plotted) == []
    pdf = document.session_pdf(one, language)
    assert b"/Lang (pl)" in pdf


def test_everything_in_the_report_of_a_person(language: str, tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'x.db'}")) as store:
        for number in range(3):
            at = AT - timedelta(days=8 * number)
            begun = beginning(started_at=at, pain_before=2)
            session = stored([rep(1, BENT), rep(2)], beginning=begun, id=f"{number}" * 32)
            store.sessions.save(session)
        texts = list(words_of(person_story("Anna", store.history.entries(None), language)))
    assert len(texts) > 20
    assert unmarked(texts, "Anna") == []


# --- what the command line says -----------------------------------------------------------------


def test_the_list_and_the_refusal(language: str) -> None:
    ids = [path.stem for path in (*paths(), *programme_paths())]
    assert unmarked([run("list", "-l", language).stdout], *ids) == []
    refused = CliRunner().invoke(app, ["list", "-l", "xx"])
    assert "'xx' is not one of 'en', 'da', 'pl'" in re.sub(r"[│\s]+", " ", refused.output)


def test_an_analysis_and_its_samples(
    language: str, lift_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    result = run("analyze", lift_clip, "-e", LIFT, "-l", language)
    assert unmarked([result.output]) == []
    title = Text.model_validate({"en": "Short", language: pseudo("Short")})
    short = samples.Sample("short", lift_clip, LIFT, title, 1, for_demo=True)
    monkeypatch.setattr(samples, "samples", lambda: [short])
    result = run("demo", "--out", out, "-l", language)
    assert unmarked([result.output], *(str(path) for path in out.iterdir()), str(out)) == []


def test_many_videos(language: str, lift_clip: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "videos", tmp_path / "out"
    folder.mkdir()
    (folder / "1.mp4").symlink_to(lift_clip)
    (folder / "2.mp4").write_bytes(b"no video")
    result = CliRunner().invoke(
        app,
        ["batch", str(folder), "-e", LIFT, "--out", str(out), "-l", language, "--workers", "1"],
        env={"COLUMNS": "200"},
    )
    files = (str(out / "results.csv"), str(out / "summary.csv"), "1.mp4", "2.mp4")
    assert unmarked([result.output], LIFT, *files, str(folder)) == []


def test_the_sessions_that_are_stored(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    with closing(Store()) as store:
        store.sessions.save(stored([rep(1, BENT), rep(2)], Correction(2, False)))
    result = run("report", "--list", "-l", language)
    assert unmarked([result.output], "0f0f0f0f", "leg_extension_all_fours") == []
    result = run("report", "--last", "--pdf", tmp_path / "o.pdf", "-l", language)
    assert unmarked([result.output], str(tmp_path / "o.pdf")) == []


def test_every_text_of_the_files_has_the_words_of_the_new_language(language: str) -> None:
    assert list(LANGUAGES) == ["en", "da", language]
    assert in_pseudo('a.en = "Up"\nb = [{ en = "A", da = "B" }]') == (
        f'a.en = "Up"\na.{language} = "{pseudo("Up")}"\n'
        f'b = [{{ en = "A", {language} = "{pseudo("A")}", da = "B" }}]'
    )
