"""Fixtures of notices: `walk`, as for reporting, with October 2026 open."""

from tests.reporting.conftest import walk

__all__ = ["walk"]
