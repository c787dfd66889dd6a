"""People, their limits, corrections beside what was found, and upgrading from earlier schemas."""

import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from poseguide.core.errors import PersonError, StoreError
from poseguide.core.records import Counts, Finding, Pose, Rep, Span
from poseguide.definitions.base import Text
from poseguide.definitions.programme import Programme, ProgrammeStep
from poseguide.storage import migrations
from poseguide.storage.folders import clips_folder, poses_file
from poseguide.storage.people_repository import KeptLimit, LimitSource
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, Round, RoundStep
from poseguide.training.session import SessionProgress, SessionStart, StoredSession
from poseguide.vision.pose_file import load_poses

STARTED = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
FAULT = Finding("knee_bent", "fault", 148.0, 155.0, "deg", "major")


def rep(number: int, *, side: str = "left", missing: str | None = None) -> Rep:
    start_s = 10.0 * number
    span = Span("stretch", start_s + 1.0, start_s + 2.0)
    return Rep(
        number, side, start_s, start_s + 1.5, start_s + 4.0 + number, missing, None,
        100.0 + number, (span,), (FAULT,),
    )  # fmt: skip


def beginning(**changes: object) -> SessionStart:
    usual = SessionStart(
        "leg_extension_all_fours", "0f" * 32, "one", "da", Goal(8, None), "video", STARTED,
        name="=Åse & søn.mp4", limits={"knee_bent": 150.0}, pain_before=3,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def session(session_id: str, **changes: object) -> StoredSession:
    usual = StoredSession(
        session_id, beginning(), SessionProgress(61.5, 900, 880, 860), "stopped", STARTED, 4, None,
        (rep(1), rep(2, side="right"), rep(3, missing="stretch")), (),
        (Correction(-1, side="right", start_s=50.0, end_s=53.0), Correction(1, False, note="Nej.")),
        "God træning.",
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as store:
        yield store


def poses() -> list[Pose]:
    points = np.full((33, 2), 7.5)
    return [Pose(n / 10, points + n, points[:, 0], np.ones(33), 640, 480) for n in range(5)]


# A whole session.


def test_a_session_saved_as_a_whole_comes_back_with_its_poses(store: Store) -> None:
    whole = session("a" * 32)
    store.sessions.save(whole, poses())
    assert store.sessions.load(whole.id) == whole
    kept = list(load_poses(poses_file(whole.id)))
    assert [pose.time_s for pose in kept] == [pose.time_s for pose in poses()]
    assert kept[4].points[0, 0] == 11.5


def test_a_session_is_saved_whole_or_not_at_all(store: Store) -> None:
    twice = session("a" * 32, reps=(rep(1), rep(1)))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate|conflicts"):
        store.sessions.save(twice)
    assert store.history.all() == []


# What a person says.


def test_what_a_person_says_is_replaced_and_taken_back(store: Store) -> None:
    store.sessions.save(session("a" * 32, corrections=()))
    store.annotations.correct("a" * 32, Correction(2, side="left"))
    store.annotations.correct(
        "a" * 32, Correction(2, rulings={"knee_bent": "ok"}, note="Strakt nok.")
    )
    assert store.sessions.load("a" * 32).corrections == (
        Correction(2, rulings={"knee_bent": "ok"}, note="Strakt nok."),
    )
    store.annotations.correct("a" * 32, Correction(2))
    store.annotations.correct("a" * 32, Correction(-1, start_s=1.0, end_s=2.0))
    assert [correction.number for correction in store.sessions.load("a" * 32).corrections] == [-1]
    store.annotations.take_back("a" * 32, -1)
    assert store.sessions.load("a" * 32).corrections == ()
    assert store.sessions.load("a" * 32).reps == session("a" * 32).reps


@pytest.mark.parametrize("times", [(None, 2.0), (2.0, 2.0), (3.0, 2.0), (-1.0, 2.0), (1.0, None)])
def test_an_added_repetition_begins_before_it_ends(
    store: Store, times: tuple[float | None, float | None]
) -> None:
    store.sessions.save(session("a" * 32, corrections=()))
    with pytest.raises(ValueError, match="begin"):
        store.annotations.correct("a" * 32, Correction(-1, start_s=times[0], end_s=times[1]))


def test_nothing_is_said_of_a_session_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError, match="no session"):
        store.annotations.correct("b" * 32, Correction(1, counted=False))
    with pytest.raises(StoreError, match="no session"):
        store.annotations.set_note("b" * 32, "?")


def test_pain_and_notes_are_stored(store: Store) -> None:
    store.sessions.save(session("a" * 32))
    store.annotations.set_pain("a" * 32, 7)
    store.annotations.set_note("a" * 32, "  Træt. ")
    stored = store.sessions.load("a" * 32)
    assert (stored.beginning.pain_before, stored.pain_after, stored.note) == (3, 7, "Træt.")
    store.annotations.set_pain("a" * 32, None)
    assert store.sessions.load("a" * 32).pain_after is None


# A history.


def test_a_history_has_both_counts_and_the_median_of_each_side(store: Store) -> None:
    store.sessions.save(
        session("b" * 32, beginning=beginning(started_at=STARTED + timedelta(days=1)))
    )
    store.sessions.save(session("a" * 32))
    first, second = store.history.entries(None)
    assert (first.id, second.id) == ("a" * 32, "b" * 32)
    assert first.found == Counts(complete=2, incomplete=1, left=1, right=1)
    # The first is not counted, and one on the right was added.
    assert first.counts == Counts(complete=2, incomplete=2, left=0, right=2)
    assert first.corrected
    assert first.ranges == {"right": 102.0}
    assert first.tempos_s == {"right": (6.0 + 3.0) / 2}
    assert (first.pain_before, first.pain_after) == (3, 4)


def test_a_repetition_that_a_person_counts_is_measured_like_others(store: Store) -> None:
    store.sessions.save(session("a" * 32, corrections=(Correction(3, counted=True),)))
    (entry,) = store.history.entries(None)
    assert entry.counts == Counts(complete=3, incomplete=0, left=2, right=1)
    assert entry.ranges["left"] == (101.0 + 103.0) / 2


def test_a_history_is_one_persons_only(store: Store) -> None:
    anna = store.people.add("Anna")
    store.sessions.save(session("a" * 32, beginning=beginning(person_id=anna.id)))
    store.sessions.save(session("b" * 32))
    assert [entry.id for entry in store.history.entries(anna.id)] == ["a" * 32]
    assert [entry.id for entry in store.history.entries(None)] == ["b" * 32]


def test_sessions_of_the_same_exercise_and_person_are_found_newest_first(store: Store) -> None:
    anna = store.people.add("Anna")
    for number, letter in enumerate("abcd"):
        begun = beginning(started_at=STARTED + timedelta(days=number), name=f"{letter}.mp4")
        store.sessions.save(session(letter * 32, beginning=begun))
    store.sessions.save(session("e" * 32, beginning=beginning(exercise="squat")))
    store.sessions.save(session("f" * 32, beginning=beginning(person_id=anna.id)))
    alike = store.history.similar(store.sessions.load("c" * 32), 2)
    assert [(one.id[0], one.name) for one in alike] == [("d", "d.mp4"), ("b", "b.mp4")]
    assert alike[0].started_at == STARTED + timedelta(days=3)
    assert store.history.similar(store.sessions.load("f" * 32), 2) == []


# People.


def test_people_are_listed_by_name_and_renamed(store: Store) -> None:
    bo, anna = store.people.add("  Bo  Ågård "), store.people.add("anna")
    assert [person.name for person in store.people.all()] == ["anna", "Bo Ågård"]
    store.people.rename(anna.id, "Anna")
    store.people.rename(bo.id, "bo ågård")
    assert [person.name for person in store.people.all()] == ["Anna", "bo ågård"]


@pytest.mark.parametrize(("name", "why"), [("  ", "empty"), ("x" * 81, "long"), ("åSE", "already")])
def test_a_name_that_cannot_be_had_is_told(store: Store, name: str, why: str) -> None:
    store.people.add("Åse")
    with pytest.raises(PersonError, match=why):
        store.people.add(name)


def test_limits_are_a_persons_own_and_replaced_as_a_whole(store: Store) -> None:
    anna, bo = store.people.add("Anna"), store.people.add("Bo")
    store.people.set_limits(anna.id, "squat", {"lean": 40.0, "too_fast": 2.0})
    store.people.set_limits(anna.id, "squat", {"lean": 0.1 + 0.2})
    assert store.people.limits(anna.id, "squat") == {"lean": 0.1 + 0.2}
    assert store.people.all_limits(bo.id) == {}
    assert store.people.limits(None, "squat") == {}
    with pytest.raises(PersonError, match="not in the list"):
        store.people.set_limits("c" * 32, "squat", {})


def test_a_limit_that_was_learned_says_from_what_until_it_is_set_by_hand(store: Store) -> None:
    anna = store.people.add("Anna")
    first, second = LimitSource(STARTED, "one.mp4"), LimitSource(STARTED + timedelta(days=1), "")
    limits = {"lean": 40.0, "too_fast": 2.0}
    store.people.set_limits(anna.id, "squat", limits, {"lean": first})
    kept = {"squat": {"lean": KeptLimit(40.0, first), "too_fast": KeptLimit(2.0)}}
    assert store.people.kept_limits(anna.id) == kept
    store.people.set_limits(anna.id, "squat", {**limits, "too_fast": 3.0})
    assert store.people.kept_limits(anna.id)["squat"]["lean"] == KeptLimit(40.0, first)
    store.people.set_limits(anna.id, "squat", limits, {"lean": second})
    assert store.people.kept_limits(anna.id)["squat"]["lean"] == KeptLimit(40.0, second)
    store.people.set_limits(anna.id, "squat", {**limits, "lean": 41.0})
    assert store.people.kept_limits(anna.id)["squat"]["lean"] == KeptLimit(41.0)


def follow(store: Store, person_id: str, name: str) -> Round:
    """A plan of an own programme with that name, an amount chosen by hand, and a round."""
    words = Text(en=name, da=name)
    steps = (ProgrammeStep(exercise="squat"),)
    own = Programme(
        id="own", name=words, purpose=words, source=words, times=("08:00",), steps=steps
    )
    plan = store.plans.add(person_id, own, ("mon",), ("08:00",), own=True)
    store.doses.choose(person_id, "squat", DoseLevel(7))
    goal = Goal(7, None)
    new = NewRound(person_id, plan.id, "own", words, (RoundStep("squat", goal),), 3)
    return store.rounds.begin(new)


def test_a_deleted_person_is_gone_everywhere(store: Store, url: str, data: Path) -> None:
    anna, bo = store.people.add("Anna Xylofonsen"), store.people.add("Bo")
    store.people.set_limits(anna.id, "squat", {"lean": 40.0})
    mine = session("a" * 32, beginning=beginning(person_id=anna.id, name="xylofon.mp4"))
    store.sessions.save(replace(mine, clip="clip.mp4", note="Xylofon."), poses())
    store.sessions.save(session("b" * 32, beginning=beginning(person_id=bo.id)), poses())
    (clips_folder() / "clip.mp4").write_bytes(b"xylofon")
    follow(store, anna.id, "Xylofonsen's own")
    his = follow(store, bo.id, "Bo's own")

    store.people.delete(anna.id)

    assert [person.name for person in store.people.all()] == ["Bo"]
    assert [one.id for one in store.history.all()] == ["b" * 32]
    assert store.sessions.load("b" * 32).corrections == session("b" * 32).corrections
    assert [plan.programme.name.en for plan in store.plans.all()] == ["Bo's own"]
    assert [one.person_id for one in store.doses.all()] == [bo.id]
    assert store.rounds.all() == [his]
    files = [path for path in data.rglob("*") if path.is_file()]
    assert [path.name for path in files if path.suffix != ".db"] == [f"{'b' * 32}.npz"]
    if url.startswith("sqlite"):
        for path in Path(url.removeprefix("sqlite:///")).parent.glob("poseguide.db*"):
            assert b"ylofon" not in path.read_bytes()
    with pytest.raises(PersonError, match="not in the list"):
        store.people.find(anna.id)


def test_a_deleted_session_takes_its_files_along(store: Store) -> None:
    store.sessions.save(session("a" * 32, clip="clip.mp4"), poses())
    (clips_folder() / "clip.mp4").write_bytes(b"film")
    store.sessions.delete("a" * 32)
    assert not poses_file("a" * 32).exists()
    assert not (clips_folder() / "clip.mp4").exists()


# Earlier schemas.

#: What a program of the first schema wrote; never change it.
FIRST_ROWS = """
INSERT INTO session (id, exercise, definition_sha256, sides, language, goal_repetitions,
  goal_seconds, goal_per_side, goal_sets, goal_level, source, started_at, seconds, frames, seen,
  measured, hold_s, paced, width_px, height_px, "end", touched_at, pain_after, clip)
VALUES ('old', 'leg_extension_all_fours', 'ab', 'one', 'da', 8, NULL, true, 2, NULL, 'camera',
  '2026-03-29 01:30:00+00:00', 61.5, 900, 880, 860, NULL, 0, 640, 480, 'dose',
  '2026-03-29 01:32:00+00:00', 2, 'clip.mp4');
INSERT INTO repetition VALUES
  ('old', 1, 'left', 10.25, 11.5, 15.0, NULL, NULL, 101.5, '[["stretch", 11.0, 12.0]]');
INSERT INTO repetition VALUES ('old', 2, 'right', 20.0, 21.5, 26.0, 'stretch', 3, NULL, '[]');
INSERT INTO finding VALUES (1, 'old', 1, 0, 'knee_bent', 'fault', 148.0, 155.0, 'deg', 'major');
INSERT INTO finding VALUES (2, 'old', NULL, 0, 'same_leg', 'unseen', NULL, 2.0, 'count', 'minor');
"""


#: What a program of the second schema wrote beside it; never change it.
SECOND_ROWS = """
INSERT INTO person VALUES ('anna', 'Anna', '2026-03-01 10:00:00+00:00');
INSERT INTO person_limit VALUES ('anna', 'squat', 'lean', 40.5);
INSERT INTO session (id, exercise, definition_sha256, sides, language, goal_repetitions,
  goal_seconds, goal_per_side, goal_sets, goal_level, source, started_at, seconds, frames, seen,
  measured, hold_s, paced, width_px, height_px, "end", touched_at, pain_after, clip, person_id,
  name, limits, pain_before, note)
VALUES ('hers', 'squat', 'cd', 'both', 'en', 5, 2.5, false, 2, 1, 'video',
  '2026-03-29 01:30:00+00:00', 61.5, 900, 880, 860, 12.5, 3, 640, 480, 'recorded',
  '2026-03-29 01:32:00+00:00', 2, NULL, 'anna', 'a.mp4', '{"lean": 40.5}', 4, 'Godt.');
INSERT INTO repetition VALUES ('hers', 1, 'both', 10.25, 11.5, 15.0, NULL, NULL, 101.5, '[]');
INSERT INTO opinion VALUES ('hers', 1, false, NULL, '{"lean": "fault"}', 'Nej.', NULL, NULL);
"""


#: What a program of the third schema wrote beside them; never change it.
THIRD_ROWS = """
INSERT INTO round VALUES ('hers', 'anna', NULL, 'evening_round', '["Evening round", "Aftenrunde"]',
  '[{"exercise": "squat", "goal": {"repetitions": 5, "seconds": null, "per_side": false, "sets": 1,
  "level": null}, "slower": false, "rest_s": 15.0}]', '[]', 3, NULL, 4, 'as_before',
  '2026-03-29 01:30:00+00:00', '2026-03-29 01:32:00+00:00', NULL);
"""


def make_earlier(url: str, revision: str, rows: str) -> None:
    """A database as an earlier program left it, with these rows."""
    engine = create_engine(url)
    config = Config(attributes={})
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in rows.split(";")[:-1]:
            # SQLite keeps times without a zone.
            plain = (
                statement.replace("+00:00", ".000000") if url.startswith("sqlite") else statement
            )
            connection.execute(text(plain.replace(":", r"\:")))
    engine.dispose()


def test_a_database_of_the_first_schema_is_upgraded_with_all_that_is_in_it(url: str) -> None:
    make_earlier(url, "0001", FIRST_ROWS)

    with closing(Store(url)) as store:
        stored = store.sessions.load("old")
        assert stored.beginning == SessionStart(
            "leg_extension_all_fours", "ab", "one", "da", Goal(8, None, True, 2), "camera", STARTED
        )
        assert stored.progress == SessionProgress(61.5, 900, 880, 860, None, 0, 640, 480)
        assert (stored.end, stored.pain_after, stored.clip, stored.note) == (
            "dose",
            2,
            "clip.mp4",
            "",
        )
        first, second = stored.reps
        assert first.findings == (FAULT,)
        assert first.phases == (Span("stretch", 11.0, 12.0),)
        assert (second.missing, second.parts, math.isnan(second.range)) == ("stretch", 3, True)
        assert [finding.rule for finding in stored.series] == ["same_leg"]
        store.annotations.correct("old", Correction(1, counted=False))
        assert store.sessions.load("old").corrections == (Correction(1, counted=False),)
        assert (
            store.sessions.load("old").beginning.round_id,
            store.sessions.load("old").answers,
        ) == (
            None,
            {},
        )
        store.annotations.set_answers("old", {"held": "some"})
        assert store.sessions.load("old").answers == {"held": "some"}
        assert store.plans.all() == []
        assert store.rounds.all() == []


def test_a_database_of_the_second_schema_is_upgraded_with_all_that_is_in_it(url: str) -> None:
    make_earlier(url, "0002", SECOND_ROWS + FIRST_ROWS.replace("'old'", "'nobodys'"))

    with closing(Store(url)) as store:
        assert [(person.id, person.name) for person in store.people.all()] == [("anna", "Anna")]
        assert store.people.all_limits("anna") == {"squat": {"lean": 40.5}}
        assert {one.id for one in store.history.all()} == {"hers", "nobodys"}
        assert store.sessions.load("hers") == StoredSession(
            "hers",
            SessionStart(
                "squat", "cd", "both", "en", Goal(5, 2.5, False, 2, 1), "video", STARTED, "anna",
                "a.mp4", {"lean": 40.5}, 4,
            ),
            SessionProgress(61.5, 900, 880, 860, 12.5, 3, 640, 480),
            "recorded",
            STARTED + timedelta(minutes=2),
            2,
            None,
            (Rep(1, "both", 10.25, 11.5, 15.0, None, None, 101.5, ()),),
            (),
            (Correction(1, False, rulings={"lean": "fault"}, note="Nej."),),
            "Godt.",
        )  # fmt: skip
        whole = follow(store, "anna", "Anna's own")
        begun = beginning(person_id="anna", round_id=whole.id, round_step=0)
        session_id = store.sessions.begin(begun)
        store.sessions.end(session_id, SessionProgress(9.0), "dose", [replace(rep(1), findings=())])
        store.annotations.set_answers("hers", {"felt": "yes"})
        assert store.rounds.load(whole.id).outcome == "done"
        assert store.sessions.load("hers").answers == {"felt": "yes"}
        store.people.delete("anna")
        assert [one.id for one in store.history.all()] == ["nobodys"]
        assert store.rounds.all() == []


def test_a_database_of_the_third_schema_is_upgraded_with_all_that_is_in_it(url: str) -> None:
    make_earlier(url, "0003", SECOND_ROWS + THIRD_ROWS)

    with closing(Store(url)) as store:
        whole = store.rounds.load("hers")
        assert whole.names == Text(en="Evening round", da="Aftenrunde")
        assert whole.steps == (RoundStep("squat", Goal(5, None)),)
        assert (whole.person_id, whole.programme, whole.effort) == ("anna", "evening_round", 4)
        assert (whole.started_at, whole.morning) == (STARTED, "as_before")
        assert [one.id for one in store.history.all()] == ["hers"]
