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
