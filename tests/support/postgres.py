"""The PostgreSQL that tests may use."""

from __future__ import annotations

#: Names an empty PostgreSQL database that the tests may use.
POSTGRES = "POSEGUIDE_TEST_POSTGRES"
