"""The harness sees each way in which bad input can do harm, and keeps that input."""

from pathlib import Path

import pytest
from support.fuzz import harness
from support.fuzz.attempts import misbehave
from support.fuzz.harness import Input, try_all

SOUND = Input("a.txt", b"accept")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(harness, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


def inputs(*words: str) -> list[Input]:
    return [Input("b.txt", word.encode()) for word in words]


def test_what_is_accepted_or_refused_in_a_sentence_is_counted(tmp_path: Path) -> None:
    seen = try_all(misbehave, SOUND, inputs("refuse", "accept", "refuse"), tmp_path)
    assert seen == {"refused": 2, "accepted": 1}


def test_each_kind_of_harm_fails_and_hides_none_that_follows(tmp_path: Path, kept: Path) -> None:
    bad = ["say nothing", "raise", "exit", "grow"]
    with pytest.raises(AssertionError) as caught:
        try_all(misbehave, SOUND, inputs(*bad, "accept"), tmp_path)
    said = str(caught.value)
    assert said.startswith("4 of 5:")
    for words in ("says nothing", "RecursionError: too deep", "ended with 7", "took 7"):
        assert words in said
    assert {path.read_text() for path in kept.glob("misbehave/*/b.txt")} == set(bad)


def test_what_works_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "_PATIENCE_S", 2.0)
    with pytest.raises(AssertionError, match="no answer after 2 s"):
        try_all(misbehave, SOUND, inputs("work"), tmp_path)


@pytest.mark.slow
def test_what_works_for_more_than_ten_seconds_is_ended_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="worked for more than 10 s"):
        try_all(misbehave, SOUND, inputs("work"), tmp_path)


def test_what_failed_is_tried_first_until_it_passes(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError, match="1 of 1:"):
        try_all(misbehave, SOUND, inputs("raise"), tmp_path)
    with pytest.raises(AssertionError, match="1 of 2:"):
        try_all(misbehave, SOUND, inputs("accept"), tmp_path)
    monkeypatch.setenv("MENDED", "yes")
    assert try_all(misbehave, SOUND, inputs("refuse"), tmp_path) == {"accepted": 1, "refused": 1}
    assert not list(kept.glob("*/*"))
