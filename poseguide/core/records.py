"""The records that flow through PoseGuide: Frame, Pose, Sample, Rep, Finding, Update, Session.

All are frozen. Times are seconds of the source's own clock; points are pixels; angles are degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from poseguide.core.skeleton import Side

#: The side that works; "both" where both limbs move together.
WorkSide = Literal["left", "right", "both"]

#: "close": neither kept nor broken, because the value is at its limit as nearly as it is known.
FindingVerdict = Literal["ok", "close", "fault", "unseen"]

#: What the person is doing, as far as the program can tell.
State = Literal["searching", "positioning", "ready", "moving"]

#: Why a repetition was not followed to its end: it stood still for too long, the body was not seen,
#: the recording or the session ended, or the movement turned before it was back ("not_back").
CutShort = Literal["paused", "not_seen", "recording_ends", "not_back"]

#: What may keep a camera from seeing an exercise: another person who is there too.
ViewProblem = Literal["another_person"]

# Numbers in a list of exercises are no arrays: importing NumPy takes longer than reading all files.
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    #: (2,) pixels, x to the right, y down; plain numbers are quicker to reckon with than an array.
    Point = Sequence[float] | Floats
else:
    Floats = "NDArray[np.float64]"
    Point = "Sequence[float] | Floats"


@dataclass(frozen=True, eq=False)
class Tick:
    """A moment of a source's clock; all that an exercise needs that no camera follows."""

    time_s: float


@dataclass(frozen=True, eq=False)
class Frame(Tick):
    """One picture: `image` is (height, width, 3) uint8 RGB, upright; `time_s` is its own time."""

    image: NDArray[np.uint8]


@dataclass(frozen=True)
class Surface:
    """Rise of the belly and the chest of a lying body since the first frame.

    In trunk lengths, positive is up; NaN where not seen. `quality` is the swing of the belly
    divided by its noise, from 0; below 3 the motion counts as not seen.
    """

    belly: float
    chest: float
    quality: float


@dataclass(frozen=True, eq=False)
class Pose:
    """One person in one frame.

    `points` is (33, 2) pixels, x to the right, y down, NaN where a point is not seen or not
    believed; `depth` is (33,) in about pixels, smaller is nearer to the camera; `visibility` is
    (33,), 0 to 1. `surface` is there only where somebody measured it.
    """

    time_s: float
    points: Floats
    depth: Floats
    visibility: Floats
    width_px: int
    height_px: int
    surface: Surface | None = None

    @classmethod
    def unseen(cls, time_s: float, width_px: int, height_px: int) -> Pose:
        """Return the pose of a frame in which nobody was found."""
        import numpy as np

        nothing = np.full(33, np.nan)
        return cls(time_s, np.full((33, 2), np.nan), nothing, np.zeros(33), width_px, height_px)

    @cached_property
    def found(self) -> bool:
        """Return whether any point is seen."""
        import numpy as np

        return bool(np.isfinite(self.points).any())


@dataclass(frozen=True)
class Sample:
    """The measures of one frame: a value for each signal of the definition, in its unit.

    `near` is the side nearer to the camera. `sides` holds the values with each side in turn as the
    working one; a movement of both sides together has one entry, `both`. NaN is "not seen".
    """

    time_s: float
    near: Side
    sides: dict[WorkSide, dict[str, float]]


@dataclass(frozen=True)
class Span:
    """A phase of a repetition and when it was."""

    name: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Finding:
    """The verdict of one rule on a repetition: `value` compared with `limit`, both in `unit`.

    It is `close` within the `uncertainty` of the value, which is in the same unit; that is None for
    what was not seen, and in sessions of before it was known.
    """

    rule: str
    verdict: FindingVerdict
    value: float | None
    limit: float
    unit: str
    severity: str
    uncertainty: float | None = None


@dataclass(frozen=True)
class Rep:
    """One attempt at a repetition; `missing` is the first phase not reached, or None.

    `cut_short` says why an attempt without a missing phase is incomplete all the same: it could not
    be followed to its end, or turned before it was back. `range` is how far the main signal moved,
    in its unit; NaN where too little of it was seen to say, or the body hides a phase from this
    side. `parts` counts nested movements, None where the exercise has none or they could not be
    seen. `number` counts all attempts from 1.
    """

    number: int
    side: WorkSide
    start_s: float
    peak_s: float
    end_s: float
    missing: str | None
    parts: int | None
    range: float
    phases: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()
    cut_short: CutShort | None = None

    @property
    def complete(self) -> bool:
        """Return whether every phase was passed in order, and the start posture taken again."""
        return self.missing is None and self.cut_short is None

    @property
    def judged(self) -> bool:
        """Return whether it was followed to its end; else nothing is said of how it was done."""
        return self.cut_short in (None, "not_back")

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are faults, most serious first as the definition lists them."""
        return tuple(finding for finding in self.findings if finding.verdict == "fault")

    @property
    def close(self) -> tuple[Finding, ...]:
        """The findings that are at their limit, as the definition lists them."""
        return tuple(finding for finding in self.findings if finding.verdict == "close")

    @property
    def duration_s(self) -> float:
        """Seconds from leaving the start posture to being back in it."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Counts:
    """Numbers of repetitions: complete, incomplete, and complete on each side."""

    complete: int = 0
    incomplete: int = 0
    left: int = 0
    right: int = 0

    @classmethod
    def of(cls, reps: Iterable[Rep]) -> Counts:
        """Return the counts of these repetitions."""
        attempts = list(reps)
        sides = [rep.side for rep in attempts if rep.complete]
        missed = len(attempts) - len(sides)
        return cls(len(sides), missed, sides.count("left"), sides.count("right"))

    def plus(self, rep: Rep) -> Counts:
        """Return the counts with one more repetition."""
        if not rep.complete:
            return replace(self, incomplete=self.incomplete + 1)
        return replace(
            self,
            complete=self.complete + 1,
            left=self.left + (rep.side == "left"),
            right=self.right + (rep.side == "right"),
        )


@dataclass(frozen=True)
class Update:
    """The state after one frame, for pages, voice and drawing.

    `state`: "searching" nobody is seen, "positioning" the start posture is not taken, "ready" it
    is, "moving" in a repetition or a hold. `phase` is the phase last entered. `reps` are those that
    ended with this frame. `cue` is the name of the one thing to say now: a fault, a phase that was
    missed, "start", "good" or "lost".
    """

    time_s: float
    pose: Pose
    sample: Sample
    state: State
    side: WorkSide | None
    phase: str | None
    counts: Counts
    hold_s: float | None
    reps: tuple[Rep, ...]
    cue: str | None


@dataclass(frozen=True)
class Source:
    """The video that was analysed."""

    file: str
    duration_s: float
    frames: int
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Session:
    """The whole result. `seen_share` is the share of frames with a believed body, 0 to 1.

    `measured_share` is the share of those in which the main signal could be measured; with
    `self_paced` it was too little to count, and the person kept the pace alone. `series` is what
    the rules of the series as a whole say. `view_problems` are looked for in a video in which
    nothing was counted.
    """

    exercise: str
    definition_sha256: str
    sides: Literal["one", "both", "alternate"]
    source: Source
    counts: Counts
    hold_s: float | None
    cadence_per_min: float | None
    seen_share: float
    reps: tuple[Rep, ...]
    series: tuple[Finding, ...] = ()
    measured_share: float = 1.0
    self_paced: bool = False
    view_problems: tuple[ViewProblem, ...] = ()
