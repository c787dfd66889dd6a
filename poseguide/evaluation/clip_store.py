"""A folder of clips kept as poses: what an evaluation needs, without pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from poseguide.core.errors import OutputError
from poseguide.core.files import json_in, write_text
from poseguide.core.records import Pose
from poseguide.evaluation.ground_truth import MANIFEST, Clip
from poseguide.vision.pose_file import SUFFIX, save_poses

_WHAT = (
    "Poses kept by `poseguide evaluate --keep`, without the clips that have no verdict. "
    "`poseguide evaluate` on this folder gives what it gave on the clips."
)


def made_for_keeping(folder: Path, source: Path) -> Path:
    """The folder, made if need be, for the poses of `source`.

    Raises OutputError when it cannot be made, or holds clips that were not kept as poses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            folder, f"{folder} cannot be made ({error.strerror}). Choose another folder."
        ) from error
    if folder.samefile(source) or not _may_be_replaced(folder / MANIFEST):
        raise OutputError(folder, f"{folder} holds clips of its own. Choose another folder.")
    return folder


def keep_clip(folder: Path, clip: Clip, poses: Sequence[Pose]) -> dict[str, Any]:
    """Writes the poses of a clip and a slim truth; the clip's entry for the manifest.

    Raises StoredPosesError and OutputError when they cannot be written.
    """
    stem = clip.path.stem
    save_poses(folder / f"{stem}{SUFFIX}", poses)
    entry = {**clip.entry, "file": f"{stem}{SUFFIX}"}
    entry.pop("truth", None)
    if clip.table is not None:
        entry["truth"] = f"{stem}.json"
        write_text(folder / entry["truth"], json.dumps(clip.table) + "\n")
    return entry


def write_manifest(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    """Lists the clips that were kept. Raises OutputError when it cannot be written."""
    table = {"what": _WHAT, "clips": list(entries)}
    write_text(folder / MANIFEST, json.dumps(table, ensure_ascii=False, indent=1) + "\n")


def _may_be_replaced(manifest: Path) -> bool:
    """Whether there is no such list, or one of kept poses only."""
    if not manifest.exists():
        return True
    try:
        clips = json_in(manifest)["clips"]
        return all(clip["file"].endswith(SUFFIX) for clip in clips)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
