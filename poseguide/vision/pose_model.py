"""The pose model: the networks that come with PoseGuide, or another bundle that a setting names."""

from __future__ import annotations

import hashlib
import os
import platform
from pathlib import Path

from poseguide.core.errors import ModelError

#: Names another Pose Landmarker bundle (lite, full or heavy) to use in place of the built-in one.
MODEL_VARIABLE = "POSEGUIDE_MODEL"

#: The built-in bundle; its card beside it says what it is, and `.ci/pose_model` builds it again.
BUILT_IN = Path(__file__).with_name("model") / "pose_landmarker_full.task"
_SHA256 = "140f8c6c9984fb2059eb6ffac2c543bb495b002bf1263d679757942d95450805"

#: What MediaPipe has wheels for, by the names of `platform.system` and `platform.machine`.
_SYSTEMS = {("Linux", "x86_64"), ("Windows", "AMD64"), ("Darwin", "arm64")}


def not_made_for() -> str | None:
    """Return a sentence where there is no pose model for this kind of computer; else None."""
    system, machine = platform.system(), platform.machine()
    if (system, machine) in _SYSTEMS:
        return None
    return (
        f"PoseGuide does not run on this computer ({system}, {machine}): the pose model needs "
        "Linux or Windows on a 64-bit Intel or AMD processor, or a Mac with an Apple processor."
    )


def chosen_model() -> Path | None:
    """Return the bundle that the setting POSEGUIDE_MODEL names; None for the built-in one."""
    named = os.environ.get(MODEL_VARIABLE)
    return Path(named) if named else None


def read_model(model: Path | None) -> bytes:
    """Return the bytes of a Pose Landmarker bundle; None is the built-in one.

    Raise ModelError when it cannot be read, or when the built-in one is not as it was made: every
    figure in ACCURACY.md was measured with exactly these bytes.
    """
    try:
        bundle = (model or BUILT_IN).read_bytes()
    except OSError as error:
        raise ModelError(
            f"The pose model {model or BUILT_IN} cannot be read ({error.strerror}). "
            + (
                "Give the path of a Pose Landmarker .task file, or unset "
                f"{MODEL_VARIABLE} for the built-in one."
                if model
                else "Reinstall PoseGuide."
            )
        ) from error
    if model is None and hashlib.sha256(bundle).hexdigest() != _SHA256:
        raise ModelError(
            f"The pose model {BUILT_IN} is damaged: it is not the file that PoseGuide came with. "
            "Reinstall PoseGuide."
        )
    return bundle
