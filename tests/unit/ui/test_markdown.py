"""Words from outside as Markdown: nothing in them is a sign for anything."""

from __future__ import annotations

import re

import pytest

from poseguide.core.text import visible
from poseguide.ui.markdown import plain


def shown(markdown: str) -> str:
    """What a reader of Markdown shows where there is nothing but escaped signs."""
    return (
        re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "").replace("&#36;", "$")
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åse & søn", "Åse & søn"),
        ("Straighten the knee.", "Straighten the knee."),
        ("kl. 12:30 (2-3 gange), 50 %!", "kl. 12:30 (2-3 gange), 50 %!"),
        ("pelvic_floor_hold", "pelvic_floor_hold"),
        ("שלום 3", "שלום 3"),
        ("![i](http://a.b/x.png)", r"!\[i\](http\:" "\u2060" "//a.b/x.png)"),
        ("www.evil.example", "www\u2060.evil.example"),
        ("me@evil.example", "me@\u2060evil.example"),
        (":red[a] :material/x:", "\\:\u2060red\\[a\\] \\:\u2060material/x:"),
        (":smile: :100: :material_x:", "\\:\u2060smile: \\:\u2060100: \\:\u2060material_x:"),
        ("<b>x</b> &lt; $x$ ~y~ `z`", r"\<b>x\</b> \&lt; &#36;x&#36; \~y\~ \`z\`"),
        ("*a* _b_ __c__", r"\*a\* \_b\_ \_\_c\_\_"),
        ("# a", r"\# a"), ("- a", r"\- a"), ("1. a", r"1\. a"), ("12) a", r"12\) a"),
        ("> a", r"\> a"), ("+ a", r"\+ a"), ("=1+1", r"\=1+1"),
        ("a -> b -- c >= d", "a -\u2060> b -\u2060- c >\u2060= d"),
        ("  a   b  ", "a b"),
        ("a\\", "a\\\\"),
        ("1:2{a=b}", r"1:2\{a=b}"),
        ("a\n\n    b\n---\n|-", "a  \nb  \n\\---  \n\\|-"),
    ],
)  # fmt: skip
def test_it_is_shown_as_it_is_written(text: str, expected: str) -> None:
    assert plain(text) == expected
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert shown(plain(text)) == "  \n".join(lines)


def test_what_commands_a_screen_is_seen_instead() -> None:
    assert visible("a\x1b[31mb\x07\u202ec\u2066\x9b\ud800\r\nd\te") == "a�[31mb��c���\nd\te"
    assert (
        visible("Åse שלום e\u0301 👩\u200d🦰 می\u200cخواهم")
        == "Åse שלום e\u0301 👩\u200d🦰 می\u200cخواهم"
    )
    assert plain("a\rb\u2028c\x00") == "a�b  \nc�"
