"""Videos that say absurd things of themselves, or lead elsewhere, are refused in a sentence; pixels
that are not square are read as they are seen."""

import os
import struct
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from support.videos import HEIGHT, STEADY, WIDTH, corner_picture, make, refused, turned

from poseguide.core.errors import VideoError
from poseguide.core.records import Pose
from poseguide.definitions.catalog import load_exercise
from poseguide.engine.coach import Coach
from poseguide.evaluation.benchmark import compare, resident_mib
from poseguide.vision.container import open_container
from poseguide.vision.video_reader import begins_s, frame_at, probe, read_frames
from poseguide.vision.video_writer import AnnotatedVideo


def with_pixels(path: Path, across: int, down: int) -> Path:
    """The MP4 with a `pasp` box (ISO 14496-12) that says the shape of its pixels."""
    content = path.read_bytes()
    box = struct.pack(">I4sII", 16, b"pasp", across, down)
    # It stands at the end of the sample entry, and each box around grows by its size.
    entry = content.index(b"avc1", content.index(b"stsd")) - 4
    end = entry + struct.unpack_from(">I", content, entry)[0]
    old = content.find(b"pasp", entry, end)
    if old >= 0:
        return _written(path, content[: old + 4] + box[8:] + content[old + 12 :])
    changed = bytearray(content)
    at = content.index(b"moov") - 4
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1"):
        at = content.index(name, at) - 4
        struct.pack_into(">I", changed, at, struct.unpack_from(">I", content, at)[0] + len(box))
    return _written(path, bytes(changed[:end]) + box + content[end:])


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# --- pixels that are not square -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("across", "down", "width", "height"),
    [
        (2, 1, 2 * WIDTH, HEIGHT),
        (1, 2, WIDTH, 2 * HEIGHT),
        (4, 3, WIDTH * 4 // 3, HEIGHT),
        (1, 1, WIDTH, HEIGHT),
        (0, 1, WIDTH, HEIGHT),
        (1, 0, WIDTH, HEIGHT),
        (1001, 1000, WIDTH, HEIGHT),
    ],
)
@pytest.mark.parametrize("clockwise_deg", [0, 90])
def test_a_picture_has_the_shape_in_which_it_is_seen(
    tmp_path: Path, across: int, down: int, width: int, height: int, clockwise_deg: int
) -> None:
    path = turned(with_pixels(make(tmp_path / "v.mp4"), across, down), clockwise_deg)
    upright = (width, height) if clockwise_deg == 0 else (height, width)
    info = probe(path)
    assert (info.width_px, info.height_px) == upright
    image = next(read_frames(path)).image
    assert image.shape == (upright[1], upright[0], 3)
    assert frame_at(path, 1.0).image.shape == image.shape
    # Only the top left quarter is white, which a turn clockwise brings to the top right.
    halves = [half.mean() for half in np.split(image, 2, axis=1)]
    assert (halves[0] > halves[1]) == (clockwise_deg == 0)


@pytest.mark.parametrize(("across", "down"), [(1000, 1), (1, 1000), (5, 1)])
def test_an_absurd_shape_of_pixels_is_refused(tmp_path: Path, across: int, down: int) -> None:
    path = with_pixels(make(tmp_path / "v.mp4"), across, down)
    assert "which no camera makes" in refused(path)


def test_pixels_twice_as_wide_of_a_real_encoder(shared: Path) -> None:
    path = shared / "clips/cases/pixels_twice_as_wide.mp4"
    assert {frame.image.shape for frame in read_frames(path)} == {(120, 160, 3)}


def test_the_video_with_the_drawing_has_the_same_shape(tmp_path: Path) -> None:
    path = with_pixels(make(tmp_path / "v.mp4"), 2, 1)
    drawn = tmp_path / "drawn.mp4"
    exercise = load_exercise("squat").exercise
    coach = Coach(exercise)
    with AnnotatedVideo(drawn, exercise, "en") as video:
        for frame in read_frames(path):
            height, width = frame.image.shape[:2]
            video.add(frame, coach.push(Pose.unseen(frame.time_s, width, height)))
    info = probe(drawn)
    assert (info.width_px, info.height_px) == (2 * WIDTH, HEIGHT)


# --- files that lead elsewhere ------------------------------------------------------------------

PLAYLISTS = {
    "concat": "ffconcat version 1.0\nfile '{video}'\n",
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3.0,\n{video}\n#EXT-X-ENDLIST\n",
    "dash": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT3S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">'
    '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1">'
    "<BaseURL>{video}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
    "m=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    "smil": '<smil><body><video src="{video}"/></body></smil>',
}


@pytest.mark.parametrize("kind", PLAYLISTS)
@pytest.mark.parametrize("absolute", [True, False])
def test_a_list_of_other_files_is_no_video(tmp_path: Path, kind: str, absolute: bool) -> None:
    video = make(tmp_path / "other.mp4")
    path = tmp_path / "list.mp4"
    path.write_text(PLAYLISTS[kind].format(video=video if absolute else video.name))
    assert "is not a video" in refused(path)
    link = tmp_path / "link.mp4"
    link.symlink_to(path)
    assert "is not a video" in refused(link)


@pytest.mark.parametrize(
    "name",
    [
        "concat:other.mp4|other.mp4",
        "http:www.example.org.mp4",
        "pipe:0",
        "file:other.mp4",
        "data:video.mp4",
        "subfile,,start,0,end,0,,:other.mp4",
        "-my.mp4",
        "%03d.mp4",
        "a b;c?.mp4",
        os.fsdecode(b"\xff.mp4"),
    ],
)
def test_the_name_of_a_file_is_nothing_but_a_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "other.mp4", STEADY[:5])
    monkeypatch.chdir(tmp_path)
    assert "There is no file" in refused(Path(name))
    make(tmp_path / "v.mp4", STEADY[:10]).rename(name)
    assert len(list(read_frames(Path(name)))) == 10
    assert len(list(read_frames(tmp_path / name))) == 10


def test_a_link_to_an_address_leads_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "v.mp4"
    link.symlink_to("http://127.0.0.1:9/v.mp4")
    assert "There is no file" in refused(link)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "v.mp4"
    os.mkfifo(pipe)
    assert "is a pipe or a device" in refused(pipe)


# --- absurd headers -----------------------------------------------------------------------------


def test_a_damaged_codec_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    for door in (probe, begins_s, lambda path: frame_at(path, 1.0), _looped):
        with pytest.raises(VideoError, match="is damaged, or its pictures are coded in a way"):
            door(path)
    assert "save it as MP4 with H.264" in refused(path)


def _looped(path: Path) -> None:
    list(compare(path, load_exercise("squat"), repeat=1, loop=2, workers=1, on_frame=lambda: None))


def test_the_damaged_codec_of_a_real_file_is_told(shared: Path) -> None:
    assert "is damaged" in refused(shared / "clips/cases/damaged_codec_field.mp4")


def told_or_read(path: Path) -> str:
    """What is said of a video; "" where it can be read."""
    try:
        list(read_frames(path))
    except VideoError as error:
        return str(error)
    return ""


def test_pictures_of_a_thousand_million_pixels_are_not_begun(tmp_path: Path) -> None:
    path = mjpeg(tmp_path / "v.mkv")
    content = path.read_bytes()
    size = struct.pack(">HH", HEIGHT, WIDTH)  # JPEG: the frame's header
    assert size in content
    path.write_bytes(content.replace(size, struct.pack(">HH", 30_000, 30_000)))
    began = time.process_time()
    assert told_or_read(path)
    assert time.process_time() - began < 5.0


def test_an_area_too_large_is_refused_though_no_side_is(tmp_path: Path) -> None:
    path = mjpeg(tmp_path / "v.mkv")
    content = path.read_bytes()
    size = struct.pack(">HH", HEIGHT, WIDTH)
    path.write_bytes(content.replace(size, struct.pack(">HH", 8000, 8000)))
    assert told_or_read(path)


def mjpeg(path: Path, streams: int = 1) -> Path:
    with av.open(str(path), "w") as out:
        made = [out.add_stream("mjpeg", rate=25) for _ in range(streams)]
        for stream in made:
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        for stream in made:
            frame = av.VideoFrame.from_ndarray(corner_picture(), format="rgb24")
            frame.pts, frame.time_base = 0, Fraction(1, 25)
            out.mux(stream.encode(frame))
    return path


def test_of_hundreds_of_streams_only_some_are_looked_at(tmp_path: Path) -> None:
    assert "is not a video" in refused(mjpeg(tmp_path / "v.mp4", 100))
    with open_container(mjpeg(tmp_path / "v.mkv", 100)) as container:
        assert len(container.streams) == 64


@pytest.mark.parametrize("scale", [1, 0xFFFFFFFF, 0])
def test_an_absurd_clock_of_a_file_is_told_or_put_up_with(tmp_path: Path, scale: int) -> None:
    path = make(tmp_path / "v.mp4")
    content = bytearray(path.read_bytes())
    struct.pack_into(">I", content, content.index(b"mdhd") + 16, scale)
    path.write_bytes(content)
    told_or_read(path)


def test_a_length_of_a_million_years_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mkv", [0.0, 1.0, 2.0])
    content = bytearray(path.read_bytes())
    at = content.index(b"\x44\x89\x88") + 3  # Matroska: Duration, 8 bytes of a float, in ms
    struct.pack_into(">d", content, at, 3e15)
    path.write_bytes(content)
    assert "at most 1:00:00 is read" in refused(path)


# ISO 14496-12: every sample of one size, fifty million of them, all in the first chunk.
MANY = 50_000_000


def test_more_samples_than_bytes_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mp4")
    content = bytearray(path.read_bytes())
    struct.pack_into(">II", content, content.index(b"stsz") + 8, 1, MANY)
    struct.pack_into(">I", content, content.index(b"stsc") + 16, MANY)
    struct.pack_into(">II", content, content.index(b"stts") + 12, MANY, 1)
    path.write_bytes(content)
    before = resident_mib() or 0.0
    assert f"{MANY} pictures" in refused(path)
    assert (resident_mib() or 0.0) - before < 100


def test_a_fragment_of_more_samples_than_bytes_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mp4", movflags="frag_keyframe+empty_moov")
    assert len(list(read_frames(path))) == len(STEADY)
    content = bytearray(path.read_bytes())
    struct.pack_into(">II", content, content.index(b"trun") + 4, 0, MANY)
    path.write_bytes(content)
    assert f"{MANY} pictures" in refused(path)
