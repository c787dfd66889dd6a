"""A review of a recording: what it holds, and that nothing of it stays on the disk."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest

from poseguide.catalog import Definition, load_exercise
from poseguide.errors import VideoError
from poseguide.review import Progress, review


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load_exercise("pelvic_lift_tilt")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that temporary files are made in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def empty_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a grey wall."""
    path = tmp_path_factory.mktemp("videos") / "room.mp4"
    picture = av.VideoFrame.from_ndarray(np.full((240, 320, 3), 90, np.uint8), format="rgb24")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=15)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for number in range(30):
            picture.pts = number
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def test_an_uploaded_recording_is_checked_and_leaves_nothing_behind(
    definition: Definition, empty_room: Path, temporary: Path
) -> None:
    told: list[Progress] = []
    upload = BytesIO(empty_room.read_bytes())
    found = review(upload, definition, "da", name="../room.mp4", on_progress=told.append)
    assert found.session.source.file == "../room.mp4"
    assert found.session.source.frames == 30
    assert (found.session.seen_share, found.curve, found.far_side) == (0.0, (), False)
    assert all(0.0 <= progress.share <= 1.0 for progress in told)
    with av.open(BytesIO(found.annotated)) as container:
        assert container.streams.video[0].codec_context.name == "h264"
    assert list(temporary.iterdir()) == []


def test_what_is_no_video_leaves_nothing_behind(definition: Definition, temporary: Path) -> None:
    with pytest.raises(VideoError):
        review(BytesIO(b"text"), definition, "en", name="a.mp4", on_progress=print)
    assert list(temporary.iterdir()) == []


def test_a_check_that_is_stopped_leaves_nothing_behind(
    definition: Definition, empty_room: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("poseguide.review._TELL_EVERY_S", 0.0)
    with pytest.raises(KeyboardInterrupt):
        review(empty_room, definition, "en", name="room.mp4", on_progress=stop)
    assert list(temporary.iterdir()) == []
    assert empty_room.exists()


def test_a_full_disk_is_said(
    definition: Definition, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(Exception, match="Make room on the disk"):
        review(BytesIO(b"video"), definition, "en", name="a.mp4", on_progress=print)
    assert list(temporary.iterdir()) == []
