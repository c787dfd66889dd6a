"""Adherence, kindly: praise, a strip of four weeks, and when results are often felt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import day_words, short_weekday, weekday_name
from poseguide.core.palette import hex_of
from poseguide.training.adherence import praise
from poseguide.training.plan import Plan
from poseguide.training.schedule import week_of
from poseguide.ui import local_time
from poseguide.ui.markdown import plain

_WEEKS = 4
_STYLE = """
<style>
.weeks { --accent: ACCENT; }
.weeks { border-collapse: separate; border-spacing: 0.25rem; font-size: 0.85rem; }
.weeks caption { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
.weeks th { font-weight: 600; text-align: center; opacity: 0.78; }
.weeks abbr { text-decoration: none; cursor: inherit; }
.weeks td { width: 2.4rem; height: 2.4rem; text-align: center; border-radius: 0.5rem;
  background: color-mix(in srgb, currentColor 6%, transparent); line-height: 1.05; }
.weeks td.done { background: color-mix(in srgb, var(--accent) 34%, transparent); font-weight: 600; }
.weeks td.today { outline: 2px solid var(--accent); outline-offset: -2px; }
.weeks td.ahead { background: none; }
.weeks b { display: block; font-size: 0.8rem; }
.weeks i { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
</style>
""".replace("ACCENT", hex_of("accent"))


def weeks_strip(trained: Collection[date], today: date, language: Language) -> str:
    """Return the HTML of the week of `today` and the three before; `trained` are training days."""
    monday = today - timedelta(days=today.weekday() + 7 * (_WEEKS - 1))
    head = "".join(
        f'<th scope="col"><abbr title="{weekday_name(number, language)}">'
        f"{short_weekday(number, language).capitalize()}</abbr></th>"
        for number in range(7)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            _cell(monday + timedelta(days=7 * week + day), trained, today, language)
            for day in range(7)
        )
        + "</tr>"
        for week in range(_WEEKS)
    )
    return (
        f'{_STYLE}<table class="weeks"><caption>{word("weeks_title", language)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(day: date, trained: Collection[date], today: date, language: Language) -> str:
    done = day in trained
    marks = {"done": done, "today": day == today, "ahead": day > today}
    classes = " ".join(name for name, is_so in marks.items() if is_so)
    sign = "<b aria-hidden='true'>✓</b>" if done else ""
    said = [day_words(day, language)]
    said += [word("today", language)] if day == today else []
    said += [word("weeks_done", language)] if done else []
    number = f"<span aria-hidden='true'>{day.day}</span>{sign}"
    return f'<td class="{classes}">{number}<i>{", ".join(said)}</i></td>'


def show_weeks(plans: Iterable[Plan], trained: Collection[date], language: Language) -> None:
    """Show praise and the strip of the last weeks, of one person's plans and training days.

    A missed day is never mentioned.
    """
    weeks = [text for text in (_week(plan, language) for plan in plans) if text]
    if trained:
        st.subheader(word("weeks_title", language), anchor=False)
        said = praise(trained, local_time.today())
        told = " · ".join(each.text(language) for each in said)
        if told:
            st.markdown(f":material/calendar_month: {told}")
        st.html(weeks_strip(trained, local_time.today(), language))
    for text in weeks:
        st.markdown(f":material/eco: {text}")


def _week(plan: Plan, language: Language) -> str | None:
    """Return which week of a plan it is and when results are often felt; None if not known."""
    felt = plan.programme.felt_after_weeks
    if felt is None:
        return None
    week = week_of(plan.begun_at, local_time.now(), local_time.zone())
    name = plain(plan.programme.name[language])
    return word("weeks_felt", language, week=week, name=name, first=felt[0], last=felt[1])
