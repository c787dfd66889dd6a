"""How a marked part of a recording can be read: which sides work, and which movements show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.candidates import CANDIDATES, Track
from poseguide.movement import THERE, Movement, movements_of, smoothed
from poseguide.skeleton import SIDES, Side, other_side

#: Trunk and thighs are asked first which sides work: the model drags the far foot along.
_NEAR_TRUNK = ("trunk", "hip", "knee", "thigh", "knee_height")
#: Signals are believed where the clearest of them is this clear beside the clearest of all, and one
#: that says that the sides take turns where it is this clear by itself and beside that.
_TELLING, _BY_TURNS, _BESIDE = 0.25, 0.4, 0.2
#: The other side works where this many more movements are clear in it.
_MORE = 1.3

Sides = Literal["one", "both", "alternate"]


@dataclass(frozen=True, eq=False)
class Marked:
    """What is seen in the marked part: its movements, the clearest first, and which sides work.

    `movements` are those of the working side. Where sides alternate `pairs` holds the other side's
    by name, and `echoes` how far a side seems to go along while the other moves, as a share.
    """

    track: Track
    sides: Sides
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


def readings(track: Track) -> list[Marked]:
    """What a part of a recording may show, the most likely first; [] where nothing moves.

    What the model drags along moves at the same time. So a thigh that moves by turns is believed
    against the others, but not alone: how the others are read comes second.
    """
    seen = {side: movements_of(track, side) for side in SIDES}
    working = track.near
    other = other_side(working)
    if _clearest(seen[other]) > _MORE * _clearest(seen[working]):
        working, other = other, working
    found = tuple(sorted(seen[working].values(), key=lambda movement: -movement.score))
    if not found:
        return []
    together = Marked(track, _sides(track, seen[working], seen[other]), working, found, {}, {})
    turns = tuple(m for m in found if _take_turns(track, m, seen[other].get(m.name)))
    clear = max(_BY_TURNS, _BESIDE * found[0].score)
    if not any(m.name in _NEAR_TRUNK and m.score >= clear for m in turns):
        return [together]
    pairs = {m.name: seen[other][m.name] for m in turns}
    echoes = {m.name: _echo(track, m, pairs[m.name]) for m in turns}
    return [Marked(track, "alternate", working, turns, pairs, echoes), together]


def _clearest(seen: dict[str, Movement]) -> float:
    return sum(sorted(movement.score for movement in seen.values())[-3:])


def _sides(
    track: Track, seen: dict[str, Movement], others: dict[str, Movement]
) -> Literal["one", "both"]:
    """Whether the other side does the same at the same time: what most signals say."""
    clearest = max(movement.score for movement in seen.values())
    for names in (_NEAR_TRUNK, tuple(CANDIDATES)):
        ways = [(_way(track, m, others.get(n)), m.score) for n, m in seen.items() if n in names]
        if max((score for _, score in ways), default=0.0) >= _TELLING * clearest:
            votes = {kind: sum(s for way, s in ways if way == kind) for kind in ("both", "one")}
            return "both" if votes["both"] > votes["one"] else "one"
    return "one"


def _take_turns(track: Track, main: Movement, other: Movement | None) -> bool:
    """Whether both sides move, one after the other, about as often."""
    by_turns = _way(track, main, other) == "alternate"
    return by_turns and other is not None and abs(main.count - other.count) <= 1


def _way(track: Track, main: Movement, other: Movement | None) -> Sides:
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
        there = np.abs(track.values[moving.side][moving.name] - moving.rest) > THERE * moving.way
        alone = away[there & (away < THERE)]
        shares += [float(np.nanpercentile(alone, 90))] if len(alone) else []
    return max(shares)
