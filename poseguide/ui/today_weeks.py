"""How regular it was, kindly: praise, four weeks, and how long results take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from poseguide.agenda import week_of
from poseguide.history import day_of, is_training, praise
from poseguide.history_entry import Entry
from poseguide.plan import Plan
from poseguide.ui import days
from poseguide.ui.literal import plain
from poseguide.ui.weeks_strip import weeks_strip
from poseguide.words import Language, word


def show_weeks(plans: Iterable[Plan], entries: Sequence[Entry], language: Language) -> None:
    """What can be said of the last weeks; `plans` and `entries` are those of one person.

    Never that something was missed.
    """
    trained = {day_of(entry.started_at, days.zone()) for entry in entries if is_training(entry)}
    weeks = [text for text in (_week(plan, language) for plan in plans) if text]
    if trained:
        st.subheader(word("weeks_title", language), anchor=False)
        said = praise(entries, days.today(), days.zone())
        told = " · ".join(word(each.key, language, number=each.number) for each in said)
        if told:
            st.markdown(f":material/calendar_month: {told}")
        st.html(weeks_strip(trained, days.today(), language))
    for text in weeks:
        st.markdown(f":material/eco: {text}")


def _week(plan: Plan, language: Language) -> str | None:
    """Which week of a plan it is, and when results are often felt; None where nobody knows."""
    felt = plan.programme.felt_after_weeks
    if felt is None:
        return None
    week = week_of(plan.begun_at, days.now(), days.zone())
    name = plain(plan.programme.name[language])
    return word("weeks_felt", language, week=week, name=name, first=felt[0], last=felt[1])
