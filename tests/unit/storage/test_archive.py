"""Everything out and in again: the same sessions, people and files, or nothing at all."""

import json
import math
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.archives import (
    AT,
    content,
    exported,
    files,
    filled,
    following,
    npz,
    one,
    rep,
    session,
    zipped,
)

from poseguide.analysis import samples
from poseguide.core.errors import BusyTransferError, NewerTransferError, StoreError, TransferError
from poseguide.core.files import alone
from poseguide.core.records import Span
from poseguide.definitions.base import Text
from poseguide.storage import archive, archive_checks
from poseguide.storage.archive import ImportSummary, import_all
from poseguide.storage.archive_schema import SCHEMA
from poseguide.storage.folders import clips_folder, poses_file
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.session import SessionStart
from poseguide.ui.problems import sentence
from poseguide.vision.pose_file import load_poses

#: What a session may have beside what every session has.
Changes = dict[str, Any]


@pytest.fixture
def other(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


@pytest.fixture
def there(tmp_path: Path, move: Callable[[], None]) -> Iterator[Store]:
    """An empty store on another machine."""
    move()
    store = Store(f"sqlite:///{tmp_path / 'there.db'}")
    yield store
    store.close()


def changed(file: BytesIO, change: Callable[[Any], object], **others: bytes) -> BytesIO:
    """An export whose JSON is not as it was."""
    parts = content(file)
    data = json.loads(parts["poseguide.json"])
    change(data)
    parts["poseguide.json"] = json.dumps(data).encode()
    return zipped({**parts, **others})


def test_what_is_exported_and_imported_is_the_same(
    store: Store, other: Store, move: Callable[[], None], tmp_path: Path
) -> None:
    filled(store)
    for letter, owner in zip(
        "def", [None, *(person.id for person in store.people.all())], strict=True
    ):
        following(store, owner, letter)
    before = store.history.all()
    file = exported(store)
    move()
    assert import_all(other, file) == ImportSummary(sessions=6, people=2, skipped=0)
    assert other.history.all() == before
    assert other.plans.all() == store.plans.all()
    assert len(other.plans.all()) == 6
    assert other.doses.all() == store.doses.all()
    assert other.rounds.all() == store.rounds.all()
    assert [one.outcome for one in other.rounds.all()] == ["part"] * 3
    assert other.people.all() == store.people.all()
    for person in store.people.all():
        assert other.people.kept_limits(person.id) == store.people.kept_limits(person.id)
    assert files(tmp_path / "there") == files(tmp_path / "here")
    for name in files(tmp_path / "here"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert len(list(load_poses(poses_file("a" * 32)))) == 3
    assert content(exported(other)) == content(file)
    assert not list((tmp_path / "there").glob("import-*"))


def test_two_imports_at_once_follow_each_other_and_lose_nothing(
    store: Store, other: Store, move: Callable[[], None], tmp_path: Path
) -> None:
    filled(store)
    file = exported(store).getvalue()
    move()
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: import_all(other, BytesIO(file)), range(2)))
    assert sorted((one.sessions, one.skipped) for one in done) == [(0, 3), (3, 0)]
    assert other.history.all() == store.history.all()
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_an_import_beside_one_that_takes_long_is_told_and_keeps_nothing(
    store: Store, there: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store)
    file = exported(store)
    monkeypatch.setattr(archive, "_WAIT_S", 0.01)
    busy = BusyTransferError([])
    with (
        alone(tmp_path / "there" / "import.lock", 0.0, busy),
        pytest.raises(BusyTransferError, match="Wait until that is done") as caught,
    ):
        import_all(there, file)
    assert there.history.all() == []
    assert sentence(caught.value, "x.zip", "da").startswith("En anden fil bliver hentet ind")
    assert import_all(there, file).sessions == 3


def test_what_an_import_left_that_was_killed_is_taken_away(
    store: Store, there: Store, tmp_path: Path
) -> None:
    left = tmp_path / "there" / "import-killed" / "own.mp4"
    left.parent.mkdir(parents=True)
    left.touch()
    import_all(there, exported(store))
    assert not left.parent.exists()


def test_what_another_computer_imported_in_the_same_moment_is_told(other: Store) -> None:
    other.add_all({}, [session("a")])
    with pytest.raises(StoreError, match=r"same moment.*again"):
        other.add_all({}, [session("b"), session("a")])
    assert [one.id for one in other.history.all()] == ["a" * 32]


def test_the_same_content_is_the_same_file(store: Store) -> None:
    filled(store)
    assert exported(store).getvalue() == exported(store).getvalue()


def test_a_range_that_was_not_seen_stays_unseen(store: Store, there: Store) -> None:
    store.sessions.save(session("a", reps=(rep(1, range=math.nan),), corrections=()))
    import_all(there, exported(store))
    assert math.isnan(there.sessions.load("a" * 32).reps[0].range)


def test_what_is_broken_already_is_left_out_so_that_the_rest_can_be_imported(
    store: Store, there: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    filled(store)
    cut = (clips_folder() / "own.mp4").read_bytes()[:2000]
    (clips_folder() / "own.mp4").write_bytes(cut)
    poses_file("b" * 32).write_bytes(b"")
    file = exported(store)
    assert set(content(file)) == {"poseguide.json", f"poses/{'a' * 32}.npz"}
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    assert import_all(there, file).sessions == 3
    assert there.history.all() == store.history.all()


def test_nothing_can_be_exported_and_imported_too(store: Store, there: Store) -> None:
    assert import_all(there, exported(store)) == ImportSummary(0, 0, 0)


def test_a_session_that_is_there_already_is_left_as_it_is(store: Store) -> None:
    filled(store)
    file = exported(store)
    store.annotations.set_note("a" * 32, "Newer.")
    store.sessions.delete("c" * 32)
    assert import_all(store, file) == ImportSummary(sessions=1, people=0, skipped=2)
    assert store.sessions.load("a" * 32).note == "Newer."
    assert store.sessions.load("c" * 32).progress.paced == 10


def test_people_of_the_same_name_are_the_same_and_keep_their_limits(
    store: Store, there: Store
) -> None:
    filled(store)
    file = exported(store)
    same = there.people.add("åse")
    there.people.set_limits(same.id, "squat", {"lean": 20.0})
    assert import_all(there, file) == ImportSummary(sessions=3, people=1, skipped=0)
    assert [person.name for person in there.people.all()] == ["Bo", "åse"]
    assert there.sessions.load("a" * 32).beginning.person_id == same.id
    assert there.people.all_limits(same.id) == {"squat": {"lean": 20.0}}


def test_somebody_who_was_renamed_here_keeps_the_new_name(store: Store) -> None:
    filled(store)
    file = exported(store)
    bo = next(person for person in store.people.all() if person.name == "Bo")
    store.people.rename(bo.id, "Bodil")
    store.sessions.delete("b" * 32)
    assert import_all(store, file).people == 0
    assert store.sessions.load("b" * 32).beginning.person_id == bo.id
    assert store.people.find(bo.id).name == "Bodil"


# Programmes in use.


def test_a_plan_or_round_that_is_there_already_is_left_as_it_is(store: Store) -> None:
    whole = following(store, None, "a")
    bundled, own = store.plans.of(None)
    file = exported(store)
    store.plans.change(bundled.id, days=("wed",))
    store.rounds.set_effort(whole.id, 1)
    store.doses.choose(None, "squat", DoseLevel(3))
    store.doses.choose(None, "pelvic_floor_hold", None)
    store.plans.end(own.id)
    store.sessions.delete("a" * 32)
    assert import_all(store, file) == ImportSummary(sessions=1, people=0, skipped=0)
    assert store.plans.of(None) == [replace(bundled, days=("wed",)), own]
    levels = {exercise: dose_level for exercise, (dose_level, _) in store.doses.of(None).items()}
    assert levels == {"squat": DoseLevel(3), "pelvic_floor_hold": DoseLevel(level=1)}
    (found,) = store.rounds.all()
    assert (found.effort, found.plan_id) == (1, None)
    assert found.results == whole.results


def test_programmes_go_to_the_person_of_the_same_name(store: Store, there: Store) -> None:
    ase = store.people.add("Åse")
    whole = following(store, ase.id, "a")
    file = exported(store)
    same = there.people.add("åse")
    there.doses.choose(same.id, "squat", DoseLevel(3))
    import_all(there, file)
    assert [plan.person_id for plan in there.plans.all()] == [same.id] * 2
    assert there.doses.of(same.id)["squat"][0] == DoseLevel(3)
    assert there.doses.of(same.id)["pelvic_floor_hold"][0] == DoseLevel(level=1)
    assert there.rounds.all() == [replace(whole, person_id=same.id)]
    assert there.sessions.load("a" * 32).beginning.round_id == whole.id


def test_a_round_that_was_deleted_here_does_not_come_back_without_its_sessions(
    store: Store,
) -> None:
    whole, other = following(store, None, "a"), following(store, None, "b")
    again = replace(
        session("c").beginning, round_id=whole.id, round_step=1, started_at=other.started_at
    )
    store.sessions.save(session("c", beginning=again))
    file = exported(store)
    store.rounds.delete(whole.id)
    store.rounds.delete(other.id)
    for letter in "bc":
        store.sessions.delete(letter * 32)
    assert import_all(store, file) == ImportSummary(sessions=2, people=0, skipped=1)
    assert [one.id for one in store.rounds.all()] == [other.id]
    rounds = [store.sessions.load(letter * 32).beginning.round_id for letter in "abc"]
    assert rounds == [None, other.id, None]
    assert store.sessions.load("c" * 32).beginning.round_step is None


def test_a_plan_whose_programme_is_not_there_any_more_is_left_out(
    store: Store, there: Store, tmp_path: Path
) -> None:
    whole = following(store, None, "a")
    bundled, own = store.plans.of(None)
    with closing(sqlite3.connect(tmp_path / "here" / "here.db")) as connection:
        connection.execute("UPDATE plan SET own = NULL WHERE id = ?", (own.id,))
        connection.commit()
    import_all(there, exported(store))
    assert there.plans.of(None) == [bundled]
    assert there.rounds.all() == [replace(whole, plan_id=None)]


#: What a program of the first schema exported; never change it.
FIRST_EXPORT = """
{"schema": 1, "version": "0.3.0",
 "people": [{"id": "11111111111111111111111111111111", "name": "Åse",
             "limits": {"squat": {"lean": 40.5}}}],
 "sessions": [
  {"id": "22222222222222222222222222222222",
   "beginning": {
    "exercise": "squat",
    "definition_sha256": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
    "sides": "both", "language": "da",
    "goal": {"repetitions": 5, "seconds": null, "per_side": false, "sets": 2, "level": null},
    "source": "camera", "started_at": "2026-03-29T01:30:00.123456Z",
    "person_id": "11111111111111111111111111111111", "name": "", "limits": {"lean": 40.5},
    "pain_before": 3},
   "progress": {"seconds": 61.5, "frames": 900, "seen": 880, "measured": 860, "hold_s": null,
    "paced": 0, "width_px": 640, "height_px": 480},
   "end": "dose", "touched_at": "2026-03-29T01:31:02Z", "pain_after": 2, "clip": null,
   "reps": [
    {"number": 1, "side": "both", "start_s": 10.25, "peak_s": 11.5, "end_s": 15.0,
     "missing": null, "parts": null, "range": null,
     "phases": [{"name": "down", "start_s": 10.5, "end_s": 11.5}],
     "findings": [{"rule": "lean", "verdict": "fault", "value": 48.0, "limit": 45.0,
      "unit": "deg", "severity": "major"}]}],
   "series": [],
   "opinions": [{"number": 1, "counted": false, "side": null, "rulings": {}, "note": "Nej.",
    "start_s": null, "end_s": null}],
   "note": "Godt."}]}
"""


def test_an_export_of_the_first_schema_is_still_read(other: Store) -> None:
    file = zipped({"poseguide.json": FIRST_EXPORT.encode()})
    assert import_all(other, file) == ImportSummary(sessions=1, people=1, skipped=0)
    (ase,) = other.people.all()
    assert other.people.all_limits(ase.id) == {"squat": {"lean": 40.5}}
    stored = other.sessions.load("2" * 32)
    assert stored.beginning == SessionStart(
        "squat", "0f" * 32, "both", "da", Goal(5, None, sets=2), "camera", AT, ase.id, "",
        {"lean": 40.5}, 3,
    )  # fmt: skip
    assert (stored.end, stored.pain_after, stored.note, stored.answers) == ("dose", 2, "Godt.", {})
    assert stored.reps[0].phases == (Span("down", 10.5, 11.5),)
    assert stored.corrections == (Correction(1, counted=False, note="Nej."),)
    assert other.plans.all() == []
    assert other.rounds.all() == []


#: The rounds of what a program of the second schema exported; never change it.
SECOND_EXPORT = """
{"schema": 2, "version": "0.9.0", "people": [], "plans": [], "chosen": [], "sessions": [],
 "rounds": [
  {"id": "33333333333333333333333333333333", "person_id": null, "plan_id": null,
   "programme": "evening_round", "names": ["Evening round", "Aftenrunde"],
   "steps": [{"exercise": "squat", "slower": false, "rest_s": 15.0,
     "goal": {"repetitions": 5, "seconds": null, "per_side": false, "sets": 1, "level": null}}],
   "skipped": [], "pain_before": 3, "pain_after": null, "effort": null, "morning": null,
   "started_at": "2026-03-29T01:30:00.123456Z", "touched_at": "2026-03-29T01:31:02Z",
   "ended_at": null}]}
"""


def test_an_export_of_the_second_schema_is_still_read(other: Store) -> None:
    file = zipped({"poseguide.json": SECOND_EXPORT.encode()})
    assert import_all(other, file) == ImportSummary(sessions=0, people=0, skipped=0)
    (whole,) = other.rounds.all()
    assert whole.names == Text(en="Evening round", da="Aftenrunde")
    assert (whole.id, whole.started_at, whole.pain_before) == ("3" * 32, AT, 3)
    data = json.loads(zipfile.ZipFile(exported(other)).read("poseguide.json"))
    assert data["schema"] == SCHEMA == 4
    assert data["rounds"][0]["names"] == {"en": "Evening round", "da": "Aftenrunde"}


WRONG_IN_USE: dict[str, Callable[[Any], object]] = {
    "plans: “": lambda data: data["plans"].append({**data["plans"][0]}),
    "rounds.1.names.en: is missing": lambda data: data["rounds"][0].update(names={"da": "A"}),
    "rounds.1.names.xx": lambda data: data["rounds"][0]["names"].update(xx="A"),
    "plans.1.person_id": lambda data: data["plans"][0].update(person_id="f" * 32),
    "plans.1.programme: “swim” is not here": lambda data: data["plans"][0].update(programme="swim"),
    "plans.1.programme: must": lambda data: data["plans"][0].update(programme="../swim"),
    "plans.1.days.1": lambda data: data["plans"][0].update(days=["someday"]),
    "plans.1.days: must have": lambda data: data["plans"][0].update(days=[]),
    "plans.1.days: must be in the order": lambda data: data["plans"][0].update(days=["tue", "mon"]),
    "plans.1.times: must be in the order": lambda data: data["plans"][0].update(
        times=["20:00", "08:00"]
    ),
    "plans.1.times.1": lambda data: data["plans"][0].update(times=["8 o'clock"]),
    "plans.1.surprise": lambda data: data["plans"][0].update(surprise=1),
    "plans.2.own.name": lambda data: data["plans"][1]["own"].pop("name"),
    "plans.2.own.steps.1.repetitions": lambda data: data["plans"][1]["own"]["steps"][0].update(
        repetitions=1000
    ),
    "plans.2.own.id": lambda data: data["plans"][1]["own"].update(id="other"),
    "plans.2.own: must be text": lambda data: data["plans"][1]["own"].update(
        purpose={"en": "a\0b", "da": "c"}
    ),
    "plans.2.marks.1": lambda data: data["plans"][1].update(marks=["A B"]),
    "chosen: “": lambda data: data["chosen"].append(data["chosen"][0]),
    "chosen.1.person_id": lambda data: data["chosen"][0].update(person_id="f" * 32),
    "chosen.1.rung.repetitions": lambda data: data["chosen"][0]["rung"].update(repetitions=0),
    "rounds: “": lambda data: data["rounds"].append({**data["rounds"][0]}),
    "rounds.1.plan_id: there": lambda data: data["rounds"][0].update(plan_id="f" * 32),
    "rounds.1.plan_id: the plan": lambda data: data["plans"][1].update(person_id=None),
    "rounds.1.skipped": lambda data: data["rounds"][0].update(skipped=[2]),
    "rounds.1.steps": lambda data: data["rounds"][0].update(steps=[], skipped=[]),
    "rounds.1.pain_before": lambda data: data["rounds"][0].update(pain_before=11),
    "rounds.1.effort": lambda data: data["rounds"][0].update(effort=-1),
    "rounds.1.morning": lambda data: data["rounds"][0].update(morning="fine"),
    "rounds.1.steps.1.rest_s": lambda data: data["rounds"][0]["steps"][0].update(rest_s=-1.0),
    "sessions.1.beginning.round_id: there": lambda data: data["sessions"][0]["beginning"].update(
        round_id="f" * 32
    ),
    "sessions.1.beginning.round_id: the round": lambda data: data["sessions"][0][
        "beginning"
    ].update(person_id=None),
    "sessions.1.beginning.round_step": lambda data: data["sessions"][0]["beginning"].update(
        round_step=2
    ),
    "sessions.1.told.held": lambda data: data["sessions"][0].update(told={"held": 1}),
}


@pytest.mark.parametrize("place", WRONG_IN_USE)
def test_what_is_wrong_with_programmes_in_use_is_told_and_nothing_is_kept(
    store: Store, there: Store, place: str
) -> None:
    following(store, store.people.add("Åse").id, "a")
    with pytest.raises(TransferError) as caught:
        import_all(there, changed(exported(store), WRONG_IN_USE[place]))
    assert [problem.startswith(place) for problem in caught.value.problems] == [True], caught.value
    assert there.history.all() == []
    assert there.people.all() == []
    assert there.plans.all() == []
    assert there.rounds.all() == []


WRONG: dict[str, Callable[[Any], object]] = {
    "sessions.1.id": lambda data: data["sessions"][0].update(id="../../etc/passwd"),
    "sessions.1.pain_after": lambda data: data["sessions"][0].update(pain_after=11),
    "sessions.1.clip": lambda data: data["sessions"][0].update(clip="../own.mp4"),
    "sessions.1.touched_at": lambda data: data["sessions"][0].update(touched_at="2026-01-01T10:00"),
    "sessions.1.beginning.started_at": lambda data: data["sessions"][0]["beginning"].update(
        started_at="9999-12-31T23:59:59-12:00"
    ),
    "sessions.1.reps.2.start_s": lambda data: data["sessions"][0]["reps"][1].update(
        start_s=math.inf
    ),
    "sessions.1.reps.1.side": lambda data: data["sessions"][0]["reps"][0].update(side="middle"),
    "sessions.1.surprise": lambda data: data["sessions"][0].update(surprise=1),
    "sessions.1.note": lambda data: data["sessions"][0].update(note="a\0b"),
    "sessions.1.beginning.person_id": lambda data: data["sessions"][0]["beginning"].update(
        person_id="f" * 32
    ),
    "people.1.name": lambda data: data["people"][0].update(name=" "),
    "people.1.limits.squat.lean": lambda data: data["people"][0].update(
        limits={"squat": {"lean": math.nan}}
    ),
    "people.1.learned.squat.lean.learned_at": lambda data: data["people"][0].update(
        learned={"squat": {"lean": {"learned_at": "soon", "learned_from": ""}}}
    ),
    "people.1: a limit was learned that is not there": lambda data: data["people"][0].update(
        learned={"squat": {"other": {"learned_at": "2026-03-29T01:30:00Z", "learned_from": ""}}}
    ),
    "sessions: “": lambda data: data["sessions"].append({**data["sessions"][0], "clip": None}),
    "sessions.1.reps: “1”": lambda data: data["sessions"][0]["reps"][1].update(number=1),
    "sessions.1.opinions: -1": lambda data: data["sessions"][0]["opinions"][0].update(end_s=1.0),
    "schema": lambda data: data.update(schema="first"),
}


def of_rep(**changes: Any) -> Callable[[Any], object]:
    return lambda data: data["sessions"][0]["reps"][0].update(changes)


def of_finding(**changes: Any) -> Callable[[Any], object]:
    return lambda data: data["sessions"][0]["reps"][0]["findings"][0].update(changes)


def of_progress(**changes: Any) -> Callable[[Any], object]:
    return lambda data: data["sessions"][0]["progress"].update(changes)


def of_beginning(**changes: Any) -> Callable[[Any], object]:
    return lambda data: data["sessions"][0]["beginning"].update(changes)


#: What each part may say for itself, and no session of the program says.
WRONG |= {
    "sessions.1.reps.1: must start, then be farthest": of_rep(peak_s=1.0),
    "sessions.1.reps.1.start_s: must be at least 0": of_rep(start_s=-1.0),
    "sessions.1.reps.1.end_s: must be at most": of_rep(end_s=1e300),
    "sessions.1.reps.1.end_s: must be a number": of_rep(end_s="15"),
    "sessions.1.reps.1.range: must be a number from 0": of_rep(range=-1.0),
    "sessions.1.reps.1.range: must be a number from 0 to": of_rep(range=math.inf),
    "sessions.1.reps.1.phases.1: must not end before": of_rep(
        phases=[{"name": "stretch", "start_s": 12.0, "end_s": 11.0}]
    ),
    "sessions.1: repetition 1 is of the side “both”": of_rep(side="both"),
    "sessions.1.reps.1.findings.1: what was seen has a value": of_finding(value=None),
    "sessions.1.reps.1.findings.1: what was seen has a value, and": of_finding(verdict="unseen"),
    "sessions.1.reps.1.findings.1.unit": of_finding(unit="miles"),
    "sessions.1.reps.1.findings.1.severity": of_finding(severity="deadly"),
    "sessions.1.progress.width_px: must be at most 8192": of_progress(width_px=2**31 - 1),
    "sessions.1.progress: a picture has a width and a height": of_progress(width_px=0),
    "sessions.1.progress: more pictures were seen": of_progress(seen=901),
    "sessions.1: it was held and led by a pace at once": of_progress(paced=3),
    "sessions.1: a session that a timer led has no sides": of_beginning(source="timer"),
    "sessions.1: a session that a timer led has no sides, and": of_beginning(sides=None),
    "sessions.1: a timer led it, which sees nothing": of_beginning(source="timer", sides=None),
    "sessions.1.beginning.started_at: must be a time, such as": of_beginning(started_at=1.7e9),
    "sessions.1: something is said of repetition 9": lambda data: data["sessions"][0]["opinions"][
        1
    ].update(number=9),
}


@pytest.mark.parametrize("place", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_kept(
    store: Store, there: Store, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    file = changed(one(store), WRONG[place])
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    with pytest.raises(TransferError) as caught:
        import_all(there, file)
    assert any(problem.startswith(place) for problem in caught.value.problems), caught.value
    assert len(caught.value.problems) == 1
    assert there.history.all() == []
    assert there.people.all() == []
    assert files(tmp_path / "there") == set()


def test_all_problems_are_told_at_once(store: Store) -> None:
    def spoil(data: Any) -> None:
        data["sessions"][0].update(pain_after=-1, end="never")
        data["people"][0].update(id="Å")

    with pytest.raises(TransferError) as caught:
        import_all(store, changed(one(store), spoil))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "people.1.id", "sessions.1.end", "sessions.1.pain_after"
    ]  # fmt: skip


def test_the_export_of_a_newer_program_is_told_as_such(store: Store) -> None:
    def newer(data: Any) -> None:
        data.update(schema=SCHEMA + 1, unknown={})

    with pytest.raises(NewerTransferError, match="newer PoseGuide"):
        import_all(store, changed(one(store), newer))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.npz", "/etc/evil", "poses/../../evil.npz", "clips/a/b.mp4", "clips\\evil.mp4",
        "poses", "other/evil.npz", "evil.txt", "C:/evil.mp4",
    ],
)  # fmt: skip
def test_a_file_outside_its_folder_is_refused(store: Store, name: str, tmp_path: Path) -> None:
    parts = content(exported(store))
    with pytest.raises(TransferError, match="no part of an export"):
        import_all(store, zipped({**parts, name: b"evil"}))
    assert not list(tmp_path.rglob("evil*"))


def test_a_file_that_belongs_to_no_session_is_refused(store: Store) -> None:
    parts = content(exported(store))
    with pytest.raises(TransferError, match="belongs to no session"):
        import_all(store, zipped({**parts, "clips/other.mp4": b"evil"}))


def test_folders_of_their_own_do_no_harm(store: Store) -> None:
    parts = {"poses/": b"", "clips/": b"", **content(exported(store))}
    assert import_all(store, zipped(parts)) == ImportSummary(0, 0, 0)


def test_a_link_is_refused(store: Store) -> None:
    file = exported(store)
    with zipfile.ZipFile(file, "a") as archive:
        link = zipfile.ZipInfo("clips/own.mp4")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(TransferError, match="is a link"):
        import_all(store, file)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(store: Store) -> None:
    file = exported(store)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("poseguide.json", "{}")
    with pytest.raises(TransferError, match="is there twice"):
        import_all(store, file)


def test_a_file_that_would_grow_too_large_is_refused_unread(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_checks, "_LARGEST_CONTENT", 1000)
    monkeypatch.setattr(archive_checks, "_LARGEST", 2000)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("poseguide.json", b" " * 3000)
    with pytest.raises(TransferError) as caught:
        import_all(store, file)
    assert caught.value.problems == (
        "Unpacked it would be larger than any export.",
        "'poseguide.json' is too large for what it should be.",
    )


def test_too_many_files_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_checks, "_MOST_FILES", 3)
    with pytest.raises(TransferError, match="at most 3"):
        import_all(
            store, zipped({"poseguide.json": b"{}", **{f"clips/{n}": b"" for n in range(3)}})
        )


def bad_poses(tmp_path: Path) -> dict[str, bytes]:
    return {
        "no npz": b"nothing of the kind",
        "pickled": npz(tmp_path, points=np.array([{}, {}, {}], dtype=object)),
        "another shape": npz(tmp_path, depth=np.zeros((3, 7), np.int16)),
        "too few": npz(tmp_path, visibility=np.zeros((1, 33), np.uint8)),
        "text": npz(tmp_path, points=np.array(["a", "b", "c"])),
    }


@pytest.mark.parametrize("kind", ["no npz", "pickled", "another shape", "too few", "text"])
def test_poses_that_are_none_are_refused(
    store: Store, there: Store, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    parts = content(one(store))
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    name = f"poses/{'a' * 32}.npz"
    with pytest.raises(TransferError, match=f"{name} is broken"):
        import_all(there, zipped({**parts, name: bad_poses(tmp_path)[kind]}))
    assert there.history.all() == []
    assert files(tmp_path / "there") == set()


@pytest.mark.parametrize(
    "data",
    [b"", b"no video at all", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"\0\0\0\x18ftypisom"],
)
def test_a_clip_that_is_no_video_is_refused(
    store: Store, there: Store, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    parts = content(one(store))
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    with pytest.raises(TransferError, match=r"clips/own\.mp4 is broken"):
        import_all(there, zipped({**parts, "clips/own.mp4": data}))
    assert there.history.all() == []
    assert files(tmp_path / "there") == set()


def test_a_list_of_other_videos_is_no_clip(tmp_path: Path) -> None:
    shutil.copy(samples.samples()[0].video, tmp_path / "other.mp4")
    playlist = tmp_path / "clip.mp4"
    playlist.write_text("ffconcat version 1.0\nfile other.mp4\n")
    with pytest.raises(ValueError, match="not a video"):
        archive_checks.check_clip(playlist)


def test_a_clip_of_somebody_else_is_never_overwritten(store: Store) -> None:
    file = one(store)
    store.sessions.delete("a" * 32)
    (clips_folder() / "own.mp4").write_bytes(b"another one")
    with pytest.raises(TransferError, match=r"own\.mp4 is there already"):
        import_all(store, file)
    assert (clips_folder() / "own.mp4").read_bytes() == b"another one"
    assert store.history.all() == []


def test_a_file_that_is_left_of_a_broken_off_import_is_taken_up(store: Store) -> None:
    file = one(store)
    left = (clips_folder() / "own.mp4").read_bytes()
    store.sessions.delete("a" * 32)
    (clips_folder() / "own.mp4").write_bytes(left)
    assert import_all(store, file).sessions == 1


def test_a_database_that_refuses_leaves_no_file_behind(
    store: Store, there: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    file = one(store)
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    there.history.ids()
    # The last thing that is written refuses: the person and the session before it must go too.
    with closing(sqlite3.connect(tmp_path / "there.db")) as connection:
        connection.execute("ALTER TABLE opinion RENAME TO gone")
    with pytest.raises(StoreError):
        import_all(there, file)
    with closing(sqlite3.connect(tmp_path / "there.db")) as connection:
        connection.execute("ALTER TABLE gone RENAME TO opinion")
    assert there.history.all() == []
    assert there.people.all() == []
    assert files(tmp_path / "there") == set()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 but broken", b"a photo of a cat" * 100],
    ids=["empty", "cut", "other"],
)
def test_what_is_no_export_is_told_as_such(store: Store, data: bytes) -> None:
    with pytest.raises(TransferError, match="not a file that PoseGuide exported"):
        import_all(store, BytesIO(data))


@pytest.mark.parametrize("text", [b"", b"\xff", b"[]", b"[" * 100_000, b'{"schema": 1}'])
def test_an_export_whose_json_is_broken_is_refused(store: Store, text: bytes) -> None:
    with pytest.raises(TransferError, match=r"poseguide\.json|missing"):
        import_all(store, zipped({"poseguide.json": text}))


def test_any_byte_that_is_damaged_is_refused_or_does_no_harm(store: Store, there: Store) -> None:
    file = exported(filled(store)).getvalue()
    before = store.history.all()
    step = len(file) // 97
    for place in range(0, len(file), step):
        damaged = bytearray(file)
        damaged[place] ^= 0x55
        try:
            import_all(there, BytesIO(bytes(damaged)))
        except TransferError:
            assert there.history.all() == []
            assert there.people.all() == []
        else:
            assert there.history.all() == before
            for kept in before:
                there.sessions.delete(kept.id)
            for person in there.people.all():
                there.people.delete(person.id)
