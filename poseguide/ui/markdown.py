"""Text of a person or a file as Markdown that Streamlit shows exactly as it was written."""

from __future__ import annotations

import re

from poseguide.core.text import visible

#: Characters that mean something to Markdown within a line; _ only outside of words.
_SIGNS = re.compile(r"[\\`*\[\]{<|~]|:(?=\u2060)|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
#: The start of a list, a heading, a quotation or a horizontal rule.
_AT_START = re.compile(r"^(\d*)([-+=#>.)])")
#: Streamlit looks for these after Markdown has removed the backslashes: names between colons,
#: addresses, arrows. An invisible letter in the middle of each keeps it as it is written; times of
#: day need none.
_FOUND_LATER = re.compile(
    r"(?<=:)(?=[\w+-])(?!(?!100:|1234:)\d+(?![\w+-]))"
    r"|(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=[\w-])"
    r"|(?<=(?<!\S)<)(?=(?:->|-|=)(?!\S))|(?<=(?<!\S)-)(?=[->](?!\S))|(?<=(?<!\S)[>~])(?==(?!\S))",
    re.IGNORECASE,
)
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return Markdown that shows the text exactly as it is, line by line."""
    lines = (" ".join(line.split()) for line in visible(text).splitlines())
    return "  \n".join(_escaped(line) for line in lines if line)


def _escaped(line: str) -> str:
    signs = _SIGNS.sub(r"\\\g<0>", _FOUND_LATER.sub(_WORD_JOINER, line))
    # As an entity: between two dollar signs Streamlit sees a formula, even after backslashes.
    return _AT_START.sub(r"\1\\\2", signs).replace("$", "&#36;")
