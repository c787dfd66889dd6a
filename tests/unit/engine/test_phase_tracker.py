"""When a movement is an attempt: after a held start, not across a gap, and to its true end."""

import math
import tomllib
from itertools import pairwise

import pytest
from support.toy import REP, REST, STRETCH, TAKE, TOML, TUCK, Stream, follow, moves, toy, words
from support.tracking import NAN, Drop, changed, hidden, missing, without

from poseguide.definitions.schema import Exercise
from poseguide.engine.phase_tracker import PhaseTracker

RATES = (10, 12, 15, 25, 30, 60)


def with_rule(**rules: object) -> Exercise:
    """The toy with other rules of a repetition."""
    return toy(repetition=tomllib.loads(TOML)["repetition"] | rules)


# --- the start posture ------------------------------------------------------------------------


@pytest.mark.parametrize("fps", RATES)
def test_repetitions_after_the_start_posture_are_all_found_at_any_frame_rate(fps: float) -> None:
    assert missing(follow(moves(*TAKE, *REP, *REP, *REP, fps=fps))) == [None] * 3


def test_nothing_counts_before_the_start_posture_was_held() -> None:
    never = ((0.4, TUCK), (0.8, STRETCH), (0.5, TUCK))
    assert follow(moves(*never, *never, *never, at=TUCK)) == []


def test_a_start_posture_held_too_shortly_counts_for_nothing() -> None:
    rushed = ((0.4, REST), *REP[:-2], (0.3, TUCK))
    assert follow(moves(*rushed, at=REST)) == []
    assert missing(follow(moves((0.6, REST), *REP))) == [None]


def test_the_repetition_after_the_start_counts_though_an_earlier_movement_did_not() -> None:
    before = ((0.5, STRETCH), (0.5, TUCK), (0.5, STRETCH))
    assert missing(follow(moves(*before, (0.2, REST), *TAKE, *REP, at=STRETCH))) == [None]


def test_getting_into_position_is_no_attempt() -> None:
    getting_there = ((0.5, 20), (0.3, 100), (0.4, 175), (0.3, 90), (0.4, 160), (0.5, REST))
    assert follow(moves(*getting_there, (3.0, REST), at=170)) == []


def ready_from_s(stream: Stream) -> float:
    """When the tracker is first ready."""
    tracker = PhaseTracker(toy())
    for time_s, values in stream:
        tracker.push(time_s, values, False)
        if tracker.ready:
            return time_s
    return math.inf


def test_the_tracker_is_ready_only_once_the_start_was_held() -> None:
    # On the way from 170 degrees to 95 the start is entered at 110.
    assert ready_from_s(moves((0.9, REST), (1.0, REST), at=170)) == pytest.approx(1.22, abs=0.05)


def test_the_posture_of_the_first_frame_counts_as_held_before() -> None:
    assert ready_from_s(moves((1.0, REST))) == 0.0
    assert missing(follow(moves(*REP, at=REST))) == [None]
    unseen = hidden(moves((0.3, REST), *REP), 0.0, 0.2)
    assert ready_from_s(unseen) == pytest.approx(0.2, abs=0.04)


def test_what_must_stay_true_gives_the_posture_up_when_it_is_broken_for_long() -> None:
    stream = list(moves(*TAKE, *REP))
    stood_up = changed(iter(stream), 1.5, 2.2, trunk=80.0)
    assert follow(stood_up) == []


def test_what_must_stay_true_may_fail_for_a_moment() -> None:
    stream = changed(moves(*TAKE, *REP), 1.5, 1.8, trunk=80.0)
    assert missing(follow(stream)) == [None]


# --- dropouts and gaps ------------------------------------------------------------------------


@pytest.mark.parametrize("drop", [hidden, without])
@pytest.mark.parametrize("from_s", [1.1, 1.7, 2.7, 3.5])
def test_a_short_dropout_is_bridged(drop: Drop, from_s: float) -> None:
    assert missing(follow(drop(moves(*TAKE, *REP), from_s, from_s + 0.4))) == [None]


@pytest.mark.parametrize("drop", [hidden, without])
@pytest.mark.parametrize("from_s", [1.2, 1.7, 2.7, 3.3])
def test_across_a_gap_nothing_is_counted_but_told_as_not_seen(drop: Drop, from_s: float) -> None:
    assert missing(follow(drop(moves(*TAKE, *REP), from_s, from_s + 0.6))) == ["not_seen"]


@pytest.mark.parametrize("drop", [hidden, without])
def test_after_a_gap_the_next_repetition_counts(drop: Drop) -> None:
    stream = moves(*TAKE, *REP, *TAKE, *REP)
    assert missing(follow(drop(stream, 2.7, 3.4))) == ["not_seen", None]


@pytest.mark.parametrize("drop", [hidden, without])
def test_after_a_long_gap_the_start_must_be_held_again(drop: Drop) -> None:
    stream = moves(*TAKE, *REP[:2], (4.0, STRETCH), *REP[2:-1], *REP)
    assert missing(follow(drop(stream, 2.2, 5.5))) == []
    held = moves(*TAKE, *REP[:2], (4.0, STRETCH), *REP[2:], *TAKE, *REP)
    assert missing(follow(drop(held, 2.2, 5.5))) == [None]


def test_a_movement_that_was_far_gone_when_the_body_was_lost_is_told() -> None:
    assert missing(follow(hidden(moves(*TAKE, *REP, (4.0, REST)), 3.4, 9.0))) == ["not_seen"]


def test_a_gap_while_resting_between_repetitions_loses_neither() -> None:
    stream = moves(*TAKE, *REP, *TAKE, *TAKE, *REP)
    assert missing(follow(hidden(stream, 4.6, 5.4))) == [None, None]


def test_while_nothing_is_seen_for_long_nothing_is_going_on() -> None:
    tracker = PhaseTracker(toy())
    follow(hidden(moves(*TAKE, *REP, (4.0, REST)), 2.7, 9.0), tracker=tracker)
    assert (tracker.ready, tracker.attempt, tracker.phase) == (False, None, None)


def test_one_signal_that_is_hidden_is_a_gap_only_if_the_movement_is_followed_by_it() -> None:
    assert missing(follow(changed(moves(*TAKE, *REP), 1.0, 5.0, knee=NAN))) == [None]
    assert missing(follow(changed(moves(*TAKE, *REP), 2.0, 3.0, hip=NAN))) == ["not_seen"]


# --- incomplete -------------------------------------------------------------------------------


def test_an_attempt_without_its_first_phase_names_it() -> None:
    assert missing(follow(moves(*TAKE, *REP[2:]))) == ["tuck"]


def test_an_attempt_without_its_last_phase_names_it() -> None:
    assert missing(follow(moves(*TAKE, *REP[:2], *REP[4:], (1.0, REST)))) == ["stretch"]


def test_a_small_movement_about_the_start_is_no_attempt() -> None:
    fidgeting = ((0.4, 112), (0.4, 75), (0.4, 118), (0.4, REST))
    assert follow(moves(*TAKE, *fidgeting, *fidgeting)) == []


def test_a_twitch_shorter_than_a_repetition_can_be_is_no_attempt() -> None:
    # the twitch is over in less than min_s of 0.6 s
    twitch = ((0.1, 128), (0.15, 128), (0.1, REST), (2.0, REST))
    assert follow(moves(*TAKE, *twitch, fps=60)) == []
    assert missing(follow(moves(*TAKE, *twitch, fps=60), with_rule(min_s=0.1))) == ["tuck"]


def test_the_same_phase_twice_in_an_attempt_is_one_repetition() -> None:
    again = ((0.5, TUCK), (0.4, TUCK), (0.4, 75), (0.4, TUCK), *REP[2:])
    assert missing(follow(moves(*TAKE, *again))) == [None]


# --- where it begins and ends -----------------------------------------------------------------


def test_passing_through_the_start_between_tuck_and_stretch_is_not_the_end() -> None:
    slow = ((0.5, TUCK), (0.4, TUCK), (4.0, STRETCH), (0.6, STRETCH), (0.8, REST), (0.7, REST))
    assert missing(follow(moves(*TAKE, *slow))) == [None]


def test_resting_in_the_start_after_the_tuck_is_the_end() -> None:
    attempts = follow(moves(*TAKE, *REP[:2], (0.4, REST), (1.5, REST), *REP[2:], (0.5, REST)))
    assert missing(attempts) == ["stretch", "tuck"]


def test_the_start_and_end_are_when_the_rest_was_left_and_taken_again() -> None:
    (attempt,) = follow(moves(*TAKE, *REP))
    assert attempt.start_s == pytest.approx(1.0, abs=0.1)
    assert attempt.end_s == pytest.approx(4.3, abs=0.15)


def test_a_movement_is_judged_from_before_it_was_noticed() -> None:
    (attempt,) = follow(moves(*TAKE, (2.5, TUCK), *REP[1:]))
    assert attempt.start_s == pytest.approx(1.0, abs=0.4)  # six degrees of rest are 0.3 s here
    assert attempt.times[0] == attempt.start_s


def test_straight_from_the_last_phase_into_the_first_is_two_repetitions() -> None:
    flowing = ((0.5, TUCK), (0.4, TUCK), (0.8, STRETCH), (0.4, STRETCH))
    attempts = follow(moves(*TAKE, *flowing, *flowing, *flowing, (0.8, REST), (1.0, REST)))
    assert missing(attempts) == [None] * 3
    for one, next_one in pairwise(attempts):
        assert one.end_s == next_one.start_s


def test_turning_at_the_start_without_a_rest_is_two_repetitions() -> None:
    turning = (*REP[:4], (0.8, REST))
    assert missing(follow(moves(*TAKE, *turning, *turning, (0.5, REST)))) == [None, None]


def test_a_repetition_that_never_comes_back_is_told_as_paused_and_needs_a_new_start() -> None:
    stuck = (*REP[:3], (9.0, STRETCH), (0.8, REST))
    assert missing(follow(moves(*TAKE, *stuck, (0.3, REST)))) == ["paused"]
    assert missing(follow(moves(*TAKE, *stuck, *TAKE, *REP))) == ["paused", None]
    assert missing(follow(moves(*TAKE, *stuck, (1.0, REST)), with_rule(max_s=15))) == [None]


def test_who_stays_away_from_the_start_without_an_attempt_must_take_it_again() -> None:
    tracker = PhaseTracker(toy())
    follow(moves(*TAKE, (0.3, 118), (9.0, 118)), tracker=tracker)
    assert not tracker.ready


def test_the_phase_shown_is_the_one_last_entered() -> None:
    tracker = PhaseTracker(toy())
    shown: list[str | None] = []
    for time_s, values in moves(*TAKE, *REP):
        tracker.push(time_s, values, False)
        if not shown or shown[-1] != tracker.phase:
            shown.append(tracker.phase)
    assert shown == [None, "tuck", "stretch", None]


def test_a_dropped_attempt_is_gone_but_the_next_counts_without_a_new_start() -> None:
    tracker = PhaseTracker(toy())
    assert follow(moves(*TAKE, *REP[:3]), tracker=tracker) == []
    tracker.drop()
    back = moves((0.2, REST), (0.4, REST), *REP, start_s=2.7, at=STRETCH)
    assert missing(follow(back, tracker=tracker)) == [None]


def test_the_end_may_have_its_own_limits() -> None:
    wide = with_rule(back=[{"signal": "hip", "below": 124}])
    shallow = (*REP[:4], (0.8, 118), (1.5, 118))
    assert follow(moves(*TAKE, *shallow)) == []
    assert missing(follow(moves(*TAKE, *shallow), wide)) == [None]


# --- the far side -----------------------------------------------------------------------------

FAR_TUCK = [
    tomllib.loads(TOML)["phases"][0] | {"far": [{"signal": "hip", "below": 72}]},
    tomllib.loads(TOML)["phases"][1],
]


def test_the_far_sides_doubtful_phase_is_missing_where_it_was_seen_not_to_be_made() -> None:
    untucked = (*TAKE, (0.4, 75), *REP[2:])
    exercise = toy(phases=FAR_TUCK)
    assert missing(follow(moves(*untucked), exercise)) == ["tuck"]
    assert missing(follow(moves(*untucked), exercise, far=True)) == ["tuck"]


def test_a_far_movement_that_only_the_loose_limits_saw_is_no_attempt() -> None:
    only_tuck = (*TAKE, (0.4, 66), (0.5, 66), (0.4, REST), (0.8, REST))
    assert follow(moves(*only_tuck), toy(phases=FAR_TUCK), far=True) == []


# --- measured from the start ------------------------------------------------------------------


def test_a_signal_measured_from_the_start_is_not_needed_before_the_start_is_known() -> None:
    signals = tomllib.loads(TOML)["signals"]
    signals["foot"] = signals["knee"] | {
        "measure": "level", "points": ["ankle"], "from_start": "change",
    }  # fmt: skip
    phases = tomllib.loads(TOML)["phases"]
    phases[1]["enter"].append({"signal": "foot", "above": 0.3})

    def stream() -> Stream:
        for time_s, values in moves(*TAKE, *REP):
            foot = NAN if time_s < 0.6 else (1.0 if values["hip"] > 150 else 0.0)
            yield time_s, values | {"foot": foot}

    assert missing(follow(stream(), toy(signals=signals, phases=phases))) == [None]


# --- a main signal that is measured from the start ---------------------------------------------


def lifting(**rules: object) -> Exercise:
    """The toy as a lift of the knee from where it was in the start posture, 0.1 trunks or more."""
    signals = tomllib.loads(TOML)["signals"]
    signals["lift"] = {
        "label": words(), "measure": "level", "points": ["knee"], "from_start": "change",
    }  # fmt: skip
    stage = {"name": "up", "label": words(), "cue": words()}
    return toy(
        signals=signals,
        repetition={
            "attempt": [{"signal": "lift", "above": 0.04}],
            "back": [{"signal": "lift", "below": 0.04}],
            "main": "lift", "peak": "max",
        } | rules,
        phases=[stage | {"enter": [{"signal": "lift", "above": 0.1}]}],
        faults=None,
    )  # fmt: skip


def lifted(*legs: tuple[float, float]) -> Stream:
    """The lift going from leg to leg, each (seconds, trunk lengths at its end)."""
    for time_s, values in moves(*legs, at=0.0):
        yield time_s, {"lift": values["hip"], "hip": REST, "knee": 90.0, "trunk": 0.0}


def test_a_lift_counts_from_a_rest_and_begins_where_it_left_it() -> None:
    (attempt,) = follow(lifted((1.0, 0.0), (0.5, 0.2), (0.5, 0.0), (1.0, 0.0)), lifting())
    assert attempt.missing is None
    assert attempt.start_s == pytest.approx(1.05, abs=0.05)
    assert attempt.end_s == pytest.approx(2.0, abs=0.2)


def test_a_body_still_on_its_way_into_the_start_is_not_ready() -> None:
    tracker = PhaseTracker(lifting())
    for time_s, values in lifted((2.0, -0.8)):  # moves on and on
        tracker.push(time_s, values, far=False)
        assert not tracker.ready


def test_the_rest_is_not_learned_from_the_beginning_of_a_movement() -> None:
    tracker = PhaseTracker(lifting())
    for time_s, values in lifted((1.0, 0.0), (2.0, 0.035)):
        tracker.push(time_s, values, far=False)
        if tracker.ready:
            assert tracker.in_start == (values["lift"] <= 0.02)


def test_a_body_that_stays_elsewhere_has_found_another_rest() -> None:
    tracker = PhaseTracker(lifting())
    for time_s, values in lifted((1.0, 0.0), (0.2, 0.03), (2.5, 0.03)):
        tracker.push(time_s, values, far=False)
    assert tracker.in_start


def test_the_parts_of_a_posture_may_be_taken_in_any_order() -> None:
    both = [
        {"name": "straight", "enter": [{"signal": "knee", "above": 150}]},
        {"name": "high", "enter": [{"signal": "hip", "above": 150}]},
    ]
    words_of = {"label": words(), "cue": words()}
    one = toy(phases=[part | words_of for part in both], faults=None)
    path = moves(*TAKE, (0.8, STRETCH), (1.0, STRETCH), (0.8, REST), (0.7, REST))
    # The hip is high before the knee is straight: still one repetition.
    late = ((t, v | {"knee": 170.0 if 2.0 < t < 2.6 else 90.0}) for t, v in path)
    assert missing(follow(late, one)) == [None]


# --- another movement -------------------------------------------------------------------------

UP = ((0.5, 0.2), (0.5, 0.2), (0.5, 0.0), (0.8, 0.0))


def alone(from_s: float, until_s: float) -> list[str | None]:
    """What is found in two lifts with another movement, a straight knee, between two times."""
    one = lifting(other=[{"signal": "knee", "above": 150}])
    stream = changed(lifted((1.0, 0.0), *UP, *UP), from_s, until_s, knee=178.0)
    return missing(follow(stream, one))


def test_a_movement_with_another_one_in_it_is_forgotten_and_the_next_counts() -> None:
    assert alone(0.0, 0.0) == [None, None]
    assert alone(1.4, 1.8) == [None]


def test_another_movement_of_a_moment_is_noise() -> None:
    assert alone(1.5, 1.56) == [None, None]


def test_what_is_left_of_another_movement_is_no_attempt_of_its_own() -> None:
    # Another movement until the middle of the lift, which is still up when it ends.
    assert alone(1.0, 1.6) == [None]


def test_the_start_posture_is_not_held_while_another_movement_goes_on() -> None:
    assert alone(0.0, 0.9) == [None]
