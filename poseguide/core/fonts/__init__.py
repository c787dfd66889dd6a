"""The typeface of drawn videos, plots and PDF: DejaVu Sans, the same letters on every system."""

from pathlib import Path


def font_file(bold: bool = False) -> Path:
    """Return the TrueType file of the typeface, with æ, ø and å."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(__file__).with_name(name)
