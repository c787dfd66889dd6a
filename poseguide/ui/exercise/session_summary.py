"""The summary of a session: counts, praise, the one thing to work on, and the pain after it."""

from __future__ import annotations

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, decimal, listed
from poseguide.definitions.catalog import load_any
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import reasons, tempo_s, usual_range, went_well, work_on
from poseguide.live.registry import store
from poseguide.storage.folders import clips_folder
from poseguide.training.session import StoredSession
from poseguide.ui.answers import ask_about_session, warn_of_pain
from poseguide.ui.baseline_panel import normal_in, offer_baseline
from poseguide.ui.deletion import offer_to_delete_clip
from poseguide.ui.exercise.repetitions import legend, table
from poseguide.ui.health_questions import choose_pain
from poseguide.ui.markdown import plain
from poseguide.ui.result import show_advice, show_counts, show_hardly_judged, show_series


def show_summary(session_id: str, language: Language) -> None:
    """Show the summary of a stored session. Raise StoreError when it cannot be read."""
    stored = store().sessions.load(session_id)
    described = load_any(stored.beginning.exercise).exercise
    exercise = described.tracked
    st.header(f"{word('summary', language)}: {plain(described.name[language])}", anchor=False)
    if stored.end is not None:
        st.caption(word(f"end_{stored.end}", language))
    numbers, words = st.columns(2, gap="large")
    with numbers:
        _show_numbers(stored, exercise, language)
        pain = _ask_pain(stored, language)
        if exercise is None:
            ask_about_session(stored, described.name[language], language)
            warn_of_pain(pain, language)
    with words:
        _show_words(stored, exercise, language)
    if exercise is not None and stored.beginning.person_id is not None:
        _show_baseline(stored, exercise, language)
    if stored.clip is not None:
        _show_clip(stored.id, stored.clip, language)
    if stored.reps and exercise is not None:
        st.subheader(word("repetitions", language), anchor=False)
        st.table(table(exercise, stored.reps, language), border="horizontal", hide_index=True)
        st.markdown(legend(exercise, stored.reps, language))
    if st.button(word("exercise_again", language), type="primary", key="again"):
        st.session_state.pop("finished")
        st.rerun()
    st.caption(word("kept_here", language))


def _show_numbers(stored: StoredSession, exercise: Exercise | None, language: Language) -> None:
    with st.container(horizontal=True, gap="medium"):
        if stored.progress.paced:
            st.metric(word("led_repetitions", language), stored.progress.paced, width="content")
        tempo = tempo_s(stored.reps)
        if tempo is not None:
            text = decimal(tempo, 1, language)
            st.metric(word("usual_tempo", language), text, width="content")
        usual = usual_range(stored.reps)
        if usual is not None and exercise is not None:
            unit = exercise.signals[exercise.main].unit
            title = word("usual_range", language, unit=word(unit, language))
            st.metric(title, decimal(usual, DECIMALS[unit], language), width="content")
    if exercise is not None:
        show_counts(stored.session(), language)


def _ask_pain(stored: StoredSession, language: Language) -> int | None:
    """Ask for the pain after the session and save it at once; return 0 to 10, or None."""
    before = stored.beginning.pain_before
    if before is not None:
        st.markdown(word("pain_was", language, pain=before))
    chosen = choose_pain("pain_after", stored.pain_after, f"pain_{stored.id}", language)
    if chosen != stored.pain_after:
        store().annotations.set_pain(stored.id, chosen)
    if chosen is not None:
        st.caption(f":material/check: {word('pain_saved', language)}")
    return chosen


def _show_words(stored: StoredSession, exercise: Exercise | None, language: Language) -> None:
    """Show first what went well, then the one thing to work on, then what was not counted."""
    praises = [] if exercise is None else went_well(exercise, stored.reps)
    well = [praise.text(language) for praise in praises]
    hold_s = stored.progress.hold_s
    if hold_s:
        well.append(word("well_held", language, number=round(hold_s)))
    if stored.progress.paced:
        well.append(word("well_led", language, number=stored.progress.paced))
    if well:
        title = f"**{word('well', language)}**"
        st.success("  \n".join([title, *well]), icon=":material/check_circle:")
    if exercise is None:
        return
    show_hardly_judged(exercise, stored.reps, language)
    advice = work_on(exercise, stored.reps)
    if advice is not None:
        show_advice(exercise, advice, language)
    show_series(exercise, stored.session(), language)
    missed = [
        word(
            "not_counted_in",
            language,
            phase=plain(exercise.stage(name).label[language]),
            numbers=listed(numbers),
        )
        for name, numbers in reasons(stored.reps).items()
    ]
    if missed:
        st.markdown(
            "\n".join([f"**{word('not_counted', language)}**\n", *(f"- {m}" for m in missed)])
        )


def _show_baseline(stored: StoredSession, exercise: Exercise, language: Language) -> None:
    """Let the person confirm that the good repetitions are normal for them."""
    found = normal_in(stored, exercise)
    if found is not None:
        with st.expander(word("baseline_own", language), icon=":material/person:"):
            offer_baseline(stored, exercise, found, language, ask="confirm_baseline")


def _show_clip(session_id: str, name: str, language: Language) -> None:
    """Show the kept video of the session, with a button that deletes it for good."""
    path = clips_folder() / name
    st.subheader(word("own_clip", language), anchor=False)
    if path.is_file():
        st.video(path)
    offer_to_delete_clip(session_id, path, language)
