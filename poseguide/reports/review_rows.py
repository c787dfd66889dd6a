"""Repetitions as rows of the desk's table and bands of its timeline, as plain values.

What was measured and what a person says of it stand side by side; neither hides the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import DECIMALS, clock, decimal
from poseguide.core.records import Finding
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
    "desk_faults": ("fault",),
    "desk_incomplete": ("incomplete", "not_counted"),
    "desk_unjudged": ("unseen", "added"),
}
_CORRECTED = "desk_corrected"
_RULINGS = {"ok": "desk_kept", "fault": "fault", "unseen": "unseen"}
#: Nothing to say.
_NONE = "–"
#: Finer than this no value is written, even where it would else look like its limit.
_MOST_DIGITS = 3


def columns(
    exercise: Exercise, repetitions: Sequence[ReviewedRep], language: Language
) -> list[BoardColumn]:
    """The columns of the table: what stands over each, and its unit."""
    seconds = word("s", language)
    unit = word(exercise.signals[exercise.main].unit, language)
    found = [_column("number", word("number", language))]
    if exercise.sides != "both":
        found.append(_column("side", word("side", language)))
    found.append(_column("verdict", word("verdict", language)))
    found += [_column(name, word(f"desk_{name}", language), "min:s") for name in ("start", "end")]
    found += [_column(f"phase {s.name}", s.label[language], seconds) for s in exercise.stages]
    found.append(_column("range", word("extent", language), unit))
    found.append(_column("tempo", word("duration", language), seconds))
    if exercise.parts is not None:
        found.append(_column("parts", exercise.parts.label[language]))
    for fault in exercise.faults:
        rule_unit = exercise.unit_of(fault)
        label = say(exercise, fault.name, language).rstrip(".")
        found.append(_column(f"rule {fault.name}", label, word(rule_unit, language)))
    return found


def filters(
    exercise: Exercise, repetitions: Sequence[ReviewedRep], language: Language
) -> list[BoardFilter]:
    """What the table can be narrowed to, with how many repetitions each choice has."""
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
    """One repetition: its band in the timeline, its row, and what filters see in it."""
    rep, kind = one.rep, kind_of(exercise, one)
    label = label_of(rep.number)
    verdict_word = _verdict_words(exercise, one, kind, language)
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
        note=one.opinion.note if one.opinion else "",
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
        cells=_cells(exercise, one, kind, label, language),
    )


def _column(name: str, title: str, unit: str = "") -> BoardColumn:
    return BoardColumn(id=name, title=title, unit=unit)


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
    """When the phase began in which a rule was broken; a rule of the whole has the peak."""
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
    exercise: Exercise, one: ReviewedRep, kind: ReviewVerdict, label: str, language: Language
) -> dict[str, BoardCell]:
    rep, said = one.rep, one.added
    unit = exercise.signals[exercise.main].unit
    tempo_s = rep.duration_s
    cells = {
        "number": _cell(label, rep.start_s, said=said),
        "side": _side_cell(one, language),
        "verdict": _verdict_cell(exercise, one, kind, language),
        "start": _cell(clock(rep.start_s, language), rep.start_s, said=said),
        "end": _cell(clock(rep.end_s, language), rep.end_s, said=said),
        "tempo": _cell(decimal(tempo_s, 1, language), tempo_s, said=said),
        "range": _number(rep.range, unit, language),
    }
    cells["number"].struck = not one.counted
    if exercise.parts is not None:
        cells["parts"] = _parts_cell(one, language)
    hidden = {finding.rule for finding in rep.findings if finding.verdict == "unseen"}
    for stage in exercise.stages:
        spans = [span.end_s - span.start_s for span in rep.phases if span.name == stage.name]
        cell = _number(sum(spans) if spans else math.nan, "s", language)
        if stage.name in hidden:
            cell.mark, cell.note = "unseen", word("desk_not_judged", language)
        cells[f"phase {stage.name}"] = cell
    findings = {finding.rule: finding for finding in rep.findings}
    for fault in exercise.faults:
        cells[f"rule {fault.name}"] = _rule_cell(one, fault, findings.get(fault.name), language)
    return cells


def _number(value: float, unit: str, language: Language) -> BoardCell:
    if math.isnan(value):
        return _cell(_NONE, None)
    return _cell(decimal(value, DECIMALS[unit], language), round(value, 3))


def _parts_cell(one: ReviewedRep, language: Language) -> BoardCell:
    if one.rep.parts is not None:
        return _cell(f"{one.rep.parts}", one.rep.parts)
    return _cell(word("unseen", language) if one.rep.complete and not one.added else _NONE, None)


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
    text = _verdict_words(exercise, one, kind, language)
    order: list[ReviewVerdict] = list(KIND_WORDS)
    if one.added:
        note = word("desk_missed", language)
    elif (found := kind_of(exercise, ReviewedRep(one.rep))) != kind:
        was = _verdict_words(exercise, one, found, language)
        note = _both_views(was, _short_verdict(one, kind, language), language)
    else:
        note = word("desk_not_counted", language) if kind == "incomplete" else ""
    return _cell(text, order.index(kind), mark=kind, note=note, said=one.corrected)


def _short_verdict(one: ReviewedRep, kind: ReviewVerdict, language: Language) -> str:
    """What the person says, in a word; that it counts where the engine left something out."""
    counts = one.counted and not one.rep.complete
    return word("desk_counted" if counts else KIND_WORDS[kind], language)


def _verdict_words(
    exercise: Exercise, one: ReviewedRep, kind: ReviewVerdict, language: Language
) -> str:
    if kind == "incomplete" and one.rep.missing is not None:
        phase = exercise.stage(one.rep.missing).label[language]
        return word("incomplete_missing", language, phase=phase)
    return word(KIND_WORDS[kind], language)


def _rule_cell(
    one: ReviewedRep, fault: Fault, found: Finding | None, language: Language
) -> BoardCell:
    said = one.opinion.rulings.get(fault.name) if one.opinion else None
    machine = found.verdict if found else None
    if found is not None and found.value is not None:
        cell = _cell(_against(found.value, found.limit, found.unit, fault, language), found.value)
    else:
        cell = _cell(word("unseen", language) if found else _NONE, None)
    cell.mark = said or machine
    if said is not None and said != machine:
        was = word(_RULINGS[machine], language) if machine else _NONE
        cell.note = _both_views(was, word(_RULINGS[said], language), language)
        cell.said = True
    return cell


def _both_views(found: str, said: str, language: Language) -> str:
    return word("desk_both_views", language, found=found, said=said)


def _against(value: float, limit: float, unit: str, fault: Fault, language: Language) -> str:
    """A value and what it should be: “148 (≥ 155)”, fine enough to tell one from the other."""
    digits = DECIMALS[unit]
    while digits < _MOST_DIGITS and value != limit and round(value, digits) == round(limit, digits):
        digits += 1
    sign = "≤" if fault.above is not None else "≥"
    # The limit is written as it was set: 0.11 in a rule of whole numbers is no 0.
    exact = max(DECIMALS[unit], len(f"{limit:g}".partition(".")[2]))
    value_text, limit_text = decimal(value, digits, language), decimal(limit, exact, language)
    return f"{value_text} ({sign} {limit_text})"
