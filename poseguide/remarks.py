"""Comments in a proposed file, for the person who goes on with it."""

from __future__ import annotations

from collections.abc import Sequence

from poseguide.candidates import ARMS, CANDIDATES
from poseguide.exercise import Exercise
from poseguide.marked import Marked
from poseguide.movement import Movement
from poseguide.parts import Part


def remarks(
    exercise: Exercise, parts: Sequence[Part], marked: Marked, main: Movement, room_deg: float
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
