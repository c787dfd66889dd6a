"""What no single part of an exercise file can know: whether its parts fit together."""

from __future__ import annotations

from collections.abc import Iterator

from poseguide.definitions.schema import (
    Condition,
    Exercise,
    Fault,
    KeyPose,
    Tempo,
    is_point,
)
from poseguide.definitions.toml_schema import Place, validated


def contradictions(exercise: Exercise) -> list[tuple[Place, str]]:
    """Where in the file and what: names that do not exist, kinds that exclude each other."""
    problems: list[tuple[Place, str]] = []
    signals = exercise.signals
    kinds = [exercise.repetition, exercise.cycle, exercise.hold]
    if sum(kind is not None for kind in kinds) != 1:
        problems.append(((), "give one of [repetition] with [[phases]], [cycle] and [hold]"))
    if exercise.repetition is None and exercise.phases:
        problems.append((("phases",), "[[phases]] belong to a [repetition]"))
    if exercise.repetition is not None and not exercise.phases:
        problems.append((("repetition",), "a repetition needs at least one of [[phases]]"))
    for where, name in signal_uses(exercise):
        if name not in signals:
            known = ", ".join(signals)
            problems.append((where, f"there is no signal “{name}”; the file has {known}"))
    names = [stage.name for stage in exercise.stages]
    for where, name in _phase_uses(exercise):
        if name not in names:
            problems.append((where, f"there is no phase “{name}”; the file has {', '.join(names)}"))
    for number, name in enumerate(names):
        if names.count(name) > 1:
            problems.append((_stage_place(exercise, number), f"“{name}” is used twice"))
    both = names + [fault.name for fault in exercise.faults]
    both += [rule.name for rule in exercise.series]
    for number, rule in enumerate(exercise.series):
        if both.count(rule.name) > 1:
            problems.append((("series", number, "name"), f"“{rule.name}” is used twice"))
    for number, fault in enumerate(exercise.faults):
        if both.count(fault.name) > 1:
            problems.append((("faults", number, "name"), f"“{fault.name}” is used twice"))
        for other in fault.unless:
            if other not in [before.name for before in exercise.faults[:number]]:
                what = f"no fault “{other}” stands before this one"
                problems.append((("faults", number, "unless"), what))
        if fault.statistic == "count" and exercise.parts is None:
            problems.append(
                (("faults", number), "“count” needs [repetition.parts] or [cycle.parts]")
            )
    for number, condition in enumerate(exercise.start.when):
        signal = signals.get(condition.signal)
        if signal is not None and signal.from_start is not None:
            what = f"“{condition.signal}” is measured from the start posture and cannot define it"
            problems.append((("start", "when", number), what))
    for key, signal in signals.items():
        for name in signal.of:
            term = signals.get(name)
            if term is None or term.unit != "trunk" or term.of:
                what = f"“{name}” must be another signal in trunk lengths, not one made of others"
                problems.append((("signals", key, "of"), what))
    for number, fault in enumerate(exercise.faults):
        problems += [
            (("faults", number, "example", *at), what) for at, what in _unfit(exercise, fault)
        ]
    if not is_point(exercise.good.anchor):
        problems.append((("good", "anchor"), f"“{exercise.good.anchor}” is not a point"))
    return problems


def _unfit(exercise: Exercise, fault: Fault) -> Iterator[tuple[Place, str]]:
    """What a fault's example changes that a key pose does not have, or to what it cannot be."""
    poses = {pose.name: pose for pose in exercise.good.poses}
    for name, values in fault.example.items():
        if name in poses:
            whole = poses[name].model_dump(exclude_unset=True) | values
            yield from (((name, *at), what) for at, what in validated(whole, KeyPose)[1])
        elif name == "tempo":
            yield from (((name, *at), what) for at, what in validated(values, Tempo)[1])
        else:
            yield (), f"there is no key pose “{name}”; [good] has {', '.join(poses)}"


def _stage_place(exercise: Exercise, number: int) -> Place:
    if exercise.cycle is not None:
        return ("cycle", ("there", "back", "parts")[number], "name")
    return ("phases", number, "name")


def signal_uses(exercise: Exercise) -> list[tuple[Place, str]]:
    """Where in the file a signal is named by a condition, a fault or as the main one."""
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
            if fault.per is not None:
                uses.append((("faults", number, "per"), fault.per))
    if exercise.repetition is not None:
        add(("repetition", "attempt"), exercise.repetition.attempt)
        add(("repetition", "back"), exercise.repetition.back)
        add(("repetition", "other"), exercise.repetition.other)
        uses.append((("repetition", "main"), exercise.repetition.main))
        if exercise.repetition.parts is not None:
            uses.append((("repetition", "parts", "signal"), exercise.repetition.parts.signal))
    if exercise.cycle is not None:
        uses.append((("cycle", "main"), exercise.cycle.main))
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
    uses += [
        (("faults", number, "per"), fault.per)
        for number, fault in enumerate(exercise.faults)
        if fault.per is not None and fault.signal is None
    ]
    if exercise.repetition is not None and exercise.repetition.parts is not None:
        uses.append((("repetition", "parts", "phase"), exercise.repetition.parts.phase))
    return uses
