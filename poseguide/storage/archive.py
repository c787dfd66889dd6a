"""Everything that is kept in one file, to be kept again on another machine.

A ZIP with `poseguide.json`, the poses of sessions as `poses/<id>.npz` and their clips as
`clips/<name>`. What comes in is checked as a whole before anything of it is kept.
"""

from __future__ import annotations

import filecmp
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError

from poseguide._version import __version__
from poseguide.core.errors import BusyTransferError, NewerTransferError, StoreError, TransferError
from poseguide.core.files import alone, private_file
from poseguide.definitions.toml_schema import plain
from poseguide.storage.archive_checks import (
    BROKEN,
    CLIPS,
    CONTENT,
    POSES,
    check_clip,
    checked_names,
)
from poseguide.storage.archive_merge import PlansToAdd, coming_in_use
from poseguide.storage.archive_plans import ChosenPart, RoundPart, plan_part
from poseguide.storage.archive_schema import SCHEMA, Content, PersonPart, SessionPart
from poseguide.storage.folders import clips_folder, data_folder, poses_file
from poseguide.storage.people_repository import KeptLimits, Person
from poseguide.storage.store import Store
from poseguide.training.plan import Plan
from poseguide.training.rounds import Round
from poseguide.training.session import StoredSession
from poseguide.vision.pose_file import SUFFIX, check_poses

_Record = TypeVar("_Record")

#: How much of a file is unpacked at once, in bytes.
_AT_ONCE = 2**20
#: How the folder is called into which an import is unpacked.
_UNPACKING = "import-"
#: How long an import waits for another one.
_WAIT_S = 60.0


@dataclass(frozen=True)
class ImportSummary:
    """The result of an import: new sessions, new people, and sessions that were there already."""

    sessions: int
    people: int
    skipped: int


def export_all(store: Store, to: BinaryIO) -> None:
    """Write everything of everybody as a ZIP.

    A clip that was broken off so that nothing can play it is left out, and so are broken poses and
    plans whose programme cannot be used.
    Raises StoreError when the database cannot be read, and TransferError when a file cannot.
    """
    sessions = sorted(store.history.all(), key=lambda each: (each.beginning.started_at, each.id))
    people = sorted(store.people.all(), key=lambda person: person.id)
    plans = store.plans.all()
    content = {
        "schema": SCHEMA,
        "version": __version__,
        "people": [
            PersonPart.written(person, store.people.kept_limits(person.id)) for person in people
        ],
        "plans": [_written(f"plan {plan.id}", plan_part, plan) for plan in plans],
        "chosen": [
            _written(f"amount of {one.exercise}", ChosenPart.of, one) for one in store.doses.all()
        ],
        "rounds": [
            _written(f"round {one.id}", RoundPart.of, one)
            for one in _in_plans(store.rounds.all(), plans)
        ],
        "sessions": [
            _written(f"session {session.id}", SessionPart.of, session) for session in sessions
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr(_info(CONTENT, zipfile.ZIP_DEFLATED), text.encode("utf-8"))
        for session in sessions:
            for name, path in _files_of(session).items():
                if path.is_file() and _problem(name, path) is None:
                    _put(archive, name, path)


def import_all(store: Store, source: BinaryIO) -> ImportSummary:
    """Keep what an export holds, beside what is there; nothing that is there is changed.

    A session, a plan or a round of a known id is skipped. People are those of the same id, else of
    the same name, who keep their own limits and what they chose by hand. All of it is kept or
    nothing. Another import that is going on is waited for. Raises TransferError with everything
    that is wrong, NewerTransferError for the export of a newer program, BusyTransferError when the
    other import takes long, and StoreError.
    """
    try:
        archive = zipfile.ZipFile(source)
    except BROKEN as error:
        raise TransferError(["This is not a file that PoseGuide exported."]) from error
    with archive, _one_at_a_time(), _folders_as_before():
        names = checked_names(archive)
        content = _content(archive)
        known = store.history.ids()
        new = [part.session() for part in content.sessions if part.id not in known]
        _refuse_strangers(names, content)
        people, same = _people(store.people.all(), content.people)
        coming = coming_in_use(store, content, known, same)
        new = [coming.placed(session, same) for session in new]
        _refuse_without_room(archive)
        with tempfile.TemporaryDirectory(prefix=_UNPACKING, dir=data_folder()) as folder:
            files = _unpacked(archive, names, new, Path(folder))
            _keep(store, people, new, coming, files)
    return ImportSummary(len(new), len(people), len(content.sessions) - len(new))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """No other program imports into the data folder; what one that was killed left there goes."""
    busy = BusyTransferError(
        ["Something else is imported just now. Wait until that is done, and import this again."]
    )
    folder = data_folder()
    try:
        private_file(folder / "import.lock")
        with alone(folder / "import.lock", _WAIT_S, busy):
            for left in folder.glob(f"{_UNPACKING}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except OSError as error:
        raise TransferError([f"The files cannot be kept here ({error.strerror})."]) from error


def _problem(name: str, path: Path) -> str | None:
    """Return what is wrong with a file of poses or a clip; None where it can be used."""
    try:
        check_poses(path) if name.startswith(POSES) else check_clip(path)
    except BROKEN as error:
        return str(error)
    return None


def _written(what: str, part: Callable[[_Record], BaseModel], record: _Record) -> dict[str, Any]:
    """Return a record as JSON values. Raises TransferError where it could not be read again."""
    try:
        return part(record).model_dump(mode="json")
    except ValidationError as error:
        why = "; ".join(f"{_place(detail['loc'])}: {plain(detail)}" for detail in error.errors())
        raise TransferError([f"The {what} cannot be exported: {why}."]) from error


def _in_plans(rounds: Sequence[Round], plans: Sequence[Plan]) -> Iterator[Round]:
    """Yield the rounds, oldest first; those of a plan that cannot be used are of none."""
    known = {plan.id for plan in plans}
    for one in sorted(rounds, key=lambda each: (each.started_at, each.id)):
        yield one if one.plan_id in known else replace(one, plan_id=None)


def _info(name: str, compression: int) -> zipfile.ZipInfo:
    # Without a time of its own: the same content is the same file.
    info = zipfile.ZipInfo(name)
    info.compress_type = compression
    info.external_attr = 0o600 << 16
    return info


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    """Add a file as it is: poses and clips are compressed already."""
    try:
        with (
            path.open("rb") as file,
            archive.open(_info(name, zipfile.ZIP_STORED), "w", force_zip64=True) as entry,
        ):
            shutil.copyfileobj(file, entry)
    except OSError as error:
        raise TransferError([f"{path} cannot be exported ({error.strerror})."]) from error


def _files_of(session: StoredSession) -> dict[str, Path]:
    """Return the files that belong to a session, by their names in an export."""
    files = {f"{POSES}{session.id}{SUFFIX}": poses_file(session.id)}
    if session.clip is not None:
        files[f"{CLIPS}{session.clip}"] = clips_folder() / session.clip
    return files


def _content(archive: zipfile.ZipFile) -> Content:
    """Return the content of an export. Raises TransferError with all that is wrong with it."""
    try:
        data = json.loads(archive.read(CONTENT).decode("utf-8"))
    except (*BROKEN, RecursionError) as error:
        raise TransferError([f"{CONTENT} is broken: {error}."]) from error
    number = data.get("schema") if isinstance(data, dict) else None
    if isinstance(number, int) and number > SCHEMA:
        raise NewerTransferError(
            ["A newer PoseGuide exported this file. Update PoseGuide here, and import it then."]
        )
    try:
        content = Content.model_validate(data)
    except ValidationError as error:
        raise TransferError(
            [f"{_place(detail['loc'])}: {plain(detail)}" for detail in error.errors()]
        ) from error
    problems = list(content.contradictions())
    if problems:
        raise TransferError(problems)
    return content


def _place(where: Sequence[int | str]) -> str:
    """Return where in the file, as the rest of the program counts: from 1."""
    steps = (f"{step + 1}" if isinstance(step, int) else step for step in where if step != "[key]")
    return ".".join(steps) or CONTENT


def _refuse_strangers(names: set[str], content: Content) -> None:
    """Raise TransferError for files that belong to no session."""
    belonging = {CONTENT}
    for part in content.sessions:
        belonging |= {f"{POSES}{part.id}{SUFFIX}", f"{CLIPS}{part.clip}"}
    strangers = sorted(names - belonging)
    if strangers:
        raise TransferError([f"{name!r} belongs to no session." for name in strangers])


def _people(
    here: Sequence[Person], coming: Sequence[PersonPart]
) -> tuple[dict[Person, KeptLimits], dict[str, str]]:
    """Return the new people with their limits, and the id here of each person that comes."""
    ids = {person.id for person in here}
    by_name = {person.name.casefold(): person.id for person in here}
    same = {
        part.id: part.id if part.id in ids else by_name.get(part.name.casefold(), part.id)
        for part in coming
    }
    new: dict[Person, KeptLimits] = {
        Person(part.id, part.name): part.kept_limits()
        for part in coming
        if part.id not in ids and same[part.id] == part.id
    }
    return new, same


def _refuse_without_room(archive: zipfile.ZipFile) -> None:
    needed = sum(info.file_size for info in archive.infolist())
    if needed > shutil.disk_usage(data_folder()).free:
        raise TransferError(["The disk has no room for it. Free some space, and import it again."])


def _unpacked(
    archive: zipfile.ZipFile, names: set[str], sessions: Sequence[StoredSession], folder: Path
) -> dict[Path, Path]:
    """Return the files of these sessions, unpacked and checked, and where each belongs.

    One that is there already as it comes is left out. Raises TransferError.
    """
    files: dict[Path, Path] = {}
    problems: list[str] = []
    for session in sessions:
        for name, path in _files_of(session).items():
            if name not in names:
                continue
            unpacked = folder / path.name
            problem = _unpack(archive, name, unpacked) or _problem(name, unpacked)
            if problem is not None:
                problems.append(f"{name} is broken: {problem}".replace(str(unpacked), name))
            elif not path.exists():
                files[unpacked] = path
            elif not filecmp.cmp(unpacked, path, shallow=False):
                problems.append(f"{name} is there already, and is another one.")
    if problems:
        raise TransferError(problems)
    return files


def _unpack(archive: zipfile.ZipFile, name: str, to: Path) -> str | None:
    """Unpack one file; what is wrong with it, None where it is whole. TransferError for a disk."""
    with _written_here(), to.open("xb") as file:
        chunks = _chunks(archive, name)
        while True:
            try:
                chunk = next(chunks, b"")
            except BROKEN as error:
                return str(error)
            if not chunk:
                return None
            file.write(chunk)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as entry:
        while chunk := entry.read(_AT_ONCE):
            yield chunk


@contextmanager
def _written_here() -> Iterator[None]:
    """Turn what the disk refuses into a TransferError."""
    try:
        yield
    except OSError as error:
        raise TransferError([f"The files cannot be kept here ({error.strerror})."]) from error


@contextmanager
def _folders_as_before() -> Iterator[None]:
    """Take away, after a failure, the folders that were made for it and are empty."""
    folders = [data_folder() / name.rstrip("/") for name in (POSES, CLIPS)]
    missing = [folder for folder in folders if not folder.exists()]
    try:
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
        raise


def _keep(
    store: Store,
    people: Mapping[Person, KeptLimits],
    sessions: Sequence[StoredSession],
    coming: PlansToAdd,
    files: Mapping[Path, Path],
) -> None:
    """Put the files in their places and all else into the database; after a failure, nothing."""
    placed: list[Path] = []
    try:
        with _written_here():
            for unpacked, path in files.items():
                placed.append(path)
                private_file(unpacked)
                unpacked.rename(path)
        store.add_all(people, sessions, coming.plans, coming.chosen, coming.rounds)
    except BaseException:
        # Who breaks it off may do so in the moment after all of it was stored.
        if not _has_kept(store, sessions):
            for path in placed:
                path.unlink(missing_ok=True)
        raise


def _has_kept(store: Store, sessions: Sequence[StoredSession]) -> bool:
    try:
        return bool(sessions) and sessions[0].id in store.history.ids()
    except StoreError:
        return False
