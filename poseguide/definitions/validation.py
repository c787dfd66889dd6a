"""Checks of an exercise file as a whole: whether its parts fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from poseguide.definitions.base import Condition, is_point
from poseguide.definitions.schema import Exercise, Fault, KeyPose, Tempo
from poseguide.definitions.toml_schema import Place, validated

#: A place in the file, and what is wrong there.
Contradiction = tuple[Place, str]


def contradictions(exercise: Exercise) -> list[Contradiction]:
    """Return what the parts of an exercise say against each other: where in the file, and what."""
    checks = (_kinds, _unknown, _twice, _fault_rules, _signals, _examples)
    return [found for check in checks for found in check(exercise)]


def _kinds(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield where the kinds of exercise are mixed: one has phases, a cycle or a hold."""
    kinds = [exercise.repetition, exercise.cycle, exercise.hold]
    if sum(kind is not None for kind in kinds) != 1:
        yield (), "give one of [repetition] with [[phases]], [cycle] and [hold]"
    if exercise.repetition is None and exercise.phases:
        yield ("phases",), "[[phases]] belong to a [repetition]"
    if exercise.repetition is not None and not exercise.phases:
        yield ("repetition",), "a repetition needs at least one of [[phases]]"


def _unknown(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield where a signal, a phase or a point is named that there is not."""
    for where, name in signal_uses(exercise):
        if name not in exercise.signals:
            yield where, f"there is no signal “{name}”; the file has {', '.join(exercise.signals)}"
    stages = [stage.name for stage in exercise.stages]
    for where, name in _phase_uses(exercise):
        if name not in stages:
            yield where, f"there is no phase “{name}”; the file has {', '.join(stages)}"
    if not is_point(exercise.good.anchor):
        yield ("good", "anchor"), f"“{exercise.good.anchor}” is not a point"


def _twice(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield where a stage, a fault or a rule of the series has the name of another one."""
    stages = [
        (_stage_place(exercise, number), stage.name) for number, stage in enumerate(exercise.stages)
    ]
    rules: list[tuple[Place, str]] = [
        (("series", number, "name"), rule.name) for number, rule in enumerate(exercise.series)
    ]
    rules += [
        (("faults", number, "name"), fault.name) for number, fault in enumerate(exercise.faults)
    ]
    of_stages = Counter(name for _, name in stages)
    of_all = of_stages + Counter(name for _, name in rules)
    for counts, named in ((of_stages, stages), (of_all, rules)):
        yield from ((where, f"“{name}” is used twice") for where, name in named if counts[name] > 1)


def _fault_rules(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield what a fault asks for that the rest of the file does not have."""
    before: list[str] = []
    for number, fault in enumerate(exercise.faults):
        for other in fault.unless:
            if other not in before:
                what = f"no fault “{other}” stands before this one"
                yield ("faults", number, "unless"), what
        before.append(fault.name)
        if fault.statistic == "count" and exercise.parts is None:
            yield ("faults", number), "“count” needs [repetition.parts] or [cycle.parts]"


def _signals(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield where a signal is used, or made of others, as it cannot be."""
    signals = exercise.signals
    for number, condition in enumerate(exercise.start.when):
        signal = signals.get(condition.signal)
        if signal is not None and signal.from_start is not None:
            what = f"“{condition.signal}” is measured from the start posture and cannot define it"
            yield ("start", "when", number), what
    for key, signal in signals.items():
        for name in signal.of:
            term = signals.get(name)
            if term is None or term.unit != "trunk" or term.of:
                what = f"“{name}” must be another signal in trunk lengths, not one made of others"
                yield ("signals", key, "of"), what


def _examples(exercise: Exercise) -> Iterator[Contradiction]:
    """Yield what is wrong with the faults' examples."""
    for number, fault in enumerate(exercise.faults):
        for at, what in _unfit(exercise, fault):
            yield ("faults", number, "example", *at), what


def _unfit(exercise: Exercise, fault: Fault) -> Iterator[Contradiction]:
    """Yield what a fault's example changes that a key pose does not have, or cannot be."""
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
    """Return where in the file a signal is named, by a condition, a fault or as the main one."""
    uses: list[tuple[Place, str]] = []

    def add(where: Place, conditions: Iterable[Condition]) -> None:
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
