"""The real server asks no other computer for anything, as the system itself writes it down."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.places import ROOT
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from poseguide.core.files import bundled
from poseguide.ui.server.live_socket import UNKNOWN, live_path

DEADLINE_S = 120
PAGES = ("", "exercise", "check-video", "history", "programmes", "people", "why")
#: As a person starts it for others, and as most start it: where Streamlit prints addresses.
STARTS = {
    "for others": (
        "streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.headless=true",
        "--server.port",
    ),
    "for oneself": ("poseguide", "app", "--port"),
}  # fmt: skip
#: Calls that say to whom; in them, addresses of this computer, and ports where names are looked up.
CALL = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=(AF_\w+), (.*)")
LOCAL = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "(?:::1|::ffff:127\.[0-9.]+)"')
LOOK_UP = re.compile(r"htons\((?:53|5353|5355)\)")


@pytest.fixture(scope="module")
def strace() -> str:
    """The program that writes down what another one asks of the system."""
    found = shutil.which("strace")
    if not found:
        pytest.skip("strace is not installed (apt-get install strace)")
    tried = subprocess.run([found, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace is not permitted here: {tried.stderr.strip()}")
    return found


@contextmanager
def serving(strace: str, start: tuple[str, ...], folder: Path) -> Iterator[int]:
    """The port of a server whose use of the network goes into `folder / "calls"`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    traced = [strace, "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(folder / "calls")]
    # A home in which Streamlit was never started: it would ask for an e-mail address.
    mine = {"HOME": str(folder), "POSEGUIDE_DATA": str(folder / "data"), "BROWSER": "true"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*traced, sys.executable, "-m", *start, str(port)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name != "DISPLAY"} | mine,
        )  # fmt: skip
        try:
            until = time.monotonic() + DEADLINE_S
            while not answers(port):
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < until, (folder / "log").read_text()
                time.sleep(0.1)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=DEADLINE_S)


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/_stcore/health")[0] == 200
    except OSError:
        return False


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    """The status, and the cookie that is set."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_S)
    connection.request(
        method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, (answer.getheader("Set-Cookie") or "").split(";")[0]


def shown(live: ClientConnection, page: str) -> str:
    """Has a page run to its end; the id of the window."""
    wanted = BackMsg()
    wanted.rerun_script.page_name = page
    live.send(wanted.SerializeToString())
    window = ""
    while True:
        said = ForwardMsg()
        said.ParseFromString(bytes(live.recv(timeout=DEADLINE_S)))  # type: ignore[arg-type]
        if said.WhichOneof("type") == "new_session":
            window = said.new_session.initialize.session_id
        if said.WhichOneof("type") == "script_finished":
            return window


def refused(port: int, path: str, origin: str | None) -> None:
    with (
        pytest.raises(InvalidStatus) as answer,
        connect(
            f"ws://127.0.0.1:{port}{path}",
            origin=origin,  # type: ignore[arg-type]
        ),
    ):
        pass
    assert answer.value.response.status_code == 403


def use_all_of_it(port: int) -> None:
    """The page, its sockets, an upload; and what another site would try."""
    own = f"http://127.0.0.1:{port}"
    assert ask(port, "GET", "/")[0] == 200
    assert ask(port, "GET", "/", Host="evil.example")[0] == 403
    _, cookie = ask(port, "GET", "/_stcore/health")
    video = (bundled("sample_videos") / "pelvic_lift.mp4").read_bytes()
    part = b'Content-Disposition: form-data; name="file"; filename="a.mp4"'
    form = b"\r\n".join([b"--x", part, b"", video, b"--x--", b""])
    upload = {
        "Content_Type": "multipart/form-data; boundary=x", "Cookie": cookie,
        "X_Xsrftoken": cookie.partition("=")[2],
    }  # fmt: skip
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, origin=own, max_size=None) as live:  # type: ignore[arg-type]
        for page in PAGES:
            window = shown(live, page)
        place = f"/_stcore/upload_file/{window}/1"
        assert ask(port, "PUT", place, form, **upload, Origin=own)[0] == 204
        assert ask(port, "PUT", place, form, **upload, Origin="http://evil.example")[0] == 403
        assert ask(port, "DELETE", place, **upload, Origin="http://evil.example")[0] == 403
    address = f"ws://127.0.0.1:{port}{live_path()}"
    with connect(address, origin=own) as camera, pytest.raises(ConnectionClosed):  # type: ignore[arg-type]
        camera.recv(timeout=DEADLINE_S)
    assert camera.close_code == UNKNOWN
    for path in ("/_stcore/stream", live_path()):
        refused(port, path, None)
        refused(port, path, "http://evil.example")
        refused(port, path, "null")


def strangers(calls: str) -> list[str]:
    """The calls that go to another computer, or have a name looked up."""
    return [
        line
        for line in calls.splitlines()
        if (call := CALL.search(line))
        and (
            LOOK_UP.search(line)
            or (call[1] not in ("AF_UNIX", "AF_NETLINK", "AF_UNSPEC") and not LOCAL.search(line))
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("start", STARTS)
def test_it_asks_no_other_computer(strace: str, start: str, tmp_path: Path) -> None:
    with serving(strace, STARTS[start], tmp_path) as port:
        use_all_of_it(port)
    calls = (tmp_path / "calls").read_text(errors="replace")
    assert "bind(" in calls  # it was watched
    assert strangers(calls) == []


def test_what_leaves_this_computer_is_seen() -> None:
    inet = '1 connect(3, {{sa_family=AF_INET, sin_port=htons({}), sin_addr=inet_addr("{}")}}, 16)'
    inet6 = (
        '1 sendto(3, "x", 1, 0, {{sa_family=AF_INET6, sin6_port=htons(9), '
        'sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "{}", &sin6_addr), sin6_scope_id=0}}, 28) = 1'
    )
    away = [inet.format(80, "52.1.2.3"), inet.format(53, "127.0.0.53"), inet6.format("2a00::1")]
    socket_file = '1 connect(3, {sa_family=AF_UNIX, sun_path="/tmp/x"}, 110) = 0'
    local = [inet.format(80, "127.0.0.1"), inet6.format("::1"), socket_file]
    assert strangers("\n".join(away + local)) == away
