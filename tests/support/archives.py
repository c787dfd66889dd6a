"""Databases with something of everything in them, exported and taken in elsewhere."""

import math
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from poseguide.analysis import samples
from poseguide.core.records import Finding, Pose, Rep, Span
from poseguide.definitions.base import Text
from poseguide.definitions.programme import Programme, ProgrammeStep, load_programme
from poseguide.storage.archive import export_all
from poseguide.storage.folders import clips_folder
from poseguide.storage.people_repository import LimitSource
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, Round, RoundStep
from poseguide.training.session import SessionProgress, SessionStart, StoredSession
from poseguide.vision.pose_file import save_poses

AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)


FAULT = Finding("knee_bent", "fault", 0.1 + 0.2, 155.0, "deg", "major")


UNSEEN = Finding("sag", "unseen", None, 10.0, "deg", "minor")


SERIES = Finding("hurried", "ok", 1.0 / 7.0, 1.5, "ratio", "minor")


def rep(number: int, **changes: Any) -> Rep:
    start_s = 10.0 * number + 1 / 3
    usual = Rep(
        number, "left", start_s, start_s + 1.5, start_s + math.pi, None, 2, 100.123456789,
        (Span("stretch", start_s + 1.0, start_s + 2.0),), (FAULT, UNSEEN),
    )  # fmt: skip
    return replace(usual, **changes)


def session(letter: str, person_id: str | None = None, **changes: Any) -> StoredSession:
    begun = SessionStart(
        "leg_extension_all_fours", "0f" * 32, "one", "da", Goal(8, 2.5, True, 2), "video", AT,
        person_id, "=Åse & søn.mp4", {"knee_bent": 150.0, "tuck.hip": 57.5}, 3,
    )  # fmt: skip
    corrections = (
        Correction(-1, side="right", start_s=50.0, end_s=53.0),
        Correction(1, False, rulings={"knee_bent": "ok"}, note="Nej.\n“Æ”"),
    )
    progress = SessionProgress(61.0 + 1 / 3, 900, 880, 860, 12.1, 0, 640, 480)
    reps = (rep(1), rep(2, side="right"), rep(3, missing="stretch", parts=None))
    usual = StoredSession(
        letter * 32, begun, progress, "stopped", AT, 4, None, reps, (SERIES,), corrections,
        "God træning.",
    )  # fmt: skip
    return replace(usual, **changes)


def poses() -> list[Pose]:
    points = np.arange(66.0).reshape(33, 2)
    return [Pose(n / 10, points + n, np.zeros(33), np.ones(33), 640, 480) for n in range(3)]


def clip(name: str) -> None:
    shutil.copy(samples.samples()[0].video, clips_folder() / name)


def filled(store: Store) -> Store:
    """Two people and nobody: poses and clips, a session that runs, one without a camera."""
    ase, bo = store.people.add("Åse"), store.people.add("Bo")
    store.people.set_limits(ase.id, "leg_extension_all_fours", {"knee_bent": 150.0, "tuck.hip": 57})
    source = LimitSource(AT, "god.mp4")
    store.people.set_limits(ase.id, "squat", {"lean": 0.1 + 0.2, "too_fast": 2.0}, {"lean": source})
    clip("own.mp4")
    store.sessions.save(session("a", ase.id, clip="own.mp4"), poses())
    store.sessions.save(session("b", bo.id, end=None, pain_after=None, note="", clip="gone.mp4"))
    paced = SessionStart(
        "pelvic_floor_hold", "1e" * 32, None, "en", Goal(10, None, level=0), "timer", AT
    )
    led = SessionProgress(90.0, paced=10)
    store.sessions.save(StoredSession("c" * 32, paced, led, "dose", AT, None, None, (), ()))
    return store


def own_programme() -> Programme:
    some = Text(en="For Åse “’”", da="Til Åse")
    steps = (
        ProgrammeStep(exercise="squat", repetitions=4, rest_s=20.5),
        ProgrammeStep(exercise="pelvic_floor_hold", levels=(2, 3)),
    )
    return Programme(
        id="for_ase", name=some, purpose=some, source=some, times=("08:00",), steps=steps
    )


def following(store: Store, person_id: str | None, letter: str) -> Round:
    """Two plans, two amounts, and a round with a session and a skipped step."""
    bundled = load_programme("vein_pump")
    store.plans.add(person_id, bundled, ("mon", "sun"), ("07:00", "21:30"))
    plan = store.plans.add(person_id, own_programme(), ("tue",), ("08:00",), own=True)
    store.plans.mark(plan.id, "find_it")
    store.doses.choose(person_id, "squat", DoseLevel(7, 2.5))
    store.doses.choose(person_id, "pelvic_floor_hold", DoseLevel(level=1))
    steps = (
        RoundStep("squat", Goal(8, 2.5, True, 2, 1), slower=True, rest_s=0.1 + 0.2),
        RoundStep("pelvic_floor_hold", Goal(10, None, level=0)),
    )
    new = NewRound(person_id, plan.id, "for_ase", Text(en="For Åse “’”", da="Til Åse"), steps, 6)
    whole = store.rounds.begin(new)
    begun = session(letter, person_id).beginning
    begun = replace(begun, round_id=whole.id, round_step=0)
    store.sessions.save(session(letter, beginning=begun, answers={"held": "some", "leak": "no"}))
    store.rounds.skip(whole.id, 1)
    store.rounds.set_pain(whole.id, "after", 2)
    store.rounds.set_effort(whole.id, 7)
    store.rounds.set_morning([whole.id], "settled")
    store.rounds.end(whole.id)
    return store.rounds.load(whole.id)


def exported(store: Store) -> BytesIO:
    file = BytesIO()
    export_all(store, file)
    return file


def content(file: BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def files(folder: Path) -> set[str]:
    return {
        f"{path.relative_to(folder)}"
        for kind in ("clips", "poses")
        for path in (folder / kind).glob("*")
    }


def one(store: Store) -> BytesIO:
    """An export of one session with poses and a clip."""
    person = store.people.add("Åse")
    clip("own.mp4")
    store.sessions.save(session("a", person.id, clip="own.mp4"), poses())
    return exported(store)


def npz(tmp_path: Path, **parts: Any) -> bytes:
    path = tmp_path / "poses.npz"
    save_poses(path, poses())
    with np.load(path) as kept:
        whole = dict(kept)
    np.savez_compressed(path, **{**whole, **parts})
    return path.read_bytes()
