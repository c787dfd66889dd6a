"""Leads one person through one exercise in front of a camera, from the camera check to the end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from poseguide.core.i18n import Language
from poseguide.core.records import Frame, Pose, Rep, Update
from poseguide.core.timing import HeldTimer, Rate
from poseguide.definitions.catalog import Definition
from poseguide.engine.coach import Coach
from poseguide.engine.totals import Totals
from poseguide.live.camera_check import CameraCheck
from poseguide.live.guidance import End, Guidance, GuideStage, Timer
from poseguide.live.pacing import PacePoint, moment
from poseguide.live.speech import SpokenLine, Voice
from poseguide.training.goal import Goal, GoalProgress
from poseguide.vision.pose_estimator import FindsPose

#: Between two sets.
REST_S = 30.0
#: Nobody seen for this long ends the session; while the camera is set up there is more to do.
_GONE_S, _GONE_IN_CHECK_S = 60.0, 180.0
#: From “begin” to the first step of a pace.
_LEAD_IN_S = 2.0
#: Somebody who lay down and was lost is told about the face after this long, once.
_FACE_FIRST_S = 6.0
#: Other people are looked for this often: it costs as much as two frames.
_LOOK_AROUND_S = {"check": 2.0, "posture": 4.0, "work": 8.0, "rest": 8.0, "done": math.inf}
#: Fewer frames a second than the exercises were checked with (12) make counts doubtful.
_SLOW_FPS = 10.0
#: A hold is told every this many seconds.
_TELL_HOLD_S = 10.0
#: After “switch legs” the start posture is waited for, but not in the moment it was said.
_SWITCH_S = 3.0
#: The side that is nearer flickers while somebody turns round.
_TURNED_S = 0.5
#: A picture is called slow only when it stays so: it may be while the program starts.
_SLOW_S = 5.0
_LYING = ("all_fours", "supine", "elbows")


class SessionGuide:
    """Takes frames in the order of time and gives the guidance after each.

    It reads no clock: `time_s` is the session's own, which goes on where a session that was
    interrupted had stopped (`earlier` are its repetitions). `look_around` counts the people in a
    frame. The start posture comes after the camera check, and nothing is counted before. `closing`
    is the key of what is said when all is done.
    """

    def __init__(
        self,
        definition: Definition,
        goal: Goal,
        language: Language,
        estimator: FindsPose,
        look_around: Callable[[Frame], int],
        *,
        earlier: Sequence[Rep] = (),
        closing: str = "all_done",
    ) -> None:
        self.definition = definition
        self.goal = goal
        self._exercise = definition.exercise
        self._language: Language = language
        self._estimator = estimator
        self._look_around = look_around
        self._closing = closing
        self.totals = Totals(self._exercise, earlier)
        self.coach = Coach(self._exercise, estimator, earlier=earlier)
        self._course = GoalProgress(goal, self._exercise)
        for rep in earlier:
            if rep.complete:
                self._course.add(rep)
        self._voice = Voice(language)
        self._check = CameraCheck(self._exercise, language, self._people)
        self._rate = Rate()
        self._slow = HeldTimer()
        self._turned = HeldTimer()
        self._stage: GuideStage = "check"
        self._stage_s: float | None = None
        self._found_s: float | None = None
        self._looked_s = -math.inf
        self._lost = False
        self._once: set[str] = set()
        self._pace_s: float | None = None
        self._step: tuple[int, str] | None = None
        self._phase: tuple[str | None, float] = (None, 0.0)
        self._told_hold_s = 0.0
        self._last = Guidance(0.0, "check")

    def push(self, frame: Frame) -> Guidance:
        """Takes the next frame; its time must be later than the one before."""
        if self._stage_s is None:
            self._stage_s = self._found_s = frame.time_s
        counts = self._stage not in ("check", "rest")
        guidance = self._follow(frame) if counts else self._watch(frame)
        sayings = [*guidance.sayings, *self._remarks(frame, guidance.pose)]
        self._last = replace(guidance, sayings=tuple(sayings))
        if self._is_gone(frame, guidance.pose):
            self.stop("nobody")
        return self._last

    def stop(self, end: End = "stopped") -> Guidance:
        """Ends the session: the guidance with its end, and the repetitions that end with it."""
        key = {"dose": self._closing, "stopped": "stopped", "nobody": "ended_nobody"}[end]
        self.totals.reps.extend(self.coach.finish())
        time_s = self._last.time_s
        said = self._voice.tell(time_s, key, urgent=end != "dose")
        sayings = (*self._last.sayings, said) if self._last.end is None else ()
        self._last = replace(self._last, stage="done", end=end, sayings=sayings, advice="")
        return self._last

    # --- before and between ------------------------------------------------------------------

    def _watch(self, frame: Frame) -> Guidance:
        """While nothing is counted: the camera check, or a rest between two sets."""
        pose = self._estimator.estimate(frame)
        if self._stage == "rest":
            return self._rest(frame, pose)
        check = self._check
        advice = check.push(frame, pose, self._course.side)
        if check.others_may_stay:
            self._once.add("another_person")
        if check.passed or check.given_up:
            self._enter("posture", frame.time_s)
            sayings = () if check.passed else (self._voice.tell(frame.time_s, "try_anyway"),)
            return self._state(frame.time_s, pose, sayings=sayings)
        said = self._voice.advise(frame.time_s, advice) if advice else None
        return self._state(frame.time_s, pose, advice=advice, sayings=(said,) if said else ())

    def _rest(self, frame: Frame, pose: Pose) -> Guidance:
        assert self._stage_s is not None
        left_s = REST_S - (frame.time_s - self._stage_s)
        if left_s > 0:
            timer = Timer("rest", left_s, REST_S)
            return self._state(frame.time_s, pose, timer=timer)
        self._enter("posture", frame.time_s)
        start = self._exercise.start.cue[self._language]
        said = self._voice.tell(frame.time_s, "next_set")
        said = replace(said, text=f"{said.text} {start}")
        return self._state(frame.time_s, pose, sayings=(said,))

    # --- the exercise ------------------------------------------------------------------------

    def _follow(self, frame: Frame) -> Guidance:
        """The engine's state, and what follows from it."""
        update = self.coach.push(frame)
        self.totals.add(update)
        time_s = frame.time_s
        sayings: list[SpokenLine] = []
        if self._stage == "posture" and self._has_begun(update):
            self._enter("work", time_s)
            key = "ready_hold" if self._exercise.hold else "ready_begin"
            sayings.append(self._voice.tell(time_s, key, urgent=True))
            if self.goal.level is not None and self._pace_s is None:
                self._pace_s = time_s + _LEAD_IN_S
        place = self._moment(time_s)
        sayings += self._step_of(time_s, place)
        sayings += self._about(update)
        timer = self._hold(update, sayings)
        guidance = self._state(
            time_s, update.pose, update=update, timer=timer, moment=place, sayings=tuple(sayings)
        )
        return self._end_of_pace(guidance)

    def _has_begun(self, update: Update) -> bool:
        """Whether the start posture is held; after a switch of legs, the one for the other leg."""
        assert self._stage_s is not None
        side = self._course.side
        if side is None or not self._course.done():
            return update.state in ("ready", "moving")
        if any(rep.side == side for rep in update.reps):
            return True
        turned = not self._turns_round or update.sample.near == side
        held_s = self._turned.push(update.time_s, turned and update.state == "ready")
        return held_s >= _TURNED_S and update.time_s - self._stage_s >= _SWITCH_S

    @property
    def _turns_round(self) -> bool:
        """Whether the other leg is seen only from its own side."""
        return self._exercise.sides == "one" and self._exercise.camera.view == "side"

    def _about(self, update: Update) -> list[SpokenLine]:
        """What is said of the repetitions that ended, or the cue that comes without one."""
        time_s, sayings = update.time_s, []
        complete = [rep for rep in update.reps if rep.complete]
        for rep in complete:
            more = self._course.done(rep.side) < self._course.of
            comes = self._course.add(rep)
            done = self._course.of if comes != "go_on" else self._course.done(rep.side)
            if self.goal.level is None and self._exercise.hold is None and more:
                said = self._voice.count(
                    time_s, self._exercise, done, self._course.of - done, update.cue
                )
                sayings += [said] if said else []
            if self.goal.level is None:
                sayings += self._turn(time_s, comes)
        if update.cue is not None and not (complete and sayings):
            sayings += self._cue(update)
        return sayings

    def _cue(self, update: Update) -> list[SpokenLine]:
        assert update.cue is not None
        if update.cue == "lost":
            self._lost = True
        if self.goal.level is not None and update.cue in ("lost", "good"):
            return []  # the pace leads on, and its own words come first
        return [self._voice.cue(update.time_s, self._exercise, update.cue)]

    def _turn(self, time_s: float, comes: str) -> list[SpokenLine]:
        """What is said when the legs are switched, or a set is over."""
        if comes == "switch":
            self._enter("posture", time_s)
            turn = ["turn_other"] if self._turns_round else []
            return [self._voice.tell(time_s, "switch_legs", *turn)]
        if comes == "set_done":
            self._enter("rest", time_s)
            return [self._voice.tell(time_s, "rest_now", seconds=f"{REST_S:.0f}")]
        if comes == "all_done":
            self._enter("done", time_s)
        return []

    def _hold(self, update: Update, sayings: list[SpokenLine]) -> Timer | None:
        """The clock of a hold, told every ten seconds and at its end."""
        held_s = self.coach.holding_s
        if held_s is None:
            held_s = self._in_last_phase_s(update)
        goal_s = self.goal.seconds
        if held_s is None or goal_s is None:
            return None
        told_s = self._told_hold_s
        if held_s < told_s:
            told_s = 0.0
        if held_s >= goal_s > told_s:
            key = "held_come_back"
            if self._exercise.hold is not None:
                key = "half_minute_held" if goal_s == 30 else "seconds_held"
            sayings.insert(0, self._tell_seconds(update.time_s, key, goal_s))
            told_s = math.inf
        elif held_s >= told_s + _TELL_HOLD_S and goal_s > told_s + _TELL_HOLD_S:
            told_s += _TELL_HOLD_S
            sayings.append(self._tell_seconds(update.time_s, "held_so_far", told_s))
        self._told_hold_s = told_s
        return Timer("hold", held_s, goal_s)

    def _tell_seconds(self, time_s: float, key: str, seconds: float) -> SpokenLine:
        return self._voice.tell(time_s, key, urgent=True, seconds=f"{seconds:.0f}")

    def _in_last_phase_s(self, update: Update) -> float | None:
        """How long the last phase has lasted, where the dose gives seconds for it."""
        if self.goal.seconds is None or not self._exercise.phases:
            return None
        if update.phase != self._phase[0]:
            self._phase = (update.phase, update.time_s)
        if update.phase != self._exercise.phases[-1].name:
            return 0.0
        return update.time_s - self._phase[1]

    # --- the pace ----------------------------------------------------------------------------

    def _moment(self, time_s: float) -> PacePoint | None:
        pace, level = self._exercise.pace, self.goal.level
        if pace is None or level is None or self._pace_s is None:
            return None
        return moment(pace, pace.levels[level], time_s - self._pace_s)

    def _step_of(self, time_s: float, place: PacePoint | None) -> list[SpokenLine]:
        """The words of a step of the pace, in the moment it begins."""
        if place is None or (place.repetition, place.step.name) == self._step:
            return []
        self._step = (place.repetition, place.step.name)
        assert self._exercise.pace is not None
        return [self._voice.step(time_s, self._exercise.pace, place)]

    def _end_of_pace(self, guidance: Guidance) -> Guidance:
        """A pace that is over ends the session, like a goal that is reached."""
        over = self._step is not None and guidance.moment is None
        self._last = guidance
        return self.stop("dose") if over or self._stage == "done" else guidance

    # --- what can be said at any time --------------------------------------------------------

    def _remarks(self, frame: Frame, pose: Pose | None) -> list[SpokenLine]:
        """Seen again, lost, another person, a slow picture: each said once, or once a time."""
        said = []
        found = pose is not None and pose.found
        if self._lost and found:
            self._lost = False
            said.append(self._voice.tell(frame.time_s, "seen_again"))
        away_s = frame.time_s - (self._found_s or 0.0)
        lies = self._exercise.posture in _LYING and self._stage not in ("check", "rest")
        if not found and lies and away_s > _FACE_FIRST_S:
            said += self._tell_once(frame.time_s, "face_first")
        if self._stage in ("posture", "work") and (self._people(frame) or 0) > 1:
            said += self._tell_once(frame.time_s, "another_person")
        rate = self._rate.tick(frame.time_s)
        slow = rate is not None and rate < _SLOW_FPS
        if self._slow.push(frame.time_s, slow) >= _SLOW_S:
            said += self._tell_once(frame.time_s, "slow_picture")
        return said

    def _tell_once(self, time_s: float, key: str) -> list[SpokenLine]:
        if key in self._once:
            return []
        self._once.add(key)
        return [self._voice.tell(time_s, key)]

    def _people(self, frame: Frame) -> int | None:
        """How many people are in the picture, looked at from time to time; else None."""
        if frame.time_s - self._looked_s < _LOOK_AROUND_S[self._stage]:
            return None
        self._looked_s = frame.time_s
        return self._look_around(frame)

    def _is_gone(self, frame: Frame, pose: Pose | None) -> bool:
        if self._found_s is None or (pose is not None and pose.found):
            self._found_s = frame.time_s
        limit_s = _GONE_IN_CHECK_S if self._stage == "check" else _GONE_S
        return self._stage != "done" and frame.time_s - self._found_s > limit_s

    # --- the state ---------------------------------------------------------------------------

    def _enter(self, stage: GuideStage, time_s: float) -> None:
        self._stage, self._stage_s, self._turned = stage, time_s, HeldTimer()

    def _state(
        self,
        time_s: float,
        pose: Pose,
        *,
        update: Update | None = None,
        advice: str = "",
        timer: Timer | None = None,
        moment: PacePoint | None = None,
        sayings: tuple[SpokenLine, ...] = (),
    ) -> Guidance:
        course = self._course
        side = course.side or (update.side if update else None)
        assert self._stage_s is not None
        if self._stage == "posture" and time_s - self._stage_s < _SWITCH_S:
            side = course.last or side  # what was just done is shown for a moment
        paced = 0
        if self._step is not None:
            paced = self._step[0] - 1 if moment is not None else self._step[0]
        return Guidance(
            time_s=time_s,
            stage=self._stage,
            sayings=sayings,
            pose=pose,
            update=update,
            advice=advice,
            side=side,
            done=course.done(side),
            of=None if self._exercise.hold is not None else course.of,
            set_number=course.set_number,
            sets=self.goal.sets,
            timer=timer,
            moment=moment,
            paced=paced,
        )
