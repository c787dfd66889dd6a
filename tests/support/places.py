"""Where things stand in a checkout."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
POSES = TESTS / "poses"
SAMPLES = ROOT / "sample_videos"
