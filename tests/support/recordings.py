"""Recordings made of the samples: cut, turned, darkened, put together."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from poseguide.analysis.recording import analyze_poses
from poseguide.core.files import bundled
from poseguide.core.records import Session, Source
from poseguide.definitions.catalog import load_exercise
from poseguide.vision.pose_file import load_poses
from poseguide.vision.video_reader import read_frames
from support.places import POSES

LIFT = "pelvic_lift_tilt"


LEG = "leg_extension_all_fours"


BASE = Fraction(1, 1000)


Picture = NDArray[np.uint8]

#: The rendered clips that came with PoseGuide as samples, whose poses are stored: the same bytes.
SAMPLE_OF = {
    "allfours_a": "leg_extension_left",
    "allfours_b_right_far": "leg_extension_both_legs",
    "bridge_a": "pelvic_lift",
}


def stored_session(clip: str, exercise: str) -> Session:
    """The analysis of the stored poses of a rendered clip: what the pose model gave for it."""
    source = Source(f"{clip}.mp4", 0.0, 0, 640, 480)
    poses = load_poses(POSES / "rendered" / f"{clip}.npz")
    return analyze_poses(poses, load_exercise(exercise), source)


def sample(name: str) -> Path:
    return bundled("sample_videos") / f"{name}.mp4"


def write(
    path: Path,
    pictures: Iterable[tuple[float, Picture]],
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    pix_fmt: str = "yuv420p",
) -> Path:
    """A video of these pictures, each at its time in seconds."""
    with av.open(str(path), "w") as out:
        stream: Any = None
        for time_s, picture in pictures:
            if stream is None:
                stream = out.add_stream(codec, rate=15, options=options or {})
                stream.height, stream.width = picture.shape[:2]
                stream.pix_fmt = pix_fmt
                stream.codec_context.time_base = BASE
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = round(time_s / BASE), BASE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def pictures(
    video: Path, change: Callable[[Picture], Picture] = lambda picture: picture
) -> Iterator[tuple[float, Picture]]:
    for frame in read_frames(video):
        yield frame.time_s, change(frame.image)


def counted(session: Session) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Of each repetition: its side, whether it is complete, and its faults."""
    return [
        (rep.side, rep.complete, tuple(fault.rule for fault in rep.faults)) for rep in session.reps
    ]
