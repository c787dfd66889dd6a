"""What a live session shows: messages of plain numbers and words, in both languages."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import pytest
from support.page_words import english_in

from poseguide.core.i18n import Language
from poseguide.core.i18n.message import Message, Numeral
from poseguide.core.records import Counts, Pose
from poseguide.definitions.catalog import PacedDefinition, load_any, load_exercise, tracked
from poseguide.definitions.stick_figure import play
from poseguide.engine.coach import Coach
from poseguide.live.guidance import Guidance, Timer
from poseguide.live.pacing import pace_at
from poseguide.live.speech import SpokenLine
from poseguide.live.view import Screen, rate_words
from poseguide.live.worker import ProcessingRate
from poseguide.vision.overlay_body import LimbKind

ALL_FOURS = load_exercise("leg_extension_all_fours").exercise
SQUEEZE = load_any("pelvic_floor_hold")
assert isinstance(SQUEEZE, PacedDefinition)
NAMES = [definition.exercise.id for definition in tracked()]
FPS = 15.0


@cache
def session(name: str) -> tuple[Guidance, ...]:
    """The guidance of a good repetition, after a moment in which nobody is seen."""
    exercise = load_exercise(name).exercise
    coach, told = Coach(exercise), []
    poses = [Pose.unseen(-1.0 + number / FPS, 1280, 960) for number in range(10)]
    poses += play(exercise, near="left", working="left", fps=FPS)
    for pose in poses:
        update = coach.push(pose)
        pace, hold_s = exercise.pace, coach.holding_s
        told.append(
            Guidance(
                pose.time_s,
                "work",
                pose=update.pose,
                update=update,
                side=update.side,
                done=update.counts.complete,
                of=None if exercise.hold else 6,
                timer=None if hold_s is None else Timer("hold", hold_s, 30.0),
                pace_point=pace_at(pace, pace.levels[0], pose.time_s) if pace else None,
            )
        )
    return tuple(told)


def shown(name: str, language: Language = "en") -> list[dict[str, Any]]:
    screen = Screen(load_exercise(name).exercise, language)
    return [screen.show(guidance).for_json() for guidance in session(name)]


def show(
    guidance: Guidance, language: Language = "en", exercise: Any = ALL_FOURS
) -> dict[str, Any]:
    return Screen(exercise, language).show(guidance).for_json()


def texts_in(part: Any) -> Iterator[str]:
    """All words of a message, but not its names of kinds and stages."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in ("stage", "kind", "bones"):
                yield from texts_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_in(value)


def numbers_in(part: Any) -> Iterator[float]:
    if isinstance(part, int | float):
        yield part
    elif isinstance(part, dict | list):
        for value in part.values() if isinstance(part, dict) else part:
            yield from numbers_in(value)


# --- every exercise ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_json_of_plain_and_finite_numbers(name: str, language: Language) -> None:
    messages = shown(name, language)
    for message in messages:
        assert json.loads(json.dumps(message, allow_nan=False)) == message
        assert all(math.isfinite(number) for number in numbers_in(message))
    assert len({frozenset(message) for message in messages}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_danish_has_no_english(name: str) -> None:
    danish = {text for message in shown(name, "da") for text in texts_in(message)}
    english = {text for message in shown(name, "en") for text in texts_in(message)}
    assert english_in(sorted(danish)) == []
    assert english_in(sorted(english)) != []
    exercise = load_exercise(name).exercise
    main = exercise.signals[exercise.main].label
    for message in shown(name, "da"):
        assert message["title"] == exercise.name.da
        assert message["gauge"] is None or message["gauge"]["label"].startswith(main.da)


@pytest.mark.parametrize("name", NAMES)
def test_bones_are_lines_within_the_picture_with_their_kind(name: str) -> None:
    messages = shown(name)
    assert [message["bones"] for message in messages[:10]] == [[]] * 10
    drawn = [message for message in messages if message["bones"]]
    assert len(drawn) > 0.9 * (len(messages) - 10)
    for message in drawn:
        width, height = message["size"]
        assert (width, height) == (1280, 960)
        for x1, y1, x2, y2, kind in message["bones"]:
            assert 0 <= min(x1, x2) <= max(x1, x2) <= width
            assert 0 <= min(y1, y2) <= max(y1, y2) <= height
            assert kind in get_args(LimbKind)
    assert {bone[4] for bone in drawn[-1]["bones"]} == {"far", "near", "work"}


@pytest.mark.parametrize("name", NAMES)
def test_the_gauge_holds_its_value_and_only_grows(name: str) -> None:
    gauges = [message["gauge"] for message in shown(name) if message["gauge"]]
    values = [gauge["value"] for gauge in gauges if gauge["value"] is not None]
    assert max(values) > min(values) or load_exercise(name).exercise.hold
    for gauge in gauges:
        assert gauge["low"] < gauge["high"]
        if gauge["value"] is not None:
            assert gauge["low"] <= gauge["value"] <= gauge["high"]
    assert [g["low"] for g in gauges] == sorted((g["low"] for g in gauges), reverse=True)
    assert [g["high"] for g in gauges] == sorted(g["high"] for g in gauges)


# --- the gauge and the angle ------------------------------------------------------------------


def test_the_target_is_reached_while_the_value_is_within_its_ends() -> None:
    gauges = [message["gauge"] for message in shown("leg_extension_all_fours")]
    for gauge in gauges:
        low = -math.inf if gauge["from"] is None else gauge["from"]
        high = math.inf if gauge["to"] is None else gauge["to"]
        within = gauge["value"] is not None and low < gauge["value"] < high
        assert gauge["reached"] is within
    stretched = max((g for g in gauges if g["value"] is not None), key=lambda g: g["value"])
    assert stretched["reached"]
    assert {gauge["reached"] for gauge in gauges} == {True, False}


def test_the_angle_stands_at_its_joint_and_is_as_long_as_it_says() -> None:
    messages = [message for message in shown("leg_extension_all_fours") if message["angle"]]
    assert messages
    pairs = zip(shown("leg_extension_all_fours"), session(ALL_FOURS.id), strict=True)
    for message, guidance in pairs:
        angle, gauge = message["angle"], message["gauge"]
        if angle is None:
            continue
        assert guidance.pose is not None
        near_hip = guidance.pose.points[23]
        assert angle["at"] == pytest.approx(list(near_hip), abs=0.06)
        assert abs(angle["sweep"]) == pytest.approx(gauge["value"], abs=0.06)
        assert angle["text"] == gauge["text"] == f"{round(gauge['value'])}°"
        assert angle["reached"] is gauge["reached"]
        assert len(angle["ticks"]) == sum(gauge[end] is not None for end in ("from", "to"))


def test_what_is_not_seen_is_shown_as_such() -> None:
    message = shown("leg_extension_all_fours")[5]
    assert (message["bones"], message["angle"], message["size"]) == ([], None, [1280, 960])
    assert (message["gauge"]["value"], message["gauge"]["text"]) == (None, "–")
    assert message["gauge"]["reached"] is False
    assert message["now"] == "I can't see you"


def test_numbers_that_are_no_degrees_are_written_as_the_language_does() -> None:
    name = "heel_raise_standing"
    english = [message["gauge"]["text"] for message in shown(name, "en") if message["gauge"]]
    danish = [message["gauge"]["text"] for message in shown(name, "da") if message["gauge"]]
    assert danish == [text.replace(".", ",") for text in english]
    assert any("," in text for text in danish)


# --- counts, clocks, the ring -----------------------------------------------------------------


def test_a_repetition_is_counted_towards_its_goal() -> None:
    messages = shown("leg_extension_all_fours")
    assert {message["of"] for message in messages} == {"6"}
    assert (messages[0]["count"], messages[-1]["count"]) == ("0", "1")


def test_a_hold_is_counted_in_seconds() -> None:
    exercise = load_exercise("elbow_rest").exercise
    guidance = Guidance(20.0, "work", of=None, timer=Timer("hold", 12.2, 30.0))
    message = show(guidance, exercise=exercise)
    assert (message["count"], message["of"], message["timer"]) == ("12", "30", None)
    held = [int(message["count"]) for message in shown("elbow_rest")]
    assert held == sorted(held)
    assert held[0] == 0 < held[-1]


def test_a_hold_is_not_shown_as_held_before_it_is() -> None:
    exercise = load_exercise("elbow_rest").exercise
    guidance = Guidance(40.0, "work", of=None, timer=Timer("hold", 29.6, 30.0))
    assert show(guidance, exercise=exercise)["count"] == "29"


def test_a_clock_beside_the_count_goes_up_for_a_hold_and_down_for_a_rest() -> None:
    hold = show(Guidance(1.0, "work", done=2, of=6, timer=Timer("hold", 9.9, 10.0)))
    assert (hold["count"], hold["of"]) == ("2", "6")
    assert hold["timer"] == {
        "label": "Hold, seconds", "text": "9", "of": "10", "share": pytest.approx(0.99),
    }  # fmt: skip
    rest = [
        show(Guidance(1.0, "rest", timer=Timer("rest", left_s, 30.0)), "da")["timer"]
        for left_s in (30.0, 29.2, 0.2)
    ]
    assert [timer["text"] for timer in rest] == ["30", "30", "1"]
    assert [timer["share"] for timer in rest] == pytest.approx([1.0, 0.973, 0.007], abs=1e-3)
    assert rest[0]["label"] == "Hvil, sekunder tilbage"
    longer = show(Guidance(1.0, "work", timer=Timer("hold", 31.0, 30.0)))
    assert longer["timer"]["share"] == 1.0


def test_the_ring_fills_with_the_first_step_and_empties_with_the_second() -> None:
    assert isinstance(SQUEEZE, PacedDefinition)
    pace = SQUEEZE.exercise.pace
    rings = []
    for tenth in range(90):
        point = pace_at(pace, pace.levels[0], 9.0 + tenth / 10)
        guidance = Guidance(tenth / 10, "work", pace_point=point)
        rings.append(show(guidance, "da", SQUEEZE.exercise)["ring"])
    fill = [ring["fill"] for ring in rings]
    assert fill[:30] == sorted(fill[:30])
    assert fill[30:] == sorted(fill[30:], reverse=True)
    assert (fill[0], fill[30]) == pytest.approx((0.0, 1.0), abs=1e-6)
    assert [fill[15], fill[60]] == pytest.approx([0.5, 0.5])
    assert [rings[at]["text"] for at in (0, 1, 29, 30, 89)] == ["3", "3", "1", "6", "1"]
    assert [rings[at]["label"] for at in (0, 30)] == ["Knib", "Hvil"]


def test_without_a_camera_there_is_only_the_pace() -> None:
    assert isinstance(SQUEEZE, PacedDefinition)
    before = show(Guidance(0.0, "posture", of=10), "en", SQUEEZE.exercise)
    assert (before["now"], before["ring"], before["count"], before["of"]) == (
        "Get ready.", None, "0", "10",
    )  # fmt: skip
    pace = SQUEEZE.exercise.pace
    point = pace_at(pace, pace.levels[0], 4.0)
    message = show(Guidance(12.0, "work", pace_point=point), "en", SQUEEZE.exercise)
    assert (message["now"], message["title"]) == ("Rest", "Pelvic floor holds")
    assert (message["size"], message["bones"], message["gauge"], message["angle"]) == (
        None, [], None, None,
    )  # fmt: skip


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "english", "danish"),
    [
        ("check", "Setting up the camera", "Kameraet gøres klar"),
        ("rest", "Rest", "Hvil"),
        ("done", "Done", "Færdig"),
        ("posture", "Get ready.", "Gør dig klar."),
    ],
)
def test_each_stage_has_its_word(stage: Any, english: str, danish: str) -> None:
    assert show(Guidance(0.0, stage))["now"] == english
    assert show(Guidance(0.0, stage), "da")["now"] == danish


def test_the_phase_is_told_while_moving() -> None:
    told = [message["now"] for message in shown("leg_extension_all_fours", "da")]
    labels = [phase.label.da for phase in ALL_FOURS.phases]
    assert sorted(set(told) & set(labels)) == sorted(labels)
    assert told[-1] == "Klar"


def test_the_side_is_told_where_there_is_one() -> None:
    sides: list[Any] = ["left", "right", "both", None]
    assert [show(Guidance(0.0, "work", side=side), "da")["side"] for side in sides] == [
        "venstre ben", "højre ben", "", "",
    ]  # fmt: skip


def test_sets_and_incomplete_repetitions_are_told_beside_the_count() -> None:
    last = session("leg_extension_all_fours")[-1]
    assert last.update is not None

    def detail(incomplete: int, sets: int, language: Language) -> str:
        update = replace(last.update, counts=Counts(1, incomplete))  # type: ignore[type-var]
        guidance = replace(last, update=update, set_number=2, sets=sets)
        told: str = show(guidance, language)["detail"]
        return told

    assert detail(0, 1, "en") == ""
    assert detail(1, 1, "en") == "1 incomplete"
    assert detail(2, 3, "da") == "sæt 2 af 3 · 2 ufuldstændige"
    assert detail(1, 3, "da") == "sæt 2 af 3 · 1 ufuldstændig"


def test_what_is_said_and_advised_is_passed_on() -> None:
    lines = (SpokenLine(Message("ready_begin"), "info", True), SpokenLine(Numeral(1), "count"))
    message = show(Guidance(0.0, "work", lines, advice=Message("advice_closer")))
    assert message["say"] == [
        {"text": "Ready. Begin.", "kind": "info", "urgent": True},
        {"text": "1.", "kind": "count", "urgent": False},
    ]
    assert (message["advice"], message["done"]) == ("Move the laptop a little closer.", False)
    assert show(Guidance(0.0, "done", end="nobody"))["done"] is True


def test_how_well_it_keeps_up_is_told_once_it_is_known() -> None:
    rate = ProcessingRate(200, 3, 14.6, 41.2, 77.7)
    assert rate_words(rate, "en") == "15 frames/s · 41 ms (95 %: 78 ms) · 3 dropped"
    assert rate_words(rate, "da") == "15 billeder/s · 41 ms (95 %: 78 ms) · 3 sprunget over"
    assert rate_words(replace(rate, fps=None), "en") == ""
