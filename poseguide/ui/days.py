"""Days and times as the person reads them, in the time zone of their browser."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from poseguide.exercise import Language
from poseguide.words import word


def zone() -> tzinfo | None:
    """The time zone of the browser; None, which is that of this computer, where it tells none."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, OSError):  # an unknown or an empty name
        return None


def today() -> date:
    """The day it is where the person is."""
    return datetime.now().astimezone(zone()).date()


def day_words(day: date, language: Language) -> str:
    """A day with its year: “25 November 2026”."""
    dot = "." if language == "da" else ""
    return f"{day.day}{dot} {month_name(day.month, language)} {day.year}"


def weekday_name(number: int, language: Language) -> str:
    """A day of the week from Monday, 0."""
    return word("weekdays", language).split()[number]


def month_name(number: int, language: Language) -> str:
    """A month from January, 1."""
    return word("months", language).split()[number - 1]


def time_words(at: datetime, language: Language) -> str:
    """A day of the week, a day and a time: “Wednesday 25 November 2026, 18:05”."""
    local = at.astimezone(zone())
    weekday = weekday_name(local.weekday(), language)
    clock = f"kl. {local:%H.%M}" if language == "da" else f"{local:%H:%M}"
    between = " " if language == "da" else ", "
    return f"{weekday.capitalize()} {day_words(local.date(), language)}{between}{clock}"
