"""The instructions of an exercise, from its file."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.definitions.schema import BaseExercise
from poseguide.reports.wording import dose_words
from poseguide.ui.markdown import plain


def show_guidance(exercise: BaseExercise, language: Language, *, open_: bool) -> None:
    """Show purpose, start posture, camera place, dose and cautions in an expander."""
    title = f"{word('about_exercise', language)}: **{plain(exercise.name[language])}**"
    with st.expander(title, expanded=open_):
        st.markdown(plain(exercise.purpose[language]))
        _part("accessibility_new", "setup", plain(exercise.setup[language]), language)
        if (tracked := exercise.tracked) is not None:
            _part("videocam", "camera_place", plain(tracked.camera.place[language]), language)
        source = plain(exercise.dose.source[language].rstrip("."))
        dose = f"{dose_words(exercise.dose, language)}. :gray[({source}.)]"
        _part("repeat", "dose", dose, language)
        cautions = " ".join(plain(caution[language]) for caution in exercise.cautions)
        if cautions:
            _part("info", "cautions", cautions, language)


def _part(icon: str, title: str, text: str, language: Language) -> None:
    st.markdown(f":material/{icon}: **{word(title, language)}**  \n{text}")
