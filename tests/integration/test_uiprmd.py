"""Counts and verdicts on UI-PRMD, a dataset of others, with and without a person's own normal."""

from pathlib import Path

import pytest
from support.uiprmd import Figures, exact, mae, measure, within_one

#: Person 1 is left out: the definitions were written with their streams in view.
PEOPLE = (2, 3, 4, 5)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    if not (shared / "uiprmd").is_dir():
        pytest.skip(f"there is no uiprmd in {shared}")
    return shared / "uiprmd"


@pytest.fixture(scope="module")
def usual(folder: Path) -> Figures:
    return measure(folder, PEOPLE, baseline=False)


@pytest.fixture(scope="module")
def own(folder: Path) -> Figures:
    return measure(folder, PEOPLE, baseline=True)


@pytest.mark.slow
def test_attempts_and_complete_repetitions_of_others_are_counted(usual: Figures) -> None:
    assert len(usual.attempts) == 78
    assert mae(usual.attempts) <= 0.03
    assert within_one(usual.attempts) >= 0.92
    assert exact(usual.attempts) >= 0.80
    assert mae(usual.complete) <= 0.08
    assert within_one(usual.complete) >= 0.80
    assert exact(usual.complete) >= 0.60


@pytest.mark.slow
def test_good_and_poor_are_told_apart_better_by_a_persons_own_normal(
    usual: Figures, own: Figures
) -> None:
    assert own.balanced_accuracy >= 0.81
    assert own.good_flagged <= 0.05 * own.good
    assert own.poor_flagged >= 0.65 * own.poor
    assert own.balanced_accuracy > usual.balanced_accuracy + 0.05
    assert own.good_flagged / own.good < usual.good_flagged / usual.good / 2
