"""Data flows one way: a module imports only from those before it; each library has its place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "poseguide"

#: The flow, from what knows nothing of the rest to what uses it all; a new module finds its place.
FLOW = (
    "skeleton", "errors", "resources", "private", "visible", "reading", "records", "geometry",
    "words", "numerals", "dates", "ranges", "exercise", "dose_words", "cue_text", "pacing", "plain",
    "definition_file", "limits", "consistency", "catalog", "why", "programme", "goal",
    "asked", "ladder", "progression", "light",
    "mp4_boxes", "container",
    "video", "camera", "pose", "pose_models", "smoothing", "trust", "placing", "surface",
    "stored", "signals", "phases",
    "tracker", "cycles", "bouts", "holds", "rules", "series", "cues", "coach", "stick", "selftest",
    "file_check",
    "candidates", "movement", "marked", "parts", "keyposes", "remarks", "drafting", "toml_text",
    "proposal",
    "totals", "recognition", "recognition_words",
    "analysis", "__init__", "samples", "output", "locking", "cells", "report", "summary", "opinion",
    "refit", "curve",
    "kinds", "issues", "bounds", "repetition_rows", "board",
    "lettering", "gauge", "figure", "draw", "recording", "review",
    "voice", "guidance", "steady", "camera_check", "lead", "paced",
    "transfer_types", "migrations", "tables", "plan_tables", "kept_session", "rounds", "damage",
    "database", "roster", "plans", "kept_rounds", "entries", "entry_words", "store", "rescue",
    "history", "plan_progress",
    "agenda", "clock_changes", "reminders",
    "transfer_plans", "transfer_format", "incoming", "incoming_plans",
    "transfer",
    "plots", "stills", "dossier", "sheet", "session_plots", "issue_cards", "repetition_table",
    "session_page", "person_page", "pdf",
    "keeper", "live", "screen", "training", "doing", "exercising",
    "variants", "recorded", "truth", "matching", "angles",
    "kept", "evaluation", "tallies", "form", "scores", "accuracy", "markdown", "accuracy_tables",
    "folder_videos", "batch_job", "batch_work", "pools", "executing", "batch_results",
    "batch_tables", "batch",
    "bench", "bench_live", "console", "ui", "terminal", "cli_parts", "cli_batch",
    "cli_report", "cli_rescue", "cli", "__main__",
)  # fmt: skip

#: Libraries and the only modules that may import them.
PLACES = {
    "mediapipe": {"pose", "bench"},
    "cv2": {"camera", "console", "surface", "lettering", "gauge", "figure", "draw"},
    "av": {"container", "recording", "variants", "bench"},
    "PIL": {"lettering", "camera", "stills"},
    "matplotlib": {"plots"},
    "reportlab": {
        "sheet",
        "session_plots",
        "issue_cards",
        "repetition_table",
        "session_page",
        "person_page",
        "pdf",
    },
    "sqlalchemy": {
        "migrations",
        "tables",
        "plan_tables",
        "damage",
        "database",
        "kept_session",
        "roster",
        "plans",
        "kept_rounds",
        "entries",
        "store",
    },
    "alembic": {"migrations", "database"},
    "platformdirs": {"database"},
    "icalendar": {"reminders"},
    "filelock": {"locking"},
    "starlette": {"ui"},
    "streamlit": {"ui"},
    "altair": {"ui"},
    "pyarrow": {"ui"},
    "distributed": {"pools"},
    "dask": set(),
    "typer": {"cli_parts", "cli_batch", "cli_report", "cli_rescue", "cli"},
    "rich": {"terminal", "cli_parts", "cli_batch", "cli_report", "cli"},
}

SPEAKING = {"ui", "cli", "__main__"}


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def place_of(path: Path) -> str:
    """The module's name in the flow; every file of a subpackage counts as the subpackage."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            if node.module == "poseguide":
                yield from (_in_package(alias.name) for alias in node.names)
            else:
                yield node.module or ""


def _in_package(name: str) -> str:
    is_module = (PACKAGE / f"{name}.py").is_file() or (PACKAGE / name).is_dir()
    return f"poseguide.{name}" if is_module else "poseguide"


each_file = pytest.mark.parametrize(
    "path", files(), ids=lambda path: str(path.relative_to(PACKAGE.parent))
)


@each_file
def test_a_module_imports_only_from_modules_before_it(path: Path) -> None:
    place = place_of(path)
    assert place in FLOW, f"give {path.name} its place in FLOW"
    before = FLOW[: FLOW.index(place)]
    for name in imported(path):
        parts = name.split(".")
        # The files of a subpackage may import each other.
        if parts[0] != "poseguide" or (parts[1:2] == [place] and path.parent != PACKAGE):
            continue
        # Anything may ask the package for its version; it is set before the package imports.
        if len(parts) == 1:
            assert "__init__" in before or _asks_only_for_version(path)
        else:
            assert parts[1] in before, f"{path.name} imports {name}, which comes after it"


def _asks_only_for_version(path: Path) -> bool:
    asked = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "poseguide"
        for alias in node.names
        if _in_package(alias.name) == "poseguide"
    }
    return asked == {"__version__"}


@each_file
def test_each_library_stays_in_its_place(path: Path) -> None:
    for name in imported(path):
        places = PLACES.get(name.split(".")[0])
        assert places is None or place_of(path) in places, f"{path.name} imports {name}"


@each_file
def test_the_core_prints_nothing(path: Path) -> None:
    if place_of(path) in SPEAKING:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input"), f"{path.name}:{node.lineno} prints"


def test_every_module_of_the_flow_that_exists_is_named_once() -> None:
    assert len(FLOW) == len(set(FLOW))
    assert {place_of(path) for path in files()} <= set(FLOW)
