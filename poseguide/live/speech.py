"""Lines to be said aloud: the count, one cue at a time, the pace; no more than can be heard."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from poseguide.core.i18n import Language
from poseguide.core.i18n.message import Message, Numeral, Sentences, Translatable
from poseguide.definitions.cue_text import CueMessage
from poseguide.definitions.movement import Pace
from poseguide.definitions.schema import Exercise
from poseguide.live.pacing import PacePoint

#: What kind of thing is said; a screen shows cues and praise, and a beep tells a count from a cue.
SpeechKind = Literal["count", "cue", "praise", "advice", "pace", "info"]

#: The same advice is not given again within this time: the person is moving to follow it.
_AGAIN_S = 6.0
#: How long a voice takes: a breath, and about fifteen letters a second.
_BREATH_S, _LETTER_S = 0.3, 0.065
#: Of repetitions that come faster than numbers can be said and heard, every fifth is counted aloud.
_COUNT_S, _EVERY = 1.0, 5
#: With fewer repetitions than this, “five more” is no news.
_FEW = 8


@dataclass(frozen=True)
class SpokenLine:
    """One message to be said aloud; an `urgent` one cuts off what is being said."""

    message: Translatable
    kind: SpeechKind
    urgent: bool = False


def spoken_s(message: Translatable, language: Language) -> float:
    """Return about how long a voice takes to say a message, in seconds."""
    return _BREATH_S + _LETTER_S * len(message.text(language))


class Voice:
    """Makes the lines of one session, in the order of time, and knows when each has been said.

    `language` is the one in which the lines will be spoken: how long each takes depends on it.
    """

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._free_s = self._counted_s = -math.inf
        self._advised: tuple[Translatable | None, float] = (None, -math.inf)

    def tell(self, time_s: float, *keys: str, urgent: bool = False, **values: object) -> SpokenLine:
        """Return a line with the messages of these keys, one after the other."""
        messages = tuple(Message(key, values) for key in keys)
        return self._line(time_s, _joined(*messages), "info", urgent)

    def advise(self, time_s: float, advice: Translatable) -> SpokenLine | None:
        """Return the advice as a line; None while another is spoken, and too soon after itself."""
        advised, at_s = self._advised
        if time_s < self._free_s or (advice == advised and time_s - at_s < _AGAIN_S):
            return None
        self._advised = advice, time_s
        return self._line(time_s, advice, "advice", urgent=False)

    def step(self, time_s: float, pace: Pace, point: PacePoint) -> SpokenLine:
        """Return the line of a step that begins; the first step has its repetition's number."""
        message: Translatable = point.step.cue
        if point.repetition > 1 and point.step == pace.steps[0]:
            message = Sentences((Numeral(point.repetition), message))
        return self._line(time_s, message, "pace", urgent=True)

    def cue(self, time_s: float, exercise: Exercise, cue: str) -> SpokenLine:
        """Return the line of a cue that comes without a count, such as that nobody is seen."""
        kind: SpeechKind = "praise" if cue == "good" else "cue"
        return self._line(time_s, CueMessage(exercise, cue), kind, urgent=True)

    def count(
        self, time_s: float, exercise: Exercise, number: int, left: int, cue: str | None
    ) -> SpokenLine | None:
        """Return the line of a repetition: its number, and its cue or how many are left.

        None where repetitions come faster than numbers can be said.
        """
        more = _more(number + left, left)
        since_s, self._counted_s = time_s - self._counted_s, time_s
        message: Translatable = Numeral(number)
        if cue is not None:
            message = Sentences((message, CueMessage(exercise, cue)))
        elif more is not None:
            message = Sentences((message, more))
        elif since_s < _COUNT_S and number % _EVERY:
            return None
        return self._line(time_s, message, "count", urgent=True)

    def _line(
        self, time_s: float, message: Translatable, kind: SpeechKind, urgent: bool
    ) -> SpokenLine:
        begins_s = time_s if urgent else max(time_s, self._free_s)
        self._free_s = begins_s + spoken_s(message, self._language)
        return SpokenLine(message, kind, urgent)


def _joined(*messages: Translatable) -> Translatable:
    return messages[0] if len(messages) == 1 else Sentences(messages)


def _more(of: int, left: int) -> Message | None:
    """Return how many repetitions are left, where it helps to hear it."""
    if left == 1 and of > 2:
        return Message("last_one")
    return Message("five_more") if left == 5 and of >= _FEW else None
