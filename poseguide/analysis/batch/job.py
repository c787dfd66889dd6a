"""The job of one video of many and its result: plain values, which go to any process."""

from __future__ import annotations

from typing import Any, TypedDict

from poseguide.analysis.repetition_columns import Cell


class Job(TypedDict):
    """A video by its path, and the text of each exercise file by its name.

    With `recognise` the exercise is found among them, else there is one. With `every_frame` all
    frames are looked at. `workers` parts of the video are looked at together, which changes
    nothing in the result.
    """

    video: str
    exercises: dict[str, str]
    recognise: bool
    every_frame: bool
    workers: int


class Trouble(TypedDict):
    """The reason for a missing result: keys of words, the most special first, and their values."""

    kinds: list[str]
    message: str
    host: str


class Result(TypedDict):
    """The result of one video; `trouble` is the reason where there is none.

    `exercise` is the one that was done, or with `fits` false the one that is nearest, None where
    none is; `confidence`, 0 to 1, is None where it was not asked. `faults` counts the repetitions
    with each fault. `columns` and `rows` are the table of the repetitions, `cues` names what to say
    of each. `report` is what `report.as_dict` gives and `summary` its part of that name; None where
    no exercise fits.
    """

    trouble: Trouble | None
    exercise: str | None
    fits: bool
    confidence: float | None
    faults: dict[str, int]
    columns: list[str]
    rows: list[list[Cell]]
    cues: list[str | None]
    summary: dict[str, Any] | None
    report: dict[str, Any] | None


def failed(*kinds: str, message: str = "", host: str = "") -> Result:
    """The result of a video that has none."""
    result = result_of(None, fits=False, confidence=None)
    result["trouble"] = {"kinds": list(kinds), "message": message, "host": host}
    return result


def result_of(exercise: str | None, *, fits: bool, confidence: float | None) -> Result:
    """A result that says which exercise it is, or is nearest, and nothing more."""
    return {
        "trouble": None, "exercise": exercise, "fits": fits, "confidence": confidence,
        "faults": {}, "columns": [], "rows": [], "cues": [], "summary": None, "report": None,
    }  # fmt: skip
