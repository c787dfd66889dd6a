"""Comparing what was found with what is true, and the same movement seen otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from poseguide.errors import PoseGuideError
from poseguide.evaluation import ClipResult, TrueRep, evaluate, tally
from poseguide.records import Finding, Frame, Rep
from poseguide.variants import at_rate, letterboxed, mirrored


def rep(peak_s: float, side: str = "left", *, fault: str | None = None) -> Rep:
    findings = (Finding(fault, "fault", 1.0, 0.5, "deg", "major"),) if fault else ()
    return Rep(1, side, peak_s - 1, peak_s, peak_s + 1, None, None, 90.0, (), findings)  # type: ignore[arg-type]


def true(start_s: float, *faults: str, side: str = "left") -> TrueRep:
    return TrueRep(side, start_s, start_s + 2, faults)


def result(reps: list[Rep], truth: list[TrueRep] | None, attempts: int | None = None) -> ClipResult:
    count = len(truth or []) if attempts is None else attempts
    return ClipResult("clip", "x", True, count, tuple(reps), truth and tuple(truth))


def test_what_is_found_as_it_was_is_not_wrong() -> None:
    found = result([rep(1), rep(5, fault="low")], [true(0), true(4, "hips_too_low")])
    assert found.exact
    assert found.wrong() == []


def test_each_difference_is_a_line() -> None:
    reps = [rep(1, fault="low"), rep(5, "right"), rep(20)]
    truth = [true(0), true(4), true(8), true(12, "no_tuck")]
    assert result(reps, truth).wrong() == [
        "found 3 of 4",
        "repetition 1 is good and is flagged: low",
        "repetition 2 is given to the right side, not the left",
        "repetition 3 was not found",
        "repetition 4 was not found",
        "a repetition at 20.0 s that is none",
    ]


def test_a_fault_that_the_view_hides_is_told_with_what_was_not_seen() -> None:
    unseen = Finding("tuck", "unseen", None, 57.0, "deg", "minor")
    hidden = Rep(1, "left", 0, 1, 2, None, None, 90.0, (), (unseen,))
    (line,) = result([hidden], [true(0, "no_tuck")]).wrong()
    assert line == "repetition 1 has no_tuck and is not flagged (not seen: tuck)"


def test_where_only_the_number_is_known_only_the_number_is_compared() -> None:
    assert result([rep(1)], None, attempts=1).wrong() == []
    assert result([rep(1)], None, attempts=3).wrong() == ["found 1 of 3"]


def test_the_tally_counts_clips_false_repetitions_and_verdicts() -> None:
    own = result([rep(1, fault="low")], [true(0)])
    other = ClipResult("clip", "y", False, 0, (rep(1),), None)
    assert tally([own, other]) == [
        "exact on 1 of 1 clips, within one on 1",
        "1 repetitions counted on 1 pairs of a clip and an exercise that is not done in it",
        "1 of 1 repetitions of known form told otherwise",
    ]


@pytest.mark.parametrize("content", [None, "not json", "[]", "{}"])
def test_a_folder_without_a_manifest_is_an_error_that_says_so(
    content: str | None, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(PoseGuideError, match=r"manifest\.json"):
        next(evaluate(tmp_path))


def test_clips_without_a_verdict_are_left_out(tmp_path: Path) -> None:
    clip = {"file": "there_is_none.mp4", "check_as": None, "attempts": None}
    (tmp_path / "manifest.json").write_text(json.dumps({"clips": [clip]}))
    assert list(evaluate(tmp_path)) == []


def frames(*times: float) -> list[Frame]:
    return [
        Frame(time_s, np.full((6, 8, 3), number, np.uint8)) for number, time_s in enumerate(times)
    ]


def test_a_slower_camera_gives_the_last_picture_at_each_tick() -> None:
    seen = list(at_rate(2.0)(frames(0.0, 0.3, 0.6, 0.9, 1.2)))
    assert [frame.time_s for frame in seen] == [0.0, 0.5, 1.0, 1.5]
    assert [int(frame.image[0, 0, 0]) for frame in seen] == [0, 1, 3, 4]


def test_a_mirror_exchanges_left_and_right() -> None:
    image = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    (seen,) = mirrored([Frame(0.5, image)])
    assert seen.time_s == 0.5
    assert (seen.image[:, 0] == image[:, 2]).all()


def test_a_letterbox_keeps_the_shape_and_fills_with_black() -> None:
    (seen,) = letterboxed(1280, 720)([Frame(0.0, np.full((480, 640, 3), 200, np.uint8))])
    assert seen.image.shape == (720, 1280, 3)
    lit = (seen.image[360, :, 0] > 100).nonzero()[0]
    assert (lit[0], lit[-1]) == (160, 1119)
