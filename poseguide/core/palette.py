"""The colours of PoseGuide, read from `tokens.css`, which the components' styles begin with."""

from __future__ import annotations

import re
from pathlib import Path

Color = tuple[int, int, int]

#: The custom properties as the browser takes them.
TOKENS_CSS = Path(__file__).with_name("tokens.css").read_text(encoding="utf-8")
_TOKENS: dict[str, str] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS_CSS))


def hex_of(name: str) -> str:
    """Return a colour as “#rrggbb”. Raises KeyError for a name that is not in the file."""
    return _TOKENS[name]


def rgb_of(name: str) -> Color:
    """Return a colour as red, green and blue, 0 to 255. Raises KeyError as `hex_of`."""
    red, green, blue = bytes.fromhex(hex_of(name)[1:])
    return red, green, blue
