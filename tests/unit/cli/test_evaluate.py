"""`bench`: what it costs, and how the live path keeps up. For `evaluate` see its package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.commands import LIFT, refused, run

from poseguide.core.files import bundled
from poseguide.definitions.catalog import load_exercise
from poseguide.evaluation import benchmark


def test_bench_measures_both_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    bare, whole = (benchmark.Run(kind, 1.0, 1.0, 10, None, None) for kind in ("bare", "whole"))
    monkeypatch.setattr(benchmark, "_bare", lambda *_: bare)
    monkeypatch.setattr(benchmark, "_whole", lambda *_: whole)
    runs = benchmark.compare(
        Path("in.mp4"), load_exercise(LIFT), repeat=2, loop=1, workers=1, on_frame=lambda: None
    )
    assert [each.kind for each in runs] == ["bare", "whole", "whole", "bare"]


def test_bench_prints_the_ratio_over_a_video_that_follows_itself(lift_clip: Path) -> None:
    result = run("bench", "analyze", lift_clip, "-e", LIFT, "--repeat", 1, "--loop", 2)
    assert result.exit_code == 0, result.output
    assert result.stdout.count(" 90 ") == 2
    assert "(medians) =" in result.stdout


@pytest.mark.slow
def test_bench_live_measures_a_sample_against_what_is_true_in_it() -> None:
    sample = bundled("sample_videos") / "pelvic_lift.mp4"
    result = run("bench", "live", "--source", sample, "--minutes", 0.5)
    assert result.exit_code == 0, result.output
    cells = (re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in result.stdout.splitlines())
    rows = dict(row for row in cells if len(row) == 2)
    assert int(rows["repetitions counted"]) >= 4
    assert "50 %" in rows["true end of a repetition to its count"]
    assert rows["memory after 0 min"].endswith("MiB")


def test_bench_live_needs_to_know_the_exercise(lift_clip: Path) -> None:
    assert "use --exercise" in refused(run("bench", "live", "--source", lift_clip))
