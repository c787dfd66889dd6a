"""Reminders for the person's own calendar: a file with the days and times of their plans."""

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
from poseguide.ui.local_time import today, zone
from poseguide.ui.state import remember, remembered_index

#: Letters that Unicode does not decompose into one of a to z and an accent.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
#: The most characters of a person's name in a file's name.
_LONGEST = 40
_ZONE = "reminders_zone"


def offer_reminders(person: Person | None, plans: Sequence[Plan], language: Language) -> None:
    """Show a button that downloads the calendar of these plans, and how to use it."""
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
    """Return the iCalendar file of these plans from today on; `zone_name` is an IANA name."""
    return calendar(plans, language, zone_name, today())


def file_name(person: Person | None) -> str:
    """Return a file name that every system accepts: poseguide-aase.ics for Åse."""
    name = person.name.lower().translate(_LETTERS) if person else ""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    return f"poseguide-{safe}.ics" if safe else "poseguide.ics"


def _choose_zone(language: Language) -> str | None:
    """Ask for a time zone if the browser sends none; return None until one is chosen."""
    st.info(word("reminders_no_zone", language), icon=":material/public:")
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    chosen = st.selectbox(
        word("reminders_choose_zone", language),
        names,
        index=remembered_index(_ZONE, names),
        placeholder=word("reminders_zone_none", language),
        key=_ZONE,
    )
    remember(_ZONE, chosen)
    return chosen
