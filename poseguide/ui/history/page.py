"""The page History: a calendar month, charts over the weeks, and the list of sessions."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from poseguide.core.errors import DamagedStoreError, PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import month_title
from poseguide.definitions import catalog
from poseguide.live.registry import store
from poseguide.reports.wording import Known, exercise_name
from poseguide.training.adherence import days, pains, praise, weeks
from poseguide.ui.downloads import show_person_reports
from poseguide.ui.history.month import month_table
from poseguide.ui.history.rescue_panel import offer_rescue, show_rescued
from poseguide.ui.history.transfer_panel import show_transfer
from poseguide.ui.local_time import beginning_of, days_of, today, zone
from poseguide.ui.person_picker import choose_person
from poseguide.ui.problems import show_problem
from poseguide.ui.review.session_desk import show_delete, show_session
from poseguide.ui.session_list import OPEN, show_sessions
from poseguide.ui.state import current_language, remember, remembered_index

_MONTH = "history_month"


def history_page() -> None:
    """Show what a person did, or the session that was opened."""
    language = current_language()
    st.title(word("history_page", language), anchor=False)
    show_rescued(language)
    try:
        if OPEN in st.session_state:
            _show_open(st.session_state[OPEN], language)
        else:
            _show_history(language)
    except PoseGuideError as error:  # a database that refuses, or a broken exercise file
        show_problem(error, "", language)
        if isinstance(error, DamagedStoreError):
            offer_rescue(language)


def _show_open(session_id: str, language: Language) -> None:
    if st.button(word("history_back", language), icon=":material/arrow_back:", key="back"):
        st.session_state.pop(OPEN)
        st.rerun()
    show_session(session_id, language)
    if show_delete(session_id, language):
        st.rerun()


def _show_history(language: Language) -> None:
    person = choose_person(language)
    person_id = person.id if person else None
    number = store().history.number(person_id)
    known = {path.stem: catalog.read(path).exercise for path in catalog.paths()}
    if number:
        _show_praise(person_id, language)
        _show_month(person_id, known, language)
        _show_weeks(person_id, known, language)
        show_sessions(person_id, number, known, language)
        show_person_reports(person, language)
    else:
        st.info(word("history_empty", language), icon=":material/info:")
    show_transfer(language)


def _show_praise(person_id: str | None, language: Language) -> None:
    said = praise(days_of(store().history.trained_at(person_id)), today())
    if said:
        text = " · ".join(each.text(language) for each in said)
        st.markdown(f":material/calendar_month: {text}")


def _show_month(person_id: str | None, known: Known, language: Language) -> None:
    """Show the chosen month, at first the present one, with buttons to those before and after."""
    now = today()
    first: date = st.session_state.get(_MONTH, now.replace(day=1))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(month_title(first, language).capitalize(), anchor=False, width="stretch")
        # In one container, so that they stay side by side on a narrow screen.
        with st.container(horizontal=True, width="content"):
            before = st.button(
                word("month_before", language), icon=":material/chevron_left:", key="month_before"
            )
            after = st.button(
                word("month_after", language),
                icon=":material/chevron_right:",
                key="month_after",
                disabled=first >= now.replace(day=1),
            )
    if before or after:
        other = first - timedelta(days=1) if before else first + timedelta(days=31)
        st.session_state[_MONTH] = other.replace(day=1)
        st.rerun()
    after_last = (first + timedelta(days=31)).replace(day=1)
    shown = beginning_of(first), beginning_of(after_last)
    done = days(store().history.entries_between(person_id, *shown), known, zone())
    if not done:
        st.caption(word("month_empty", language))
    st.html(month_table(first.year, first.month, done, known, now, language))


def _show_weeks(person_id: str | None, known: Known, language: Language) -> None:
    """Show the charts of one exercise, at first the last one that was done."""
    from poseguide.ui.history.charts import pain_chart, range_chart, tempo_chart

    names = store().history.exercises(person_id)
    if not names:
        return
    st.subheader(word("history_over_weeks", language), anchor=False)
    name = st.selectbox(
        word("exercise", language),
        names,
        index=remembered_index("history_exercise", names, names[0]) or 0,
        format_func=lambda name: exercise_name(name, known, language),
        key=f"history_exercise_{language}",
    )
    remember("history_exercise", name)
    entries = store().history.entries_of_exercise(person_id, name)
    exercise, found = known.get(name), weeks(entries, name, zone())
    tracked = exercise.tracked if exercise else None
    if tracked is not None and found:
        left, right = st.columns(2, gap="large")
        left.altair_chart(range_chart(found, tracked, language))
        right.altair_chart(tempo_chart(found, language))
    else:
        st.caption(word("history_no_range", language))
    told = pains(entries, zone())
    if told:
        st.altair_chart(pain_chart(told, language))
    else:
        st.caption(word("history_no_pain", language))
