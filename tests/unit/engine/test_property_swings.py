"""Swings and bouts, whatever the tempo, noise, dropout and frame rate."""

import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import part, quick, rates, seeds
from support.swinging import Stream, stream, swinging
from support.toy import words

from poseguide.definitions.schema import Exercise
from poseguide.engine.cycle_tracker import BoutTracker, CycleTracker
from poseguide.engine.phases import Attempt
from poseguide.vision.pose_filter import GAP_S

CYCLE = swinging(parts=None)
BOUT = swinging(
    min_s=1.6,
    share=0.0,
    parts={
        "name": "quick", "label": words(), "cue": words(), "least": 3, "swing": 12.0,
        "pause_s": 2.0,
    },
)  # fmt: skip

#: A swing of any size from 25 degrees up, at 0.8 to 4 seconds there and back.
swing = st.tuples(part(0.4, 2.0), part(106, 150), part(0.4, 2.0))
#: Anything the knee or the pose model may do.
anything = st.lists(
    st.tuples(part(0.1, 1.6), st.one_of(part(20, 170), st.just(math.nan))), min_size=6, max_size=24
)


def noisy(taken: Iterable[tuple[float, dict[str, float]]], seed: int, deg: float = 0.6) -> Stream:
    random = np.random.default_rng(seed)
    for time_s, values in taken:
        yield time_s, values | {"knee": values["knee"] + float(random.normal(0.0, deg))}


def followed(
    taken: Iterable[tuple[float, dict[str, float]]], exercise: Exercise
) -> list[tuple[float, Attempt]]:
    """What a tracker gave, and when; all swings of the toy are of the knee."""
    tracker = BoutTracker(exercise) if exercise is BOUT else CycleTracker(exercise)
    found = []
    last_s = 0.0
    for time_s, values in taken:
        attempt = tracker.push(time_s, values, far=False)
        last_s = time_s
        if attempt is not None:
            found.append((time_s, attempt))
    end = tracker.finish()
    return [*found, (last_s, end)] if end is not None else found


def turns_of(swings: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    there_and_back = [((out_s, top), (home_s, 80.0)) for out_s, top, home_s in swings]
    return [turn for pair in there_and_back for turn in pair]


@quick
@given(st.lists(swing, min_size=1, max_size=5), rates, seeds)
def test_every_swing_is_counted_once_at_any_tempo_and_frame_rate(
    swings: list[tuple[float, float, float]], fps: float, seed: int
) -> None:
    taken = stream((1.0, 80.0), *turns_of(swings), (1.5, 80.0), fps=fps)
    found = followed(noisy(taken, seed), CYCLE)
    assert len(found) == len(swings)


@quick
@given(st.lists(swing, min_size=2, max_size=4), part(0.1, 0.35), part(0.0, 0.9), rates)
def test_a_short_dropout_changes_no_count_of_swings(
    swings: list[tuple[float, float, float]], seconds: float, where: float, fps: float
) -> None:
    taken = list(stream((1.0, 80.0), *turns_of(swings), (1.5, 80.0), fps=fps))
    at_s = 1.5 + where * (taken[-1][0] - 3.0)
    seen = [item for item in taken if not at_s <= item[0] < at_s + seconds]
    assert len(followed(seen, CYCLE)) == len(swings)


@quick
@given(anything, rates, seeds, st.sampled_from([CYCLE, BOUT]))
def test_whatever_happens_swings_are_apart_in_order_and_of_a_possible_length(
    turns: list[tuple[float, float]], fps: float, seed: int, exercise: Exercise
) -> None:
    found = followed(noisy(stream((1.0, 80.0), *turns, fps=fps), seed, 2.0), exercise)
    assert exercise.cycle is not None
    for given_s, attempt in found:
        assert exercise.cycle.min_s <= attempt.end_s - attempt.start_s
        assert attempt.start_s < attempt.end_s <= given_s
    for (_, one), (_, other) in pairwise(found):
        assert one.end_s <= other.start_s + 1e-9


@quick
@given(anything, rates, st.sampled_from([CYCLE, BOUT]))
def test_nothing_is_counted_across_a_gap_in_which_the_signal_was_not_seen(
    turns: list[tuple[float, float]], fps: float, exercise: Exercise
) -> None:
    taken = list(stream((1.0, 80.0), *turns, fps=fps))
    seen = [time_s for time_s, values in taken if math.isfinite(values["knee"])]
    silent = [(one, other) for one, other in pairwise(seen) if other - one > GAP_S + 1.5 / fps]
    for _, attempt in followed(taken, exercise):
        assert not any(attempt.start_s < begin and attempt.end_s > end for begin, end in silent)


@quick
@given(st.integers(3, 6), part(0.25, 0.5), rates)
def test_a_swing_with_quick_ones_after_it_is_one_bout_that_counts_them(
    pumps: int, half_s: float, fps: float
) -> None:
    quick_ones = [((half_s, 100.0), (half_s, 80.0))] * pumps
    turns = [(1.2, 115.0), (1.2, 80.0), *(turn for pair in quick_ones for turn in pair)]
    found = followed(stream((1.0, 80.0), *turns, (3.0, 80.0), fps=fps), BOUT)
    assert [(attempt.missing, attempt.parts) for _, attempt in found] == [(None, pumps)]
