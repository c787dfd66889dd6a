"""Reminders of a person's plans as an iCalendar file (RFC 5545), for any calendar program.

It holds what a calendar needs and nothing more, and is marked private, since others may see the
calendar. The rules of the time zone come along: Outlook knows no zones by name, and of the dates of
a change of clocks it reads only yearly rules, which `icalendar` itself does not write.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
)

from poseguide.core.i18n import Language, word
from poseguide.core.text import visible
from poseguide.definitions.catalog import load_any
from poseguide.definitions.programme import WEEKDAYS, Programme, Weekday
from poseguide.training.clock_changes import Offset, offsets
from poseguide.training.plan import Plan

#: How much of the day an entry takes up; nobody knows how long a round will last.
_LENGTH = timedelta(minutes=15)
#: How far ahead changes of the clocks without a yearly rule are written.
_YEARS = 10


def calendar(plans: Sequence[Plan], language: Language, zone: str, start: date) -> bytes:
    """Return an iCalendar file with a weekly entry and an alarm for each time of each plan.

    `zone` is the IANA name of the person's time zone; all times are local there. The entries keep
    their UIDs, so that a calendar which imports the file again replaces them. Raises ValueError
    where there is no plan or no such zone, UnknownExerciseError and DefinitionError as `load_any`.
    """
    if not plans:
        raise ValueError("without a plan there is nothing to be reminded of")
    try:
        place = ZoneInfo(zone)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ValueError(f"“{zone}” is not the name of a time zone") from error
    whole = Calendar()
    whole.add("prodid", "-//PoseGuide//PoseGuide//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("x-wr-calname", word("reminder_calendar", language))
    whole.add_component(_timezone(place, start.year - 1))
    for plan in plans:
        for clock in plan.times:
            whole.add_component(_event(plan, clock, language, place, start))
    content: bytes = whole.to_ical()
    return content


def _event(plan: Plan, clock: str, language: Language, zone: ZoneInfo, start: date) -> Event:
    name = visible(plan.programme.name[language])
    event = Event()
    event.add("uid", f"{plan.id}-{clock.replace(':', '')}@poseguide")
    event.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
    first = datetime.combine(_first_day(plan.days, start), time.fromisoformat(clock))
    # Without its zone, which is named instead: so that UTC is written like all the others.
    event.add("dtstart", first, parameters={"TZID": zone.key})
    event.add("duration", _LENGTH)
    event.add("rrule", {"freq": "weekly", "byday": [_byday(day) for day in plan.days]})
    event.add("summary", name)
    event.add("description", _description(plan.programme, language))
    event.add("class", "PRIVATE")
    # Exercise does not make a person busy for others.
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(name))
    return event


def _alarm(name: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    # Written as calendars write it themselves, and not as P0D.
    alarm.add("trigger", "PT0S", encode=False)
    return alarm


def _description(programme: Programme, language: Language) -> str:
    names = [visible(load_any(step.exercise).exercise.name[language]) for step in programme.steps]
    numbered = [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    lead, kind = word("reminder_lead", language), word("reminder_kind", language)
    return "\n".join([lead, *numbered, "", kind])


def _first_day(days: Sequence[Weekday], start: date) -> date:
    week = [start + timedelta(days=ahead) for ahead in range(7)]
    return next(day for day in week if WEEKDAYS[day.weekday()] in days)


def _byday(day: Weekday) -> str:
    return day[:2].upper()


def _timezone(zone: ZoneInfo, year: int) -> Timezone:
    """Return the rules of a zone for every time after this year."""
    rules = Timezone()
    rules.add("tzid", zone.key)
    for offset in offsets(zone, year, _YEARS):
        rules.add_component(_observance(offset))
    return rules


def _observance(offset: Offset) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if offset.is_summer else TimezoneStandard()
    part.add("dtstart", offset.starts[0])
    part.add("tzoffsetfrom", offset.before)
    part.add("tzoffsetto", offset.after)
    part.add("tzname", offset.name)
    rule = offset.rule
    if rule is not None:
        byday = f"{rule.nth}{_byday(WEEKDAYS[rule.weekday])}"
        part.add("rrule", {"freq": "yearly", "bymonth": rule.month, "byday": byday})
        return part
    # A line for each: not every reader takes a list of them.
    for start in offset.starts[1:]:
        part.add("rdate", start)
    return part
