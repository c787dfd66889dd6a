"""UI-PRMD as an outside yardstick: ten movements of people whom no limit was set for.

Vakanski, Jun, Paul and Baker 2018 (public domain). The stored poses lie beside the project, not in
it; `python tests/support/uiprmd.py FOLDER` prints the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from poseguide.core.records import Rep
from poseguide.definitions.catalog import read
from poseguide.definitions.limits import with_limits
from poseguide.definitions.schema import Exercise
from poseguide.engine.coach import reps_in
from poseguide.evaluation.metrics import mean, share
from poseguide.training.baseline import FEWEST, learn
from poseguide.vision.pose_file import load_poses

#: What two movements are called in the names of the definitions.
_FILES = {"sit_to_stand": "stand_sit_stand", "standing_leg_raise": "standing_slr"}


@dataclass
class Figures:
    """How right counts and verdicts are; `flagged` is incomplete, with a fault, or not found.

    `attempts` and `complete` are pairs of found and true numbers, one for each stream.
    """

    attempts: list[tuple[int, int]] = field(default_factory=list)
    complete: list[tuple[int, int]] = field(default_factory=list)
    good: int = 0
    good_flagged: int = 0
    poor: int = 0
    poor_flagged: int = 0

    @property
    def balanced_accuracy(self) -> float:
        """The mean of the shares of good ones let pass and of poor ones flagged, 0 to 1."""
        passed = 1.0 - share(self.good_flagged, self.good)
        return (passed + share(self.poor_flagged, self.poor)) / 2.0

    def __str__(self) -> str:
        lines = [
            f"{what}: MAE {mae(pairs):.3f}, OBO {within_one(pairs):.3f}, exact {exact(pairs):.2f}"
            for what, pairs in (("attempts", self.attempts), ("complete", self.complete))
        ]
        lines.append(
            f"balanced accuracy {self.balanced_accuracy:.3f}; flagged: "
            f"good {self.good_flagged} of {self.good}, poor {self.poor_flagged} of {self.poor}"
        )
        return "\n".join(lines)


def mae(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the mean of |found - true| / true."""
    return mean([abs(found - true) / true for found, true in pairs])


def within_one(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the share of streams in which the number is at most one off (OBO)."""
    return mean([float(abs(found - true) <= 1) for found, true in pairs])


def exact(pairs: Sequence[tuple[int, int]]) -> float:
    """Return the share of streams in which the number is right."""
    return mean([float(found == true) for found, true in pairs])


def measure(folder: Path, people: Collection[int], *, baseline: bool) -> Figures:
    """Return the figures for some of the people.

    With `baseline` each is judged by what is normal for them in their first three good repetitions,
    which are then not among those that are told apart.
    """
    figures = Figures()
    for streams in _pairs(folder, people):
        exercise = _exercise(folder, streams["good"]["movement"])
        poses = {kind: list(load_poses(folder / one["file"])) for kind, one in streams.items()}
        first = 0
        if baseline:
            found = _by_span(reps_in(exercise, poses["good"]), streams["good"]["spans_s"])
            places = sorted(found)[:FEWEST]
            own = learn(exercise, [found[place] for place in places])
            exercise, first = with_limits(exercise, own.limits), places[-1] + 1
        for kind, one in streams.items():
            reps = reps_in(exercise, poses[kind])
            true = one["repetitions"]
            figures.attempts.append((len(reps), true))
            figures.complete.append((sum(rep.complete for rep in reps), true))
            found = _by_span(reps, one["spans_s"])
            places = list(range(first if kind == "good" else 0, len(one["spans_s"])))
            flagged = sum(_is_flagged(found.get(place)) for place in places)
            if kind == "good":
                figures.good += len(places)
                figures.good_flagged += flagged
            else:
                figures.poor += len(places)
                figures.poor_flagged += flagged
    return figures


def _pairs(folder: Path, people: Collection[int]) -> Iterator[Mapping[str, Any]]:
    """Yield the good and the poor stream of each person and movement."""
    clips = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["clips"]
    chosen = [clip for clip in clips if clip["subject"] in people]
    for key in sorted({(clip["movement"], clip["subject"]) for clip in chosen}):
        yield {
            clip["performed"]: clip for clip in chosen if (clip["movement"], clip["subject"]) == key
        }


def _exercise(folder: Path, movement: str) -> Exercise:
    file = folder / "definitions" / f"uip_{_FILES.get(movement, movement)}.toml"
    exercise = read(file).exercise.tracked
    assert exercise is not None
    return exercise


def _by_span(reps: Sequence[Rep], spans: Sequence[Sequence[float]]) -> dict[int, Rep]:
    """Return the repetition that overlaps each true one most, by its place; none twice."""
    left = list(reps)
    found = {}
    for place, (start_s, end_s) in enumerate(spans):
        common = [min(end_s, rep.end_s) - max(start_s, rep.start_s) for rep in left]
        if common and max(common) > 0:
            found[place] = left.pop(common.index(max(common)))
    return found


def _is_flagged(rep: Rep | None) -> bool:
    return rep is None or not rep.complete or bool(rep.faults)


if __name__ == "__main__":
    for people in ({1, 2, 3, 4, 5}, {2, 3, 4, 5}):
        for baseline in (False, True):
            said = "with" if baseline else "without"
            print(f"people {sorted(people)}, {said} baseline")
            print(measure(Path(sys.argv[1]), people, baseline=baseline))
