"""The parts of a movement in their order: each turn of the main signal, and of a second one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poseguide.candidates import CANDIDATES
from poseguide.marked import Marked
from poseguide.movement import Movement, Turn

#: Angles that move less than this are measured from the person's own start; others are steady
#: where they are worth more than this.
_ABSOLUTE_DEG, _STEADY = 30.0, 0.7
#: Moments that are not near one another: in seconds, and as a share of the repetition.
_APART_S, _APART = 0.3, 0.15
#: A second signal is worth a phase when it moves this much as clearly as the main one.
_SECOND = 0.5
_JOINTS = ("hip", "knee", "shoulder", "elbow")


@dataclass(frozen=True)
class Part:
    """One phase to be: a turn of a signal, named as the definition names it.

    `way` is how far the turn is from the rest, signed, in the signal's unit.
    """

    movement: Movement
    turn: Turn
    signal: str
    way: float

    @property
    def origin(self) -> float:
        """What the signal reads at rest: 0 where it is measured from the start."""
        return 0.0 if self.signal != self.movement.name else self.movement.rest

    @property
    def name(self) -> str:
        """A name that says which joint went where."""
        if CANDIDATES[self.movement.name].signal.measure in ("angle", "ventral_angle"):
            return f"{self.movement.name}_{'open' if self.way > 0 else 'bent'}"
        return f"{self.movement.name}_{'up' if self.way > 0 else 'down'}"


def parts_of(marked: Marked, main: Movement, second: Movement | None) -> list[Part]:
    """The parts of a repetition: the turns of the main movement, and what comes between them."""
    turns = [(main, turn) for turn in main.turns]
    if second is not None:
        turns += [(second, turn) for turn in second.turns if _is_apart(main, turn)]
    turns.sort(key=lambda item: later_s(main.turns[0], item[1]))
    return [
        Part(movement, turn, signal_name(movement), _way(marked, movement, turn))
        for movement, turn in turns
    ]


def seconds_of(marked: Marked, main: Movement) -> list[Movement]:
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
    """How long after one turn the other comes, in seconds: the middle of all repetitions."""
    return float(np.median(np.array(after.times_s) - np.array(before.times_s)))


def _is_apart(main: Movement, turn: Turn) -> bool:
    least_s = max(_APART_S, _APART * main.duration_s)
    return all(abs(later_s(own, turn)) > least_s for own in main.turns)


def _way(marked: Marked, movement: Movement, turn: Turn) -> float:
    """From the rest to a turn; where sides alternate, that of the side that moves less."""
    way = turn.value - movement.rest
    pair = marked.pairs.get(movement.name)
    if pair is None:
        return way
    others = [t.value - pair.rest for t in pair.turns if (t.value > pair.rest) == (way > 0)]
    return min([way, *others], key=abs)
