"""Why the exercises are thought to help: the cards of `why.toml`, in English and Danish."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from poseguide.errors import DefinitionError, Problem
from poseguide.exercise import Name, Text
from poseguide.plain import plain

#: The file that comes with PoseGuide.
CARDS = Path(__file__).with_name("why.toml")


class Card(BaseModel):
    """A few sentences on one reason, and the ids of the exercises that it stands behind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    title: Text
    text: Text
    exercises: tuple[Name, ...] = ()


class Why(BaseModel):
    """When to stop and whom to call, and the cards in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: Card
    cards: tuple[Card, ...]


def read_why(path: Path = CARDS) -> Why:
    """The cards in this file. Raises DefinitionError with everything that is wrong at once."""
    try:
        return Why.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([Problem(path, None, "", f"is not TOML: {error}")]) from error
    except ValidationError as error:
        problems = [Problem(path, None, _key(part["loc"]), plain(part)) for part in error.errors()]
        raise DefinitionError(problems) from error


def _key(where: tuple[int | str, ...]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in where)
