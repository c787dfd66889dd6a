"""What moves in a marked part of a recording: which signals, there and back how far, on which side.

A movement is seen in one signal: from its rest to a turn, or to one turn on either side of the
rest, and back.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.candidates import CANDIDATES, Candidate, Track
from poseguide.records import Floats
from poseguide.skeleton import SIDES, Side, other_side

#: A movement is worth a look when it is so many clear differences, weighed by what it is worth.
_LEAST_SCORE = 0.3
#: Noise is told from movement by this many times its size from one frame to the next.
_NOISE_TIMES = 8.0
_REST_S = 0.3
_MEDIAN_S = 0.17
#: Shares of the way from the rest to the turn: beyond the first it is there, below the second back.
_THERE, _BACK, _AT_REST = 0.6, 0.35, 0.2
#: A way in the other direction counts where it is this share of both.
_SECOND_WAY = 0.22
_LEAST_SEEN = 0.7
#: A signal this clear is believed where it says that the sides take turns.
_BY_TURNS = 0.4
#: Signals tell which sides work where the clearest of them is this clear beside all others.
_TELLING = 0.25
_NEAR_TRUNK = ("trunk", "hip", "knee", "thigh", "knee_height")


@dataclass(frozen=True)
class Turn:
    """Where a movement turns: `value` in the signal's unit, the typical one of the repetitions.

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
        """How far it is from the rest to the farthest turn, in the signal's unit."""
        return max(abs(turn.value - self.rest) for turn in self.turns)


@dataclass(frozen=True, eq=False)
class Marked:
    """What is seen in the marked part: its movements, the clearest first, and which sides work.

    `movements` are those of the working side. Where sides alternate `pairs` holds the other side's
    by name, and `echoes` how far a side seems to go along while the other moves, as a share.
    """

    track: Track
    sides: Literal["one", "both", "alternate"]
    working: Side
    movements: tuple[Movement, ...]
    pairs: dict[str, Movement]
    echoes: dict[str, float]

    def typical(
        self, movement: Movement, when: NDArray[np.bool_]
    ) -> dict[str, tuple[float, float, float]]:
        """Low, middle and high of each candidate in some moments; NaN where not seen."""
        typical = {}
        for name, column in self.track.values[movement.side].items():
            values = smoothed(self.track.times_s, column)[when]
            seen = values[np.isfinite(values)]
            low, middle, high = np.percentile(seen, (10, 50, 90)) if len(seen) else (np.nan,) * 3
            typical[name] = (float(low), float(middle), float(high))
        return typical

    def made(self, movement: Movement) -> int:
        """How many repetitions both sides made, as one of the movements shows them."""
        pair = self.pairs.get(movement.name)
        return movement.count + (pair.count if pair is not None else 0)


def movements(track: Track) -> Marked:
    """The movements in a marked part of a recording; none where nothing moves there and back."""
    seen = {side: _seen(track, side) for side in SIDES}
    working = track.near
    other = other_side(working)
    if _clearest(seen[other]) > 1.3 * _clearest(seen[working]):
        working, other = other, working
    sides = _sides(track, seen[working], seen[other])
    found = sorted(seen[working].values(), key=lambda movement: -movement.score)
    pairs: dict[str, Movement] = {}
    echoes: dict[str, float] = {}
    if sides == "alternate":
        found = [m for m in found if _way(track, m, seen[other].get(m.name)) == "alternate"]
        pairs = {m.name: seen[other][m.name] for m in found}
        echoes = {m.name: _echo(track, m, pairs[m.name]) for m in found}
    return Marked(track, sides, working, tuple(found), pairs, echoes)


def _seen(track: Track, side: Side) -> dict[str, Movement]:
    scores = {name: _score(track, side, name, c) for name, c in CANDIDATES.items()}
    found = (_movement(track, side, name, s) for name, s in scores.items() if s >= _LEAST_SCORE)
    return {movement.name: movement for movement in found if movement is not None}


def _clearest(seen: dict[str, Movement]) -> float:
    return sum(sorted(movement.score for movement in seen.values())[-3:])


def _sides(
    track: Track, seen: dict[str, Movement], others: dict[str, Movement]
) -> Literal["one", "both", "alternate"]:
    """Whether the other side does the same, and at the same time: what most signals say.

    Trunk and thighs are asked first, since the model drags the far foot along with the near one.
    What it drags along moves at the same time: one thigh that moves by turns is enough.
    """
    clearest = max((movement.score for movement in seen.values()), default=0.0)
    for names in (_NEAR_TRUNK, tuple(CANDIDATES)):
        ways = [(_way(track, m, others.get(n)), m.score) for n, m in seen.items() if n in names]
        if any(way == "alternate" and score >= _BY_TURNS for way, score in ways):
            return "alternate"
        votes = {kind: sum(s for way, s in ways if way == kind) for kind in ("both", "one")}
        if max((score for _, score in ways), default=0.0) >= _TELLING * clearest > 0.0:
            return "both" if votes["both"] > votes["one"] else "one"
    return "one"


def _way(
    track: Track, main: Movement, other: Movement | None
) -> Literal["one", "both", "alternate"]:
    if CANDIDATES[main.name].one_trunk:
        return "both"
    if other is None or other.way < 0.5 * main.way:
        return "one"
    here = np.abs(track.values[main.side][main.name] - main.rest) > 0.5 * main.way
    there = np.abs(track.values[other.side][main.name] - other.rest) > 0.5 * other.way
    together = float((here & there).sum()) / max(1, min(here.sum(), there.sum()))
    return "both" if together > 0.5 else "alternate"


def _echo(track: Track, one: Movement, other: Movement) -> float:
    """How far a side that rests seems to go along with the other, as a share of its own way."""
    shares = [0.0]
    for still, moving in ((one, other), (other, one)):
        away = np.abs(track.values[still.side][still.name] - still.rest) / still.way
        there = np.abs(track.values[moving.side][moving.name] - moving.rest) > _THERE * moving.way
        alone = away[there & (away < _THERE)]
        shares += [float(np.nanpercentile(alone, 90))] if len(alone) else []
    return max(shares)


def _score(track: Track, side: Side, name: str, candidate: Candidate) -> float:
    """How clearly a signal moves: its range in clear differences, weighed by what it is worth."""
    values = track.values[side][name]
    seen = values[np.isfinite(values)]
    if len(seen) < max(5, _LEAST_SEEN * len(values)):
        return 0.0
    low, high = np.percentile(seen, (3, 97))
    noise = float(np.median(np.abs(np.diff(seen, 2))))
    clear = max(candidate.clear, _NOISE_TIMES * noise)
    return candidate.worth * float(high - low) / clear


def _movement(track: Track, side: Side, name: str, score: float) -> Movement | None:
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
        if not inside and value > _THERE * way:
            inside = True
            visits.append((number, number))
        elif inside and value < _BACK * way:
            inside = False
        elif inside and value > _THERE * way:
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
