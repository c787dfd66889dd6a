"""An import that fails, for whatever reason and at whatever moment, leaves nothing behind."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.archives import content, files, npz, one, poses, session, zipped
from support.places import ROOT

from poseguide.core.errors import StoredPosesError, TransferError
from poseguide.storage.archive import import_all
from poseguide.storage.store import Store
from poseguide.vision.pose_file import check_poses, load_poses

POSES = f"poses/{'a' * 32}.npz"

#: What a file of poses says that no clip of the program says.
WRONG_POSES: dict[str, dict[str, Any]] = {
    "a time that is none": {"time_s": np.array([0.0, np.nan, 0.2])},
    "a time without end": {"time_s": np.array([0.0, 0.1, np.inf])},
    "times that go back": {"time_s": np.array([0.2, 0.1, 0.3])},
    "two poses at once": {"time_s": np.array([0.0, 0.1, 0.1])},
    "a time before the clip": {"time_s": np.array([-0.1, 0.1, 0.2])},
    "a time after any clip": {"time_s": np.array([0.0, 0.1, 1e9])},
    "no size": {"size_px": np.array([0, 480], np.int32)},
    "a size below nothing": {"size_px": np.array([640, -(2**31)], np.int32)},
    "a huge size": {"size_px": np.array([2**31 - 1, 480], np.int32)},
    "a size beyond its kind": {"size_px": np.array([2**31, 480])},
    "complex times": {"time_s": np.array([0j, 1j, 2j])},
    "complex points": {"points": np.zeros((3, 33, 2), np.complex128)},
    "objects": {"surface": np.array([[None] * 3] * 3, dtype=object)},
    "dates": {"time_s": np.array([0, 1, 2], "datetime64[s]")},
    "numbers the other way round": {"depth": np.zeros((3, 33), ">i2")},
    "columns first": {"points": np.asfortranarray(np.zeros((3, 33, 2), np.int16))},
    "no number of the rise": {"surface": np.full((3, 3), np.inf, np.float32)},
    "no poses": {"time_s": np.zeros(0)},
    "a single number": {"time_s": np.float64(1.0)},
    "a part too many": {"more": np.zeros(3)},
}


@pytest.mark.parametrize("kind", WRONG_POSES)
def test_poses_that_no_clip_has_are_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "poses.npz"
    path.write_bytes(npz(tmp_path, **WRONG_POSES[kind]))
    for read in (check_poses, lambda path: list(load_poses(path))):
        with pytest.raises(StoredPosesError, match="holds no poses"):
            read(path)


def claiming(data: bytes, frames: int) -> bytes:
    """A file of poses whose heads say that there are so many frames."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as parts, zipfile.ZipFile(file, "w") as made:
        for name in parts.namelist():
            made.writestr(name, parts.read(name).replace(b"(3,", b"(%d," % frames))
    return file.getvalue()


def test_poses_that_claim_more_than_they_hold_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "poses.npz"
    path.write_bytes(claiming(npz(tmp_path), 10**12))
    with pytest.raises(StoredPosesError):
        check_poses(path)


def bomb(_: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("poseguide.json", b" " * (64 << 20))
    return file.getvalue()


def packed_otherwise(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def in_the_directory(parts: dict[str, bytes], offset: int, data: bytes) -> bytes:
    """An archive with other bytes in the entry of the first file in its directory."""
    file = bytearray(zipped(parts).getvalue())
    at = file.index(b"PK\x01\x02") + offset
    file[at : at + len(data)] = data
    return bytes(file)


#: Archives that are no export, though each has the parts of one; the offsets are those of
#: the central directory in PKWARE's APPNOTE, 4.3.12.
WRONG_ARCHIVES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a bomb": bomb,
    "packed in another way": packed_otherwise,
    "encrypted": lambda parts: in_the_directory(parts, 8, b"\x01\x00"),
    "of another checksum": lambda parts: in_the_directory(parts, 16, b"\0\0\0\0"),
    "a size of 2^31": lambda parts: in_the_directory(parts, 24, (2**31).to_bytes(4, "little")),
    "packed to 2^31": lambda parts: in_the_directory(parts, 20, (2**31).to_bytes(4, "little")),
    "a place beyond the file": lambda parts: in_the_directory(parts, 42, b"\xff\xff\xff\x7f"),
    "of a newer method": lambda parts: in_the_directory(parts, 10, b"\x5d\x00"),
}


@pytest.fixture
def parts(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What is in an export of one session with poses and a clip; the data folder is another now."""
    found = content(one(store))
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
    return found


@pytest.mark.parametrize("kind", WRONG_ARCHIVES)
def test_an_archive_that_is_no_export_is_refused(
    parts: dict[str, bytes], kind: str, tmp_path: Path
) -> None:
    there = Store()
    with pytest.raises(TransferError):
        import_all(there, BytesIO(WRONG_ARCHIVES[kind](parts)))
    assert there.history.all() == []
    there.close()
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"poseguide.db", "import.lock"}


@pytest.mark.parametrize("name", ["poseguide.json", POSES, "clips/own.mp4"])
def test_nothing_is_left_of_what_is_broken_not_even_a_folder(
    parts: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    there = Store()
    with pytest.raises(TransferError):
        import_all(there, zipped({**parts, name: parts[name][:500]}))
    assert (there.history.all(), there.people.all()) == ([], [])
    there.close()
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"poseguide.db", "import.lock"}


class Interrupted(Store):
    """A store whose person presses Ctrl-C, before or after all was stored."""

    after = False

    def add_all(self, *args: Any, **more: Any) -> None:
        if self.after:
            super().add_all(*args, **more)
        raise KeyboardInterrupt


@pytest.mark.parametrize("after", [False, True])
def test_an_import_that_is_broken_off_is_whole_or_leaves_nothing(
    parts: dict[str, bytes], after: bool, tmp_path: Path
) -> None:
    there = Interrupted()
    there.after = after
    with pytest.raises(KeyboardInterrupt):
        import_all(there, zipped(parts))
    kept = there.history.all()
    there.close()
    found = {f"{path.relative_to(tmp_path / 'there')}" for path in (tmp_path / "there").rglob("*")}
    files = {"clips", "clips/own.mp4", "poses", POSES} if after else set()
    assert found == {"poseguide.db", "import.lock", *files}
    assert len(kept) == int(after)


#: Imports where no file may grow beyond what is given, as on a disk that is full.
FULL = """
import resource, sys
from io import BytesIO
from pathlib import Path
from poseguide.core.errors import PoseGuideError
from poseguide.storage.archive import import_all
from poseguide.storage.store import Store
store = Store()
store.history.ids()
store.close()
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    import_all(store, BytesIO(Path(sys.argv[1]).read_bytes()))
except PoseGuideError as error:
    print(error)
"""


def test_a_disk_that_is_full_in_the_middle_is_told_and_nothing_is_left(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "export.zip").write_bytes(zipped(parts).getvalue())
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "export.zip"), "100000"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "cannot be kept here" in told.stdout, told
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"poseguide.db", "import.lock"}
    there = Store()
    assert (there.history.all(), there.people.all()) == ([], [])
    there.close()


def test_what_was_made_before_stays(store: Store, tmp_path: Path) -> None:
    broken = content(one(store))
    broken[POSES] = b""
    store.sessions.delete("a" * 32)
    store.sessions.save(session("b"), poses())
    before = store.history.all()
    with pytest.raises(TransferError):
        import_all(store, zipped(broken))
    assert store.history.all() == before
    assert files(tmp_path / "here") == {f"poses/{'b' * 32}.npz"}
