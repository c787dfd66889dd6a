"""A stored session at the review desk: video, timeline, table, corrections, limits, reports."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from poseguide.analysis.review import track_of
from poseguide.core.errors import StoredPosesError
from poseguide.core.files import private_file
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.dates import moment
from poseguide.definitions.schema import Exercise
from poseguide.engine.signal_trace import SignalTrace
from poseguide.live.registry import store
from poseguide.reports.review_board import Board
from poseguide.reports.review_view import board
from poseguide.reports.session_report import SessionReport, session_report
from poseguide.reports.wording import count_figures
from poseguide.storage.folders import clips_folder
from poseguide.training.baseline import FEWEST
from poseguide.ui.baseline_panel import normal_in, offer_baseline
from poseguide.ui.components.review_desk import desk
from poseguide.ui.deletion import confirm, delete_session, offer_to_delete_clip
from poseguide.ui.downloads import show_reports
from poseguide.ui.local_time import zone
from poseguide.ui.markdown import plain
from poseguide.ui.media_files import film_of, url_of
from poseguide.ui.result import show_advice_of, show_counts, show_hidden
from poseguide.ui.review.corrections import show_corrections
from poseguide.ui.review.proposals import show_proposals
from poseguide.ui.session_list import OPEN
from poseguide.ui.widgets import reserve
from poseguide.vision.pose_file import load_poses

#: The height of the desk without a video and without rows, and what each of them adds.
_BARE_REM, _ROW_REM, _MOST_ROWS, _VIDEO_REM = 25.5, 2.4, 11, 8.0
#: The most sessions that are offered to compare with.
_OFFERED = 30


def show_session(session_id: str, language: Language) -> None:
    """Show everything about a stored session, with corrections and downloads. Raise StoreError."""
    report = session_report(store(), session_id)
    _show_head(report, language)
    exercise = report.exercise
    if exercise is not None:
        if report.changed:
            st.info(word("definition_changed", language), icon=":material/info:")
        _show_counts(report, exercise, language)
        selected = _show_desk(report, exercise, language)
        left, right = st.columns([3, 2], gap="large")
        with left:
            show_corrections(report.stored, exercise, selected, language)
        with right:
            show_hidden(exercise, report.stored.session(), language)
            show_proposals(report, exercise, language)
            _show_baseline(report, language)
    elif report.definition is not None and report.definition.tracked is None:
        st.metric(word("led_repetitions", language), report.stored.progress.paced, width="content")
    else:
        st.warning(word("definition_gone", language), icon=":material/warning:")
    _show_note(report, language)
    _show_clip(report, language)
    show_reports(report, _film_path(report), language)


def _show_head(report: SessionReport, language: Language) -> None:
    begun = report.stored.beginning
    described = report.described
    name = described.name[language] if described else begun.exercise
    st.header(f"{word('result', language)}: {plain(name)}", anchor=False)
    told = [plain(begun.name), moment(begun.started_at, language, zone())]
    told.append(plain(report.person) if report.person else word("person_nobody", language))
    if begun.limits:
        told.append(word("with_own_limits", language, number=len(begun.limits)))
    st.caption(" · ".join(filter(None, told)))


def _show_counts(report: SessionReport, exercise: Exercise, language: Language) -> None:
    session = report.stored.session()
    if report.corrected:
        st.caption(word("as_found", language))
    show_counts(session, language)
    if report.corrected:
        st.caption(f":material/edit: {word('as_corrected', language)}")
        counts, sided = report.corrected_counts, session.sides != "both"
        with st.container(horizontal=True, gap="medium"):
            for key, value in count_figures(counts, "complete_repetitions", sided=sided).items():
                st.metric(word(key, language), value, width="content")
    show_advice_of(exercise, session, language)


def _show_desk(report: SessionReport, exercise: Exercise, language: Language) -> int | None:
    """Show the desk, alone or beside another session; return the selected repetition's number."""
    other = _choose_other(report, language)
    boards = [_board(report, exercise, language)]
    if other is not None and other.exercise is not None:
        boards.append(_board(other, other.exercise, language))
        with _desk_place(report):
            desk(boards, language, key=f"desk_{report.stored.id}_{other.stored.id}")
        return None
    key = f"desk_{report.stored.id}"
    # Passed back, so that the selection survives when the browser rebuilds the desk.
    before: int | None = st.session_state.get(key, {}).get("selected")
    with _desk_place(report):
        selected: int | None = desk(boards, language, key=key, selected=before).selected
    return selected


def _desk_place(report: SessionReport) -> DeltaGenerator:
    """Return a container as high as the desk is at least: it comes last, and pushes all below it.

    Its table grows by a row a repetition until it scrolls, and a video stands above its buttons.
    """
    rows = min(len(report.stored.repetitions), _MOST_ROWS)
    height_rem = _BARE_REM + _ROW_REM * rows + (_VIDEO_REM if report.video is not None else 0.0)
    return reserve("desk_place", height_rem)


def _choose_other(report: SessionReport, language: Language) -> SessionReport | None:
    """Offer other sessions of the same exercise and person to compare with; None for none."""
    alike = store().history.similar(report.stored, _OFFERED)
    titles = {one.id: f"{moment(one.started_at, language, zone())} {one.name}" for one in alike}
    if not titles:
        return None
    chosen = st.selectbox(
        word("compare_with", language),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder=word("compare_none", language),
        key=f"compare_{report.stored.id}_{language}",
    )
    return session_report(store(), chosen) if chosen else None


def _board(report: SessionReport, exercise: Exercise, language: Language) -> Board:
    stored = report.stored
    return board(
        exercise,
        stored.repetitions,
        _trace(report, exercise),
        stored.progress.seconds,
        language,
        title=stored.beginning.name or moment(stored.beginning.started_at, language, zone()),
        video_url=_video_url(report),
    )


def _trace(report: SessionReport, exercise: Exercise) -> SignalTrace | None:
    if report.poses is None or report.definition is None:
        return None
    stored = report.stored
    limits = dict(stored.beginning.limits)
    try:
        return _cached_trace(
            stored.id, report.definition.sha256, limits, _exercise=exercise, _of=report
        )
    except StoredPosesError:  # a damaged file: show the rest without the curve
        return None


@st.cache_data(max_entries=16, show_spinner=False)
def _cached_trace(
    session_id: str,
    sha256: str,
    limits: Mapping[str, float],
    *,
    _exercise: Exercise,
    _of: SessionReport,
) -> SignalTrace:
    assert _of.poses is not None
    return track_of(_exercise, load_poses(_of.poses), _of.stored.reps)


def _video_url(report: SessionReport) -> str | None:
    """Return the URL of the drawn video, of this window or kept; None if there is none."""
    film = film_of(report.stored.id)
    if film is not None:
        return film.url
    filmed = report.stored.beginning.source == "camera"  # its clock is not the session's
    return None if report.video is None or filmed else url_of(report.video)


def _film_path(report: SessionReport) -> Path | None:
    film = film_of(report.stored.id)
    return film.path if film is not None else report.video


def _show_baseline(report: SessionReport, language: Language) -> None:
    """Show what is normal for the person in the repetitions that are good, also by correction."""
    usual = report.definition.tracked if report.definition else None
    if usual is None:
        return
    st.subheader(word("baseline_title", language), anchor=False)
    found = normal_in(report.stored, usual.exercise)
    if found is None:
        st.caption(word("baseline_few", language, number=FEWEST))
    else:
        offer_baseline(report.stored, usual.exercise, found, language, ask="take_baseline")


def _show_clip(report: SessionReport, language: Language) -> None:
    """Show the kept video and a button that deletes it, or a button that keeps the drawn video."""
    stored, film = report.stored, film_of(report.stored.id)
    if report.video is not None:
        if stored.beginning.source == "camera":
            st.subheader(word("own_clip", language), anchor=False)
            st.video(report.video)
        offer_to_delete_clip(stored.id, report.video, language)
    elif film is not None:
        keep = st.button(
            word("keep_video", language),
            icon=":material/save:",
            help=word("keep_video_help", language),
            key="keep_video",
        )
        if keep:
            name = f"{uuid.uuid4().hex}.mp4"
            private_file(clips_folder() / name)
            shutil.copyfile(film.path, clips_folder() / name)
            store().sessions.set_clip(stored.id, name)
            st.rerun()


def _show_note(report: SessionReport, language: Language) -> None:
    stored = report.stored
    written = st.text_area(
        word("session_note", language), stored.note, max_chars=4000, key=f"note_{stored.id}"
    )
    if (written or "").strip() != stored.note:
        store().annotations.set_note(stored.id, written or "")
        st.caption(f":material/check: {word('pain_saved', language)}")


def show_delete(session_id: str, language: Language) -> bool:
    """Show a button that deletes a session after a second question; return whether it did now."""
    asked = f"delete_asked_{session_id}"
    if not st.session_state.get(asked):
        if st.button(
            word("history_delete", language), icon=":material/delete:", key=f"ask_{session_id}"
        ):
            st.session_state[asked] = True
            st.rerun()
        return False
    if not confirm(word("history_delete_ask", language), asked, "session_delete", language):
        return False
    delete_session(session_id)
    st.session_state.pop(OPEN, None)
    return True
