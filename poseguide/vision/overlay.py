"""The overlay on a picture: skeleton, main signal against its target, count, phase, cue."""

from __future__ import annotations

import math

import numpy as np

from poseguide.core.i18n import Language, word
from poseguide.core.records import Counts, Frame, Update, WorkSide
from poseguide.definitions.base import Condition
from poseguide.definitions.cue_text import now, say
from poseguide.definitions.schema import Exercise
from poseguide.vision.lettering import (  # fmt: skip
    AMBER,
    GREEN,
    GREY,
    WHITE,
    Picture,
    panel,
    text_size,
    wrapped,
    write,
)
from poseguide.vision.overlay_body import draw_angle, draw_ring, draw_skeleton, joint_of, side_shown
from poseguide.vision.overlay_gauge import Gauge, target_of, written

#: A cue stays in the picture this long.
_CUE_S = 3.0


class Overlay:
    """Draws the engine's state into the frames of one session, in the order of time.

    It remembers the last cue, to show it for three seconds, and the range of the gauge.
    """

    def __init__(self, exercise: Exercise, language: Language) -> None:
        self._exercise = exercise
        self._language: Language = language
        self._gauge = Gauge(exercise, language)
        self._cue: str | None = None
        self._cue_until_s = -math.inf

    def draw(self, frame: Frame, update: Update) -> Picture:
        """The picture with the overlay, (H, W, 3) uint8 RGB; the frame itself is left as it is."""
        picture = frame.image.copy()
        size_px = max(8, min(picture.shape[:2]) // 24)  # the small type: all is measured in it
        near = update.sample.near
        side = side_shown(update)
        value = update.sample.sides[side][self._exercise.main]
        target = target_of(self._exercise, update, value)
        draw_skeleton(picture, update, near if side == "both" else side, max(2, size_px // 7))
        self._draw_joint(picture, update, side, value, target, size_px)
        self._gauge.draw(picture, value, target, size_px)
        self._draw_count(picture, update, size_px)
        self._draw_cue(picture, update, size_px)
        return picture

    def _draw_joint(
        self,
        picture: Picture,
        update: Update,
        side: WorkSide,
        value: float,
        target: Condition | None,
        size_px: int,
    ) -> None:
        """The angle at the joint with its target, or a ring for a length; the value over it.

        The gauge alone shows a surface.
        """
        signal = self._exercise.signals[self._exercise.main]
        points = joint_of(self._exercise, update, side)
        if math.isnan(value) or not len(points) or not np.isfinite(points).all():
            return  # not seen, or a measure of the picture, which stands at no point
        reached = target is not None and target.holds(value)
        color = GREEN if reached else AMBER
        thick_px = max(2, size_px // 6)
        joint = points[len(points) // 2]
        if len(points) == 3 and signal.unit == "deg":
            draw_angle(picture, points, value, target, thick_px, color)
        else:
            draw_ring(picture, joint, thick_px, color)
        text = written(value, signal.unit, self._language)
        width, height = text_size(text, size_px, bold=True)
        left, top = round(joint[0]) - width // 2, round(joint[1]) - 3 * size_px - height
        gap = size_px // 4
        panel(picture, left - gap, top, left + width + gap, top + height)
        write(picture, text, (left, top), size_px, color, bold=True)

    def _draw_count(self, picture: Picture, update: Update, size_px: int) -> None:
        """The count, large, in the upper left corner, with what happens now beside it."""
        held_s, counts = update.hold_s, update.counts
        lines = [(now(self._exercise, update.state, update.phase, self._language), WHITE)]
        if held_s is None:
            count = str(counts.complete)
            lines += [(text, GREY) for text in self._more(counts)]
        else:
            count = f"{held_s:.0f}"
            lines.append((self._of_hold(held_s), GREY))
        gap, big_px, line_px = size_px // 2, 3 * size_px, round(1.25 * size_px)
        number_px, height = text_size(count, big_px, bold=True)
        height = max(height, len(lines) * line_px + gap // 2)
        text_px = max(text_size(text, size_px)[0] for text, _ in lines)
        panel(picture, gap, gap, 4 * gap + number_px + text_px, gap + height)
        write(picture, count, (2 * gap, gap), big_px, WHITE, bold=True)
        for number, (text, color) in enumerate(lines):
            at = (3 * gap + number_px, gap + gap // 4 + number * line_px)
            write(picture, text, at, size_px, color)

    def _of_hold(self, held_s: float) -> str:
        assert self._exercise.hold is not None
        return f"{held_s:.0f} / {self._exercise.hold.seconds:.0f} {word('s', self._language)}"

    def _more(self, counts: Counts) -> list[str]:
        lines = []
        if self._exercise.sides != "both":
            sides = {"left": counts.left, "right": counts.right}
            lines = [" · ".join(f"{word(side, self._language)} {n}" for side, n in sides.items())]
        if counts.incomplete:
            lines.append(word("count_incomplete", self._language, number=counts.incomplete))
        return lines

    def _draw_cue(self, picture: Picture, update: Update, size_px: int) -> None:
        """The last cue, at the bottom, until its time is over."""
        if update.cue is not None:
            self._cue, self._cue_until_s = update.cue, update.time_s + _CUE_S
        if self._cue is None or update.time_s >= self._cue_until_s:
            return
        text = say(self._exercise, self._cue, self._language)
        type_px, gap = round(1.4 * size_px), size_px // 2
        height_px, width_px = picture.shape[:2]
        lines = wrapped(text, width_px - 6 * gap, type_px, bold=True)
        widest = max(text_size(line, type_px, bold=True)[0] for line in lines)
        line_px = text_size(text, type_px, bold=True)[1]
        top = height_px - 2 * gap - len(lines) * line_px
        middle = width_px // 2
        panel(
            picture,
            middle - widest // 2 - 2 * gap,
            top - gap // 2,
            middle + widest // 2 + 2 * gap,
            height_px - gap,
        )
        color = GREEN if self._cue == "good" else AMBER
        for number, line in enumerate(lines):
            left = middle - text_size(line, type_px, bold=True)[0] // 2
            write(picture, line, (left, top + number * line_px), type_px, color, bold=True)
