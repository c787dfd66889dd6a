"""Which repetition that was found is which true one, and what of it was said to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poseguide.core.records import Rep
from poseguide.evaluation.ground_truth import TrueRep

#: A repetition may be the true one whose time, widened by this much, holds its peak.
_MATCH_S = 0.3
#: A moment is met within this long.
EVENT_S = 0.5

#: By exercise and the true fault's name, as the renderer has it: the names of our rules and of
#: stages, when missed, that mean it. What is not here means itself.
MEANINGS: dict[str, dict[str, str]] = {
    "leg_extension_all_fours": {
        "knee_not_straight": "knee_bent stretch lower",
        "leg_too_high": "too_high",
        "trunk_rotation": "hips_turn",
        "no_tuck": "tuck",
    },
    "pelvic_lift_tilt": {"hips_too_low": "lift", "over_arching": "overarch"},
    "pelvic_floor_lift": {"hips_too_low": "lift", "over_arching": "overarch"},
    "leg_stretch_supine": {
        "knee_bent_lowering": "lower",
        "leg_not_vertical": "up",
    },
    "ankle_pump_supine": {"small_range": "point"},
    "belly_breathing": {"shallow": "exhale"},
    "elbow_rest": {"left_early": "hold"},
    "heel_raise_seated": {"small_range": "raise"},
    "foot_tap_seated": {"small_range": "lift"},
    "leg_stretch_seated": {
        "knee_not_straight": "stretch",
        "slouching": "lean round",
    },
    "heel_raise_standing": {"small_range": "raise"},
    "squat": {"not_deep": "down", "trunk_forward": "lean"},
    "sit_to_stand": {"not_up": "stand"},
    "march_standing": {"low": "lift"},
}
_FAULT_OF: dict[str, dict[str, str]] = {
    exercise: {name: fault for fault, names in faults.items() for name in names.split()}
    for exercise, faults in MEANINGS.items()
}


def fault_of(exercise: str, name: str) -> str:
    """The true fault's name that one of our rules, or a missed stage, of an exercise means."""
    return _FAULT_OF.get(exercise, {}).get(name, name)


def flags_of(rep: Rep) -> list[str]:
    """What was said to be wrong with a repetition: the stage it missed, then its faults."""
    return ([rep.missing] if rep.missing else []) + [finding.rule for finding in rep.faults]


def match(reps: Sequence[Rep], truth: Sequence[TrueRep]) -> dict[int, int]:
    """The index in `reps` of each true repetition that was found, by its index in `truth`.

    One to one; those whose peaks are nearest are matched first.
    """
    near = sorted(
        (abs(rep.peak_s - true.peak_s), at, number)
        for number, rep in enumerate(reps)
        for at, true in enumerate(truth)
        if true.start_s - _MATCH_S < rep.peak_s < true.end_s + _MATCH_S
    )
    found: dict[int, int] = {}
    for _, at, number in near:
        if at not in found and number not in found.values():
            found[at] = number
    return dict(sorted(found.items()))


def met(times_s: Iterable[float], true_s: Iterable[float]) -> int:
    """How many of the times lie within 0.5 s of a true one, one to one, as many as can."""
    left = sorted(true_s)
    count = 0
    for time_s in sorted(times_s):
        while left and left[0] < time_s - EVENT_S:
            left.pop(0)
        if left and left[0] <= time_s + EVENT_S:
            left.pop(0)
            count += 1
    return count
