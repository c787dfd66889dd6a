"""Damaged exercise and programme files are refused in a sentence, or end their own test soon."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.fuzz.attempts import check_exercise, check_programme
from support.fuzz.harness import Attempt, Input, try_all
from support.fuzz.mutations import damaged
from support.fuzz.tables import changed

from poseguide.definitions.catalog import paths
from poseguide.definitions.programme import programme_paths

#: By what is done with them: the sound files.
FILES = {check_exercise: paths(), check_programme: programme_paths()}
#: The file that a process tries first: one whose own test is short.
SOUND = {check_exercise: "foot_tap_seated", check_programme: "vein_pump"}

each_kind = pytest.mark.parametrize("attempt", FILES, ids=lambda attempt: attempt.__name__)


def sound(attempt: Attempt) -> Input:
    (path,) = (path for path in FILES[attempt] if path.stem == SOUND[attempt])
    return Input(path.name, path.read_bytes())


@each_kind
def test_files_damaged_as_by_a_disk(attempt: Attempt, fuzz_rounds: int, tmp_path: Path) -> None:
    def inputs() -> Iterator[Input]:
        files = FILES[attempt]
        for number in range(fuzz_rounds):
            path = files[number % len(files)]
            random = Random(f"{attempt.__name__} {number}")
            yield Input(path.name, damaged(path.read_bytes(), random))

    try_all(attempt, sound(attempt), inputs(), tmp_path)


@each_kind
def test_files_changed_as_by_hand(attempt: Attempt, fuzz_rounds: int, tmp_path: Path) -> None:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES[attempt]]
    names = {table["id"]: path.name for table, path in zip(tables, FILES[attempt], strict=True)}
    inputs: list[Input] = []

    @settings(
        max_examples=fuzz_rounds,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(tables).flatmap(lambda t: st.tuples(st.just(t), changed([t]))))
    def collect(made: tuple[dict[str, Any], str]) -> None:
        inputs.append(Input(names[made[0]["id"]], made[1].encode("utf-8", "replace")))

    collect()
    try_all(attempt, sound(attempt), inputs, tmp_path)
