"""PoseGuide counts the repetitions of an exercise in a video and judges their form.

from poseguide import analyze, load_exercise

session = analyze("video.mp4", load_exercise("leg_extension_all_fours"))
for rep in session.reps:
    print(rep.number, rep.side, rep.complete, [fault.rule for fault in rep.faults])
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("poseguide")
except PackageNotFoundError:  # a checkout that is not installed
    __version__ = "0+unknown"

from poseguide.analysis import analyze
from poseguide.catalog import Definition, load_exercise
from poseguide.coach import Coach
from poseguide.errors import PoseGuideError
from poseguide.limits import with_limits
from poseguide.records import Finding, Frame, Pose, Rep, Session, Update

__all__ = [
    "Coach", "Definition", "Finding", "Frame", "Pose", "PoseGuideError", "Rep", "Session", "Update",
    "analyze", "load_exercise", "with_limits",
]  # fmt: skip
