"""Pose models that are lent: one start for many, no trace of who was seen before, and no leak."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from poseguide.core.errors import ModelError
from poseguide.core.files import bundled
from poseguide.core.records import Frame, Pose
from poseguide.vision import pose_pool
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.pose_model import MODEL_VARIABLE
from poseguide.vision.pose_pool import LentPose, PoseModels, PosePair
from poseguide.vision.video_reader import read_frames

SAMPLES = bundled("sample_videos")
DEADLINE_S = 60.0


@pytest.fixture(scope="module")
def models() -> Iterator[PoseModels]:
    models = PoseModels()
    yield models
    models.close()


def frames(name: str, number: int, shift_s: float = 0.0) -> list[Frame]:
    found = islice(read_frames(SAMPLES / f"{name}.mp4"), number)
    return [replace(frame, time_s=frame.time_s + shift_s) for frame in found]


def poses(lent: LentPose | PoseEstimator, seen: list[Frame]) -> list[Pose]:
    return [lent.estimate(frame) for frame in seen]


def test_who_comes_next_is_seen_as_by_a_new_model(models: PoseModels) -> None:
    lent = LentPose(models)
    poses(lent, frames("leg_extension_left", 8, shift_s=100.0))
    lent.give_back()
    lift = frames("pelvic_lift", 8)
    with PoseEstimator() as fresh:
        expected = poses(fresh, lift)
    found = poses(lent, lift)
    lent.give_back()
    assert found[0].found
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one.points, other.points, equal_nan=True)


def test_one_after_the_other_shares_a_pair_and_two_at_once_do_not(models: PoseModels) -> None:
    first = models.borrow()
    second = models.borrow()
    one, other = first.result(DEADLINE_S), second.result(DEADLINE_S)
    assert one.estimator is not other.estimator
    models.give_back(second)
    third = models.borrow()
    assert third.result(DEADLINE_S) is other
    models.give_back(third)
    models.give_back(first)


def test_a_pair_that_is_given_back_in_a_moment_is_taken_before_another_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pose_pool, "_HOPE_S", DEADLINE_S)
    ours = PoseModels()
    first = ours.borrow()
    pair = first.result(DEADLINE_S)
    second, third = ours.borrow(), ours.borrow()
    ours.give_back(second)  # it is not wanted any more
    ours.give_back(first)
    assert third.result(DEADLINE_S) is pair
    ours.give_back(third)
    assert ours.borrow().result(DEADLINE_S) is pair
    ours.close()


class Slow:
    """In the place of a start that takes long: it lasts until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.starts = 0
        self.go_on = threading.Event()
        monkeypatch.setattr(PosePair, "start", lambda pair: self.start())

    def start(self) -> None:
        self.starts += 1
        assert self.go_on.wait(DEADLINE_S)


def test_what_was_warmed_is_lent_while_it_still_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, models = Slow(monkeypatch), PoseModels()
    models.warm()
    models.warm()
    lent = LentPose(models)
    assert not lent.is_ready(0.0)
    models.warm()
    slow.go_on.set()
    assert lent.is_ready(DEADLINE_S)
    assert slow.starts == 1


def test_a_start_that_nobody_waited_for_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    slow, models = Slow(monkeypatch), PoseModels()
    for _ in range(5):
        gone = LentPose(models)
        assert not gone.is_ready(0.0)
        gone.give_back()
    slow.go_on.set()
    assert LentPose(models).is_ready(DEADLINE_S)
    assert slow.starts == 1


def test_a_model_that_cannot_be_used_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "missing.task"))
    ours = PoseModels()
    ours.warm()
    lent = LentPose(ours)
    for _ in range(2):
        with pytest.raises(ModelError, match=r"missing\.task"):
            lent.is_ready(DEADLINE_S)
    lent.give_back()
    monkeypatch.delenv(MODEL_VARIABLE)
    assert LentPose(ours).is_ready(DEADLINE_S)
    ours.close()


def test_two_starts_at_once_give_the_error_output_back(capfd: pytest.CaptureFixture[str]) -> None:
    before = os.fstat(2)
    ours = PoseModels()
    for loan in (ours.borrow(), ours.borrow()):
        loan.result(DEADLINE_S)
        ours.give_back(loan)
    ours.close()
    assert os.path.samestat(before, os.fstat(2))
