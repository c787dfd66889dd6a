"""The next target of the main signal, and a scale that shows how near it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import cv2

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import decimal
from poseguide.core.palette import rgb_of
from poseguide.core.records import Update
from poseguide.definitions.base import Condition, Unit
from poseguide.definitions.schema import Exercise
from poseguide.vision.lettering import (
    GREEN,
    GREY,
    WHITE,
    Picture,
    panel,
    text_size,
    wrapped,
    write,
)

#: The scale reaches this share of its length beyond the limits that stand on it.
_ROOM = 0.2
#: In heights of the small type: the scale, and a picture that holds it beside the count.
_WIDTH = 14
_WIDE = 31
_EMPTY = rgb_of("film-empty")


class Bar(NamedTuple):
    """The corners of the scale's bar in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def target_of(exercise: Exercise, update: Update, value: float) -> Condition | None:
    """The range for the main signal: of the phase while it holds, else of the next, without faults.

    Before the start posture is taken it is the start posture's; after the last phase the way back.
    None where the main signal does not matter at this moment.
    """
    if exercise.hold is not None:
        return _on_main(exercise, exercise.hold.when)
    if exercise.repetition is None:
        return None
    if update.state in ("searching", "positioning"):
        return _on_main(exercise, exercise.start.when)
    names = [phase.name for phase in exercise.phases]
    at = names.index(update.phase) if update.phase in names else -1
    if at >= 0:
        here = _on_main(exercise, exercise.phases[at].enter)
        if here is not None and here.holds(value):
            return _without_faults(exercise, names[at], here)
    if at + 1 < len(names):
        there = _on_main(exercise, exercise.phases[at + 1].enter)
        return there and _without_faults(exercise, names[at + 1], there)
    return _on_main(exercise, exercise.repetition.back or exercise.start.when)


def _on_main(exercise: Exercise, conditions: Iterable[Condition]) -> Condition | None:
    return next((c for c in conditions if c.signal == exercise.main), None)


def _without_faults(exercise: Exercise, phase: str, target: Condition) -> Condition:
    """The range of a phase, ending where a fault of the main signal begins."""
    above, below = target.above, target.below
    for fault in exercise.faults:
        if fault.signal == exercise.main and fault.phase == phase:
            if fault.above is not None and (below is None or fault.above < below):
                below = fault.above
            if fault.below is not None and (above is None or fault.below > above):
                above = fault.below
    return Condition(signal=target.signal, above=above, below=below)


def written(value: float, unit: Unit, language: Language) -> str:
    """A value of a signal as people read it: whole degrees, else two digits; “–” for not seen."""
    if math.isnan(value):
        return "–"
    if unit == "deg":
        return f"{round(value)}°"
    return decimal(round(value, 2) + 0.0, 2, language)  # adding 0.0 makes a minus zero plain


def label_of(exercise: Exercise, language: Language) -> str:
    """The name of the main signal, with its unit; degrees are written with their sign instead."""
    signal = exercise.signals[exercise.main]
    unit = "" if signal.unit == "deg" else f" ({word(signal.unit, language)})"
    return f"{signal.label[language]}{unit}"


class Scale:
    """The ends of a scale of the main signal: its limits with room, and how far it has moved."""

    def __init__(self, exercise: Exercise) -> None:
        limits = _limits_on_main(exercise)
        self.low, self.high = math.inf, -math.inf
        self._room = exercise.cycle.swing if exercise.cycle else 0.0
        if limits:
            room = _ROOM * (max(limits) - min(limits) or 1.0)
            self.low, self.high = min(limits) - room, max(limits) + room

    def see(self, value: float) -> None:
        """Make room for a value; NaN changes nothing."""
        if math.isfinite(value):
            self.low = min(self.low, value - self._room)
            self.high = max(self.high, value + self._room)


class Gauge:
    """A scale of the main signal in the upper right corner, where a body on the floor is not.

    It remembers how far the signal has moved, so that its ends fit the person.
    """

    def __init__(self, exercise: Exercise, language: Language) -> None:
        self._label = label_of(exercise, language)
        self._unit = exercise.signals[exercise.main].unit
        self._language: Language = language
        self._scale = Scale(exercise)

    def draw(self, picture: Picture, value: float, target: Condition | None, size_px: int) -> None:
        """Draw the scale into a picture in place; `size_px` is the height of the small type."""
        self._scale.see(value)
        color = GREEN if target is not None and target.holds(value) else WHITE
        width_px = picture.shape[1]
        gap, small_px, large_px = size_px // 2, round(0.75 * size_px), round(1.3 * size_px)
        inside = min(_WIDTH * size_px, width_px - 4 * gap)
        right = width_px - 2 * gap
        left = right - inside
        # Beside the count where the picture is wide enough, else under it.
        top = gap if width_px >= _WIDE * size_px else 6 * size_px
        text = written(value, self._unit, self._language)
        text_width, text_height = text_size(text, large_px, bold=True)
        lines = wrapped(self._label, inside - 4 * size_px, small_px)
        line_px = text_size(self._label, small_px)[1]
        bar_top = top + max(text_height, len(lines) * line_px) + gap
        bar = Bar(left, bar_top, right, bar_top + round(0.6 * size_px))
        panel(picture, left - gap, top, right + gap, bar.bottom + line_px + gap)
        for number, line in enumerate(lines):
            write(picture, line, (left, top + gap // 2 + number * line_px), small_px, GREY)
        write(picture, text, (right - text_width, top), large_px, color, bold=True)
        cv2.rectangle(picture, bar[:2], bar[2:], _EMPTY, cv2.FILLED)
        if math.isfinite(value):
            cv2.rectangle(picture, bar[:2], (self._x(value, bar), bar.bottom), color, cv2.FILLED)
        if target is not None:
            self._draw_target(picture, bar, target, small_px)

    def _draw_target(self, picture: Picture, bar: Bar, target: Condition, type_px: int) -> None:
        """A mark with its value at each limit, and a line along the range to be in."""
        thick_px = max(2, type_px // 6)
        low = self._scale.low if target.above is None else target.above
        high = self._scale.high if target.below is None else target.below
        y = bar.bottom + thick_px
        cv2.line(picture, (self._x(low, bar), y), (self._x(high, bar), y), GREEN, thick_px)
        for limit in (target.above, target.below):
            if limit is None:
                continue
            x = self._x(limit, bar)
            cv2.line(picture, (x, bar.top - 2 * thick_px), (x, y), GREEN, thick_px)
            text = written(limit, self._unit, self._language)
            text_px = text_size(text, type_px)[0]
            at = min(max(x - text_px // 2, bar.left), bar.right - text_px)
            write(picture, text, (at, y + thick_px), type_px, GREEN)

    def _x(self, value: float, bar: Bar) -> int:
        share = (value - self._scale.low) / (self._scale.high - self._scale.low)
        return round(bar.left + min(max(share, 0.0), 1.0) * (bar.right - bar.left))


def _limits_on_main(exercise: Exercise) -> list[float]:
    """Every number of the definition that the main signal is compared with."""
    conditions = [*exercise.start.when]
    for phase in exercise.phases:
        conditions += phase.enter
    if exercise.repetition is not None:
        conditions += [*exercise.repetition.attempt, *exercise.repetition.back]
    if exercise.hold is not None:
        conditions += exercise.hold.when
    limits = [
        limit
        for condition in conditions
        if condition.signal == exercise.main
        for limit in (condition.above, condition.below)
        if limit is not None
    ]
    return limits + [fault.limit for fault in exercise.faults if fault.signal == exercise.main]
