"""`poseguide bench pages`: what it fills a database with, and what it measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import run

from poseguide.definitions.catalog import tracked
from poseguide.evaluation.benchmark_pages import Wait, fill, steps
from poseguide.storage.store import Store
from poseguide.training.adherence import is_training


def test_the_sessions_are_trainings_of_all_exercises_in_turn_up_to_now(tmp_path: Path) -> None:
    known, done = len(tracked()), []
    store = Store(f"sqlite:///{tmp_path / 'poseguide.db'}")
    fill(store, known + 1, lambda: done.append(1))
    entries = store.history.entries(None)
    store.close()
    assert all(is_training(entry) for entry in entries)
    assert len({entry.exercise for entry in entries}) == known
    assert entries[-1].exercise == entries[0].exercise
    assert all(entry.counts.incomplete and entry.ranges for entry in entries)
    assert len(done) + 2 == steps(known + 1, 2)


def test_the_least_and_the_median_are_told() -> None:
    wait = Wait("page", (3.0, 1.0, 2.0), 0.7)
    assert (wait.least_s, wait.median_s) == (1.0, 2.0)


@pytest.mark.slow
def test_each_page_is_visited_twice_and_commands_are_run() -> None:
    result = run("bench", "pages", "--sessions", 3, "--repeat", 1)
    assert result.exit_code == 0, result.output
    rows = [line.split("  ")[0].strip() for line in result.stdout.splitlines()]
    assert {"first page", "page history", "page history, again", "list", "report as PDF"} <= {*rows}
