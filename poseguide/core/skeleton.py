"""The 33 BlazePose points, their names without a side, and the bones between them."""

from __future__ import annotations

from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

#: Names in the order of MediaPipe's landmark index (MediaPipe Pose Landmarker documentation).
LANDMARKS: tuple[str, ...] = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye",
    "right_eye_outer", "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder",
    "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_pinky",
    "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb", "left_hip",
    "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel",
    "right_heel", "left_foot_index", "right_foot_index",
)  # fmt: skip

INDEX: dict[str, int] = {name: number for number, name in enumerate(LANDMARKS)}

#: Points that exist once on each side and that a definition may name without a side.
PAIRED: tuple[str, ...] = (
    "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index",
)  # fmt: skip

#: Points of a leg below the hip, in order from the trunk outwards: those whose labels swap
#: together.
LEG: tuple[str, ...] = ("knee", "ankle", "heel", "foot_index")

#: Bones as pairs of side-less points, for lengths and for drawing.
LIMBS: tuple[tuple[str, str], ...] = (
    ("shoulder", "elbow"), ("elbow", "wrist"), ("shoulder", "hip"), ("hip", "knee"),
    ("knee", "ankle"), ("ankle", "heel"), ("heel", "foot_index"), ("ankle", "foot_index"),
)  # fmt: skip


def other_side(side: Side) -> Side:
    """Return the opposite side."""
    return "right" if side == "left" else "left"


def index_of(point: str, side: Side) -> int:
    """Return the landmark number (0 to 32) of a point on a side; `nose` has no side."""
    return INDEX["nose"] if point == "nose" else INDEX[f"{side}_{point}"]
