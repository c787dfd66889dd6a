"""Limits that would agree more with a person, with known answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.places import POSES

from poseguide.analysis.limit_fitting import propose_entry_limits, propose_rule_limits
from poseguide.core.records import Finding, Pose, Rep
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.limits import limit_names, with_limits
from poseguide.definitions.schema import Exercise
from poseguide.engine.coach import reps_in
from poseguide.training.corrections import Correction, ReviewedRep, Ruling, review_reps
from poseguide.vision.pose_file import load_poses

CLIP = POSES / "rendered" / "allfours_a.npz"


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    return list(load_poses(CLIP))


def cases(
    exercise: Exercise, rule: str, values: Sequence[float | None], said: dict[int, Ruling]
) -> tuple[ReviewedRep, ...]:
    """A repetition for each value of a rule, and what a person says of some, by their place."""
    fault = next(fault for fault in exercise.faults if fault.name == rule)
    reps = []
    for number, value in enumerate(values, start=1):
        beyond = value is not None and (
            value > fault.limit if fault.above is not None else value < fault.limit
        )
        verdict = "unseen" if value is None else "fault" if beyond else "ok"
        unit = exercise.unit_of(fault)
        finding = Finding(rule, verdict, value, fault.limit, unit, fault.severity)  # type: ignore[arg-type]
        start_s = 10.0 * number
        reps.append(
            Rep(number, "left", start_s, start_s + 1, start_s + 4, None, None, 90.0, (), (finding,))
        )
    corrections = [Correction(place, rulings={rule: its}) for place, its in said.items()]
    return review_reps(reps, corrections)


def test_a_lower_limit_moves_to_the_nearest_round_number_that_agrees(exercise: Exercise) -> None:
    limit = limit_names(exercise)["knee_bent"]
    values = [limit - 2.7, limit - 3.9, limit + 12, limit + 20, limit - 30]
    (found,) = propose_rule_limits(
        exercise, cases(exercise, "knee_bent", values, {1: "ok", 2: "ok"})
    )
    assert (found.name, found.now, found.proposed, found.unit) == (
        "knee_bent", limit, limit - 5, "deg",
    )  # fmt: skip
    assert (found.agrees_now, found.would_agree, found.of) == (3, 5, 5)


def test_an_upper_limit_may_become_stricter(exercise: Exercise) -> None:
    limit = limit_names(exercise)["too_high"]
    values = [limit - 1.5, limit - 3.0, limit - 25.0]
    (found,) = propose_rule_limits(
        exercise, cases(exercise, "too_high", values, {1: "fault", 2: "fault"})
    )
    assert limit - 25.0 <= found.proposed < limit - 3.0
    assert found.proposed == limit - 5
    assert (found.agrees_now, found.would_agree) == (1, 3)


def test_a_finer_step_is_taken_where_the_round_numbers_do_not_tell_them_apart(
    exercise: Exercise,
) -> None:
    limit = limit_names(exercise)["knee_bent"]
    values = [limit - 1.5, limit - 3.5]
    (found,) = propose_rule_limits(exercise, cases(exercise, "knee_bent", values, {1: "ok"}))
    assert limit - 3.5 <= found.proposed <= limit - 1.5
    assert found.would_agree == found.of == 2


def test_nothing_is_proposed_where_nothing_was_overruled_or_no_limit_helps(
    exercise: Exercise,
) -> None:
    limit = limit_names(exercise)["knee_bent"]
    same = limit - 10.0
    agreed: dict[int, Ruling] = {1: "fault"}
    assert propose_rule_limits(exercise, cases(exercise, "knee_bent", [same], agreed)) == ()
    # Two of the same value, told apart by the person: no limit can.
    told: dict[int, Ruling] = {1: "ok"}
    assert propose_rule_limits(exercise, cases(exercise, "knee_bent", [same, same], told)) == ()


def test_only_what_was_measured_counts(exercise: Exercise) -> None:
    limit = limit_names(exercise)["knee_bent"]
    values = [limit - 2.0, None, limit + 9.0]
    (found,) = propose_rule_limits(
        exercise, cases(exercise, "knee_bent", values, {1: "ok", 2: "fault"})
    )
    assert found.of == 2


def test_where_a_person_counts_what_a_strict_limit_left_out_a_looser_one_is_proposed(
    exercise: Exercise, poses: list[Pose]
) -> None:
    usual = limit_names(exercise)["stretch.hip"]
    good = [rep for rep in reps_in(exercise, poses) if rep.complete]
    strict = with_limits(exercise, {"stretch.hip": usual + 25.0})
    found = reps_in(strict, poses)
    assert sum(rep.complete for rep in found) < len(good)
    counted = [Correction(rep.number, counted=True) for rep in found if not rep.complete]
    assert counted
    proposals = propose_entry_limits(strict, poses, review_reps(found, counted))
    best = proposals[0]
    assert best.name == "stretch.hip"
    assert best.proposed < best.now
    assert 0 <= best.agrees_now < best.would_agree <= best.of


def test_counting_as_found_proposes_no_other_counting(
    exercise: Exercise, poses: list[Pose]
) -> None:
    found = reps_in(exercise, poses)
    assert propose_entry_limits(exercise, poses, review_reps(found, [])) == ()
    noted = review_reps(found, [Correction(1, note="Flot."), Correction(2, side="right")])
    assert propose_entry_limits(exercise, poses, noted) == ()


def test_what_only_the_machine_sees_counts_as_a_disagreement(
    exercise: Exercise, poses: list[Pose]
) -> None:
    found = reps_in(exercise, poses)
    assert len(found) >= 3
    one = review_reps(found[:1], [Correction(1, counted=False)])
    best = propose_entry_limits(exercise, poses, one)[0]
    # The machine counts the first, which the person does not, and others they say nothing of.
    assert (best.agrees_now, best.of_now) == (0, len([r for r in found if r.complete]))
    assert best.of - best.would_agree < best.of_now - best.agrees_now


def test_a_limit_is_not_moved_so_far_that_it_would_be_another_rule(exercise: Exercise) -> None:
    limit = limit_names(exercise)["knee_bent"]
    both: dict[int, Ruling] = {1: "ok", 2: "ok"}
    (found,) = propose_rule_limits(exercise, cases(exercise, "knee_bent", [5.0, limit - 1.0], both))
    assert limit - 30 <= found.proposed < limit
    assert (found.would_agree, found.of) == (1, 2)
    with_limits(exercise, {found.name: found.proposed})


def test_a_limit_is_moved_so_far_that_what_the_person_calls_a_fault_is_clearly_one(
    exercise: Exercise,
) -> None:
    limit = limit_names(exercise)["too_high"]
    (one,) = cases(exercise, "too_high", [limit - 1.0], {1: "fault"})
    sure = replace(one.rep.findings[0], verdict="close", uncertainty=4.0)
    near = replace(one, rep=replace(one.rep, findings=(sure,)))
    (found,) = propose_rule_limits(exercise, [near])
    assert found.proposed < limit - 1.0 - 4.0


def test_seconds_are_proposed_in_halves_or_tenths(exercise: Exercise) -> None:
    limit = limit_names(exercise)["too_fast"]
    said: dict[int, Ruling] = {1: "ok"}
    (found,) = propose_rule_limits(
        exercise, cases(exercise, "too_fast", [limit - 0.35, limit - 0.75], said)
    )
    assert found.unit == "s"
    assert limit - 0.75 <= found.proposed <= limit - 0.35
    assert round(found.proposed * 10) == pytest.approx(found.proposed * 10)
