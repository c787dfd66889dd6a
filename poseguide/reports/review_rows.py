"""Repetitions as rows of the desk's table and bands of its timeline, as plain values.

What was measured and what a person says of it stand side by side; neither hides the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from poseguide.analysis.repetition_columns import (
    NOTHING,
    RepetitionColumn,
    columns_of,
    verdict_words,
)
from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, decimal
from poseguide.core.records import Finding, FindingVerdict
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise, Fault
from poseguide.reports.review_board import (
    BoardCell,
    BoardColumn,
    BoardFilter,
    BoardMark,
    BoardOption,
    BoardPhase,
    BoardRepetition,
)
from poseguide.training.corrections import KIND_WORDS, ReviewedRep, ReviewVerdict, kind_of, label_of

#: The choices of the verdict's filter, and the verdicts that each lets through.
_GROUPS: dict[str, tuple[ReviewVerdict, ...]] = {
    "desk_good": ("good", "partly"),
    "desk_close": ("close",),
    "desk_faults": ("fault",),
    "desk_incomplete": ("incomplete", "not_counted"),
    "desk_unjudged": ("unseen", "added"),
}
_CORRECTED = "desk_corrected"
_RULINGS = {"ok": "desk_kept", "close": "close", "fault": "fault", "unseen": "unseen"}

#: Finer than this no value is written, even where it would else look like a limit that it missed.
_MOST_DIGITS = 3


def columns(exercise: Exercise, language: Language) -> list[BoardColumn]:
    """Return the columns of the table: what stands over each, and its unit."""
    return [
        BoardColumn(id=column.key, title=column.title(language), unit=column.unit_words(language))
        for column in columns_of("desk", exercise)
    ]


def filters(
    exercise: Exercise, repetitions: Sequence[ReviewedRep], language: Language
) -> list[BoardFilter]:
    """Return what the table can be narrowed to, with how many repetitions each choice has."""
    found = []
    if exercise.sides != "both":
        sides = [(side, word(side, language)) for side in ("left", "right", "both")]
        found.append(_filter("side", sides, lambda one: [one.side], repetitions, language))
    groups = [(key, word(key, language)) for key in (*_GROUPS, _CORRECTED)]
    found.append(
        _filter("verdict", groups, lambda one: _groups_of(exercise, one), repetitions, language)
    )
    rules = [(fault.name, say(exercise, fault.name, language)) for fault in exercise.faults]
    rules = [(name, label.rstrip(".")) for name, label in rules]
    found.append(_filter("rule", rules, lambda one: one.faults, repetitions, language))
    return [each for each in found if each.options]


def repetition(exercise: Exercise, one: ReviewedRep, language: Language) -> BoardRepetition:
    """Return one repetition: its band in the timeline, its row, and its values for the filters."""
    rep, kind = one.rep, kind_of(exercise, one)
    label = label_of(rep.number)
    verdict_word = verdict_words(exercise, one, kind, language)
    phases = {stage.name: stage.label[language] for stage in exercise.stages}
    side = "" if exercise.sides == "both" else f", {word(one.side, language)}"
    return BoardRepetition(
        number=rep.number,
        label=label,
        name=f"{word('repetition', language)} {label}{side}: {verdict_word}",
        start=round(rep.start_s, 3),
        end=round(rep.end_s, 3),
        side=one.side,
        kind=kind,
        kind_word=word(KIND_WORDS[kind], language),
        counted=one.counted,
        corrected=one.corrected,
        note=one.correction.note if one.correction else "",
        phases=[
            BoardPhase(label=phases[span.name], start=span.start_s, end=span.end_s)
            for span in rep.phases
        ],
        marks=[
            BoardMark(time=round(_at_s(exercise, one, rule), 3), text=say(exercise, rule, language))
            for rule in one.faults
        ],
        filters={
            "side": [one.side],
            "verdict": _groups_of(exercise, one),
            "rule": list(one.faults),
        },
        cells=_cells(exercise, one, kind, language),
    )


def _filter(
    name: str,
    options: Sequence[tuple[str, str]],
    values: Callable[[ReviewedRep], Sequence[str]],
    repetitions: Sequence[ReviewedRep],
    language: Language,
) -> BoardFilter:
    occurring = [value for one in repetitions for value in values(one)]
    return BoardFilter(
        id=name,
        label=word(f"desk_filter_{name}", language),
        all=word(f"desk_all_{name}", language),
        options=[
            BoardOption(value=value, label=f"{label} ({occurring.count(value)})")
            for value, label in options
            if value in occurring
        ],
    )


def _groups_of(exercise: Exercise, one: ReviewedRep) -> list[str]:
    kind = kind_of(exercise, one)
    found = [group for group, kinds in _GROUPS.items() if kind in kinds]
    return [*found, _CORRECTED] if one.corrected else found


def _at_s(exercise: Exercise, one: ReviewedRep, rule: str) -> float:
    """Return when the phase began in which a rule was broken; a rule of the whole has the peak."""
    phase = next(fault.phase for fault in exercise.faults if fault.name == rule)
    begun = [span.start_s for span in one.rep.phases if span.name == phase]
    return begun[0] if begun else one.rep.peak_s


def _cell(
    text: str,
    sort: float | str | None,
    *,
    mark: ReviewVerdict | None = None,
    note: str = "",
    said: bool = False,
) -> BoardCell:
    return BoardCell(text=text, sort=sort, mark=mark, note=note, said=said)


def _cells(
    exercise: Exercise, one: ReviewedRep, kind: ReviewVerdict, language: Language
) -> dict[str, BoardCell]:
    return {
        column.key: _cell_of(exercise, column, one, kind, language)
        for column in columns_of("desk", exercise)
    }


def _cell_of(
    exercise: Exercise,
    column: RepetitionColumn,
    one: ReviewedRep,
    kind: ReviewVerdict,
    language: Language,
) -> BoardCell:
    """Return a cell of the desk: the value of its column, and what a person says beside it."""
    if column.family == "side":
        return _side_cell(one, language)
    if column.family == "verdict":
        return _verdict_cell(exercise, one, kind, language)
    if column.family == "rule":
        return _rule_cell(exercise, one, column.name, language)
    text, value = column.text(one, language), column.value(one)
    if column.family == "number":
        cell = _cell(text, one.rep.start_s, said=one.added)
        cell.struck = not one.counted
        return cell
    if column.of_added:
        return _cell(text, value, said=one.added)
    cell = _cell(text, round(value, 3) if isinstance(value, float) else value)
    if column.family == "phase" and _is_hidden(one, column.name):
        cell.mark, cell.note = "unseen", word("desk_not_judged", language)
    return cell


def _is_hidden(one: ReviewedRep, rule: str) -> bool:
    return any(found.rule == rule and found.verdict == "unseen" for found in one.rep.findings)


def _side_cell(one: ReviewedRep, language: Language) -> BoardCell:
    side = word(one.side, language)
    if one.added or one.side == one.rep.side:
        return _cell(side, side, said=one.added)
    return _cell(
        side, side, said=True, note=_both_views(word(one.rep.side, language), side, language)
    )


def _verdict_cell(
    exercise: Exercise, one: ReviewedRep, kind: ReviewVerdict, language: Language
) -> BoardCell:
    text = verdict_words(exercise, one, kind, language)
    order: list[ReviewVerdict] = list(KIND_WORDS)
    if one.added:
        note = word("desk_missed", language)
    elif (found := kind_of(exercise, as_found := ReviewedRep(one.rep))) != kind:
        was = verdict_words(exercise, as_found, found, language)
        note = _both_views(was, _short_verdict(one, kind, language), language)
    else:
        note = word("desk_not_counted", language) if kind == "incomplete" else ""
    return _cell(text, order.index(kind), mark=kind, note=note, said=one.corrected)


def _short_verdict(one: ReviewedRep, kind: ReviewVerdict, language: Language) -> str:
    """Return the person's verdict in a word; “counted” where the engine found it incomplete."""
    counts = one.counted and not one.rep.complete
    return word("desk_counted" if counts else KIND_WORDS[kind], language)


def _rule_cell(exercise: Exercise, one: ReviewedRep, rule: str, language: Language) -> BoardCell:
    fault = next(fault for fault in exercise.faults if fault.name == rule)
    found = next((finding for finding in one.rep.findings if finding.rule == rule), None)
    said = one.correction.rulings.get(rule) if one.correction else None
    machine: FindingVerdict | None = found.verdict if found else None
    if found is not None and found.value is not None:
        cell = _cell(_against(found.value, found, fault, language), found.value)
    else:
        cell = _cell(word("unseen", language) if found else NOTHING, None)
    cell.mark = said or machine
    if said is not None and said != machine:
        was = word(_RULINGS[machine], language) if machine else NOTHING
        cell.note = _both_views(was, word(_RULINGS[said], language), language)
        cell.said = True
    return cell


def _both_views(found: str, said: str, language: Language) -> str:
    return word("desk_both_views", language, found=found, said=said)


def _against(value: float, found: Finding, fault: Fault, language: Language) -> str:
    """Return a value and its limit: “148 (≥ 155)”, or “154 ± 2 (≥ 155)” where it is close."""
    digits = DECIMALS[found.unit]
    is_close = found.verdict == "close"
    while digits < _MOST_DIGITS and not is_close and _look_alike(value, found.limit, digits):
        digits += 1
    text = decimal(value, digits, language)
    if is_close and found.uncertainty is not None:
        # Rounded up: what is close may not look as if it were not.
        uncertainty = math.ceil(round(found.uncertainty * 10**digits, 6)) / 10**digits
        text = f"{text} ± {decimal(uncertainty, digits, language)}"
    sign = "≤" if fault.above is not None else "≥"
    # The limit is written as it was set: 0.11 in a rule of whole numbers is no 0.
    exact = max(DECIMALS[found.unit], len(f"{found.limit:g}".partition(".")[2]))
    return f"{text} ({sign} {decimal(found.limit, exact, language)})"


def _look_alike(value: float, limit: float, digits: int) -> bool:
    return value != limit and round(value, digits) == round(limit, digits)
