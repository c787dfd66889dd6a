"""Choosing a video and the exercise that is done in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import streamlit as st

from poseguide import catalog
from poseguide.catalog import Definition
from poseguide.exercise import Language
from poseguide.samples import Sample, samples
from poseguide.ui.language import remember, remembered
from poseguide.words import word

_TYPES = ["mp4", "m4v", "mov", "webm", "mkv", "avi"]


@dataclass(frozen=True)
class Choice:
    """What to check; `video` and `definition` are None until they are chosen."""

    video: Path | BinaryIO | None
    definition: Definition | None
    name: str

    @property
    def ready(self) -> bool:
        """Whether there is a video and an exercise."""
        return self.video is not None and self.definition is not None


def choose(language: Language) -> Choice:
    """The widgets for the video and the exercise, and what they say."""
    sources = ["from_sample", "from_upload"]
    source = st.radio(
        word("video_source", language),
        sources,
        index=remembered("source", sources, "from_sample"),
        format_func=lambda key: word(key, language),
        horizontal=True,
        key=f"source_{language}",
    )
    remember("source", source)
    return _choose_sample(language) if source == "from_sample" else _choose_upload(language)


def _choose_sample(language: Language) -> Choice:
    by_name: dict[str, Sample] = {sample.name: sample for sample in samples()}
    names = list(by_name)
    name = st.selectbox(
        word("sample_video", language),
        names,
        index=remembered("sample", names, names[0]) or 0,
        format_func=lambda name: by_name[name].title[language],
        key=f"sample_{language}",
    )
    remember("sample", name)
    sample = by_name[name]
    definition = _choose_exercise(language, sample.exercise, of=name)
    return Choice(sample.video, definition, sample.video.name)


def _choose_upload(language: Language) -> Choice:
    upload = st.file_uploader(word("own_video", language), type=_TYPES, key="upload")
    definition = _choose_exercise(language, None, of="upload")
    return Choice(upload, definition, upload.name if upload else "")


def _choose_exercise(language: Language, preset: str | None, of: str) -> Definition | None:
    known = {found.exercise.id: found for found in catalog.tracked()}
    name = f"exercise_of_{of}"
    chosen = st.selectbox(
        word("exercise", language),
        list(known),
        index=remembered(name, list(known), preset),
        format_func=lambda name: known[name].exercise.name[language],
        placeholder=word("choose_exercise", language),
        key=f"{name}_{language}",
    )
    remember(name, chosen)
    return known[chosen] if chosen else None
