"""A definition proposed from marked repetitions in a recording, tried on that recording."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from poseguide.authoring.candidate_signals import measure
from poseguide.authoring.draft import PhaseChoice, draft
from poseguide.authoring.segment import MarkedSegment, readings, seconds_of
from poseguide.authoring.selftest import check
from poseguide.authoring.toml_writer import as_toml, filled
from poseguide.core.errors import PoseGuideError
from poseguide.core.records import Pose, Rep
from poseguide.definitions.catalog import Definition
from poseguide.definitions.schema import Exercise
from poseguide.definitions.validation import contradictions
from poseguide.engine.coach import reps_in

_SHORTEST_S = 0.6
_LEAST_SEEN = 0.6
#: Main movements that are tried: so many, and no less clear than this share of the clearest.
_MOST_MAINS, _CLEAR_SHARE = 5, 0.3
#: With no more than this share of incomplete repetitions in the recording nothing else is tried.
_FEW_INCOMPLETE = 0.25


@dataclass(frozen=True)
class Proposal:
    """A definition, the text of its file with empty words, and what it counts in the recording.

    `made` repetitions are in the marked part; `marked` are those it counts there, `reps` all that
    it finds in the recording.
    """

    exercise: Exercise
    text: str
    made: int
    marked: tuple[Rep, ...]
    reps: tuple[Rep, ...]

    @property
    def complete(self) -> int:
        """The number of complete repetitions in the whole recording."""
        return sum(rep.complete for rep in self.reps)

    @property
    def incomplete(self) -> int:
        """The number of incomplete repetitions in the whole recording that could be judged."""
        return sum(rep.judged and not rep.complete for rep in self.reps)


def id_from(name: str) -> str:
    """An exercise's id made of any name: small letters, digits and _, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    bare = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return bare if re.match(r"[a-z]", bare) else f"exercise_{bare}".rstrip("_")


def propose(poses: Sequence[Pose], from_s: float, to_s: float, exercise_id: str) -> Proposal:
    """A definition that counts what is marked as it was done.

    It is the first one tried that also finds few incomplete repetitions in the whole recording,
    else the one that finds most complete ones against them. `from_s` and `to_s` mark one or a few
    good repetitions, from rest to rest. Raises PoseGuideError with advice when the marked part
    cannot be used or no definition counts it.
    """
    _check_marked(poses, from_s, to_s)
    track = measure(poses).between(from_s, to_s)
    seen = np.mean([pose.found for pose in track.poses])
    if seen < _LEAST_SEEN:
        raise PoseGuideError(
            f"From {from_s:g} s to {to_s:g} s a person is seen only {seen:.0%} of the time. "
            "Film the whole body, in good light, and mark a part in which it is seen."
        )
    choices = [(marked, choice) for marked in readings(track) for choice in _choices(marked)]
    if not choices:
        raise PoseGuideError(
            f"Nothing moves clearly there and back from {from_s:g} s to {to_s:g} s. Mark whole "
            "repetitions, from the rest before the first to the rest after the last; a movement "
            "towards the camera is not seen, so film it from the side."
        )
    best: Proposal | None = None
    for marked, choice in choices:
        proposal = _try(marked, choice, poses, exercise_id)
        if proposal is None:
            continue
        if proposal.incomplete <= _FEW_INCOMPLETE * len(proposal.reps):
            return proposal
        if (
            best is None
            or proposal.complete - proposal.incomplete > best.complete - best.incomplete
        ):
            best = proposal
    if best is not None:
        return best
    raise PoseGuideError(
        f"A movement is seen from {from_s:g} s to {to_s:g} s, but no definition counts it as it "
        "was done. Mark half a second of rest before and after it, or other repetitions, slow ones "
        "that are alike; or write the file by hand, see exercises/README.md."
    )


def _check_marked(poses: Sequence[Pose], from_s: float, to_s: float) -> None:
    if not poses:
        raise PoseGuideError("The recording has no frames. Choose another one.")
    first_s, last_s = poses[0].time_s, poses[-1].time_s
    if not from_s < to_s:
        raise PoseGuideError(f"--from {from_s:g} must be less than --to {to_s:g}, in seconds.")
    if from_s < first_s - 0.5 or to_s > last_s + 0.5:
        raise PoseGuideError(
            f"The recording goes from {first_s:.1f} s to {last_s:.1f} s; {from_s:g} s to {to_s:g} "
            "s is not in it. Mark repetitions that are."
        )
    if to_s - from_s < _SHORTEST_S:
        raise PoseGuideError(
            f"{to_s - from_s:.1f} s are too short for a repetition. Mark a whole one, from rest to "
            "rest."
        )


def _choices(marked: MarkedSegment) -> Iterator[PhaseChoice]:
    """Return the ways to try, the most sensible first."""
    clearest = marked.movements[0].score
    mains = [m for m in marked.movements if m.score >= _CLEAR_SHARE * clearest][:_MOST_MAINS]
    for loose in range(3):
        for main in mains:
            for second in [*seconds_of(marked, main)[:1], None]:
                yield PhaseChoice(main, second, loose)


def _try(
    marked: MarkedSegment, choice: PhaseChoice, poses: Sequence[Pose], exercise_id: str
) -> Proposal | None:
    """The proposal of a choice; None where it counts the marked part or its own figure wrongly."""
    drafted = draft(marked, choice, exercise_id)
    text = as_toml(drafted.exercise, drafted.notes)
    if contradictions(filled(text)):
        return None
    reps = reps_in(drafted.exercise, poses)
    from_s, to_s = marked.track.times_s[[0, -1]]
    inside = tuple(rep for rep in reps if from_s <= rep.peak_s <= to_s)
    made = marked.made(choice.main)
    if len(inside) != made or not all(rep.complete for rep in inside):
        return None
    problems = _problems(text, exercise_id)
    if problems and all(problem.startswith("faults.") for problem in problems):
        # A quick movement cannot be played much quicker: then without the fault.
        exercise = drafted.exercise.model_copy(update={"faults": []})
        text = as_toml(exercise, drafted.notes)
        problems = _problems(text, exercise_id)
    return None if problems else Proposal(filled(text), text, made, inside, tuple(reps))


def _problems(text: str, exercise_id: str) -> list[str]:
    """Return what the self-test will say of a file once its words are written."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return check(Definition(filled(text), Path(f"{exercise_id}.toml"), sha256))
