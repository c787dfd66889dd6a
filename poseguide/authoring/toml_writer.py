"""An exercise as the text of its file, with its words left for a person to write."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping

from poseguide.definitions.base import Condition
from poseguide.definitions.schema import Exercise, KeyPose

_WORDS = 'en = "", da = ""'
_PLACEHOLDER = 'en = "…", da = "…"'
_WIDTH = 96

#: Gives the lines of comment that belong to a place.
Note = Callable[[str], list[str]]


def as_toml(exercise: Exercise, notes: Mapping[str, Iterable[str]]) -> str:
    """Return the file of an exercise with phases, its words empty.

    `notes` are lines of comment by where they stand: "top", "posture", "sides", "camera", "dose",
    "start", "keep", "attempt", "back", "seconds", "good", and the name of a signal, phase or fault.
    """

    def note(place: str) -> list[str]:
        return [f"# {line}".rstrip() for line in notes.get(place, ())]

    parts = (_top, _signals, _start, _repetition, _phases, _faults, _good)
    return "\n".join([line for part in parts for line in part(exercise, note)] + [""])


def _top(exercise: Exercise, note: Note) -> list[str]:
    camera, dose = exercise.camera, exercise.dose
    lines = [
        *note("top"), "", f"id = {_text(exercise.id)}",
        "# What people call it; what it is good for, in a sentence; how to take the start posture.",
        _words("name"), _words("purpose"), _words("setup"),
        *note("posture"), f"posture = {_text(exercise.posture)}",
        *note("sides"), f"sides = {_text(exercise.sides)}",
        "", "[camera]", *note("camera"), f"view = {_text(camera.view)}",
        f"height_cm = {_numbers(camera.height_cm)}", f"distance_m = {_numbers(camera.distance_m)}",
        "# The same in a sentence.", _words("place"),
        "", "[dose]", *note("dose"),
    ]  # fmt: skip
    if dose.repetitions is not None:
        lines.append(f"repetitions = {_numbers(dose.repetitions)}")
    if dose.per_side:
        lines.append("per_side = true")
    return [*lines, "# Who prescribes it; a dose of your own says so.", _words("source")]


def _signals(exercise: Exercise, note: Note) -> list[str]:
    lines = ["", _heading("What is measured")]
    for name, signal in exercise.signals.items():
        lines += ["", f"[signals.{name}]", *note(name), _words("label")]
        lines += [f"measure = {_text(signal.measure)}", f"points = {json.dumps(signal.points)}"]
        if signal.over is not None:
            lines.append(f"over = {json.dumps(list(signal.over))}")
        if signal.from_start is not None:
            lines.append(f"from_start = {_text(signal.from_start)}")
    return lines


def _start(exercise: Exercise, note: Note) -> list[str]:
    start = exercise.start
    lines = ["", _heading("When it begins, and what a repetition is"), "", "[start]"]
    lines += [*note("start"), f"hold_s = {start.hold_s:g}", *_conditions("when", start.when)]
    if start.keep:
        lines += [*note("keep"), *_conditions("keep", start.keep)]
    return [*lines, "# What to say to somebody who is not in it.", _words("cue")]


def _repetition(exercise: Exercise, note: Note) -> list[str]:
    body = exercise.repetition
    assert body is not None
    lines = ["", "[repetition]", *note("attempt"), *_conditions("attempt", body.attempt)]
    if body.back:
        lines += [*note("back"), *_conditions("back", body.back)]
    lines += [f"main = {_text(body.main)}", f"peak = {_text(body.peak)}"]
    return [*lines, *note("seconds"), f"min_s = {body.min_s:g}", f"max_s = {body.max_s:g}"]


def _phases(exercise: Exercise, note: Note) -> list[str]:
    lines = []
    for phase in exercise.phases:
        lines += ["", "[[phases]]", f"name = {_text(phase.name)}", *note(phase.name)]
        lines += [_words("label"), *_conditions("enter", phase.enter)]
        lines += [*_conditions("leave", phase.leave), f"min_s = {phase.min_s:g}"]
        lines += ["# What to say when it was missed.", _words("cue")]
    return lines


def _faults(exercise: Exercise, note: Note) -> list[str]:
    lines = ["", _heading("What can be wrong, the most serious first")] if exercise.faults else []
    for fault in exercise.faults:
        lines += ["", "[[faults]]", f"name = {_text(fault.name)}", *note(fault.name)]
        lines += [f"statistic = {_text(fault.statistic)}", f"below = {fault.limit:g}"]
        lines += [f"severity = {_text(fault.severity)}", "# What to say.", _words("cue")]
        lines += [f"example = {_inline(fault.example)}"]
    return lines


def _good(exercise: Exercise, note: Note) -> list[str]:
    lines = ["", _heading("A clean repetition"), "", "[good]", *note("good")]
    lines += [f"anchor = {_text(exercise.good.anchor)}", "poses = ["]
    return [*lines, *(f"  {_pose(pose)}," for pose in exercise.good.poses), "]"]


def filled(text: str) -> Exercise:
    """Return the exercise of such a file, with a placeholder for each of its words."""
    return Exercise.model_validate(tomllib.loads(text.replace(_WORDS, _PLACEHOLDER)))


def _words(key: str) -> str:
    return f"{key} = {{ {_WORDS} }}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _heading(title: str) -> str:
    return f"# --- {title} ".ljust(_WIDTH, "-")


def _numbers(numbers: Iterable[float]) -> str:
    return f"[{', '.join(f'{number:g}' for number in numbers)}]"


def _conditions(key: str, conditions: Iterable[Condition]) -> list[str]:
    rows = [_condition(condition) for condition in conditions]
    if len(rows) == 1:
        return [f"{key} = [{rows[0]}]"]
    return [f"{key} = [", *(f"  {row}," for row in rows), "]"]


def _condition(condition: Condition) -> str:
    limits = {"above": condition.above, "below": condition.below}
    parts = [f"signal = {_text(condition.signal)}"]
    parts += [f"{key} = {limit:g}" for key, limit in limits.items() if limit is not None]
    return f"{{ {', '.join(parts)} }}"


def _pose(pose: KeyPose) -> str:
    said = pose.model_dump(exclude_unset=True)
    parts = (f"{k} = {_text(v) if isinstance(v, str) else f'{v:g}'}" for k, v in said.items())
    return f"{{ {', '.join(parts)} }}"


def _inline(table: Mapping[str, Mapping[str, float]]) -> str:
    inner = (
        f"{key} = {{ {', '.join(f'{name} = {value:g}' for name, value in values.items())} }}"
        for key, values in table.items()
    )
    return f"{{ {', '.join(inner)} }}"
