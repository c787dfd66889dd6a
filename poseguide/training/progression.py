"""Progression: the next amount of an exercise, the reason, and the traffic light of pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from poseguide.training.dose_levels import DoseLevel, DoseLevels, fewer_than, more_than, within
from poseguide.training.goal import Goal

#: How the next morning was: as before or better; worse but gone within a day; worse for longer.
Morning = Literal["as_before", "settled", "worse"]
#: What becomes of the amount of the last session.
Change = Literal["start", "up", "hold", "back", "slower", "chosen"]

#: Pain up to `PAIN_FINE` is fine, from `PAIN_STOP` on one stops or does less; what lies between is
#: acceptable if it has settled within a day (traffic light of providephysiotherapy.org.uk).
PAIN_FINE, PAIN_STOP = 3, 6
#: The least share of repetitions without a major fault.
_GOOD_SHARE = 0.8


@dataclass(frozen=True)
class SessionOutcome:
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
class DoseAdvice:
    """The amount for the next session; `reason` is a key of the words, which take `values`."""

    dose_level: DoseLevel
    change: Change
    reason: str
    values: dict[str, object] = field(default_factory=dict)


# --- the next amount -----------------------------------------------------------------------------


def advise(
    doses: DoseLevels, outcomes: Sequence[SessionOutcome], chosen: DoseLevel | None = None
) -> DoseAdvice:
    """Return the amount for the next session, after sessions that went so, oldest first.

    `chosen` is what somebody has set by hand since the last of them. It is taken, as is an amount
    that lies between two levels, but neither is ever more than the last level. Sessions at a level
    that is not among the amounts neither help nor hinder, unless they hurt.
    """
    levels = doses.levels
    if chosen is not None and (own := within(doses, chosen)) is not None:
        return DoseAdvice(own, "chosen", "rung_chosen" if own == chosen else "rung_capped")
    amounts = [within(doses, _asked(doses, one)) for one in outcomes]
    places = [place for place, amount in enumerate(amounts) if amount is not None]
    # What came after the last of these amounts only matters where it hurt.
    recent = outcomes[places[-1] :] if places else outcomes[-1:]
    present = amounts[places[-1]] if places and len(levels) > 1 else levels[doses.start]
    assert present is not None
    for one in reversed(recent):
        if _hurt(one):
            return _back(doses, present, one)
    for one in reversed(recent):
        if ache := _ache(doses, one):
            return DoseAdvice(present, "hold", ache, {"pain": one.pain})
    if not places:
        return DoseAdvice(present, "start", "rung_start")
    if len(levels) == 1:
        return DoseAdvice(present, "hold", "rung_fixed")
    before = outcomes[places[-2]] if len(places) > 1 else None
    return _after(doses, present, recent[0], before)


def _after(
    doses: DoseLevels, present: DoseLevel, last: SessionOutcome, before: SessionOutcome | None
) -> DoseAdvice:
    """Return the advice after a session that did not hurt too much, and the one before it."""
    more = more_than(doses, present)
    if _asked(doses, last) != present:
        return DoseAdvice(present, "hold", "rung_capped")
    if lack := _lack(doses, last):
        return DoseAdvice(present, "hold", lack)
    if before is None or before.goal != last.goal or not _is_good(doses, before):
        return DoseAdvice(present, "hold", "rung_one_more" if more else "rung_most")
    if more is not None:
        return _up(doses, present, more, before, last)
    if doses.slows:
        return DoseAdvice(present, "slower", "rung_slower")
    return DoseAdvice(present, "hold", "rung_most")


def _hurt(outcome: SessionOutcome) -> bool:
    return outcome.morning == "worse" or (outcome.pain is not None and outcome.pain >= PAIN_STOP)


def _ache(doses: DoseLevels, outcome: SessionOutcome) -> str | None:
    """Return why pain holds the amount, if it does; without a camera any pain does."""
    if not doses.seen:
        return "rung_ache_stop" if outcome.pain else None
    return "rung_ache" if outcome.pain is not None and outcome.pain > PAIN_FINE else None


def _lack(doses: DoseLevels, outcome: SessionOutcome) -> str | None:
    """Return what was missing for a good session; None where nothing was."""
    share, pain, morning = outcome.good_share, outcome.pain, outcome.morning
    lacks = {
        "rung_not_full": not outcome.full,
        "rung_not_held": not doses.seen and not outcome.held,
        "rung_form": doses.seen and share is not None and share < _GOOD_SHARE,
        "rung_no_pain_told": pain is None,
        "rung_no_morning_told": doses.seen and morning is None,
        "rung_settled": doses.seen and morning == "settled",
    }
    return next((reason for reason, is_so in lacks.items() if is_so), None)


def _is_good(doses: DoseLevels, outcome: SessionOutcome) -> bool:
    return not (_hurt(outcome) or _ache(doses, outcome) or _lack(doses, outcome))


def _up(
    doses: DoseLevels,
    present: DoseLevel,
    more: DoseLevel,
    before: SessionOutcome,
    last: SessionOutcome,
) -> DoseAdvice:
    """Return one level more, after two good sessions."""
    values: dict[str, object] = {"pain": last.pain, "before": before.pain}
    pains = "same" if last.pain == before.pain else "two"
    if more.level is not None:
        reason = f"rung_up_level_{pains}" if doses.seen else "rung_up_level_held"
    elif more.repetitions != present.repetitions:
        reason = f"rung_up_{pains}"
        values["more"] = (more.repetitions or 0) - (present.repetitions or 0)
    else:
        reason = f"rung_up_seconds_{pains}"
        values["number"] = (more.seconds or 0.0) - (present.seconds or 0.0)
    return DoseAdvice(more, "up", reason, values)


def _back(doses: DoseLevels, present: DoseLevel, hurt: SessionOutcome) -> DoseAdvice:
    """At least a fifth less, because of a session that hurt."""
    pain = hurt.pain
    is_pain = pain is not None and pain >= PAIN_STOP
    fewer = fewer_than(doses, present)
    if fewer == present:
        kind = "least"
    elif fewer.level is not None:
        kind = "level"
    else:
        kind = "fewer" if fewer.repetitions != present.repetitions else "shorter"
    reason = f"rung_back_{kind}_{'pain' if is_pain else 'morning'}"
    return DoseAdvice(fewer, "back", reason, {"pain": pain} if is_pain else {})


def _asked(doses: DoseLevels, outcome: SessionOutcome) -> DoseLevel:
    """Return what a session should come to, in what these amounts count."""
    goal, kind = outcome.goal, doses.levels[0]
    if kind.level is not None:
        return DoseLevel(level=goal.level)
    return DoseLevel(goal.repetitions, goal.seconds if kind.seconds is not None else None)


Colour = Literal["green", "yellow", "red"]

_COLOURS: tuple[Colour, ...] = ("green", "yellow", "red")
_MORNINGS: dict[Morning, Colour] = {"as_before": "green", "settled": "yellow", "worse": "red"}


def light(pain: int | None, morning: Morning | None = None) -> Colour | None:
    """Return the worse colour of pain, 0 to 10, and next morning; None where neither is known.

    0 to 3 go on, 4 and 5 are acceptable if settled within a day, from 6 on stop or do less
    (providephysiotherapy.org.uk).
    """
    colours = [_MORNINGS[morning]] if morning is not None else []
    if pain is not None:
        is_red, is_fine = pain >= PAIN_STOP, pain <= PAIN_FINE
        colours.append("red" if is_red else "green" if is_fine else "yellow")
    return max(colours, key=_COLOURS.index, default=None)
