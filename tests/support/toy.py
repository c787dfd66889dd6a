"""A small exercise of known limits, and streams of its values: known answers for the trackers.

A repetition of the toy starts at a hip of 95, tucks under 60, stretches over 150 and goes back: it
passes the start posture (80 to 110) on the way from tuck to stretch.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from poseguide.definitions.movement import Phase
from poseguide.definitions.schema import Exercise
from poseguide.engine.phase_tracker import PhaseTracker
from poseguide.engine.phases import Attempt, Values

TOML = """\
id = "toy"
name = { en = "Toy", da = "Legetøj" }
purpose = { en = "Known answers.", da = "Kendte svar." }
setup = { en = "Rest.", da = "Hvil." }
posture = "all_fours"
sides = "one"

[camera]
view = "side"
height_cm = [40, 70]
distance_m = [2.0, 3.0]
place = { en = "From the side.", da = "Fra siden." }

[dose]
repetitions = [6, 10]
source = { en = "None.", da = "Ingen." }

[signals.hip]
label = { en = "Hip", da = "Hofte" }
measure = "angle"
points = ["shoulder", "hip", "knee"]

[signals.knee]
label = { en = "Knee", da = "Knæ" }
measure = "angle"
points = ["hip", "knee", "ankle"]

[signals.trunk]
label = { en = "Trunk", da = "Krop" }
measure = "tilt"
points = ["hip", "shoulder"]

[start]
hold_s = 0.5
when = [{ signal = "hip", above = 80, below = 110 }]
keep = [{ signal = "trunk", above = -40, below = 40 }]
cue = { en = "Take the start.", da = "Indtag starten." }

[repetition]
attempt = [{ signal = "hip", above = 125 }, { signal = "hip", below = 65 }]
main = "hip"
peak = "max"
min_s = 0.6
max_s = 8

[[phases]]
name = "tuck"
label = { en = "Tuck", da = "Træk" }
enter = [{ signal = "hip", below = 60 }]
leave = [{ signal = "hip", above = 70 }]
min_s = 0.1
cue = { en = "Tuck first.", da = "Træk først." }

[[phases]]
name = "stretch"
label = { en = "Stretch", da = "Stræk" }
enter = [{ signal = "hip", above = 150 }]
min_s = 0.1
cue = { en = "Stretch.", da = "Stræk." }

[[faults]]
name = "too_high"
signal = "hip"
statistic = "max"
above = 185
severity = "major"
cue = { en = "Lower.", da = "Lavere." }

[[faults]]
name = "too_fast"
statistic = "seconds"
below = 1.0
severity = "minor"
cue = { en = "Slowly.", da = "Langsomt." }

[good]
anchor = "wrist"
poses = [
  { name = "start", after_s = 0.0, trunk = 0, hip = 95, knee = 90 },
  { name = "top", after_s = 1.0, trunk = 0, hip = 170, knee = 170 },
]
"""

HOLD_TOML = """
[hold]
label = { en = "Held", da = "Holdt" }
cue = { en = "Come back.", da = "Kom tilbage." }
seconds = 10
when = [{ signal = "hip", above = 75, below = 115 }]
forgive_s = 1.0
pause_s = 3.0
main = "hip"
"""

REST, TUCK, STRETCH = 95.0, 45.0, 170.0

#: One clean repetition as (seconds, hip at their end): 3.5 s with a tuck and a stretch.
REP = ((0.5, TUCK), (0.4, TUCK), (0.8, STRETCH), (0.8, STRETCH), (0.8, REST), (0.7, REST))
#: The start posture held long enough.
TAKE = ((1.0, REST),)

Stream = Iterator[tuple[float, Values]]


def table(**changes: Any) -> dict[str, Any]:
    """The toy as the table of its file, with other top-level parts; None takes a part away."""
    whole = tomllib.loads(TOML) | changes
    return {key: value for key, value in whole.items() if value is not None}


def toy(**changes: Any) -> Exercise:
    """The toy exercise, with other top-level parts; None takes a part away."""
    return Exercise.model_validate(table(**changes))


def holding_toy() -> Exercise:
    """The toy as a hold of ten seconds, one second of break forgiven, three seconds a pause."""
    return toy(hold=tomllib.loads(HOLD_TOML)["hold"], repetition=None, phases=None, faults=None)


def phase(exercise: Exercise, name: str) -> Phase:
    """The phase of this name."""
    return next(phase for phase in exercise.phases if phase.name == name)


def words(text: str = "x") -> dict[str, str]:
    """Words in both languages."""
    return {"en": text, "da": text}


def moves(
    *legs: tuple[float, float], fps: float = 30.0, start_s: float = 0.0, at: float = REST
) -> Stream:
    """The toy's values moving straight from one hip angle to the next; NaN lasts as NaN.

    Each leg is (seconds, hip at its end). A leg after NaN begins at its own value.
    """
    begin_s, leg, number = 0.0, 0, 0
    before = at
    total = round(sum(seconds for seconds, _ in legs) * fps)
    while number < total:
        now = number / fps
        while leg < len(legs) - 1 and now >= begin_s + legs[leg][0]:
            begin_s, before = begin_s + legs[leg][0], legs[leg][1]
            leg += 1
        seconds, after = legs[leg]
        share = (now - begin_s) / seconds
        hip = after if math.isnan(before) else before + (after - before) * share
        yield start_s + now, {"hip": hip, "knee": 170.0, "trunk": 0.0}
        number += 1


def follow(
    stream: Iterable[tuple[float, Values]],
    exercise: Exercise | None = None,
    *,
    far: bool = False,
    tracker: PhaseTracker | None = None,
) -> list[Attempt]:
    """The attempts that a tracker finds in a stream."""
    tracker = tracker or PhaseTracker(exercise or toy())
    found = (tracker.push(time_s, values, far) for time_s, values in stream)
    return [attempt for attempt in found if attempt is not None]
