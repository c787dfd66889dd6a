"""Days and times as the person reads them, in the time zone of their browser."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from poseguide.dates import moment, weekday_name
from poseguide.exercise import Language


def zone() -> tzinfo | None:
    """The time zone of the browser; None, which is that of this computer, where it tells none."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, OSError):  # an unknown or an empty name
        return None


def today() -> date:
    """The day it is where the person is."""
    return datetime.now().astimezone(zone()).date()


def time_words(at: datetime, language: Language) -> str:
    """A day of the week, a day and a time: “Wednesday 25 November 2026, 18:05”."""
    weekday = weekday_name(at.astimezone(zone()).weekday(), language)
    return f"{weekday.capitalize()} {moment(at, language, zone())}"
