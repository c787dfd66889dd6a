"""How much to do the next time: one table of all rules, and what no history may lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poseguide.core.i18n import LANGUAGES, catalogue, word
from poseguide.definitions.catalog import load_any, paths
from poseguide.definitions.programme import ProgrammeStep
from poseguide.definitions.schema import BaseExercise
from poseguide.training.dose_levels import DoseLevel, DoseLevels, dose_levels, goal_at
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.progression import Change, DoseAdvice, SessionOutcome, advise

EXERCISES: dict[str, BaseExercise] = {path.stem: load_any(path.stem).exercise for path in paths()}


def step_of(exercise: str, **asked: Any) -> ProgrammeStep:
    return ProgrammeStep(exercise=exercise, **asked)


@dataclass(frozen=True)
class Of:
    """A step of a programme, and the sessions of it as they are written in the table."""

    exercise: str
    asked: tuple[tuple[str, Any], ...] = ()
    grows: bool = True

    @property
    def step(self) -> ProgrammeStep:
        return step_of(self.exercise, **dict(self.asked))

    @property
    def doses(self) -> DoseLevels:
        return dose_levels(EXERCISES[self.exercise], self.step, self.grows)

    def tried(self, session: Session) -> SessionOutcome:
        goal = goal_at(EXERCISES[self.exercise], self.step, session.amount)
        return SessionOutcome(
            replace(goal, sets=session.sets or goal.sets),
            session.full,
            session.good if self.doses.seen else None,
            session.pain,
            session.morning,
            session.held,
        )


@dataclass(frozen=True)
class Session:
    """One session; unless told otherwise it was good: full, clean, hardly any pain."""

    amount: DoseLevel
    pain: int | None = 2
    morning: Any = "as_before"
    full: bool = True
    good: float | None = 1.0
    held: bool = True
    sets: int | None = None


def n(repetitions: int, seconds: float | None = None) -> DoseLevel:
    return DoseLevel(repetitions, seconds)


def s(seconds: float) -> DoseLevel:
    return DoseLevel(seconds=seconds)


def lv(level: int) -> DoseLevel:
    """A level as people count them, from 1."""
    return DoseLevel(level=level - 1)


def did(
    amount: DoseLevel, pain: int | None = 2, morning: Any = "as_before", **more: Any
) -> Session:
    return Session(amount, pain, morning, **more)


def squeezed(level: int, pain: int | None = 0, **more: Any) -> Session:
    """A session that no camera sees; nobody asks how the morning was."""
    return Session(lv(level), pain, None, **more)


LEG = Of("leg_extension_all_fours")  # 6 to 10, by 1
MARCH = Of("march_standing")  # 8 to 20, by 2
STRETCH = Of("leg_stretch_seated")  # 2 to 4, then 10 to 20 s
REST = Of("elbow_rest")  # 30 s
TAP = Of("foot_tap_seated")  # 30 to 60, by 5, and to get faster
SLOSH = Of("belly_slosh")  # one level
LIFT = Of("pelvic_floor_lift", (("levels", (1, 2, 3)),))  # levels that a camera sees
FLOOR = Of("pelvic_floor_hold", (("levels", (1, 2, 3, 4)),))  # the fifth is “quick squeezes”
FIXED = Of("ankle_pump_supine", grows=False)  # 10 to 15
SAME = Of("leg_extension_all_fours", (("repetitions", 8),), grows=False)
OWN = Of("squat", (("repetitions", 2),))  # 5 to 12; a physiotherapist begins lower

#: id, step, sessions (oldest first), the next amount, change, the end of the reason's key
Case = tuple[str, Of, list[Session], DoseLevel, Change, str]
# fmt: off
CASES: list[Case] = [
    # 2 nothing tried
    ("first", LEG, [], n(6), "start", "start"),
    ("first of a hold", REST, [], s(30), "start", "start"),
    ("first of a level", FLOOR, [], lv(1), "start", "start"),
    ("first of seconds and repetitions", STRETCH, [], n(2, 10), "start", "start"),
    ("first below the low end", OWN, [], n(2), "start", "start"),
    ("first that stays", SAME, [], n(8), "start", "start"),
    # 3 stop: at least a fifth less
    ("pain 6", LEG, [did(n(10), 6)], n(8), "back", "back_fewer_pain"),
    ("pain 10", LEG, [did(n(10), 10)], n(8), "back", "back_fewer_pain"),
    ("worse", LEG, [did(n(10), 2, "worse")], n(8), "back", "back_fewer_morning"),
    ("worse, pain untold", LEG, [did(n(10), None, "worse")], n(8), "back", "back_fewer_morning"),
    ("pain comes before the morning",
     LEG, [did(n(10), 7, "worse")], n(8), "back", "back_fewer_pain"),
    ("pain 6, a part", LEG, [did(n(10), 6, full=False)], n(8), "back", "back_fewer_pain"),
    ("pain 6 after good ones",
     LEG, [did(n(8)), did(n(8)), did(n(8), 6)], n(6), "back", "back_fewer_pain"),
    ("a fifth of 9", LEG, [did(n(9), 6)], n(7), "back", "back_fewer_pain"),
    ("a fifth of 6", LEG, [did(n(6), 6)], n(4), "back", "back_fewer_pain"),
    ("a fifth of 5", LEG, [did(n(5), 6)], n(4), "back", "back_fewer_pain"),
    ("at least one", LEG, [did(n(3), 6)], n(2), "back", "back_fewer_pain"),
    ("at least one of two", LEG, [did(n(2), 6)], n(1), "back", "back_fewer_pain"),
    ("never below the first", LEG, [did(n(1), 6)], n(1), "back", "back_least_pain"),
    ("never below the first, worse",
     LEG, [did(n(1), 0, "worse")], n(1), "back", "back_least_morning"),
    ("back by steps of 2", MARCH, [did(n(16), 6)], n(12), "back", "back_fewer_pain"),
    ("back from between the steps", MARCH, [did(n(13), 6)], n(10), "back", "back_fewer_pain"),
    ("back below the start", OWN, [did(n(2), 6)], n(1), "back", "back_fewer_pain"),
    ("back in a hold", REST, [did(s(30), 6)], s(20), "back", "back_shorter_pain"),
    ("back in a hold, worse",
     REST, [did(s(25), 0, "worse")], s(20), "back", "back_shorter_morning"),
    ("shortest hold", REST, [did(s(5), 6)], s(5), "back", "back_least_pain"),
    ("back from longer holds", STRETCH, [did(n(4, 20), 6)], n(4, 15), "back", "back_shorter_pain"),
    ("back from the first longer hold",
     STRETCH, [did(n(4, 15), 6)], n(4, 10), "back", "back_shorter_pain"),
    ("back from more repetitions",
     STRETCH, [did(n(4, 10), 6)], n(3, 10), "back", "back_fewer_pain"),
    ("back a level", FLOOR, [squeezed(3, 6)], lv(2), "back", "back_level_pain"),
    ("back a level, worse", FLOOR, [did(lv(3), 0, "worse")], lv(2), "back", "back_level_morning"),
    ("back a level that is seen", LIFT, [did(lv(2), 8)], lv(1), "back", "back_level_pain"),
    ("lowest level", FLOOR, [squeezed(1, 9)], lv(1), "back", "back_least_pain"),
    ("lowest level, worse", FLOOR, [did(lv(1), 0, "worse")], lv(1), "back", "back_least_morning"),
    ("one amount hurts", SLOSH, [did(lv(1), 7)], lv(1), "back", "back_least_pain"),
    ("what stays hurts", FIXED, [did(n(10), 7)], n(10), "back", "back_least_pain"),
    # 4 be careful
    ("pain 4", LEG, [did(n(6)), did(n(6), 4)], n(6), "hold", "ache"),
    ("pain 5", LEG, [did(n(6)), did(n(6), 5)], n(6), "hold", "ache"),
    ("pain 5 comes before a part", LEG, [did(n(6), 5, full=False)], n(6), "hold", "ache"),
    ("what stays aches", FIXED, [did(n(10), 5)], n(10), "hold", "ache"),
    # 5 to 8 what a good session needs
    ("not full", LEG, [did(n(6)), did(n(6), full=False)], n(6), "hold", "not_full"),
    ("not full comes before the form",
     LEG, [did(n(6), full=False, good=0.1)], n(6), "hold", "not_full"),
    ("good share 0.79", LEG, [did(n(6)), did(n(6), good=0.79)], n(6), "hold", "form"),
    ("form comes before the pain untold", LEG, [did(n(6), None, good=0.5)], n(6), "hold", "form"),
    ("pain untold", LEG, [did(n(6)), did(n(6), None)], n(6), "hold", "no_pain_told"),
    ("pain untold comes before the morning",
     LEG, [did(n(6), None, None)], n(6), "hold", "no_pain_told"),
    ("morning untold", LEG, [did(n(6)), did(n(6), 2, None)], n(6), "hold", "no_morning_told"),
    ("settled", LEG, [did(n(6)), did(n(6), 2, "settled")], n(6), "hold", "settled"),
    # 9 up
    ("two good", LEG, [did(n(6)), did(n(6))], n(7), "up", "up_same"),
    ("pain 0", LEG, [did(n(6), 0), did(n(6), 0)], n(7), "up", "up_same"),
    ("pain 3", LEG, [did(n(6), 3), did(n(6), 3)], n(7), "up", "up_same"),
    ("pain 1 and 3", LEG, [did(n(6), 1), did(n(6), 3)], n(7), "up", "up_two"),
    ("good share 0.8", LEG, [did(n(6), good=0.8), did(n(6), good=0.8)], n(7), "up", "up_same"),
    ("nobody judged", LEG, [did(n(6), good=None), did(n(6), good=None)], n(7), "up", "up_same"),
    ("older ones do not matter", LEG, [did(n(9), 8), did(n(6)), did(n(6))], n(7), "up", "up_same"),
    ("to the top", LEG, [did(n(9)), did(n(9))], n(10), "up", "up_same"),
    ("below the start", LEG, [did(n(4)), did(n(4))], n(5), "up", "up_same"),
    ("by the step of the dose", MARCH, [did(n(8)), did(n(8))], n(10), "up", "up_same"),
    ("by ones below the low end", TAP, [did(n(29)), did(n(29))], n(30), "up", "up_same"),
    ("by fives above it", TAP, [did(n(30)), did(n(30))], n(35), "up", "up_same"),
    ("a longer hold", REST, [did(s(20)), did(s(20))], s(25), "up", "up_seconds_same"),
    ("repetitions before seconds",
     STRETCH, [did(n(3, 10)), did(n(3, 10))], n(4, 10), "up", "up_same"),
    ("seconds after repetitions",
     STRETCH, [did(n(4, 10)), did(n(4, 10))], n(4, 15), "up", "up_seconds_same"),
    ("two pains in seconds",
     STRETCH, [did(n(4, 15), 1), did(n(4, 15), 0)], n(4, 20), "up", "up_seconds_two"),
    ("a level that is seen", LIFT, [did(lv(1)), did(lv(1))], lv(2), "up", "up_level_same"),
    ("a level that is seen, two pains",
     LIFT, [did(lv(2), 0), did(lv(2), 3)], lv(3), "up", "up_level_two"),
    ("held is asked where no camera looks on",
     LIFT, [did(lv(1), held=False), did(lv(1), held=False)], lv(2), "up", "up_level_same"),
    # 9 the top
    ("the most", LEG, [did(n(10)), did(n(10))], n(10), "slower", "slower"),
    ("the most, once", LEG, [did(n(9)), did(n(10))], n(10), "hold", "most"),
    ("the most of both", STRETCH, [did(n(4, 20)), did(n(4, 20))], n(4, 20), "slower", "slower"),
    ("the longest hold is not done slower", REST, [did(s(30)), did(s(30))], s(30), "hold", "most"),
    ("what is to be fast is not done slower", TAP, [did(n(60)), did(n(60))], n(60), "hold", "most"),
    ("a pace is not done slower", LIFT, [did(lv(3)), did(lv(3))], lv(3), "hold", "most"),
    ("pain at the most", LEG, [did(n(10)), did(n(10), 4)], n(10), "hold", "ache"),
    # 10 one more
    ("one good", LEG, [did(n(6))], n(6), "hold", "one_more"),
    ("goal changed", LEG, [did(n(6)), did(n(7))], n(7), "hold", "one_more"),
    ("sets changed", LEG, [did(n(6)), did(n(6), sets=2)], n(6), "hold", "one_more"),
    ("before: pain 4", LEG, [did(n(6), 4), did(n(6))], n(6), "hold", "one_more"),
    ("before: pain 7", LEG, [did(n(6), 7), did(n(6))], n(6), "hold", "one_more"),
    ("before: pain untold", LEG, [did(n(6), None), did(n(6))], n(6), "hold", "one_more"),
    ("before: not full", LEG, [did(n(6), full=False), did(n(6))], n(6), "hold", "one_more"),
    ("before: form", LEG, [did(n(6), good=0.79), did(n(6))], n(6), "hold", "one_more"),
    ("before: morning untold", LEG, [did(n(6), 2, None), did(n(6))], n(6), "hold", "one_more"),
    ("before: settled", LEG, [did(n(6), 2, "settled"), did(n(6))], n(6), "hold", "one_more"),
    ("before: worse", LEG, [did(n(6), 2, "worse"), did(n(6))], n(6), "hold", "one_more"),
    # amounts of one's own, between the levels or above them
    ("own amount stays", MARCH, [did(n(9))], n(9), "hold", "one_more"),
    ("own amount goes on to the next level", MARCH, [did(n(9)), did(n(9))], n(10), "up", "up_same"),
    ("own repetitions keep their seconds",
     STRETCH, [did(n(2, 20)), did(n(2, 20))], n(3, 20), "up", "up_same"),
    ("own seconds go on",
     STRETCH, [did(n(4, 12)), did(n(4, 12))], n(4, 15), "up", "up_seconds_same"),
    ("own seconds below the first", STRETCH, [did(n(4, 5), 6)], n(1, 5), "back", "back_fewer_pain"),
    ("own hold below the first", REST, [did(s(3), 6)], s(3), "back", "back_least_pain"),
    ("above the most", LEG, [did(n(12))], n(10), "hold", "capped"),
    ("twice above the most", LEG, [did(n(12)), did(n(12))], n(10), "hold", "capped"),
    ("far above the most, and it hurt", LEG, [did(n(20), 6)], n(8), "back", "back_fewer_pain"),
    ("longer than the most", REST, [did(s(45))], s(30), "hold", "capped"),
    # what stays as it is
    ("stays", FIXED, [did(n(10)), did(n(10))], n(10), "hold", "fixed"),
    ("stays after fewer", FIXED, [did(n(7))], n(10), "hold", "fixed"),
    ("stays after a part", FIXED, [did(n(10), None, None, full=False)], n(10), "hold", "fixed"),
    ("stays where the programme says", SAME, [did(n(8)), did(n(8))], n(8), "hold", "fixed"),
    ("no room", SLOSH, [did(lv(1)), did(lv(1))], lv(1), "hold", "fixed"),
    # no camera
    ("all held", FLOOR, [squeezed(1), squeezed(1)], lv(2), "up", "up_level_held"),
    ("all held, morning settled",
     FLOOR, [did(lv(1), 0, "settled"), squeezed(1)], lv(2), "up", "up_level_held"),
    ("one held", FLOOR, [squeezed(1)], lv(1), "hold", "one_more"),
    ("not all held", FLOOR, [squeezed(1), squeezed(1, held=False)], lv(1), "hold", "not_held"),
    ("before: not all held",
     FLOOR, [squeezed(1, held=False), squeezed(1)], lv(1), "hold", "one_more"),
    ("part of the squeezes",
     FLOOR, [squeezed(1), squeezed(1, full=False)], lv(1), "hold", "not_full"),
    ("squeezes hurt 1", FLOOR, [squeezed(2), squeezed(2, 1)], lv(2), "hold", "ache_stop"),
    ("squeezes hurt 5", FLOOR, [squeezed(2), squeezed(2, 5)], lv(2), "hold", "ache_stop"),
    ("before: squeezes hurt 1", FLOOR, [squeezed(2, 1), squeezed(2)], lv(2), "hold", "one_more"),
    ("squeezes, pain untold",
     FLOOR, [squeezed(2), squeezed(2, None)], lv(2), "hold", "no_pain_told"),
    ("highest level", FLOOR, [squeezed(4), squeezed(4)], lv(4), "hold", "most"),
    # a level that is not among the amounts
    ("only quick ones", FLOOR, [squeezed(5), squeezed(5)], lv(1), "start", "start"),
    ("quick ones do not hinder",
     FLOOR, [squeezed(2), squeezed(5, held=False), squeezed(2), squeezed(5)],
     lv(3), "up", "up_level_held"),
    ("quick ones do not help",
     FLOOR, [squeezed(2), squeezed(5), squeezed(5)], lv(2), "hold", "one_more"),
    ("quick ones hurt",
     FLOOR, [squeezed(3), squeezed(3), squeezed(5, 6)], lv(2), "back", "back_level_pain"),
    ("quick ones ache",
     FLOOR, [squeezed(3), squeezed(3), squeezed(5, 3)], lv(3), "hold", "ache_stop"),
    ("only quick ones, and they hurt", FLOOR, [squeezed(5, 6)], lv(1), "back", "back_least_pain"),
    ("what ached before the quick ones",
     FLOOR, [squeezed(3, 2), squeezed(5)], lv(3), "hold", "ache_stop"),
    ("what hurt before the quick ones",
     FLOOR, [squeezed(3, 7), squeezed(5)], lv(2), "back", "back_level_pain"),
]
# fmt: on


@pytest.mark.parametrize(
    ("of", "sessions", "dose_level", "change", "reason"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_next_amount_follows_the_rules(
    of: Of, sessions: list[Session], dose_level: DoseLevel, change: Change, reason: str
) -> None:
    advice = advise(of.doses, [of.tried(session) for session in sessions])
    assert (advice.dose_level, advice.change) == (dose_level, change)
    assert advice.reason == f"rung_{reason}"


# --- overruled ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "chosen", "dose_level", "change", "reason"),
    [
        (LEG, n(9), n(9), "chosen", "rung_chosen"),
        (LEG, n(1), n(1), "chosen", "rung_chosen"),
        (LEG, n(11), n(10), "chosen", "rung_capped"),
        (MARCH, n(9), n(9), "chosen", "rung_chosen"),
        (STRETCH, n(3, 20.0), n(3, 20.0), "chosen", "rung_chosen"),
        (REST, s(90), s(30), "chosen", "rung_capped"),
        (FLOOR, lv(3), lv(3), "chosen", "rung_chosen"),
        (FIXED, n(5), n(5), "chosen", "rung_chosen"),
        # What the exercise's file no longer counts, or the programme no longer lists, is left out.
        (FLOOR, lv(5), lv(1), "start", "rung_start"),
        (FLOOR, n(12), lv(1), "start", "rung_start"),
        (LEG, s(30), n(6), "start", "rung_start"),
        (LEG, n(6, 10.0), n(6), "start", "rung_start"),
    ],
)
def test_what_somebody_has_chosen_goes_before_everything(
    of: Of, chosen: DoseLevel, dose_level: DoseLevel, change: Change, reason: str
) -> None:
    assert advise(of.doses, [], chosen) == DoseAdvice(dose_level, change, reason)
    if change == "chosen":
        hurt = Session(of.doses.levels[-1], 9, "worse")
        assert advise(of.doses, [of.tried(hurt)], chosen) == DoseAdvice(dose_level, change, reason)


# --- the levels -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "levels", "start"),
    [
        (LEG, [n(number) for number in range(1, 11)], n(6)),
        (MARCH, [n(number) for number in (*range(1, 8), 8, 10, 12, 14, 16, 18, 20)], n(8)),
        (replace(MARCH, asked=(("repetitions", 11),)),
         [n(number) for number in (*range(1, 8), 8, 10, 11, 12, 14, 16, 18, 20)], n(11)),
        (TAP, [n(number) for number in (*range(1, 30), 30, 35, 40, 45, 50, 55, 60)], n(30)),
        (STRETCH, [n(1, 10), n(2, 10), n(3, 10), n(4, 10), n(4, 15), n(4, 20)], n(2, 10)),
        (replace(STRETCH, asked=(("seconds", 7.0), ("repetitions", 3))),
         [n(1, 7), n(2, 7), n(3, 7), n(4, 7), n(4, 12), n(4, 17), n(4, 20)], n(3, 7)),
        (REST, [s(5), s(10), s(15), s(20), s(25), s(30)], s(30)),
        (replace(REST, asked=(("seconds", 12.0),)),
         [s(7), s(12), s(17), s(22), s(27), s(30)], s(12)),
        (replace(REST, asked=(("seconds", 3.0),)),
         [s(3), s(8), s(13), s(18), s(23), s(28), s(30)], s(3)),
        # Never more than the dose, also where the exercise's file has changed since.
        (replace(REST, asked=(("seconds", 99.0),)),
         [s(5), s(10), s(15), s(20), s(25), s(30)], s(30)),
        (replace(LEG, asked=(("repetitions", 70),)), [n(number) for number in range(1, 11)], n(10)),
        (Of("pelvic_lift_tilt"), [n(1), n(2), n(3), n(4), n(5)], n(5)),
        (FLOOR, [lv(1), lv(2), lv(3), lv(4)], lv(1)),
        (replace(FLOOR, asked=()), [lv(1)], lv(1)),
        (replace(FLOOR, asked=(("levels", (2, 1, 5)),)), [lv(2), lv(1), lv(5)], lv(2)),
        (replace(FLOOR, grows=False), [lv(1)], lv(1)),
        (SLOSH, [lv(1)], lv(1)),
        (Of("belly_breathing"), [lv(1)], lv(1)),
        # Where the programme says repetitions, the camera counts them, and no pace leads.
        (Of("belly_breathing", (("repetitions", 3),)), [n(1), n(2), n(3), n(4), n(5)], n(3)),
        (FIXED, [n(10)], n(10)),
        (SAME, [n(8)], n(8)),
        (replace(REST, grows=False), [s(30)], s(30)),
    ],
)  # fmt: skip
def test_the_rungs_lie_within_the_dose(of: Of, levels: list[DoseLevel], start: DoseLevel) -> None:
    found = of.doses
    assert list(found.levels) == levels
    assert found.levels[found.start] == start


def test_only_what_no_camera_follows_is_not_seen() -> None:
    seen = {exercise: Of(exercise).doses.seen for exercise in EXERCISES}
    assert [exercise for exercise, is_seen in seen.items() if not is_seen] == ["pelvic_floor_hold"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_without_wishes_a_programme_begins_with_the_usual_goal(exercise: str) -> None:
    of = Of(exercise)
    dose_level = of.doses.levels[of.doses.start]
    assert goal_at(EXERCISES[exercise], of.step, dose_level) == usual_goal(EXERCISES[exercise])


def test_a_goal_has_the_sets_of_the_step_and_the_repetitions_of_the_level() -> None:
    squat, floor = EXERCISES["squat"], EXERCISES["pelvic_floor_hold"]
    assert goal_at(squat, step_of("squat"), n(7)) == Goal(7, None, sets=2)
    assert goal_at(squat, step_of("squat", sets=1), n(7)) == Goal(7, None, sets=1)
    assert goal_at(floor, step_of("pelvic_floor_hold"), lv(3)) == Goal(12, None, level=2)
    leg = EXERCISES["leg_stretch_seated"]
    assert goal_at(leg, step_of("leg_stretch_seated"), n(3, 15.0)) == Goal(3, 15.0, per_side=True)


# --- what no history may lead to ------------------------------------------------------------------

steps = st.builds(
    Of,
    st.sampled_from(list(EXERCISES)),
    st.sampled_from([
        (), (("repetitions", 1),), (("repetitions", 9),), (("repetitions", 70),),
        (("seconds", 2.5),), (("seconds", 99.0),), (("levels", (1,)),),
    ]),
    st.booleans(),
)  # fmt: skip
goals = st.builds(
    Goal,
    st.none() | st.integers(1, 100),
    st.none() | st.floats(1, 200),
    st.booleans(),
    st.integers(1, 3),
    st.none() | st.integers(0, 6),
)
histories = st.lists(
    st.builds(
        SessionOutcome,
        goals,
        st.booleans(),
        st.none() | st.floats(0, 1),
        st.none() | st.integers(0, 10),
        st.sampled_from([None, "as_before", "settled", "worse"]),
        st.booleans(),
    ),
    max_size=5,
)
choices = st.none() | st.builds(
    DoseLevel,
    st.none() | st.integers(1, 100),
    st.none() | st.floats(1, 200),
    st.none() | st.integers(0, 6),
)


def advised(of: Of, tried: list[SessionOutcome], chosen: DoseLevel | None) -> DoseAdvice | None:
    """The advice; None where the exercise has no pace and the step lists levels."""
    has_pace = getattr(EXERCISES[of.exercise], "pace", None) is not None
    if of.asked == (("levels", (1,)),) and not has_pace:
        return None
    return advise(of.doses, tried, chosen)


@given(steps, histories, choices)
def test_no_history_and_no_choice_leads_above_the_dose(
    of: Of, tried: list[SessionOutcome], chosen: DoseLevel | None
) -> None:
    advice = advised(of, tried, chosen)
    if advice is None:
        return
    exercise, dose_level = EXERCISES[of.exercise], advice.dose_level
    goal = goal_at(exercise, of.step, dose_level)
    dose = exercise.dose
    if dose_level.level is None:
        assert (dose_level.repetitions is None) == (dose.repetitions is None)
        assert (dose_level.seconds is None) == (dose.seconds is None)
    assert 1 <= (goal.repetitions or 1) <= (dose.repetitions or (1, 1))[1]
    assert 0 < (goal.seconds or 0.1) <= (dose.seconds or (1, 1))[1]
    assert goal.sets <= dose.sets


@given(steps, st.integers(0, 50), st.integers(6, 10))
def test_after_pain_there_is_never_more_and_less_where_there_is_less(
    of: Of, place: int, pain: int
) -> None:
    exercise = EXERCISES[of.exercise]
    if advised(of, [], None) is None:
        return
    levels = of.doses.levels
    at = place % len(levels)
    goal = goal_at(exercise, of.step, levels[at])
    dose_level = advise(of.doses, [SessionOutcome(goal, True, 1.0, pain, "as_before")]).dose_level
    assert levels.index(dose_level) < at or (at == 0 and dose_level == levels[0])
    work = (goal.repetitions or 1) * (goal.seconds or 1.0)
    if dose_level.level is None and at and levels.index(dose_level):
        assert (dose_level.repetitions or 1) * (dose_level.seconds or 1.0) <= 0.8 * work + 1e-9


@given(st.sampled_from(list(EXERCISES)), st.booleans())
def test_good_sessions_climb_every_rung_up_to_the_last(exercise: str, grows: bool) -> None:
    of = Of(exercise, grows=grows)
    levels, tried, climbed = of.doses.levels, list[SessionOutcome](), list[DoseLevel]()
    for _ in range(2 * len(levels) + 2):
        dose_level = advise(of.doses, tried).dose_level
        climbed.append(dose_level)
        goal = goal_at(EXERCISES[exercise], of.step, dose_level)
        tried.append(SessionOutcome(goal, True, 1.0, 0, "as_before"))
    ascent = [dose_level for dose_level in levels[of.doses.start :] for _ in range(2)]
    assert climbed[: len(ascent)] == ascent
    assert set(climbed[len(ascent) :]) <= {levels[-1]}


# --- the words ------------------------------------------------------------------------------------

REASONS = sorted(key for key in catalogue("en").forms if key.startswith("rung_"))


def said(of: Of, sessions: list[Session]) -> tuple[str, str]:
    """The reason of the advice in English and Danish."""
    advice = advise(of.doses, [of.tried(session) for session in sessions])
    english, danish = (word(advice.reason, language, **advice.values) for language in LANGUAGES)
    return english, danish


@pytest.mark.parametrize(
    ("of", "sessions", "english", "danish"),
    [
        (LEG, [did(n(6)), did(n(6))],
         "+1: two full sessions, pain 2 both times.",
         "+1: to hele træninger, smerte 2 begge gange."),
        (MARCH, [did(n(8), 1), did(n(8), 3)],
         "+2: two full sessions, pain 1 and 3.",
         "+2: to hele træninger, smerte 1 og 3."),
        (MARCH, [did(n(9), 0), did(n(9), 0)],
         "+1: two full sessions, pain 0 both times.",
         "+1: to hele træninger, smerte 0 begge gange."),
        (STRETCH, [did(n(4, 10)), did(n(4, 10))],
         "+5 seconds: two full sessions, pain 2 both times.",
         "+5 sekunder: to hele træninger, smerte 2 begge gange."),
        (FLOOR, [squeezed(1), squeezed(1)],
         "Next level: two sessions, all held, no pain.",
         "Næste trin: to træninger, alle knib holdt, ingen smerte."),
        (LEG, [did(n(6), 7)],
         "Fewer this time: the pain was 7.",
         "Færre denne gang: smerten var 7."),
        (LEG, [did(n(6), 5)],
         "The same again: the pain was 5.",
         "Det samme igen: smerten var 5."),
    ],
)  # fmt: skip
def test_the_reason_is_said_with_its_figures(
    of: Of, sessions: list[Session], english: str, danish: str
) -> None:
    assert said(of, sessions) == (english, danish)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_every_reason_is_one_line_in_both_languages(case: Case) -> None:
    english, danish = said(case[1], case[2])
    assert english != danish
    for sentence in (english, danish):
        assert "None" not in sentence
        assert "{" not in sentence
        assert sentence.endswith(".")
        assert len(sentence.split()) <= 20


def test_every_reason_there_is_has_its_case_and_the_other_way_round() -> None:
    given = {f"rung_{case[5]}" for case in CASES} | {"rung_chosen"}
    assert sorted(given) == REASONS
