"""The pages as Streamlit builds them, without a browser."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support.page_words import english_in, rep, visible
from support.places import ROOT

from poseguide.analysis.recognition import Match, Recognition
from poseguide.core.errors import StoreError, VideoError
from poseguide.core.i18n import Language, word
from poseguide.core.records import Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.limits import limit_names
from poseguide.definitions.schema import Exercise
from poseguide.live import registry as registry_module
from poseguide.storage.folders import clips_folder, poses_file
from poseguide.storage.people_repository import KeptLimit, LimitSource
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession
from poseguide.ui.media_files import FILMS, DrawnVideo
from poseguide.ui.review.page import CHECKED
from poseguide.ui.review.video_check import CheckResult, Recording, check_recording
from poseguide.ui.server.media import media

__all__ = ["exercise"]

#: The page alone, under the head that all pages have.
PAGE = """
import streamlit as st
from poseguide.ui.review.page import check_video
from poseguide.ui.state import choose_language

st.set_page_config(layout="wide")
choose_language()
check_video()
"""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


def kept(exercise: Exercise, reps: tuple[Rep, ...], **changes: Any) -> StoredSession:
    """A checked recording as it is stored; `changes` are those of its progress."""
    sha256 = load_exercise(exercise.id).sha256
    begun = SessionStart(
        exercise.id, sha256, exercise.sides, "en", Goal(6, None, per_side=True), "video",
        datetime(2026, 11, 25, 10, 0, tzinfo=UTC), name="my *own* film_2.mp4",
    )  # fmt: skip
    usual = SessionProgress(30.0, 900, 810, 800, None, 0, 640, 480)
    return StoredSession(
        "a" * 32,
        begun,
        replace(usual, **changes),
        "recorded",
        begun.started_at,
        None,
        None,
        reps,
        (),
    )


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_scan: None) -> Iterator[Store]:
    """The store of the page, in a folder of its own."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    registry_module.store.cache_clear()
    yield registry_module.store()
    registry_module.store().close()
    registry_module.store.cache_clear()


@pytest.fixture
def stored(exercise: Exercise, store: Store) -> StoredSession:
    reps = (
        rep(exercise, 1),
        rep(exercise, 2, fault="knee_bent"),
        rep(exercise, 3, hidden="hips_turn"),
        rep(exercise, 4, missing="tuck"),
    )
    session = kept(exercise, reps)
    store.sessions.save(session)
    return session


def page(language: str | None = None, *checked: CheckResult) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    if language:
        app.query_params["lang"] = language
    if checked:
        app.session_state[CHECKED] = list(checked)
    app.run()
    assert not app.exception
    return app


def of(session: StoredSession) -> CheckResult:
    return CheckResult(session.beginning.name, session=session)


def markdown(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.markdown, *app.caption))


def metrics(app: AppTest) -> list[tuple[str, str]]:
    return [(metric.label, metric.value) for metric in app.metric]


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_page_is_in_its_language_before_anything_is_chosen(language: Language) -> None:
    app = page(language)
    assert app.title[0].value == word("check_video", language)
    assert [button.label for button in app.button] == [word("check_now", language)]
    assert word("privacy", language) in [caption.value for caption in app.caption]


def outcomes(exercise: Exercise, store: Store) -> dict[str, list[CheckResult]]:
    found = Recognition((Match(load_exercise("squat"), 0.4, 1),))
    sure = Recognition((Match(load_exercise(exercise.id), 0.9, 3),))
    nobody = replace(kept(exercise, (), seen=0, measured=0), id="b" * 32)
    nothing = replace(kept(exercise, ()), id="c" * 32)
    refused = replace(kept(exercise, ()), id="d" * 32)
    store.sessions.save(nobody)
    store.sessions.save(nothing)
    return {
        "none fits": [CheckResult("a.mp4", recognition=found)],
        "recognised": [CheckResult("a.mp4", recognition=sure, session=nothing)],
        "problem": [
            CheckResult("a.mp4", error=VideoError(Path("/tmp/x"), "/tmp/x is not a video"))
        ],
        "nobody": [of(nobody)],
        "nothing counted": [of(nothing)],
        "several": [of(nobody), of(nothing)],
        "refused": [
            CheckResult("a.mp4", session=refused, refusal=StoreError("x.db", "x.db is in use."))
        ],
    }


@pytest.mark.parametrize(
    "outcome", ["none fits", "recognised", "problem", "nobody", "nothing counted", "several"]
)
def test_no_english_is_left_in_danish(outcome: str, exercise: Exercise, store: Store) -> None:
    app = page("da", *outcomes(exercise, store)[outcome])
    texts = list(visible(app))
    assert len(texts) > 10
    assert english_in(texts) == []
    assert "is not a video" not in " ".join(texts)


def test_no_english_is_left_beside_corrections(stored: StoredSession, store: Store) -> None:
    store.annotations.correct(stored.id, Correction(2, counted=False, rulings={"knee_bent": "ok"}))
    store.annotations.correct(stored.id, Correction(-1, side="left", start_s=25.0, end_s=27.0))
    app = page("da", of(stored))
    texts = list(visible(app))
    assert word("as_corrected", "da") in " ".join(texts)
    assert word("proposals", "da") in texts
    assert english_in(texts) == []


def test_the_language_is_english_unless_asked_for() -> None:
    assert page().title[0].value == "Check a video"
    assert page("xx").title[0].value == "Check a video"


def test_the_address_names_the_language_only_where_another_one_was_chosen() -> None:
    app = page()
    assert "lang" not in app.query_params  # else the browser's Back leads nowhere
    app.button_group(key="lang").set_value("da").run()
    assert app.query_params["lang"] == "da"
    app.button_group(key="lang").set_value("en").run()
    assert app.query_params["lang"] == "en"


def test_switching_the_language_keeps_the_result_and_the_choice(
    stored: StoredSession, exercise: Exercise
) -> None:
    app = page("en", of(stored))
    app.selectbox(key="sample_en").select("pelvic_lift").run()
    app.session_state["lang"] = "da"
    app.run()
    assert not app.exception
    assert app.header[0].value == f"Resultat: {exercise.name.da}"
    assert app.selectbox(key="sample_da").value == "pelvic_lift"


def test_a_sample_brings_its_exercise() -> None:
    app = page("en")
    app.selectbox(key="sample_en").select("pelvic_lift").run()
    assert app.selectbox(key="exercise_of_pelvic_lift_en").value == "pelvic_lift_tilt"
    assert not app.button(key="check").disabled


def test_an_own_recording_needs_a_file_and_has_its_exercise_proposed() -> None:
    app = page("en")
    app.radio(key="source_en").set_value("from_upload").run()
    assert app.button(key="check").disabled
    assert app.selectbox(key="exercise_of_upload_en").value == ""
    assert word("propose_help", "en") in [info.value for info in app.info]


def test_recordings_of_the_named_folder_can_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "films").mkdir()
    monkeypatch.setenv("POSEGUIDE_VIDEOS", str(tmp_path / "films"))
    app = page("en")
    app.radio(key="source_en").set_value("from_folder").run()
    assert "There is no video in" in app.error[0].value
    (tmp_path / "films" / "a").mkdir()
    (tmp_path / "films" / "a" / "x.mp4").write_bytes(b"x")
    app.run()
    assert app.multiselect[0].options == ["a/x.mp4"]
    app.multiselect[0].select("a/x.mp4").run()
    assert not app.button(key="check").disabled
    monkeypatch.setenv("POSEGUIDE_VIDEOS", str(tmp_path / "gone"))
    app.run()
    assert "is not a folder that exists" in app.error[0].value


def test_the_result_shows_counts_as_found(stored: StoredSession) -> None:
    assert metrics(page("en", of(stored))) == [
        ("Complete repetitions", "3"),
        ("Incomplete", "1"),
        ("Left", "0"),
        ("Right", "3"),
        ("Body seen", "90%"),
    ]


def test_what_the_camera_could_not_see_is_said(stored: StoredSession) -> None:
    texts = markdown(page("en", of(stored)))
    assert (
        "“Hips level, both facing the floor” could not be judged in these repetitions: 3." in texts
    )
    assert "In 10% of the video the body could not be seen." in texts


def test_nobody_seen_says_what_to_do(exercise: Exercise, store: Store) -> None:
    app = page("en", *outcomes(exercise, store)["nobody"])
    assert app.warning[0].value.startswith("Nobody was seen in this video.")
    assert exercise.camera.place.en in app.warning[0].value


def test_a_problem_names_the_video_as_the_person_does() -> None:
    path = Path("/tmp/poseguide-x/recording")
    problem = VideoError(path, f"{path} is not a video. Use MP4.")
    app = page("en", CheckResult("my *own* film_2.mp4", error=problem))
    assert app.error[0].value == r"“my \*own\* film_2.mp4” is not a video. Use MP4."


def test_none_of_the_exercises_is_an_answer(exercise: Exercise, store: Store) -> None:
    app = page("en", *outcomes(exercise, store)["none fits"])
    assert "None of the exercises fits" in app.warning[0].value
    assert word("choose_it", "en") in app.warning[0].value
    assert not app.metric
    app = page("en", *outcomes_recognised(exercise))
    assert "confidence 90%" in app.info[0].value


def outcomes_recognised(exercise: Exercise) -> list[CheckResult]:
    sure = Recognition((Match(load_exercise(exercise.id), 0.9, 3),))
    return [
        CheckResult("a.mp4", recognition=sure, session=replace(kept(exercise, ()), id="c" * 32))
    ]


def test_one_of_several_recordings_is_shown_at_a_time(exercise: Exercise, store: Store) -> None:
    both = [*outcomes(exercise, store)["problem"], of(replace(kept(exercise, ()), id="c" * 32))]
    app = page("en", *both)
    assert app.error[0].value.startswith("“a.mp4”")
    app.selectbox(key="which_en").select(1).run()
    assert not app.error
    assert app.metric[0].value == "0"


def test_a_store_that_refuses_loses_nothing(exercise: Exercise, store: Store) -> None:
    (refused,) = outcomes(exercise, store)["refused"]
    app = page("en", refused)
    assert "in use" in app.error[0].value
    app.button(key="save_again").click().run().run()
    assert not app.error
    assert store.sessions.load("d" * 32) == refused.session
    assert app.metric


def press(app: AppTest, label: str, nth: int = 0) -> None:
    [button for button in app.button if button.label == label][nth].click()


def test_what_a_person_says_stands_beside_what_was_found(
    stored: StoredSession, store: Store
) -> None:
    app = page("en", of(stored))
    place = f"{stored.id}_1_en"
    app.segmented_control(key=f"counted_{place}").set_value("it_counts_not")
    app.segmented_control(key=f"rule_knee_bent_{place}").set_value("rule_broken")
    app.text_input(key=f"opinion_note_{place}").set_value(" Too fast. ")
    press(app, word("save_correction", "en"))
    app.run()
    assert store.sessions.load(stored.id).corrections == (
        Correction(1, False, None, {"knee_bent": "fault"}, "Too fast."),
    )
    app.run()
    assert [value for label, value in metrics(app) if label == "Complete repetitions"] == ["3", "2"]
    assert word("as_found", "en") in markdown(app)
    assert word("as_corrected", "en") in markdown(app)
    press(app, word("take_back", "en"))
    app.run()
    assert store.sessions.load(stored.id).corrections == ()


def test_a_missed_repetition_is_added_by_its_times(stored: StoredSession, store: Store) -> None:
    app = page("en", of(stored))
    start, end = app.number_input
    start.set_value(25.0)
    press(app, word("add_repetition", "en"))
    app.run()
    assert word("add_order", "en") in [error.value for error in app.error]
    assert store.sessions.load(stored.id).corrections == ()
    app.number_input[1].set_value(27.5)
    press(app, word("add_repetition", "en"))
    app.run()
    assert store.sessions.load(stored.id).corrections == (
        Correction(-1, side="left", start_s=25.0, end_s=27.5),
    )
    assert end.label == word("end_s", "en")


def test_a_proposal_becomes_the_limit_of_the_person(
    exercise: Exercise, stored: StoredSession, store: Store
) -> None:
    anna = store.people.add("Anna")
    store.annotations.correct(stored.id, Correction(2, rulings={"knee_bent": "ok"}))
    app = page("en", of(stored))
    assert word("proposal_needs_person", "en") in markdown(app)
    theirs = store.sessions.load(stored.id)
    theirs = replace(theirs, beginning=replace(theirs.beginning, person_id=anna.id))
    store.sessions.delete(stored.id)
    store.sessions.save(theirs)
    app.run()
    told = next(info.value for info in app.info if "instead of" in info.value)
    assert "would agree with you on 4 of 4 (now: 0 of 4)" in told
    app.button(key="take_knee_bent").click().run()
    own = store.people.limits(anna.id, exercise.id)
    assert own["knee_bent"] <= 140.0
    assert word("proposal_taken", "en", name="Anna") in markdown(app.run())


def test_good_repetitions_become_the_normal_of_the_person_with_one_press(
    exercise: Exercise, store: Store
) -> None:
    anna = store.people.add("Anna")
    store.people.set_limits(anna.id, exercise.id, {"head": 130.0})
    reps = tuple(
        judged(rep(exercise, n), knee_bent=knee, too_high=170.0)
        for n, knee in ((1, 138.0), (2, 139.0), (3, 141.0), (4, 100.0))
    )
    session = kept(exercise, reps)
    session = replace(session, beginning=replace(session.beginning, person_id=anna.id))
    store.sessions.save(session)
    app = page("en", of(session))
    assert word("baseline_few", "en", number=3) in markdown(app)
    for number in (1, 2, 3):  # the person says that they were right
        store.annotations.correct(session.id, Correction(number, rulings={"knee_bent": "ok"}))
    app.run()
    shown = markdown(app)
    assert "Straighten the knee: normal 139°, so limit 129° (now 150°, usual 150°)" in shown
    assert "No higher than your back: normal" not in shown
    (doubt,) = [one.value for one in app.warning if "normal here is" in one.value]
    assert "139 degrees, 11 degrees beyond the usual limit of 150 degrees" in doubt
    app.button(key="take_baseline").click().run()
    assert word("baseline_taken", "en", name="Anna") in markdown(app)
    own = store.people.kept_limits(anna.id)[exercise.id]
    assert own["head"] == KeptLimit(130.0)
    source = LimitSource(session.beginning.started_at, session.beginning.name)
    assert own["knee_bent"] == KeptLimit(129.0, source)


def test_the_normal_of_nobody_cannot_be_kept(exercise: Exercise, store: Store) -> None:
    session = kept(exercise, tuple(judged(rep(exercise, n), knee_bent=170.0) for n in (1, 2, 3)))
    store.sessions.save(session)
    app = page("da", of(session))
    assert word("baseline_from", "da", number=3) in markdown(app)
    assert word("proposal_needs_person", "da") in markdown(app)
    assert "take_baseline" not in [button.key for button in app.button]


def judged(one: Rep, **values: float) -> Rep:
    """The repetition with these values in place of those of its rules; beyond 150 is a fault."""
    findings = tuple(
        replace(
            found,
            value=values[found.rule],
            verdict="fault" if found.rule == "knee_bent" and values[found.rule] < 150 else "ok",
        )
        for found in one.findings
        if found.rule in values
    )
    return replace(one, findings=findings)


def test_own_limits_reach_the_analysis(lift_clip: Path, store: Store) -> None:
    anna = store.people.add("Anna")
    store.people.set_limits(anna.id, "pelvic_lift_tilt", {"too_fast": 60.0, "gone": 1.0})
    recording = Recording("lift.mp4", lift_clip, "video")
    definition = load_exercise("pelvic_lift_tilt")
    for person, limit in ((anna, 60.0), (None, limit_names(definition.exercise)["too_fast"])):
        done = check_recording(recording, definition, person, "en", lambda _: None)
        assert done.session is not None
        assert done.film is not None
        session = store.sessions.load(done.session.id)
        assert session == done.session
        assert session.beginning.limits == ({"too_fast": 60.0} if person else {})
        limits = {f.limit for one in session.reps for f in one.findings if f.rule == "too_fast"}
        assert limits == {limit}
        assert done.film.path.is_file()
        assert poses_file(session.id).is_file()


def test_a_film_is_gone_when_it_is_forgotten() -> None:
    film = DrawnVideo()
    film.path.write_bytes(b"film")
    path, token = film.path, film.url.rpartition("/")[2]
    assert media().find(token) == path
    del film
    gc.collect()
    assert not path.exists()
    assert media().find(token) is None


def test_the_drawn_video_is_kept_only_when_asked_for(stored: StoredSession, store: Store) -> None:
    film = DrawnVideo()
    film.path.write_bytes(next((ROOT / "sample_videos").glob("*.mp4")).read_bytes())
    app = page("en", of(stored))
    app.session_state[FILMS] = {stored.id: film}
    app.run()
    app.button(key="keep_video").click().run()
    clip = store.sessions.load(stored.id).clip
    assert clip is not None
    assert (clips_folder() / clip).read_bytes() == film.path.read_bytes()
    app.run()
    app.button(key="delete_clip").click().run()
    assert store.sessions.load(stored.id).clip is None
    assert not (clips_folder() / clip).exists()
    assert not app.exception


def test_a_note_is_saved(stored: StoredSession, store: Store) -> None:
    app = page("en", of(stored))
    app.text_area[0].set_value("  Better than last week. ").run()
    assert store.sessions.load(stored.id).note == "Better than last week."


def test_a_session_is_deleted_after_asking(stored: StoredSession, store: Store) -> None:
    app = page("en", of(stored))
    app.button(key=f"ask_{stored.id}").click().run().run()
    assert word("history_delete_ask", "en") in [warning.value for warning in app.warning]
    app.button(key="session_delete_yes").click().run()
    assert store.history.all() == []
    assert CHECKED not in app.session_state
    assert not app.exception


def test_a_broken_exercise_file_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "squat.toml").write_text("id = 3\n")
    monkeypatch.setattr("poseguide.definitions.catalog.folder", lambda: tmp_path)
    assert "squat.toml:1" in page("en").error[0].value
    assert "poseguide check" in page("da").error[0].value
