"""PDF reports: what stands on their pages, in both languages, and how many pages they take."""

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from reportlab import rl_config
from support.session_reports import (
    AT,
    BENT,
    HIGH,
    HIGHER,
    LEG,
    beginning,
    faulty,
    pages_in,
    rep,
    report_of,
    stored,
    words_of,
)

from poseguide.core.i18n import Language, word
from poseguide.core.records import Counts, Finding
from poseguide.definitions.catalog import load_any, load_exercise, paths
from poseguide.definitions.schema import Exercise
from poseguide.reports.pdf.document import person_pdf, session_pdf
from poseguide.reports.pdf.person import person_story, weeks_of
from poseguide.reports.pdf.session import session_story
from poseguide.reports.pdf.session_plots import range_limit, tempo_limit
from poseguide.reports.plots import Limit
from poseguide.reports.session_report import SessionReport
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.session import HistoryEntry, SessionProgress
from poseguide.vision.pose_file import save_poses

EACH = pytest.mark.parametrize("language", ["en", "da"])


def said(one: SessionReport, language: Language = "en") -> list[str]:
    return list(words_of(session_story(one, language)))


def after(words: list[str], title: str, number: int = 1) -> list[str]:
    """The words that follow a title."""
    at = words.index(title) + 1
    return words[at : at + number]


def busy(many: int) -> SessionReport:
    """A session of many repetitions with two faults, one phase missed, and corrections."""
    reps = [
        rep(
            number,
            *([BENT] if number % 5 == 0 else [HIGH] if number % 7 == 0 else []),
            side="left" if number % 2 else "right",
            missing="lower" if number % 11 == 0 else None,
        )
        for number in range(1, many + 1)
    ]
    straight = Correction(5, None, None, {"knee_bent": "ok"}, "Straight.")
    corrections = [Correction(2, False), straight]
    note = "Felt well today, and the left hip a little stiff at first."
    session = stored(reps, *corrections, note=note, pain_after=2)
    return report_of(session, person="Anna Lind")


# --- one session ----------------------------------------------------------------------------


def test_what_was_found_and_what_a_person_says_stand_beside_each_other() -> None:
    reps = [rep(1), rep(2), rep(3, missing="lower")]
    corrections = Correction(1, False), Correction(-1, side="right", start_s=50.0, end_s=53.0)
    words = said(report_of(stored(reps, *corrections)))
    heads = ["Complete", "Incomplete", "Left", "Right", "A minute", "Body seen"]
    assert after(words, heads[0], 5) == heads[1:]
    assert after(words, "As found", 4) == ["2", "1", "2", "0"]
    assert after(words, "As corrected by a person", 4) == ["2", "2", "1", "1"]
    assert after(words, "+1", 2) == ["right", "0:50.0–0:53.0"]
    assert "corrected: does not count" in words
    assert after(words, "not found") == ["corrected: counts"]


def test_nothing_is_called_corrected_where_nobody_corrected_anything() -> None:
    words = said(report_of(stored([rep(1), rep(2, BENT)], Correction(1, note="Fine."))))
    assert not [each for each in words if "corrected" in each.casefold()]
    assert "Repetition 1: Fine." in words


def test_each_fault_says_how_often_where_how_far_and_what_to_do() -> None:
    reps = [rep(1, HIGH), rep(2), rep(3, HIGHER), rep(4, missing="lower")]
    words = said(report_of(stored(reps)))
    assert after(words, "A: No higher than your back.", 2) == [
        "As found: 2 of 4 repetitions (1, 3)",
        "221 degrees; limit 190 degrees",
    ]
    assert after(words, "B: Lower it straight, toes to the floor.") == [
        "As found: 1 of 4 repetitions (4)"
    ]
    assert "fault A" in words
    assert "incomplete B" in words


def test_a_fault_that_a_person_overruled_stays_with_both_views() -> None:
    reps = [rep(1, BENT), rep(2, BENT)]
    words = said(report_of(stored(reps, Correction(2, None, None, {"knee_bent": "ok"}))))
    assert after(words, "A: Straighten the knee.", 2) == [
        "As found: 2 of 2 repetitions (1–2)",
        "As corrected by a person: 1 of 2 repetitions (1)",
    ]
    assert "corrected: A: no fault" in words


def test_a_fault_is_shown_in_a_picture_with_why_of_that_moment(tmp_path: Path) -> None:
    poses, found = faulty("too_high")
    save_poses(tmp_path / "poses.npz", poses)
    one = report_of(stored([found]), poses=tmp_path / "poses.npz")
    (caption,) = [each for each in said(one) if each.startswith("Repetition 1 at")]
    assert caption.endswith("where it is farthest beyond the limit.")
    without = replace(one, poses=None)
    assert session_pdf(one, "en").count(b"/DCTDecode") == 1
    assert session_pdf(without, "en").count(b"/DCTDecode") == 0


@EACH
def test_a_usual_session_is_one_page(language: Language) -> None:
    assert pages_in(session_pdf(busy(24), language)) == 1


def test_many_repetitions_go_on_over_the_next_pages() -> None:
    one = busy(150)
    assert pages_in(session_pdf(one, "en")) == 2
    words = said(one)
    for number in range(1, 151):
        assert words.count(f"{number}") >= 1


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_every_exercise_has_a_page(path: Path) -> None:
    definition = load_any(path.stem)
    tracked = isinstance(definition.exercise, Exercise)
    begun = replace(
        beginning(),
        exercise=path.stem,
        definition_sha256=definition.sha256,
        sides=definition.exercise.sides if isinstance(definition.exercise, Exercise) else None,
        goal=usual_goal(definition.exercise),
        source="video" if tracked else "timer",
    )
    progress = SessionProgress(60.0, 900, 900, 900) if tracked else SessionProgress(60.0, paced=8)
    one = report_of(stored([], beginning=begun, progress=progress), definition=definition)
    assert definition.exercise.name.da in said(one, "da")
    assert pages_in(session_pdf(one, "da")) == 1


@EACH
def test_what_comes_from_outside_is_no_markup(language: Language) -> None:
    name = "<b>Åse & Søn</b>"
    file = '"><img src="x"/> &amp; æøå.mp4'
    note = "<font color=red>rødt</font>\nny linje\x00\x0b " + "e" * 300
    session = stored(
        [rep(1)],
        Correction(1, note="<para>"),
        beginning=beginning(name=file, limits={"too_high": 200.5}),
        note=note,
    )
    one = report_of(session, person=name)
    words = said(one, language)
    assert name in words
    assert f"video: {file}" in words
    assert any("<font color=red>rødt</font>" in each for each in words)
    assert any(each.endswith(": <para>") for each in words)
    assert pages_in(session_pdf(one, language)) == 1


def test_numbers_are_written_as_in_danish() -> None:
    session = stored([rep(1, BENT)], beginning=beginning(limits={"too_high": 200.5}))
    words = said(report_of(session), "da")
    assert "too_high = 200,5" in words
    assert "4,5\u00a0s" in words
    assert any(each.startswith("25. november 2026 kl. ") for each in words)
    assert not [each for each in words if "4.5" in each]


def test_pain_and_what_was_not_asked_are_told_apart() -> None:
    session = stored([rep(1)], beginning=beginning(pain_before=0), pain_after=None)
    assert "Pain, 0 (none) to 10: before: 0 · after: no answer" in said(report_of(session))


def test_answers_about_what_no_camera_sees_are_told() -> None:
    begun = replace(beginning(), exercise="pelvic_floor_hold", sides=None, source="timer")
    told = {"held": "some", "leak": "no"}
    words = said(report_of(stored([], beginning=begun, answers=told)), "da")
    assert f"{word('told_held', 'da')} nogle" in words
    assert f"{word('told_leak', 'da')} nej" in words


def test_what_the_camera_could_not_see_is_said() -> None:
    hidden = Finding("hips_turn", "unseen", None, 0.11, "trunk", "major")
    reps = [replace(rep(1, hidden), phases=rep(1).phases), rep(2)]
    words = said(report_of(stored(reps)))
    lines = words[words.index("What the camera could not see") + 1 :]
    assert lines[0] == "• In 2% of the video the body could not be seen. Nothing was counted there."
    assert "“Hips level, both facing the floor” could not be judged" in lines[1]
    assert "muscle tension" in lines[2]


def test_a_session_without_a_camera_says_so() -> None:
    begun = replace(beginning(), exercise="pelvic_floor_hold", sides=None, source="timer")
    words = said(report_of(stored([], beginning=begun, progress=SessionProgress(90.0, paced=10))))
    assert after(words, "Led by the voice", 2) == ["timer, no camera", "10"]
    assert any(each.startswith("• No camera followed") for each in words)
    assert "As found" not in words


def test_a_session_in_which_nobody_was_seen_says_so() -> None:
    words = said(report_of(stored([], progress=SessionProgress(60.0, 900, 0, 0), end="nobody")))
    assert after(words, "As found", 4) == ["0", "0", "0", "0"]
    assert "• Nobody was seen, so nothing could be counted or judged." in words


def test_a_session_of_an_exercise_that_is_gone_has_its_id() -> None:
    begun = beginning(exercise="gone_exercise")
    session = stored([rep(1, BENT), rep(2, missing="x")], beginning=begun)
    one = SessionReport(session, None, None, None, None)
    words = said(one)
    assert words[0] == "gone_exercise"
    assert "A: knee_bent" in words
    assert any(each.endswith("The file is gone or broken.") for each in words)
    assert pages_in(session_pdf(one, "en")) == 1


def test_it_says_when_the_exercise_file_has_changed_since() -> None:
    def told(sha256: str) -> bool:
        begun = beginning(definition_sha256=sha256)
        words = said(report_of(stored([rep(1)], beginning=begun)))
        return any("has changed since" in each for each in words)

    assert told("00" * 32)
    assert not told(load_any(LEG).sha256)


def test_rules_that_the_changed_file_does_not_have_are_still_reported() -> None:
    old = Finding("old_rule", "fault", 3.0, 2.0, "s", "major")
    begun = beginning(definition_sha256="00" * 32)
    words = said(report_of(stored([rep(1, old)], beginning=begun)))
    assert after(words, "A: old_rule", 2) == [
        "As found: 1 of 1 repetition (1)",
        "3.0 seconds; limit 2.0 seconds",
    ]


@EACH
def test_the_file_says_what_it_is_and_runs_nothing(language: Language) -> None:
    pdf = session_pdf(busy(6), language)
    assert f"/Lang ({'da-DK' if language == 'da' else 'en-GB'})".encode() in pdf
    assert b"/FontFile2" in pdf
    assert b"/JavaScript" not in pdf


def test_the_same_session_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "invariant", 1)
    assert session_pdf(busy(6), "da") == session_pdf(busy(6), "da")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_reader_finds_the_words_and_the_number_of_each_page(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(session_pdf(busy(60), "da"))
    read = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for words in ("Benstræk på alle fire", "Anna Lind", "Side 1 af 2", "Side 2 af 2"):
        assert words in read
    assert read.count("ikke medicinsk udstyr") == 2


@pytest.mark.parametrize(
    ("exercise", "extent", "tempo"),
    [
        ("squat", None, "≥ 1,2\u00a0s"),
        ("belly_breathing", "≥ 0,03", "≥ 1,5\u00a0s"),
        ("elbow_rest", None, None),
    ],
)
def test_plots_show_the_limit_that_the_exercise_has(
    exercise: str, extent: str | None, tempo: str | None
) -> None:
    found = load_exercise(exercise).exercise
    limits = range_limit(found, "da"), tempo_limit(found, "da")
    assert [limit and limit.label for limit in limits] == [extent, tempo]


def test_a_person_s_own_limit_is_the_one_on_the_plot() -> None:
    session = stored([rep(1)], beginning=beginning(limits={"too_fast": 3.5}))
    limit = tempo_limit(report_of(session).exercise, "en")
    assert limit == Limit(3.5, "≥ 3.5\u00a0s")


# --- a person over time ---------------------------------------------------------------------


def entry(days: float, *, exercise: str = LEG, **changes: object) -> HistoryEntry:
    """A session of six of eight repetitions on each side, so many days after the first."""
    usual = HistoryEntry(
        id=f"{days}", exercise=exercise, source="camera", name="", started_at=AT + timedelta(days),
        seconds=90.0, goal=Goal(8, None, True), end="dose", found=Counts(12, 1, 6, 6),
        counts=Counts(12, 1, 6, 6), corrected=False, hold_s=None, paced=0,
        ranges={"left": 132.0, "right": 128.5}, tempos_s={"left": 4.5, "right": 4.25},
        pain_before=4, pain_after=3,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def test_each_week_has_its_sessions_and_empty_weeks_are_there() -> None:
    # AT is a Wednesday; the clock changes in the last week of March.
    entries = [entry(0), entry(1), entry(4), entry(5), entry(19)]
    assert [number for _, number in weeks_of(entries)] == [3, 1, 0, 1]
    march = datetime(2026, 3, 26, 12, tzinfo=UTC)
    entries = [entry(0, started_at=march), entry(0, started_at=march + timedelta(14))]
    assert [number for _, number in weeks_of(entries)] == [1, 0, 1]


def test_a_sample_is_nobody_s_exercise() -> None:
    words = list(words_of(person_story("Åse", [entry(0), entry(1, source="sample")], "en")))
    assert words[1] == "Sessions: 1, 25 November 2026 to 25 November 2026"


def test_the_summary_has_a_row_a_session_and_a_part_an_exercise() -> None:
    hold = entry(
        2, exercise="elbow_rest", hold_s=31.24, goal=Goal(None, 30.0), found=Counts(1),
        ranges={"both": 5.0}, tempos_s={"both": 31.24}, pain_before=None, pain_after=None,
    )  # fmt: skip
    changed = entry(3, counts=Counts(11, 2, 5, 6), corrected=True)
    words = list(words_of(person_story("Åse", [entry(0), hold, changed], "da")))
    assert words[:2] == ["Åse", "Træninger: 3, 25. november 2026 til 28. november 2026"]
    for title in ("Benstræk på alle fire", "Hvil på albuerne", "Sekunder holdt og mål"):
        assert title in words
    rows = words[words.index("Alle træninger") + 8 :]
    assert rows[:7] == [
        "28. november 2026", "Benstræk på alle fire", "12 (V 6, H 6), 1 ufuldst.",
        "11 (V 5, H 6), 2 ufuldst.", "V 132°, H 128°", "V 4,5\u00a0s, H 4,2\u00a0s", "4 → 3",
    ]  # fmt: skip
    assert rows[7:14] == [
        "27. november 2026", "Hvil på albuerne", "31,2\u00a0s", "–", "5°", "31,2\u00a0s", "–",
    ]  # fmt: skip


@EACH
def test_a_person_s_summary_may_be_followed_by_a_page_a_session(language: Language) -> None:
    entries = [entry(7 * week) for week in range(12)]
    assert pages_in(person_pdf("Åse", entries, language)) == 1
    assert pages_in(person_pdf("Åse", entries, language, reports=[busy(6), busy(24)])) == 3


def test_a_person_without_sessions_has_a_page_that_says_so() -> None:
    assert "No sessions yet." in words_of(person_story("<i>Åse</i>", [], "en"))
    assert pages_in(person_pdf("<i>Åse</i>", [], "en")) == 1


def test_an_exercise_that_is_gone_stays_in_the_summary() -> None:
    words = list(words_of(person_story("Åse", [entry(0, exercise="gone")], "en")))
    assert words.count("gone") == 2
    assert pages_in(person_pdf("Åse", [entry(0, exercise="gone")], "en")) == 1


def test_many_figures_share_the_width_of_the_page() -> None:
    # A hold that a pace leads, side by side: the widest row that the page could ever have.
    goal = Goal(4, 10.0, per_side=True, level=1)
    progress = SessionProgress(65.0, 900, 880, 860, hold_s=12.5, paced=4)
    one = report_of(stored([rep(1), rep(2)], beginning=beginning(goal=goal), progress=progress))
    assert pages_in(session_pdf(one, "en")) == 1


@EACH
def test_names_and_notes_without_end_or_space_fit(language: Language) -> None:
    endless = "W" * 5000
    corrections = [
        Correction(1, False, note=endless),
        Correction(2, None, None, {}, "👩‍🦽 שלום " * 300),
    ]
    limits = {f"a_limit_{number}": 1.0 for number in range(300)}
    begun = beginning(name=endless, limits=limits)
    session = stored([rep(1), rep(2)], *corrections, beginning=begun, note=endless)
    assert pages_in(session_pdf(report_of(session, person=endless), language)) > 1
    assert person_pdf(endless, [], language)


def test_a_ruling_that_the_exercise_has_no_rule_for_any_more_is_told_by_its_name() -> None:
    words = said(report_of(stored([rep(1)], Correction(1, None, None, {"an_old_rule": "fault"}))))
    assert "A: an_old_rule" in words
