"""The state of a live session as words, numbers and lines, ready to be drawn by the browser."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.message import Message
from poseguide.core.i18n.numbers import decimal
from poseguide.core.records import Floats, Pose, Update, WorkSide
from poseguide.core.skeleton import Side
from poseguide.definitions.cue_text import now
from poseguide.definitions.schema import BaseExercise, Exercise
from poseguide.live.guidance import Guidance, Timer
from poseguide.live.messages import (
    AngleView,
    Bone,
    GaugeView,
    RingView,
    SayingView,
    TimerView,
    ViewMessage,
)
from poseguide.live.pacing import PacePoint
from poseguide.live.worker import ProcessingRate, Snapshot
from poseguide.live.workout import ExerciseRequest
from poseguide.vision.overlay_body import LimbKind, arc, bones, joint_of, side_shown
from poseguide.vision.overlay_gauge import Scale, label_of, target_of, written


class Screen:
    """Puts the guidance of one exercise into words and plain numbers for the browser.

    Points are pixels of the picture, `size` is its width and height, angles are degrees, measured
    clockwise from the right. It remembers how far the main signal has moved, so that the ends of
    the gauge fit the person.
    """

    def __init__(self, exercise: BaseExercise, language: Language) -> None:
        self._exercise = exercise
        self._tracked = exercise.tracked
        self._language: Language = language
        self._scale = Scale(self._tracked) if self._tracked else None

    def show(self, guidance: Guidance) -> ViewMessage:
        """Return everything to show and to say after a frame."""
        exercise = self._exercise
        message = ViewMessage(
            stage=guidance.stage,
            title=exercise.name[self._language],
            count=f"{guidance.done}",
            of=None if guidance.of is None else f"{guidance.of}",
            side=self._side(guidance),
            now=self._now(guidance),
            detail=self._detail(guidance),
            advice=guidance.advice.text(self._language) if guidance.advice else "",
            say=[
                SayingView(
                    text=line.message.text(self._language), kind=line.kind, urgent=line.urgent
                )
                for line in guidance.lines
            ],
            timer=self._timer(guidance.timer),
            ring=self._ring(guidance.pace_point),
            size=None,
            bones=[],
            gauge=None,
            angle=None,
            done=guidance.end is not None,
        )
        tracked = self._tracked
        if tracked is not None:
            timer = guidance.timer
            if tracked.hold is not None and timer is not None and timer.kind == "hold":
                # A hold is counted in seconds: the clock is the large number.
                message.count, message.of = f"{int(timer.seconds)}", f"{timer.of_s:.0f}"
                message.timer = None
            if guidance.pose is not None:
                self._add_body(message, tracked, guidance.update, guidance.pose)
        return message

    def _side(self, guidance: Guidance) -> str:
        if guidance.side not in ("left", "right"):
            return ""
        return word(f"{guidance.side}_leg", self._language)

    def _now(self, guidance: Guidance) -> str:
        if guidance.stage in ("check", "rest", "done"):
            return word(f"stage_{guidance.stage}", self._language)
        if guidance.pace_point is not None:
            return guidance.pace_point.step.label[self._language]
        update = guidance.update
        if update is None or self._tracked is None:
            return word("get_ready", self._language)
        return now(self._tracked, update.state, update.phase, self._language)

    def _detail(self, guidance: Guidance) -> str:
        parts = []
        if guidance.parts > 1:
            number, of = guidance.part + 1, guidance.parts
            parts.append(word("exercise_of", self._language, number=number, of=of))
        if guidance.sets > 1:
            number, of = guidance.set_number, guidance.sets
            parts.append(word("set_of", self._language, number=number, of=of))
        incomplete = guidance.update.counts.incomplete if guidance.update else 0
        if incomplete:
            parts.append(word("count_incomplete", self._language, number=incomplete))
        return " · ".join(parts)

    def _timer(self, timer: Timer | None) -> TimerView | None:
        if timer is None:
            return None
        return TimerView(
            label=word(f"timer_{timer.kind}", self._language),
            # A rest counts down to 0, and 0 is when it is over.
            text=f"{math.ceil(timer.seconds) if timer.kind == 'rest' else int(timer.seconds)}",
            of=f"{timer.of_s:.0f}",
            share=min(1.0, timer.seconds / timer.of_s),
        )

    def _ring(self, point: PacePoint | None) -> RingView | None:
        if point is None:
            return None
        pace = self._exercise.led_by
        steps = pace.steps if pace else []
        # The first step fills the ring, the second empties it; what comes after is done empty.
        fill = {0: point.share, 1: 1.0 - point.share}.get(steps.index(point.step), 0.0)
        return RingView(
            label=point.step.label[self._language],
            text=f"{math.ceil(point.left_s)}",
            share=point.share,
            fill=fill,
        )

    def _add_body(
        self, message: ViewMessage, exercise: Exercise, update: Update | None, pose: Pose
    ) -> None:
        """Add the lines of the body, and where a signal was measured its gauge and angle."""
        near: Side = update.sample.near if update else "left"
        side: WorkSide = near
        if update is not None:
            side = side_shown(update)
            message.gauge, message.angle = self._measure(exercise, update, side)
        working: Side = near if side == "both" else side
        message.size = (pose.width_px, pose.height_px)
        message.bones = [
            _bone(ends, kind)
            for ends, kind in bones(pose.points, near, working)
            if np.isfinite(ends).all()
        ]

    def _measure(
        self, exercise: Exercise, update: Update, side: WorkSide
    ) -> tuple[GaugeView | None, AngleView | None]:
        """Return the gauge of the main signal with its target, and the angle at its joint."""
        assert self._scale is not None
        value = update.sample.sides[side][exercise.main]
        self._scale.see(value)
        target = target_of(exercise, update, value)
        seen = math.isfinite(value)
        unit = exercise.signals[exercise.main].unit
        text = written(value, unit, self._language)
        reached = target is not None and target.holds(value)
        low, high = self._scale.low, self._scale.high
        gauge = GaugeView(
            label=label_of(exercise, self._language),
            text=text,
            low=low,
            high=high,
            value=value if seen else None,
            above=target.above if target else None,
            below=target.below if target else None,
            reached=reached,
        )
        points = joint_of(exercise, update, side)
        angle = None
        if seen and unit == "deg" and len(points) == 3 and np.isfinite(points).all():
            from_deg, sweep_deg = arc(points, value)
            limits = (target.above, target.below) if target else ()
            angle = AngleView(
                at=_rounded(points[1]),
                from_deg=round(from_deg, 1),
                sweep=round(sweep_deg, 1),
                ticks=[
                    round(from_deg + math.copysign(limit, sweep_deg), 1)
                    for limit in limits
                    if limit is not None
                ],
                text=text,
                reached=reached,
            )
        return (gauge if math.isfinite(low) else None), angle


class WorkoutView:
    """Puts the states of a workout into words and plain numbers, and says each thing once."""

    def __init__(self, requests: Sequence[ExerciseRequest]) -> None:
        self._requests = requests
        self._screens = [Screen(one.definition.exercise, one.language) for one in requests]
        self._shown: Guidance | None = None

    def message(self, snapshot: Snapshot, note: Message | None) -> ViewMessage:
        """Return what to show of a state, and to say of it the first time it is asked for.

        `note` is what could not be saved. Raises ValueError for a state before the first frame.
        """
        guidance = snapshot.guidance
        if guidance is None:
            raise ValueError("there is nothing to show before the first frame")
        request = self._requests[guidance.part]
        message = self._screens[guidance.part].show(guidance)
        if guidance is self._shown:
            message.say = []  # a state that is asked for again is not said again
        self._shown = guidance
        message.rate = rate_words(snapshot.rate, request.language)
        message.camera = request.needs_camera
        message.more = guidance.part + 1 < len(self._requests)
        message.note = note.text(request.language) if note else ""
        return message


def rate_words(rate: ProcessingRate, language: Language) -> str:
    """Return how well the work keeps up, on one line; "" before it is known."""
    if rate.fps is None:
        return ""
    return word(
        "rate",
        language,
        fps=decimal(rate.fps, 0, language),
        p50=f"{rate.p50_ms:.0f}",
        p95=f"{rate.p95_ms:.0f}",
        dropped=rate.dropped,
    )


def _bone(ends: Floats, kind: LimbKind) -> Bone:
    return (*_rounded(ends[0]), *_rounded(ends[1]), kind)


def _rounded(point: Floats) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)
