"""Databases that a disk, a power cut or another program has damaged."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.archives import filled, following
from support.fuzz.harness import Input, try_all
from support.fuzz.kept_attempts import open_up
from support.fuzz.mutations import damaged

from poseguide.storage.store import Store

NAME, FILE, LOG = "database.zip", "poseguide.db", "poseguide.db-wal"
PAGE = 4096
ODD: list[Any] = [
    None, "", "text", "[]", "{}", "[1, 2", '["a", 1]', '{"a": NaN}', "null", -1, 0, 1, 2**31, 2**62,
    1.5, 1e308, float("inf"), b"\xff\xfe", b"\0" * 1_000_000, "x" * 1_000_000, "../../x", "9" * 400,
    "2026-02-30 00:00:00", "0001-01-01 00:00:00", "[" * 5000,
]  # fmt: skip


def packed(files: dict[str, bytes]) -> Input:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return Input(NAME, file.getvalue())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A database and its log, as a power cut leaves them."""
    folder = tmp_path_factory.mktemp("database")
    copies = folder / "copies"
    copies.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSEGUIDE_DATA", str(folder))
        patch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
        with closing(Store()) as store:
            filled(store)
            for letter, person in zip("de", store.people.all(), strict=True):
                following(store, person.id, letter)
        with closing(Store()) as store:
            store.annotations.set_note("a" * 32, "It stands in the log.")
            for name in (FILE, LOG):
                shutil.copy(folder / name, copies / name)
    return {name: (copies / name).read_bytes() for name in (FILE, LOG)}


def by_sql(file: bytes, random: Random, folder: Path) -> bytes:
    """The database with a value, a table, a column or an index that is another one."""
    path = folder / "changed.db"
    path.write_bytes(file)
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        table = random.choice([name for (name,) in names if not name.startswith("sqlite_")])
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        column = random.choice(columns)[0]
        connection.execute("PRAGMA writable_schema = ON")
        change = random.choice((
            *[f'UPDATE OR IGNORE "{table}" SET "{column}" = ?1'] * 12,
            f'ALTER TABLE "{table}" RENAME TO "other"',
            f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "other"',
            f'DELETE FROM "{table}"',
            f"DELETE FROM sqlite_master WHERE name = '{table}'",
            # Without the word a column takes what it was not made for.
            "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '')",
        ))  # fmt: skip
        try:
            connection.execute(change, (random.choice(ODD),) if "?1" in change else ())
            connection.commit()
        except sqlite3.Error:
            connection.rollback()  # the schema itself says no
    return path.read_bytes()


def flipped(file: bytes, random: Random) -> bytes:
    """The file with a few bits that are others on one of its pages, as each page has its turn."""
    changed = bytearray(file)
    page = random.randrange(len(file) // PAGE)
    for _ in range(random.choice((1, 1, 4, 40))):
        changed[page * PAGE + random.randrange(PAGE)] ^= 1 << random.randrange(8)
    return bytes(changed)


def test_databases_damaged_in_any_way_are_saved_or_refused_in_a_sentence(
    sound: dict[str, bytes], fuzz_rounds: int, tmp_path: Path
) -> None:
    def inputs() -> Iterator[Input]:
        for seed in range(fuzz_rounds):
            random = Random(seed)
            kind = seed % 5
            if kind in (0, 1):
                yield packed({**sound, FILE: flipped(sound[FILE], random)})
            elif kind == 2:
                yield packed({**sound, LOG: damaged(sound[LOG], random)})
            elif kind == 3:
                yield packed({FILE: by_sql(sound[FILE], random, tmp_path)})
            else:
                yield packed({FILE: damaged(sound[FILE], random)})

    seen = try_all(open_up, packed(sound), inputs(), tmp_path)
    assert seen["saved"] > 0
