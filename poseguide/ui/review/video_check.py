"""The check of a recording: it is analysed, then kept in the store."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal

from poseguide.analysis.recognition import Recognition
from poseguide.analysis.review import Review, ReviewProgress, review
from poseguide.core.errors import PoseGuideError, StoreError
from poseguide.core.i18n import Language
from poseguide.core.records import Pose
from poseguide.definitions.catalog import Definition
from poseguide.live.registry import store
from poseguide.storage.people_repository import Person
from poseguide.training.goal import usual_goal
from poseguide.training.session import SessionStart, StoredSession, whole_session
from poseguide.ui.media_files import DrawnVideo


@dataclass(frozen=True)
class Recording:
    """A video to check, with the name that the person knows it by."""

    name: str
    video: Path | BinaryIO
    kind: Literal["video", "sample"]


@dataclass
class CheckResult:
    """The result of checking one recording.

    `session` is None if no exercise fits or there was an `error`. `refusal` is why the session is
    not in the store; `poses` are kept until it is.
    """

    name: str
    film: DrawnVideo | None = None
    recognition: Recognition | None = None
    session: StoredSession | None = None
    poses: Sequence[Pose] = ()
    refusal: StoreError | None = None
    error: PoseGuideError | None = None

    def save(self) -> None:
        """Save the session; keep the store's error in `refusal`, so that it can be tried again."""
        assert self.session is not None
        try:
            store().sessions.save(self.session, self.poses)
        except StoreError as error:
            self.refusal = error
        else:
            self.refusal, self.poses = None, ()


def check_recording(
    recording: Recording,
    definitions: Definition | Sequence[Definition],
    person: Person | None,
    language: Language,
    on_progress: Callable[[ReviewProgress], None],
) -> CheckResult:
    """Check a recording, save its session and return the result, with any error in it."""
    film = DrawnVideo()
    try:
        limits = _limits_of(person, definitions)
        found = review(
            recording.video,
            _with_limits(definitions, limits),
            language,
            name=recording.name,
            to=film.path,
            on_progress=on_progress,
        )
    except PoseGuideError as error:
        return CheckResult(recording.name, error=error)
    checked = CheckResult(recording.name, recognition=found.recognition)
    if found.definition is not None:
        used = limits.get(found.definition.exercise.id, {})
        checked.film = film
        checked.session = _session(found, recording, person, used, language)
        checked.poses = found.poses
        checked.save()
    return checked


def _limits_of(
    person: Person | None, definitions: Definition | Sequence[Definition]
) -> dict[str, dict[str, float]]:
    if person is None:
        return {}
    limits = store().people.all_limits(person.id)
    one = [definitions] if isinstance(definitions, Definition) else definitions
    known = {each.exercise.id: each for each in one}
    return {name: known[name].known_limits(own) for name, own in limits.items() if name in known}


def _with_limits(
    definitions: Definition | Sequence[Definition], limits: Mapping[str, Mapping[str, float]]
) -> Definition | Sequence[Definition]:
    if isinstance(definitions, Definition):
        return definitions.with_limits(limits.get(definitions.exercise.id, {}))
    return [each.with_limits(limits.get(each.exercise.id, {})) for each in definitions]


def _session(
    found: Review,
    recording: Recording,
    person: Person | None,
    limits: Mapping[str, float],
    language: Language,
) -> StoredSession:
    assert found.session is not None
    assert found.definition is not None
    exercise = found.definition.exercise
    beginning = SessionStart(
        exercise=exercise.id,
        definition_sha256=found.definition.sha256,
        sides=exercise.sides,
        language=language,
        goal=usual_goal(exercise),
        source=recording.kind,
        started_at=datetime.now(UTC),
        person_id=person.id if person else None,
        name=recording.name,
        limits=limits,
    )
    return whole_session(
        uuid.uuid4().hex, found.session, beginning, seen=found.seen, measured=found.measured
    )
