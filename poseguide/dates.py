"""Days and times of day as people of each language write them, in the zone of this computer."""

from __future__ import annotations

from datetime import datetime

from poseguide.exercise import Language
from poseguide.words import word


def day(at: datetime, language: Language) -> str:
    """A day: 25 November 2026, 25. november 2026. `at` has its zone."""
    local = at.astimezone()
    month = word("months", language).split()[local.month - 1]
    dot = "." if language == "da" else ""
    return f"{local.day}{dot} {month} {local.year}"


def moment(at: datetime, language: Language) -> str:
    """A day and a time of it: 25 November 2026, 11:05."""
    local = at.astimezone()
    if language == "da":
        return f"{day(at, language)} kl. {local:%H.%M}"
    return f"{day(at, language)}, {local:%H:%M}"


def short_day(at: datetime, language: Language) -> str:
    """A day without its year, for an axis: 25 Nov, 25. nov."""
    local = at.astimezone()
    month = word("months", language).split()[local.month - 1][:3]
    return f"{local.day}. {month}" if language == "da" else f"{local.day} {month}"
