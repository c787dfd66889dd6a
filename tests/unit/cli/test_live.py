"""`live`: a session in front of a camera, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.clips import names_in
from support.commands import LIFT, refused, run


def test_a_video_played_as_a_camera_is_led_and_nothing_is_saved(
    lift_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    result = run("live", "-e", LIFT, "--source", lift_clip, "-l", "da", "--repetitions", 1)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines.index("Klar. Begynd.") < lines.index("1.") < lines.index("Det var det hele. Flot.")
    assert "1 hel " in lines[-1]
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-e", "squat", "--camera", "63"], "Camera 63 cannot be opened"),
        (["-e", "nope"], "There is no exercise"),
        (["-e", "squat", "--source", "gone.mp4"], "There is no file gone.mp4"),
        (["-e", "pelvic_floor_hold", "--source", "gone.mp4"], "cannot be seen by a camera"),
    ],
)
def test_live_refuses_what_cannot_be(words: list[str], told: str) -> None:
    assert told in refused(run("live", *words))
