"""`python -m poseguide`."""

from poseguide.cli.main import app

app(prog_name="poseguide")
