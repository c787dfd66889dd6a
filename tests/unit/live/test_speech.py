"""What is said aloud: numbers with one cue, advice that does not nag, words in both languages."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest
from support.page_words import english_in
from support.toy import toy

import poseguide
from poseguide.core.i18n import LANGUAGES, Language, catalogue, word
from poseguide.core.i18n.message import Message
from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.live.framing import FramingAdvice
from poseguide.live.pacing import PacePoint
from poseguide.live.speech import SpokenLine, Voice

#: The modules of a live session, and what they call with the keys of words.
MODULES = (
    "live.session_guide", "live.paced_guide", "live.speech", "live.view", "live.exercise_run",
    "live.camera_check", "live.hold_clock", "live.remarks", "live.set_guide",
    "live.workout_guide", "live.workout_rest", "definitions.cue_text",
)  # fmt: skip
CALLS = ("word", "tell", "Message", "_once", "_seconds")
#: Keys that are put together, or chosen before they are said.
FAMILIES = [
    *(f"advice_{advice}" for advice in get_args(FramingAdvice)),
    *(f"stage_{stage}" for stage in ("check", "rest", "done")),
    *(f"timer_{kind}" for kind in ("hold", "rest")),
    "left_leg", "right_leg", "turn_left_side", "turn_right_side", "turn_other",
    "ready_begin", "ready_hold", "all_done", "stopped", "ended_nobody",
    "one_done", "round_first", "round_next", "round_last",
    "held_come_back", "half_minute_held", "seconds_held",
    "searching", "positioning", "ready", "moving", "good", "lost", "incomplete", "incomplete_one",
]  # fmt: skip
#: Two pieces of advice.
DARK, CLOSER = Message("advice_dark"), Message("advice_closer")


def heard(line: SpokenLine | None, language: Language = "en") -> tuple[str, str, bool]:
    """What is heard of a line: its words, its kind, and whether it cuts off what is being said."""
    assert line is not None
    return line.message.text(language), line.kind, line.urgent


def counts(*told: tuple[float, int, int, str | None], language: Language = "en") -> list[str]:
    """What is said of repetitions: time, number, how many are left, and a cue."""
    voice, exercise = Voice(language), toy()
    said = [voice.count(time_s, exercise, number, left, cue) for time_s, number, left, cue in told]
    return [line.message.text(language) if line else "" for line in said]


def spaced(of: int, language: Language = "en") -> list[str]:
    """What is said of so many repetitions that come every three seconds."""
    each = [(3.0 * number, number, of - number, None) for number in range(1, of + 1)]
    return counts(*each, language=language)


def fast(of: int, every_s: float) -> list[str]:
    """The numbers that are told of repetitions that come this fast."""
    each = [(every_s * number, number, 100 - number, None) for number in range(1, of + 1)]
    return [text for text in counts(*each) if text]


# --- numbers ----------------------------------------------------------------------------------


def test_five_more_and_last_one_are_told_with_their_numbers() -> None:
    assert spaced(8) == [
        "1.", "2.", "3. Five more.", "4.", "5.", "6.", "7. Last one.", "8.",
    ]  # fmt: skip
    assert spaced(8, "da")[2::4] == ["3. Fem mere.", "7. Den sidste."]


@pytest.mark.parametrize("of", [6, 7])
def test_five_more_is_no_news_among_few(of: int) -> None:
    assert not [text for text in spaced(of) if "Five" in text]
    assert spaced(of)[-2] == f"{of - 1}. Last one."


@pytest.mark.parametrize("of", [1, 2])
def test_last_one_is_no_news_after_the_first(of: int) -> None:
    assert spaced(of) == [f"{number}." for number in range(1, of + 1)]


def test_a_cue_comes_with_its_number_and_before_what_is_left() -> None:
    assert counts((1.0, 5, 5, "too_high")) == ["5. Lower."]
    assert counts((1.0, 9, 1, "too_fast"), language="da") == ["9. Langsomt."]
    assert counts((1.0, 3, 3, "good")) == ["3. Well done."]


def test_numbers_cut_off_what_is_being_said() -> None:
    assert heard(Voice("en").count(1.0, toy(), 2, 9, None)) == ("2.", "count", True)


@pytest.mark.parametrize("every_s", [1.0, 1.5])
def test_numbers_that_can_be_said_and_heard_are_all_told(every_s: float) -> None:
    assert fast(12, every_s) == [f"{number}." for number in range(1, 13)]


def test_of_fast_repetitions_fewer_are_told_and_every_fifth_is() -> None:
    told = fast(30, 0.3)
    assert len(told) < 15
    assert {f"{number}." for number in (5, 10, 15, 20, 25, 30)} <= set(told)


@pytest.mark.parametrize("every_s", [0.3, 0.4, 0.6])
def test_of_fast_repetitions_only_every_fifth_is_told(every_s: float) -> None:
    assert fast(20, every_s) == ["1.", "5.", "10.", "15.", "20."]


def test_a_cue_and_what_is_left_are_told_of_fast_repetitions_too() -> None:
    told = counts(
        (0.0, 21, 9, None), (0.3, 22, 8, None), (0.6, 23, 7, "too_high"), (0.9, 24, 6, None),
        (1.2, 25, 5, None), (1.5, 26, 4, None), (1.8, 29, 1, None),
    )  # fmt: skip
    assert told == ["21.", "", "23. Lower.", "", "25. Five more.", "", "29. Last one."]


# --- cues, steps and other words --------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "kind", "english", "danish"),
    [
        ("tuck", "cue", "Tuck first.", "Træk først."),
        ("too_high", "cue", "Lower.", "Lavere."),
        ("start", "cue", "Take the start.", "Indtag starten."),
        ("lost", "cue", "I can't see you.", "Jeg kan ikke se dig."),
        ("good", "praise", "Well done.", "Flot."),
    ],
)
def test_a_cue_without_a_count_is_urgent(cue: str, kind: str, english: str, danish: str) -> None:
    said = [heard(Voice(language).cue(1.0, toy(), cue), language) for language in LANGUAGES]
    assert said == [(english, kind, True), (danish, kind, True)]


def test_the_first_step_of_a_repetition_tells_its_number_but_not_of_the_first() -> None:
    pace = load_any("pelvic_floor_hold").exercise.pace  # type: ignore[union-attr]
    assert pace is not None
    squeeze, rest = pace.steps
    said = [
        Voice("da").step(1.0, pace, PacePoint(repetition, step, 1.0, 0.0))
        for repetition, step in [(1, squeeze), (1, rest), (2, squeeze), (2, rest)]
    ]
    assert [line.message.text("da") for line in said] == [
        "Knib og løft.", "Slip helt.", "2. Knib og løft.", "Slip helt.",
    ]  # fmt: skip
    assert {(line.kind, line.urgent) for line in said} == {("pace", True)}


def test_several_words_are_told_as_one_with_their_values() -> None:
    assert heard(Voice("en").tell(1.0, "switch_legs", "turn_other")) == (
        "Well done. Switch legs. Turn round, so that I can see the other leg.", "info", False,
    )  # fmt: skip
    rest = Voice("da").tell(1.0, "rest_now", urgent=True, number=30)
    assert heard(rest, "da") == ("Flot. Hvil i 30 sekunder.", "info", True)


def test_a_line_has_no_language_until_it_is_heard() -> None:
    line = Voice("en").tell(1.0, "held_so_far", number=10)
    assert line.message == Message("held_so_far", {"number": 10})
    assert [line.message.text(language) for language in LANGUAGES] == [
        "10 seconds.",
        "10 sekunder.",
    ]


# --- advice -----------------------------------------------------------------------------------


def test_advice_is_given_again_only_after_six_seconds() -> None:
    voice = Voice("en")
    told = [tenth for tenth in range(200) if voice.advise(tenth / 10, DARK)]
    assert told == [0, 60, 120, 180]


def test_advice_that_changes_is_given_as_soon_as_the_old_was_said() -> None:
    voice = Voice("en")
    assert voice.advise(10.0, DARK) == SpokenLine(DARK, "advice", urgent=False)
    lasts_s = 0.3 + 0.065 * len("It is too dark here. Turn on a light.")
    assert voice.advise(10.0 + lasts_s - 0.1, CLOSER) is None
    assert voice.advise(10.0 + lasts_s + 0.1, CLOSER) == SpokenLine(CLOSER, "advice")
    assert voice.advise(15.9, DARK) == SpokenLine(DARK, "advice")


def test_how_long_a_line_takes_is_that_of_the_language_in_which_it_is_said() -> None:
    english, danish = (len(word("another_person", language)) for language in LANGUAGES)
    assert english < danish
    between_s = 0.3 + 0.065 * (danish + english) / 2
    for language, is_free in (("en", True), ("da", False)):
        voice = Voice(language)  # type: ignore[arg-type]
        voice.tell(0.0, "another_person")
        assert (voice.advise(between_s, DARK) is not None) is is_free


def test_advice_that_was_held_back_is_given_later() -> None:
    voice = Voice("en")
    voice.tell(0.0, "another_person")
    long_s = 0.3 + 0.065 * len(word("another_person", "en"))
    assert voice.advise(long_s - 0.1, DARK) is None
    assert voice.advise(long_s + 0.1, DARK) is not None


def test_words_that_wait_for_others_are_waited_for_too() -> None:
    voice = Voice("en")
    each_s = 0.3 + 0.065 * len(word("another_person", "en"))
    voice.tell(0.0, "another_person")
    voice.tell(0.1, "another_person")
    assert voice.advise(2 * each_s - 0.1, DARK) is None
    assert voice.advise(2 * each_s + 0.1, DARK) is not None


def test_what_was_cut_off_is_not_waited_for() -> None:
    voice = Voice("en")
    voice.tell(0.0, "face_first")
    voice.count(0.5, toy(), 1, 9, None)
    assert voice.advise(1.0, DARK) is not None


# --- the words --------------------------------------------------------------------------------


def keys_in(module: str) -> set[str]:
    """The keys that a module says by name."""
    file = Path(poseguide.__file__).parent / f"{module.replace('.', '/')}.py"
    code = file.read_text(encoding="utf-8")
    found = set()
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in CALLS:
            words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
            found |= {text for text in words if isinstance(text, str)} - {*LANGUAGES}
    return found


KEYS = sorted({*FAMILIES, *(key for module in MODULES for key in keys_in(module))})


def test_the_words_of_a_session_are_found_in_its_modules() -> None:
    assert {"five_more", "get_ready", "seen_again", "rate", "not_saved"} <= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_all_that_is_said_is_there_in_both_languages(key: str) -> None:
    english, danish = (catalogue(language).forms[key] for language in ("en", "da"))
    assert english != danish
    assert english_in(list(danish)) == []


@pytest.mark.parametrize("name", ["leg_extension_all_fours", "pelvic_lift_tilt", "elbow_rest"])
def test_every_cue_of_an_exercise_is_said_in_danish(name: str) -> None:
    exercise: Exercise = load_exercise(name).exercise
    cues = ["start", "lost", "good"]
    cues += [part.name for part in (*exercise.stages, *exercise.faults, *exercise.series)]
    lines = {cue: Voice("da").cue(1.0, exercise, cue) for cue in cues}
    said = {cue: line.message.text("da") for cue, line in lines.items()}
    assert all(said.values())
    assert english_in(list(said.values())) == []
    assert all(line.message.text("en") != said[cue] for cue, line in lines.items())
