"""A movement in a recording as an exercise: start posture, attempt, phases, tempo, key poses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from poseguide.candidates import ARMS, BLANK, CANDIDATES, Candidate
from poseguide.exercise import (
    Camera,
    Condition,
    Dose,
    Exercise,
    Fault,
    Good,
    KeyPose,
    Phase,
    Repetition,
    Signal,
    Start,
)
from poseguide.keyposes import ANCHORS, Posture, figure_values, fit, posture_of
from poseguide.marked import Marked, Movement, Turn, smoothed
from poseguide.skeleton import index_of

#: Shares of the way from the rest to the turn at which an attempt and a phase begin; and rooms of
#: the start posture in degrees, and seconds it is held: from strict to loose.
_ATTEMPT = (0.33, 0.4, 0.48)
_ENTER = (0.67, 0.63, 0.58)
_ROOM_DEG = (15.0, 20.0, 25.0)
_HOLD_S = (0.3, 0.2, 0.1)
#: Angles that move less than this are measured from the person's own start.
_ABSOLUTE_DEG = 30.0
_KEEP_DEG = 25.0
_TOO_FAST, _EXAMPLE = 0.5, 0.35
#: Moments that are not near one another: in seconds, and as a share of the repetition.
_APART_S, _APART = 0.3, 0.15
#: A second signal is worth a phase when it moves this much as clearly as the main one.
_SECOND = 0.5
_JOINTS = ("hip", "knee", "shoulder", "elbow")
_AROUND_S = 0.12


@dataclass(frozen=True)
class Choice:
    """What to try: the main movement, another that gives it its order, and how loose (0 to 2)."""

    main: Movement
    second: Movement | None
    loose: int
    tempo: bool = True


@dataclass(frozen=True)
class Draft:
    """An exercise without its words, and lines of comment for the parts of its file."""

    exercise: Exercise
    notes: dict[str, list[str]]


@dataclass(frozen=True)
class _Part:
    """One phase to be: a turn of a signal, named as the definition names it."""

    movement: Movement
    turn: Turn
    signal: str
    way: float  # signed, from the rest to the turn, in the signal's unit

    @property
    def origin(self) -> float:
        """What the signal reads at rest: 0 where it is measured from the start."""
        return 0.0 if self.signal != self.movement.name else self.movement.rest

    @property
    def name(self) -> str:
        """A name that says which joint went where."""
        if CANDIDATES[self.movement.name].signal.measure in ("angle", "ventral_angle"):
            return f"{self.movement.name}_{'open' if self.way > 0 else 'bent'}"
        return f"{self.movement.name}_{'up' if self.way > 0 else 'down'}"


def seconds_of(marked: Marked, main: Movement) -> list[Movement]:
    """Other joints whose turn comes at another moment than those of the main movement."""
    clear = [m for m in marked.movements if m.name in _JOINTS and m is not main]
    clear = [m for m in clear if m.score >= _SECOND * main.score and m.count == main.count]
    return [m for m in clear if any(_is_apart(main, turn) for turn in m.turns)]


def _is_apart(main: Movement, turn: Turn) -> bool:
    least_s = max(_APART_S, _APART * main.duration_s)
    return all(abs(_later_s(own, turn)) > least_s for own in main.turns)


def _later_s(before: Turn, after: Turn) -> float:
    return float(np.median(np.array(after.times_s) - np.array(before.times_s)))


def draft(marked: Marked, choice: Choice, exercise_id: str) -> Draft:
    """The exercise that a choice makes of the marked part of a recording."""
    main, loose = choice.main, choice.loose
    resting = _values(marked, main, main.resting)
    posture = posture_of({name: middle for name, (_, middle, _) in resting.items()})
    parts = _parts(marked, choice)
    main_name = parts[0].signal if parts[0].movement is main else _signal_name(main)
    signals = {part.signal: _signal(part.movement.name, part.signal) for part in parts}
    start, names = _start(marked, choice, resting, posture, main_name)
    signals |= {name: _known(name).signal for name in names if name not in signals}
    mains = [part for part in parts if part.movement is main]
    hold_s, body = _HOLD_S[loose], _repetition(main, main_name, parts, loose)
    keep = _keep(marked)
    poses = _poses(marked, parts, main, {*names, *(p.movement.name for p in parts)}, posture)
    exercise = Exercise(
        id=exercise_id, name=BLANK, purpose=BLANK, setup=BLANK, posture=posture,
        sides=marked.sides,
        camera=Camera(
            view=_view(marked), height_cm=(40, 100), distance_m=(2.0, 3.0), place=BLANK
        ),
        dose=Dose(repetitions=(5, 10), per_side=marked.sides == "one", source=BLANK),
        signals=signals,
        start=Start(hold_s=hold_s, when=start, keep=keep, cue=BLANK),
        repetition=body,
        phases=[_phase(part, loose) for part in parts],
        faults=[_too_fast(main)] if choice.tempo else [],
        good=Good(anchor=ANCHORS[posture], poses=poses),
    )  # fmt: skip
    return Draft(exercise, _notes(exercise, mains, parts, marked, main))


def _parts(marked: Marked, choice: Choice) -> list[_Part]:
    main = choice.main
    turns = [(main, turn, 0.0) for turn in main.turns]
    if choice.second is not None:
        apart = [turn for turn in choice.second.turns if _is_apart(main, turn)]
        turns += [(choice.second, turn, 0.0) for turn in apart]
    first = main.turns[0]
    turns.sort(key=lambda item: _later_s(first, item[1]))
    return [
        _Part(movement, turn, _signal_name(movement), _way(marked, movement, turn))
        for movement, turn, _ in turns
    ]


def _way(marked: Marked, movement: Movement, turn: Turn) -> float:
    """From the rest to a turn; where sides alternate, that of the side that moves less."""
    way = turn.value - movement.rest
    pair = marked.pairs.get(movement.name)
    if pair is None:
        return way
    others = [t.value - pair.rest for t in pair.turns if (t.value > pair.rest) == (way > 0)]
    return min([way, *others], key=abs)


def _signal_name(movement: Movement) -> str:
    """The signal's name: with `_move` where it is measured from the person's own start."""
    candidate = CANDIDATES[movement.name]
    steady = candidate.unit == "deg" and candidate.worth > 0.7
    absolute = steady and movement.way >= _ABSOLUTE_DEG
    return movement.name if absolute else f"{movement.name}_move"


def _known(name: str) -> Candidate:
    return ARMS if name == "arms" else CANDIDATES[name]


def _signal(candidate: str, name: str) -> Signal:
    signal = CANDIDATES[candidate].signal
    return signal if name == candidate else signal.model_copy(update={"from_start": "change"})


def _values(
    marked: Marked, movement: Movement, when: NDArray[np.bool_]
) -> dict[str, tuple[float, float, float]]:
    """Low, middle and high of each candidate in some moments; NaN where not seen."""
    out = {}
    for name, column in marked.track.values[movement.side].items():
        values = smoothed(marked.track.times_s, column)[when]
        seen = values[np.isfinite(values)]
        low, middle, high = np.percentile(seen, (10, 50, 90)) if len(seen) else (np.nan,) * 3
        out[name] = (float(low), float(middle), float(high))
    return out


def _start(
    marked: Marked,
    choice: Choice,
    resting: dict[str, tuple[float, float, float]],
    posture: Posture,
    main_name: str,
) -> tuple[list[Condition], list[str]]:
    """The start posture as ranges around the values at rest, and the names of their signals."""
    main, room_deg = choice.main, _ROOM_DEG[choice.loose]
    names = ["trunk", "hip", "knee"]
    if main.name == main_name and main.name not in names:
        names.insert(0, main.name)
    conditions = []
    for name in names:
        low, middle, high = resting[name]
        if not np.isfinite(middle):
            continue
        above, below = low - room_deg, high + room_deg
        if name == main_name:
            for turn in main.turns:
                end = main.rest + _ATTEMPT[choice.loose] * (turn.value - main.rest)
                above, below = (
                    (above, min(below, end)) if end > middle else (max(above, end), below)
                )
        conditions.append(_range(name, above, below))
    if posture in ("all_fours", "elbows"):
        conditions.append(Condition(signal="arms", above=round(0.6 * resting["arms"][1], 2)))
    return conditions, [condition.signal for condition in conditions]


def _range(name: str, above: float, below: float) -> Condition:
    """A range in whole degrees, open where no angle lies beyond it."""
    lowest, highest = {"tilt": (-90, 90), "angle": (0, 180)}.get(
        _known(name).signal.measure, (-90, 270)
    )
    return Condition(
        signal=name,
        above=float(round(above)) if above > lowest else None,
        below=float(round(below)) if below < highest else None,
    )


def _keep(marked: Marked) -> list[Condition]:
    values = marked.track.values[marked.working]["trunk"]
    low, high = np.nanpercentile(values, (1, 99))
    low, high = low - _KEEP_DEG, high + _KEEP_DEG
    return [_range("trunk", low, high)] if low > -90 or high < 90 else []


def _repetition(main: Movement, name: str, parts: list[_Part], loose: int) -> Repetition:
    own = [part for part in parts if part.movement is main]
    far = max(own, key=lambda part: abs(part.way))
    attempt = [_beyond(part, _ATTEMPT[loose]) for part in own]
    back: list[Condition] = []
    if name != main.name or loose:
        sides = {part.way > 0: part.origin + 0.95 * _ATTEMPT[loose] * part.way for part in own}
        room = abs(0.95 * _ATTEMPT[loose] * far.way)
        limits = {
            "below": sides.get(True, far.origin + room),
            "above": sides.get(False, far.origin - room),
        }
        unit = CANDIDATES[main.name].unit
        back = [Condition(signal=name, **{k: _rounded(v, unit) for k, v in limits.items()})]
    return Repetition(
        attempt=attempt, back=back, main=name, peak="max" if far.way > 0 else "min",
        min_s=round(max(0.2, 0.25 * main.duration_s), 1),
        max_s=float(round(4 * main.duration_s + 5)),
    )  # fmt: skip


def _beyond(part: _Part, share: float) -> Condition:
    """That the signal has made this share of the way from its rest to the turn."""
    limit = _rounded(part.origin + share * part.way, CANDIDATES[part.movement.name].unit)
    return Condition(signal=part.signal, **{"above" if part.way > 0 else "below": limit})


def _rounded(value: float, unit: str) -> float:
    """Whole degrees where there is room for it, hundredths of a trunk."""
    if unit == "deg":
        return float(round(value)) if abs(value) > 20 else round(value, 1)
    return round(value, 3)


def _phase(part: _Part, loose: int) -> Phase:
    gap = max(CANDIDATES[part.movement.name].gap, 0.12 * abs(part.way))
    share = _ENTER[loose] - min(gap / abs(part.way), 0.4)
    enter, left = _beyond(part, _ENTER[loose]), _beyond(part, share)
    leave = Condition(signal=part.signal, above=left.below, below=left.above)
    min_s = 0.12 if part.movement.duration_s >= 1.0 else 0.06
    return Phase(name=part.name, label=BLANK, cue=BLANK, enter=[enter], leave=[leave], min_s=min_s)


def _too_fast(main: Movement) -> Fault:
    return Fault(
        name="too_fast", statistic="seconds", below=round(_TOO_FAST * main.duration_s, 1),
        severity="minor", cue=BLANK, example={"tempo": {"scale": _EXAMPLE}},
    )  # fmt: skip


def _poses(
    marked: Marked, parts: list[_Part], main: Movement, used: set[str], posture: Posture
) -> list[KeyPose]:
    """The key poses: at rest, at each turn, at rest again, in the tempo of the recording."""
    rest = {n: middle for n, (_, middle, _) in _values(marked, main, main.resting).items()}
    used = used & set(CANDIDATES)
    start = fit("start", 0.0, rest, used, posture, marked.sides)
    # What the figure cannot take over at rest it keeps, so that it moves as far as the person did.
    figure = figure_values(start, posture, marked.sides)
    poses, last_s = [start], 0.0
    times_s = marked.track.times_s
    for part in parts:
        at = np.array(part.turn.times_s)
        near = (np.abs(times_s[:, np.newaxis] - at) <= _AROUND_S).any(axis=1)
        there = {n: middle for n, (_, middle, _) in _values(marked, main, near).items()}
        there[part.movement.name] = part.turn.value
        wanted = {n: there[n] + (figure[n] - rest[n] if n in used else 0.0) for n in there}
        at_s = max(main.turns[0].at * main.duration_s + _later_s(main.turns[0], part.turn), 0.2)
        after_s = round(max(at_s - last_s, 0.2), 1)
        poses.append(fit(part.name, after_s, wanted, used, posture, marked.sides))
        last_s = at_s
    end_s = round(max(main.duration_s - last_s, 0.3), 1)
    return [*poses, start.model_copy(update={"name": "end", "after_s": end_s})]


def _view(marked: Marked) -> Literal["side", "front", "oblique"]:
    """From where the person is seen: by how broad the shoulders look against the trunk."""
    pairs = [index_of(point, side) for point in ("shoulder", "hip") for side in ("left", "right")]
    points = np.stack([pose.points[pairs] for pose in marked.track.poses])
    across = np.abs(np.nanmedian(points[:, 0] - points[:, 1], axis=0))
    along = np.abs(np.nanmedian((points[:, :2] - points[:, 2:]).mean(axis=1), axis=0))
    broad = float(np.hypot(*across) / np.hypot(*along))
    return "front" if broad > 0.6 else "oblique" if broad > 0.35 else "side"


def _notes(
    exercise: Exercise, mains: list[_Part], parts: list[_Part], marked: Marked, main: Movement
) -> dict[str, list[str]]:
    from_s, to_s = marked.track.times_s[[0, -1]]
    notes = {
        "top": [
            f"Proposed from {from_s:.1f} s to {to_s:.1f} s of a recording. Every limit is a guess",
            "from these repetitions: look at each, and try it on other people.",
            "Every key is explained in exercises/README.md. Write all words that are empty.",
        ],
        "posture": ["How the body is; all_fours, supine, elbows, seated or standing."],
        "sides": ["one: a side at a time. both: together. alternate: by turns."],
        "camera": [
            "From where you filmed; side, oblique or front. Height and distance: correct these."
        ],
        "dose": ["Fewest and most repetitions: yours."],
        "start": [
            f"Around your recording at rest, with {_ROOM_DEG[0]:.0f} degrees of room or more."
        ],
        "keep": ["What stays true all through the repetition."],
        "attempt": ["A third of the way: less than this is no attempt."],
        "back": ["It is over when the movement is back here."],
        "seconds": [
            f"Yours took {main.duration_s:.1f} s. Shorter is no repetition, longer is given up."
        ],
        "too_fast": [f"Less than half of your {main.duration_s:.1f} s."],
        "good": ["The stick figure's angles in degrees, measured in your recording."],
    }
    for name in exercise.signals:
        bare = name.removesuffix("_move")
        what = _known(bare).what
        notes[name] = [what if bare == name else f"{what[:-1]}, as a change from the start."]
    for part in parts:
        unit = "degrees" if CANDIDATES[part.movement.name].unit == "deg" else "trunk lengths"
        turn = part.origin + part.way
        digits = 0 if unit == "degrees" else 2
        notes[part.name] = [
            f"Limits from your recording: {part.signal} {part.origin:.{digits}f} at rest, "
            f"{turn:.{digits}f} here, in {unit}."
        ]
    return notes
