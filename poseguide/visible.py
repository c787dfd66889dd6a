"""Text from outside without the letters that no screen shows as such."""

from __future__ import annotations

import re

#: Control characters but tab and line feed, what turns round the direction of what stands beside
#: it, and halves of letters, which cannot be written at all.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with � for each letter that would do something instead of being shown."""
    return _UNSHOWN.sub("\ufffd", text.replace("\r\n", "\n"))
