"""`python -m poseguide`."""

from poseguide.cli import app

app(prog_name="poseguide")
