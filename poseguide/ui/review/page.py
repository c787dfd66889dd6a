"""The page Check a video: recordings are checked and shown at the review desk."""

from __future__ import annotations

import streamlit as st

from poseguide.analysis.recognition import answer, none_fits
from poseguide.analysis.review import ReviewProgress
from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import left, percent
from poseguide.definitions.catalog import Definition
from poseguide.ui.guidance import show_guidance
from poseguide.ui.markdown import plain
from poseguide.ui.media_files import FILMS
from poseguide.ui.problems import show_problem
from poseguide.ui.review.request import ReviewRequest, choose_request
from poseguide.ui.review.session_desk import show_delete, show_session
from poseguide.ui.review.video_check import CheckResult, Recording, check_recording
from poseguide.ui.state import current_language

#: Key in the session state: the results of the last check.
CHECKED = "checked"


def check_video() -> None:
    """Show the choice of recordings and exercise, check them, and show each at the desk."""
    language = current_language()
    st.title(word("check_video", language), anchor=False)
    st.markdown(word("check_video_intro", language))
    chooser, guide = st.columns([2, 3], gap="large")
    with chooser:
        try:
            choice = choose_request(language)
        except PoseGuideError as error:  # a broken exercise file, a database that refuses
            show_problem(error, "", language)
            return
        asked = st.button(
            word("check_now", language),
            type="primary",
            disabled=not choice.recordings,
            key="check",
        )
        progress = st.empty()
    with guide:
        if isinstance(choice.definitions, Definition):
            before = CHECKED not in st.session_state
            show_guidance(choice.definitions.exercise, language, open_=before)
        else:
            st.info(word("propose_help", language), icon=":material/search:")
    outcome = st.empty()  # emptied at once, so that old results do not stay during the next check
    if asked:
        with progress.container():
            _check_all(choice, language)
        progress.empty()
    with outcome.container():
        _show_outcome(language)
    st.caption(word("privacy", language))


def _check_all(choice: ReviewRequest, language: Language) -> None:
    """Check one recording after another; results up to a cancellation are kept."""
    checked: list[CheckResult] = []
    films: dict[str, object] = {}
    st.session_state[CHECKED], st.session_state[FILMS] = checked, films
    bar = st.progress(0.0, word("starting", language))
    st.button(word("cancel", language), key="cancel")  # any click stops the run that checks
    for number, recording in enumerate(choice.recordings):
        which = _which(recording, number, len(choice.recordings), language)

        def tell(progress: ReviewProgress, which: str = which) -> None:
            key = "checking" if progress.left_s is None else "checking_left"
            time_left = left(progress.left_s or 0.0)
            text = word(key, language, percent=percent(progress.share, language), left=time_left)
            bar.progress(progress.share, f"{which}{text}")

        done = check_recording(recording, choice.definitions, choice.person, language, tell)
        checked.append(done)
        if done.session is not None:
            films[done.session.id] = done.film


def _which(recording: Recording, number: int, of: int, language: Language) -> str:
    """Return which of several recordings is being checked; empty if there is only one."""
    if of == 1:
        return ""
    name = plain(recording.name)
    return f"{word('which_of', language, number=number + 1, of=of, name=name)}  \n"


def _show_outcome(language: Language) -> None:
    checked: list[CheckResult] = st.session_state.get(CHECKED, [])
    if not checked:
        return
    st.divider()
    number = 0
    if len(checked) > 1:
        chosen = st.selectbox(
            word("which_recording", language),
            range(len(checked)),
            format_func=lambda place: f"{place + 1}. {checked[place].name}",
            key=f"which_{language}",
        )
        number = chosen or 0
    _show(checked[number], language)


def _show(checked: CheckResult, language: Language) -> None:
    if checked.error is not None:
        show_problem(checked.error, checked.name, language)
        return
    if checked.recognition is not None:
        _show_recognition(checked, language)
    if checked.session is None:
        return
    try:
        if checked.refusal is not None:
            show_problem(checked.refusal, checked.name, language)
            if st.button(word("save_again", language), key="save_again"):
                checked.save()
                st.rerun()
            return
        show_session(checked.session.id, language)
        if show_delete(checked.session.id, language):
            st.session_state.pop(CHECKED)
            st.rerun()
    except PoseGuideError as error:  # deleted meanwhile, or a database that refuses
        show_problem(error, checked.name, language)


def _show_recognition(checked: CheckResult, language: Language) -> None:
    assert checked.recognition is not None
    if checked.recognition.best is None:
        text = f"{none_fits(checked.recognition, language)} {word('choose_it', language)}"
        st.warning(plain(text), icon=":material/search_off:")
    else:
        st.info(plain(answer(checked.recognition, language)), icon=":material/search:")
