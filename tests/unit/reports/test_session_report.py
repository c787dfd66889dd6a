"""A stored session at one place, and its JSON and table: as found, and beside it what is said."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.session_reports import BENT, HIGH, beginning, faulty, file_with, rep, report_of, stored

from poseguide.analysis.session_export import session_dict
from poseguide.reports.session_report import (
    SessionReport,
    definition_of,
    report_csv,
    report_dict,
    report_json,
    reports_csv,
    reports_json,
    session_report,
)
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction

OPINIONS = (
    Correction(1, False, "right", {"knee_bent": "ok"}, "=Nej, æøå"),
    Correction(-1, side="right", note="Missed.", start_s=50.0, end_s=53.25),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    with closing(Store()) as store:
        yield store


def corrected() -> SessionReport:
    return report_of(stored([rep(1, BENT), rep(2)], *OPINIONS, note="Fine."), person="Åse")


def rows(one: SessionReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report_csv(one, "en"))))


# --- finding it -----------------------------------------------------------------------------


def test_a_report_has_the_person_and_the_files_of_the_session(store: Store) -> None:
    person = store.people.add("Åse")
    poses, found = faulty("too_high")
    session = stored([found], beginning=beginning(person_id=person.id), clip="clip.mp4")
    store.sessions.save(session, poses)
    one = session_report(store, session.id)
    assert (one.stored, one.person, one.video) == (session, "Åse", None)
    assert one.definition == definition_of(session.beginning.exercise)
    assert one.poses is not None
    assert one.poses.is_file()
    clip = file_with(clips_folder() / "clip.mp4", b"video")
    assert session_report(store, session.id).video == clip


def test_nobody_s_session_of_an_exercise_that_is_gone_has_a_report(store: Store) -> None:
    session = stored([rep(1)], beginning=beginning(exercise="gone"))
    store.sessions.save(session)
    one = session_report(store, session.id)
    assert (one.person, one.definition, one.exercise, one.poses) == (None, None, None, None)


def test_the_limits_of_the_session_are_those_of_its_exercise() -> None:
    own = report_of(stored([], beginning=beginning(limits={"too_high": 200.0})))
    assert own.exercise is not None
    assert own.exercise.faults[0].limit == 200.0
    unknown = report_of(stored([], beginning=beginning(limits={"no_such": 200.0})))
    assert unknown.exercise is not None
    assert unknown.exercise.faults[0].limit == 190.0


# --- JSON -----------------------------------------------------------------------------------


def test_what_was_found_stays_as_it_was() -> None:
    one = corrected()
    told, found = report_dict(one), session_dict(one.stored.session())
    for key in ("schema", "exercise", "definition_sha256", "series"):
        assert told[key] == found[key]
    assert [{**each, "said": None} for each in told["repetitions"]] == found["repetitions"]
    assert {**told["summary"], "corrected": None} == found["summary"]
    assert {**told["source"], "kind": None} == found["source"]


def test_what_a_person_says_stands_beside_it() -> None:
    told = report_dict(corrected())
    assert (told["person"], told["note"], told["source"]["kind"]) == ("Åse", "Fine.", "video")
    assert told["started_at"] == "2026-11-25T12:05:00+00:00"
    assert told["summary"]["complete"] == 2
    assert told["summary"]["corrected"] == {
        "complete": 2, "incomplete": 1, "by_side": {"left": 1, "right": 1},
    }  # fmt: skip
    assert [each["said"] for each in told["repetitions"]] == [
        {"counted": False, "side": "right", "rulings": {"knee_bent": "ok"}, "note": "=Nej, æøå"},
        None,
    ]
    assert told["added"] == [
        {"number": -1, "side": "right", "start_s": 50.0, "end_s": 53.25, "counted": True,
         "note": "Missed."},
    ]  # fmt: skip


def test_a_session_that_nobody_corrected_has_no_corrected_counts() -> None:
    told = report_dict(report_of(stored([rep(1)], Correction(1, note="Fine."))))
    assert told["summary"]["corrected"] is None
    assert told["added"] == []


def test_the_sessions_of_a_person_are_one_object() -> None:
    told = json.loads(reports_json("Åse", [corrected(), corrected()]))
    assert (told["person"], len(told["sessions"])) == ("Åse", 2)
    assert told["sessions"][0] == json.loads(report_json(corrected()))


# --- CSV ------------------------------------------------------------------------------------


def test_the_table_says_what_was_found_and_what_a_person_says() -> None:
    first, second, added = rows(corrected())
    assert (first["number"], first["side"], first["complete"]) == ("1", "left", "true")
    assert (first["knee_bent_deg"], first["faults"]) == ("136", "knee_bent")
    assert (first["stretch_s"], first["cue"]) == ("1.000", "Straighten the knee.")
    assert (first["counted_by_person"], first["side_by_person"]) == ("false", "right")
    assert first["overruled"] == "knee_bent=ok"
    assert (second["counted_by_person"], second["overruled"], second["note"]) == ("", "", "")
    assert (added["number"], added["start_s"], added["end_s"]) == ("-1", "50.000", "53.250")
    assert (added["counted_by_person"], added["side_by_person"]) == ("true", "right")
    assert (added["complete"], added["hip_range_deg"], added["too_fast_s"]) == ("", "", "")


def test_no_word_of_a_person_is_a_formula() -> None:
    first, *_ = rows(corrected())
    assert first["note"] == "'=Nej, æøå"


def test_a_rule_that_came_later_has_no_answer() -> None:
    (row,) = rows(report_of(stored([rep(1, HIGH)])))
    assert (row["too_high_deg"], row["head_deg"]) == ("215", "unseen")


def test_a_table_without_the_exercise_has_its_values() -> None:
    (row,) = rows(replace(report_of(stored([rep(1, BENT)])), definition=None))
    assert (row["knee_bent_deg"], row["range"], row["cue"]) == ("136", "132.000", "")


def test_sessions_of_several_exercises_are_one_table() -> None:
    begun = beginning(exercise="pelvic_lift_tilt")
    lift = report_of(stored([rep(1, side="both")], beginning=begun))
    lift = replace(lift, definition=definition_of("squat"))
    table = reports_csv([corrected(), lift], "en")
    found = list(csv.DictReader(io.StringIO(table)))
    assert [row["exercise"] for row in found] == [*["leg_extension_all_fours"] * 3, begun.exercise]
    assert found[0]["knee_bent_deg"] == "136"
    assert found[3]["knee_bent_deg"] == ""
    assert table.splitlines()[0].endswith(
        "faults,close,cue,counted_by_person,side_by_person,overruled,note"
    )
