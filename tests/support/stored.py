"""A session that begins, how far it is, and repetitions of it."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from poseguide.core.records import Finding, Rep, Span
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart

BEGINNING = SessionStart(
    exercise="glute_bridge",
    definition_sha256="0f" * 32,
    sides="one",
    language="da",
    goal=Goal(8, 2.5, per_side=True, sets=2, level=1),
    source="camera",
    started_at=datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC),
)


PROGRESS = SessionProgress(61.0 + 1 / 3, 1800, 1500, 1200, 12.1, 3, 1280, 720)


FAULT = Finding("hips_low", "fault", 0.1 + 0.2, 0.25, "trunk", "major")


UNSEEN = Finding("knees_in", "unseen", None, 10.0, "deg", "minor")


def rep(number: int, **changes: Any) -> Rep:
    start_s = number * 4 + 1 / 3
    whole = Rep(
        number=number,
        side="left",
        start_s=start_s,
        peak_s=start_s + 1.1,
        end_s=start_s + math.pi,
        missing=None,
        parts=None,
        range=38.123456789012345,
        phases=(Span("up", start_s, start_s + 0.7), Span("top", start_s + 0.7, start_s + 2e-9)),
        findings=(FAULT, UNSEEN),
    )
    return replace(whole, **changes)
