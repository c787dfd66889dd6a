"""The words of cues and of what happens now, from the definition of an exercise."""

from __future__ import annotations

from dataclasses import dataclass, field

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.message import Translatable
from poseguide.core.records import State
from poseguide.definitions.schema import Exercise

#: Cues of the engine itself; all others stand in the definition.
_OWN = ("good", "lost", "not_back")


@dataclass(frozen=True)
class CueMessage(Translatable):
    """A cue of an exercise by its name; the words stand in the exercise's file."""

    exercise: Exercise = field(repr=False)
    cue: str

    def text(self, language: Language) -> str:
        """Return the words in a language; "" for a cue that the exercise does not have."""
        return say(self.exercise, self.cue, language)


def say(exercise: Exercise, cue: str | None, language: Language) -> str:
    """Return the words of a cue of the definition, or of the engine's own; "" for no cue."""
    if cue is None:
        return ""
    if cue in _OWN:
        return word(cue, language)
    if cue == "start":
        return exercise.start.cue[language]
    words = {stage.name: stage.cue for stage in exercise.stages}
    words |= {fault.name: fault.cue for fault in exercise.faults}
    words |= {rule.name: rule.cue for rule in exercise.series}
    return words[cue][language] if cue in words else ""


def now(exercise: Exercise, state: State, phase: str | None, language: Language) -> str:
    """Return what happens now, in words: the phase of a movement under way, else the state."""
    if state == "moving" and phase is not None:
        return exercise.stage(phase).label[language]
    return word(state, language)
