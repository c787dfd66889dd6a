"""The kinds of values that may stand in an export, each checked at the door."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
)

from poseguide.vision.container import LARGEST_PX

#: What any column of the databases takes.
LARGEST = 2**31 - 1


def utf8(text: str) -> str:
    """Return the text. ValueError where a database could not keep it."""
    # PostgreSQL keeps no NUL, and half a surrogate pair is no character.
    if "\0" in text or re.search("[\ud800-\udfff]", text):
        raise ValueError("must be text without broken characters")
    return text


def _file_name(name: str) -> str:
    if not 1 <= len(name) <= 200 or name.startswith(".") or re.search(r'[/\\:<>"|?*]', name):
        raise ValueError("must be the name of a file, without a folder")
    if not name.isprintable():
        raise ValueError("must be the name of a file, without control characters")
    return name


def _spaced(name: str) -> str:
    if " ".join(name.split()) != name:
        raise ValueError("must not begin or end with a space, or have two in a row")
    return name


def _no_number(moment: object) -> object:
    # Pydantic would take it for seconds.
    if not isinstance(moment, str | datetime):
        raise ValueError("must be a time, such as 2026-03-29T01:30:00Z")
    return moment


def _of_these_times(moment: datetime) -> datetime:
    # At the ends of the calendar a time has no counterpart in another zone.
    if not 1970 < moment.year < 3000:
        raise ValueError("must be a time between 1971 and 2999")
    return moment


Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,99}$")]
LimitName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]{0,199}$")]
Words = Annotated[str, AfterValidator(utf8)]
FileName = Annotated[str, AfterValidator(_file_name)]
Alias = Annotated[
    str, Field(min_length=1, max_length=80), AfterValidator(utf8), AfterValidator(_spaced)
]
Whole = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
Count = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]
Pixels = Annotated[int, Field(ge=0, le=LARGEST_PX, strict=True)]
Finite = Annotated[float, Field(allow_inf_nan=False, strict=True)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]
Positive = Annotated[float, Field(gt=0, le=LARGEST, allow_inf_nan=False, strict=True)]
Seconds = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False, strict=True)]
Degree = Annotated[int, Field(ge=0, le=10, strict=True)]
AwareMoment = Annotated[AwareDatetime, BeforeValidator(_no_number), AfterValidator(_of_these_times)]
Flag = Annotated[bool, Field(strict=True)]
# Not seen is NaN in a record and null in the file, which knows no NaN.
OrUnseen = Annotated[
    float,
    Field(strict=True),
    BeforeValidator(lambda value: math.nan if value is None else value),
    AfterValidator(lambda value: value if math.isnan(value) else _extent(value)),
    PlainSerializer(lambda value: None if math.isnan(value) else value, when_used="json"),
]


def _extent(value: float) -> float:
    if not 0 <= value <= LARGEST:
        raise ValueError(f"must be a number from 0 to {LARGEST}")
    return value


class Part(BaseModel):
    """A part of an export, made from a record by the names of its fields; unknown keys are refused.

    `renamed` has the keys of the export that are called otherwise in the record.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)

    renamed: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def of(cls, record: object) -> Self:
        """Return what an export says of a record.

        Raises ValidationError where it could not be read again.
        """
        names = {key: cls.renamed.get(key, key) for key in cls.model_fields}
        return cls.model_validate({key: getattr(record, name) for key, name in names.items()})

    def fields(self) -> dict[str, Any]:
        """Return the values by the names of the record's fields."""
        return {self.renamed.get(key, key): value for key, value in self.model_dump().items()}


def twice(place: str, names: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with names of which none may be there twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{place}: “{name}” is there twice"
        seen.add(name)
