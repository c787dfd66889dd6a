"""What is due today in made-up weeks with known answers, in several places of the world."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from poseguide.definitions.base import Text
from poseguide.definitions.programme import WEEKDAYS, Programme, ProgrammeStep, Weekday
from poseguide.training.goal import Goal
from poseguide.training.plan import Plan
from poseguide.training.progression import Morning
from poseguide.training.rounds import Round, RoundStep, StepResult
from poseguide.training.schedule import Slot, agenda, morning_round, next_slot, week_of

DENMARK = ZoneInfo("Europe/Copenhagen")
NEW_YORK = ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")
GREENWICH = ZoneInfo("UTC")

WEEKEND: tuple[Weekday, ...] = ("sat", "sun")
WORK: tuple[Weekday, ...] = WEEKDAYS[:5]

#: What came of a round's two steps.
RESULTS: dict[str, tuple[StepResult, StepResult]] = {
    "nothing": (StepResult("open"), StepResult("open")),
    "part": (StepResult("done", "a"), StepResult("open")),
    "part of a step": (StepResult("part", "a"), StepResult("open")),
    "done": (StepResult("done", "a"), StepResult("done", "b")),
    "skipped": (StepResult("skipped", skipped=True), StepResult("skipped", skipped=True)),
    "one skipped": (StepResult("skipped", skipped=True), StepResult("open")),
}


def moment(text: str, zone: ZoneInfo = DENMARK) -> datetime:
    """A local time, such as “2026-11-25 08:00”; in UTC with a Z behind it."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def plan(
    *times: str,
    days: tuple[Weekday, ...] = WEEKDAYS,
    begun: str = "2026-01-01 12:00Z",
    name: str = "plan",
    programme: str = "vein_pump",
) -> Plan:
    text = Text(en="Vein pump", da="Venepumpe")
    content = Programme(
        id=programme, name=text, purpose=text, source=text, times=times,
        steps=(ProgrammeStep(exercise="belly_breathing"), ProgrammeStep(exercise="elbow_rest")),
    )  # fmt: skip
    return Plan(name, None, content, False, days, times, moment(begun))


def gone_through(
    begun: datetime,
    what: str = "done",
    *,
    ended: bool = True,
    minutes: int = 10,
    of: str | None = "plan",
    programme: str = "vein_pump",
    morning: Morning | None = None,
) -> Round:
    begun = begun.astimezone(UTC)
    last = begun + timedelta(minutes=minutes)
    step = RoundStep("belly_breathing", Goal(3, None))
    return Round(
        "r", None, of, programme, ("Vein pump", "Venepumpe"), (step, step),
        None, None, None, morning, begun, last, last if ended else None, RESULTS[what],
    )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """What the agenda says at `now`: a time and a state for each slot."""

    name: str
    now: str
    expected: list[str]
    plans: list[Plan] = field(default_factory=lambda: [plan("08:00")])
    rounds: list[tuple[str, str]] = field(default_factory=list)
    zone: ZoneInfo = DENMARK


THRICE = [plan("08:00", "13:00", "20:00")]

# 2026-11-25 is a Wednesday.
DAYS = [
    Day("no plans", "2026-11-25 08:00", [], plans=[]),
    Day("before its time", "2026-11-25 07:59", ["08:00 later"]),
    Day("at its time", "2026-11-25 08:00", ["08:00 due"]),
    Day("at the end of the day", "2026-11-25 23:59", ["08:00 due"]),
    Day("not carried over", "2026-11-26 00:00", ["08:00 later"]),
    Day("done", "2026-11-25 09:00", ["08:00 done"], rounds=[("2026-11-25 08:30", "done")]),
    Day("done ahead", "2026-11-25 07:00", ["08:00 done"], rounds=[("2026-11-25 06:00", "done")]),
    Day("done yesterday", "2026-11-25 09:00", ["08:00 due"], rounds=[("2026-11-24 08:30", "done")]),
    Day("part", "2026-11-25 09:00", ["08:00 part"], rounds=[("2026-11-25 08:30", "part")]),
    Day("part of a step", "2026-11-25 09:00", ["08:00 part"],
        rounds=[("2026-11-25 08:30", "part of a step")]),
    Day("skipped", "2026-11-25 09:00", ["08:00 skipped"], rounds=[("2026-11-25 08:30", "skipped")]),
    Day("done more than asked", "2026-11-25 09:00", ["08:00 done"],
        rounds=[("2026-11-25 07:00", "done"), ("2026-11-25 08:30", "part")]),
    # three times a day
    Day("three before the day begins", "2026-11-25 07:00",
        ["08:00 later", "13:00 later", "20:00 later"], THRICE),
    Day("three in order", "2026-11-25 21:00", ["08:00 done", "13:00 part", "20:00 skipped"], THRICE,
        [("2026-11-25 20:10", "skipped"), ("2026-11-25 08:10", "done"),
         ("2026-11-25 13:10", "part")]),
    Day("two of three", "2026-11-25 13:30", ["08:00 done", "13:00 done", "20:00 later"], THRICE,
        [("2026-11-25 08:10", "done"), ("2026-11-25 13:10", "done")]),
    Day("all three in the morning", "2026-11-25 08:30", ["08:00 done", "13:00 done", "20:00 done"],
        THRICE, [("2026-11-25 06:00", "done"), ("2026-11-25 06:30", "done"),
                 ("2026-11-25 08:10", "done")]),
    Day("the first done ahead", "2026-11-25 08:30", ["08:00 done", "13:00 later", "20:00 later"],
        THRICE, [("2026-11-25 05:00", "done")]),
    Day("the latest of two missed is due", "2026-11-25 14:00", ["13:00 due", "20:00 later"],
        THRICE),
    Day("only the last of three missed is due", "2026-11-25 20:00", ["20:00 due"], THRICE),
    Day("what was due is what was done", "2026-11-25 14:00", ["13:00 done", "20:00 later"], THRICE,
        [("2026-11-25 13:30", "done")]),
    Day("what was due is what was skipped", "2026-11-25 14:00", ["13:00 skipped", "20:00 later"],
        THRICE, [("2026-11-25 13:30", "skipped")]),
    Day("missed in the middle", "2026-11-25 20:30", ["08:00 done", "20:00 due"], THRICE,
        [("2026-11-25 08:10", "done")]),
    Day("after a missed one the next comes", "2026-11-25 15:00", ["13:00 done", "20:00 done"],
        THRICE, [("2026-11-25 13:30", "done"), ("2026-11-25 14:30", "done")]),
    # days
    Day("on a weekday", "2026-11-27 09:00", ["08:00 due"], [plan("08:00", days=WORK)]),
    Day("not at the weekend", "2026-11-28 09:00", [], [plan("08:00", days=WORK)]),
    Day("done at the weekend all the same", "2026-11-28 09:00", [], [plan("08:00", days=WORK)],
        [("2026-11-28 08:30", "done")]),
    # the beginning
    Day("begun today after its time", "2026-11-25 15:05", ["08:00 due"],
        [plan("08:00", begun="2026-11-25 15:00")]),
    Day("begun today between its times", "2026-11-25 15:05", ["13:00 due", "20:00 later"],
        [plan("08:00", "13:00", "20:00", begun="2026-11-25 15:00")]),
    Day("begins tomorrow", "2026-11-25 09:00", [], [plan("08:00", begun="2026-11-26 00:00")]),
    Day("begun late this evening", "2026-11-25 23:50", ["08:00 due"],
        [plan("08:00", begun="2026-11-25 23:45")]),
    # midnight
    Day("first minute of the day", "2026-11-25 00:00", ["00:00 due", "23:59 later"],
        [plan("00:00", "23:59")]),
    Day("last minute of the day", "2026-11-25 23:59", ["00:00 done", "23:59 due"],
        [plan("00:00", "23:59")], [("2026-11-25 00:01", "done")]),
    Day("past midnight it was yesterday's", "2026-11-26 00:15", ["22:00 later"], [plan("22:00")],
        [("2026-11-25 23:50", "done")]),
    Day("yesterday's that ended today fills nothing", "2026-11-26 22:30", ["22:00 due"],
        [plan("22:00")], [("2026-11-25 23:50", "done")]),
    # places
    Day("Wednesday in Denmark", "2026-11-25 22:30Z", ["08:00 due"], [plan("08:00", days=("wed",))]),
    Day("Thursday in Denmark", "2026-11-25 23:00Z", [], [plan("08:00", days=("wed",))]),
    Day("the same instant in New York", "2026-11-25 23:00Z", ["08:00 due"],
        [plan("08:00", days=("wed",))], zone=NEW_YORK),
    Day("the same instant in Tokyo", "2026-11-25 23:00Z", ["08:00 due"],
        [plan("08:00", days=("thu",))], zone=TOKYO),
    Day("a minute earlier in Tokyo", "2026-11-25 22:59Z", ["08:00 later"],
        [plan("08:00", days=("thu",))], zone=TOKYO),
    Day("the same instant in UTC", "2026-11-25 23:00Z", ["08:00 due"],
        [plan("08:00", days=("wed",))], zone=GREENWICH),
    Day("a round of Tokyo's evening", "2026-11-25 14:30Z", ["20:00 done"], [plan("20:00")],
        [("2026-11-25 12:00Z", "done")], TOKYO),
    Day("a round of Tokyo's yesterday", "2026-11-25 15:30Z", ["20:00 later"], [plan("20:00")],
        [("2026-11-25 12:00Z", "done")], TOKYO),
    Day("begun yesterday by UTC, today in Tokyo", "2026-11-25 23:30Z", ["08:00 due"],
        [plan("08:00", begun="2026-11-25 15:30Z")], zone=TOKYO),
    # the clocks go forward at 02:00 in Denmark on 2026-03-29, in New York on 2026-03-08
    Day("a time that does not exist, before", "2026-03-29 01:29Z", ["03:30 later"],
        [plan("02:30")]),
    Day("a time that does not exist, then", "2026-03-29 01:30Z", ["03:30 due"], [plan("02:30")]),
    Day("08:00 on the day when clocks go forward", "2026-03-29 06:00Z", ["08:00 due"]),
    Day("08:00 on the day before", "2026-03-28 06:59Z", ["08:00 later"]),
    Day("no such time in New York", "2026-03-08 07:29Z", ["03:30 later"], [plan("02:30")],
        zone=NEW_YORK),
    Day("08:00 in New York that day", "2026-03-08 12:00Z", ["08:00 due"], zone=NEW_YORK),
    # the clocks go back at 03:00 in Denmark on 2026-10-25, at 02:00 in New York on 2026-11-01
    Day("before a time that comes twice", "2026-10-25 00:29Z", ["02:30 later"], [plan("02:30")]),
    Day("the first time that it comes", "2026-10-25 00:30Z", ["02:30 due"], [plan("02:30")]),
    Day("08:00 on the day when clocks go back", "2026-10-25 06:59Z", ["08:00 later"]),
    Day("the 25th hour belongs to the day", "2026-10-25 22:59Z", ["08:00 done"],
        rounds=[("2026-10-25 22:30Z", "done")]),
    Day("the first 01:30 in New York", "2026-11-01 05:30Z", ["01:30 due"], [plan("01:30")],
        zone=NEW_YORK),
    Day("before it in New York", "2026-11-01 05:29Z", ["01:30 later"], [plan("01:30")],
        zone=NEW_YORK),
]  # fmt: skip


def said(slots: list[Slot]) -> list[str]:
    return [f"{slot.at:%H:%M} {slot.state}" for slot in slots]


@pytest.mark.parametrize("case", DAYS, ids=lambda case: case.name)
def test_what_the_day_asks_for(case: Day) -> None:
    rounds = [gone_through(moment(at, case.zone), what) for at, what in case.rounds]
    slots = agenda(case.plans, rounds, moment(case.now, case.zone), case.zone)
    assert said(slots) == case.expected


@pytest.mark.parametrize(
    "case", [case for case in DAYS if case.zone == DENMARK], ids=lambda case: case.name
)
@pytest.mark.usefixtures("computer_in_denmark")
def test_without_a_zone_it_is_the_one_of_the_computer(case: Day) -> None:
    rounds = [gone_through(moment(at), what) for at, what in case.rounds]
    assert said(agenda(case.plans, rounds, moment(case.now), None)) == case.expected


def test_a_slot_stands_at_its_moment_in_the_zone_of_the_person() -> None:
    (slot,) = agenda([plan("02:30")], [], moment("2026-10-25 09:00"), DENMARK)
    assert slot.at.astimezone(UTC) == moment("2026-10-25 00:30Z")
    assert slot.at.utcoffset() == timedelta(hours=2)
    (slot,) = agenda([plan("02:30")], [], moment("2026-03-29 09:00"), DENMARK)
    assert slot.at.astimezone(UTC) == moment("2026-03-29 01:30Z")


def test_a_slot_is_due_all_through_the_hour_that_comes_twice() -> None:
    plans = [plan("02:30", "03:15")]
    for utc, expected in [
        ("00:29Z", ["02:30 later", "03:15 later"]),
        ("00:30Z", ["02:30 due", "03:15 later"]),
        ("01:15Z", ["02:30 due", "03:15 later"]),  # 02:15 again
        ("02:15Z", ["03:15 due"]),
    ]:
        now = moment(f"2026-10-25 {utc}").astimezone(DENMARK)
        assert said(agenda(plans, [], now, DENMARK)) == expected


def test_each_slot_carries_its_round() -> None:
    first, second = (gone_through(moment(f"2026-11-25 {at}")) for at in ("08:10", "13:10"))
    slots = agenda(THRICE, [second, first], moment("2026-11-25 14:00"), DENMARK)
    assert [slot.round for slot in slots] == [first, second, None]
    assert {slot.plan.id for slot in slots} == {"plan"}


def test_a_round_that_can_be_gone_on_with_makes_its_slot_open() -> None:
    now = moment("2026-11-25 14:00")
    begun = gone_through(moment("2026-11-25 13:10"), "part", ended=False)
    assert said(agenda(THRICE, [begun], now, DENMARK)) == ["13:00 open", "20:00 later"]
    empty = gone_through(moment("2026-11-25 13:10"), "nothing", ended=False)
    assert said(agenda(THRICE, [empty], now, DENMARK)) == ["13:00 open", "20:00 later"]


def test_a_round_whose_steps_are_all_over_is_not_open_though_nobody_ended_it() -> None:
    begun = gone_through(moment("2026-11-25 08:10"), "done", ended=False)
    now = moment("2026-11-25 08:30")
    assert said(agenda([plan("08:00")], [begun], now, DENMARK)) == ["08:00 done"]


@pytest.mark.parametrize(
    ("what", "expected"),
    [("part", ["08:00 part"]), ("one skipped", ["08:00 skipped"]), ("nothing", ["08:00 due"])],
)
def test_a_round_that_was_left_for_twelve_hours_is_what_came_of_it(
    what: str, expected: list[str]
) -> None:
    left = gone_through(moment("2026-11-25 08:00"), what, ended=False, minutes=10)
    almost, over = moment("2026-11-25 20:10"), moment("2026-11-25 20:11")
    assert said(agenda([plan("08:00")], [left], almost, DENMARK)) == ["08:00 open"]
    assert said(agenda([plan("08:00")], [left], over, DENMARK)) == expected


def test_a_round_begun_before_midnight_can_be_gone_on_with_after_it() -> None:
    begun = gone_through(moment("2026-11-25 23:50"), "part", ended=False)
    plans = [plan("08:00", "23:30")]
    slots = agenda(plans, [begun], moment("2026-11-26 00:10"), DENMARK)
    assert said(slots) == ["23:50 open", "08:00 later", "23:30 later"]
    assert slots[0].at == moment("2026-11-25 23:50")
    assert slots[0].round == begun
    after = agenda(plans, [begun], moment("2026-11-26 12:01"), DENMARK)
    assert said(after) == ["08:00 due", "23:30 later"]


def test_an_open_round_without_a_slot_has_one_of_its_own() -> None:
    begun = gone_through(moment("2026-11-28 10:00"), "part", ended=False)
    now = moment("2026-11-28 10:15")
    assert said(agenda([plan("08:00", days=WORK)], [begun], now, DENMARK)) == ["10:00 open"]
    done = gone_through(moment("2026-11-28 08:10"))
    assert said(agenda([plan("08:00")], [done, begun], now, DENMARK)) == [
        "08:00 done", "10:00 open",
    ]  # fmt: skip


def test_the_vein_pump_begun_when_the_pain_is_worst_counts_for_its_plan() -> None:
    now = moment("2026-11-25 09:00")
    for of in (None, "a plan that has ended"):
        worst = gone_through(moment("2026-11-25 08:30"), of=of)
        assert said(agenda([plan("08:00")], [worst], now, DENMARK)) == ["08:00 done"]
        other = replace(worst, programme="pelvic_floor")
        assert said(agenda([plan("08:00")], [other], now, DENMARK)) == ["08:00 due"]


def test_a_round_without_a_plan_goes_to_the_plan_that_has_slots_today() -> None:
    worst = gone_through(moment("2026-11-25 08:30"), of=None)
    plans = [plan("10:00", days=WEEKEND, name="weekend"), plan("08:00", days=WORK, name="work")]
    slots = agenda(plans, [worst], moment("2026-11-25 09:00"), DENMARK)
    assert [(slot.plan.id, slot.state) for slot in slots] == [("work", "done")]


def test_of_two_plans_of_one_programme_a_round_belongs_to_its_own() -> None:
    plans = [plan("08:00", name="mine"), plan("08:30", name="other")]
    done = gone_through(moment("2026-11-25 08:40"), of="other")
    slots = agenda(plans, [done], moment("2026-11-25 09:00"), DENMARK)
    assert [(slot.plan.id, slot.state) for slot in slots] == [("mine", "due"), ("other", "done")]


def test_two_plans_are_told_apart_and_come_in_the_order_of_time() -> None:
    plans = [
        plan("08:00", "13:00", name="floor", programme="pelvic_floor"),
        plan("08:00", "10:00", name="vein"),
    ]
    done = gone_through(moment("2026-11-25 08:05"), of="vein")
    slots = agenda(plans, [done], moment("2026-11-25 09:00"), DENMARK)
    assert [(slot.plan.id, f"{slot.at:%H:%M}", slot.state) for slot in slots] == [
        ("floor", "08:00", "due"),
        ("vein", "08:00", "done"),
        ("vein", "10:00", "later"),
        ("floor", "13:00", "later"),
    ]


@pytest.mark.parametrize(
    ("plans", "now", "expected"),
    [
        ([], "2026-11-25 07:00", None),
        ([plan("08:00")], "2026-11-25 07:59", "2026-11-25 07:00Z"),
        ([plan("08:00")], "2026-11-25 08:00", "2026-11-26 07:00Z"),
        ([plan("08:00", "13:00")], "2026-11-25 07:00", "2026-11-25 07:00Z"),
        ([plan("08:00", "13:00")], "2026-11-25 09:00", "2026-11-25 12:00Z"),
        # over the end of a week: from Friday to Monday, from Sunday to Sunday
        ([plan("08:00", days=WORK)], "2026-11-27 08:00", "2026-11-30 07:00Z"),
        ([plan("08:00", days=("sun",))], "2026-11-29 07:59", "2026-11-29 07:00Z"),
        ([plan("08:00", days=("sun",))], "2026-11-29 08:00", "2026-12-06 07:00Z"),
        # over a change of the clocks
        ([plan("08:00")], "2026-03-28 09:00", "2026-03-29 06:00Z"),
        ([plan("08:00")], "2026-10-24 09:00", "2026-10-25 07:00Z"),
        ([plan("02:30")], "2026-03-28 09:00", "2026-03-29 01:30Z"),
        ([plan("02:30")], "2026-10-24 09:00", "2026-10-25 00:30Z"),
        # of two plans, the earlier
        ([plan("08:00"), plan("07:00", days=WEEKEND)], "2026-11-27 09:00", "2026-11-28 06:00Z"),
        # a plan that begins on another day
        ([plan("08:00", begun="2026-11-28 12:00")], "2026-11-25 09:00", "2026-11-28 07:00Z"),
        ([plan("08:00", begun="2026-12-05 12:00")], "2026-11-25 09:00", None),
    ],
)
def test_the_next_slot(plans: list[Plan], now: str, expected: str | None) -> None:
    slot = next_slot(plans, moment(now), DENMARK)
    if expected is None:
        assert slot is None
    else:
        assert slot is not None
        assert slot.state == "later"
        assert slot.at.astimezone(UTC) == moment(expected)


def test_the_next_slot_is_where_the_person_is() -> None:
    now = moment("2026-11-25 23:30Z")
    slot = next_slot([plan("08:00")], now, TOKYO)
    assert slot is not None
    assert slot.at == moment("2026-11-26 23:00Z")
    slot = next_slot([plan("08:00")], now, NEW_YORK)
    assert slot is not None
    assert slot.at == moment("2026-11-26 13:00Z")


def test_what_was_done_ahead_of_its_time_is_not_next() -> None:
    now = moment("2026-11-25 09:00")
    rounds = [gone_through(moment(f"2026-11-25 {at}")) for at in ("08:10", "08:40")]
    slot = next_slot(THRICE, now, DENMARK, rounds)
    assert slot is not None
    assert slot.at == moment("2026-11-25 20:00")
    rounds.append(gone_through(moment("2026-11-25 08:50")))
    slot = next_slot(THRICE, now, DENMARK, rounds)
    assert slot is not None
    assert slot.at == moment("2026-11-26 08:00")


NEXT_DAY = "2026-11-26 08:00"


@pytest.mark.parametrize(
    ("one", "now", "asked"),
    [
        pytest.param(gone_through(moment("2026-11-25 18:00")), NEXT_DAY, True, id="yesterday"),
        pytest.param(gone_through(moment("2026-11-23 18:00")), NEXT_DAY, True, id="3 days ago"),
        pytest.param(gone_through(moment("2026-11-22 18:00")), NEXT_DAY, False, id="4 days ago"),
        pytest.param(gone_through(moment("2026-11-26 07:00")), NEXT_DAY, False, id="today"),
        pytest.param(
            gone_through(moment("2026-11-25 18:00"), morning="settled"), NEXT_DAY, False,
            id="answered",
        ),
        pytest.param(
            gone_through(moment("2026-11-25 18:00"), "skipped"), NEXT_DAY, False, id="skipped"
        ),
        pytest.param(gone_through(moment("2026-11-25 18:00"), "part"), NEXT_DAY, True, id="part"),
        pytest.param(
            gone_through(moment("2026-11-25 23:00"), "part", ended=False), NEXT_DAY, False,
            id="still open",
        ),
        pytest.param(
            gone_through(moment("2026-11-25 18:00"), "part", ended=False), NEXT_DAY, True,
            id="left",
        ),
        pytest.param(
            gone_through(moment("2026-11-25 23:50"), minutes=20), "2026-11-26 00:15", False,
            id="no night yet",
        ),
        pytest.param(
            gone_through(moment("2026-11-25 23:50"), minutes=20), "2026-11-26 06:10", True,
            id="after the night",
        ),
        pytest.param(
            gone_through(moment("2026-11-26 00:05")), "2026-11-26 08:00", False,
            id="begun after midnight",
        ),
    ],
)  # fmt: skip
def test_who_is_asked_about_the_next_morning(one: Round, now: str, asked: bool) -> None:
    assert morning_round([one], moment(now), DENMARK) == (one if asked else None)


def test_the_newest_round_is_asked_about() -> None:
    older, newest = (gone_through(moment(f"2026-11-{day} 18:00")) for day in (24, 25))
    today = gone_through(moment("2026-11-26 07:00"))
    assert morning_round([older, today, newest], moment(NEXT_DAY), DENMARK) == newest
    answered = replace(newest, morning="as_before")
    assert morning_round([answered, older], moment(NEXT_DAY), DENMARK) == older


def test_whether_a_morning_has_come_depends_on_where_the_person_is() -> None:
    one = gone_through(moment("2026-11-25 12:00Z"))
    now = moment("2026-11-25 22:30Z")
    assert morning_round([one], now, TOKYO) == one
    assert morning_round([one], now, DENMARK) is None


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-25 15:00", 1),
        ("2026-12-01 23:59", 1),
        ("2026-12-02 00:00", 2),
        ("2026-12-09 00:00", 3),
        ("2026-11-24 15:00", 1),
    ],
)
def test_a_plan_is_in_its_first_week_for_seven_days(now: str, week: int) -> None:
    assert week_of(moment("2026-11-25 15:00"), moment(now), DENMARK) == week


def test_weeks_are_those_of_the_place_and_not_of_168_hours() -> None:
    begun = moment("2026-03-25 00:30")
    assert week_of(begun, moment("2026-04-01 00:10"), DENMARK) == 2
    assert week_of(begun, moment("2026-04-01 00:10"), NEW_YORK) == 2
    assert week_of(begun, moment("2026-03-31 23:10"), DENMARK) == 1
    assert week_of(begun, moment("2026-03-31 23:10"), NEW_YORK) == 2
    assert week_of(moment("2026-03-25 20:00Z"), moment("2026-04-01 03:00Z"), NEW_YORK) == 1
    assert week_of(moment("2026-03-25 20:00Z"), moment("2026-04-01 03:00Z"), DENMARK) == 2
