"""What the server does while it starts: it makes the database ready for the first session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

from poseguide.core.errors import StoreError
from poseguide.live.registry import store


@asynccontextmanager
async def opening(_server: object) -> AsyncIterator[dict[str, Any] | None]:
    """Opens the store beside the server, whose pages are there at once and wait where they read."""
    Thread(target=_open, name="poseguide-opening", daemon=True).start()
    yield None


def _open() -> None:
    with suppress(StoreError):  # each page that needs it tries again, and says what is wrong
        store().open()
