"""Fixtures that every test may use."""

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from support import pseudo
from support.places import ROOT, TESTS
from support.postgres import POSTGRES

from poseguide.analysis import samples
from poseguide.core.files import bundled
from poseguide.core.i18n import LANGUAGES
from poseguide.definitions import catalog, education, programme
from poseguide.storage.store import Store


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--fuzz-rounds",
        type=int,
        default=10,
        help="How many damaged files each test in tests/fuzz tries.",
    )
    parser.addoption(
        "--kills",
        type=int,
        metavar="N",
        help="How often tests that kill a program do so; without it a few times, to take seconds.",
    )


UNIT = TESTS / "unit"
#: What a quick test does without: databases, servers, videos and what was seen in them.
NOT_QUICK = {
    "store", "pages_store", "url", "sqlite_url", "postgres_url", "live_server", "lift_clip",
    "shared", "clip", "jobs", "file", "outputs",
}  # fmt: skip
#: Unit tests of every exercise, of whole recordings and documents, and of the pose model.
WHOLE = {
    "analysis/test_limit_fitting.py", "analysis/test_recognition.py", "analysis/test_review.py",
    "authoring/test_propose.py", "authoring/test_selftest.py", "cli/test_analyze.py",
    "evaluation/test_run.py", "vision/test_video_reader.py",
    "reports/test_pdf.py", "reports/test_plots.py", "vision/test_overlay.py",
    "vision/test_pose_estimator.py", "vision/test_pose_pool.py", "vision/test_respiration.py",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick tests: of tests/unit what is not slow, is not `WHOLE`, and asks for no
    fixture that is `NOT_QUICK`."""
    for item in items:
        if is_quick(item):
            item.add_marker(pytest.mark.quick)


def is_quick(item: pytest.Item) -> bool:
    if not item.path.is_relative_to(UNIT) or item.get_closest_marker("slow"):
        return False
    is_whole = item.path.relative_to(UNIT).as_posix() in WHOLE
    return not is_whole and NOT_QUICK.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def fuzz_rounds(request: pytest.FixtureRequest) -> int:
    """How many damaged files a test tries."""
    return int(request.config.getoption("--fuzz-rounds"))


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """The main module as it was: Streamlit's AppTest puts a page in its place and leaves it there,
    and a process that a later test starts would begin by running that page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def one_scan() -> Iterator[None]:
    """Streamlit looks for components of others in every installed package once, not for each page
    that a test draws."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture
def pages_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_scan: None) -> Iterator[Store]:
    """The store of the pages, in a folder of its own; nobody exercises yet."""
    from poseguide.live import registry

    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    for made in (registry.store, registry.live_registry):
        made.cache_clear()
    yield registry.store()
    registry.store().close()
    for made in (registry.store, registry.live_registry):
        made.cache_clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of clips with known truth: beside the checkout, or where POSEGUIDE_SHARED says."""
    beside = ROOT.parent / "shared"
    folder = Path(os.environ.get("POSEGUIDE_SHARED", beside))
    if not (folder / "clips").is_dir():
        pytest.skip(f"the clips with known truth are not in {folder}; set POSEGUIDE_SHARED")
    return folder


@pytest.fixture(scope="session")
def lift_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of the pelvic lift sample at 7.5 frames a second, with one good repetition."""
    from support.clips import cut

    from poseguide.core.files import bundled

    video = bundled("sample_videos") / "pelvic_lift.mp4"
    return cut(video, tmp_path_factory.mktemp("clips") / "lift.mp4", 0.0, 6.0, keep_every=2)


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """An empty schema of its own on the server that the tests may use."""
    named = os.environ.get(POSTGRES)
    if not named:
        pytest.skip(f"{POSTGRES} names no PostgreSQL database to test with")
    engine = create_engine(named)
    schema = f"poseguide_test_{os.getpid()}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    mine = make_url(named).update_query_dict({"options": f"-csearch_path={schema}"})
    yield mine.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: a file, or one on the server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'poseguide.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def computer_in_denmark(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer in the time zone of Denmark."""
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def live_server(pages_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The host and port of a server with the route of the camera's socket alone."""
    import uvicorn
    from starlette.applications import Starlette
    from support.live_server import MODELS, wait_for

    from poseguide.live import registry
    from poseguide.ui.server.live_socket import live_route

    monkeypatch.setattr(registry, "pose_models", lambda: MODELS)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        Starlette(routes=[live_route()]), "127.0.0.1", port, log_level="error",
        ws="websockets-sansio",
    )  # fmt: skip
    served = uvicorn.Server(config)
    thread = threading.Thread(target=served.run)
    thread.start()
    wait_for(lambda: served.started)
    yield f"127.0.0.1:{port}"
    served.should_exit = True
    thread.join()
    for slot in list(registry.live_registry().slots._by_token.values()):
        registry.live_registry().close(slot)


@pytest.fixture
def pseudo_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The code of the pseudo-language, which has a catalogue and all words of the exercises."""
    catalogue, exercises = tmp_path / "pseudo.po", tmp_path / "pseudo_exercises"
    pseudo.write_catalogue(catalogue)
    pseudo.write_words(catalog.folder(), exercises)
    monkeypatch.setitem(LANGUAGES, pseudo.PSEUDO, catalogue)
    monkeypatch.setattr(catalog, "folder", lambda: exercises)
    monkeypatch.setattr(programme, "folder", lambda: exercises)
    recorded = tmp_path / "pseudo_samples"
    pseudo.write_samples(bundled("sample_videos"), recorded)
    monkeypatch.setattr(samples, "bundled", lambda _: recorded)
    cards = tmp_path / "pseudo_why.toml"
    cards.write_text(pseudo.in_pseudo(education.CARDS.read_text(encoding="utf-8")), "utf-8")
    monkeypatch.setattr(education.read_why, "__defaults__", (cards,))
    return pseudo.PSEUDO
