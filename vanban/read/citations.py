"""Not yet."""

from typing import Any

from vanban.read.page import Page


def read_citations(page: Page) -> tuple[Any, ...]:
    """This will find nothing yet."""
    return ()
