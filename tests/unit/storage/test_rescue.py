"""A damaged database is refused and left as it is, and what can be read of it is saved."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.archives import clip, filled, following
from typer.testing import CliRunner

from poseguide.cli.main import app
from poseguide.core.errors import DamagedStoreError, StoreError
from poseguide.storage.damage import damage_in
from poseguide.storage.rescue import rescue
from poseguide.storage.store import Store

#: Changes of a sound database that the program could not have made, and what is then wrong.
CHANGES = {
    "text for a number": ("UPDATE repetition SET parts = 'two'", "repetition.parts"),
    "no times": ("UPDATE opinion SET start_s = NULL WHERE number < 0", "opinion"),
    "broken letters": ("UPDATE session SET note = CAST(x'ff41' AS TEXT)", "UTF-8"),
    "broken JSON": ("UPDATE repetition SET phases = '[[\"a\", 1'", "repetition.phases"),
    "JSON of another shape": ("UPDATE session SET limits = '[]'", "session.limits"),
    "no number": ("UPDATE finding SET \"limit\" = 9e999", "finding.limit"),
    "a huge number": ("UPDATE session SET frames = 99999999999", "session.frames"),
    "no time": ("UPDATE session SET started_at = 'noon'", "session.started_at"),
    "a time out of all": ("UPDATE session SET touched_at = '0001-01-01 00:00:00'", "touched_at"),
    "an unknown word": ("UPDATE session SET source = 'radio'", "session.source"),
    "an unknown unit": ("UPDATE finding SET unit = 'miles'", "finding.unit"),
    "an unknown answer": ("UPDATE session SET told = '{\"how\": \"so\"}'", "session.told"),
    "a path": ("UPDATE session SET clip = '../../other.mp4'", "session.clip"),
    "a blob": ("UPDATE person SET name = zeroblob(1000000) WHERE name = 'Bo'", "person.name"),
    "one name": ("UPDATE round SET names = '[\"A\"]'", "round.names"),
    "no English name": ("UPDATE round SET names = '{\"da\": \"A\"}'", "round.names"),
    "no language": ("UPDATE session SET language = 'xx'", "session.language"),
    "a step of nothing": ("UPDATE round SET steps = '[{\"goal\": {}}]'", "round.steps"),
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with seven sessions, closed."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    monkeypatch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
    with closing(Store()) as store:
        filled(store)
        people = store.people.all()
        for letter, owner in zip("def", [None, *(one.id for one in people)], strict=True):
            following(store, owner, letter)
        clip("kept.mp4")
    return tmp_path / "poseguide.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with closing(Store()) as store:
        yield store


def change(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute(sql).rowcount > 0
        connection.commit()


def with_log(file: Path, sql: str) -> dict[str, bytes]:
    """Changes a database so that the change stands in its log alone, as after a power cut."""
    folder = file.with_name("copies")
    folder.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(sql)
        connection.commit()
        for name in (file.name, f"{file.name}-wal"):
            shutil.copy(file.with_name(name), folder / name)
    for path in folder.iterdir():
        path.replace(file.with_name(path.name))
    return {name: file.with_name(name).read_bytes() for name in (file.name, f"{file.name}-wal")}


def page_with(file: Path, word: bytes) -> int:
    """The number of the first page, from 1 behind that of the schema, on which a word stands."""
    content = file.read_bytes()
    return content.index(word, 3 * 4096) // 4096


def spoil(file: Path, page: int) -> bytes:
    """Writes nonsense over the head of a page, as a disk does that loses a sector."""
    content = bytearray(file.read_bytes())
    content[page * 4096 : page * 4096 + 512] = b"\x77" * 512
    file.write_bytes(content)
    return bytes(content)


def test_a_sound_database_is_not_damaged(file: Path, store: Store) -> None:
    assert damage_in(file) is None
    assert len(store.history.all()) == 6
    assert damage_in(file) is None  # while it is open
    with pytest.raises(StoreError, match="is not damaged"):
        rescue(store)


@pytest.mark.parametrize("kind", CHANGES)
def test_what_the_program_could_not_have_written_is_damage(file: Path, kind: str) -> None:
    sql, place = CHANGES[kind]
    change(file, sql)
    assert place in (damage_in(file) or "")


def test_a_damaged_database_and_its_log_are_left_byte_for_byte(file: Path, store: Store) -> None:
    before = with_log(file, CHANGES["broken JSON"][0])
    assert before[f"{file.name}-wal"]
    for read in (store.history.all, store.people.all, store.plans.all, store.rounds.all):
        with pytest.raises(DamagedStoreError, match=r"damaged.*poseguide rescue"):
            read()
    store.close()
    assert {name: file.with_name(name).read_bytes() for name in before} == before


def test_an_emptied_file_whose_log_is_full_is_damaged_and_keeps_its_log(
    file: Path, store: Store
) -> None:
    log = with_log(file, "UPDATE session SET note = 'later'")[f"{file.name}-wal"]
    file.write_bytes(b"")
    with pytest.raises(DamagedStoreError):
        store.history.all()
    assert file.with_name(f"{file.name}-wal").read_bytes() == log


def test_all_but_what_is_broken_is_saved_and_the_damaged_file_kept(
    file: Path, store: Store
) -> None:
    people, sessions, rounds = store.people.all(), store.history.all(), store.rounds.all()
    plans, chosen = store.plans.all(), store.doses.all()
    limits = [store.people.all_limits(person.id) for person in people]
    store.close()
    before = with_log(file, f"UPDATE session SET source = 'radio' WHERE id = '{'b' * 32}'")
    saved = rescue(store)
    assert (saved.sessions, saved.lost, saved.whole) == (5, 1, False)
    assert store.history.all() == [one for one in sessions if one.id != "b" * 32]
    assert (store.people.all(), store.rounds.all()) == (people, rounds)
    assert (store.plans.all(), store.doses.all()) == (plans, chosen)
    assert [store.people.all_limits(person.id) for person in people] == limits
    kept = {saved.kept.name: "", f"{saved.kept.name}-wal": "-wal"}
    assert saved.kept.name.startswith("poseguide.damaged-")
    for name, ending in kept.items():
        assert file.with_name(name).read_bytes() == before[file.name + ending]
    assert damage_in(file) is None
    assert not list(file.parent.glob("rescue-*"))


def test_two_damaged_files_of_a_day_are_both_kept(file: Path, store: Store) -> None:
    kept = []
    for letter in "ab":
        store.close()
        change(file, f"UPDATE session SET source = 'radio' WHERE id = '{letter * 32}'")
        kept.append(rescue(store).kept)
    assert len({path.read_bytes() for path in kept}) == 2


def test_a_broken_letter_in_a_note_costs_that_letter_alone(file: Path, store: Store) -> None:
    change(file, "UPDATE session SET note = CAST(x'476fff64' AS TEXT)")
    assert (saved := rescue(store)).whole
    assert (saved.sessions, saved.lost) == (6, 0)
    assert {session.note for session in store.history.all()} == {"Go\ufffdd"}


def test_a_person_whose_name_is_lost_keeps_what_is_theirs_apart(file: Path, store: Store) -> None:
    (ase,) = [person for person in store.people.all() if person.name == "Åse"]
    before = {session.id: session.beginning.person_id for session in store.history.all()}
    store.close()
    change(file, f"UPDATE person SET name = 5 WHERE id = '{ase.id}'")
    change(file, f"UPDATE person SET name = x'00' WHERE id = '{ase.id}'")
    rescue(store)
    assert store.people.find(ase.id).name == f"? {ase.id}"
    assert {session.id: session.beginning.person_id for session in store.history.all()} == before


@pytest.mark.parametrize("word", [b"God tr", b"knee_bent", b"stretch", b"for_ase"])
def test_a_page_that_is_lost_takes_no_other_page_with_it(
    file: Path, store: Store, word: bytes
) -> None:
    spoilt = spoil(file, page_with(file, word))
    with pytest.raises(DamagedStoreError):
        store.history.all()
    saved = rescue(store)
    assert saved.kept.read_bytes() == spoilt
    assert not saved.whole
    # Of a session whose page is lost the id is known still.
    assert saved.sessions + saved.lost == 6
    assert len(store.history.all()) == saved.sessions
    assert len(store.people.all()) == 2


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(file: Path, store: Store) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) - 5000])
    saved = rescue(store)
    assert saved.sessions + saved.lost == 6
    assert len(store.history.all()) == saved.sessions > 0


@pytest.mark.parametrize("content", [b"no database " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_where_nothing_can_be_read_all_is_left_as_it_was(
    file: Path, store: Store, content: bytes
) -> None:
    file.write_bytes(content)
    before = sorted(path.name for path in file.parent.iterdir())
    with pytest.raises(StoreError, match="Nothing could be read"):
        rescue(store)
    assert file.read_bytes() == content
    assert sorted(path.name for path in file.parent.iterdir()) == before


def test_there_is_nothing_to_save_where_there_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    with closing(Store()) as store, pytest.raises(StoreError, match="nothing to save"):
        rescue(store)
    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_what_was_saved(file: Path) -> None:
    change(file, f"UPDATE session SET source = 'radio' WHERE id = '{'b' * 32}'")
    told = CliRunner().invoke(app, ["rescue"])
    assert told.exit_code == 0
    assert "Sessions saved: 5. Sessions that could not be read: 1." in told.output
    assert "poseguide.damaged-" in told.output
    assert CliRunner().invoke(app, ["rescue"]).exit_code == 2


def test_the_page_offers_to_save_what_can_be_read(pages_store: Store, file: Path) -> None:
    pages_store.close()
    change(file, f"UPDATE session SET source = 'radio' WHERE id = '{'b' * 32}'")
    page = AppTest.from_string(
        "from poseguide.ui.history.page import history_page\nhistory_page()", default_timeout=60
    )
    page.run()
    assert "damaged" in page.error[0].value
    page.button(key="rescue").click().run()
    assert not page.error
    assert not page.exception
    assert "Sessions saved: 5" in page.info[0].value
