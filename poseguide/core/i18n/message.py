"""Messages: what is to be shown or said, as an id with values; its words are chosen at the edge."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from poseguide.core.i18n import Language, word


class Translatable(ABC):
    """Anything that has words in every language."""

    @abstractmethod
    def text(self, language: Language) -> str:
        """Return the words in a language."""


@dataclass(frozen=True)
class Message(Translatable):
    """A message of the interface: its key among the words, and the values to be filled in.

    A value may be a message itself; it is then put into words of the same language.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the words in a language. Raises KeyError for an unknown key."""
        values = {
            name: value.text(language) if isinstance(value, Translatable) else value
            for name, value in self.values.items()
        }
        return word(self.key, language, **values)


@dataclass(frozen=True)
class Numeral(Translatable):
    """A number that is said by itself, such as the count of a repetition."""

    number: int

    def text(self, language: Language) -> str:
        """Return the digits with a full stop, which all languages here read alike."""
        return f"{self.number}."


@dataclass(frozen=True)
class Sentences(Translatable):
    """Several messages that are said or shown one after the other."""

    parts: tuple[Translatable, ...]

    def text(self, language: Language) -> str:
        """Return the words of all parts, with a space between them."""
        return " ".join(part.text(language) for part in self.parts)
