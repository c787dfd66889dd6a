"""The choice of recordings to check, of the exercise in them, and of the person."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from poseguide.analysis.samples import Sample, samples
from poseguide.core.i18n import Language, word
from poseguide.definitions import catalog
from poseguide.definitions.catalog import Definition
from poseguide.storage.people_repository import Person
from poseguide.ui.person_picker import choose_person
from poseguide.ui.review.video_check import Recording
from poseguide.ui.state import remember, remembered_index
from poseguide.vision.video_folder import videos_in

#: Environment variable: a folder of recordings that the page offers.
FOLDER_VARIABLE = "POSEGUIDE_VIDEOS"
_TYPES = ["mp4", "m4v", "mov", "webm", "mkv", "avi"]
#: The option to have the exercise proposed.
_PROPOSE = ""


@dataclass(frozen=True)
class ReviewRequest:
    """The recordings to check, maybe none yet, and one exercise or those to propose from."""

    recordings: tuple[Recording, ...]
    definitions: Definition | tuple[Definition, ...]
    person: Person | None


def choose_request(language: Language) -> ReviewRequest:
    """Show the widgets for recordings, exercise and person; return what is chosen.

    Raise PoseGuideError for a broken exercise file, an unreadable folder or database.
    """
    sources = ["from_sample", "from_upload"]
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        sources.append("from_folder")
    source = st.radio(
        word("video_source", language),
        sources,
        index=remembered_index("source", sources, "from_sample"),
        format_func=lambda key: word(key, language),
        horizontal=True,
        key=f"source_{language}",
    )
    remember("source", source)
    if source == "from_sample":
        recordings, preset, of = _choose_sample(language)
    elif source == "from_upload":
        recordings, preset, of = _choose_uploads(language), _PROPOSE, "upload"
    else:
        recordings, preset, of = _choose_files(Path(folder or ""), language), _PROPOSE, "folder"
    definitions = _choose_exercise(language, preset, of)
    return ReviewRequest(tuple(recordings), definitions, choose_person(language))


def _choose_sample(language: Language) -> tuple[list[Recording], str, str]:
    by_name: dict[str, Sample] = {sample.name: sample for sample in samples()}
    names = list(by_name)
    name = st.selectbox(
        word("sample_video", language),
        names,
        index=remembered_index("sample", names, names[0]) or 0,
        format_func=lambda name: by_name[name].title[language],
        key=f"sample_{language}",
    )
    remember("sample", name)
    sample = by_name[name]
    return [Recording(sample.video.name, sample.video, "sample")], sample.exercise, name


def _choose_uploads(language: Language) -> list[Recording]:
    uploads = st.file_uploader(
        word("own_videos", language), type=_TYPES, accept_multiple_files=True, key="upload"
    )
    return [Recording(upload.name, upload, "video") for upload in uploads]


def _choose_files(folder: Path, language: Language) -> list[Recording]:
    """Show the choice of recordings in a folder and return them. Raise PoseGuideError."""
    found = {str(path): folder / path for path in videos_in(folder)}
    chosen = st.multiselect(
        word("folder_videos", language),
        list(found),
        placeholder=word("choose_videos", language),
        key=f"folder_{language}",
    )
    return [Recording(name, found[name], "video") for name in chosen]


def _choose_exercise(
    language: Language, preset: str, of: str
) -> Definition | tuple[Definition, ...]:
    known = {found.exercise.id: found for found in catalog.tracked()}
    options: Sequence[str] = [_PROPOSE, *known]
    name = f"exercise_of_{of}"
    chosen = st.selectbox(
        word("exercise", language),
        options,
        index=remembered_index(name, options, preset) or 0,
        format_func=lambda id_: (
            known[id_].exercise.name[language] if id_ else word("propose_it", language)
        ),
        key=f"{name}_{language}",
    )
    remember(name, chosen)
    return known[chosen] if chosen else tuple(known.values())
