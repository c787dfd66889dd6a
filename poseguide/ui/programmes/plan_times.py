"""The days and times of a plan: in words, and as fields to choose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import time_of_day, weekday_name
from poseguide.core.i18n.numbers import joined
from poseguide.definitions.programme import WEEKDAYS, Weekday
from poseguide.ui.widgets import close_panel

#: The most times a day; more are a mistake rather than a plan.
MOST_TIMES = 6
#: Hours from the last time of the day to a time that is added.
_LATER_H = 3


@dataclass
class _Draft:
    """The choice so far; another `round` gives the fields of the times new keys."""

    days: list[Weekday]
    times: list[str]
    round: int = 0


@dataclass(frozen=True)
class When:
    """Days of the week and times of day, each in order; times are written HH:MM."""

    days: tuple[Weekday, ...]
    times: tuple[str, ...]


def when_words(days: Sequence[Weekday], times: Sequence[str], language: Language) -> str:
    """Return days and times in words: “every day at 08:00 and 16:00”."""
    clocks = [time_of_day(time.fromisoformat(clock), language) for clock in times]
    on = _days_words(days, language)
    return word("when_at", language, days=on, times=joined(clocks, language))


def _days_words(days: Sequence[Weekday], language: Language) -> str:
    """Return days in words: “every day”, “Monday to Friday”, “Monday and Thursday”."""
    if len(days) == len(WEEKDAYS):
        return word("when_every_day", language)
    numbers = [WEEKDAYS.index(day) for day in days]
    names = [weekday_name(number, language) for number in numbers]
    if len(names) > 2 and numbers[-1] - numbers[0] == len(names) - 1:
        return word("when_to", language, first=names[0], last=names[-1])
    return joined(names, language)


def choose_when(key: str, begin: When, language: Language) -> When | None:
    """Show pills for days and fields for times, at first `begin`; return the choice.

    Return None while something is wrong, which is shown beside its field. `key` names the draft,
    which is kept until `discard_when`.
    """
    draft: _Draft = st.session_state.setdefault(
        _key(key), _Draft(list(begin.days), list(begin.times))
    )
    days = st.pills(
        word("when_days", language),
        list(WEEKDAYS),
        selection_mode="multi",
        default=draft.days,
        format_func=lambda day: weekday_name(WEEKDAYS.index(day), language).capitalize(),
        key=f"{key}_days_{language}",
    )
    draft.days = [day for day in WEEKDAYS if day in days]
    if not draft.days:
        show_field_error(word("when_no_day", language))
    _choose_times(key, draft, language)
    times = sorted(set(draft.times))
    twice = len(times) < len(draft.times)
    if twice:
        show_field_error(word("when_twice", language))
    return When(tuple(draft.days), tuple(times)) if draft.days and not twice else None


def discard_when(key: str) -> None:
    """Discard the draft of this key and close the panel."""
    st.session_state.pop(_key(key), None)
    close_panel()


def show_field_error(message: str) -> None:
    """Show what is wrong with the field above."""
    st.markdown(f":red[:material/error: {message}]")


def _choose_times(key: str, draft: _Draft, language: Language) -> None:
    gone = None
    for place, clock in enumerate(draft.times):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.time_input(
                word("when_time", language, number=place + 1),
                time.fromisoformat(clock),
                key=f"{key}_time_{draft.round}_{place}",
                width=130,
            )
            if chosen is not None:
                draft.times[place] = f"{chosen:%H:%M}"
            fewer = word("when_remove", language)
            if len(draft.times) > 1 and st.button(
                fewer, type="tertiary", icon=":material/close:", key=f"{key}_time_less_{place}"
            ):
                gone = place
    if gone is not None:
        del draft.times[gone]
        draft.round += 1
        st.rerun()
    more = word("when_add", language)
    if len(draft.times) < MOST_TIMES and st.button(
        more, type="tertiary", icon=":material/add:", key=f"{key}_time_more"
    ):
        draft.times.append(_later(draft.times[-1]))
        st.rerun()


def _later(clock: str) -> str:
    """Return a time `_LATER_H` hours later, at most in the last hour of the same day."""
    hour, minute = clock.split(":")
    return f"{min(int(hour) + _LATER_H, 23):02d}:{minute}"


def _key(key: str) -> str:
    return f"{key}_when"
