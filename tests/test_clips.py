"""Counts and verdicts on whole clips through the real pose model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poseguide.evaluation import ClipResult, evaluate
from poseguide.samples import Sample, samples

#: What the view of a sample cannot show: the far leg's tuck is hidden behind the body.
UNSEEN = {
    "leg_extension_both_legs": ["repetition 3 has no_tuck and is not flagged (not seen: tuck)"]
}


def folder_of(sample: Sample, folder: Path) -> Path:
    """A folder with the one sample in it, in the form that the evaluation reads."""
    truth = json.loads(sample.video.with_suffix(".json").read_text(encoding="utf-8"))
    reps = [{**rep, "start": rep["start_s"], "end": rep["end_s"]} for rep in truth["repetitions"]]
    (folder / sample.video.name).symlink_to(sample.video)
    (folder / "truth.json").write_text(json.dumps({"reps": reps}))
    clip = {
        "file": sample.video.name,
        "check_as": sample.exercise,
        "attempts": sample.repetitions,
        "truth": "truth.json",
    }
    (folder / "manifest.json").write_text(json.dumps({"clips": [clip]}))
    return folder


def assert_right(results: list[ClipResult], name: str) -> None:
    for result in results:
        assert result.wrong() == (UNSEEN.get(name, []) if result.own else []), result.exercise


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_every_repetition_of_a_sample_is_found_and_judged(sample: Sample, tmp_path: Path) -> None:
    assert_right(list(evaluate(folder_of(sample, tmp_path))), sample.name)


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["12fps", "30fps", "mirror", "720p"])
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_counts_the_same_when_it_is_seen_otherwise(
    sample: Sample, variant: str, tmp_path: Path
) -> None:
    assert_right(list(evaluate(folder_of(sample, tmp_path), variant)), sample.name)


@pytest.mark.slow
def test_rendered_clips_are_counted_exactly_and_other_exercises_not_at_all(shared: Path) -> None:
    results = list(evaluate(shared / "clips/rendered"))
    wrong = {(r.clip, r.exercise): r.wrong() for r in results if r.wrong()}
    hidden = UNSEEN["leg_extension_both_legs"]
    assert wrong == {("allfours_b_right_far.mp4", "leg_extension_all_fours"): hidden}


@pytest.mark.slow
def test_real_clips_are_counted_within_one_and_other_exercises_not_at_all(shared: Path) -> None:
    results = list(evaluate(shared / "clips/real"))
    own = [result for result in results if result.own]
    assert [r.clip for r in own if abs(len(r.reps) - r.attempts) > 1] == []
    assert sum(result.exact for result in own) >= 0.75 * len(own)
    assert [(r.clip, r.exercise) for r in results if not r.own and r.reps] == []
