"""The movements in a part of a recording: signals that go from their rest to a turn, and back.

A movement is seen in one signal: from its rest to a turn, or to one turn on either side of the
rest, and back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from poseguide.authoring.candidate_signals import CANDIDATES, Candidate, CandidateTrack
from poseguide.core.records import Floats
from poseguide.core.skeleton import Side

#: A movement is worth a look when it is so many clear differences, weighed by what it is worth.
_LEAST_SCORE = 0.3
#: Noise is told from movement by this many times its size from one frame to the next.
_NOISE_TIMES = 8.0
_REST_S = 0.3
_MEDIAN_S = 0.17
#: Shares of the way from the rest to the turn: beyond the first it is there, below the second back.
THERE, _BACK, _AT_REST = 0.6, 0.35, 0.2
#: A way in the other direction counts where it is this share of both.
_SECOND_WAY = 0.22
_LEAST_SEEN = 0.7


@dataclass(frozen=True)
class Turn:
    """A turn of a movement: `value` in the signal's unit, the typical one of the repetitions.

    `at` is when, as a share of the repetition; `times_s` are the moments in the recording.
    """

    value: float
    at: float
    times_s: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Movement:
    """A movement seen in one signal of one side.

    `score` says how clearly it moves, `turns` are those of a repetition in their order, `count`
    repetitions were made, each of typically `duration_s`. `resting` is (n,), true in the moments
    of the marked part in which the signal was at its rest.
    """

    name: str
    side: Side
    score: float
    rest: float
    turns: tuple[Turn, ...]
    count: int
    duration_s: float
    resting: NDArray[np.bool_]

    @property
    def way(self) -> float:
        """The distance from the rest to the farthest turn, in the signal's unit."""
        return max(abs(turn.value - self.rest) for turn in self.turns)


def movements_of(track: CandidateTrack, side: Side) -> dict[str, Movement]:
    """The movements of one side, by the name of their signal."""
    scores = {name: _score(track, side, name, c) for name, c in CANDIDATES.items()}
    found = (_movement(track, side, name, s) for name, s in scores.items() if s >= _LEAST_SCORE)
    return {movement.name: movement for movement in found if movement is not None}


def _score(track: CandidateTrack, side: Side, name: str, candidate: Candidate) -> float:
    """Return how clearly a signal moves: its range in clear differences, times its worth."""
    values = track.values[side][name]
    seen = values[np.isfinite(values)]
    if len(seen) < max(5, _LEAST_SEEN * len(values)):
        return 0.0
    low, high = np.percentile(seen, (3, 97))
    noise = float(np.median(np.abs(np.diff(seen, 2))))
    clear = max(candidate.clear, _NOISE_TIMES * noise)
    return candidate.worth * float(high - low) / clear


def _movement(track: CandidateTrack, side: Side, name: str, score: float) -> Movement | None:
    """The movement that a signal shows; None where it does not go there and back."""
    times_s, values = track.times_s, smoothed(track.times_s, track.values[side][name])
    first = values[times_s <= times_s[0] + _REST_S]
    last = values[times_s >= times_s[-1] - _REST_S / 2]
    if not np.isfinite(first).any() or not np.isfinite(last).any():
        return None
    rest = float(np.nanmedian(first))
    up, down = float(np.nanmax(values)) - rest, rest - float(np.nanmin(values))
    ways = [(1.0, up), (-1.0, down)]
    ways = [(sign, way) for sign, way in ways if way >= _SECOND_WAY * (up + down)]
    visits = {sign: _visits(sign * (values - rest), way) for sign, way in ways}
    if len(visits) == 2 and len(visits[1.0]) != len(visits[-1.0]):
        sign = 1.0 if up > down else -1.0
        visits = {sign: visits[sign]}
    count = len(next(iter(visits.values())))
    way = max(way for sign, way in ways if sign in visits)
    back = abs(float(np.nanmedian(last)) - rest) <= 2 * _BACK * way
    if count == 0 or not back:
        return None
    order = sorted(visits, key=lambda sign: visits[sign][0][0])
    starts, ends = _edges(values - rest, visits, order)
    durations_s = times_s[ends] - times_s[starts]
    resting = np.abs(values - rest) <= _AT_REST * way
    turns = tuple(
        _turn(times_s, values, sign, visits[sign], times_s[starts], durations_s) for sign in order
    )
    typical_s = float(np.median(durations_s))
    return Movement(name, side, score, rest, turns, count, typical_s, resting)


def _visits(away: Floats, way: float) -> list[tuple[int, int]]:
    """First and last sample of each time that the signal was far from its rest in one way."""
    visits: list[tuple[int, int]] = []
    inside = False
    for number, value in enumerate(away):
        if math.isnan(value):
            continue
        if not inside and value > THERE * way:
            inside = True
            visits.append((number, number))
        elif inside and value < _BACK * way:
            inside = False
        elif inside and value > THERE * way:
            visits[-1] = (visits[-1][0], number)
    return visits


def _edges(
    away: Floats, visits: dict[float, list[tuple[int, int]]], order: list[float]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The samples at which each repetition left its rest and came back to it."""
    starts, ends = [], []
    first, last = visits[order[0]], visits[order[-1]]
    way = max(abs(float(away[a : b + 1][np.isfinite(away[a : b + 1])].max())) for a, b in first)
    way = max(way, *(float(np.nanmax(np.abs(away[a : b + 1]))) for a, b in first + last))
    still = np.flatnonzero(np.abs(away) <= _AT_REST / 2 * way)
    for number in range(len(first)):
        before, after = still[still < first[number][0]], still[still > last[number][1]]
        starts.append(int(before[-1]) if len(before) else 0)
        ends.append(int(after[0]) if len(after) else len(away) - 1)
    return np.array(starts), np.array(ends)


def _turn(
    times_s: Floats, values: Floats, sign: float, visits: list[tuple[int, int]],
    starts_s: Floats, durations_s: Floats,
) -> Turn:  # fmt: skip
    """The typical turn of all repetitions, in the middle of the time spent near it."""
    extremes, moments_s = [], []
    for first, last in visits:
        part = sign * values[first : last + 1]
        top = float(np.nanmax(part))
        near = first + np.flatnonzero(part >= top - 0.1 * abs(top - np.nanmin(part)) - 1e-9)
        extremes.append(sign * top)
        moments_s.append(float(times_s[near[0]] + times_s[near[-1]]) / 2)
    shares = (np.array(moments_s) - starts_s) / np.maximum(durations_s, 1e-6)
    return Turn(float(np.median(extremes)), float(np.median(shares)), tuple(moments_s))


def smoothed(times_s: Floats, values: Floats) -> Floats:
    """Running medians over a sixth of a second, NaN where nothing was seen; (n,) as the values."""
    out = np.full(len(values), np.nan)
    for number, time_s in enumerate(times_s):
        window = values[np.abs(times_s - time_s) <= _MEDIAN_S / 2]
        seen = window[np.isfinite(window)]
        if len(seen):
            out[number] = float(np.median(seen))
    return out
