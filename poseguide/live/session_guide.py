"""Guides one person through one exercise in front of a camera, from the camera check to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from poseguide.core.i18n import Language
from poseguide.core.i18n.message import Sentences, Translatable
from poseguide.core.records import Finding, Frame, Pose, Rep, Session, Source, Update
from poseguide.definitions.catalog import Definition
from poseguide.engine.coach import Coach
from poseguide.engine.fault_rules import judge_series
from poseguide.engine.totals import Totals, session_of
from poseguide.live.camera_check import CameraCheck
from poseguide.live.exercise_guide import ExerciseGuide
from poseguide.live.guidance import End, Guidance, Timer
from poseguide.live.hold_clock import HoldClock
from poseguide.live.pacing import Pacer
from poseguide.live.remarks import CrowdWatch, Remarks
from poseguide.live.set_guide import SetGuide
from poseguide.live.speech import SpokenLine, Voice
from poseguide.live.stage_clock import StageClock, has_begun
from poseguide.training.goal import Goal, GoalProgress
from poseguide.training.session import SessionProgress
from poseguide.vision.pose_estimator import FindsPose

#: From “begin” to the first step of a pace.
_LEAD_IN_S = 2.0


class SessionGuide(ExerciseGuide):
    """Takes frames in the order of time and returns the guidance after each.

    It reads no clock: the times of the frames are the session's own, which go on where a session
    that was interrupted had stopped (`earlier` are its repetitions). `count_people` counts the
    people in a frame. The camera check comes first, then the start posture, and nothing is counted
    before that was held. `closing` is the key of the message when all is done.
    """

    source = "camera"

    def __init__(
        self,
        definition: Definition,
        goal: Goal,
        language: Language,
        estimator: FindsPose,
        count_people: Callable[[Frame], int],
        *,
        earlier: Sequence[Rep] = (),
        closing: str = "all_done",
    ) -> None:
        super().__init__(definition, goal)
        self._definition = definition
        self._exercise = exercise = definition.exercise
        self._estimator = estimator
        self._closing = closing
        self.totals = Totals(exercise, earlier)
        self.coach = Coach(exercise, estimator, earlier=earlier)
        self._progress = GoalProgress(goal, exercise)
        for rep in earlier:
            if rep.complete:
                self._progress.add(rep)
        self._voice = voice = Voice(language)
        self._stages = StageClock()
        crowd = CrowdWatch(count_people)
        self._check = CameraCheck(exercise, partial(crowd.push, stage="check"))
        self._remarks = Remarks(exercise, crowd, voice)
        self._sets = SetGuide(exercise, goal, self._progress, self._stages, voice)
        self._hold = HoldClock(exercise, goal, voice)
        pace, level = exercise.pace, goal.level
        self._pacer = Pacer(pace, level) if pace is not None and level is not None else None
        self._last = Guidance(0.0, "check")

    def push(self, frame: Frame) -> Guidance:
        """Take the next frame, which is later than the one before, and return the guidance."""
        self._stages.start(frame.time_s)
        counts = self._stages.stage not in ("check", "rest")
        guidance = self._follow(frame) if counts else self._watch(frame)
        cue = guidance.update.cue if guidance.update else None
        remarks = self._remarks.push(frame, guidance.pose, self._stages.stage, cue)
        self._last = replace(guidance, lines=(*guidance.lines, *remarks))
        if self._remarks.is_gone(frame, self._stages.stage):
            self.stop("nobody")
        return self._last

    def stop(self, end: End = "stopped") -> Guidance:
        """End the session and return the last guidance; the last repetitions are in `reps`."""
        key = {"dose": self._closing, "stopped": "stopped", "nobody": "ended_nobody"}[end]
        self.totals.reps.extend(self.coach.finish())
        line = self._voice.tell(self._last.time_s, key, urgent=end != "dose")
        lines = (*self._last.lines, line) if self._last.end is None else ()
        self._last = replace(self._last, stage="done", end=end, lines=lines, advice=None)
        return self._last

    # --- what is known of the session ----------------------------------------------------------

    @property
    def reps(self) -> Sequence[Rep]:
        """All repetitions so far, in order, those of before included where a session goes on."""
        return self.totals.reps

    def series(self, reps: Sequence[Rep]) -> tuple[Finding, ...]:
        """Return what the rules of the series say of these repetitions."""
        return judge_series(self._exercise, reps)

    def progress(self, guidance: Guidance) -> SessionProgress:
        """Return how far this guide has come by a guidance, without what was done before."""
        pose, totals = guidance.pose, self.totals
        return replace(
            super().progress(guidance),
            frames=totals.frames,
            seen=totals.seen,
            measured=totals.measured,
            hold_s=self.coach.hold_s,
            width_px=pose.width_px if pose else 0,
            height_px=pose.height_px if pose else 0,
        )

    def session(self, guidance: Guidance) -> Session:
        """Return the record that `analyze` gives, by a guidance."""
        done = self.progress(guidance)
        source = Source("", done.seconds, done.frames, done.width_px, done.height_px)
        return session_of(self._definition, self.totals, self.coach, source)

    # --- one frame -----------------------------------------------------------------------------

    def _watch(self, frame: Frame) -> Guidance:
        """Return the guidance while nothing is counted: in the camera check, or in a rest."""
        pose = self._estimator.estimate(frame)
        if self._stages.stage == "check":
            return self._checked(frame, pose)
        timer = self._sets.rest(frame.time_s)
        if timer is not None:
            return self._state(frame.time_s, pose, timer=timer)
        self._stages.enter("posture", frame.time_s)
        line = self._voice.tell(frame.time_s, "next_set")
        line = replace(line, message=Sentences((line.message, self._exercise.start.cue)))
        return self._state(frame.time_s, pose, lines=(line,))

    def _checked(self, frame: Frame, pose: Pose) -> Guidance:
        """Return the guidance of the camera check; it ends when all is well or was given up."""
        check, time_s = self._check, frame.time_s
        advice = check.push(frame, pose, self._progress.side)
        if check.others_may_stay:
            self._remarks.leave_out("another_person")
        if check.passed or check.given_up:
            self._stages.enter("posture", time_s)
            lines = () if check.passed else (self._voice.tell(time_s, "try_anyway"),)
            return self._state(time_s, pose, lines=lines)
        line = self._voice.advise(time_s, advice) if advice else None
        return self._state(time_s, pose, advice=advice, lines=(line,) if line else ())

    def _follow(self, frame: Frame) -> Guidance:
        """Return the guidance while the exercise is followed: the engine's state and its lines."""
        update = self.coach.push(frame)
        self.totals.add(update)
        time_s, pacer = frame.time_s, self._pacer
        lines: list[SpokenLine] = []
        if self._stages.stage == "posture" and has_begun(
            self._exercise, self._progress, self._stages, update
        ):
            self._stages.enter("work", time_s)
            key = "ready_hold" if self._exercise.hold else "ready_begin"
            lines.append(self._voice.tell(time_s, key, urgent=True))
            if pacer is not None and not pacer.is_begun:
                pacer.begin(time_s + _LEAD_IN_S)
        if pacer is not None and pacer.push(time_s) and pacer.point is not None:
            lines.append(self._voice.step(time_s, pacer.pace, pacer.point))
        lines += self._sets.push(update)
        timer = self._hold.push(update, self.coach.holding_s, lines)
        self._last = self._state(
            time_s, update.pose, update=update, timer=timer, lines=tuple(lines)
        )
        is_over = self._stages.stage == "done" or (pacer is not None and pacer.is_over)
        return self.stop("dose") if is_over else self._last

    def _state(
        self,
        time_s: float,
        pose: Pose,
        *,
        update: Update | None = None,
        advice: Translatable | None = None,
        timer: Timer | None = None,
        lines: tuple[SpokenLine, ...] = (),
    ) -> Guidance:
        progress, pacer = self._progress, self._pacer
        side = progress.side or (update.side if update else None)
        if self._stages.is_switching(time_s):
            side = progress.last or side  # what was just done is shown for a moment
        return Guidance(
            time_s=time_s,
            stage=self._stages.stage,
            lines=lines,
            pose=pose,
            update=update,
            advice=advice,
            side=side,
            done=progress.done(side),
            of=None if self._exercise.hold is not None else progress.of,
            set_number=progress.set_number,
            sets=self.goal.sets,
            timer=timer,
            pace_point=pacer.point if pacer else None,
            paced=pacer.led if pacer else 0,
        )
