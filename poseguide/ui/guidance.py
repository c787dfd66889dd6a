"""What to know before an exercise, from its file."""

from __future__ import annotations

import streamlit as st

from poseguide.exercise import Dose, Exercise, Language
from poseguide.ui.numbers import span
from poseguide.words import word


def show_guidance(exercise: Exercise, language: Language, *, open_: bool) -> None:
    """The purpose, start posture, camera place, dose and cautions, to be opened and closed."""
    title = f"{word('about_exercise', language)}: **{exercise.name[language]}**"
    with st.expander(title, expanded=open_):
        st.markdown(exercise.purpose[language])
        _part("accessibility_new", "setup", exercise.setup[language], language)
        _part("videocam", "camera_place", exercise.camera.place[language], language)
        _part("repeat", "dose", dose_words(exercise.dose, language), language)
        cautions = " ".join(caution[language] for caution in exercise.cautions)
        if cautions:
            _part("info", "cautions", cautions, language)


def dose_words(dose: Dose, language: Language) -> str:
    """The dose in words: “6–10 repetitions, on each side, once a day”, and where it comes from."""
    parts = []
    if dose.repetitions:
        parts.append(word("dose_repetitions", language, amount=span(*dose.repetitions)))
    if dose.seconds:
        parts.append(word("dose_seconds", language, amount=span(*dose.seconds)))
    if dose.per_side:
        parts.append(word("dose_per_side", language))
    if dose.sets > 1:
        parts.append(word("dose_sets", language, sets=dose.sets))
    often = "dose_once_a_day" if dose.times_a_day == 1 else "dose_times_a_day"
    parts.append(word(often, language, times=dose.times_a_day))
    return f"{', '.join(parts)}. :gray[({dose.source[language].rstrip('.')}.)]"


def _part(icon: str, title: str, text: str, language: Language) -> None:
    st.markdown(f":material/{icon}: **{word(title, language)}**  \n{text}")
