"""Access to the server: its hosts, origins and own paths, and what its pages may load."""

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

#: Environment variable: further host names of this server, separated by commas.
HOSTS_VARIABLE = "POSEGUIDE_HOSTS"
#: Environment variable: 1 if a proxy stands before the server and its X-Forwarded-Host is trusted.
PROXY_VARIABLE = "POSEGUIDE_PROXY"

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
#: Addresses that mean “listen everywhere”, and an unset option: they name no host.
_NO_NAMES = {"0.0.0.0", "::", ""}  # noqa: S104
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(?P<port>[0-9]{1,5}))?")
_PORTS = {"http": 80, "https": 443}

#: The Content-Security-Policy: pages load only from this server, or what they make themselves.
#: Streamlit sets styles in the page, draws charts there, and runs our components from a blob.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self' ws://{address} wss://{address}; worker-src 'self' blob:; "
    "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class AccessGuard:
    """ASGI middleware that refuses requests for other hosts and requests from other sites' pages.

    Without it another site could point its own name at this computer (DNS rebinding), read what is
    stored and use the sockets. Every answer also carries the Content-Security-Policy.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request or socket, or refuse it: HTTP with status 403, a socket with 1008."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        address = address_of(headers)
        refusal = _refusal(scope, headers, address)
        if scope["type"] == "http":
            guarded = _with_headers(send, address or "")
            answer = PlainTextResponse(refusal, 403) if refusal else self._app
            await answer(scope, receive, guarded)
        elif refusal:
            logging.getLogger(__name__).warning(refusal)
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(_with_page_host(scope, headers), receive, send)


def is_from_here(headers: Headers) -> bool:
    """Return whether the Origin header names this server, or the proxy before it."""
    address, origin = address_of(headers), _origin(headers)
    if address is None or origin is None:
        return False
    usual = _PORTS[origin[0]]
    return _split_host(origin[1], usual) == _split_host(address, usual)


def address_of(headers: Headers) -> str | None:
    """Return the host, with the port if given, at which the browser reaches this server.

    None if it, or the host that a proxy forwards, is not a known name of this server.
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


def own_path(name: str) -> str:
    """Return the path of one of our own routes, before which Streamlit puts no base path."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/poseguide/{name}" if base else f"/poseguide/{name}"


def _known_hosts() -> set[str]:
    named = os.environ.get(HOSTS_VARIABLE, "").split(",")
    # The address that the server listens at, and the name that it was given.
    named += [st.get_option("server.address") or "", st.get_option("browser.serverAddress") or ""]
    names = {name.strip().lower() for name in named} - _NO_NAMES
    return _LOOPBACK | {f"[{name}]" if name.count(":") > 1 else name for name in names}


def _refusal(scope: Scope, headers: Headers, address: str | None) -> str | None:
    """Return why a request is refused, in every language; None if it is served."""
    if address is None:
        host = " ".join(headers.getlist("host"))[:100]
        shown = host if _HOST.fullmatch(host.lower()) else "?"
        said = (word("door_host", language, host=shown) for language in LANGUAGES)
    # Browsers send Origin with each request that may change something, and with each socket.
    elif (scope["type"] == "websocket" or "origin" in headers) and not is_from_here(headers):
        said = (word("door_origin", language) for language in LANGUAGES)
    else:
        return None
    return "\n".join(said)


def _origin(headers: Headers) -> tuple[str, str] | None:
    """Return scheme and host of the Origin header; None if it is missing or malformed."""
    scheme, _, host = headers.get("origin", "").lower().partition("://")
    return (scheme, host) if scheme in _PORTS and _HOST.fullmatch(host) else None


def _split_host(host: str, usual_port: int) -> tuple[str, int]:
    found = _HOST.fullmatch(host)
    assert found is not None
    return found["name"], int(found["port"] or usual_port)


def _with_page_host(scope: Scope, headers: Headers) -> Scope:
    """Return the scope with the Host header equal to the host in Origin.

    Streamlit compares the two letter by letter, and if they differ it asks a service on the
    internet for its own address.
    """
    host = urlsplit(headers["origin"]).netloc.encode("latin-1")
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", host), *others]}


def _with_headers(send: Send, address: str) -> Send:
    """Return a `send` that adds the security headers to the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            policy = _POLICY.format(scripts=_page_scripts(), address=address or "localhost")
            headers.setdefault("Content-Security-Policy", policy)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            # With “no-referrer” browsers would send “Origin: null” to this server too.
            headers.setdefault("Referrer-Policy", "same-origin")
        await send(message)

    return sending


@cache
def _page_scripts() -> str:
    """Return the hashes of the inline scripts in Streamlit's page, as the policy lists them."""
    page = Path(st.__file__).with_name("static") / "index.html"
    scripts = re.findall(rb"<script>(.*?)</script>", page.read_bytes(), re.DOTALL)
    return " ".join(f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts)
