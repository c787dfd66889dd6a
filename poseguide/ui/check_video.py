"""The page that checks a recorded video."""

from __future__ import annotations

import streamlit as st

from poseguide.errors import PoseGuideError
from poseguide.exercise import Language
from poseguide.numerals import left, percent
from poseguide.review import Progress, Review, review
from poseguide.ui.choose import Choice, choose
from poseguide.ui.guidance import show_guidance
from poseguide.ui.language import current_language
from poseguide.ui.problems import sentence
from poseguide.ui.result import show_result
from poseguide.words import word


def check_video() -> None:
    """Choose a video and an exercise, check it, see the result."""
    language = current_language()
    st.title(word("check_video", language), anchor=False)
    st.markdown(word("check_video_intro", language))
    chooser, guide = st.columns([2, 3], gap="large")
    with chooser:
        try:
            choice = choose(language)
        except PoseGuideError as error:  # a broken exercise file
            st.error(sentence(error, "", language), icon=":material/error:")
            return
        asked = st.button(
            word("check_now", language), type="primary", disabled=not choice.ready, key="check"
        )
        progress = st.empty()
    with guide:
        if choice.definition:
            before = "outcome" not in st.session_state
            show_guidance(choice.definition.exercise, language, open_=before)
    outcome = st.empty()  # also takes away what was shown before, while the next is checked
    if asked:
        with progress.container():
            st.session_state["outcome"] = _check(choice, language)
        progress.empty()
    with outcome.container():
        _show_outcome(language)
    st.caption(word("privacy", language))


def _check(choice: Choice, language: Language) -> Review | tuple[str, PoseGuideError]:
    """The review, or the name of the video and what is wrong with it."""
    st.session_state.pop("outcome", None)
    bar = st.progress(0.0, word("starting", language))
    st.button(word("cancel", language), key="cancel")  # any click stops the run that checks

    def tell(progress: Progress) -> None:
        key = "checking" if progress.left_s is None else "checking_left"
        time_left = left(progress.left_s or 0.0)
        share = percent(progress.share)
        bar.progress(progress.share, word(key, language, percent=share, left=time_left))

    assert choice.video is not None
    assert choice.definition is not None
    try:
        return review(choice.video, choice.definition, language, name=choice.name, on_progress=tell)
    except PoseGuideError as error:
        return choice.name, error


def _show_outcome(language: Language) -> None:
    outcome = st.session_state.get("outcome")
    if isinstance(outcome, Review):
        show_result(outcome, language)
    elif outcome is not None:
        name, error = outcome
        st.error(sentence(error, name, language), icon=":material/error:")
