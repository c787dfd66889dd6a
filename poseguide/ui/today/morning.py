"""The question about the morning after a round, and the advice that follows from the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import weekday_name
from poseguide.live.registry import store
from poseguide.training.adherence import day_of
from poseguide.training.progression import Morning, light
from poseguide.training.rounds import Round
from poseguide.training.schedule import morning_round
from poseguide.ui import local_time
from poseguide.ui.health_questions import show_light

#: Key in the session state: the ids of the rounds that were answered for, and the answer.
_ANSWERED = "morning_answered"


def ask_morning(rounds: Sequence[Round], language: Language) -> None:
    """Ask about the last day with a round; one click answers for all rounds of that day.

    `rounds` are those of one person. Afterwards show the light for the answer, and a button that
    changes it. Raise StoreError.
    """
    ids, answer = st.session_state.get(_ANSWERED, ((), None))
    if answer is not None and set(ids) <= {one.id for one in rounds}:
        _show_answer(ids, answer, language)
        return
    asked = morning_round(rounds, local_time.now(), local_time.zone())
    if asked is None:
        return
    day = day_of(asked.started_at, local_time.zone())
    ago = (local_time.today() - day).days
    name = weekday_name(day.weekday(), language)
    question = "morning_ask_yesterday" if ago == 1 else "morning_ask"
    with st.container(border=True):
        st.markdown(f":material/wb_twilight: **{word(question, language, day=name)}**")
        with st.container(horizontal=True):
            for morning in get_args(Morning):
                if st.button(word(f"morning_{morning}", language), key=f"morning_{morning}"):
                    same = tuple(
                        one.id for one in rounds if day_of(one.started_at, local_time.zone()) == day
                    )
                    store().rounds.set_morning(same, morning)
                    st.session_state[_ANSWERED] = (same, morning)
                    st.rerun()


def _show_answer(ids: Sequence[str], answer: Morning, language: Language) -> None:
    colour = light(None, answer)
    if colour is not None:
        show_light(colour, word(f"light_morning_{colour}", language), language)
    if st.button(word("morning_change", language), type="tertiary", key="morning_change"):
        store().rounds.set_morning(ids, None)
        st.session_state.pop(_ANSWERED)
        st.rerun()
