"""Doses, goals and counts in words: how much of an exercise is asked for and was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from poseguide.core.i18n import Language, word
from poseguide.core.i18n.numbers import compact, decimal, percent, span, with_unit
from poseguide.definitions.schema import BaseExercise, Dose

if TYPE_CHECKING:  # a list of exercises needs no sessions, and not the engine behind them
    from poseguide.core.records import Counts, Rep, Session
    from poseguide.definitions.schema import Exercise
    from poseguide.training.adherence import DayDose
    from poseguide.training.goal import Goal
    from poseguide.training.session import HistoryEntry

Known = Mapping[str, BaseExercise]


def exercise_name(exercise: str, known: Known, language: Language) -> str:
    """Return the name of an exercise, also of one whose file is gone."""
    found = known.get(exercise)
    return found.name[language] if found else word("history_unnamed", language, name=exercise)


def amount_words(done: DayDose, language: Language) -> str:
    """Return what was done of what the goal asks for: “left 6, right 5, of 6 each”."""
    goal = done.goal
    if done.times_a_day > 1:
        return word("amount_times", language, times=done.times, number=done.times_a_day)
    if goal.repetitions is None and goal.seconds is not None:
        held = decimal(done.hold_s or 0.0, 0, language)
        seconds = decimal(goal.seconds, 0, language)
        return word("amount_hold", language, held=held, seconds=seconds)
    if done.per_side:
        return word("amount_sides", language, left=done.left, right=done.right, needed=done.needed)
    return word("amount_total", language, total=done.total, needed=done.needed)


def goal_words(goal: Goal, language: Language) -> str:
    """Return what a goal asks for: “6 on each side, 2 sets”."""
    if goal.repetitions is None:
        seconds = goal.seconds or 0.0
        parts = [word("dose_seconds", language, amount=seconds, number=seconds)]
    elif goal.per_side:
        parts = [word("history_goal_side", language, number=goal.repetitions)]
    else:
        parts = [f"{goal.repetitions}"]
    if goal.sets > 1:
        parts.append(word("dose_sets", language, number=goal.sets))
    return ", ".join(parts)


def count_words(counts: Counts, language: Language) -> str:
    """Return counts of repetitions: “6 left, 5 right, 1 not counted”."""
    if counts.left or counts.right:
        parts = [
            word("history_count_left", language, number=counts.left),
            word("history_count_right", language, number=counts.right),
        ]
    else:
        parts = [word("history_count_complete", language, number=counts.complete)]
    if counts.incomplete:
        parts.append(word("history_count_incomplete", language, number=counts.incomplete))
    return ", ".join(parts)


def asked_words(goal: Goal, exercise: BaseExercise, language: Language) -> str:
    """Return what a goal of this exercise asks for: “2 × 8 repetitions on each side”.

    A pace's level is told by its own name where there are several. Raises IndexError for a level
    that the pace does not have.
    """
    asked = _one_set(goal, exercise, language)
    if goal.sets > 1:
        asked = word("asked_sets", language, sets=goal.sets, asked=asked)
    return f"{asked} {word('dose_per_side', language)}" if goal.per_side else asked


def _one_set(goal: Goal, exercise: BaseExercise, language: Language) -> str:
    times, seconds = goal.repetitions or 1, goal.seconds
    pace = exercise.led_by
    if goal.level is not None and pace is not None and len(pace.levels) > 1:
        label = pace.levels[goal.level].label[language]
        return word("asked_level", language, level=label, number=times)
    if seconds is None:
        return word("dose_repetitions", language, amount=times, number=times)
    length = word("dose_seconds", language, amount=seconds, number=seconds)
    return length if times == 1 else word("asked_holds", language, number=times, length=length)


def found_words(entry: HistoryEntry, language: Language) -> str:
    """Return what was found: counts, or the longest hold, or how much the pace led through."""
    if entry.source == "timer":
        return word("report_led", language, number=entry.paced)
    if entry.hold_s is not None:
        return compact(entry.hold_s, "s", language)
    return compact_counts(entry.found, language)


def compact_counts(counts: Counts, language: Language) -> str:
    """Return counts as short as they go: “12 (6 L, 6 R), 1 incomplete”."""
    short = f"{counts.complete}"
    if counts.left or counts.right:
        short += word("report_by_side", language, left=counts.left, right=counts.right)
    if counts.incomplete:
        short += f", {counts.incomplete} {word('report_incomplete', language)}"
    return short


def dose_words(dose: Dose, language: Language) -> str:
    """Return the dose of an exercise: “6–10 repetitions, on each side, once a day”."""
    parts = _dose_parts(dose.repetitions, dose.seconds, dose.per_side, dose.sets, language)
    often = "dose_once_a_day" if dose.times_a_day == 1 else "dose_times_a_day"
    return ", ".join([*parts, word(often, language, number=dose.times_a_day)])


def long_goal_words(goal: Goal, language: Language) -> str:
    """Return what a goal asks for, each part by its name: “6 repetitions, on each side, 2 sets”."""
    repetitions = None if goal.repetitions is None else (goal.repetitions, goal.repetitions)
    seconds = None if goal.seconds is None else (goal.seconds, goal.seconds)
    return ", ".join(_dose_parts(repetitions, seconds, goal.per_side, goal.sets, language))


def _dose_parts(
    repetitions: tuple[float, float] | None,
    seconds: tuple[float, float] | None,
    per_side: bool,
    sets: int,
    language: Language,
) -> list[str]:
    """Return each part in words; the larger end of a range chooses its plural."""
    parts = []
    for key, ends in (("dose_repetitions", repetitions), ("dose_seconds", seconds)):
        if ends is not None:
            amount = ends[0] if ends[0] == ends[1] else span(*ends)
            parts.append(word(key, language, amount=amount, number=ends[1]))
    if per_side:
        parts.append(word("dose_per_side", language))
    if sets > 1:
        parts.append(word("dose_sets", language, number=sets))
    return parts


def count_figures(counts: Counts, complete: str, *, sided: bool) -> dict[str, str]:
    """Return counts as figures by the keys of their titles; left and right too where `sided`.

    `complete` is the key of the title over the complete ones.
    """
    figures = {complete: counts.complete, "incomplete_repetitions": counts.incomplete}
    if sided:
        figures |= {"left_repetitions": counts.left, "right_repetitions": counts.right}
    return {key: f"{number}" for key, number in figures.items()}


def session_words(session: Session, language: Language) -> str:
    """Return the counts of a session, how much of it was seen, its cadence and hold, on one line.

    “5 complete (left 3, right 2) · 1 incomplete · Body seen: 98%”. A hold replaces the counts.
    """
    counts = session.counts
    complete = word("history_count_complete", language, number=counts.complete)
    if session.sides != "both":
        sides = {"left": counts.left, "right": counts.right}
        complete += f" ({', '.join(f'{word(s, language)} {n}' for s, n in sides.items())})"
    parts = [complete, word("count_incomplete", language, number=counts.incomplete)]
    if session.hold_s is not None:
        held = with_unit(session.hold_s, "s", language)
        parts = [f"{word('longest_hold', language)}: {held}"]
    if session.cadence_per_min is not None:
        cadence = decimal(session.cadence_per_min, 1, language)
        parts.append(word("cadence", language, cadence=cadence))
    parts.append(f"{word('seen_share', language)}: {percent(session.seen_share, language)}")
    return " · ".join(parts)


def hardly_judged_words(exercise: Exercise, reps: Sequence[Rep], language: Language) -> str | None:
    """Return how many repetitions could be judged, and how to film; None where most could."""
    from poseguide.engine.summary import hardly_judged

    few = hardly_judged(exercise, reps)
    if few is None:
        return None
    place = exercise.camera.place[language]
    return word("hardly_judged", language, judged=few.judged, number=few.of, place=place)


def done_words(entry: HistoryEntry, language: Language) -> list[str]:
    """Return what was done in a session, one text each: held, led, found, and as corrected."""
    done = []
    if entry.hold_s:
        done.append(word("history_held", language, seconds=decimal(entry.hold_s, 0, language)))
    if entry.source == "timer" or entry.paced > entry.found.complete:
        done.append(word("history_led", language, number=entry.paced))
    if entry.source != "timer":
        done.append(word("history_found", language, counts=count_words(entry.found, language)))
    if entry.corrected:
        counts = count_words(entry.counts, language)
        done.append(f"✎ {word('history_corrected', language, counts=counts)}")
    return done
