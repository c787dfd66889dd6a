"""Reminders in the person's own calendar: a file with the days and times of what they follow."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.storage.people_repository import Person
from poseguide.training.calendar import calendar
from poseguide.training.plan import Plan
from poseguide.ui.days import today, zone
from poseguide.ui.state import remember, remembered

#: Letters that do not come apart into one of a to z and a mark.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
#: The longest part of a file's name that is made of a person's.
_LONGEST = 40
_ZONE = "reminders_zone"


def offer_reminders(person: Person | None, plans: Sequence[Plan], language: Language) -> None:
    """A button that gives the calendar of these plans, and how to use it."""
    st.subheader(word("reminders", language), anchor=False)
    st.markdown(word("reminders_help", language))
    where = getattr(zone(), "key", None) or _choose_zone(language)
    if where is None:
        return
    st.download_button(
        word("reminders_save", language),
        reminder_file(plans, where, language),
        file_name=file_name(person),
        mime="text/calendar",
        icon=":material/calendar_add_on:",
        key="reminders",
        on_click="ignore",
    )
    st.caption(word("reminders_zone", language, zone=where))


def reminder_file(plans: Sequence[Plan], zone_name: str, language: Language) -> bytes:
    """The calendar of these plans from today on, in the time zone of this IANA name."""
    return calendar(plans, language, zone_name, today())


def file_name(person: Person | None) -> str:
    """A file's name that every system takes: poseguide-aase.ics for Åse."""
    name = person.name.lower().translate(_LETTERS) if person else ""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    return f"poseguide-{safe}.ics" if safe else "poseguide.ics"


def _choose_zone(language: Language) -> str | None:
    """A time zone by its place, where the browser tells none; None until one is chosen."""
    st.info(word("reminders_no_zone", language), icon=":material/public:")
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    chosen = st.selectbox(
        word("reminders_choose_zone", language),
        names,
        index=remembered(_ZONE, names),
        placeholder=word("reminders_zone_none", language),
        key=_ZONE,
    )
    remember(_ZONE, chosen)
    return chosen
