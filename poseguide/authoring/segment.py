"""A marked part of a recording: the sides that work, the movements that show it, its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.authoring.candidate_signals import CANDIDATES, CandidateTrack
from poseguide.authoring.movement import THERE, Movement, Turn, movements_of, smoothed
from poseguide.core.skeleton import SIDES, Side, other_side
from poseguide.definitions.measures import MEASURES

#: Trunk and thighs are asked first which sides work: the model drags the far foot along.
_NEAR_TRUNK = ("trunk", "hip", "knee", "thigh", "knee_height")
#: Signals are believed where the clearest of them is this clear beside the clearest of all, and one
#: that says that the sides take turns where it is this clear by itself and beside that.
_TELLING, _BY_TURNS, _BESIDE = 0.25, 0.4, 0.2
#: The other side works where this many more movements are clear in it.
_MORE = 1.3

Sides = Literal["one", "both", "alternate"]


@dataclass(frozen=True, eq=False)
class MarkedSegment:
    """The marked part of a recording: its movements, the clearest first, and the sides that work.

    `movements` are those of the working side. Where sides alternate `pairs` holds the other side's
    by name, and `echoes` how far a side seems to go along while the other moves, as a share.
    """

    track: CandidateTrack
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
        """The number of repetitions of both sides that one of the movements shows."""
        pair = self.pairs.get(movement.name)
        return movement.count + (pair.count if pair is not None else 0)


def readings(track: CandidateTrack) -> list[MarkedSegment]:
    """Return the ways to read a part of a recording, the most likely first; [] if nothing moves.

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
    together = MarkedSegment(
        track, _sides(track, seen[working], seen[other]), working, found, {}, {}
    )
    turns = tuple(m for m in found if _take_turns(track, m, seen[other].get(m.name)))
    clear = max(_BY_TURNS, _BESIDE * found[0].score)
    if not any(m.name in _NEAR_TRUNK and m.score >= clear for m in turns):
        return [together]
    pairs = {m.name: seen[other][m.name] for m in turns}
    echoes = {m.name: _echo(track, m, pairs[m.name]) for m in turns}
    return [MarkedSegment(track, "alternate", working, turns, pairs, echoes), together]


def _clearest(seen: dict[str, Movement]) -> float:
    return sum(sorted(movement.score for movement in seen.values())[-3:])


def _sides(
    track: CandidateTrack, seen: dict[str, Movement], others: dict[str, Movement]
) -> Literal["one", "both"]:
    """Return whether the other side does the same at the same time: what most signals say."""
    clearest = max(movement.score for movement in seen.values())
    for names in (_NEAR_TRUNK, tuple(CANDIDATES)):
        ways = [(_way(track, m, others.get(n)), m.score) for n, m in seen.items() if n in names]
        if max((score for _, score in ways), default=0.0) >= _TELLING * clearest:
            votes = {kind: sum(s for way, s in ways if way == kind) for kind in ("both", "one")}
            return "both" if votes["both"] > votes["one"] else "one"
    return "one"


def _take_turns(track: CandidateTrack, main: Movement, other: Movement | None) -> bool:
    """Return whether both sides move, one after the other, about as often."""
    by_turns = _way(track, main, other) == "alternate"
    return by_turns and other is not None and abs(main.count - other.count) <= 1


def _way(track: CandidateTrack, main: Movement, other: Movement | None) -> Sides:
    if CANDIDATES[main.name].one_trunk:
        return "both"
    if other is None or other.way < 0.5 * main.way:
        return "one"
    here = np.abs(track.values[main.side][main.name] - main.rest) > 0.5 * main.way
    there = np.abs(track.values[other.side][main.name] - other.rest) > 0.5 * other.way
    together = float((here & there).sum()) / max(1, min(here.sum(), there.sum()))
    return "both" if together > 0.5 else "alternate"


def _echo(track: CandidateTrack, one: Movement, other: Movement) -> float:
    """Return how far a resting side seems to go along with the other, as a share of its own way."""
    shares = [0.0]
    for still, moving in ((one, other), (other, one)):
        away = np.abs(track.values[still.side][still.name] - still.rest) / still.way
        there = np.abs(track.values[moving.side][moving.name] - moving.rest) > THERE * moving.way
        alone = away[there & (away < THERE)]
        shares += [float(np.nanpercentile(alone, 90))] if len(alone) else []
    return max(shares)


#: Angles that move less than this are measured from the person's own start; others are steady
#: where they are worth more than this.
_ABSOLUTE_DEG, _STEADY = 30.0, 0.7
#: Moments that are not near one another: in seconds, and as a share of the repetition.
_APART_S, _APART = 0.3, 0.15
#: A second signal is worth a phase when it moves this much as clearly as the main one.
_SECOND = 0.5
_JOINTS = ("hip", "knee", "shoulder", "elbow")


@dataclass(frozen=True)
class MovementPart:
    """A future phase: a turn of a signal, named as the definition names it.

    `way` is how far the turn is from the rest, signed, in the signal's unit.
    """

    movement: Movement
    turn: Turn
    signal: str
    way: float

    @property
    def origin(self) -> float:
        """The signal's value at rest: 0 where it is measured from the start."""
        return 0.0 if self.signal != self.movement.name else self.movement.rest

    @property
    def name(self) -> str:
        """A name that says which joint went where."""
        measure = MEASURES[CANDIDATES[self.movement.name].signal.measure]
        return f"{self.movement.name}_{measure.more if self.way > 0 else measure.less}"


def parts_of(marked: MarkedSegment, main: Movement, second: Movement | None) -> list[MovementPart]:
    """The parts of a repetition: the turns of the main movement, and what comes between them."""
    turns = [(main, turn) for turn in main.turns]
    if second is not None:
        turns += [(second, turn) for turn in second.turns if _is_apart(main, turn)]
    turns.sort(key=lambda item: later_s(main.turns[0], item[1]))
    return [
        MovementPart(movement, turn, signal_name(movement), _share_of_way(marked, movement, turn))
        for movement, turn in turns
    ]


def seconds_of(marked: MarkedSegment, main: Movement) -> list[Movement]:
    """Other joints whose turn comes at another moment than those of the main movement."""
    clear = [m for m in marked.movements if m.name in _JOINTS and m is not main]
    clear = [m for m in clear if m.score >= _SECOND * main.score and m.count == main.count]
    return [m for m in clear if any(_is_apart(main, turn) for turn in m.turns)]


def signal_name(movement: Movement) -> str:
    """The signal's name: with `_move` where it is measured from the person's own start."""
    candidate = CANDIDATES[movement.name]
    steady = candidate.unit == "deg" and candidate.worth > _STEADY
    absolute = steady and movement.way >= _ABSOLUTE_DEG
    return movement.name if absolute else f"{movement.name}_move"


def later_s(before: Turn, after: Turn) -> float:
    """Return the median time from one turn to the other over all repetitions, in seconds."""
    return float(np.median(np.array(after.times_s) - np.array(before.times_s)))


def _is_apart(main: Movement, turn: Turn) -> bool:
    least_s = max(_APART_S, _APART * main.duration_s)
    return all(abs(later_s(own, turn)) > least_s for own in main.turns)


def _share_of_way(marked: MarkedSegment, movement: Movement, turn: Turn) -> float:
    """Return the way from rest to a turn; where sides alternate, of the one that moves less."""
    way = turn.value - movement.rest
    pair = marked.pairs.get(movement.name)
    if pair is None:
        return way
    others = [t.value - pair.rest for t in pair.turns if (t.value > pair.rest) == (way > 0)]
    return min([way, *others], key=abs)
