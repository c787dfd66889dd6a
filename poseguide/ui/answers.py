"""Questions after an exercise that no camera saw: was it held, felt, and was there a leak."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.catalog import load_any
from poseguide.live.registry import store
from poseguide.training.rounds import Round
from poseguide.training.session import QUESTIONS, StoredSession
from poseguide.ui.markdown import plain

#: Answers after which the person is advised to ask a physiotherapist.
_ASK_SOMEBODY = {("felt", "unsure"), ("felt", "no"), ("leak", "yes")}


def ask_about_round(one: Round, language: Language) -> None:
    """Ask about each step of a round that no camera saw; save an answer at once.

    Raise StoreError, and UnknownExerciseError and DefinitionError like `load_any`.
    """
    told_of = False
    for step, result in zip(one.steps, one.results, strict=True):
        if result.session_id is None or result.state not in ("done", "part"):
            continue
        definition = load_any(step.exercise)
        if definition.tracked is None:
            told_of = True
            name = definition.exercise.name[language]
            ask_about_session(store().sessions.load(result.session_id), name, language)
    if told_of:
        warn_of_pain(one.pain_after, language)


def warn_of_pain(pain: int | None, language: Language) -> None:
    """Warn that the exercise should not hurt, if the pain (0 to 10, or None) is above 0."""
    if pain:
        st.warning(word("told_pain", language), icon=":material/medical_services:")


def ask_about_session(stored: StoredSession, name: str, language: Language) -> None:
    """Ask about one session that no camera saw; `name` is the name of its exercise.

    Save the answers at once. Raise StoreError.
    """
    session_id, told = stored.id, dict(stored.answers)
    st.markdown(f"**{word('told_intro', language, name=plain(name))}**")
    answers = {}
    for question, options in QUESTIONS.items():
        chosen = st.segmented_control(
            word(f"told_{question}", language),
            options,
            default=told.get(question),
            format_func=lambda option, question=question: word(f"{question}_{option}", language),
            key=f"told_{session_id}_{question}_{language}",
        )
        if chosen is not None:
            answers[question] = chosen
    if answers != told:
        store().annotations.set_answers(session_id, answers)
    if _ASK_SOMEBODY & set(answers.items()):
        st.info(word("told_ask_somebody", language), icon=":material/info:")
