"""Reminders as two other readers of calendars understand them, and what they ring for."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil import tz
from dateutil.rrule import rrulestr
from icalendar import Calendar

from poseguide.core.i18n import Language
from poseguide.definitions.base import Text
from poseguide.definitions.programme import WEEKDAYS, Programme, ProgrammeStep, Weekday
from poseguide.training.calendar import calendar
from poseguide.training.plan import Plan

#: A Sunday.
START = date(2026, 3, 1)
DENMARK = "Europe/Copenhagen"
#: Longer than a line of a calendar file.
LONG = "Æblegrød, rødgrød; fløde og en bakskuld \\ på Ærø, så længe det er lyst ude om aftenen"


def plan(
    *times: str,
    days: tuple[Weekday, ...] = WEEKDAYS,
    name: str = "one",
    called: Text | None = None,
) -> Plan:
    text = called or Text(en="Vein pump", da="Venepumpe")
    programme = Programme(
        id="vein_pump", name=text, purpose=text, source=text, times=times,
        steps=(ProgrammeStep(exercise="belly_breathing"), ProgrammeStep(exercise="elbow_rest")),
    )  # fmt: skip
    begun_at = datetime(2026, 1, 1, tzinfo=UTC)
    return Plan(name, None, programme, False, days, times, begun_at)


def events(content: bytes) -> list[Any]:
    """The entries as icalendar reads them."""
    return list(Calendar.from_ical(content).events)


def read(content: bytes) -> Any:
    """The calendar as vobject reads it, the second reader."""
    return vobject.readOne(content.decode())


def occurrences(content: bytes, until: datetime) -> list[datetime]:
    """When the one entry of a calendar rings, by dateutil and the rules of the zone in the file."""
    whole = content.decode().replace("\r\n ", "").replace("\r\n", "\n")
    (event,) = events(content)
    zone = tz.tzical(
        io.StringIO(whole[whole.index("BEGIN:VTIMEZONE") : whole.index("BEGIN:VEVENT")])
    )
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.start.replace(tzinfo=None))
    local = takewhile(lambda at: at <= until, rule)
    return [at.replace(tzinfo=zone.get()) for at in local]


def test_both_readers_find_an_entry_for_each_time_of_each_plan() -> None:
    content = calendar(
        [plan("08:00", "20:30"), plan("13:15", name="two")], "en", DENMARK, START
    )  # fmt: skip
    times = [(8, 0), (20, 30), (13, 15)]
    starts = [event.start for event in events(content)]
    assert [(at.hour, at.minute) for at in starts] == times
    assert {str(at.tzinfo) for at in starts} == {DENMARK}
    seen = [event.dtstart.value for event in read(content).vevent_list]
    assert [(at.hour, at.minute) for at in seen] == times
    assert {at.date() for at in seen} == {START}
    assert {at.utcoffset() for at in seen} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("days", "byday", "first"),
    [
        (WEEKDAYS, "MO,TU,WE,TH,FR,SA,SU", date(2026, 3, 1)),
        (WEEKDAYS[:5], "MO,TU,WE,TH,FR", date(2026, 3, 2)),
        (("tue", "sat"), "TU,SA", date(2026, 3, 3)),
        (("sat",), "SA", date(2026, 3, 7)),
    ],
)
def test_it_begins_on_the_first_of_its_days_and_comes_back_each_week(
    days: tuple[Weekday, ...], byday: str, first: date
) -> None:
    content = calendar([plan("08:00", days=days)], "en", DENMARK, START)
    (event,) = events(content)
    assert event.start.date() == first
    assert event["RRULE"].to_ical().decode() == f"FREQ=WEEKLY;BYDAY={byday}"
    (seen,) = read(content).vevent_list
    assert seen.dtstart.value.date() == first
    assert seen.rrule.value == f"FREQ=WEEKLY;BYDAY={byday}"
    rings = occurrences(content, datetime(2026, 4, 1))
    assert {WEEKDAYS[at.weekday()] for at in rings} == set(days)
    assert len(rings) == sum(WEEKDAYS[(START + timedelta(ahead)).weekday()] in days
                             for ahead in range(31))  # fmt: skip


def test_vobject_rings_at_the_same_local_time_too() -> None:
    rings = read(
        calendar([plan("08:00", days=("sun",))], "en", DENMARK, START)
    ).vevent.getrruleset()
    found = {at.date().isoformat(): at for at in rings.between(
        rings[0], rings[0] + timedelta(days=260), inc=True
    )}  # fmt: skip
    assert {f"{at:%H:%M}" for at in found.values()} == {"08:00"}
    for day, utc in [("2026-03-22", 7), ("2026-03-29", 6), ("2026-10-18", 6), ("2026-10-25", 7)]:
        assert found[day].astimezone(UTC).hour == utc


@pytest.mark.parametrize(("clock", "at"), [("00:00", (0, 0)), ("23:59", (23, 59))])
def test_midnight_is_the_beginning_of_its_day(clock: str, at: tuple[int, int]) -> None:
    content = calendar([plan(clock, days=("wed",))], "en", DENMARK, START)
    rings = occurrences(content, datetime(2026, 12, 1))
    assert len(rings) == 39
    assert {(ring.hour, ring.minute, ring.weekday()) for ring in rings} == {(*at, 2)}


def test_the_alarm_rings_when_the_entry_begins() -> None:
    content = calendar([plan("08:00")], "en", DENMARK, START)
    (event,) = events(content)
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == "Vein pump"
    assert [at.trigger for at in event.alarms.times] == [event.start]
    seen = read(content).vevent.valarm
    assert seen.action.value == "DISPLAY"
    assert seen.trigger.value == timedelta(0)
    assert b"\r\nTRIGGER:PT0S\r\n" in content


def test_it_makes_nobody_busy_and_is_private() -> None:
    (event,) = events(calendar([plan("08:00")], "en", DENMARK, START))
    assert (event["TRANSP"], event["CLASS"]) == ("TRANSPARENT", "PRIVATE")
    assert event.duration == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        (
            "en",
            "Vein pump",
            "Open PoseGuide, and it leads you through:\n1. Belly breathing\n2. Rest on the elbows\n"
            "\nTake your time. If you miss a day, just go on with the next one.",
        ),
        (
            "da",
            "Venepumpe",
            "Åbn PoseGuide, så bliver du ført igennem:\n1. Mavevejrtrækning\n2. Hvil på albuerne\n"
            "\nTag dig god tid. Springer du en dag over, så fortsæt bare næste gang.",
        ),
    ],
)
def test_it_says_in_both_languages_what_is_to_be_done(
    language: Language, name: str, text: str
) -> None:
    content = calendar([plan("08:00")], language, DENMARK, START)
    (event,) = events(content)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (name, text)
    seen = read(content).vevent
    assert (seen.summary.value, seen.description.value) == (name, text)


def test_a_name_that_a_person_wrote_comes_back_letter_by_letter() -> None:
    content = calendar([plan("08:00", called=Text(en=LONG, da=LONG))], "da", DENMARK, START)
    (event,) = events(content)
    assert event["SUMMARY"] == LONG
    assert read(content).vevent.summary.value == LONG
    assert read(content).vevent.valarm.description.value == LONG


def test_a_name_cannot_write_into_the_calendar() -> None:
    name = "Knee\r\nEND:VEVENT\nATTACH:file"
    content = calendar([plan("08:00", called=Text(en=name, da=name))], "en", DENMARK, START)
    assert len(events(content)) == len(read(content).vevent_list) == 1
    assert not re.search(rb"(?m)^ATTACH", content)


def test_lines_are_as_long_as_calendars_read_and_no_letter_is_cut() -> None:
    content = calendar([plan("08:00", called=Text(en=LONG, da=LONG))], "da", DENMARK, START)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()


def test_the_calendar_says_what_every_reader_needs() -> None:
    whole: Any = Calendar.from_ical(calendar([plan("08:00")], "da", DENMARK, START))
    assert (whole["VERSION"], whole["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert whole["PRODID"] == "-//PoseGuide//PoseGuide//EN"
    assert whole["X-WR-CALNAME"] == "Mine øvelser"
    (event,) = whole.events
    assert abs(event["DTSTAMP"].dt - datetime.now(UTC)) < timedelta(minutes=5)
    assert event["DTSTAMP"].to_ical().endswith(b"Z")


def test_an_entry_keeps_its_name_so_that_importing_again_replaces_it() -> None:
    plans = [plan("08:00", "20:00"), plan("08:00", name="two")]
    first, second = (
        [str(event["UID"]) for event in events(calendar(plans, language, DENMARK, START + later))]
        for language, later in (("en", timedelta(0)), ("da", timedelta(days=9)))
    )
    assert first == second
    assert len(set(first)) == 3


@pytest.mark.parametrize(
    ("zone", "clock", "hours_utc"),
    [
        # standard time, summer time
        (DENMARK, "08:00", {7, 6}),
        ("America/New_York", "08:00", {13, 12}),
        ("Pacific/Auckland", "08:00", {19, 20}),
        ("Europe/Dublin", "08:00", {8, 7}),
        ("America/Santiago", "08:00", {12, 11}),  # whose days follow no simple rule
        ("Asia/Tokyo", "08:00", {23}),
        ("UTC", "08:00", {8}),
    ],
)
def test_it_rings_at_the_same_local_time_over_both_changes_of_the_clocks(
    zone: str, clock: str, hours_utc: set[int]
) -> None:
    rings = occurrences(calendar([plan(clock)], "en", zone, START), datetime(2028, 12, 31, 23))
    assert len(rings) == 1037
    assert {(at.hour, at.minute) for at in rings} == {(8, 0)}
    assert {at.astimezone(UTC).hour for at in rings} == hours_utc
    # The rules of the zone that the file brings along are those of the zone itself.
    place = ZoneInfo(zone)
    for at in rings:
        assert at.utcoffset() == at.replace(tzinfo=place).utcoffset(), at


@pytest.mark.parametrize(
    ("day", "clock", "before_utc", "on_utc", "after_utc"),
    [
        ("2026-03-29", "01:59", "00:59", "00:59", "23:59"),
        ("2026-03-29", "03:30", "02:30", "01:30", "01:30"),
        ("2026-10-25", "01:30", "23:30", "23:30", "00:30"),
        ("2026-10-25", "03:00", "01:00", "02:00", "02:00"),
    ],
)
def test_an_hour_beside_the_change_of_the_clocks_is_right(
    day: str, clock: str, before_utc: str, on_utc: str, after_utc: str
) -> None:
    content = calendar([plan(clock)], "en", DENMARK, START)
    on = date.fromisoformat(day)
    rings = {at.date(): at for at in occurrences(content, datetime(2026, 11, 30))}
    for away, expected in ((-1, before_utc), (0, on_utc), (1, after_utc)):
        assert f"{rings[on + timedelta(away)].astimezone(UTC):%H:%M}" == expected


def test_the_clocks_are_changed_by_yearly_rules_which_are_all_that_outlook_reads() -> None:
    whole: Any = Calendar.from_ical(calendar([plan("08:00")], "en", DENMARK, START))
    (zone,) = whole.timezones
    (summer,), (winter,) = zone.daylight, zone.standard
    assert zone.tz_name == DENMARK
    assert summer["DTSTART"].dt == datetime(2025, 3, 30, 2)
    assert summer["RRULE"].to_ical() == b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
    assert winter["DTSTART"].dt == datetime(2025, 10, 26, 3)
    assert winter["RRULE"].to_ical() == b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"
    for part, name, before, after in (
        (summer, "CEST", b"+0100", b"+0200"),
        (winter, "CET", b"+0200", b"+0100"),
    ):
        assert part["TZNAME"] == name
        assert part["TZOFFSETFROM"].to_ical().encode() == before
        assert part["TZOFFSETTO"].to_ical().encode() == after


def test_without_a_plan_or_a_known_zone_there_is_no_calendar() -> None:
    with pytest.raises(ValueError, match="plan"):
        calendar([], "en", DENMARK, START)
    for zone in ("", "Nowhere/Atall", "../etc"):
        with pytest.raises(ValueError, match="time zone"):
            calendar([plan("08:00")], "en", zone, START)
