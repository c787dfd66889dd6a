"""The numbers of an evaluation, each from results whose answer can be worked out by hand."""

from __future__ import annotations

import math

import pytest
from support.judged import other, own, rep, true
from support.places import POSES

from poseguide.definitions.catalog import load_exercise, tracked
from poseguide.evaluation.ground_truth import clips_of, folders_in
from poseguide.evaluation.metrics import Detection, Scores, deviation, score
from poseguide.evaluation.run import AngleErrors, ClipResult

ALL_FOURS = "leg_extension_all_fours"

#: Faults of rendered clips that no rule of the exercise looks for.
NOT_JUDGED = {("leg_stretch_seated", "toes_not_up"), ("sit_to_stand", "drop")}


def test_counts_are_compared_clip_by_clip() -> None:
    clips = [
        own([rep(1)] * 4, None, attempts=4),
        own([rep(1)] * 5, None, attempts=4),
        own([rep(1)] * 1, None, attempts=4),
        other([rep(1)] * 7),
    ]
    counting = score(clips).counting
    assert (counting.clips, counting.attempts, counting.found) == (3, 12, 10)
    assert (counting.exact, counting.within_one) == (1, 2)
    assert counting.mae == pytest.approx((0 + 1 / 4 + 3 / 4) / 3)
    assert counting.bias == pytest.approx((0 + 1 - 3) / 3)


def test_an_incomplete_repetition_is_found_like_a_complete_one() -> None:
    assert score([own([rep(1, missing="lift"), rep(5)], None, attempts=2)]).counting.exact == 1


def test_where_there_is_nothing_to_tell_there_is_no_number() -> None:
    scores = score([other([])])
    numbers = (
        scores.counting.mae, scores.counting.bias, scores.ends.f1, scores.peaks.precision,
        scores.form.macro_f1, scores.form.flagged.recall, scores.hold.mae, scores.breathing.rmse,
        scores.timing["end"].bias, score([]).false.per_minute,
    )  # fmt: skip
    assert all(math.isnan(number) for number in numbers)


# --- False repetitions ---


def test_false_repetitions_are_those_on_other_clips_and_beside_the_true_ones() -> None:
    false = score(
        [
            other([rep(1), rep(5)], duration_s=90.0),
            other([], exercise="z", duration_s=30.0),
            # True from 0 to 2 and from 9 to 11 s; one found is none.
            own([rep(1), rep(6), rep(10)], [true(1), true(10)], duration_s=64.0),
        ]
    ).false
    assert (false.pairs, false.on_pairs, false.phantoms) == (2, 2, 1)
    assert false.minutes == pytest.approx((90 + 30 + 64 - 4) / 60)
    assert false.per_minute == pytest.approx(3 / 3)


def test_what_a_clip_contains_is_neither_false_nor_time_without_anything_to_find() -> None:
    false = score([other([rep(1)], contained="It begins with it.", duration_s=90.0)]).false
    assert (false.pairs, false.on_pairs, false.minutes) == (0, 0, 0.0)


def test_where_true_repetitions_are_not_known_none_is_called_false() -> None:
    false = score([own([rep(1)] * 5, None, attempts=1)]).false
    assert (false.phantoms, false.minutes) == (0, 0.0)


def test_time_in_two_repetitions_at_once_is_subtracted_once() -> None:
    both_feet = [true(1, side="left"), true(2, side="right")]  # from 0 to 2, and from 1 to 3 s
    assert score([own([], both_feet, duration_s=63.0)]).false.minutes == pytest.approx(1.0)


# --- Moments ---


def test_an_end_is_met_within_half_a_second_one_to_one() -> None:
    reps = [rep(1, end_s=2.5), rep(1.1, end_s=2.4), rep(5, end_s=6.6)]
    ends = score([own(reps, [true(1), true(5), true(9)])]).ends
    assert ends == Detection(right=1, wrong=2, missed=2)
    assert ends.precision == pytest.approx(1 / 3)
    assert ends.recall == pytest.approx(1 / 3)
    assert ends.f1 == pytest.approx(1 / 3)


def test_a_peak_that_the_clip_s_edge_cuts_off_need_not_be_met() -> None:
    def peaks(*found_s: float) -> Detection:
        reps = [rep(peak_s) for peak_s in found_s]
        return score([own(reps, None, attempts=1, peaks_s=(1.0, 5.2, 9.5))]).peaks

    assert peaks(5.0) == Detection(right=1)
    assert peaks(5.0, 9.4) == Detection(right=2)
    assert peaks(7.0) == Detection(wrong=1, missed=1)


def test_true_repetitions_have_peaks_but_a_hold_has_none() -> None:
    assert score([own([rep(1.4)], [true(1)])]).peaks == Detection(right=1)
    assert score([own([rep(1.4)], [true(1, hold_s=2.0)])]).peaks == Detection()


def test_moments_of_matched_repetitions_are_compared() -> None:
    timing = score([own([rep(1.1), rep(5.3), rep(30)], [true(1), true(5)])]).timing
    assert timing["start"].count == timing["peak"].count == timing["end"].count == 2
    assert timing["peak"].bias == pytest.approx(0.2)
    assert timing["end"].rmse == pytest.approx(math.sqrt((0.01 + 0.09) / 2))


# --- Form ---


def faults(*results: ClipResult) -> dict[str, Detection]:
    return {fault.fault: fault.detection for fault in score(results).form.faults}


def test_each_fault_is_right_wrong_or_missed_on_each_repetition() -> None:
    clip = own(
        [
            rep(1, missing="stretch"),  # means what was done wrong
            rep(5, "knee_bent", "too_fast"),  # two names of one fault, and one that is not true
            rep(9),
            rep(13, "sagging"),  # on a good one
            rep(30, "too_high", "knee_bent"),  # none at all
        ],
        [
            true(1, "knee_not_straight"),
            true(5, "knee_not_straight"),
            true(9, "leg_too_high"),
            true(13),
            true(17, "no_tuck"),  # not found
        ],
        exercise=ALL_FOURS,
        known_as=load_exercise(ALL_FOURS).exercise.known_as(),
    )
    assert faults(clip) == {
        "knee_not_straight": Detection(right=2, wrong=1),
        "leg_too_high": Detection(wrong=1, missed=1),
        "no_tuck": Detection(missed=1),
        "sagging": Detection(wrong=1),
        "too_fast": Detection(wrong=1),
    }
    form = score([clip]).form
    assert form.macro_f1 == pytest.approx((4 / 5 + 0 + 0 + 0 + 0) / 5)
    assert form.overall == Detection(right=2, wrong=4, missed=2)
    # Right on the first two; the third and the fifth missed; the fourth and the phantom wrong.
    assert form.flagged == Detection(right=2, wrong=2, missed=2)
    assert (form.good, form.falsely_cued) == (1, 1)
    assert [fault.true for fault in form.faults] == [2, 1, 1, 0, 0]


def test_the_same_fault_of_two_exercises_is_judged_apart() -> None:
    clips = [own([rep(1, "too_fast")], [true(1, "too_fast")], exercise=name) for name in "ab"]
    told = [(fault.exercise, fault.detection) for fault in score(clips).form.faults]
    assert told == [("a", Detection(right=1)), ("b", Detection(right=1))]


def test_a_good_repetition_that_is_not_flagged_is_no_false_cue() -> None:
    form = score([own([rep(1), rep(5, "low")], [true(1), true(5)])]).form
    assert (form.good, form.falsely_cued) == (2, 1)
    assert form.flagged == Detection(wrong=1)


def test_sides_are_compared_where_one_side_works() -> None:
    reps = [rep(1), rep(5, side="right"), rep(9, side="both"), rep(13)]
    truth = [true(1), true(5), true(9, side="both"), true(13, side="right")]
    form = score([own(reps, truth)]).form
    assert (form.one_sided, form.right_side) == (3, 1)


def test_clips_without_truth_say_nothing_of_form() -> None:
    form = score([own([rep(1, "low")], None, attempts=1), other([rep(1, "low")])]).form
    assert form.faults == ()
    assert form.flagged == Detection()


def test_a_fault_is_compared_under_the_name_that_the_truth_has_for_it() -> None:
    reps, truth = [rep(1, "overarch"), rep(5, missing="lift")], [true(1, "arched"), true(5, "low")]
    known_as = {"overarch": "arched", "lift": "low"}
    told = score([own(reps, truth, known_as=known_as)]).form.faults
    assert {fault.fault: fault.detection for fault in told} == {
        "arched": Detection(right=1),
        "low": Detection(right=1),
    }


def test_an_exercise_says_what_a_truth_calls_its_faults_and_missed_stages() -> None:
    known_as = load_exercise(ALL_FOURS).exercise.known_as()
    assert known_as["stretch"] == known_as["knee_bent"] == "knee_not_straight"
    assert known_as["tuck"] == "no_tuck"
    assert "too_fast" not in known_as


def test_every_true_fault_has_a_name_in_its_exercise_or_is_known_not_to_be_judged() -> None:
    unknown = set()
    for definition in tracked():
        exercise = definition.exercise
        ours = {part.name for part in (*exercise.stages, *exercise.faults)}
        ours |= set(exercise.known_as().values())
        true_ones = {
            fault
            for folder in folders_in(POSES)
            for clip in clips_of(folder)
            for true_rep in clip.reps or ()
            for fault in true_rep.faults
            if clip.shows == exercise.id
        }
        unknown |= {(exercise.id, fault) for fault in true_ones - ours}
    assert unknown == NOT_JUDGED


# --- Angles, holds and breathing ---


def test_a_deviation_tells_size_direction_and_spread() -> None:
    error = deviation([3.0, -1.0])
    assert (error.count, error.mae, error.bias) == (2, 2.0, 1.0)
    assert error.rmse == pytest.approx(math.sqrt(5))


def test_angle_errors_are_pooled_over_frames_of_all_clips() -> None:
    one = AngleErrors("knee", "image", (1.0, 1.0, 1.0))
    two = AngleErrors("knee", "image", (-3.0,))
    space = AngleErrors("knee", "space", (9.0,))
    clips = [own([], [true(1)], angles=(one, space)), own([], [true(1)], angles=(two,))]
    angles = score(clips).angles
    assert set(angles) == {("image", "knee"), ("space", "knee")}
    assert angles["image", "knee"].count == 4
    assert angles["image", "knee"].mae == pytest.approx(1.5)
    assert angles["image", "knee"].bias == pytest.approx(0.0)


def test_the_longest_hold_is_compared_with_the_longest_true_one() -> None:
    truth = [true(10, hold_s=8.0), true(40, hold_s=30.0)]
    scores = score([own([], truth, hold_s=32.5), own([], [true(1)], hold_s=5.0)])
    assert (scores.hold.count, scores.hold.bias) == (1, 2.5)


def breathing(found_s: list[float], true_s: list[float], is_breathing: bool = True) -> Scores:
    reps, truth = [rep(at) for at in found_s], [true(at) for at in true_s]
    return score([own(reps, truth, is_breathing=is_breathing)])


def test_the_breathing_rate_is_that_of_the_middle_period() -> None:
    # 12 breaths a minute found, 10 true.
    error = breathing([2, 7, 11, 30], [2, 8, 14, 30]).breathing
    assert (error.count, error.bias) == (1, pytest.approx(2.0))
    assert breathing([2], [2, 8]).breathing.count == 0
    assert breathing([2, 7], [2, 8], is_breathing=False).breathing.count == 0


def test_breaths_are_counted_in_one_exercise_and_not_in_that_of_the_pumps_between_them() -> None:
    assert [d.exercise.id for d in tracked() if d.exercise.is_breathing] == ["belly_breathing"]
