"""What people hand in: each is counted as the recording it was made of, or refused in a sentence.

Zero bytes, sound alone, text, a folder and a file that breaks off are in test_video_reader.py and,
as the command line tells them, in test_main.py; exercise files with every kind of mistake in
test_catalog.py and test_catalog_gaps.py; who leaves the picture in test_unseen_time.py; two people
in test_two_people.py.
"""

import struct
import tracemalloc
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from support.recordings import LEG, LIFT, Picture, counted, pictures, sample, write
from support.videos import CLOCKWISE, turned
from typer.testing import CliRunner

from poseguide.analysis.recording import analyze
from poseguide.cli.main import app
from poseguide.core.errors import LargeVideoError, LongVideoError, VideoError
from poseguide.core.records import Session
from poseguide.ui.problems import sentence
from poseguide.vision.container import LARGEST_PX, LONGEST_S
from poseguide.vision.video_reader import probe, read_frames


@pytest.fixture(scope="module")
def lift(lift_clip: Path) -> Session:
    """What is found in the six seconds of the sample of which the files below are made."""
    session = analyze(lift_clip, LIFT)
    assert session.counts.complete == 1
    return session


def said_by_command(video: Path, exercise: str) -> str:
    """What `poseguide analyze` says of a file that it refuses."""
    result = CliRunner().invoke(app, ["analyze", str(video), "-e", exercise])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.stderr


# --- other codecs, other shapes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "codec", "decoder", "options"),
    [
        ("mp4", "libx265", "hevc", {"preset": "ultrafast", "x265-params": "log-level=none"}),
        ("mov", "libx265", "hevc", {"preset": "ultrafast", "x265-params": "log-level=none"}),
        ("webm", "libvpx-vp9", "vp9", {"deadline": "realtime", "cpu-used": "8", "crf": "30"}),
    ],
)
def test_another_codec_is_counted_the_same(
    tmp_path: Path,
    lift_clip: Path,
    lift: Session,
    ending: str,
    codec: str,
    decoder: str,
    options: dict[str, str],
) -> None:
    path = write(tmp_path / f"v.{ending}", pictures(lift_clip), codec, options)
    with av.open(str(path)) as container:
        assert container.streams.video[0].codec_context.name == decoder
    assert counted(analyze(path, LIFT)) == counted(lift)


@pytest.mark.parametrize("clockwise_deg", [turn for turn in CLOCKWISE if turn])
def test_a_recording_of_a_phone_held_turned_is_counted_the_same(
    tmp_path: Path, lift_clip: Path, lift: Session, clockwise_deg: int
) -> None:
    def stored(picture: Picture) -> Picture:
        return np.rot90(picture, clockwise_deg // 90)

    path = turned(write(tmp_path / "v.mp4", pictures(lift_clip, stored)), clockwise_deg)
    session = analyze(path, LIFT)
    assert (session.source.width_px, session.source.height_px) == (640, 480)
    assert counted(session) == counted(lift)


@pytest.mark.slow
def test_a_recording_in_4k_is_counted_the_same(
    tmp_path: Path, lift_clip: Path, lift: Session
) -> None:
    def large(picture: Picture) -> Picture:
        wide = np.pad(picture, ((0, 0), (106, 107), (0, 0)), mode="edge")
        frame = av.VideoFrame.from_ndarray(wide, format="rgb24")
        return frame.reformat(3840, 2160).to_ndarray()

    path = write(tmp_path / "v.mp4", pictures(lift_clip, large), options={"preset": "ultrafast"})
    session = analyze(path, LIFT)
    assert (session.source.width_px, session.source.height_px) == (3840, 2160)
    assert counted(session) == counted(lift)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_variable_frame_rate_is_counted_the_same(tmp_path: Path, ending: str) -> None:
    """A phone in a dark room, or one that is busy: frames are missing, singly and in runs."""
    random = np.random.default_rng(3)
    busy = np.repeat(random.random(100) < 0.5, 8)
    times: list[float] = []

    def kept() -> Iterator[tuple[float, Picture]]:
        for number, (time_s, picture) in enumerate(pictures(sample("leg_extension_left"))):
            if time_s > 13.0:  # two repetitions
                return
            # All of them for half a second, then one in two or three.
            if number and busy[number] and random.random() < 0.6:
                continue
            times.append(time_s)
            yield time_s, picture

    path = write(tmp_path / f"v.{ending}", kept(), options={"preset": "veryfast"})
    between_s = np.diff(times)
    assert between_s.max() > 3 * between_s.min()
    session = analyze(path, LEG)
    assert [rep.side for rep in session.reps if rep.complete] == ["left"] * 2


def test_the_frames_of_a_variable_rate_may_come_at_any_moment(
    tmp_path: Path, lift_clip: Path, lift: Session
) -> None:
    """The same pictures, each up to 30 ms off its time."""
    random = np.random.default_rng(4)

    def jittered() -> Iterator[tuple[float, Picture]]:
        for number, (time_s, picture) in enumerate(pictures(lift_clip)):
            yield time_s + (random.uniform(-0.03, 0.03) if number else 0.0), picture

    assert counted(analyze(write(tmp_path / "v.mp4", jittered()), LIFT)) == counted(lift)


# --- no videos, too long, too large -------------------------------------------------------------


def test_a_gif_is_told(tmp_path: Path, lift_clip: Path) -> None:
    from PIL import Image

    shots = [Image.fromarray(frame.image).convert("P") for frame in read_frames(lift_clip)][:20]
    path = tmp_path / "lift.gif"
    shots[0].save(path, save_all=True, append_images=shots[1:], duration=130)
    for door in (probe, lambda path: list(read_frames(path)), lambda path: analyze(path, LIFT)):
        with pytest.raises(VideoError, match=r"is not a video .* Use MP4") as caught:
            door(path)
        assert caught.value.path == path
    assert "is not a video" in said_by_command(path, LIFT)


def ticking(until_s: float, every_s: float = 100.0) -> Iterator[tuple[float, Picture]]:
    """Few pictures over a long time."""
    picture = np.zeros((48, 64, 3), np.uint8)
    for number in range(int(until_s / every_s) + 1):
        yield number * every_s, picture


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_video_of_an_hour_is_read_and_a_longer_one_refused_at_once(
    tmp_path: Path, ending: str
) -> None:
    hour = write(tmp_path / f"hour.{ending}", ticking(LONGEST_S - 100))
    assert len(list(read_frames(hour))) == 36
    longer = write(tmp_path / f"longer.{ending}", ticking(2 * LONGEST_S))
    for door in (probe, lambda path: next(read_frames(path)), lambda path: analyze(path, LIFT)):
        with pytest.raises(LongVideoError, match=r" 2:0\d:\d\d .* 1:00:00 is read\. Cut") as caught:
            door(longer)
        assert str(caught.value).startswith(str(longer))
    assert "at most 1:00:00" in said_by_command(longer, LIFT)


def test_a_video_that_says_it_is_short_ends_with_the_same_error(tmp_path: Path) -> None:
    path = write(tmp_path / "v.mkv", ticking(LONGEST_S + 500))
    content = bytearray(path.read_bytes())
    at = content.index(b"\x44\x89\x88") + 3  # Matroska: Duration, 8 bytes of a float, in ms
    content[at : at + 8] = struct.pack(">d", 30_000.0)
    path.write_bytes(content)
    assert probe(path).duration_s == pytest.approx(30.0)
    times = []
    with pytest.raises(LongVideoError, match=r"goes on for at least 1:01:40 .* 1:00:00 is read"):
        times.extend(frame.time_s for frame in read_frames(path))
    assert times == [100.0 * number for number in range(37)]


def test_a_picture_too_large_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    wide = np.zeros((16, LARGEST_PX + 16, 3), np.uint8)
    path = write(tmp_path / "v.mp4", [(0.0, wide), (1.0, wide)])
    for door in (probe, lambda path: next(read_frames(path)), lambda path: analyze(path, LIFT)):
        with pytest.raises(LargeVideoError, match=r"8208 × 16 pixels, .* 8192 on a side") as caught:
            door(path)
        assert str(path) in str(caught.value)
    assert "Save it smaller" in said_by_command(path, LIFT)


def test_a_picture_that_is_larger_than_the_file_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "v.avi"
    sizes = [(48, 64), (16, LARGEST_PX + 16)]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mjpeg", rate=1)
        stream.height, stream.width = sizes[0]
        stream.pix_fmt = "yuvj420p"
        for number, (height, width) in enumerate(sizes):
            encoder = av.CodecContext.create("mjpeg", "w")
            encoder.height, encoder.width, encoder.pix_fmt = height, width, "yuvj420p"
            encoder.time_base = Fraction(1)
            frame = av.VideoFrame.from_ndarray(np.zeros((height, width, 3), np.uint8))
            frame.pts, frame.time_base = number, Fraction(1)
            for packet in encoder.encode(frame):
                packet.stream = stream
                out.mux(packet)
    assert (probe(path).width_px, probe(path).height_px) == (64, 48)
    with pytest.raises(LargeVideoError, match="8208 × 16 pixels"):
        list(read_frames(path))


def test_a_picture_as_large_as_is_taken_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "v.mp4", [(0.0, np.zeros((16, LARGEST_PX, 3), np.uint8))])
    assert next(read_frames(path)).image.shape == (16, LARGEST_PX, 3)


@pytest.mark.parametrize("kind", [LongVideoError, LargeVideoError])
def test_a_page_says_it_in_danish(kind: type[VideoError]) -> None:
    error = kind(Path("/tmp/x/lift.mp4"), "/tmp/x/lift.mp4 cannot be read.")
    said = sentence(error, "min film.mp4", "da")
    assert "“min film.mp4”" in said
    assert said != sentence(VideoError(error.path, str(error)), "min film.mp4", "da")


# --- nobody -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_ten_minutes_of_black_are_nobody_and_take_no_more_memory_than_one(tmp_path: Path) -> None:
    path = write(tmp_path / "v.mp4", ticking(600.0, every_s=1.0))
    taken: list[int] = []
    tracemalloc.start()
    try:
        session = analyze(
            path, LIFT, on_frame=lambda *_: taken.append(tracemalloc.get_traced_memory()[0])
        )
    finally:
        tracemalloc.stop()
    assert len(taken) == 601
    assert max(taken[60:]) - max(taken[:60]) < 500_000
    assert (session.counts.complete, session.counts.incomplete) == (0, 0)
    assert (session.reps, session.seen_share) == ((), 0.0)
    assert session.source.duration_s == pytest.approx(600.0, abs=1.0)
    assert "Nobody was seen" in said_by_command(path, LIFT)
