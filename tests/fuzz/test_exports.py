"""Exports that are damaged in their archive, in their words, or in their poses."""

from __future__ import annotations

import copy
import json
import math
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from support.archives import content, exported, filled, following, zipped
from support.clips import cut
from support.fuzz.harness import Input, try_all
from support.fuzz.kept_attempts import bring_in
from support.fuzz.mutations import damaged

from poseguide.analysis.samples import samples
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store

NAME = "export.zip"
ODD: list[Any] = [
    None, True, -1, 0, 1, 7, 1.5, 1e308, -1e308, math.nan, math.inf, 2**31, 2**63, 10**400, "",
    "x" * 10_000, "\0", "\ud800", [], {}, [[]], {"a": 1}, "0" * 32, "../x", "both", "left", "timer",
    "camera", "fault", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "👩‍🦽", "squat",
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """What is in an export with people, programmes, rounds, poses and a clip."""
    folder = tmp_path_factory.mktemp("export")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSEGUIDE_DATA", str(folder))
        patch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
        with closing(Store()) as store:
            filled(store)
            following(store, store.people.all()[0].id, "d")
            cut(samples()[0].video, clips_folder() / "short.mp4", 0.0, 0.5, keep_every=3)
            (clips_folder() / "short.mp4").replace(clips_folder() / "own.mp4")
            yield content(exported(store))


def places(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a JSON, as the keys that lead there."""
    inside = (
        data if isinstance(data, dict) else dict(enumerate(data if isinstance(data, list) else ()))
    )
    for key, value in inside.items():
        yield (*place, key)
        yield from places(value, (*place, key))


def changed(data: Any, random: Random) -> Any:
    """A JSON in which one to three things are others, are missing, or are there twice."""
    data = copy.deepcopy(data)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        *way, last = random.choice(list(places(data)))
        holder = data
        for key in way:
            holder = holder[key]
        kind = random.choice(("other", "other", "other", "gone", "moved", "twice", "close"))
        if kind == "gone":
            del holder[last]
        elif kind == "moved":
            holder[last] = copy.deepcopy(random.choice(list(values(data))))
        elif kind == "twice" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        elif kind == "close" and isinstance(holder[last], int | float):
            holder[last] = random.choice((-1, 2, 0.5, 1e6)) * holder[last]
        else:
            holder[last] = random.choice(ODD)
    return data


def values(data: Any) -> Iterator[Any]:
    for place in places(data):
        value = data
        for key in place:
            value = value[key]
        yield value


def spoilt(data: bytes, random: Random) -> bytes:
    """A file of poses with other numbers, of another kind or shape, or with damaged bytes."""
    with np.load(BytesIO(data)) as kept:
        parts = dict(kept)
    name = random.choice(list(parts))
    array = parts[name]
    if random.random() < 0.3:
        return damaged(data, random)
    spoil: list[Callable[[], Any]] = [
        lambda: np.full_like(array, random.choice([-1, 0, 127])),
        lambda: array.astype(random.choice([np.complex128, object, "U5", np.float16, np.int64])),
        lambda: np.where(np.arange(array.size).reshape(array.shape) % 3, array, array.max() + 1),
        lambda: array[:: random.choice((-1, 2))],
        lambda: array.reshape(-1),
        lambda: array.astype(np.float64) * random.choice([math.nan, math.inf, 1e300]),
        lambda: array[:0],
        lambda: np.zeros(random.choice([(), (1,), (3, 3, 3), (40_000_000,)]), array.dtype),
    ]
    parts[name] = random.choice(spoil)()
    if random.random() < 0.1:
        parts[f"{name}_more"] = parts.pop(name)
    file = BytesIO()
    np.savez_compressed(file, **parts)
    return file.getvalue()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_exports_damaged_in_any_way_are_refused_in_a_sentence_or_do_no_harm(
    sound: dict[str, bytes], fuzz_rounds: int, tmp_path: Path
) -> None:
    whole = zipped(sound).getvalue()
    data = json.loads(sound["poseguide.json"])
    poses = next(name for name in sound if name.startswith("poses/"))

    def inputs() -> Iterator[Input]:
        for seed in range(fuzz_rounds):
            random = Random(seed)
            if seed % 4 == 0:
                yield Input(NAME, damaged(whole, random))
            elif seed % 4 == 3:
                yield Input(NAME, zipped({**sound, poses: spoilt(sound[poses], random)}).getvalue())
            else:
                text = json.dumps(changed(data, random)).encode()
                yield Input(NAME, zipped({**sound, "poseguide.json": text}).getvalue())

    seen = try_all(bring_in, Input(NAME, whole), inputs(), tmp_path)
    assert seen["refused"] > 0


def test_archives_made_to_fill_memory_or_the_disk_are_refused(
    sound: dict[str, bytes], tmp_path: Path
) -> None:
    def packed(name: str, size: int, letter: bytes) -> Input:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for other, part in sound.items():
                if other != name:
                    archive.writestr(other, part)
            with archive.open(name, "w", force_zip64=True) as entry:
                for _ in range(size >> 20):
                    entry.write(letter * (1 << 20))
        return Input(NAME, file.getvalue())

    poses = next(name for name in sound if name.startswith("poses/"))
    inputs = [packed(name, 300 << 20, b"[") for name in ("poseguide.json", poses, "clips/own.mp4")]
    seen = try_all(bring_in, Input(NAME, zipped(sound).getvalue()), inputs, tmp_path)
    assert seen == {"refused": 3}
