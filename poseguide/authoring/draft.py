"""A movement in a recording as an exercise: start posture, attempt, phases, tempo and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from poseguide.authoring.candidate_signals import ARMS, BLANK, CANDIDATES, Candidate
from poseguide.authoring.key_poses import ANCHORS, key_poses, posture_of, view_of
from poseguide.authoring.movement import Movement
from poseguide.authoring.segment import MarkedSegment, MovementPart, parts_of, signal_name
from poseguide.definitions.base import Condition, Signal
from poseguide.definitions.measures import MEASURES
from poseguide.definitions.movement import Phase, Repetition, Start
from poseguide.definitions.ranges import LONGEST_S
from poseguide.definitions.schema import Camera, Dose, Exercise, Fault, Good

#: Shares of the way from the rest to the turn at which an attempt and a phase begin; rooms of the
#: start posture in degrees, and seconds that it is held: from strict to loose.
_ATTEMPT = (0.33, 0.4, 0.48)
_ENTER = (0.67, 0.63, 0.58)
_ROOM_DEG = (15.0, 20.0, 25.0)
_HOLD_S = (0.3, 0.2, 0.1)
#: A side that goes along with the other is no attempt: it must come this much further, and a phase
#: begins so much later, in shares of the way.
_OVER_ECHO, _MOST_ATTEMPT, _LATER = 0.15, 0.65, 0.1
_KEEP_DEG = 25.0
#: Hysteresis of a phase, in shares of the way: at least, and at most where the way is short.
_GAP, _MOST_GAP = 0.12, 0.4
_TOO_FAST, _EXAMPLE = 0.5, 0.35
#: The stick figure does this with both sides, so it cannot play one; the near one is followed.
_BOTH_IN_FIGURE = ("ankle", "heel", "shoulder", "elbow", "hand_height")


@dataclass(frozen=True)
class PhaseChoice:
    """One way to try: the main movement, a second one for the order, and how loose (0 to 2)."""

    main: Movement
    second: Movement | None
    loose: int


@dataclass(frozen=True)
class Draft:
    """An exercise without its words, and lines of comment for the parts of its file."""

    exercise: Exercise
    notes: dict[str, list[str]]


def draft(marked: MarkedSegment, choice: PhaseChoice, exercise_id: str) -> Draft:
    """The exercise that a choice makes of the marked part of a recording."""
    main, loose = choice.main, choice.loose
    if marked.sides == "one" and main.name in _BOTH_IN_FIGURE and main.side == marked.track.near:
        marked = replace(marked, sides="both")
    echo = min(marked.echoes.get(main.name, 0.0) + _OVER_ECHO, _MOST_ATTEMPT)
    attempt = max(_ATTEMPT[loose], echo if marked.echoes else 0.0)
    enter = max(_ENTER[loose], attempt + _LATER)
    resting = marked.typical(main, main.resting)
    posture = posture_of({name: middle for name, (_, middle, _) in resting.items()})
    parts = parts_of(marked, main, choice.second)
    signals = {part.signal: _signal(part.movement.name, part.signal) for part in parts}
    start = _start(main, resting, _ROOM_DEG[loose], attempt)
    if posture in ("all_fours", "elbows"):
        start.append(Condition(signal="arms", above=round(0.6 * resting["arms"][1], 2)))
    keep = _keep(marked)
    names = [condition.signal for condition in (*start, *keep)]
    signals |= {name: _known(name).signal for name in names if name not in signals}
    used = {*names, *(part.movement.name for part in parts)}
    exercise = Exercise(
        id=exercise_id, name=BLANK, purpose=BLANK, setup=BLANK,
        posture=posture, sides=marked.sides,
        camera=Camera(
            view=view_of(marked.track), height_cm=(40, 100), distance_m=(2.0, 3.0), place=BLANK
        ),
        dose=Dose(repetitions=(5, 10), per_side=marked.sides == "one", source=BLANK),
        signals=signals,
        start=Start(hold_s=_HOLD_S[loose], when=tuple(start), keep=tuple(keep), cue=BLANK),
        repetition=_repetition(main, parts, attempt, settled=loose == 0),
        phases=tuple(_phase(part, enter) for part in parts),
        faults=(_too_fast(main),),
        good=Good(
            anchor=ANCHORS[posture], poses=tuple(key_poses(marked, main, parts, used, posture))
        ),
    )  # fmt: skip
    return Draft(exercise, remarks(exercise, parts, marked, main, _ROOM_DEG[loose]))


def _known(name: str) -> Candidate:
    return ARMS if name == "arms" else CANDIDATES[name]


def _signal(candidate: str, name: str) -> Signal:
    signal = CANDIDATES[candidate].signal
    return signal if name == candidate else signal.model_copy(update={"from_start": "change"})


def _start(
    main: Movement, resting: dict[str, tuple[float, float, float]], room_deg: float, attempt: float
) -> list[Condition]:
    """The start posture as ranges around the values at rest; an attempt lies beyond them."""
    names = [name for name in ("trunk", "hip", "knee") if np.isfinite(resting[name][1])]
    own = signal_name(main) == main.name
    if main.name not in names and (own or not names):
        names.insert(0, main.name)
    conditions = []
    for name in names:
        low, _, high = resting[name]
        room = room_deg * _known(name).clear / 10.0
        above, below = low - room, high + room
        for turn in main.turns if own and name == main.name else ():
            end = main.rest + attempt * (turn.value - main.rest)
            if turn.value > main.rest:
                below = min(below, end)
            else:
                above = max(above, end)
        conditions.append(_range(name, above, below))
    return conditions


def _range(name: str, above: float, below: float) -> Condition:
    """Return a range in round numbers, open at an end that no value of the signal lies beyond."""
    measure, unit = MEASURES[_known(name).signal.measure], _known(name).unit
    return Condition(
        signal=name,
        above=_rounded(above, unit) if above > measure.lowest else None,
        below=_rounded(below, unit) if below < measure.highest else None,
    )


def _keep(marked: MarkedSegment) -> list[Condition]:
    values = marked.track.values[marked.working]["trunk"]
    if not np.isfinite(values).any():
        return []
    low, high = np.nanpercentile(values, (1, 99))
    low, high = low - _KEEP_DEG, high + _KEEP_DEG
    return [_range("trunk", low, high)] if low > -90 or high < 90 else []


def _repetition(
    main: Movement, parts: list[MovementPart], attempt: float, settled: bool
) -> Repetition:
    """Return when a movement is an attempt, and when it is over: in the start if `settled`."""
    own = [part for part in parts if part.movement is main]
    far = max(own, key=lambda part: abs(part.way))
    back: tuple[Condition, ...] = ()
    if not settled or far.signal != main.name:
        ways = {part.way > 0: 0.95 * attempt * abs(part.way) for part in own}
        room = max(ways.values())
        above, below = -ways.get(False, room), ways.get(True, room)
        unit = CANDIDATES[main.name].unit
        back = (
            Condition(
                signal=far.signal,
                above=_rounded(far.origin + above, unit),
                below=_rounded(far.origin + below, unit),
            ),
        )
    return Repetition(
        attempt=tuple(_beyond(part, attempt) for part in own), back=back,
        main=far.signal, peak="max" if far.way > 0 else "min",
        min_s=round(max(0.2, 0.25 * main.duration_s), 1),
        max_s=min(float(round(4 * main.duration_s + 5)), LONGEST_S),
    )  # fmt: skip


def _beyond(part: MovementPart, share: float) -> Condition:
    """Return the condition that a signal has made this share of the way from rest to the turn."""
    limit = _rounded(part.origin + share * part.way, CANDIDATES[part.movement.name].unit)
    return Condition(signal=part.signal, **{"above" if part.way > 0 else "below": limit})


def _rounded(value: float, unit: str) -> float:
    """Return a value in whole degrees, or in thousandths of a trunk length."""
    if unit == "deg":
        return float(round(value)) if abs(value) > 20 else round(value, 1)
    return round(value, 3)


def _phase(part: MovementPart, enter: float) -> Phase:
    gap = max(CANDIDATES[part.movement.name].gap / abs(part.way), _GAP)
    begun, left = _beyond(part, enter), _beyond(part, enter - min(gap, _MOST_GAP))
    leave = Condition(signal=part.signal, above=left.below, below=left.above)
    min_s = 0.12 if part.movement.duration_s >= 1.0 else 0.06
    return Phase(
        name=part.name, label=BLANK, cue=BLANK, enter=(begun,), leave=(leave,), min_s=min_s
    )


def _too_fast(main: Movement) -> Fault:
    return Fault(
        name="too_fast", statistic="seconds", below=round(_TOO_FAST * main.duration_s, 1),
        severity="minor", cue=BLANK, example={"tempo": {"scale": _EXAMPLE}},
    )  # fmt: skip


def remarks(
    exercise: Exercise,
    parts: Sequence[MovementPart],
    marked: MarkedSegment,
    main: Movement,
    room_deg: float,
) -> dict[str, list[str]]:
    """Lines of comment by the place they stand at: see `as_toml`."""
    from_s, to_s = marked.track.times_s[[0, -1]]
    lines = {
        "top": [
            f"Proposed from {from_s:.1f} s to {to_s:.1f} s of a recording. Every limit is a guess",
            "from these repetitions: look at each, and try it on other people.",
            "Every key is explained in exercises/README.md. Write all words that are empty.",
        ],
        "posture": ["How the body is: all_fours, supine, elbows, seated or standing."],
        "sides": ["one: a side at a time. both: together. alternate: by turns."],
        "camera": [
            "From where you filmed: side, oblique or front. Correct the height and the distance."
        ],
        "dose": ["Fewest and most repetitions: yours."],
        "start": [f"Around your recording at rest, with up to {room_deg:.0f} degrees of room."],
        "keep": ["What stays true all through the repetition."],
        "attempt": ["Who comes no further than this has not tried."],
        "back": ["It is over when the movement is back here."],
        "seconds": [
            f"Yours took {main.duration_s:.1f} s. Shorter is no repetition, longer is given up."
        ],
        "too_fast": [f"Half of your {main.duration_s:.1f} s."],
        "good": ["The stick figure's angles in degrees, from your recording."],
    }
    for name in exercise.signals:
        bare = name.removesuffix("_move")
        what = (ARMS if bare == "arms" else CANDIDATES[bare]).what
        lines[name] = [what if bare == name else f"{what[:-1]}; as a change from the start."]
    for part in parts:
        unit = "degrees" if CANDIDATES[part.movement.name].unit == "deg" else "trunk lengths"
        digits = 0 if unit == "degrees" else 2
        lines[part.name] = [
            f"Limits from your recording: {part.signal} {part.origin:.{digits}f} at rest, "
            f"{part.origin + part.way:.{digits}f} here, in {unit}."
        ]
    return lines
