"""Days and times of day as people of each language write them.

Where a time zone may be given, None is that of this computer.
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from poseguide.core.i18n import Language, word


def weekday_name(number: int, language: Language) -> str:
    """A day of the week from Monday, 0."""
    return word("weekdays", language).split()[number]


def month_name(number: int, language: Language) -> str:
    """A month from January, 1."""
    return word("months", language).split()[number - 1]


def day_words(on: date, language: Language) -> str:
    """A day: 25 November 2026, 25. november 2026."""
    dot = "." if language == "da" else ""
    return f"{on.day}{dot} {month_name(on.month, language)} {on.year}"


def day(at: datetime, language: Language) -> str:
    """The day of a moment, which has its zone, on this computer: 25 November 2026."""
    return day_words(at.astimezone().date(), language)


def time_of_day(at: time, language: Language) -> str:
    """A time of the day: 11:05, 11.05."""
    return f"{at:%H.%M}" if language == "da" else f"{at:%H:%M}"


def moment(at: datetime, language: Language, zone: tzinfo | None = None) -> str:
    """A day and a time of it: 25 November 2026, 11:05."""
    local = at.astimezone(zone)
    on, clock = day_words(local.date(), language), time_of_day(local.time(), language)
    return f"{on} kl. {clock}" if language == "da" else f"{on}, {clock}"


def short_day(at: datetime, language: Language) -> str:
    """A day without its year, for an axis: 25 Nov, 25. nov."""
    local = at.astimezone()
    month = month_name(local.month, language)[:3]
    return f"{local.day}. {month}" if language == "da" else f"{local.day} {month}"
