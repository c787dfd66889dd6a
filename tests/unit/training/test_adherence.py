"""Days, doses, weeks, pain and regularity of made-up histories with known answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from poseguide.core.i18n.message import Message
from poseguide.core.records import Counts
from poseguide.definitions.catalog import load_any, paths
from poseguide.definitions.schema import BaseExercise
from poseguide.training.adherence import days, done_in, is_training, pains, praise, weeks
from poseguide.training.goal import Goal
from poseguide.training.session import HistoryEntry

DENMARK = ZoneInfo("Europe/Copenhagen")
KNOWN: dict[str, BaseExercise] = {path.stem: load_any(path.stem).exercise for path in paths()}
TODAY = date(2026, 11, 25)  # a Wednesday


def entry(at: datetime, exercise: str = "leg_extension_all_fours", **changes: Any) -> HistoryEntry:
    counts = Counts(12, 0, 6, 6)
    usual = HistoryEntry(
        "a" * 32, exercise, "camera", "", at.astimezone(UTC), 90.0, Goal(6, None, per_side=True),
        "dose", counts, counts, False, None, 0, {}, {}, None, None,
    )  # fmt: skip
    return replace(usual, **changes)


def on(*ago: int) -> list[HistoryEntry]:
    """A training at noon, so many days ago each, oldest first."""
    noon = datetime(2026, 11, 25, 12, tzinfo=DENMARK)
    return [entry(noon - timedelta(days=days)) for days in sorted(ago, reverse=True)]


@pytest.mark.parametrize("zone", [DENMARK, None])
@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ((2026, 11, 24, 22, 50), date(2026, 11, 24)),  # 23.50 in winter
        ((2026, 11, 24, 23, 10), date(2026, 11, 25)),  # 00.10
        ((2026, 7, 1, 21, 50), date(2026, 7, 1)),  # 23.50 in summer
        ((2026, 7, 1, 22, 10), date(2026, 7, 2)),  # 00.10
        ((2026, 3, 28, 22, 50), date(2026, 3, 28)),  # before the night of the change
        ((2026, 3, 29, 21, 50), date(2026, 3, 29)),  # after it
        ((2026, 10, 24, 21, 50), date(2026, 10, 24)),
        ((2026, 10, 25, 22, 50), date(2026, 10, 25)),
    ],
)
@pytest.mark.usefixtures("computer_in_denmark")
def test_a_session_belongs_to_the_day_where_the_person_lives(
    utc: tuple[int, ...], day: date, zone: ZoneInfo | None
) -> None:
    at = datetime(*utc, tzinfo=UTC)  # type: ignore[misc,arg-type]
    assert list(days([entry(at)], KNOWN, zone)) == [day]


def test_a_sample_is_no_training_and_a_video_counts_when_it_was_checked() -> None:
    (at,) = (one.started_at for one in on(0))
    sample, video = entry(at, source="sample"), entry(at, source="video")
    assert days([sample], KNOWN, DENMARK) == {}
    assert not is_training(sample)
    assert weeks([replace(sample, ranges={"left": 1.0})], sample.exercise, DENMARK) == []
    assert list(days([sample, video], KNOWN, DENMARK)) == [TODAY]


@pytest.mark.parametrize(
    ("changes", "trained"),
    [
        ({"counts": Counts()}, False),
        ({"counts": Counts(0, 1)}, True),
        ({"counts": Counts(), "paced": 3}, True),
        ({"counts": Counts(), "hold_s": 12.0}, True),
        ({"counts": Counts(), "hold_s": 0.0}, False),
    ],
)
def test_what_was_tried_is_training(changes: dict[str, Any], trained: bool) -> None:
    assert is_training(entry(datetime.now(UTC), **changes)) == trained


def test_the_dose_of_a_side_is_not_made_up_for_by_the_other() -> None:
    one = entry(datetime.now(UTC), counts=Counts(12, 0, 8, 4))
    done = done_in(one, KNOWN)
    assert (done.left, done.right, done.needed, done.per_side) == (8, 4, 6, True)
    assert not done.met
    assert done_in(entry(datetime.now(UTC)), KNOWN).met


def test_what_was_done_in_parts_over_the_day_counts_together() -> None:
    morning, evening = on(0) + on(0)
    morning = replace(morning, counts=Counts(6, 2, 6, 0))
    evening = replace(evening, counts=Counts(6, 0, 0, 6))
    ((done,),) = days([morning, evening], KNOWN, DENMARK).values()
    assert (done.sessions, done.left, done.right, done.total) == (2, 6, 6, 12)
    assert done.met
    assert not done_in(morning, KNOWN).met


def test_what_a_person_corrected_is_what_counts() -> None:
    one = entry(datetime.now(UTC), found=Counts(12, 0, 6, 6), counts=Counts(11, 1, 6, 5))
    assert not done_in(one, KNOWN).met


def test_sides_that_take_turns_count_together() -> None:
    one = entry(
        datetime.now(UTC), "march_standing", goal=Goal(10, None, per_side=True),
        counts=Counts(20, 0, 11, 9),
    )  # fmt: skip
    done = done_in(one, KNOWN)
    assert (done.needed, done.per_side, done.met) == (20, False, True)


def test_all_sets_make_the_dose() -> None:
    one = entry(datetime.now(UTC), "squat", goal=Goal(10, None, sets=2), counts=Counts(19))
    assert (done_in(one, KNOWN).needed, done_in(one, KNOWN).met) == (20, False)
    assert done_in(replace(one, counts=Counts(20)), KNOWN).met


@pytest.mark.parametrize(("held_s", "met"), [(29.9, False), (30.0, True), (None, False)])
def test_a_hold_is_done_when_it_was_long_enough(held_s: float | None, met: bool) -> None:
    one = entry(
        datetime.now(UTC), "elbow_rest", goal=Goal(None, 30.0), counts=Counts(3), hold_s=held_s
    )
    assert done_in(one, KNOWN).met == met


def test_what_is_to_be_done_three_times_a_day_is_done_after_three_times() -> None:
    assert KNOWN["pelvic_floor_hold"].dose.times_a_day == 3
    led = [
        replace(each, exercise="pelvic_floor_hold", goal=Goal(10, None, level=0), counts=Counts(),
                paced=10)
        for each in on(0, 0, 0)
    ]  # fmt: skip
    ((two,),) = days(led[:2], KNOWN, DENMARK).values()
    ((three,),) = days(led, KNOWN, DENMARK).values()
    assert (two.times, two.times_a_day, two.met) == (2, 3, False)
    assert (three.times, three.met) == (3, True)
    assert done_in(led[0], KNOWN).met


def test_an_exercise_that_is_gone_goes_by_the_goal_alone() -> None:
    apart = entry(datetime.now(UTC), "no_more")
    together = entry(datetime.now(UTC), "no_more", counts=Counts(12))
    assert done_in(apart, KNOWN).per_side
    assert (done_in(together, KNOWN).needed, done_in(together, KNOWN).met) == (12, True)


def test_exercises_of_a_day_stand_in_the_order_they_were_begun() -> None:
    some = [*on(0), entry(on(0)[0].started_at + timedelta(hours=1), "squat"), *on(0)]
    ((first, second),) = days(some, KNOWN, DENMARK).values()
    assert [first.exercise, second.exercise] == ["leg_extension_all_fours", "squat"]


def test_a_week_has_the_median_of_its_sessions_on_each_side() -> None:
    monday = date(2026, 11, 23)
    some = [
        replace(one, ranges={"left": value, "right": 100.0}, tempos_s={"left": value / 10})
        for one, value in zip(on(8, 2, 1, 0), (50.0, 90.0, 70.0, 110.0), strict=True)
    ]
    found = weeks(some, "leg_extension_all_fours", DENMARK)
    assert [(week.monday, week.side) for week in found] == [
        (date(2026, 11, 16), "left"), (date(2026, 11, 16), "right"),
        (monday, "left"), (monday, "right"),
    ]  # fmt: skip
    assert (found[2].range, found[2].tempo_s, found[2].sessions) == (90.0, 9.0, 3)
    assert (found[3].range, found[3].tempo_s) == (100.0, None)
    assert weeks(some, "squat", DENMARK) == []


def test_a_week_begins_on_monday_where_the_person_lives() -> None:
    late = entry(datetime(2026, 11, 22, 23, 50, tzinfo=DENMARK), ranges={"both": 1.0})
    early = entry(datetime(2026, 11, 23, 0, 10, tzinfo=DENMARK), ranges={"both": 1.0})
    found = weeks([late, early], late.exercise, DENMARK)
    assert [week.monday for week in found] == [date(2026, 11, 16), date(2026, 11, 23)]


def test_pain_is_told_where_it_was_answered() -> None:
    none, zero, both = on(2, 1, 0)
    zero, both = replace(zero, pain_after=0), replace(both, pain_before=5, pain_after=3)
    found = pains([none, zero, both], DENMARK)
    assert [(pain.before, pain.after) for pain in found] == [(None, 0), (5, 3)]
    assert found[1].at.hour == 12


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        ((), {}),
        ((0,), {"of_7": 1, "of_28": 1}),
        ((0, 0, 0), {"of_7": 1, "of_28": 1}),
        ((6,), {"of_7": 1, "of_28": 1}),
        ((7,), {"of_28": 1}),
        ((27,), {"welcome_back": None, "of_28": 1}),
        ((28,), {"welcome_back": None}),
        # Monday to Wednesday of this week and of the last one.
        ((0, 1, 2, 7, 8, 9), {"of_7": 3, "of_28": 6, "weeks": 2}),
        # Nothing yet this week: the weeks before still stand.
        ((3, 10, 17), {"of_7": 1, "of_28": 3, "weeks": 3}),
        # A week was left out.
        ((0, 14, 21), {"welcome_back": None, "of_7": 1, "of_28": 3}),
        ((0, 13), {"of_7": 1, "of_28": 2}),
        ((2, 3, 17), {"welcome_back": None, "of_7": 2, "of_28": 3, "weeks": 2}),
        ((7, 21), {"of_28": 2}),
        ((-1,), {}),
    ],
)
def test_what_is_said_of_regularity_is_praise_or_nothing(
    ago: tuple[int, ...], said: dict[str, int | None]
) -> None:
    assert praise({TODAY - timedelta(days=days) for days in ago}, TODAY) == [
        Message(f"history_{key}", {} if number is None else {"number": number})
        for key, number in said.items()
    ]
