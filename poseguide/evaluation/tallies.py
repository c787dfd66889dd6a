"""Shares, matches and errors: the plain numbers that an evaluation is made of.

A number that nothing was there to tell is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Detection:
    """What was found of what there was: right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0 to 1; NaN when nothing was found."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what there was that was found, 0 to 1; NaN when there was nothing."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """2 right / (2 right + wrong + missed), 0 to 1; NaN when there was and is nothing."""
        return share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: Detection) -> Detection:
        return Detection(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )


@dataclass(frozen=True)
class Deviation:
    """Measured less true values: how many, the mean of their sizes, their mean, their RMS."""

    count: int
    mae: float
    bias: float
    rmse: float


def share(part: float, whole: float) -> float:
    """`part` / `whole`; NaN when the whole is 0."""
    return part / whole if whole else math.nan


def mean(values: Sequence[float]) -> float:
    """The mean; NaN of nothing."""
    return fmean(values) if values else math.nan


def deviation(errors: Sequence[float]) -> Deviation:
    """The size and direction of errors, in their unit; NaN when there are none."""
    rms = math.sqrt(fmean(e * e for e in errors)) if errors else math.nan
    return Deviation(len(errors), mean([abs(e) for e in errors]), mean(errors), rms)
