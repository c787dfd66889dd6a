"""Any session that the program can write, as a strategy for tests."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, get_args

from hypothesis import strategies as st

from poseguide.core.records import CutShort, Finding, Rep, Span
from poseguide.definitions.catalog import Definition, load_any, paths
from poseguide.definitions.schema import Exercise
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import QUESTIONS, SessionProgress, SessionStart, StoredSession
from poseguide.vision.container import LARGEST_PX

#: An exercise whose file is gone since.
GONE = "an_exercise_that_is_gone"
EXERCISES = [path.stem for path in paths()]

_MOST = 2**31 - 1
#: What breaks lines, boxes and files: no spaces, no end, other directions, signs of several parts.
_ODD = (
    "", "x" * 3000, "Ø" * 400,
    "👩‍🦽🏽‍♀️" * 40, "שלום עולם " * 60, "مرحبا" * 80, "=1+1", "<b>&amp;", "{name}",
    "a\n" * 200, "\u202eabc", "\t\x0b", "**bold** $x$ :material/x:",
)  # fmt: skip
#: Letters that every database keeps.
_letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")

words = st.sampled_from(_ODD) | st.text(_letters, max_size=40)
ids = st.uuids().map(lambda each: each.hex)
moments = st.datetimes(
    datetime(1971, 1, 1), datetime(2999, 12, 30), timezones=st.just(UTC), allow_imaginary=False
)
degrees = st.none() | st.integers(0, 10)
counts = st.integers(0, 100_000) | st.just(_MOST)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Usual numbers, and the least and the most."""
    return st.floats(low, high) | st.sampled_from([low, high]) | st.floats(0.0, 200.0)


def names_of(exercise: Exercise | None) -> tuple[list[str], list[str]]:
    """The names of the phases and of the rules; made up ones where the exercise is gone."""
    if exercise is None:
        return ["there", "back"], ["slow", "bent"]
    return [stage.name for stage in exercise.stages], [fault.name for fault in exercise.faults]


@st.composite
def findings(draw: st.DrawFn, rule: str) -> Finding:
    """What a rule says, seen or not."""
    verdict: Any = draw(st.sampled_from(["ok", "fault", "unseen"]))
    value = None if verdict == "unseen" else draw(numbers(-1e15, 1e15))
    unit = draw(st.sampled_from(["deg", "trunk", "ratio", "s", "count"]))
    severity = draw(st.sampled_from(["major", "minor"]))
    return Finding(rule, verdict, value, draw(numbers(-1e15, 1e15)), unit, severity)


@st.composite
def reps(draw: st.DrawFn, number: int, start_s: float, sides: str, exercise: Any) -> Rep:
    """A repetition that starts then or a little later."""
    stages, rules = names_of(exercise)
    times = sorted(draw(st.tuples(*[st.floats(0.0, 20.0)] * 3)))
    start_s, peak_s, end_s = (start_s + time for time in times)
    passed = draw(st.lists(st.sampled_from(stages), max_size=6, unique=True))
    told = draw(st.lists(st.sampled_from(rules or [""]), max_size=8, unique=True)) if rules else []
    return Rep(
        number=number,
        side="both" if sides == "both" else draw(st.sampled_from(["left", "right"])),
        start_s=start_s,
        peak_s=peak_s,
        end_s=end_s,
        missing=draw(st.none() | st.sampled_from(stages)),
        parts=draw(st.none() | st.integers(0, 50)),
        range=draw(numbers(0.0, _MOST) | st.just(math.nan)),
        phases=tuple(Span(name, start_s, peak_s) for name in passed),
        findings=tuple(draw(findings(rule)) for rule in told),
        cut_short=draw(st.none() | st.sampled_from(get_args(CutShort))),
    )


@st.composite
def corrections(draw: st.DrawFn, number: int, rules: list[str]) -> Correction:
    """What a person says of a repetition; of one that they added, when it was."""
    start_s = draw(st.floats(0.0, 1000.0))
    span = (start_s, start_s + draw(st.floats(0.1, 100.0))) if number < 0 else (None, None)
    rulings = {} if number < 0 or not rules else draw(
        st.dictionaries(st.sampled_from(rules), st.sampled_from(["ok", "fault"]), max_size=3)
    )  # fmt: skip
    return Correction(
        number,
        draw(st.none() | st.booleans()),
        draw(st.none() | st.sampled_from(["left", "right", "both"])),
        rulings,
        draw(words),
        *span,
    )


@st.composite
def stored_sessions(draw: st.DrawFn, most_reps: int = 12) -> StoredSession:
    """A session of any exercise and shape, of nobody and of no round."""
    name = draw(st.sampled_from([*EXERCISES, GONE]))
    definition = None if name == GONE else load_any(name)
    exercise = definition.exercise if isinstance(definition, Definition) else None
    timed = definition is not None and exercise is None
    sides = draw(st.sampled_from(["one", "both", "alternate"])) if exercise is None else (
        exercise.sides
    )  # fmt: skip
    found, at_s = [], 0.0
    for number in range(1, 1 + (0 if timed else draw(st.integers(0, most_reps)))):
        found.append(draw(reps(number, at_s, sides, exercise)))
        at_s = found[-1].end_s
    _, rules = names_of(exercise)
    series = [rule.name for rule in exercise.series] if exercise else []
    added = 0 if timed else draw(st.integers(0, 3))
    judged = draw(st.sets(st.sampled_from((found and [rep.number for rep in found]) or [0])))
    held = not timed and (exercise is None or exercise.hold is not None)
    level = draw(st.none() | st.integers(0, 3)) if timed or not held else None
    frames = 0 if timed else draw(counts)
    return StoredSession(
        id=draw(ids),
        beginning=SessionStart(
            exercise=name,
            definition_sha256=definition.sha256
            if definition and draw(st.booleans())
            else "0f" * 32,
            sides=None if timed else sides,  # type: ignore[arg-type]
            language=draw(st.sampled_from(["en", "da"])),
            goal=Goal(
                draw(st.none() | st.integers(1, 1000)),
                draw(st.none() | numbers(0.1, 1e6)),
                draw(st.booleans()),
                draw(st.integers(1, 20)),
                level,
            ),
            source="timer" if timed else draw(st.sampled_from(["camera", "video", "sample"])),
            started_at=draw(moments),
            name=draw(words),
            limits=draw(st.dictionaries(st.sampled_from([*rules, "a.b"]), numbers(-1e15, 1e15))),
            pain_before=draw(degrees),
        ),
        progress=SessionProgress(
            seconds=draw(numbers(0.0, _MOST)),
            frames=frames,
            seen=draw(st.integers(0, frames)),
            measured=draw(st.integers(0, frames)),
            hold_s=draw(numbers(0.0, 1e5))
            if held and level is None and draw(st.booleans())
            else None,
            paced=draw(st.integers(0, 500)) if level is not None else 0,
            width_px=0 if timed else draw(st.integers(1, LARGEST_PX)),
            height_px=0 if timed else draw(st.integers(1, LARGEST_PX)),
        ),
        end=draw(st.sampled_from([None, "dose", "stopped", "nobody", "interrupted", "recorded"])),
        touched_at=draw(moments),
        pain_after=draw(degrees),
        clip=None,
        reps=tuple(found),
        series=tuple(draw(findings(rule)) for rule in series),
        corrections=tuple(
            draw(corrections(number, rules))
            for number in (*range(-added, 0), *sorted(judged - {0}))
        ),
        note=draw(words),
        answers=draw(
            st.fixed_dictionaries(
                {}, optional={q: st.sampled_from(a) for q, a in QUESTIONS.items()}
            )
        ),
    )
