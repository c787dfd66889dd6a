"""Each fault's statistic, what must last, what is unseen, and the count of nested movements."""

import math
from typing import Any, cast

import numpy as np
import pytest
from support.judging import END_S, TILTING, UP, Curve, exercise, judged, swings
from support.toy import table, toy

from poseguide.core.i18n.numbers import decimal
from poseguide.core.records import Finding

NAN = math.nan


def finding(fault: dict[str, Any], **how: Any) -> Finding:
    """What the only fault says."""
    return judged(exercise(fault), **how).findings[-1]


def during(start_s: float, end_s: float, inside: float, outside: float) -> Curve:
    return lambda t: inside if start_s <= t < end_s else outside


KNEE_UP = {"signal": "knee", "phase": "up"}


@pytest.mark.parametrize(
    ("statistic", "expected"), [("max", 160.0), ("min", 140.0), ("range", 20.0), ("median", 150.0)]
)
def test_each_statistic_is_of_the_signal_in_its_phase(statistic: str, expected: float) -> None:
    def knee(now: float) -> float:
        if not UP[0] <= now <= UP[1]:
            return 20.0 if now < 3 else 300.0  # outside the phase: must not matter
        return 140.0 if now < 2.6 else 160.0 if now > 3.4 else 150.0

    found = finding({**KNEE_UP, "statistic": statistic, "above": 0}, knee=knee)
    assert found.value == expected


def test_without_a_phase_the_statistic_is_of_the_whole_repetition() -> None:
    knee = during(0.2, 0.8, 40.0, 170.0)
    assert finding({"signal": "knee", "statistic": "min", "below": 0}, knee=knee).value == 40.0


def test_seconds_are_those_of_the_phase_or_of_the_repetition() -> None:
    assert finding({"statistic": "seconds", "phase": "up", "below": 3}).value == 2.0
    assert finding({"statistic": "seconds", "below": 3}).value == 6.0
    assert finding({"statistic": "seconds", "below": 3}).unit == "s"


@pytest.mark.parametrize(
    ("limit", "verdict"),
    [
        ({"above": 169}, "fault"),
        ({"above": 170}, "close"),
        ({"above": 171}, "ok"),
        ({"below": 171}, "fault"),
        ({"below": 170}, "close"),
        ({"below": 169}, "ok"),
    ],
)
def test_beyond_the_limit_is_a_fault_and_on_it_is_close(
    limit: dict[str, float], verdict: str
) -> None:
    found = finding({**KNEE_UP, "statistic": "median", **limit})
    assert found.verdict == verdict
    assert (found.value, found.limit, found.unit) == (170.0, next(iter(limit.values())), "deg")


@pytest.mark.parametrize("fps", [12, 30, 60])
@pytest.mark.parametrize(("lasting_s", "verdict"), [(0.2, "ok"), (0.45, "fault")])
def test_a_fault_must_last_three_tenths_of_a_second(
    fps: float, lasting_s: float, verdict: str
) -> None:
    high = during(3.0, 3.0 + lasting_s, 200.0, 170.0)
    low = during(3.0, 3.0 + lasting_s, 90.0, 170.0)
    most = {**KNEE_UP, "statistic": "max", "above": 185}
    least = {**KNEE_UP, "statistic": "min", "below": 120}
    spread = {**KNEE_UP, "statistic": "range", "above": 25}
    assert finding(most, knee=high, fps=fps).verdict == verdict
    assert finding(least, knee=low, fps=fps).verdict == verdict
    assert finding(spread, knee=high, fps=fps).verdict == verdict


def test_in_a_phase_shorter_than_that_half_of_it_is_enough() -> None:
    high = during(3.0, 3.12, 200.0, 170.0)
    fault = {**KNEE_UP, "statistic": "max", "above": 185}
    assert finding(fault, knee=high, up=(3.0, 3.2)).verdict == "fault"


def test_a_rule_whose_points_are_hidden_is_unseen_and_has_no_value() -> None:
    found = finding({**KNEE_UP, "statistic": "max", "above": 185}, knee=lambda t: NAN)
    assert (found.verdict, found.value) == ("unseen", None)


@pytest.mark.parametrize(("seen_s", "verdict"), [(0.8, "unseen"), (1.2, "fault")])
def test_a_rule_is_answered_when_half_of_its_time_was_seen(seen_s: float, verdict: str) -> None:
    knee = during(2.0, 2.0 + seen_s, 200.0, NAN)
    assert finding({**KNEE_UP, "statistic": "max", "above": 185}, knee=knee).verdict == verdict


def test_a_rule_of_a_phase_that_was_not_reached_is_unseen() -> None:
    assert finding({**KNEE_UP, "statistic": "max", "above": 0}, up=None).verdict == "unseen"
    assert finding({"statistic": "seconds", "phase": "up", "below": 9}, up=None).verdict == "unseen"


def test_a_rule_for_the_near_side_is_unseen_on_the_far_one() -> None:
    fault = {**KNEE_UP, "statistic": "max", "above": 0, "near_only": True}
    assert finding(fault).verdict == "fault"
    assert finding(fault, far=True).verdict == "unseen"


def test_the_length_of_a_far_repetition_is_unseen_where_its_beginning_was_hidden() -> None:
    one = exercise({"statistic": "seconds", "below": 9}, far=[{"signal": "hip", "above": 120}])
    assert judged(one, far=True).findings[-1].verdict == "fault"
    assert judged(one, far=True, up=None).findings[-1].verdict == "unseen"
    assert judged(one, up=None).findings[-1].verdict == "fault"


def test_a_phase_that_the_view_cannot_judge_is_told_as_unseen() -> None:
    one = exercise(far=[{"signal": "hip", "above": 120}])
    (found,) = judged(one, far=True).findings
    assert (found.rule, found.verdict, found.value, found.limit) == ("up", "unseen", None, 150)
    assert judged(one).findings == ()


def test_a_fault_is_unseen_where_one_before_it_explains_it() -> None:
    first = {"name": "first", **KNEE_UP, "statistic": "max", "above": 160}
    then = {"name": "then", "signal": "hip", "statistic": "max", "above": 90, "unless": ["first"]}
    one = exercise(first, then)
    assert [f.verdict for f in judged(one).findings] == ["fault", "unseen"]
    assert judged(one).findings[1].value is None
    fine = judged(one, knee=lambda t: 150.0)
    assert [f.verdict for f in fine.findings] == ["ok", "fault"]


def test_findings_and_faults_come_in_the_order_of_the_definition() -> None:
    faults = [
        {"name": name, **KNEE_UP, "statistic": "max", "above": limit}
        for name, limit in (("b", 100), ("a", 300), ("c", 120))
    ]
    rep = judged(exercise(*faults))
    assert [f.rule for f in rep.findings] == ["b", "a", "c"]
    assert [f.rule for f in rep.faults] == ["b", "c"]


def test_a_repetition_tells_its_times_its_peak_and_its_range() -> None:
    rep = judged(exercise(), hip=lambda t: 100 + 10 * (3 - abs(t - 3)))
    assert (rep.start_s, rep.end_s, rep.duration_s) == (0.0, END_S, END_S)
    assert rep.peak_s == pytest.approx(3.0)
    assert rep.range == pytest.approx(30.0)
    assert rep.complete
    assert rep.phases[0].name == "up"


def test_the_peak_may_be_the_lowest_value() -> None:
    one = exercise()
    low = toy(
        repetition=table()["repetition"] | {"peak": "min"},
        phases=[one.phases[0].model_dump()],
        faults=None,
    )
    assert judged(low, hip=lambda t: 90 + abs(t - 2.5)).peak_s == pytest.approx(2.5)


def test_hidden_moments_do_not_hide_the_peak_or_the_range() -> None:
    def hip(now: float) -> float:
        return NAN if 3.5 < now < 4 else 100 + 10 * (3 - abs(now - 3))

    rep = judged(exercise(), hip=hip)
    assert rep.peak_s == pytest.approx(3.0)
    assert rep.range == pytest.approx(30.0)


@pytest.mark.parametrize(("hidden_s", "seen"), [(2.9, True), (3.1, False)])
def test_a_range_of_which_less_than_half_was_seen_is_not_known(hidden_s: float, seen: bool) -> None:
    def hip(now: float) -> float:
        return NAN if now > END_S - hidden_s else 100 + 10 * now

    found = judged(exercise(), hip=hip).range
    assert found == pytest.approx(10 * (END_S - hidden_s), abs=0.5) if seen else math.isnan(found)


def test_a_range_is_not_known_where_the_body_hides_a_phase_of_the_far_leg() -> None:
    one = exercise(far=[{"signal": "hip", "above": 120}])
    assert math.isnan(judged(one, far=True).range)
    assert judged(one).range == 0.0
    assert judged(exercise(), far=True).range == 0.0


def test_a_repetition_without_its_phase_is_incomplete_and_names_it() -> None:
    rep = judged(exercise(), up=None)
    assert not rep.complete
    assert rep.missing == "up"


# --- how sure it is ---------------------------------------------------------------------------


def trembling(size: float, level: float = 150.0) -> Curve:
    """A knee that is held, with noise of this standard deviation in degrees."""
    random = np.random.default_rng(7)
    return lambda _: cast(float, level + random.normal(0, 1) * size)


@pytest.mark.parametrize("fps", [12, 30, 60])
def test_the_uncertainty_of_a_value_is_two_deviations_of_its_noise(fps: float) -> None:
    one = finding({**KNEE_UP, "statistic": "max", "above": 170}, knee=trembling(3.0), fps=fps)
    assert one.uncertainty == pytest.approx(6.0, rel=0.45)
    median = finding({**KNEE_UP, "statistic": "median", "above": 170}, knee=trembling(3.0), fps=fps)
    assert median.uncertainty is not None
    assert median.uncertainty < 0.75 * one.uncertainty
    spread = finding({**KNEE_UP, "statistic": "range", "above": 170}, knee=trembling(3.0), fps=fps)
    assert spread.uncertainty == pytest.approx(math.sqrt(2) * one.uncertainty, rel=0.01)


@pytest.mark.parametrize(("limit", "verdict"), [(150, "ok"), (146, "close"), (130, "fault")])
def test_within_its_noise_a_value_is_close_to_its_limit_and_no_fault(
    limit: float, verdict: str
) -> None:
    fault = {**KNEE_UP, "statistic": "max", "above": limit}
    found = judged(exercise(fault), knee=trembling(3.0, level=140.0))
    assert found.findings[-1].verdict == verdict
    assert bool(found.faults) == (verdict == "fault")
    assert bool(found.close) == (verdict == "close")


def test_a_smooth_movement_is_no_noise() -> None:
    def swing(now: float) -> float:
        return 120.0 + 60.0 * math.sin(2 * math.pi * now)

    found = finding({**KNEE_UP, "statistic": "max", "above": 300}, knee=swing)
    assert found.uncertainty == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    ("statistic", "unit", "shown"), [("max", "deg", 0.5), ("seconds", "s", 0.05)]
)
def test_no_value_is_surer_than_half_of_the_last_digit_that_is_shown(
    statistic: str, unit: str, shown: float
) -> None:
    fault: dict[str, Any] = {"statistic": statistic, "phase": "up", "above": 300}
    if statistic == "max":
        fault["signal"] = "knee"
    found = finding(fault, knee=lambda t: 150.0, fps=60)
    assert (found.unit, found.uncertainty) == (unit, shown)


def test_two_times_that_are_shown_alike_are_never_one_kept_and_one_broken() -> None:
    fault = {"statistic": "seconds", "phase": "up", "below": 1.2}
    verdicts: dict[str, set[str]] = {}
    for milliseconds in range(1000, 1400, 7):
        found = finding(fault, up=(2.0, 2.0 + milliseconds / 1000), fps=60)
        verdicts.setdefault(decimal(found.value or 0.0, 1, "en"), set()).add(found.verdict)
    assert "close" in verdicts["1.2"]
    assert not any({"ok", "fault"} <= said for said in verdicts.values())
    assert (verdicts["1.0"], verdicts["1.4"]) == ({"fault"}, {"ok"})


def test_seconds_are_as_sure_as_the_pictures_are_close_and_the_movement_is_quick() -> None:
    fault = {"statistic": "seconds", "phase": "up", "below": 1.0}
    random = np.random.default_rng(3)

    def ramp(speed: float, noise: float) -> Curve:
        return lambda now: 100 + speed * (2 - abs(now - 3)) + cast(float, random.normal(0, noise))

    def sure(fps: float, speed: float, noise: float) -> float:
        return finding(fault, hip=ramp(speed, noise), fps=fps).uncertainty or 0.0

    by_step = 2 * math.sqrt(2 / 12) / 12
    assert sure(60, 60.0, 0.0) < sure(12, 60.0, 0.0) == pytest.approx(by_step, rel=0.1)
    assert sure(60, 60.0, 2.0) < sure(60, 20.0, 2.0) <= 2 * math.sqrt(2) * 0.08


def test_a_whole_number_is_exact() -> None:
    found = judged(TILTING, knee=swings(3, 8.0)).findings[-1]
    assert (found.verdict, found.value, found.uncertainty) == ("ok", 3.0, 0.0)


def test_a_ratio_is_as_sure_as_both_of_its_parts() -> None:
    fault = {"signal": "knee", "per": "hip", "statistic": "max", "phase": "up", "above": 1.5}
    random = np.random.default_rng(5)
    found = finding(
        fault,
        knee=trembling(3.0, level=150.0),
        hip=lambda _: cast(float, 100.0 + random.normal(0, 1) * 3.0),
    )
    assert found.uncertainty == pytest.approx(2 * 1.5 * math.hypot(3 / 150, 3 / 100), rel=0.4)


def test_what_was_not_seen_has_no_uncertainty() -> None:
    found = finding({**KNEE_UP, "statistic": "max", "above": 185}, knee=lambda t: NAN)
    assert found.uncertainty is None


def test_a_noise_of_a_short_phase_is_that_of_the_whole_repetition() -> None:
    fault = {**KNEE_UP, "statistic": "max", "above": 170}
    short = finding(fault, knee=trembling(3.0), up=(3.0, 3.3))
    assert short.uncertainty == pytest.approx(6.0, rel=0.45)


# --- nested movements -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "fps"), [(n, fps) for n in (0, 1, 2) for fps in (12, 30, 60)] + [(3, 30), (5, 30)]
)
def test_nested_movements_are_counted_there_and_back_within_their_phase(
    count: int, fps: float
) -> None:
    assert judged(TILTING, knee=swings(count, 8.0), fps=fps).parts == count


def test_a_nested_movement_smaller_than_a_swing_is_none() -> None:
    assert judged(TILTING, knee=swings(3, 4.5)).parts == 0


def test_there_without_back_is_no_nested_movement() -> None:
    assert judged(TILTING, knee=lambda t: 170.0 - 10 * t).parts == 0
    assert judged(TILTING, knee=lambda t: 170.0 + 10 * t).parts == 0


def test_nested_movements_that_do_not_stand_out_of_the_noise_are_not_counted() -> None:
    assert judged(TILTING, knee=swings(3, 8.0, noise=2.0)).parts is None
    assert judged(TILTING, knee=swings(3, 8.0, noise=0.05)).parts == 3


def test_nested_movements_that_were_not_seen_are_not_zero() -> None:
    assert judged(TILTING, knee=lambda t: NAN).parts is None
    assert judged(TILTING, up=None).parts is None
    assert judged(exercise()).parts is None


def test_a_rule_of_their_count_follows_it() -> None:
    few = judged(TILTING, knee=swings(2, 8.0)).findings[-1]
    assert (few.verdict, few.value, few.unit) == ("fault", 2.0, "count")
    assert judged(TILTING, knee=swings(3, 8.0)).findings[-1].verdict == "ok"
    assert judged(TILTING, knee=lambda t: NAN).findings[-1].verdict == "unseen"
