"""The way back of an attempt: when it is back in the start posture, and when it turned before."""

from __future__ import annotations

import math

from poseguide.core.timing import HeldTimer

#: The start posture is taken again when the movement rests in it for this long, or stays for that
#: long.
_BACK_S = 0.12
_STAYED_S = 0.6
#: Where the movement may only pass through the start posture on its way, it must rest there this
#: long.
_SETTLED_S = 0.4

#: So much of the way out must be made back before a turn, and out again after it: less is a wobble.
_CLEAR_SHARE = 0.35
#: A turn takes at least this long, and so does the way to it from the top: legs whose labels swap
#: are elsewhere at once, and mostly back after a frame or two.
_TURN_S, _WAY_S = 0.3, 0.25
#: Within this share of the furthest point the movement is at its top.
_TOP_SHARE = 0.1


class TurnWatch:
    """Follows the main signal of one attempt, as far as it is out from its rest.

    `rest` is the signal's value there, NaN where it is not known; within `room` of it the movement
    is back. `sign` is 1.0 where the movement makes the signal grow, else -1.0.
    """

    def __init__(self, rest: float, room: float, sign: float) -> None:
        self._rest, self._room, self._sign = rest, room, sign
        self._top = self._low = -math.inf
        self._low_s = self._down_s = self._top_s = math.nan

    def push(self, time_s: float, value: float) -> float | None:
        """Take a sample; return when the movement turned, once it is clearly on its way out again.

        None while it has not, and where it was back at the turn.
        """
        out = self._sign * (value - self._rest)
        if math.isnan(out):
            return None
        if out >= self._top:
            self._top = self._low = out
        elif out < self._low:
            self._low, self._low_s = out, time_s
        way = _CLEAR_SHARE * self._top
        if out >= (1.0 - _TOP_SHARE) * self._top and self._low > self._top - way:
            self._top_s = time_s
        if out > self._top - way and self._low > self._top - way:
            self._down_s = time_s
        if self._top < 2.0 * self._room or not self._room < self._low <= self._top - way:
            return None
        turned = out >= self._low + way and time_s - self._down_s >= _TURN_S
        return self._low_s if turned and self._low_s - self._top_s >= _WAY_S else None


class ReturnWatch:
    """Finds when an attempt came back to the start.

    `by_turns` is whether the sides take turns; the other parameters are those of TurnWatch.
    """

    def __init__(self, rest: float, room: float, sign: float, *, by_turns: bool) -> None:
        self._rest, self._room, self._sign, self._by_turns = rest, room, sign, by_turns
        self._returning = HeldTimer()
        self._returned_at = math.nan

    @property
    def is_near(self) -> bool:
        """Return whether the start posture is held now, though perhaps not for long enough."""
        return self._returning.from_s is not None

    def resume(self) -> None:
        """Go on after a gap: what lasts is timed anew."""
        self._returning = HeldTimer()

    def push(
        self, time_s: float, value: float, back: bool | None, *, passing: bool
    ) -> float | None:
        """Take a sample; return the time at which the movement came back; None while it has not.

        `back` is whether the start posture is held, None where that is not seen. The movement is
        back when it comes to rest there. After a later phase it is enough that it stays or turns
        there; before one (`passing`) it may only be on its way to the next phase.
        """
        since = self._returning.from_s
        if since is not None and back is False:
            self._returning = HeldTimer()
            return None if passing or time_s - since < _BACK_S else time_s
        if since is not None and passing and abs(value - self._returned_at) > self._room:
            self._returning = HeldTimer()
        if self._returning.from_s is None:
            self._returned_at = value
        lasted_s = self._returning.push(time_s, back)
        if self._returning.from_s is None:
            return None
        if passing:
            return self._returning.from_s if lasted_s >= _SETTLED_S else None
        out = self._sign * (value - self._rest)
        # Where the sides take turns, it is the other one's movement that takes it beyond its rest.
        resting = out <= self._room if self._by_turns else abs(out) <= self._room
        return time_s if lasted_s >= (_BACK_S if resting else _STAYED_S) else None
