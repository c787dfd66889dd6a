"""A review of a recording: what it holds, and that nothing of it stays on the disk."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest

from poseguide.analysis.recording import analyze
from poseguide.analysis.review import ReviewProgress, review, track_of
from poseguide.core.errors import OutputError, VideoError
from poseguide.definitions.catalog import Definition, load_exercise, tracked


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


def test_an_uploaded_recording_is_checked_and_only_the_drawn_video_is_left(
    definition: Definition, empty_room: Path, temporary: Path, tmp_path: Path
) -> None:
    told: list[ReviewProgress] = []
    upload = BytesIO(empty_room.read_bytes())
    drawn = tmp_path / "drawn.mp4"
    found = review(upload, definition, "da", name="../room.mp4", to=drawn, on_progress=told.append)
    assert found.session is not None
    assert found.session.source.file == "../room.mp4"
    assert found.session.source.frames == len(found.poses) == 30
    assert (found.session.seen_share, found.seen, found.measured) == (0.0, 0, 0)
    assert (found.definition, found.recognition) == (definition, None)
    assert all(0.0 <= progress.share <= 1.0 for progress in told)
    with av.open(str(drawn)) as container:
        assert container.streams.video[0].codec_context.name == "h264"
    assert list(temporary.iterdir()) == []


def test_where_none_of_the_exercises_fits_nothing_is_drawn(
    empty_room: Path, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn.mp4"
    found = review(
        empty_room, tracked(), "en", name="room.mp4", to=drawn, on_progress=lambda _: None
    )
    assert found.recognition is not None
    assert found.recognition.best is None
    assert (found.definition, found.session) == (None, None)
    assert not drawn.exists()


def test_a_review_finds_what_analyze_finds(lift_clip: Path, tmp_path: Path) -> None:
    definition = load_exercise("pelvic_lift_tilt")
    shares: list[float] = []
    found = review(
        lift_clip, definition, "en", name="lift", to=tmp_path / "drawn.mp4",
        on_progress=lambda progress: shares.append(progress.share),
    )  # fmt: skip
    alone = analyze(lift_clip, definition)
    assert found.session is not None
    assert found.session.reps == alone.reps
    assert found.session.counts == alone.counts
    assert shares == sorted(shares)
    track = track_of(definition.exercise, found.poses, alone.reps)
    assert set(track.signals) >= {definition.exercise.main}
    assert track.times_s[-1] == pytest.approx(found.poses[-1].time_s, abs=0.2)


def test_what_is_no_video_leaves_nothing_behind(
    definition: Definition, temporary: Path, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn.mp4"
    with pytest.raises(VideoError):
        review(BytesIO(b"text"), definition, "en", name="a.mp4", to=drawn, on_progress=print)
    assert list(temporary.iterdir()) == []
    assert not drawn.exists()


def test_a_check_that_is_stopped_leaves_nothing_behind(
    definition: Definition,
    empty_room: Path,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(progress: ReviewProgress) -> None:
        if progress.share > 0.75:  # in the middle of writing the drawn video
            raise KeyboardInterrupt

    monkeypatch.setattr("poseguide.analysis.review._TELL_EVERY_S", 0.0)
    upload, drawn = BytesIO(empty_room.read_bytes()), tmp_path / "drawn.mp4"
    with pytest.raises(KeyboardInterrupt):
        review(upload, definition, "en", name="room.mp4", to=drawn, on_progress=stop)
    assert list(temporary.iterdir()) == []
    assert not drawn.exists()


def test_a_full_disk_is_said(
    definition: Definition, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    drawn = tmp_path / "drawn.mp4"
    with pytest.raises(OutputError, match="Make room on the disk"):
        review(BytesIO(b"video"), definition, "en", name="a.mp4", to=drawn, on_progress=print)
    assert list(temporary.iterdir()) == []
