"""One thing of each kind for the walks over all addresses, and a session that is asked once who it is of."""

from collections.abc import Mapping
from typing import Any

import pytest

from pcmt.accounts.models import Session
from pcmt.accounts.queries.standing import standing_in
from tests.province import Province
from tests.web.addresses import Resolve, one_of_each


@pytest.fixture
def world(province: Province, actor: Resolve) -> Mapping[str, object]:
    """One thing of each kind, by the name of its parameter."""
    return one_of_each(province, actor)


@pytest.fixture
def who_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an account may is found out at its first request only: a walk takes everything back that it does.

    That the system itself asks at every request is tested in tests/accounts/test_accounts_sessions.py.
    """
    known: dict[tuple[int, str], Any] = {}

    def remembered(session: Session, at: Any, capacity: str = "") -> Any:
        user_id = session.user_id
        if (user_id, capacity) not in known:
            known[user_id, capacity] = standing_in(session, at, capacity)
        return known[user_id, capacity]

    monkeypatch.setattr("pcmt.accounts.actions.continue_session.standing_in", remembered)
