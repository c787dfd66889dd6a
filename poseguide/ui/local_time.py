"""Days and times in the time zone of the person's browser, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import moment, time_of_day, weekday_name


def zone() -> tzinfo | None:
    """Return the time zone of the browser; None, this computer's, if the browser sends none."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, OSError, KeyError):  # an unknown or an empty name
        return None


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in the person's time zone."""
    return now().astimezone(zone()).date()


def days_of(moments: Iterable[datetime]) -> set[date]:
    """Return the days of moments in the person's time zone."""
    here = zone()
    return {at.astimezone(here).date() for at in moments}


def beginning_of(day: date) -> datetime:
    """Return the first moment of a day in the person's time zone."""
    return datetime.combine(day, time.min, zone()).astimezone(UTC)


def clock_words(at: datetime, language: Language) -> str:
    """Return a time of day in the person's time zone: 18:05, 18.05."""
    return time_of_day(at.astimezone(zone()).time(), language)


def coming_words(at: datetime, language: Language) -> str:
    """Return a time within the next days: “today at 15:00”, “Tuesday at 15:00”."""
    day = at.astimezone(zone()).date()
    key = {0: "coming_today", 1: "coming_tomorrow"}.get((day - today()).days, "coming_weekday")
    name = weekday_name(day.weekday(), language)
    return word(key, language, day=name, time=clock_words(at, language))


def time_words(at: datetime, language: Language) -> str:
    """Return weekday, date and time: “Wednesday 25 November 2026, 18:05”."""
    weekday = weekday_name(at.astimezone(zone()).weekday(), language)
    return f"{weekday.capitalize()} {moment(at, language, zone())}"
