"""The table of repetitions and the legend of its verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, clock, decimal
from poseguide.core.records import Rep
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise
from poseguide.engine.cue_policy import cue_of
from poseguide.engine.summary import VERDICT_WORDS, Verdict, verdict
from poseguide.ui.markdown import plain

#: Streamlit's name for the colour of each verdict.
_COLOURS: dict[Verdict, str] = {
    "good": "green",
    "partly": "green",
    "fault": "orange",
    "incomplete": "violet",
    "unseen": "gray",
}


def table(exercise: Exercise, reps: Sequence[Rep], language: Language) -> dict[str, list[str]]:
    """Return the table's columns by title, a row a repetition, as Markdown; empty without any."""
    rows = [_row(exercise, rep, language) for rep in reps]
    return {title: [row[title] for row in rows] for title in rows[0]} if rows else {}


def legend(exercise: Exercise, reps: Sequence[Rep], language: Language) -> str:
    """Return the meaning of the verdicts that occur in the table, as Markdown."""
    occurring = {verdict(exercise, rep) for rep in reps}
    return "  \n".join(
        f"{_badge(kind, word(key, language))} {word(f'legend_{kind}', language)}"
        for kind, key in VERDICT_WORDS.items()
        if kind in occurring
    )


def _row(exercise: Exercise, rep: Rep, language: Language) -> dict[str, str]:
    unit = exercise.signals[exercise.main].unit
    times = f"{clock(rep.start_s, language)}\u00a0–\u00a0{clock(rep.end_s, language)}"
    row = {word("number", language): f"{rep.number}"}
    if exercise.sides != "both":
        row[word("side", language)] = word(rep.side, language)
    row[word("from_to", language)] = times
    row[word("verdict", language)] = _verdict_badge(exercise, rep, language)
    row[word("what_to_do", language)] = plain(say(exercise, cue_of(exercise, rep), language)) or "–"
    row[word("range", language, unit=word(unit, language))] = decimal(
        rep.range, DECIMALS[unit], language
    )
    row[word("tempo", language)] = decimal(rep.duration_s, 1, language)
    if exercise.parts is not None:
        row[plain(exercise.parts.label[language])] = _parts(rep, language)
    return row


def _parts(rep: Rep, language: Language) -> str:
    if rep.parts is not None:
        return f"{rep.parts}"
    return word("unseen", language) if rep.complete else "–"


def _verdict_badge(exercise: Exercise, rep: Rep, language: Language) -> str:
    kind = verdict(exercise, rep)
    if rep.missing is None:
        return _badge(kind, word(VERDICT_WORDS[kind], language))
    phase = plain(exercise.stage(rep.missing).label[language])
    return _badge(kind, word("incomplete_missing", language, phase=phase))


def _badge(kind: Verdict, text: str) -> str:
    return f":{_COLOURS[kind]}-badge[{text}]"
