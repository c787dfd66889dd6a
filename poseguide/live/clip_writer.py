"""Films the clip of a session that a camera follows, where the person asked for one."""

from __future__ import annotations

import uuid

from poseguide.core.errors import OutputError, StoreError
from poseguide.core.records import Frame
from poseguide.storage.folders import clips_folder
from poseguide.storage.store import Store
from poseguide.vision.video_writer import OwnClip


class ClipWriter:
    """Writes the frames of a stored session into its clip.

    A disk or a store that refuses ends the clip, not the exercise: `problem` says why.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clip: OwnClip | None = None
        self.problem: OutputError | StoreError | None = None

    def add(self, frame: Frame, session_id: str) -> None:
        """Add a frame to the clip of a session; the first one begins the clip."""
        if self.problem is not None:
            return
        try:
            if self._clip is None:
                name = f"{uuid.uuid4().hex}.mp4"
                self._clip = OwnClip(clips_folder() / name)
                self._store.sessions.set_clip(session_id, name)
            self._clip.add(frame)
        except (OutputError, StoreError) as error:
            self.problem = error

    def close(self) -> None:
        """Finish the file."""
        try:
            if self._clip is not None:
                self._clip.close()
        except OutputError as error:
            self.problem = error
