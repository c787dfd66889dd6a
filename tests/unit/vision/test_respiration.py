"""The rise of belly and chest, measured on pictures whose motion is known."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import INDEX
from poseguide.vision.respiration import QUALITY_LIMIT, SurfaceMeter

FPS = 15
SIZE = (480, 640)
TRUNK_PX = 160
#: Where shoulders and hips lie; the body's upper side is 40 pixels over the line.
SHOULDER, HIP, THICK_PX = (200, 320), (360, 320), 40

Wave = Callable[[float], float]


def texture(seed: int) -> NDArray[np.uint8]:
    """Cloth or wall: a picture with something to hold on to everywhere."""
    rough = np.random.default_rng(seed).normal(0, 1, SIZE)
    smooth = cv2.GaussianBlur(rough, (0, 0), 2.0)
    return np.clip(128 + 60 * smooth / smooth.std(), 0, 255).astype(np.uint8)


WALL, CLOTH = texture(1), texture(2)


def picture(belly: float, chest: float, plain: bool = False) -> NDArray[np.uint8]:
    """A lying body whose belly and chest stand this many trunk lengths over their rest."""
    grey = np.full(SIZE, 180, np.uint8) if plain else WALL.copy()
    cloth = np.full(SIZE, 90, np.uint8) if plain else CLOTH
    x = np.arange(SIZE[1])
    along = (x - SHOULDER[0]) / TRUNK_PX
    bump = [np.exp(-(((along - middle) / 0.16) ** 2)) for middle in (0.7, 0.22)]
    rise = TRUNK_PX * (belly * bump[0] + chest * bump[1])
    rows = np.arange(SIZE[0])[:, np.newaxis]
    # The cloth is stretched between the floor, which stays, and the upper side, which rises.
    floor, top = SHOULDER[1] + 25.0, SHOULDER[1] - THICK_PX
    height = (floor - rows) / (floor - top + rise)
    source = floor - height * (floor - top)
    body = cv2.remap(
        cloth, np.broadcast_to(x, SIZE).astype(np.float32), source.astype(np.float32),
        cv2.INTER_LINEAR,
    )  # fmt: skip
    inside = (height >= 0) & (height <= 1) & (along > -0.2) & (along < 1.3)
    grey[inside] = body[inside]
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def pose_at(time_s: float, by_px: float = 0.0) -> Pose:
    points = np.full((33, 2), np.nan)
    for side in ("left", "right"):
        points[INDEX[f"{side}_shoulder"]] = SHOULDER
        points[INDEX[f"{side}_hip"]] = HIP
    return Pose(time_s, points + by_px, np.zeros(33), np.ones(33), SIZE[1], SIZE[0])


def measured(
    belly: Wave, chest: Wave = lambda _: 0.0, seconds: float = 6.0, plain: bool = False
) -> list[tuple[float, float, float, float]]:
    """Time, belly, chest and quality of every frame."""
    meter = SurfaceMeter()
    found = []
    for number in range(round(seconds * FPS)):
        time_s = number / FPS
        frame = Frame(time_s, picture(belly(time_s), chest(time_s), plain))
        surface = meter.measure(frame, pose_at(time_s)).surface
        assert surface is not None
        found.append((time_s, surface.belly, surface.chest, surface.quality))
    return found


def wave(height: float, period_s: float = 4.0, from_s: float = 2.0) -> Wave:
    def at(time_s: float) -> float:
        turn = 2 * math.pi * (time_s - from_s) / period_s
        return height * (1 - math.cos(turn)) / 2 if time_s > from_s else 0.0

    return at


def swing(values: list[float]) -> float:
    seen = [value for value in values if math.isfinite(value)]
    return max(seen) - min(seen)


def risen(height: float) -> list[tuple[float, float, float, float]]:
    """What is measured once a belly rises so far and sinks again, in four seconds each."""
    return [row for row in measured(wave(height)) if row[0] > 2.0]


def test_a_rising_belly_is_measured_in_proportion_also_where_it_rises_far() -> None:
    swings = []
    for height in (0.04, 0.08, 0.14):
        found = risen(height)
        assert sum(math.isfinite(row[1]) for row in found) > 0.9 * len(found)
        swings.append(swing([row[1] for row in found]) / height)
        top = max(found, key=lambda row: row[1] if math.isfinite(row[1]) else -1.0)
        assert top[0] == pytest.approx(4.0, abs=0.3)
    # Of a strip that is taken along less and less towards the floor it is a part, always the same.
    assert min(swings) > 0.3
    assert max(swings) < 1.1
    assert max(swings) / min(swings) < 1.25


def test_belly_and_chest_are_told_apart() -> None:
    found = measured(lambda _: 0.0, wave(0.06))
    after = [row for row in found if row[0] > 2.0]
    assert swing([row[2] for row in after]) > 3 * swing([row[1] for row in after])


def test_a_still_belly_does_not_rise() -> None:
    after = [row[1] for row in measured(lambda _: 0.0) if row[0] > 2.0]
    assert swing(after) < 0.005


def test_a_surface_with_nothing_to_hold_on_to_is_not_seen() -> None:
    found = measured(wave(0.01), plain=True, seconds=4.0)
    for _, belly, _, quality in found:
        assert math.isnan(belly) or quality >= QUALITY_LIMIT


def test_a_body_that_moves_has_no_surface_until_it_lies_still_again() -> None:
    meter = SurfaceMeter()
    seen = []
    for number in range(8 * FPS):
        time_s = number / FPS
        by_px = 60.0 * min(max(time_s - 3.0, 0.0), 1.0)
        surface = meter.measure(Frame(time_s, picture(0, 0)), pose_at(time_s, by_px)).surface
        assert surface is not None
        seen.append((time_s, math.isfinite(surface.belly)))
    assert all(known for time_s, known in seen if 1.5 < time_s < 3.0)
    assert not any(known for time_s, known in seen if 3.5 < time_s < 4.5)
    assert seen[-1][1]


def test_somebody_who_stands_has_no_surface() -> None:
    meter = SurfaceMeter()
    points = np.full((33, 2), np.nan)
    for side in ("left", "right"):
        points[INDEX[f"{side}_shoulder"]] = (300, 120)
        points[INDEX[f"{side}_hip"]] = (300, 280)
    for number in range(2 * FPS):
        pose = Pose(number / FPS, points, np.zeros(33), np.ones(33), SIZE[1], SIZE[0])
        surface = meter.measure(Frame(number / FPS, picture(0, 0)), pose).surface
        assert surface is not None
        assert math.isnan(surface.belly)
