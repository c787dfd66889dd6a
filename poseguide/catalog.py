"""Finding, checking and loading exercise files."""

from __future__ import annotations

import copy
import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from poseguide.errors import DefinitionError, LimitError, Problem, UnknownExerciseError
from poseguide.exercise import Condition, Exercise, is_point
from poseguide.resources import bundled


@dataclass(frozen=True)
class Definition:
    """An exercise with the file it came from and the hash of that file's bytes."""

    exercise: Exercise
    path: Path
    sha256: str


def folder() -> Path:
    """The folder of the exercise files that come with PoseGuide."""
    return bundled("exercises")


def paths() -> list[Path]:
    """All exercise files, by name."""
    return sorted(folder().glob("*.toml"))


def load_exercise(exercise: str | Path) -> Definition:
    """The definition with this id, or in this file.

    Raises UnknownExerciseError when there is no such id, DefinitionError with all problems when the
    file cannot be used.
    """
    path = Path(exercise)
    if path.suffix == ".toml":
        return read(path)
    known = [p.stem for p in paths()]
    if str(exercise) not in known:
        raise UnknownExerciseError(
            str(exercise),
            known,
            f"There is no exercise “{exercise}”. Choose one of: {', '.join(known)}.",
        )
    return read(folder() / f"{exercise}.toml")


def read(path: Path) -> Definition:
    """Reads and checks one file. Raises DefinitionError with everything that is wrong at once."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = f"cannot be read ({error.strerror}); check the name and the folder"
        raise DefinitionError([Problem(path, None, "", why)]) from error
    try:
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DefinitionError([Problem(path, None, "", "is not text in UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = int(line[1]) if line else None
        raise DefinitionError([Problem(path, place, "", f"is not TOML: {error}")]) from error
    lines = _lines(text)
    exercise, wrong = _validate(table)
    if exercise is not None:
        wrong += _cross_check(exercise, path.stem)
    if wrong or exercise is None:
        problems = [Problem(path, _line_of(at, lines), _key(at), what) for at, what in wrong]
        raise DefinitionError(sorted(problems, key=lambda problem: problem.line or 0))
    return Definition(exercise, path, hashlib.sha256(content).hexdigest())


def _validate(table: dict[str, Any]) -> tuple[Exercise | None, list[tuple[Place, str]]]:
    """The exercise and what is wrong with its parts.

    Unknown keys and missing words do not hide what else is wrong: the table is mended for the
    checks that follow. None where it cannot be mended.
    """
    try:
        return Exercise.model_validate(table), []
    except ValidationError as error:
        details = error.errors()
    mended = copy.deepcopy(table)
    if all(_mend(mended, detail["type"], detail["loc"]) for detail in details):
        exercise, more = _validate(mended)
    else:
        exercise, more = None, []
    return exercise, [(_place(detail["loc"]), _plain(detail)) for detail in details] + more


def _mend(table: dict[str, Any], kind: str, where: Place) -> bool:
    """Takes out an unknown key, or puts words where they are missing; else False."""
    part: Any = table
    for step in where[:-1]:
        part = part[step]
    if kind == "extra_forbidden":
        del part[where[-1]]
        return True
    if kind in ("missing", "string_too_short") and where[-1] in ("en", "da"):
        part[where[-1]] = "…"
        return True
    return False


def with_limits(exercise: Exercise, limits: dict[str, float]) -> Exercise:
    """The exercise with a person's own limits.

    A limit's name is a fault's name, or `phase.signal` for where a phase is entered. Raises
    LimitError for a name that the exercise does not have.
    """
    data = exercise.model_dump()
    names = limit_names(exercise)
    for name, value in limits.items():
        if name not in names:
            raise LimitError(
                f"{exercise.id} has no limit “{name}”. It has: {', '.join(sorted(names))}."
            )
        _set_limit(data, name, value)
    try:
        return Exercise.model_validate(data)
    except ValidationError as error:
        why = "; ".join(_plain(detail) for detail in error.errors())
        given = ", ".join(f"{name}={value:g}" for name, value in limits.items())
        raise LimitError(f"{exercise.id} cannot take {given}: {why}.") from error


def limit_names(exercise: Exercise) -> dict[str, float]:
    """Every limit that a person may have their own value of, with its default."""
    names = {fault.name: fault.limit for fault in exercise.faults}
    for phase in exercise.phases:
        for condition in phase.enter:
            names[f"{phase.name}.{condition.signal}"] = condition.limit
    return names


def _set_limit(data: dict[str, list[dict[str, object]]], name: str, value: float) -> None:
    phase, _, signal = name.partition(".")
    if signal:
        part = next(p for p in data["phases"] if p["name"] == phase)
        enter = part["enter"]
        assert isinstance(enter, list)
        holders = [c for c in enter if c["signal"] == signal]
    else:
        holders = [f for f in data["faults"] if f["name"] == name]
    for holder in holders:
        holder["above" if holder["above"] is not None else "below"] = value


Place = tuple[str | int, ...]


def _cross_check(exercise: Exercise, stem: str) -> list[tuple[Place, str]]:
    """What no single part can know: names that must exist, kinds that exclude each other."""
    problems: list[tuple[Place, str]] = []
    signals = exercise.signals
    if exercise.id != stem:
        problems.append((("id",), f"must be the file's name, “{stem}”, not “{exercise.id}”"))
    if (exercise.repetition is None) == (exercise.hold is None):
        problems.append(((), "give either [repetition] with [[phases]], or [hold]"))
    if exercise.repetition is not None and not exercise.phases:
        problems.append((("repetition",), "a repetition needs at least one of [[phases]]"))
    for where, name in _signal_uses(exercise):
        if name not in signals:
            known = ", ".join(signals)
            problems.append((where, f"there is no signal “{name}”; the file has {known}"))
    names = [phase.name for phase in exercise.phases]
    for where, name in _phase_uses(exercise):
        if name not in names:
            problems.append((where, f"there is no phase “{name}”; the file has {', '.join(names)}"))
    for number, name in enumerate(names):
        if names.count(name) > 1:
            problems.append((("phases", number, "name"), f"“{name}” is used twice"))
    both = names + [fault.name for fault in exercise.faults]
    for number, fault in enumerate(exercise.faults):
        if both.count(fault.name) > 1:
            problems.append((("faults", number, "name"), f"“{fault.name}” is used twice"))
        for other in fault.unless:
            if other not in [before.name for before in exercise.faults[:number]]:
                what = f"no fault “{other}” stands before this one"
                problems.append((("faults", number, "unless"), what))
        if fault.statistic == "count" and not (exercise.repetition and exercise.repetition.parts):
            problems.append((("faults", number), "“count” needs [repetition.parts]"))
    for number, condition in enumerate(exercise.start.when):
        signal = signals.get(condition.signal)
        if signal is not None and signal.from_start is not None:
            what = f"“{condition.signal}” is measured from the start posture and cannot define it"
            problems.append((("start", "when", number), what))
    for key, signal in signals.items():
        for name in signal.of:
            term = signals.get(name)
            if term is None or term.unit != "trunk" or term.measure == "sum":
                what = f"“{name}” must be another signal in trunk lengths, not a sum"
                problems.append((("signals", key, "of"), what))
    poses = [pose.name for pose in exercise.good.poses]
    for number, fault in enumerate(exercise.faults):
        for pose in fault.example:
            if pose not in poses and pose != "tempo":
                what = f"there is no key pose “{pose}”; [good] has {', '.join(poses)}"
                problems.append((("faults", number, "example"), what))
    if not is_point(exercise.good.anchor):
        problems.append((("good", "anchor"), f"“{exercise.good.anchor}” is not a point"))
    return problems


def _signal_uses(exercise: Exercise) -> list[tuple[Place, str]]:
    uses: list[tuple[Place, str]] = []

    def add(where: Place, conditions: list[Condition]) -> None:
        uses.extend(((*where, n, "signal"), c.signal) for n, c in enumerate(conditions))

    add(("start", "when"), exercise.start.when)
    add(("start", "keep"), exercise.start.keep)
    for number, phase in enumerate(exercise.phases):
        add(("phases", number, "enter"), phase.enter)
        add(("phases", number, "otherwise"), phase.otherwise)
        add(("phases", number, "leave"), phase.leave)
        add(("phases", number, "far"), phase.far)
    for number, fault in enumerate(exercise.faults):
        if fault.signal is not None:
            uses.append((("faults", number, "signal"), fault.signal))
    if exercise.repetition is not None:
        add(("repetition", "attempt"), exercise.repetition.attempt)
        add(("repetition", "back"), exercise.repetition.back)
        uses.append((("repetition", "main"), exercise.repetition.main))
        if exercise.repetition.parts is not None:
            uses.append((("repetition", "parts", "signal"), exercise.repetition.parts.signal))
    if exercise.hold is not None:
        add(("hold", "when"), exercise.hold.when)
        uses.append((("hold", "main"), exercise.hold.main))
    return uses


def _phase_uses(exercise: Exercise) -> list[tuple[Place, str]]:
    uses: list[tuple[Place, str]] = [
        (("faults", number, "phase"), fault.phase)
        for number, fault in enumerate(exercise.faults)
        if fault.phase is not None
    ]
    if exercise.repetition is not None and exercise.repetition.parts is not None:
        uses.append((("repetition", "parts", "phase"), exercise.repetition.parts.phase))
    return uses


def _lines(text: str) -> dict[Place, int]:
    """The line of each table and key, 1-based, which tomllib does not keep."""
    places: dict[Place, int] = {}
    seen: dict[str, int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]", line):
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                seen[header[2]] = seen.get(header[2], -1) + 1
                table = (*table, seen[header[2]])
            places.setdefault(table, number)
        elif key := re.match(r"\s*([\w\-]+)(?:\.([\w\-]+))?\s*=", line):
            places.setdefault((*table, key[1]), number)
            if key[2]:
                places.setdefault((*table, key[1], key[2]), number)
    return places


def _line_of(where: Place, lines: dict[Place, int]) -> int | None:
    for length in range(len(where), 0, -1):
        if (line := lines.get(where[:length])) is not None:
            return line
    return None


def _key(where: Place) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def _place(where: Place) -> Place:
    """A place in the file, without the mark that pydantic puts behind a wrong name of a table."""
    return tuple(part for part in where if part != "[key]")


#: pydantic's words in plain ones, by the kind of its error.
_PLAIN = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of the format; check the spelling",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list in [brackets]",
    "tuple_type": "must be a list of two in [brackets]",
    "finite_number": "must be a finite number",
    "model_type": 'must be a table, such as {en = "…", da = "…"}',
    "dict_type": "must be a table",
    "string_pattern_mismatch": "must be small letters, digits and _, beginning with a letter",
}


def _plain(detail: object) -> str:
    assert isinstance(detail, dict)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    if kind in ("too_short", "too_long"):
        bound = "at least" if kind == "too_short" else "at most"
        length = context.get("min_length", context.get("max_length"))
        return f"must have {bound} {length} in its list"
    if kind == "greater_than":
        return f"must be more than {context['gt']:g}"
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']:g}"
    return str(detail["msg"])
