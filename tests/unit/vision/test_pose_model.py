"""The pose model that comes with PoseGuide, and another one that a setting names."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from poseguide.core.errors import ModelError
from poseguide.vision import pose_model
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.pose_model import BUILT_IN, MODEL_VARIABLE, chosen_model, read_model


def test_the_built_in_model_is_a_stored_zip_of_both_networks() -> None:
    read_model(None)
    with zipfile.ZipFile(BUILT_IN) as bundle:
        parts = {each.filename: each.compress_type for each in bundle.infolist()}
    assert parts == {"pose_detector.tflite": 0, "pose_landmarks_detector.tflite": 0}


def test_a_setting_names_another_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert chosen_model() is None
    other = tmp_path / "lite.task"
    other.write_bytes(b"another")
    monkeypatch.setenv(MODEL_VARIABLE, str(other))
    assert chosen_model() == other
    assert read_model(other) == b"another"


def test_a_damaged_built_in_model_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "pose_landmarker_full.task"
    damaged.write_bytes(BUILT_IN.read_bytes()[:-1] + b"x")
    monkeypatch.setattr(pose_model, "BUILT_IN", damaged)
    with pytest.raises(ModelError, match=r"damaged.*Reinstall"):
        read_model(None)


def test_a_missing_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"unset {MODEL_VARIABLE}"):
        read_model(tmp_path / "none.task")
    monkeypatch.setattr(pose_model, "BUILT_IN", tmp_path / "none.task")
    with pytest.raises(ModelError, match="Reinstall"):
        read_model(None)


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    text = tmp_path / "text.task"
    text.write_text("no model", encoding="utf-8")
    with pytest.raises(ModelError, match=r"text\.task"):
        PoseEstimator(text).start()


@pytest.mark.parametrize(("system", "machine"), [("Linux", "aarch64"), ("Darwin", "x86_64")])
def test_a_computer_without_a_pose_model_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setitem(sys.modules, "mediapipe", None)  # as where it has no wheel
    with pytest.raises(ModelError, match=rf"does not run on this computer \({system}, {machine}\)"):
        PoseEstimator().start()
