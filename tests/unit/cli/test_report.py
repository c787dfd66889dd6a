"""`poseguide report`: which session it takes, what it writes, and how it refuses."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.session_reports import AT, BENT, beginning, pages_in, rep, stored
from typer.testing import CliRunner, Result

from poseguide.cli.main import app
from poseguide.core.records import Frame
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.vision.video_reader import probe, read_frames
from poseguide.vision.video_writer import OwnClip

OLDER, NEWER, ALIKE = "aa11" + 28 * "0", "bb22" + 28 * "0", "bb23" + 28 * "0"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Three sessions, the newest one of Åse's, with a correction."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))
    with closing(Store()) as store:
        person = store.people.add("[b]Åse & Søn")
        mine = beginning(person_id=person.id, started_at=AT + timedelta(days=2))
        store.sessions.save(stored([rep(1)], id=OLDER))
        store.sessions.save(
            stored([rep(1, BENT), rep(2)], Correction(2, False), id=NEWER, beginning=mine)
        )
        later = replace(mine, person_id=None, started_at=AT + timedelta(days=1))
        store.sessions.save(stored([rep(1)], id=ALIKE, beginning=later))
        yield store


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, words)], env={"COLUMNS": "120"})


def refused(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.stderr


def session_in(path: Path) -> str:
    identity: str = json.loads(path.read_text(encoding="utf-8"))["id"]
    return identity


def test_the_list_has_each_session_newest_first(store: Store) -> None:
    lines = [line.split() for line in run("--list").stdout.splitlines() if "leg_ext" in line]
    assert [line[0] for line in lines] == [NEWER[:8], ALIKE[:8], OLDER[:8]]
    assert "[b]Åse & Søn" in run("--list").stdout
    assert "As corrected by a person" in run("--list").stdout
    assert "Som rettet af en person" in run("--list", "-l", "da").stdout


def test_ids_in_the_list_are_long_enough_to_be_told_apart(store: Store) -> None:
    twin = NEWER[:-1] + "1"
    store.sessions.save(stored([rep(1)], id=twin))
    shown = [line.split()[0] for line in run("--list").stdout.splitlines() if "leg_ext" in line]
    assert len(set(shown)) == 4


def test_the_beginning_of_an_id_is_enough(store: Store, tmp_path: Path) -> None:
    run("aa", "--json", tmp_path / "o.json")
    assert session_in(tmp_path / "o.json") == OLDER
    run("--last", "--json", tmp_path / "o.json")
    assert session_in(tmp_path / "o.json") == NEWER


def test_all_reports_of_a_session_are_written(store: Store, tmp_path: Path) -> None:
    pdf, csv = tmp_path / "o.pdf", tmp_path / "o.csv"
    result = run("bb22", "--pdf", pdf, "--csv", csv, "-l", "da")
    assert result.stdout.splitlines() == [f"Skrev {pdf}", f"Skrev {csv}"]
    assert pages_in(pdf.read_bytes()) == 1
    assert b"/Lang (da-DK)" in pdf.read_bytes()
    assert len(csv.read_text().splitlines()) == 3


def test_all_reports_of_a_person_are_written(store: Store, tmp_path: Path) -> None:
    pdf, csv, out = tmp_path / "o.pdf", tmp_path / "o.csv", tmp_path / "o.json"
    name = "[B]åse & søn"
    assert run("--person", name, "--pdf", pdf, "--csv", csv, "--json", out).exit_code == 0
    assert pages_in(pdf.read_bytes()) == 1
    assert [each["id"] for each in json.loads(out.read_text())["sessions"]] == [NEWER]
    assert len(csv.read_text().splitlines()) == 3
    assert run("--person", name, "--pdf", pdf, "--pages").exit_code == 0
    assert pages_in(pdf.read_bytes()) == 2


def test_a_video_that_was_drawn_into_is_copied(store: Store, tmp_path: Path) -> None:
    (clips_folder() / "drawn.mp4").write_bytes(b"the very video")
    store.sessions.set_clip(OLDER, "drawn.mp4")
    assert run("aa", "--video", tmp_path / "o.mp4").exit_code == 0
    assert (tmp_path / "o.mp4").read_bytes() == b"the very video"


def test_the_clip_of_a_camera_is_drawn_into(store: Store, tmp_path: Path, lift_clip: Path) -> None:
    clip = OwnClip(clips_folder() / "own.mp4")
    for frame in read_frames(lift_clip):
        clip.add(Frame(5.0 + frame.time_s, frame.image))
    clip.close()
    begun = beginning(exercise="pelvic_lift_tilt", source="camera", sides="both")
    store.sessions.save(stored([], id="cc" * 16, beginning=begun, clip="own.mp4"))
    assert run("cc", "--video", tmp_path / "o.mp4").exit_code == 0
    info = probe(tmp_path / "o.mp4")
    assert info.duration_s == pytest.approx(probe(lift_clip).duration_s, abs=0.2)
    before = next(read_frames(lift_clip)).image.astype(int)
    assert abs(next(read_frames(tmp_path / "o.mp4")).image - before).mean() > 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pdf", "o.pdf"], "Name one session"),
        (["aa", "--last", "--pdf", "o.pdf"], "Name one session"),
        (["aa"], "Say what to write"),
        (["zz", "--pdf", "o.pdf"], "No session begins with zz"),
        (["bb", "--pdf", "o.pdf"], "2 sessions begin with bb"),
        (["--person", "Peter", "--pdf", "o.pdf"], "no person “Peter”. In the list: [b]Åse & Søn."),
        (["--person", "[b]Åse & Søn", "--video", "o.mp4"], "A video is of one session"),
        (["aa", "--video", "o.mp4"], "No video of session aa11"),
        (["aa", "--pdf", "o.pdf", "--csv", "./o.pdf"], "name the same file"),
        (["aa", "--pdf", "no/such/o.pdf"], "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_nothing_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert said in refused(*words)
    assert not list((tmp_path / "here").iterdir())


def test_without_any_session_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "empty"))
    assert "No session is stored yet" in refused("--last", "--pdf", tmp_path / "o.pdf")
    assert run("--list").exit_code == 0
