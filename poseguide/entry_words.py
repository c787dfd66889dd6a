"""What a session in a history came to, in few words."""

from __future__ import annotations

from poseguide.history_entry import Entry
from poseguide.numerals import compact
from poseguide.records import Counts
from poseguide.words import Language, word


def found_words(entry: Entry, language: Language) -> str:
    """What was found: counts, or the longest hold, or how much the pace led through."""
    if entry.source == "timer":
        return word("report_led", language, number=entry.paced)
    if entry.hold_s is not None:
        return compact(entry.hold_s, "s", language)
    return count_words(entry.found, language)


def count_words(counts: Counts, language: Language) -> str:
    """Counts as short as they go: “12 (6 L, 6 R), 1 incomplete”."""
    told = f"{counts.complete}"
    if counts.left or counts.right:
        told += word("report_by_side", language, left=counts.left, right=counts.right)
    if counts.incomplete:
        told += f", {counts.incomplete} {word('report_incomplete', language)}"
    return told
