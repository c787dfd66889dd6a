"""Commands run as a person types them."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from poseguide.cli.main import app
from poseguide.definitions.catalog import folder

LIFT = "pelvic_lift_tilt"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in words], env={"COLUMNS": "120"})


def refused(result: Result) -> str:
    """The sentence on stderr of a command that failed as it should."""
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert result.stderr.strip()
    return result.stderr


def broken_exercise(at: Path) -> Path:
    """A file of a pelvic lift in this folder, with a wrong posture and a number that is none."""
    text = (folder() / f"{LIFT}.toml").read_text(encoding="utf-8")
    path = at / f"{LIFT}.toml"
    path.write_text(
        text.replace('posture = "supine"', 'posture = "upside_down"').replace(
            "min_s = 0.6", 'min_s = "long"'
        ),
        encoding="utf-8",
    )
    return path
