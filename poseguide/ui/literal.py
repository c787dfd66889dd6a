"""Words that a person or a file brought, shown letter by letter where Streamlit takes Markdown."""

from __future__ import annotations

import re

from poseguide.core.text import visible

#: What Markdown takes as a sign in the middle of a line; _ only where it is not within a word.
_SIGNS = re.compile(r"[\\`*\[\]{<|~]|:(?=\u2060)|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
#: What begins a list, a heading, a quotation or a line across.
_AT_START = re.compile(r"^(\d*)([-+=#>.)])")
#: Streamlit looks for these once Markdown is read and backslashes are gone: what is called by its
#: name between colons, an address, an arrow. An invisible letter in the middle of each keeps it as
#: it is written; a time of day needs none.
_FOUND_LATER = re.compile(
    r"(?<=:)(?=[\w+-])(?!(?!100:|1234:)\d+(?![\w+-]))"
    r"|(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=[\w-])"
    r"|(?<=(?<!\S)<)(?=(?:->|-|=)(?!\S))|(?<=(?<!\S)-)(?=[->](?!\S))|(?<=(?<!\S)[>~])(?==(?!\S))",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """The text as Markdown that shows it letter by letter, each of its lines on a line."""
    lines = (" ".join(line.split()) for line in visible(text).splitlines())
    return "  \n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    signs = _SIGNS.sub(r"\\\g<0>", _FOUND_LATER.sub(_WORD_JOINER, line))
    # By its number: for two of them Streamlit would fetch its formulas, also after backslashes.
    return _AT_START.sub(r"\1\\\2", signs).replace("$", "&#36;")
