"""The command that says whether PoseGuide can work on this computer, and what to do if not."""

from __future__ import annotations

import typer

from poseguide.cli.options import tell

#: What no command can try.
_VOICE = (
    "The voice is the browser's own, and cannot be tried from here: press Start on the page "
    "Exercise. The page says “Ready. Begin.” aloud, or writes that the browser has no voice."
)


def doctor() -> None:
    """Check model, camera, encoder, font, database, disk and Python; exit status 1 if one fails."""
    from poseguide.cli.checkup import check_all

    broken = False
    for check in check_all():
        tell(f"{check.state:8} {check.part:9} {check.text}")
        broken = broken or check.state == "problem"
    tell(_VOICE)
    if broken:
        raise typer.Exit(1)
