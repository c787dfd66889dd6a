"""How much to do the next time: the rungs of an exercise, and which of them comes next, and why.

Begin at the low end; a little more only after two good sessions in a row; never more than the
source of the exercise asks for, then slower instead. That strength is to grow slowly stands in the
text on training with pain, that short squeezes come before long ones in the text on pelvic floor
training. They name no figures: the two sessions, the fifth less and the share of good repetitions
are our own judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from poseguide.exercise import Described, Exercise, Pace, PacedExercise
from poseguide.goal import Goal
from poseguide.programme import ProgrammeStep

#: How the next morning was: as before or better; worse but gone within a day; worse for longer.
Morning = Literal["as_before", "settled", "worse"]
#: What becomes of the amount of the last session.
Change = Literal["start", "up", "hold", "back", "slower", "chosen"]

#: Pain up to `PAIN_FINE` is fine, from `PAIN_STOP` on one stops or does less; what lies between is
#: acceptable if it has settled within a day (traffic light of providephysiotherapy.org.uk).
PAIN_FINE, PAIN_STOP = 3, 6
#: The least share of repetitions without a major fault.
_GOOD_SHARE = 0.8
#: Holds become longer and shorter by this much.
_HOLD_STEP_S = 5.0


@dataclass(frozen=True)
class Rung:
    """One amount of an exercise.

    Either `repetitions`, `seconds` of a hold or both (seconds of each repetition), or a `level` of
    the exercise's pace, counted from 0, which says the repetitions itself.
    """

    repetitions: int | None = None
    seconds: float | None = None
    level: int | None = None


@dataclass(frozen=True)
class Ladder:
    """The amounts of an exercise from the least to the most; `start` is the place of the first.

    With one rung the amount is always the same. `seen` tells whether a camera sees the exercise,
    `slows` whether it can be done slower instead of more often.
    """

    rungs: tuple[Rung, ...]
    start: int
    seen: bool
    slows: bool = True


@dataclass(frozen=True)
class Tried:
    """One session: what it should come to, and how it went.

    `full` where all of it was done; `good_share` of the complete repetitions had no major fault,
    None where no camera judged them; `pain` afterwards is 0 to 10, None where it was not told;
    `held` where no squeeze was let go too early, as the person says.
    """

    goal: Goal
    full: bool
    good_share: float | None
    pain: int | None
    morning: Morning | None
    held: bool = True


@dataclass(frozen=True)
class Advice:
    """The amount for the next session; `reason` is a key of the words, which take `values`."""

    rung: Rung
    change: Change
    reason: str
    values: dict[str, object] = field(default_factory=dict)


# --- the amounts there are -----------------------------------------------------------------------


def ladder(exercise: Described, step: ProgrammeStep, grows: bool) -> Ladder:
    """The amounts that a programme's step may go through, within the dose of the exercise.

    It starts with what the step says, else at the low end of the dose, and ends at the dose's high
    end: with more repetitions, then with longer holds. What lies below the start, down to one
    repetition or five seconds, is there to step back. A pace is climbed level by level; a camera
    counts without one where the step says repetitions. Without `grows` there is only the start.
    """
    rungs, start = _rungs(exercise, step)
    if not grows:
        rungs, start = (rungs[start],), 0
    return Ladder(rungs, start, isinstance(exercise, Exercise), _slows(exercise))


def goal_at(exercise: Described, step: ProgrammeStep, rung: Rung) -> Goal:
    """What a session comes to with this amount of a programme's step.

    Raises IndexError for a level that the exercise's pace does not have.
    """
    dose, pace, repetitions = exercise.dose, _pace(exercise), rung.repetitions
    if rung.level is not None and pace is not None:
        repetitions = pace.levels[rung.level].repetitions
    return Goal(repetitions, rung.seconds, dose.per_side, step.sets or dose.sets, rung.level)


def _rungs(exercise: Described, step: ProgrammeStep) -> tuple[tuple[Rung, ...], int]:
    """All amounts of a step, and the place of the one to start with."""
    dose = exercise.dose
    counts = isinstance(exercise, Exercise) and step.repetitions is not None
    if _pace(exercise) is not None and (step.levels or not counts):
        return tuple(Rung(level=number - 1) for number in step.levels or (1,)), 0
    first_s, most_s = None, 0.0
    if dose.seconds is not None:
        most_s = dose.seconds[1]
        first_s = min(step.seconds or dose.seconds[0], most_s)
    if dose.repetitions is None:
        assert first_s is not None, "a dose is checked to have repetitions, seconds or a pace"
        below, above = _shorter(first_s), _longer(first_s, most_s)
        return tuple(Rung(seconds=length) for length in (*below, first_s, *above)), len(below)
    low, high = dose.repetitions
    first = min(step.repetitions or low, high)
    numbers = sorted({*range(1, low), *range(low, high, dose.step), first, high})
    longer = _longer(first_s, most_s) if first_s is not None else []
    rungs = (
        *(Rung(number, first_s) for number in numbers),
        *(Rung(high, length) for length in longer),
    )
    return rungs, numbers.index(first)


def _shorter(first_s: float) -> list[float]:
    """The lengths below this one, shortest first."""
    count = max(int(first_s / _HOLD_STEP_S) - 1, 0)
    steps = (first_s - _HOLD_STEP_S * number for number in range(count + 1, 0, -1))
    return [length for length in steps if length >= _HOLD_STEP_S]


def _longer(first_s: float, most_s: float) -> list[float]:
    """The lengths above this one, shortest first, up to the most."""
    lengths = []
    while first_s < most_s:
        first_s = min(first_s + _HOLD_STEP_S, most_s)
        lengths.append(first_s)
    return lengths


def _pace(exercise: Described) -> Pace | None:
    return exercise.pace if isinstance(exercise, Exercise | PacedExercise) else None


def _slows(exercise: Described) -> bool:
    """Whether slower is more: not for a hold, for what a pace leads, or what is to get faster."""
    return (
        isinstance(exercise, Exercise)
        and exercise.hold is None
        and exercise.pace is None
        and all(rule.statistic != "speed_up" for rule in exercise.series)
    )


# --- the next amount -----------------------------------------------------------------------------


def advise(ladder: Ladder, tried: Sequence[Tried], chosen: Rung | None = None) -> Advice:
    """The amount for the next session, after those that were `tried`, oldest first.

    `chosen` is what somebody has set by hand since the last of them. It is taken, as is an amount
    that lies between two rungs, but neither is ever more than the last rung. Sessions at a level
    that is not on the ladder neither help nor hinder, unless they hurt.
    """
    rungs = ladder.rungs
    if chosen is not None and (own := _within(ladder, chosen)) is not None:
        return Advice(own, "chosen", "rung_chosen" if own == chosen else "rung_capped")
    amounts = [_within(ladder, _asked(ladder, one)) for one in tried]
    places = [place for place, amount in enumerate(amounts) if amount is not None]
    # What came after the last that is on the ladder only matters where it hurt.
    recent = tried[places[-1] :] if places else tried[-1:]
    present = amounts[places[-1]] if places and len(rungs) > 1 else rungs[ladder.start]
    assert present is not None
    for one in reversed(recent):
        if _hurt(one):
            return _back(ladder, present, one)
    for one in reversed(recent):
        if ache := _ache(ladder, one):
            return Advice(present, "hold", ache, {"pain": one.pain})
    if not places:
        return Advice(present, "start", "rung_start")
    if len(rungs) == 1:
        return Advice(present, "hold", "rung_fixed")
    before = tried[places[-2]] if len(places) > 1 else None
    return _after(ladder, present, recent[0], before)


def _after(ladder: Ladder, present: Rung, last: Tried, before: Tried | None) -> Advice:
    """The advice after a session that did not hurt too much, and the one before it."""
    more = _more(ladder, present)
    if _asked(ladder, last) != present:
        return Advice(present, "hold", "rung_capped")
    if lack := _lack(ladder, last):
        return Advice(present, "hold", lack)
    if before is None or before.goal != last.goal or not _is_good(ladder, before):
        return Advice(present, "hold", "rung_one_more" if more else "rung_most")
    if more is not None:
        return _up(ladder, present, more, before, last)
    if ladder.slows:
        return Advice(present, "slower", "rung_slower")
    return Advice(present, "hold", "rung_most")


def _hurt(tried: Tried) -> bool:
    return tried.morning == "worse" or (tried.pain is not None and tried.pain >= PAIN_STOP)


def _ache(ladder: Ladder, tried: Tried) -> str | None:
    """Why the pain holds the amount; where no camera looks on there should be none at all."""
    if not ladder.seen:
        return "rung_ache_stop" if tried.pain else None
    return "rung_ache" if tried.pain is not None and tried.pain > PAIN_FINE else None


def _lack(ladder: Ladder, tried: Tried) -> str | None:
    """What was missing for a good session; None where nothing was."""
    share, pain, morning = tried.good_share, tried.pain, tried.morning
    lacks = {
        "rung_not_full": not tried.full,
        "rung_not_held": not ladder.seen and not tried.held,
        "rung_form": ladder.seen and share is not None and share < _GOOD_SHARE,
        "rung_no_pain_told": pain is None,
        "rung_no_morning_told": ladder.seen and morning is None,
        "rung_settled": ladder.seen and morning == "settled",
    }
    return next((reason for reason, is_so in lacks.items() if is_so), None)


def _is_good(ladder: Ladder, tried: Tried) -> bool:
    return not (_hurt(tried) or _ache(ladder, tried) or _lack(ladder, tried))


def _up(ladder: Ladder, present: Rung, more: Rung, before: Tried, last: Tried) -> Advice:
    """One rung more, after two good sessions."""
    values: dict[str, object] = {"pain": last.pain, "before": before.pain}
    pains = "same" if last.pain == before.pain else "two"
    if more.level is not None:
        reason = f"rung_up_level_{pains}" if ladder.seen else "rung_up_level_held"
    elif more.repetitions != present.repetitions:
        reason = f"rung_up_{pains}"
        values["more"] = (more.repetitions or 0) - (present.repetitions or 0)
    else:
        reason = f"rung_up_seconds_{pains}"
        values["more"] = (more.seconds or 0.0) - (present.seconds or 0.0)
    return Advice(more, "up", reason, values)


def _back(ladder: Ladder, present: Rung, hurt: Tried) -> Advice:
    """At least a fifth less, because of a session that hurt."""
    pain = hurt.pain
    is_pain = pain is not None and pain >= PAIN_STOP
    fewer = _fewer(ladder, present)
    if fewer == present:
        kind = "least"
    elif fewer.level is not None:
        kind = "level"
    else:
        kind = "fewer" if fewer.repetitions != present.repetitions else "shorter"
    reason = f"rung_back_{kind}_{'pain' if is_pain else 'morning'}"
    return Advice(fewer, "back", reason, {"pain": pain} if is_pain else {})


# --- amounts against each other ------------------------------------------------------------------


def _asked(ladder: Ladder, tried: Tried) -> Rung:
    """What a session should come to, in what this ladder counts."""
    goal, kind = tried.goal, ladder.rungs[0]
    if kind.level is not None:
        return Rung(level=goal.level)
    return Rung(goal.repetitions, goal.seconds if kind.seconds is not None else None)


def _within(ladder: Ladder, rung: Rung) -> Rung | None:
    """The amount, at most the last rung; None for another kind, or a level not on the ladder."""
    top = ladder.rungs[-1]
    if top.level is not None or rung.level is not None:
        return rung if rung in ladder.rungs else None
    parts = ((rung.repetitions, top.repetitions), (rung.seconds, top.seconds))
    if any((mine is None) != (its is None) for mine, its in parts):
        return None
    return _joined(min, rung, top)


def _more(ladder: Ladder, present: Rung) -> Rung | None:
    """The next amount above this one; None at the last rung."""
    if present.level is not None:
        return next(iter(ladder.rungs[ladder.rungs.index(present) + 1 :]), None)
    above = (rung for rung in ladder.rungs if not _is_at_most(rung, present))
    return next((_joined(max, rung, present) for rung in above), None)


def _fewer(ladder: Ladder, present: Rung) -> Rung:
    """The next amount of at most 80 % of this one, or one level less; itself where it is least."""
    if present.level is not None:
        return ladder.rungs[max(ladder.rungs.index(present) - 1, 0)]
    below = [
        rung
        for rung in ladder.rungs
        if _is_at_most(rung, present) and 5 * _load(rung) <= 4 * _load(present)
    ]
    return below[-1] if below else _joined(min, ladder.rungs[0], present)


def _joined(choose: Callable[[Any, Any], Any], one: Rung, other: Rung) -> Rung:
    """Repetitions and seconds of two amounts of one kind, each the more or the less of both."""
    repetitions = one.repetitions and choose(one.repetitions, other.repetitions)
    return Rung(repetitions, one.seconds and choose(one.seconds, other.seconds))


def _is_at_most(rung: Rung, other: Rung) -> bool:
    return _joined(max, rung, other) == other


def _load(rung: Rung) -> float:
    """All repetitions with all their seconds."""
    return (rung.repetitions or 1) * (rung.seconds or 1.0)
