"""The cards of `why.toml`: the reasons why the exercises are thought to help."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from poseguide.core.errors import DefinitionError
from poseguide.definitions.base import Name, Text
from poseguide.definitions.ranges import Listed
from poseguide.definitions.toml_schema import (
    content_of,
    problems_of,
    table_in,
    text_of,
    validated,
)

#: The file that comes with PoseGuide.
CARDS = Path(__file__).with_name("why.toml")


class Card(BaseModel):
    """A few sentences on one reason, and the ids of the exercises that it stands behind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    title: Text
    text: Text
    exercises: Listed[Name] = ()


class Why(BaseModel):
    """The cards in their order, and before them when to stop and whom to call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: Card
    cards: Listed[Card]


def read_why(path: Path = CARDS) -> Why:
    """The cards in this file. Raises DefinitionError with everything that is wrong at once."""
    text = text_of(content_of(path), path)
    why, wrong = validated(table_in(text, path), Why)
    if wrong or why is None:
        raise DefinitionError(problems_of(wrong, path, text))
    return why
