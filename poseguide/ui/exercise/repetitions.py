"""The table of repetitions and the legend of its verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from poseguide.analysis.repetition_columns import NOTHING, RepetitionColumn, columns_of
from poseguide.core.i18n import Language, word
from poseguide.core.records import Rep
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import VERDICT_WORDS, Verdict, verdict
from poseguide.training.corrections import ReviewedRep
from poseguide.ui.markdown import plain

#: Streamlit's name for the colour of each verdict.
_COLOURS: dict[Verdict, str] = {
    "good": "green",
    "partly": "green",
    "close": "yellow",
    "fault": "orange",
    "incomplete": "violet",
    "unseen": "gray",
}


def table(exercise: Exercise, reps: Sequence[Rep], language: Language) -> dict[str, list[str]]:
    """Return the table's columns by title, a row a repetition, as Markdown; empty without any."""
    if not reps:
        return {}
    return {
        _title(column, language): [
            _cell(exercise, column, ReviewedRep(rep), language) for rep in reps
        ]
        for column in columns_of("page", exercise)
    }


def legend(exercise: Exercise, reps: Sequence[Rep], language: Language) -> str:
    """Return the meaning of the verdicts that occur in the table, as Markdown."""
    occurring = {verdict(exercise, rep) for rep in reps}
    return "  \n".join(
        f"{_badge(kind, word(key, language))} {word(f'legend_{kind}', language)}"
        for kind, key in VERDICT_WORDS.items()
        if kind in occurring
    )


def _title(column: RepetitionColumn, language: Language) -> str:
    title = column.title(language)
    # What nested movements are called is written in the exercise, all else is ours.
    return plain(title) if column.family == "parts" else title


def _cell(
    exercise: Exercise, column: RepetitionColumn, one: ReviewedRep, language: Language
) -> str:
    text = column.text(one, language)
    if column.family == "verdict":
        return _badge(verdict(exercise, one.rep), plain(text))
    if column.family == "times":
        return text.replace("–", "\u00a0–\u00a0")
    return (plain(text) or NOTHING) if column.form == "sentence" else text


def _badge(kind: Verdict, text: str) -> str:
    return f":{_COLOURS[kind]}-badge[{text}]"
