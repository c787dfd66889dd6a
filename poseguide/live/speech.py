"""What is said aloud: the count, one cue at a time, the pace; no more than can be heard."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from poseguide.core.i18n import Language, word
from poseguide.definitions.cue_text import say
from poseguide.definitions.movement import Pace
from poseguide.definitions.schema import Exercise
from poseguide.live.pacing import PacePoint

#: What kind of thing is said; a screen shows cues and praise, and a beep tells a count from a cue.
SpeechKind = Literal["count", "cue", "praise", "advice", "pace", "info"]

#: The same advice is not given again within this time: the person is moving to follow it.
_AGAIN_S = 6.0
#: How long a voice takes: a breath, and about fifteen letters a second.
_BREATH_S, _LETTER_S = 0.3, 0.065
#: Of repetitions that come faster than numbers can be said and heard, every fifth is told.
_COUNT_S, _EVERY = 1.0, 5
#: With fewer repetitions than this, “five more” is no news.
_FEW = 8


@dataclass(frozen=True)
class SpokenLine:
    """One thing to say, in words; `urgent` cuts off what is being said."""

    text: str
    kind: SpeechKind
    urgent: bool = False


def spoken_s(text: str) -> float:
    """About how long a voice takes to say a text, in seconds."""
    return _BREATH_S + _LETTER_S * len(text)


class Voice:
    """Puts what happens in one session into words of one language, in the order of time."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._free_s = self._counted_s = -math.inf
        self._advised: tuple[str, float] = ("", -math.inf)

    def tell(self, time_s: float, *keys: str, urgent: bool = False, **values: object) -> SpokenLine:
        """The words of these keys, one after the other."""
        text = " ".join(word(key, self._language, **values) for key in keys)
        return self._said(time_s, text, "info", urgent)

    def advise(self, time_s: float, text: str) -> SpokenLine | None:
        """The one thing to do to be seen; said again after a while, and never over other words."""
        advised, at_s = self._advised
        if time_s < self._free_s or (text == advised and time_s - at_s < _AGAIN_S):
            return None
        self._advised = text, time_s
        return self._said(time_s, text, "advice", urgent=False)

    def step(self, time_s: float, pace: Pace, place: PacePoint) -> SpokenLine:
        """A step of the pace that begins; the first one of a repetition says its number."""
        text = place.step.cue[self._language]
        if place.repetition > 1 and place.step == pace.steps[0]:
            text = f"{place.repetition}. {text}"
        return self._said(time_s, text, "pace", urgent=True)

    def cue(self, time_s: float, exercise: Exercise, cue: str) -> SpokenLine:
        """A cue that comes without a count: an incomplete repetition, the posture, lost."""
        kind: SpeechKind = "praise" if cue == "good" else "cue"
        return self._said(time_s, say(exercise, cue, self._language), kind, urgent=True)

    def count(
        self, time_s: float, exercise: Exercise, number: int, left: int, cue: str | None
    ) -> SpokenLine | None:
        """The number of a repetition, how many are left where it helps, and its one cue.

        None where repetitions come faster than numbers can be said.
        """
        more = self._more(number + left, left)
        since_s, self._counted_s = time_s - self._counted_s, time_s
        parts = [f"{number}."]
        if cue is not None:
            parts.append(say(exercise, cue, self._language))
        elif more:
            parts.append(more)
        elif since_s < _COUNT_S and number % _EVERY:
            return None
        return self._said(time_s, " ".join(parts), "count", urgent=True)

    def _more(self, of: int, left: int) -> str:
        if left == 1 and of > 2:
            return word("last_one", self._language)
        return word("five_more", self._language) if left == 5 and of >= _FEW else ""

    def _said(self, time_s: float, text: str, kind: SpeechKind, urgent: bool) -> SpokenLine:
        begins_s = time_s if urgent else max(time_s, self._free_s)
        self._free_s = begins_s + spoken_s(text)
        return SpokenLine(text, kind, urgent)
