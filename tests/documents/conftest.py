"""Documents of the made-up province, registered by real actions."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pcmt.documents.actions.register_document import register_document
from pcmt.kernel.actor import Actor
from tests.documents import papers


@pytest.fixture
def planner(actor: Callable[[str], Actor]) -> Actor:
    """The standing office's planner."""
    return actor("planner")


@pytest.fixture
def plan_id(planner: Actor, at: datetime) -> int:
    """The province's plan, registered."""
    return register_document(data=papers.PLAN.encode(), name="ke-hoach-18.txt", actor=planner, at=at)
