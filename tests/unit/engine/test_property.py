"""What must hold for any tempo, noise, dropout and frame rate."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import part, quick, rates, seeds
from support.toy import REST, STRETCH, TUCK, Stream, holding_toy, moves, toy

from poseguide.core.records import Counts, Rep
from poseguide.engine.fault_rules import judge
from poseguide.engine.hold_tracker import HoldTracker
from poseguide.engine.phase_tracker import PhaseTracker
from poseguide.engine.phases import Values
from poseguide.vision.pose_filter import GAP_S

TOY = toy()
assert TOY.repetition is not None
MIN_S, MAX_S = TOY.repetition.min_s, TOY.repetition.max_s


@st.composite
def repetitions(draw: st.DrawFn) -> tuple[tuple[float, float], ...]:
    """One clean repetition of any tempo between 2.2 and 6.4 seconds, and the rest after it."""
    return (
        (draw(part(0.4, 1.2)), draw(part(25, 52))),
        (draw(part(0.3, 0.8)), TUCK),
        (draw(part(0.5, 1.5)), draw(part(160, 180))),
        (draw(part(0.4, 1.2)), STRETCH),
        (draw(part(0.6, 1.7)), REST),
        (draw(part(0.7, 2.0)), REST),
    )


sets = st.lists(repetitions(), min_size=1, max_size=4)


def played(reps: list[tuple[tuple[float, float], ...]], fps: float) -> Stream:
    """A set after a second in the start posture."""
    return moves((1.0, REST), *(leg for rep in reps for leg in rep), fps=fps)


def noisy(stream: Stream, seed: int, deg: float = 1.0) -> Stream:
    """The stream with noise of the size of a pose model's."""
    random = np.random.default_rng(seed)
    for time_s, values in stream:
        yield time_s, values | {"hip": values["hip"] + float(random.normal(0, deg))}


def dropped(stream: Stream, from_s: float, seconds: float) -> Stream:
    return (item for item in stream if not from_s <= item[0] < from_s + seconds)


@dataclass
class Run:
    """The repetitions that a tracker gave, and when it gave each."""

    reps: list[Rep]
    given_s: list[float]


def run(stream: Iterable[tuple[float, Values]], far: bool = False) -> Run:
    tracker = PhaseTracker(TOY)
    found = Run([], [])
    for time_s, values in stream:
        attempt = tracker.push(time_s, values, far)
        if attempt is not None:
            found.reps.append(judge(TOY, attempt, "left", len(found.reps) + 1))
            found.given_s.append(time_s)
    return found


def missing(found: Run) -> list[str | None]:
    return [rep.missing for rep in found.reps]


# --- clean repetitions ------------------------------------------------------------------------


@quick
@given(sets, rates, seeds)
def test_every_clean_repetition_is_counted_once(
    reps: list[tuple[tuple[float, float], ...]], fps: float, seed: int
) -> None:
    assert missing(run(noisy(played(reps, fps), seed))) == [None] * len(reps)


@quick
@given(repetitions(), rates, seeds, part(1.0, 6.0), part(0.05, 0.38))
def test_a_short_dropout_of_frames_changes_no_count(
    rep: tuple[tuple[float, float], ...],
    fps: float,
    seed: int,
    from_s: float,
    seconds: float,
) -> None:
    stream = dropped(noisy(played([rep, rep], fps), seed), from_s, seconds)
    assert missing(run(stream)) == [None, None]


@quick
@given(repetitions(), rates, st.floats(0.05, 0.95), part(0.61, 3.0))
def test_a_repetition_with_a_gap_in_it_is_told_as_not_seen(
    rep: tuple[tuple[float, float], ...], fps: float, where: float, seconds: float
) -> None:
    # from the first movement to the beginning of the way back, as a share
    moving_s = sum(leg[0] for leg in rep[:4])
    at_s = 1.0 + rep[0][0] * 0.5 + where * (moving_s - rep[0][0] * 0.5)
    stream = played([rep], fps)
    late = ((t if t < at_s else t + seconds, values) for t, values in stream)
    reps = run(late).reps
    assert {rep.cut_short for rep in reps} <= {"not_seen"}
    assert len(reps) <= 1


@quick
@given(sets, rates, st.floats(0.0, 1.0))
def test_stopping_anywhere_never_gives_more_than_was_done(
    reps: list[tuple[tuple[float, float], ...]], fps: float, share: float
) -> None:
    stream = list(played(reps, fps))
    stop = round(share * len(stream))
    found, begun = run(stream[:stop]), run(stream)
    assert found.reps == begun.reps[: len(found.reps)]
    done_s = stream[stop - 1][0] if stop else 0.0
    over = [given_s for given_s in begun.given_s if given_s <= done_s]
    assert len(found.reps) == len(over)


@quick
@given(repetitions(), st.floats(0.3, 3.0))
def test_the_same_movement_has_the_same_times_at_any_two_frame_rates(
    rep: tuple[tuple[float, float], ...], ratio: float
) -> None:
    (one,) = run(played([rep], 20.0)).reps
    (other,) = run(played([rep], max(10.0, 20.0 * ratio))).reps
    assert abs(one.start_s - other.start_s) < 0.3
    assert abs(one.end_s - other.end_s) < 0.3
    assert abs(one.peak_s - other.peak_s) < 1.3  # anywhere on the flat top


@quick
@given(repetitions(), rates, st.floats(0.0, 1e5))
def test_the_hour_does_not_matter(
    rep: tuple[tuple[float, float], ...], fps: float, hour_s: float
) -> None:
    hour_s = round(hour_s)
    now = run(played([rep], fps)).reps
    later = run((time_s + hour_s, values) for time_s, values in played([rep], fps)).reps
    assert len(now) == len(later) == 1
    assert abs(later[0].start_s - hour_s - now[0].start_s) < 1.5 / fps
    assert abs(later[0].end_s - hour_s - now[0].end_s) < 1.5 / fps


# --- anything at all --------------------------------------------------------------------------

COMMON = [REST, REST, REST, TUCK, TUCK, STRETCH, STRETCH, math.nan]
#: Anything a body or a pose model may do: moves to any angle, at any pace, or nothing seen.
anything = st.lists(
    st.tuples(
        part(0.1, 1.6),
        st.one_of(st.sampled_from(COMMON), st.sampled_from(COMMON), part(10, 200)),
    ),
    min_size=8,
    max_size=24,
)


def gaps(stream: Iterable[tuple[float, Values]]) -> Iterator[tuple[float, float]]:
    """The times of more than a gap in which the hip was not seen."""
    seen = [time_s for time_s, values in stream if math.isfinite(values["hip"])]
    return ((one, other) for one, other in pairwise(seen) if other - one > GAP_S)


@quick
@given(anything, rates, seeds, st.booleans())
def test_whatever_happens_repetitions_are_in_order_apart_and_of_a_possible_length(
    legs: list[tuple[float, float]], fps: float, seed: int, far: bool
) -> None:
    found = run(noisy(moves((0.8, REST), *legs, *legs, fps=fps), seed, 3.0), far)
    for rep, given_s in zip(found.reps, found.given_s, strict=True):
        assert MIN_S <= rep.duration_s <= MAX_S + 1
        assert rep.start_s <= rep.peak_s <= rep.end_s <= given_s
        for one, other in pairwise(rep.phases):
            assert one.start_s <= other.start_s
        assert (rep.missing is None) == (len(rep.phases) == 2 or rep.cut_short is not None)
    for one, other in pairwise(found.reps):
        assert one.end_s <= other.start_s


@quick
@given(anything, rates)
def test_whatever_happens_a_complete_repetition_was_tucked_and_then_stretched(
    legs: list[tuple[float, float]], fps: float
) -> None:
    stream = list(moves((0.8, REST), *legs, *legs, fps=fps))
    for rep in run(stream).reps:
        inside = [v["hip"] for t, v in stream if rep.start_s <= t <= rep.end_s]
        if rep.complete:
            assert min(v for v in inside if math.isfinite(v)) < 60
            assert max(v for v in inside if math.isfinite(v)) > 150


@quick
@given(anything, rates)
def test_whatever_happens_the_start_posture_was_seen_before_each_set(
    legs: list[tuple[float, float]], fps: float
) -> None:
    away = [(seconds, hip) for seconds, hip in legs if not 70 < hip < 120]
    low_or_high = [(seconds, 130.0 if hip > 95 else 60.0) for seconds, hip in away]
    jumps = [leg for pair in low_or_high for leg in ((0.01, pair[1]), pair)]
    stream = [(t, v) for t, v in moves(*jumps, fps=fps, at=130.0) if not 80 < v["hip"] < 110]
    assert run(stream).reps == []


@quick
@given(anything, rates, seeds)
def test_counts_never_go_down_and_are_the_repetitions_given(
    legs: list[tuple[float, float]], fps: float, seed: int
) -> None:
    counts = Counts()
    found = run(noisy(moves((0.8, REST), *legs, *legs, fps=fps), seed))
    for rep in found.reps:
        more = counts.plus(rep)
        assert more.complete + more.incomplete == counts.complete + counts.incomplete + 1
        assert more.complete >= counts.complete
        assert more.incomplete >= counts.incomplete
        counts = more
    assert counts.complete == sum(rep.complete for rep in found.reps)


@quick
@given(anything, rates)
def test_whatever_happens_nothing_is_counted_across_missing_frames(
    legs: list[tuple[float, float]], fps: float
) -> None:
    whole = moves((0.8, REST), *legs, *legs, fps=fps)
    stream = [(t, values) for t, values in whole if math.isfinite(values["hip"])]
    silent = list(gaps(stream))
    for rep in run(stream).reps:
        if not rep.complete:
            continue
        assert not any(begin < rep.end_s and end > rep.start_s for begin, end in silent)


@quick
@given(anything, rates)
def test_a_hold_is_never_longer_than_the_time_and_never_shrinks(
    legs: list[tuple[float, float]], fps: float
) -> None:
    tracker = HoldTracker(holding_toy())
    best_s = 0.0
    for time_s, values in moves((0.8, REST), *legs, fps=fps):
        tracker.push(time_s, values, far=False)
        assert best_s <= tracker.best_s <= time_s + 1e-9
        best_s = tracker.best_s
