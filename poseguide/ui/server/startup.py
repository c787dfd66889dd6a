"""Start-up of the server: what the first page needs is there before somebody asks for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import Any

from poseguide.core.errors import PoseGuideError
from poseguide.core.i18n import LANGUAGES, catalogue
from poseguide.definitions.programme import programmes
from poseguide.live.registry import store

#: What `pages.py` imports on the first visit, and then what one page needs.
_PAGES = (
    "poseguide.ui.navigation",
    "poseguide.ui.today.page",
    "poseguide.ui.review.page",
    "poseguide.ui.people.page",
    "poseguide.ui.why.page",
    "poseguide.ui.history.charts",
)


@asynccontextmanager
async def open_store(_server: object) -> AsyncIterator[dict[str, Any] | None]:
    """Open the store and prepare the pages in a thread, as the server's lifespan.

    Pages wait only for what they need before it is there.
    """
    Thread(target=_open, name="poseguide-opening", daemon=True).start()
    yield None


def _open() -> None:
    # What cannot be read or opened is tried again by each page that needs it, and shown there.
    with suppress(PoseGuideError):
        store().open()
    for page in _PAGES:
        import_module(page)
    for language in LANGUAGES:
        catalogue(language)
    with suppress(PoseGuideError):
        programmes()
