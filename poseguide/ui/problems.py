"""Errors as sentences that say what went wrong and what to do."""

from __future__ import annotations

import streamlit as st

from poseguide.core.errors import OutputError, PoseGuideError, VideoError
from poseguide.core.i18n import Language, trouble_words
from poseguide.ui.markdown import plain


def show_problem(error: PoseGuideError, name: str, language: Language) -> None:
    """Show the sentence for an error about the thing that the person calls `name`."""
    st.error(plain(sentence(error, name, language)), icon=":material/error:")


def sentence(error: PoseGuideError, name: str, language: Language) -> str:
    """Return the sentence, no Markdown, for an error about what the person calls `name`.

    The English sentence is the error's own; the Danish one is chosen by the error's class.
    """
    called = f"“{name}”"
    message = str(error)
    if isinstance(error, VideoError | OutputError):
        message = message.replace(str(error.path), called)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    kinds = kinds[: kinds.index("PoseGuideError") + 1]
    return trouble_words(kinds, language, message=message, name=called)
