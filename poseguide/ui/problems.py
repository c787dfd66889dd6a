"""What went wrong, as a sentence that says what to do."""

from __future__ import annotations

import re

from poseguide.errors import OutputError, PoseGuideError, VideoError
from poseguide.exercise import Language
from poseguide.words import trouble_words


def plain(name: str) -> str:
    """A name from outside as Markdown that shows it letter by letter."""
    return re.sub(r"([^\w\s.-]|_)", r"\\\1", name)


def sentence(error: PoseGuideError, name: str, language: Language) -> str:
    """The sentence for an error about the video that the person calls `name`.

    English is the error's own; the Danish one is chosen by the error's kind.
    """
    called = f"“{plain(name)}”"
    message = str(error)
    if isinstance(error, VideoError | OutputError):
        message = message.replace(str(error.path), called)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    kinds = kinds[: kinds.index("PoseGuideError") + 1]
    return trouble_words(kinds, language, message=message, name=called)
