"""Videos for the browser: whole, in ranges, and only by an address that was given."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from streamlit import config

from poseguide.ui.server.media import Media, media, media_route

CONTENT = bytes(range(256)) * 40
DEADLINE_S = 60


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are in lower case."""

    status: int
    content: bytes
    headers: dict[str, str]


Ask = Callable[..., Answer]


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "a.mp4"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def base_path() -> Iterator[str]:
    """A server that stands under a path of another one."""
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "clinic")
    yield "/clinic"
    config.set_option("server.baseUrlPath", before)


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Asks a real server that has the route alone; paths go as they are."""
    media.cache_clear()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    application = Starlette(routes=[media_route()])
    server = uvicorn.Server(uvicorn.Config(application, "127.0.0.1", port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + DEADLINE_S
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)

    def asked(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE_S)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return Answer(
            answer.status, content, {name.lower(): value for name, value in answer.getheaders()}
        )

    yield asked
    server.should_exit = True
    thread.join(DEADLINE_S)
    media.cache_clear()


def test_a_video_is_served_whole_and_kept_by_nobody(ask: Ask, video: Path) -> None:
    answer = ask(media().put(video))
    assert (answer.status, answer.content) == (200, CONTENT)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_part_of_a_video_is_served_for_jumping(ask: Ask, video: Path) -> None:
    url = media().put(video)
    middle = ask(url, Range="bytes=100-199")
    assert (middle.status, middle.content) == (206, CONTENT[100:200])
    assert middle.headers["content-range"] == f"bytes 100-199/{len(CONTENT)}"
    assert middle.headers["cache-control"] == "no-store"
    rest = ask(url, Range="bytes=10000-")
    assert (rest.status, rest.content) == (206, CONTENT[10000:])
    assert ask(url, Range="bytes=99999-").status == 416


def test_the_head_alone_says_how_long_it_is(ask: Ask, video: Path) -> None:
    answer = ask(media().put(video), "HEAD")
    assert (answer.status, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))


def test_every_address_is_another_one_and_cannot_be_guessed(video: Path) -> None:
    shown = Media()
    urls = {shown.put(video) for _ in range(100)}
    assert len(urls) == 100
    assert all(len(url.rpartition("/")[2]) >= 43 for url in urls)
    assert not any(video.name in url for url in urls)


def test_a_wrong_address_shows_nothing(ask: Ask, video: Path) -> None:
    url = media().put(video)
    for wrong in (f"{url}x", url[:-1], "/poseguide/media/", f"/poseguide/media/{video}"):
        assert ask(wrong).status == 404, wrong
    assert ask("/poseguide/media/..%2f..%2fetc%2fpasswd").status == 404
    assert ask("/poseguide/media").status == 404
    assert ask(url, "POST").status == 405


def test_a_video_that_was_dropped_or_deleted_is_gone(ask: Ask, video: Path) -> None:
    dropped, deleted = media().put(video), media().put(video)
    media().drop(dropped)
    media().drop(dropped)
    assert ask(dropped).status == 404
    assert ask(deleted).status == 200
    video.unlink()
    assert ask(deleted).status == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_gets_nothing(ask: Ask, video: Path, site: str) -> None:
    url = media().put(video)
    assert ask(url, Sec_Fetch_Site=site).status == 404
    assert ask(url, Sec_Fetch_Site="same-origin").status == 200


def test_the_address_stands_under_the_base_path_of_the_server(
    base_path: str, ask: Ask, video: Path
) -> None:
    url = media().put(video)
    assert url.startswith(f"{base_path}/poseguide/media/")
    assert ask(url).status == 200
    media().drop(url)
    assert ask(url).status == 404
