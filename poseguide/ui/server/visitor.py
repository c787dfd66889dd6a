"""A visitor of the pages without a browser, who tells how long the server takes for each.

`python -m poseguide.ui.server.visitor ADDRESS PAGE …` opens one window, has the pages run in it one
after the other, and prints the seconds of each as a list in JSON. What a browser takes to draw
them is not in it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.typing import Origin

#: A page that takes longer is given up.
_PATIENCE_S = 120.0


def visit(address: str, pages: Sequence[str]) -> Iterator[float]:
    """Yield the seconds from asking for each page to its last element, the first with connecting.

    `pages` are their paths, "" is the first one. Raises TimeoutError and OSError.
    """
    begun_s = time.perf_counter()
    socket = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(socket, origin=Origin(address), max_size=None) as server:
        for page in pages:
            _run(server, page)
            yield time.perf_counter() - begun_s
            begun_s = time.perf_counter()


def _run(server: Connection, page: str) -> None:
    """Have a page run to its end."""
    wanted = BackMsg()
    wanted.rerun_script.page_name = page
    server.send(wanted.SerializeToString())
    while True:
        said, data = ForwardMsg(), server.recv(timeout=_PATIENCE_S)
        assert isinstance(data, bytes)
        said.ParseFromString(data)
        ended = said.WhichOneof("type") == "script_finished"
        if ended and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return


if __name__ == "__main__":
    print(json.dumps(list(visit(sys.argv[1], sys.argv[2:]))))  # noqa: T201
