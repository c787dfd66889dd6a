"""A month as a table of days: the exercises of each, and whether the whole dose was done.

On a narrow screen the same table is a list of the days with something on them.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import month_title, weekday_name
from poseguide.core.palette import hex_of
from poseguide.reports.wording import Known, amount_words, exercise_name
from poseguide.training.adherence import DayDose

_STYLE = """
<style>
.month { --accent: ACCENT; }
.month { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 0.82rem; }
.month caption { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
.month th { font-weight: 600; text-align: left; padding: 0.25rem 0.4rem; }
.month td { border: 1px solid color-mix(in srgb, currentColor 18%, transparent); height: 4.6rem;
  padding: 0.3rem 0.4rem; vertical-align: top; overflow-wrap: anywhere; line-height: 1.3; }
.month td.outside { border-color: transparent; }
.month td.today { outline: 2px solid var(--accent); outline-offset: -2px; }
.month .day { font-weight: 600; }
.month .long { display: none; }
.month ul { list-style: none; margin: 0.15rem 0 0; padding: 0; }
.month li { margin: 0 0 0.35rem; padding: 0; font-size: inherit; }
.month .amount { display: block; opacity: 0.78; }
@media (max-width: 900px) {
  .month, .month tbody, .month tr, .month td { display: block; width: auto; }
  .month thead, .month td.outside, .month td.empty:not(.today) { display: none; }
  .month td { height: auto; border-width: 0 0 1px; padding: 0.5rem 0.4rem; }
  .month .long { display: inline; }
}
</style>
""".replace("ACCENT", hex_of("accent"))


def month_table(
    year: int,
    month: int,
    done: Mapping[date, Sequence[DayDose]],
    known: Known,
    today: date,
    language: Language,
) -> str:
    """Return the HTML of a month, with every name escaped."""
    weekdays = [weekday_name(number, language) for number in range(7)]
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in weekdays)
    rows = "".join(
        '<tr role="row">'
        + "".join(
            _cell(day, done.get(day, ()), known, day == today, language)
            if day.month == month
            else '<td role="cell" class="outside"></td>'
            for day in week
        )
        + "</tr>"
        for week in calendar.Calendar().monthdatescalendar(year, month)
    )
    caption = month_title(date(year, month, 1), language)
    # The roles stay when a narrow screen shows the table as a list.
    return (
        f'{_STYLE}<table class="month" role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _cell(
    day: date, done: Sequence[DayDose], known: Known, is_today: bool, language: Language
) -> str:
    classes = ("" if done else " empty") + (" today" if is_today else "")
    weekday = f'<span class="long">{weekday_name(day.weekday(), language).capitalize()} </span>'
    now = f" · {word('today', language)}" if is_today else ""
    items = "".join(f"<li>{_item(one, known, language)}</li>" for one in done)
    return (
        f'<td role="cell" class="{classes.strip()}"><span class="day">{weekday}{day.day}{now}'
        f"</span>{f'<ul>{items}</ul>' if items else ''}</td>"
    )


def _item(done: DayDose, known: Known, language: Language) -> str:
    mark, key = ("✓", "goal_met") if done.met else ("◐", "goal_partly")
    name = escape(exercise_name(done.exercise, known, language))
    amount = f"{amount_words(done, language)}: {word(key, language)}"
    return (
        f'<span aria-hidden="true">{mark}</span> {name}<span class="amount">{escape(amount)}</span>'
    )
