"""Records as the columns of a row, and back: a field of a record is a column of the same name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Row

from poseguide.storage.tables import Base

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    _Record = TypeVar("_Record", bound=DataclassInstance)


def columns_of(
    record: DataclassInstance, prefix: str = "", *, but: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the fields of a record as columns, each name after `prefix`; without those in `but`.

    What stands in a field is taken as it is: what a column cannot keep is for the caller to change.
    """
    left_out = set(but)
    return {
        f"{prefix}{field.name}": getattr(record, field.name)
        for field in fields(record)
        if field.name not in left_out
    }


def record_of(kind: type[_Record], row: Base | Row[Any], prefix: str = "", **given: Any) -> _Record:
    """Return the record of a row: each field as it is `given`, else from the column of its name."""
    found = {
        field.name: getattr(row, f"{prefix}{field.name}")
        for field in fields(kind)
        if field.name not in given
    }
    return kind(**found, **given)
