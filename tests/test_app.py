"""The pages as Streamlit builds them, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from poseguide import words
from poseguide.catalog import load_exercise
from poseguide.curve import Point
from poseguide.errors import VideoError
from poseguide.exercise import Exercise, Language
from poseguide.records import Counts, Finding, Rep, Session, Source, Span
from poseguide.review import Review
from poseguide.words import word

ROOT = Path(__file__).parent.parent
#: The page alone, under the head that all pages have.
PAGE = """
import streamlit as st
from poseguide.ui.check_video import check_video
from poseguide.ui.language import choose_language

st.set_page_config(layout="wide")
choose_language()
check_video()
"""
#: What is the same in both languages, or names the languages themselves.
SAME_IN_DANISH = {"Video", "Side", "English", "Dansk", "Tempo"}
#: Parts of words longer than this are not Danish by accident.
LONG = 12

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def rep(
    exercise: Exercise,
    number: int,
    *,
    missing: str | None = None,
    fault: str = "",
    hidden: str = "",
) -> Rep:
    start_s = 5.0 * number
    span = Span("stretch", start_s + 1.0, start_s + 2.0)
    findings = []
    for rule in exercise.faults:
        seen = Finding(rule.name, "ok", 140.0, rule.limit, "deg", rule.severity)
        verdicts = {fault: replace(seen, verdict="fault")}
        verdicts[hidden] = replace(seen, verdict="unseen", value=None)
        findings.append(verdicts.get(rule.name, seen))
    return Rep(
        number, "right", start_s, start_s + 1.5, start_s + 4.0, missing, None, 120.4, (span,),
        tuple(findings),
    )  # fmt: skip


def review_of(exercise: Exercise, reps: tuple[Rep, ...], seen_share: float = 0.9) -> Review:
    counts = Counts()
    for one in reps:
        counts = counts.plus(one)
    session = Session(
        exercise.id, "0" * 64, exercise.sides, Source("me.mp4", 30.0, 900, 640, 480), counts,
        None, None, seen_share, reps,
    )  # fmt: skip
    curve = tuple(Point(n / 10, 100.0 + n % 40, "right", None, n // 100) for n in range(300))
    video = next((ROOT / "sample_videos").glob("*.mp4")).read_bytes()
    return Review(
        "me.mp4", exercise, session, curve if reps else (), bool(reps), video, language="en"
    )


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


@pytest.fixture
def review(exercise: Exercise) -> Review:
    reps = (
        rep(exercise, 1),
        rep(exercise, 2, fault="knee_bent"),
        rep(exercise, 3, hidden="hips_turn"),
        rep(exercise, 4, missing="tuck"),
    )
    return review_of(exercise, reps)


def page(language: str | None = None, outcome: object = None) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    if language:
        app.query_params["lang"] = language
    if outcome:
        app.session_state["outcome"] = outcome
    app.run()
    assert not app.exception
    return app


def visible(app: AppTest) -> Iterator[str]:
    """Every word that the page shows."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.error,
        app.warning,
        app.info,
    )
    for element in (element for kind in (*kinds, app.success) for element in kind):
        yield element.value
    for widget in (*app.button, *app.metric, *app.expander):
        yield widget.label
    for choice in (*app.radio, *app.selectbox):
        yield choice.label
        yield from choice.options
    for table in app.table:
        yield from table.value.columns
        yield from (cell for column in table.value for cell in table.value[column])


def english_in(texts: list[str]) -> list[str]:
    """The texts that are, or hold a longer part of, the English words of the interface."""
    pairs = [pair for pair in words._WORDS.values() if pair[0] != pair[1]]
    whole = {pair[0] for pair in pairs} - {pair[1] for pair in pairs} - SAME_IN_DANISH
    parts = {part.strip() for pair in pairs for part in re.split(r"{.*?}", pair[0])}
    long = [part for part in parts if len(part) > LONG]
    return [
        text for text in texts if text.strip("*#: ") in whole or any(part in text for part in long)
    ]


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_page_is_in_its_language_before_anything_is_chosen(language: Language) -> None:
    app = page(language)
    assert app.title[0].value == word("check_video", language)
    assert [button.label for button in app.button] == [word("check_now", language)]
    assert word("privacy", language) in [caption.value for caption in app.caption]


@pytest.mark.parametrize("outcome", ["before", "review", "problem", "nobody", "nothing counted"])
def test_no_english_is_left_in_danish(outcome: str, review: Review, exercise: Exercise) -> None:
    outcomes = {
        "before": None,
        "review": review,
        "problem": ("a.mp4", VideoError(Path("/tmp/x"), "/tmp/x is not a video")),
        "nobody": review_of(exercise, (), seen_share=0.0),
        "nothing counted": review_of(exercise, ()),
    }
    app = page("da", outcomes[outcome])
    texts = list(visible(app))
    assert len(texts) > 10
    assert english_in(texts) == []
    assert "is not a video" not in " ".join(texts)


def test_the_language_is_english_unless_asked_for() -> None:
    app = page()
    assert app.title[0].value == "Check a video"
    assert page("xx").title[0].value == "Check a video"


def test_switching_the_language_keeps_the_result_and_the_choice(review: Review) -> None:
    app = page("en", review)
    app.selectbox(key="sample_en").select("pelvic_lift").run()
    app.session_state["lang"] = "da"
    app.run()
    assert not app.exception
    assert app.header[0].value == f"Resultat: {review.exercise.name.da}"
    assert app.selectbox(key="sample_da").value == "pelvic_lift"
    assert "Ordene i videoen er på engelsk." in " ".join(c.value for c in app.caption)


def test_a_sample_brings_its_exercise() -> None:
    app = page("en")
    app.selectbox(key="sample_en").select("pelvic_lift").run()
    assert app.selectbox(key="exercise_of_pelvic_lift_en").value == "pelvic_lift_tilt"
    assert not app.button(key="check").disabled


def test_an_own_recording_needs_a_file_and_an_exercise() -> None:
    app = page("en")
    app.radio(key="source_en").set_value("from_upload").run()
    assert app.button(key="check").disabled
    assert app.selectbox(key="exercise_of_upload_en").value is None


def test_the_result_shows_counts_and_verdicts(review: Review) -> None:
    app = page("en", review)
    assert {metric.label: metric.value for metric in app.metric} == {
        "Complete repetitions": "3",
        "Incomplete": "1",
        "Left": "0",
        "Right": "3",
        "Body seen": "90 %",
    }
    table = app.table[0].value
    assert list(table["Verdict"]) == [
        ":green-badge[good]",
        ":orange-badge[fault]",
        ":green-badge[good, partly hidden]",
        ":violet-badge[incomplete: “Knee to the belly” is missing]",
    ]
    assert set(table["Range (degrees)"]) == {"120"}
    assert table["What to do"][1] == "Straighten the knee."


def test_what_the_camera_could_not_see_is_said(review: Review) -> None:
    texts = " ".join(markdown.value for markdown in page("en", review).markdown)
    assert word("turn_round", "en") in texts
    assert (
        "“Hips level, both facing the floor” could not be judged in these repetitions: 3." in texts
    )
    assert "In 10 % of the video the body could not be seen." in texts


def test_nobody_seen_says_what_to_do(exercise: Exercise) -> None:
    app = page("en", review_of(exercise, (), seen_share=0.0))
    assert app.warning[0].value.startswith("Nobody was seen in this video.")
    assert exercise.camera.place.en in app.warning[0].value


def test_a_problem_names_the_video_as_the_person_does() -> None:
    path = Path("/tmp/poseguide-x/recording")
    problem = VideoError(path, f"{path} is not a video. Use MP4.")
    app = page("en", ("my *own* film_2.mp4", problem))
    assert app.error[0].value == r"“my \*own\* film\_2.mp4” is not a video. Use MP4."


def test_a_broken_exercise_file_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "squat.toml").write_text("id = 3\n")
    monkeypatch.setattr("poseguide.catalog.folder", lambda: tmp_path)
    assert "squat.toml:1" in page("en").error[0].value
    assert "poseguide check" in page("da").error[0].value
