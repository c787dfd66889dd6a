"""Videos of this process for the browser, each by an address that cannot be guessed."""

from __future__ import annotations

import secrets
import threading
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from poseguide.ui.server.paths import own_path

#: Nobody else keeps it, guesses what it is, shows it in a page of theirs or learns its address.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


class Media:
    """The videos that are shown now, safe to use from the pages' threads and the server's.

    The files stay the caller's: nothing is copied, and nothing is deleted.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_token: dict[str, Path] = {}

    def put(self, path: Path) -> str:
        """The path of the URL at which an MP4 can be watched from now on."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._by_token[token] = path
        return f"{own_path('media')}/{token}"

    def drop(self, url: str) -> None:
        """Ends that, by what `put` gave; nothing happens where it has ended already."""
        with self._lock:
            self._by_token.pop(url.rpartition("/")[2], None)

    def find(self, token: str) -> Path | None:
        """The file of a token; None where there is none, or no longer."""
        with self._lock:
            path = self._by_token.get(token)
        return path if path is not None and path.is_file() else None


@cache
def media() -> Media:
    """The videos of this process: one server, one process."""
    return Media()


def media_route() -> Route:
    """The route to be served beside the pages: GET and HEAD, whole or in ranges."""
    return Route(f"{own_path('media')}/{{token}}", _serve, methods=["GET"])


def _serve(request: Request) -> Response:
    # Another site's page may know no address, and gets nothing if it does.
    foreign = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    path = None if foreign else media().find(request.path_params["token"])
    if path is None:
        return PlainTextResponse("Not found.", 404, headers=_HEADERS)
    return FileResponse(path, media_type="video/mp4", headers=_HEADERS)
