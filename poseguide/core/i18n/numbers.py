"""Numbers and amounts as people of each language write them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent, get_decimal_symbol, get_group_symbol

from poseguide.core.i18n import Language, locale_of, word

#: Decimals that mean something, by the unit of a value.
DECIMALS = {"deg": 0, "trunk": 2, "ratio": 2, "s": 1, "count": 0}


def decimal(value: float, digits: int, language: Language) -> str:
    """Return a number with this many decimals, as the language writes it: 4.7, 4,7."""
    pattern = f"0.{'0' * digits}" if digits else "0"
    return format_decimal(round(value, digits), format=pattern, locale=locale_of(language))


def plain_number(value: float, language: Language) -> str:
    """Return a number with the decimals that it has, six digits at most: 132, 0.35."""
    return format_decimal(float(f"{value:g}"), format="0.######", locale=locale_of(language))


def group_mark(language: Language) -> str:
    """Return what stands between the thousands of a number: a comma, or a full stop in Danish."""
    return get_group_symbol(locale_of(language))


def decimal_mark(language: Language) -> str:
    """Return what stands between the whole and its tenths."""
    return get_decimal_symbol(locale_of(language))


def with_unit(value: float, unit: str, language: Language) -> str:
    """Return a value with its unit written out."""
    digits = DECIMALS[unit]
    amount, shown = decimal(value, digits, language), Decimal(f"{value:.{digits}f}")
    return word(f"amount_{unit}", language, amount=amount, number=shown)


def compact(value: float, unit: str, language: Language) -> str:
    """Return a value with its unit as short as it goes: 132°, 4.7 s, 0.35; “–” for NaN."""
    if math.isnan(value):
        return "–"
    sign = {"deg": "°", "s": "\u00a0s"}.get(unit, "")
    return decimal(value, DECIMALS[unit], language) + sign


def percent(share: float, language: Language) -> str:
    """Return a share of 0 to 1 in whole percent: 50%, 50 %.

    Only all is 100 %, and only nothing is 0 %.
    """
    if 0 < share < 1:
        share = min(max(share, 0.01), 0.99)
    return format_percent(round(share, 2), locale=locale_of(language))


def clock(time_s: float, language: Language) -> str:
    """Return a time in the video as minutes and seconds: 1:05.2."""
    tenths = round(10 * time_s)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}{decimal_mark(language)}{tenths % 10}"


def joined(texts: Sequence[str], language: Language) -> str:
    """Return texts in a row: a, b and c."""
    return format_list(texts, locale=locale_of(language))


def left(seconds: float) -> str:
    """Return a rough time to wait: 12 s, or whole minutes from two on."""
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{max(1.0, seconds):.0f} s"


def span(low: float, high: float) -> str:
    """Return from low to high: 6–10, or one number where they are the same."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def listed(numbers: Sequence[int]) -> str:
    """Return numbers in rising order, neighbours drawn together: 1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(span(run[0], run[-1]) for run in runs)
