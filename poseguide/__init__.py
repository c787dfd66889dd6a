"""PoseGuide counts the repetitions of an exercise in a video and judges their form.

from poseguide import analyze, load_exercise

session = analyze("video.mp4", load_exercise("my_exercise.toml"))
for rep in session.reps:
    print(rep.number, rep.side, rep.complete, [fault.rule for fault in rep.faults])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from poseguide._version import __version__
    from poseguide.analysis.recording import analyze, learn_baseline
    from poseguide.core.errors import PoseGuideError
    from poseguide.core.records import Finding, Frame, Pose, Rep, Session, Update
    from poseguide.definitions.catalog import Definition, load_exercise
    from poseguide.definitions.limits import with_limits
    from poseguide.engine.coach import Coach

__all__ = [
    "Coach", "Definition", "Finding", "Frame", "Pose", "PoseGuideError", "Rep", "Session", "Update",
    "__version__", "analyze", "learn_baseline", "load_exercise",
    "with_limits",
]  # fmt: skip

#: Where each public name is: imported when first asked for, so that the package costs nothing.
_HOMES = {
    "Coach": "poseguide.engine.coach",
    "Definition": "poseguide.definitions.catalog",
    "Finding": "poseguide.core.records",
    "Frame": "poseguide.core.records",
    "Pose": "poseguide.core.records",
    "PoseGuideError": "poseguide.core.errors",
    "Rep": "poseguide.core.records",
    "Session": "poseguide.core.records",
    "Update": "poseguide.core.records",
    "__version__": "poseguide._version",
    "analyze": "poseguide.analysis.recording",
    "learn_baseline": "poseguide.analysis.recording",
    "load_exercise": "poseguide.definitions.catalog",
    "with_limits": "poseguide.definitions.limits",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it. Raises AttributeError for others."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
