"""The schedule of today: what a person's plans ask for, what is done, what comes next.

Days are those of the person's own time zone; None for the zone is the one of this computer. The
rules:

- A plan has a slot at each of its times on each of its days, from the day on which it began. Times
  of that day that had passed by then can still be done.
- A round belongs to the day on which it began, also when it went past midnight, and to its plan.
  One without a plan, or whose plan has ended, belongs to the plan of the same programme: the first
  that has slots today. So the vein pump, begun when the pain is worst, counts.
- Rounds fill slots in the order of time. Each takes what was due when it began: the latest slot
  whose time had come; where none had, the next one to come. A slot that was passed over is not
  filled later. What is skipped fills its slot as well. A round that was left before anything was
  done or skipped fills none.
- A slot that is not filled is due once its time has come, and later before. Of several that have
  come, the latest alone is due, and only if none after it is filled; what was missed is left out.
  Nothing is carried over from yesterday.
- A round that can still be gone on with and fills no slot has one of its own at the moment when it
  began: one begun shortly before midnight, on a day without slots, or in addition.
- A local time that does not exist because the clocks go forward is moved on by as much as they are:
  02:30 is 03:30. Calendars read it in the same way. A time that comes twice is the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from poseguide.definitions.programme import WEEKDAYS
from poseguide.training.adherence import day_of
from poseguide.training.plan import Plan
from poseguide.training.rounds import Round

SlotState = Literal["done", "part", "skipped", "open", "due", "later"]

#: Later than this many days after it nobody remembers how the morning was.
_REMEMBERED_DAYS = 3
#: Before this long after a round there has been no night, whatever the date is.
_NIGHT = timedelta(hours=6)


@dataclass(frozen=True)
class Slot:
    """A time at which a plan is to be done: `at` is in the person's zone.

    `state` is what came of its round; "open" where the round can still be gone on with. Without a
    round it is "due" or "later".
    """

    plan: Plan
    at: datetime
    state: SlotState
    round: Round | None = None


def agenda(
    plans: Sequence[Plan], rounds: Sequence[Round], now: datetime, zone: tzinfo | None
) -> list[Slot]:
    """Return the slots of today, in order; `plans` and `rounds` are those of one person."""
    today = day_of(now, zone)
    times = {plan.id: _times(plan, today, zone) for plan in plans}
    by_plan = _rounds_by_plan(plans, rounds, times)
    slots = [
        slot for plan in plans for slot in _slots(plan, times[plan.id], by_plan[plan.id], now, zone)
    ]
    return sorted(slots, key=_instant)


def next_slot(
    plans: Sequence[Plan], now: datetime, zone: tzinfo | None, rounds: Sequence[Round] = ()
) -> Slot | None:
    """Return the first slot after `now`, today or in the seven days after; None without plans.

    Slots of today that `rounds` have filled ahead of their time are passed over.
    """
    later = [slot for slot in agenda(plans, rounds, now, zone) if slot.state == "later"]
    if later:
        return later[0]
    for ahead in range(1, 8):
        day = day_of(now, zone) + timedelta(days=ahead)
        slots = [
            Slot(plan, at.astimezone(zone), "later")
            for plan in plans
            for at in _times(plan, day, zone)
        ]
        if slots:
            return min(slots, key=_instant)
    return None


def morning_round(rounds: Iterable[Round], now: datetime, zone: tzinfo | None) -> Round | None:
    """Return the newest round that is to be asked about, how it was on the next morning.

    Something was done in it, it is over, it began on an earlier day but not more than three days
    ago, a night has passed since, and the question was not answered.
    """
    asked = [one for one in rounds if _awaits_morning(one, now, zone)]
    return max(asked, key=lambda one: one.started_at, default=None)


def week_of(begun_at: datetime, now: datetime, zone: tzinfo | None) -> int:
    """Return the week of a plan that began at `begun_at`: 1 in its first seven days and before."""
    return max(0, (day_of(now, zone) - day_of(begun_at, zone)).days) // 7 + 1


def _times(plan: Plan, day: date, zone: tzinfo | None) -> list[datetime]:
    """Return when a plan is to be done on a day, in UTC and in order."""
    if day < day_of(plan.begun_at, zone) or WEEKDAYS[day.weekday()] not in plan.days:
        return []
    return sorted(_moment(day, clock, zone) for clock in plan.times)


def _moment(day: date, clock: str, zone: tzinfo | None) -> datetime:
    # By way of the timestamp: without a zone, `astimezone` is an hour wrong in the gap.
    local = datetime.combine(day, time.fromisoformat(clock), zone)
    return datetime.fromtimestamp(local.timestamp(), UTC)


def _instant(slot: Slot) -> float:
    """Return what slots are compared by: two times of one zone compare as clocks show them."""
    return slot.at.timestamp()


def _rounds_by_plan(
    plans: Sequence[Plan], rounds: Iterable[Round], times: Mapping[str, Sequence[datetime]]
) -> dict[str, list[Round]]:
    """Return the rounds of each plan by its id, oldest first."""
    found: dict[str, list[Round]] = {plan.id: [] for plan in plans}
    # Of the same programme, a plan with slots today goes before one without.
    ordered = sorted(plans, key=lambda plan: not times[plan.id])
    for one in sorted(rounds, key=lambda one: one.started_at):
        if one.plan_id in found:
            found[one.plan_id].append(one)
            continue
        same = [plan.id for plan in ordered if plan.programme.id == one.programme]
        if same:
            found[same[0]].append(one)
    return found


def _slots(
    plan: Plan,
    times: Sequence[datetime],
    rounds: Iterable[Round],
    now: datetime,
    zone: tzinfo | None,
) -> list[Slot]:
    """Return the slots of one plan today; `rounds` are its rounds of all days, oldest first."""
    slots = []
    free = 0
    for one in rounds:
        begun_today = day_of(one.started_at, zone) == day_of(now, zone)
        is_open = not one.is_over(now)
        if begun_today and free < len(times) and _counts(one, now):
            taken = _turn(times, free, one.started_at)
            at = times[taken].astimezone(zone)
            slots.append(Slot(plan, at, "open" if is_open else one.outcome, one))
            free = taken + 1
        elif is_open:
            slots.append(Slot(plan, one.started_at.astimezone(zone), "open", one))
    rest = times[_turn(times, free, now) :] if free < len(times) else []
    return slots + [Slot(plan, at.astimezone(zone), "due" if at <= now else "later") for at in rest]


def _turn(times: Sequence[datetime], free: int, at: datetime) -> int:
    """Whose turn it is at a moment: the latest that has come; where none has, the first free."""
    return max(free, sum(time <= at for time in times) - 1)


def _counts(one: Round, now: datetime) -> bool:
    """Return whether a round fills a slot; one that was left empty does not."""
    left = one.ended_at is None and one.is_over(now)
    return not left or any(result.state != "open" for result in one.results)


def _awaits_morning(one: Round, now: datetime, zone: tzinfo | None) -> bool:
    ago = (day_of(now, zone) - day_of(one.started_at, zone)).days
    return (
        one.morning is None
        and 1 <= ago <= _REMEMBERED_DAYS
        and now - one.touched_at >= _NIGHT
        and one.is_over(now)
        and one.outcome != "skipped"
    )
