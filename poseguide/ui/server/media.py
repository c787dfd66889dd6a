"""Videos of this process for the browser, each at a URL that cannot be guessed."""

from __future__ import annotations

import secrets
import threading
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from poseguide.ui.server.access import own_path

#: Headers against caching, guessing the type, use in other sites' pages and leaking the URL.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


class Media:
    """The videos that can be watched now; safe to use from several threads.

    The files belong to the caller: nothing is copied or deleted here.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_token: dict[str, Path] = {}

    def put(self, path: Path) -> str:
        """Add an MP4 file and return the path of its URL."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._by_token[token] = path
        return f"{own_path('media')}/{token}"

    def drop(self, url: str) -> None:
        """Remove the video at a URL that `put` returned; do nothing if it is gone already."""
        with self._lock:
            self._by_token.pop(url.rpartition("/")[2], None)

    def find(self, token: str) -> Path | None:
        """Return the file of a token; None if the token or the file does not exist."""
        with self._lock:
            path = self._by_token.get(token)
        return path if path is not None and path.is_file() else None


@cache
def media() -> Media:
    """Return the videos of this process, of which a server has one."""
    return Media()


def media_route() -> Route:
    """Return the route of the videos: GET and HEAD, whole or in ranges."""
    return Route(f"{own_path('media')}/{{token}}", _serve, methods=["GET"])


def _serve(request: Request) -> Response:
    # Another site's page should not know a URL; if it does, it gets nothing.
    foreign = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    path = None if foreign else media().find(request.path_params["token"])
    if path is None:
        return PlainTextResponse("Not found.", 404, headers=_HEADERS)
    return FileResponse(path, media_type="video/mp4", headers=_HEADERS)
