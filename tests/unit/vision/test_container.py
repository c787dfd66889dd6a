"""Files that are no videos are refused, whole ones are not."""

from pathlib import Path

import pytest
from support.videos import VARIABLE, corner_picture, make, refused

from poseguide.vision.video_reader import read_frames


def test_a_text_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Lift the pelvis five times.\n" * 50)
    refused(path)


@pytest.mark.parametrize(("ending", "codec"), [("png", "png"), ("jpg", "mjpeg")])
def test_a_photo_is_told(tmp_path: Path, ending: str, codec: str) -> None:
    from PIL import Image

    path = tmp_path / f"photo.{ending}"
    Image.fromarray(corner_picture()).save(path)
    refused(path)


def test_a_video_that_begins_late_in_its_own_time_is_whole(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mkv", [time_s + 5.0 for time_s in VARIABLE])
    assert [frame.time_s for frame in read_frames(path)] == pytest.approx(VARIABLE, abs=0.0011)
