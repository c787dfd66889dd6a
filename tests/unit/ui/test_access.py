"""Who is let in to the server, by the names in a request; what its answers forbid the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from poseguide.ui.server.access import AccessGuard

OWN = "localhost:8501"


async def served(scope: Scope, receive: Receive, send: Send) -> None:
    """An app behind the guard that answers with the host by which it was called."""
    if scope["type"] == "http":
        await PlainTextResponse(dict(scope["headers"])[b"host"].decode())(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.accept"})


def told(kind: str, *headers: tuple[str, str], method: str = "GET") -> list[Message]:
    """All that comes back to a request, or to who opens a socket."""
    scope = {
        "type": kind, "method": method, "path": "/", "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request" if kind == "http" else "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(AccessGuard(served)(scope, receive, send))
    return sent


def status(*headers: tuple[str, str], method: str = "GET") -> int:
    found: int = told("http", *headers, method=method)[0]["status"]
    return found


def opens(*headers: tuple[str, str]) -> bool:
    return told("websocket", *headers)[0]["type"] == "websocket.accept"


@pytest.fixture
def setting(request: pytest.FixtureRequest) -> Iterator[None]:
    """A setting of Streamlit, as its command line sets it."""
    name, value = request.param
    before = config.get_option(name)
    config.set_option(name, value)
    yield
    config.set_option(name, before)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:1", "127.0.0.1:8501", "[::1]:8501", "LocalHost"]
)
def test_this_computer_is_served_on_any_port(host: str) -> None:
    assert status(("host", host)) == 200
    assert opens(("host", host), ("origin", f"http://{host}"))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost.evil.example:8501", "localhost@evil.example", "0.0.0.0:8501",
        "localhost:8501/evil", "192.168.1.5", "[::1", "localhost:x", "", "localhost\tevil", "[::2]",
    ],
)  # fmt: skip
def test_a_name_that_is_not_its_own_is_refused(host: str) -> None:
    assert status(("host", host)) == 403
    assert not opens(("host", host), ("origin", f"http://{host}"))


def test_no_name_and_two_names_are_refused() -> None:
    assert status() == 403
    assert status(("host", OWN), ("host", "evil.example")) == 403


def test_the_refusal_says_which_setting_to_use_in_both_languages() -> None:
    start, body = told("http", ("host", "klinik.example:8501"))
    english, danish = body["body"].decode().splitlines()
    assert english.startswith("PoseGuide does not serve the address klinik.example:8501.")
    assert "POSEGUIDE_HOSTS" in english
    assert "POSEGUIDE_HOSTS" in danish
    assert (b"content-type", b"text/plain; charset=utf-8") in start["headers"]


def test_a_host_is_named_by_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_HOSTS", "clinic.example, 192.168.1.5,fe80::2")
    for host in ("clinic.example", "CLINIC.example:443", "192.168.1.5:8501", "[fe80::2]:8501", OWN):
        assert status(("host", host)) == 200, host
        assert opens(("host", host), ("origin", f"http://{host}")), host
    assert status(("host", "other.clinic.example")) == 403


@pytest.mark.parametrize(
    ("setting", "host", "expected"),
    [
        (("server.address", "192.168.1.5"), "192.168.1.5:8501", 200),
        (("browser.serverAddress", "clinic.example"), "clinic.example", 200),
        (("server.address", "0.0.0.0"), "0.0.0.0:8501", 403),
        (("server.address", "0.0.0.0"), "192.168.1.5:8501", 403),
    ],
    indirect=["setting"],
)
@pytest.mark.usefixtures("setting")
def test_the_address_it_listens_at_is_a_name_of_it(host: str, expected: int) -> None:
    assert status(("host", host)) == expected


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example", "http://localhost:9999", "https://localhost", "null", "",
        "file://localhost:8501", "http://localhost:8501@evil.example", "http://127.0.0.1:8501",
        "http://localhost:8501/",
    ],
)  # fmt: skip
def test_a_page_of_another_origin_changes_nothing_and_opens_no_socket(origin: str) -> None:
    for method in ("PUT", "POST", "DELETE", "OPTIONS", "GET"):
        assert status(("host", OWN), ("origin", origin), method=method) == 403, method
    assert not opens(("host", OWN), ("origin", origin))


def test_a_socket_that_names_no_page_is_refused() -> None:
    assert not opens(("host", OWN))


def test_a_page_of_its_own_may_upload() -> None:
    own = (("host", OWN), ("origin", f"http://{OWN}"))
    assert status(*own, method="PUT") == 200
    # The usual port is not said by some and said by others.
    assert status(("host", "localhost:443"), ("origin", "https://localhost"), method="PUT") == 200


def test_a_forwarded_host_counts_only_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    forwarded = (
        ("host", OWN), ("x-forwarded-host", "clinic.example"), ("origin", "https://clinic.example"),
    )  # fmt: skip
    assert not opens(*forwarded)
    monkeypatch.setenv("POSEGUIDE_PROXY", "1")
    assert not opens(*forwarded)
    assert status(*forwarded) == 403
    monkeypatch.setenv("POSEGUIDE_HOSTS", "clinic.example")
    assert opens(*forwarded)
    assert status(*forwarded, method="PUT") == 200
    # The page's own name decides, and the name that the proxy uses has to be known as well.
    assert not opens(*forwarded[:2], ("origin", f"http://{OWN}"))
    assert not opens(("host", "evil.example"), *forwarded[1:])
    assert not opens(
        ("host", OWN), ("x-forwarded-host", "clinic.example, evil.example"), forwarded[2]
    )
    monkeypatch.delenv("POSEGUIDE_PROXY")
    assert not opens(*forwarded)


def test_who_stands_behind_sees_the_host_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit compares letter by letter, and asks the internet where it finds a difference."""
    monkeypatch.setenv("POSEGUIDE_PROXY", "1")
    monkeypatch.setenv("POSEGUIDE_HOSTS", "clinic.example")
    hosts: list[bytes] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        hosts.extend(value for name, value in scope["headers"] if name == b"host")

    scope = {
        "type": "websocket",
        "headers": [
            (b"host", OWN.encode()),
            (b"x-forwarded-host", b"Clinic.example:443"),
            (b"origin", b"https://clinic.example"),
        ],
    }
    asyncio.run(AccessGuard(behind)(scope, None, None))  # type: ignore[arg-type]
    assert hosts == [b"clinic.example"]


@pytest.mark.parametrize("host", [OWN, "evil.example"])
def test_every_answer_tells_the_browser_what_its_page_may_load(host: str) -> None:
    start = told("http", ("host", host))[0]
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == policy["frame-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "unsafe-eval" not in policy["script-src"]
    assert "'sha256-" in policy["script-src"]
    assert "http:" not in str(policy)
    assert "*" not in str(policy)
    assert "evil" not in str(policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
