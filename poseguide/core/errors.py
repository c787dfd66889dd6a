"""The exceptions of PoseGuide: each carries its evidence, and its message says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class PoseGuideError(Exception):
    """The base of all errors that a person can put right; the message says how."""


class VideoError(PoseGuideError):
    """A video that cannot be read; `path` names it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class LongVideoError(VideoError):
    """A video that lasts longer than the longest that is accepted."""


class LargeVideoError(VideoError):
    """A video whose pictures are larger than the largest that are accepted."""


class OutputError(PoseGuideError):
    """A place that cannot be written to; `path` names it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class CameraError(PoseGuideError):
    """A camera that cannot be opened, or what it sent is no picture."""


class SettingError(PoseGuideError):
    """An environment variable that cannot be used; `name` is its name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class LiveError(PoseGuideError):
    """The live session failed for a reason of the program's own."""


class ModelError(PoseGuideError):
    """No usable pose model, or MediaPipe could not be started."""


class UnknownExerciseError(PoseGuideError):
    """No definition has this id; `known` lists those that exist."""

    def __init__(self, exercise: str, known: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.exercise = exercise
        self.known = tuple(known)


class UnknownProgrammeError(PoseGuideError):
    """No programme has this id; `known` lists those that exist."""

    def __init__(self, programme: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no programme “{programme}”. Choose one of: {', '.join(known)}.")
        self.programme = programme
        self.known = tuple(known)


@dataclass(frozen=True)
class Problem:
    """One thing wrong in an exercise file; `line` is 1-based, None where there is none."""

    path: Path
    line: int | None
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class DefinitionError(PoseGuideError):
    """An exercise file that cannot be used; `problems` holds everything that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class LimitError(PoseGuideError):
    """A personal limit that the definition does not have or cannot take."""


class BaselineError(PoseGuideError):
    """Too few good repetitions to know what is normal for a person."""


class NoCameraError(PoseGuideError):
    """An exercise that no camera can see was to be analysed."""


class SideError(PoseGuideError):
    """One side was asked for in an exercise that works both sides at once."""


class StoredPosesError(PoseGuideError):
    """A file of stored poses that cannot be read or written."""


class StoreError(PoseGuideError):
    """A database of sessions that cannot be used, or lacks the one asked for; `place` names it."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(message)
        self.place = place


class DamagedStoreError(StoreError):
    """A database file that is damaged; what can be read of it can be saved, see `rescue`."""


class PersonError(PoseGuideError):
    """A person who cannot be added by this name, or is not there any more."""


class TransferError(PoseGuideError):
    """A file that is no whole export; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class NewerTransferError(TransferError):
    """An export of a newer program than this one."""


class BusyTransferError(TransferError):
    """Something is imported just now."""
