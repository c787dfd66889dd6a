"""A clinic on this computer: three processes of the app behind the proxy of `deploy/Caddyfile`."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.browser import DEADLINE_S, free_port, served
from support.places import ROOT

CADDY = shutil.which("caddy")
#: Browsers take every name below localhost for this computer.
HOST = "clinic.localhost"
#: How the proxy tells a browser which process it is with.
COOKIE = "poseguide_process"


@dataclass(frozen=True)
class Clinic:
    """`address` is what people open; the processes stand under their own host and port."""

    address: str
    processes: dict[str, subprocess.Popen[bytes]]

    def kill(self, process: str) -> None:
        """As when it crashes, or the system is out of memory."""
        self.processes[process].kill()
        self.processes[process].wait()


@contextmanager
def clinic(folder: Path, data: Path, database: str) -> Iterator[Clinic]:
    """A clinic with its logs in `folder` and its database on a server."""
    port = free_port()
    settings = {
        "POSEGUIDE_DATABASE_URL": database,
        "POSEGUIDE_HOSTS": HOST,
        "POSEGUIDE_LIVE_SESSIONS": "6",
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(),
    }
    with ExitStack() as running:
        processes = {}
        for number in range(3):
            app = served(folder / f"app{number}.log", data, settings)
            address, process = running.enter_context(app)
            processes[address.removeprefix("http://")] = process
        running.enter_context(_proxy(folder, port, list(processes)))
        yield Clinic(f"https://{HOST}:{port}", processes)


@contextmanager
def _proxy(folder: Path, port: int, processes: list[str]) -> Iterator[None]:
    assert CADDY is not None
    home = folder / "caddy"
    names = {f"APP_{number}": process for number, process in enumerate(processes, 1)}
    with (folder / "caddy.log").open("w") as log:
        caddy = subprocess.Popen(
            [CADDY, "run", "--config", ROOT / "deploy" / "Caddyfile", "--adapter", "caddyfile"],
            env={
                **os.environ, **names, "CLINIC_HOST": f"{HOST}:{port}",
                "CLINIC_HTTP_PORT": str(free_port()), "XDG_DATA_HOME": str(home),
                "XDG_CONFIG_HOME": str(home),
            },
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        until = time.monotonic() + DEADLINE_S
        while not _is_listening(port):
            if caddy.poll() is not None or time.monotonic() > until:
                raise RuntimeError(
                    f"the proxy did not start:\n{(folder / 'caddy.log').read_text()}"
                )
            time.sleep(0.1)
        yield
    finally:
        caddy.terminate()
        caddy.wait(timeout=DEADLINE_S)


def _is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
