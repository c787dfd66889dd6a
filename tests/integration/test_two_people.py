"""Two people in one picture: one of them is counted, and nothing is mixed of both."""

import json
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from support.commands import run
from support.recordings import (
    LEG,
    LIFT,
    Picture,
    counted,
    pictures,
    sample,
    stored_session,
    write,
)

from poseguide.analysis.recording import analyze
from poseguide.core.records import Session


def beside(first: Path, second: Path, scale: float, later: int, to: Path) -> Path:
    """One recording, and to the right of it another one, smaller and some frames later."""
    others = [picture for _, picture in pictures(second)]

    def both() -> Iterator[tuple[float, Picture]]:
        for number, (time_s, picture) in enumerate(pictures(first)):
            other = av.VideoFrame.from_ndarray(others[(number + later) % len(others)])
            height, width = (2 * round(scale * size / 2) for size in picture.shape[:2])
            small = other.reformat(width, height).to_ndarray()
            above = picture.shape[0] - height
            yield time_s, np.hstack([picture, np.pad(small, ((above, 0), (0, 0), (0, 0)), "edge")])

    return write(to, both(), options={"preset": "veryfast"})


@pytest.fixture(scope="module")
def six_lifts() -> Session:
    """The whole sample of one person: five lifts and one that left something out."""
    session = stored_session("bridge_a", LIFT)
    assert (session.counts.complete, session.counts.incomplete) == (5, 1)
    return session


@pytest.mark.slow
def test_a_smaller_person_beside_is_not_counted(tmp_path: Path, six_lifts: Session) -> None:
    lifts = sample("pelvic_lift")
    session = analyze(beside(lifts, lifts, 0.6, 40, tmp_path / "v.mp4"), LIFT)
    assert counted(session) == counted(six_lifts)
    starts = [rep.start_s for rep in six_lifts.reps]
    assert [rep.start_s for rep in session.reps] == pytest.approx(starts, abs=0.3)


@pytest.mark.slow
def test_of_two_people_of_one_size_one_is_counted_and_never_both(
    tmp_path: Path, six_lifts: Session
) -> None:
    """Which one is not promised: the pose model finds one of them, and stays with that one."""
    lifts, later = sample("pelvic_lift"), 40
    session = analyze(beside(lifts, lifts, 1.0, later, tmp_path / "v.mp4"), LIFT)
    left = np.array([rep.start_s for rep in six_lifts.reps])
    right = left - later / 15
    starts = np.array([rep.start_s for rep in session.reps])
    assert 4 <= len(starts) <= 6
    # Their lifts begin 2.7 s apart or nearly that before the next: never within half a second.
    assert np.abs(np.subtract.outer(left, right)).min() > 1.0
    apart_s = [np.abs(np.subtract.outer(starts, one)).min(axis=1).max() for one in (left, right)]
    assert min(apart_s) < 0.5


@pytest.mark.slow
def test_who_does_something_else_beside_adds_nothing(tmp_path: Path) -> None:
    legs = sample("leg_extension_left")
    session = analyze(beside(legs, sample("pelvic_lift"), 0.6, 0, tmp_path / "v.mp4"), LEG)
    faults = [(), (), ("knee_bent",), (), ("too_high",), ()]
    assert counted(session) == [("left", True, each) for each in faults]


@pytest.mark.slow
def test_a_filmed_person_with_another_behind_is_not_counted_twice(shared: Path) -> None:
    path = shared / "clips/real/t09_squat_two_people_cropped.mp4"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    # Three box squats by hand; the head is out of the picture at the top.
    assert len(analyze(path, "squat").reps) <= 3


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds of one who lifts, and to the right a larger one who is upright all the time."""
    lifts = [(time_s, picture[150:390]) for time_s, picture in pictures(sample("pelvic_lift"))]
    seen = [(time_s, picture) for time_s, picture in lifts if time_s < 7.0]

    def both() -> Iterator[tuple[float, Picture]]:
        for number, (time_s, picture) in enumerate(seen):
            upright = np.rot90(seen[(number + 20) % len(seen)][1])
            small = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture))
            left = small.reformat(448, 168).to_ndarray()
            above = upright.shape[0] - left.shape[0]
            yield time_s, np.hstack([np.pad(left, ((above, 0), (0, 0), (0, 0)), "edge"), upright])

    return write(tmp_path_factory.mktemp("helped") / "v.mp4", both())


@pytest.mark.slow
def test_who_lies_is_counted_where_somebody_upright_is_seen_first(
    helped: Path, six_lifts: Session
) -> None:
    session = analyze(helped, LIFT, workers=1)
    assert [rep.start_s for rep in session.reps] == pytest.approx(
        [rep.start_s for rep in six_lifts.reps if rep.end_s < 6.5], abs=0.3
    )
    assert session.counts.complete > 0
    assert session.view_problems == ()
    assert analyze(helped, LIFT, workers=3) == session


@pytest.mark.slow
def test_where_nothing_is_counted_the_second_person_is_named(helped: Path) -> None:
    out = helped.with_suffix(".json")
    shown = run("analyze", helped, "--exercise", "squat", "--json", out)
    assert "There is more than one person in this video" in shown.stdout
    assert "No repetition was seen" not in shown.stdout
    assert json.loads(out.read_text("utf-8"))["summary"]["view_problems"] == ["another_person"]
    danish = run("analyze", helped, "--exercise", "squat", "--language", "da")
    assert "Der er mere end én person" in danish.stdout


@pytest.mark.slow
@pytest.mark.parametrize("clip", ["bystander_from_start", "bystander_walks_through"])
def test_a_filmed_person_who_lifts_is_counted_beside_one_who_stands_or_walks(
    shared: Path, clip: str
) -> None:
    path = shared / f"clips/cases/{clip}.mp4"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    session = analyze(path, LIFT)
    assert counted(session) == [("both", True, ("too_fast",))] * 3
