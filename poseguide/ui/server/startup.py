"""Start-up of the server: the database is opened before the first session needs it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

from poseguide.core.errors import StoreError
from poseguide.live.registry import store


@asynccontextmanager
async def open_store(_server: object) -> AsyncIterator[dict[str, Any] | None]:
    """Open the store in a thread, as the server's lifespan; pages wait only when they read it."""
    Thread(target=_open, name="poseguide-opening", daemon=True).start()
    yield None


def _open() -> None:
    with suppress(StoreError):  # each page that needs the store tries again and shows the error
        store().open()
