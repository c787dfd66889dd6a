"""The result of a session: its numbers, the one thing to work on, and what was not judged."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import decimal, listed, percent, with_unit
from poseguide.core.records import Rep, Session
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import MainAdvice, far_leg_worked, unjudged, work_on
from poseguide.reports.wording import count_figures, hardly_judged_words
from poseguide.ui.markdown import plain


def show_counts(session: Session, language: Language) -> None:
    """Show the numbers of a session side by side."""
    counts = count_figures(session.counts, "complete_repetitions", sided=session.sides != "both")
    if session.hold_s is not None:
        counts["longest_hold"] = with_unit(session.hold_s, "s", language)
    if session.cadence_per_min is not None and session.sides == "alternate":
        counts["cadence_title"] = decimal(session.cadence_per_min, 0, language)
    counts["seen_share"] = percent(session.seen_share, language)
    with st.container(horizontal=True, gap="medium"):
        for key, value in counts.items():
            help_text = word("seen_share_help", language) if key == "seen_share" else None
            st.metric(word(key, language), value, help=help_text, width="content")


def show_advice_of(exercise: Exercise, session: Session, language: Language) -> None:
    """Show the one thing to work on, or why there is none, and the findings of the series."""
    advice = work_on(exercise, session.reps)
    hidden = show_hardly_judged(exercise, session.reps, language)
    if session.seen_share == 0:
        place = plain(exercise.camera.place[language])
        st.warning(word("nobody", language, place=place), icon=":material/visibility_off:")
    elif advice:
        show_advice(exercise, advice, language)
    elif session.reps:
        if not hidden:
            st.success(word("no_fault", language), icon=":material/check_circle:")
    elif session.self_paced:
        what = plain(exercise.signals[exercise.main].label[language])
        st.warning(word("self_paced", language, what=what), icon=":material/visibility_off:")
    elif session.hold_s is None and not session.view_problems:
        start = plain(exercise.start.cue[language])
        st.warning(word("no_repetition", language, start=start), icon=":material/search:")
    for problem in session.view_problems:
        st.warning(word(f"view_{problem}", language), icon=":material/visibility_off:")
    show_series(exercise, session, language)


def show_hardly_judged(exercise: Exercise, reps: Sequence[Rep], language: Language) -> bool:
    """Show how to film where most repetitions could not be judged; return whether that is so."""
    few = hardly_judged_words(exercise, reps, language)
    if few is not None:
        st.warning(plain(few), icon=":material/visibility_off:")
    return few is not None


def show_advice(exercise: Exercise, advice: MainAdvice, language: Language) -> None:
    """Show the one thing to work on, and the numbers of the repetitions."""
    numbers = word("work_on_in", language, numbers=listed(advice.numbers))
    cue = plain(say(exercise, advice.cue, language))
    st.info(f"{word('work_on', language)}  \n**{cue}**  \n{numbers}", icon=":material/target:")


def show_series(exercise: Exercise, session: Session, language: Language) -> None:
    """Show each fault that was found over the whole series of repetitions."""
    for finding in session.series:
        if finding.verdict == "fault":
            cue = plain(say(exercise, finding.rule, language))
            st.info(f"{word('over_the_series', language)}  \n**{cue}**", icon=":material/timeline:")


def show_hidden(exercise: Exercise, session: Session, language: Language) -> None:
    """Show a list of what was not judged, and why."""
    labels = {stage.name: stage.label[language] for stage in exercise.stages}
    if exercise.repetition and exercise.repetition.parts:
        labels[exercise.repetition.parts.name] = exercise.repetition.parts.label[language]
    lines = [
        word(
            "not_judged_in",
            language,
            what=plain(labels.get(hidden.rule) or say(exercise, hidden.rule, language).rstrip(".")),
            numbers=listed(hidden.numbers),
        )
        for hidden in unjudged(exercise, session.reps)
    ]
    if far_leg_worked(exercise, session.reps):
        lines.insert(0, word("turn_round", language))
    if 0 < session.seen_share < 1:
        lines.append(
            word("body_unseen", language, percent=percent(1 - session.seen_share, language))
        )
    lines.append(word("beyond_camera", language))
    st.markdown(f"**{word('not_judged', language)}**")
    st.markdown("\n".join(f"- {line}" for line in lines))
