"""Who may ask the server, and what its pages may load: by the names that it is called by."""

from __future__ import annotations

import logging
import os
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from poseguide.core.i18n import LANGUAGES, word

#: Names hosts that the app is reached by, with commas between them.
HOSTS_VARIABLE = "POSEGUIDE_HOSTS"
#: Is 1 where a proxy stands before the app, whose X-Forwarded-Host is believed.
PROXY_VARIABLE = "POSEGUIDE_PROXY"

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
#: “Listen everywhere”, and nothing said.
_NO_NAMES = {"0.0.0.0", "::", ""}  # noqa: S104
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(?P<port>[0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}

#: What the pages may load: all of it comes from this server, or is made in the page. Streamlit sets
#: styles in the page, makes its charts' pictures there, and runs our components from a blob.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self' ws://{address} wss://{address}; worker-src 'self' blob:; "
    "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class Doors:
    """Lets in who calls the server by a name of its own, and from its own pages only.

    Without it a page of another site could have its name lead to this computer (DNS rebinding),
    read what is stored, and use the sockets. Every answer tells the browser what its page may load.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request or socket, or refuses it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        address = address_of(headers)
        refusal = _refusal(scope, headers, address)
        if scope["type"] == "http":
            guarded = _guarded(send, address or "")
            answer = PlainTextResponse(refusal, 403) if refusal else self._app
            await answer(scope, receive, guarded)
        elif refusal:
            logging.getLogger(__name__).warning(refusal)
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(_called_as_its_page(scope, headers), receive, send)


def is_from_here(headers: Headers) -> bool:
    """Whether a page of this server asks, or of the proxy before it: its Origin says so."""
    address, origin = address_of(headers), _origin(headers)
    if address is None or origin is None:
        return False
    usual = _PORTS[origin[0]]
    return _split(origin[1], usual) == _split(address, usual)


def address_of(headers: Headers) -> str | None:
    """The host, with the port if it has one, at which the browser sees this server.

    None where it, or that of a proxy, is no name that this server may be called by.
    """
    called = [host.lower() for host in headers.getlist("host")]
    if os.environ.get(PROXY_VARIABLE) == "1":
        # Several proxies add to one list; the last one is the nearest.
        told = ",".join(headers.getlist("x-forwarded-host")).rpartition(",")[2].strip().lower()
        called += [told] if told else []
    known = _known_hosts()
    names = [found["name"] if (found := _HOST.fullmatch(host)) else "" for host in called]
    if not called or len(headers.getlist("host")) > 1 or not known.issuperset(names):
        return None
    return called[-1]


def _known_hosts() -> set[str]:
    named = os.environ.get(HOSTS_VARIABLE, "").split(",")
    # Where the server was told to listen, and what to call itself.
    named += [st.get_option("server.address") or "", st.get_option("browser.serverAddress") or ""]
    names = {name.strip().lower() for name in named} - _NO_NAMES
    return _LOOPBACK | {f"[{name}]" if name.count(":") > 1 else name for name in names}


def _refusal(scope: Scope, headers: Headers, address: str | None) -> str | None:
    """Why this is not served; None where it is."""
    if address is None:
        host = " ".join(headers.getlist("host"))[:100]
        shown = host if _HOST.fullmatch(host.lower()) else "?"
        said = (word("door_host", language, host=shown) for language in LANGUAGES)
    # Browsers name the page that asks with all that may change something, and with every socket.
    elif (scope["type"] == "websocket" or "origin" in headers) and not is_from_here(headers):
        said = (word("door_origin", language) for language in LANGUAGES)
    else:
        return None
    return "\n".join(said)


def _origin(headers: Headers) -> tuple[str, str] | None:
    """The scheme and the host of the page that asks; None where it does not say so."""
    scheme, _, host = headers.get("origin", "").lower().partition("://")
    return (scheme, host) if scheme in _PORTS and _HOST.fullmatch(host) else None


def _split(host: str, usual_port: int) -> tuple[str, int]:
    found = _HOST.fullmatch(host)
    assert found is not None
    return found["name"], int(found["port"] or usual_port)


def _called_as_its_page(scope: Scope, headers: Headers) -> Scope:
    """The same with the host that the page has, for who compares both letter by letter.

    Streamlit does, and where they differ it asks a service in the internet for its own address.
    """
    host = urlsplit(headers["origin"]).netloc.encode("latin-1")
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", host), *others]}


def _guarded(send: Send, address: str) -> Send:
    """Sends what it is given, with what the browser has to mind at the head of the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            policy = _POLICY.format(scripts=_page_scripts(), address=address or "localhost")
            headers.setdefault("Content-Security-Policy", policy)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            # With “no-referrer” a browser would hide from us, too, which page asks.
            headers.setdefault("Referrer-Policy", "same-origin")
        await send(message)

    return sending


@cache
def _page_scripts() -> str:
    """The scripts that stand in Streamlit's page itself, as a policy names them: by their hash."""
    page = Path(st.__file__).with_name("static") / "index.html"
    scripts = re.findall(rb"<script>(.*?)</script>", page.read_bytes(), re.DOTALL)
    return " ".join(f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts)
