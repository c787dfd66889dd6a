"""The overlay: what is drawn, where, how big, and that it is never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from support.toy import phase

from poseguide.core.i18n import Language
from poseguide.core.records import Counts, Frame, Pose, Update
from poseguide.core.skeleton import index_of
from poseguide.definitions.catalog import Definition, load_exercise, tracked
from poseguide.definitions.schema import Exercise
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import Coach
from poseguide.vision.lettering import GREEN, text_size, wrapped, write
from poseguide.vision.overlay import Overlay
from poseguide.vision.overlay_body import draw_angle
from poseguide.vision.overlay_gauge import target_of, written

GREY_VALUE = 120


def updates(exercise: Exercise) -> Iterator[Update]:
    coach = Coach(exercise)
    for pose in play(exercise, near="left", working="left", fps=12):
        yield coach.push(pose)


def grey(update: Update) -> Frame:
    pose = update.pose
    image = np.full((pose.height_px, pose.width_px, 3), GREY_VALUE, np.uint8)
    return Frame(update.time_s, image)


@pytest.fixture(scope="module")
def leg() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


def ready(exercise: Exercise) -> Update:
    return next(update for update in updates(exercise) if update.state == "ready")


def changed(frame: Frame, picture: np.ndarray) -> np.ndarray:
    return (frame.image != picture).any(axis=2)


@pytest.mark.parametrize("definition", tracked(), ids=lambda found: found.exercise.id)
@pytest.mark.parametrize("language", ["en", pytest.param("da", marks=pytest.mark.slow)])
def test_a_whole_repetition_of_every_exercise_can_be_drawn(
    definition: Definition, language: Language
) -> None:
    exercise = definition.exercise
    overlay = Overlay(exercise, language)
    for update in updates(exercise):
        frame = grey(update)
        before = frame.image.copy()
        picture = overlay.draw(frame, update)
        assert picture.shape == frame.image.shape
        assert picture.dtype == np.uint8
        assert (frame.image == before).all()


@pytest.mark.parametrize(("height", "width"), [(480, 640), (1920, 1080), (90, 120), (24, 32)])
def test_any_size_of_picture_can_be_drawn_on(leg: Exercise, height: int, width: int) -> None:
    update = ready(leg)
    pose = update.pose
    scale = (width / pose.width_px, height / pose.height_px)
    small = replace(pose, points=pose.points * scale, width_px=width, height_px=height)
    frame = Frame(update.time_s, np.full((height, width, 3), GREY_VALUE, np.uint8))
    picture = Overlay(leg, "en").draw(frame, replace(update, pose=small, cue="too_high"))
    assert changed(frame, picture).any()


def test_points_that_are_not_believed_are_not_drawn(leg: Exercise) -> None:
    update = ready(leg)
    x, y = update.pose.points[index_of("foot_index", "left")].astype(int)
    near = np.s_[y - 5 : y + 6, x - 5 : x + 6]
    frame = grey(update)
    assert changed(frame, Overlay(leg, "en").draw(frame, update))[near].any()
    unseen = Pose.unseen(update.time_s, update.pose.width_px, update.pose.height_px)
    lost = replace(update, pose=unseen)
    assert not changed(frame, Overlay(leg, "en").draw(frame, lost))[near].any()


def test_a_cue_stays_for_three_seconds(leg: Exercise) -> None:
    update = ready(leg)
    overlay = Overlay(leg, "da")
    frame = grey(update)
    bottom = np.s_[-100:]

    def shown(after_s: float, cue: str | None = None) -> bool:
        later = replace(update, time_s=update.time_s + after_s, cue=cue)
        return bool(changed(frame, overlay.draw(frame, later))[bottom].any())

    assert not shown(0.0)
    assert shown(0.1, "too_high")
    assert shown(3.0)
    assert not shown(3.2)


@pytest.mark.parametrize("cue", ["start", "lost", "good", "tuck", "too_fast"])
def test_every_kind_of_cue_has_words(leg: Exercise, cue: str) -> None:
    update = replace(ready(leg), cue=cue)
    frame = grey(update)
    assert changed(frame, Overlay(leg, "en").draw(frame, update))[-100:].any()


def test_the_count_is_in_the_upper_left_corner(leg: Exercise) -> None:
    update = ready(leg)
    more = replace(update, counts=Counts(complete=7, incomplete=1, left=7))
    frame = grey(update)
    pictures = [Overlay(leg, "en").draw(frame, each) for each in (update, more)]
    differs = (pictures[0] != pictures[1]).any(axis=2)
    assert differs.any()
    assert not differs[200:].any()
    assert not differs[:, frame.image.shape[1] // 2 :].any()


def test_the_target_is_that_of_the_phase_then_of_the_next(leg: Exercise) -> None:
    update = replace(ready(leg), state="moving", phase=None)
    assert target_of(leg, update, 90.0) == phase(leg, "tuck").enter[0]
    tucked = replace(update, phase="tuck")
    assert target_of(leg, tucked, 50.0) == phase(leg, "tuck").enter[0]
    stretch = target_of(leg, tucked, 90.0)
    assert stretch is not None
    assert stretch.above == phase(leg, "stretch").enter[0].above
    waiting = replace(update, state="positioning")
    assert target_of(leg, waiting, 90.0) in leg.start.when


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (171.6, "deg", "en", "172°"),
        (0.126, "trunk", "en", "0.13"),
        (0.126, "trunk", "da", "0,13"),
        (-0.001, "trunk", "en", "0.00"),
        (float("nan"), "deg", "en", "–"),
    ],
)
def test_values_are_written_as_people_read_them(value, unit, language, text) -> None:
    assert written(value, unit, language) == text


@pytest.mark.parametrize("angle_deg", [60.0, 170.0, 205.0])
def test_the_arc_is_on_the_side_of_its_angle(angle_deg: float) -> None:
    at = np.radians(angle_deg)
    ends = [(0.0, 100.0), (100.0, 100.0), (100 - 80 * np.cos(at), 100 - 80 * np.sin(at))]
    picture = np.zeros((200, 200, 3), np.uint8)
    draw_angle(picture, np.array(ends), angle_deg, None, 2, GREEN)
    middle = np.array([100 - 20 * np.cos(at / 2), 100 - 20 * np.sin(at / 2)]).round().astype(int)
    assert picture[middle[1], middle[0]].any()
    across = 200 - middle
    assert not picture[across[1], across[0]].any()


@pytest.mark.parametrize("letter", list("æøåÆØÅ°–·“”"))
def test_every_letter_has_its_own_shape(letter: str) -> None:
    shapes = []
    for text in (letter, "\ue000"):  # a place where no font has a letter
        picture = np.zeros((60, 60, 3), np.uint8)
        write(picture, text, (0, 0), 40, (255, 255, 255))
        shapes.append(picture)
    assert shapes[0].any()
    assert (shapes[0] != shapes[1]).any()


def test_words_outside_the_picture_are_cut() -> None:
    picture = np.zeros((20, 20, 3), np.uint8)
    write(picture, "Hofte", (-10, -5), 16, (255, 255, 255))
    write(picture, "Hofte", (30, 30), 16, (255, 255, 255))
    assert picture.any()


def test_long_words_are_wrapped_to_the_width() -> None:
    text = "Stræk benet helt bagud og sænk det strakt igen."
    lines = wrapped(text, 150, 16)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(text_size(line, 16)[0] <= 150 for line in lines)


def test_the_target_ends_where_a_fault_begins(leg: Exercise) -> None:
    too_high = next(fault for fault in leg.faults if fault.name == "too_high").limit
    update = replace(ready(leg), state="moving", phase="stretch")
    target = target_of(leg, update, too_high + 20.0)
    assert target is not None
    assert target.holds(too_high - 1.0)
    assert not target.holds(too_high + 20.0)
