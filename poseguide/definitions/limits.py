"""A person's own limits in place of an exercise's, without touching its file."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from poseguide.core.errors import LimitError
from poseguide.definitions.base import Unit
from poseguide.definitions.schema import Exercise
from poseguide.definitions.toml_schema import plain


def with_limits(exercise: Exercise, limits: dict[str, float]) -> Exercise:
    """The exercise with a person's own limits.

    Their names are those of `limit_names`. Raises LimitError for a name that the exercise does not
    have, and for a value that it cannot take.
    """
    data = exercise.model_dump()
    names = limit_names(exercise)
    for name, value in limits.items():
        if name not in names:
            raise LimitError(
                f"{exercise.id} has no limit “{name}”. It has: {', '.join(sorted(names))}."
            )
        _set_limit(exercise, data, name, value)
    try:
        return Exercise.model_validate(data)
    except ValidationError as error:
        why = "; ".join(plain(detail) for detail in error.errors())
        given = ", ".join(f"{name}={value:g}" for name, value in limits.items())
        raise LimitError(f"{exercise.id} cannot take {given}: {why}.") from error


def limit_names(exercise: Exercise) -> dict[str, float]:
    """Every limit that a person may have their own value of, with its default.

    A fault's name; `phase.signal` for where a phase is entered; the way back of a cycle for its
    least swing; a hold for its seconds.
    """
    names = {fault.name: fault.limit for fault in exercise.faults}
    for phase in exercise.phases:
        for condition in phase.enter:
            names[f"{phase.name}.{condition.signal}"] = condition.limit
    if exercise.cycle is not None:
        names[exercise.cycle.back.name] = exercise.cycle.swing
    if exercise.hold is not None:
        names[exercise.hold.name] = exercise.hold.seconds
    return names


def limit_unit(exercise: Exercise, name: str) -> Unit:
    """The unit of a limit, by its name in `limit_names`."""
    _, _, signal = name.partition(".")
    if signal:
        return exercise.signals[signal].unit
    for fault in exercise.faults:
        if fault.name == name:
            return exercise.unit_of(fault)
    return "s" if exercise.hold is not None else exercise.signals[exercise.main].unit


def _set_limit(exercise: Exercise, data: dict[str, Any], name: str, value: float) -> None:
    phase, _, signal = name.partition(".")
    if exercise.cycle is not None and name == exercise.cycle.back.name:
        data["cycle"]["swing"] = value
        return
    if exercise.hold is not None and name == exercise.hold.name:
        data["hold"]["seconds"] = value
        return
    if signal:
        part = next(p for p in data["phases"] if p["name"] == phase)
        enter = part["enter"]
        assert isinstance(enter, tuple)
        holders = [c for c in enter if c["signal"] == signal]
    else:
        holders = [f for f in data["faults"] if f["name"] == name]
    for holder in holders:
        holder["above" if holder["above"] is not None else "below"] = value
