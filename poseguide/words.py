"""The words of the interface, in English and Danish. Words of an exercise stand in its own file."""

from __future__ import annotations

from poseguide.exercise import Language

LANGUAGES: dict[Language, str] = {"en": "English", "da": "Dansk"}

_WORDS: dict[str, tuple[str, str]] = {
    # sides and states
    "left": ("left", "venstre"),
    "right": ("right", "højre"),
    "both": ("both", "begge"),
    "searching": ("I can't see you", "Jeg kan ikke se dig"),
    "positioning": ("Take the start posture", "Indtag udgangsstillingen"),
    "ready": ("Ready", "Klar"),
    "moving": ("Moving", "I gang"),
    "lost": ("I can't see you.", "Jeg kan ikke se dig."),
    "good": ("Well done.", "Flot."),
    "turn_round": (
        "Turn round for the other leg: this side hides part of it.",
        "Vend dig om for det andet ben: denne side skjuler en del af det.",
    ),
    # units
    "deg": ("degrees", "grader"),
    "trunk": ("trunk lengths", "kropslængder"),
    "ratio": ("times the start", "gange udgangsstillingen"),
    "s": ("seconds", "sekunder"),
    "count": ("times", "gange"),
    # verdicts
    "ok": ("good", "god"),
    "fault": ("fault", "fejl"),
    "unseen": ("not seen", "ikke set"),
    "complete": ("complete", "hele"),
    "incomplete": ("incomplete", "ufuldstændige"),
}


def word(key: str, language: Language, **values: object) -> str:
    """The words for a key in a language, with `{name}` filled in; KeyError for a key that is not there."""
    english, danish = _WORDS[key]
    return (danish if language == "da" else english).format(**values)
