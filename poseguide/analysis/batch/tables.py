"""Results of many videos as tables: a row a repetition, and a row a video."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poseguide.analysis.batch.results import BatchEntry
from poseguide.core.i18n import Language, trouble_words, word
from poseguide.core.i18n.numbers import percent
from poseguide.core.text import csv_text
from poseguide.definitions.cue_text import say
from poseguide.definitions.schema import Exercise


def results_csv(
    entries: Sequence[BatchEntry], exercises: dict[str, Exercise], language: Language
) -> str:
    """A row a repetition of all videos; a column is empty where the exercise has no such rule."""
    measured = dict.fromkeys(name for entry in entries for name in entry.result["columns"])
    columns = [name for name in measured if name != "faults"]
    rows: list[Iterable[str | float | None]] = [["file", "exercise", *columns, "faults", "cue"]]
    for entry in entries:
        result = entry.result
        for values, cue in zip(result["rows"], result["cues"], strict=True):
            cells = dict(zip(result["columns"], values, strict=True))
            said = say(exercises[result["exercise"] or ""], cue, language)
            rows.append(
                [entry.file, result["exercise"], *map(cells.get, columns), cells["faults"], said]
            )
    return csv_text(rows)


def summary_csv(
    entries: Iterable[BatchEntry], exercises: dict[str, Exercise], language: Language
) -> str:
    """A row a video: counts, shares from 0 to 1, faults most often first, what was wrong."""
    rows: list[list[str | float | None]] = [
        ["file", "exercise", "confidence", "complete", "incomplete", "left", "right", "hold_s",
         "cadence_per_min", "seen_share", "measured_share", "faults", "remark", "json"]
    ]  # fmt: skip
    for entry in entries:
        result = entry.result
        summary = result["summary"] or {}
        sides = summary.get("by_side", {})
        sure = result["confidence"]
        numbers = ("hold_s", "cadence_per_min", "seen_share", "measured_share")
        faults = [f"{name} {count}" for name, count in most_often(entry)]
        rows.append(
            [entry.file, result["exercise"] if result["fits"] else "",
             None if sure is None else round(sure, 3), summary.get("complete"),
             summary.get("incomplete"), sides.get("left"), sides.get("right"),
             *map(summary.get, numbers), ", ".join(faults),
             remark(entry, exercises, language), entry.name]
        )  # fmt: skip
    return csv_text(rows)


def most_often(entry: BatchEntry) -> list[tuple[str, int]]:
    """The faults of a video, those of most repetitions first, each with how many."""
    return sorted(entry.result["faults"].items(), key=lambda fault: -fault[1])


def remark(entry: BatchEntry, exercises: dict[str, Exercise], language: Language) -> str:
    """Return in words what is wrong with a video, or that no exercise fits; "" if all is well."""
    result = entry.result
    trouble = result["trouble"]
    if trouble is not None:
        return trouble_words(
            trouble["kinds"], language, message=trouble["message"], name=entry.file,
            host=trouble["host"],
        )  # fmt: skip
    if result["fits"]:
        return ""
    if result["exercise"] is None:
        return word("batch_none_fits", language, name=entry.file)
    nearest = exercises[result["exercise"]].name[language]
    share = percent(result["confidence"] or 0.0, language)
    return word("batch_nearest", language, name=entry.file, nearest=nearest, share=share)
