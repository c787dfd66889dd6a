"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of clips with known truth: beside the checkout, or where POSEGUIDE_SHARED says."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("POSEGUIDE_SHARED", beside))
    if not (folder / "clips").is_dir():
        pytest.skip(f"the clips with known truth are not in {folder}; set POSEGUIDE_SHARED")
    return folder


@pytest.fixture(scope="session")
def lift_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of the pelvic lift sample at 7.5 frames a second, with one good repetition."""
    from clips import cut

    from poseguide.resources import bundled

    video = bundled("sample_videos") / "pelvic_lift.mp4"
    return cut(video, tmp_path_factory.mktemp("clips") / "lift.mp4", 0.0, 6.0, keep_every=2)
