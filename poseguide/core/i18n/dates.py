"""Days and times of day as people of each language write them.

Where a time zone may be given, None is that of this computer.
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from typing import Literal

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_day_names,
    get_month_names,
)

from poseguide.core.i18n import Language, locale_of, word

NameWidth = Literal["wide", "abbreviated"]


def weekday_name(number: int, language: Language) -> str:
    """Return the name of a day of the week from Monday, 0."""
    return str(get_day_names("wide", "stand-alone", locale_of(language))[number])


def short_weekday(number: int, language: Language) -> str:
    """Return the name of a day of the week from Monday, 0, in about two letters: Mo, ma."""
    return str(get_day_names("short", "stand-alone", locale_of(language))[number])


def day_names(width: NameWidth, language: Language) -> list[str]:
    """Return the names of the days of the week as in a date, from Monday."""
    names = get_day_names(width, locale=locale_of(language))
    return [names[day] for day in range(7)]  # Babel's own order depends on the language


def month_names(width: NameWidth, language: Language) -> list[str]:
    """Return the names of the months as in a date, from January."""
    return list(get_month_names(width, locale=locale_of(language)).values())


def month_title(first: date, language: Language) -> str:
    """Return a month with its year: November 2026, november 2026."""
    return format_skeleton("yMMMM", first, locale=locale_of(language))


def day_words(on: date, language: Language) -> str:
    """Return a day: 25 November 2026, 25. november 2026."""
    return format_date(on, "long", locale=locale_of(language))


def day(at: datetime, language: Language) -> str:
    """Return the day of a moment, which has its zone, on this computer: 25 November 2026."""
    return day_words(at.astimezone().date(), language)


def time_of_day(at: time, language: Language) -> str:
    """Return a time of the day: 11:05, 11.05."""
    return format_time(at, "short", locale=locale_of(language))


def moment(at: datetime, language: Language, zone: tzinfo | None = None) -> str:
    """Return a day and a time of it: 25 November 2026, 11:05."""
    local = at.astimezone(zone)
    on, clock = day_words(local.date(), language), time_of_day(local.time(), language)
    return word("moment", language, day=on, time=clock)


def short_day(at: datetime, language: Language) -> str:
    """Return a day without its year, for an axis: 25 Nov, 25. nov."""
    return format_skeleton("MMMd", at.astimezone().date(), locale=locale_of(language))


def short_day_pattern(language: Language) -> str:
    """Return the CLDR pattern of a day without its year: d MMM, d. MMM."""
    return str(locale_of(language).datetime_skeletons["MMMd"].pattern)
