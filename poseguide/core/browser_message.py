"""Messages between Python and the browser: models from which the browser's types are made."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class BrowserMessage(BaseModel):
    """A message, or a part of one.

    `tests/support/typescript.py` makes the declarations of the browser's half from the subclasses.
    A field with a default may be left out of the JSON, and is left out where it was not set.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    def for_json(self) -> dict[str, Any]:
        """Return plain values under the names that the browser knows, ready for JSON."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)
