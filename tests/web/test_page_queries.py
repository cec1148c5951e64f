"""How many questions each page asks the database: no more than `page_queries.toml` says.

The counts are those of a small world, so they hold a page's own questions; that they do not grow with rows is tested
beside each list. A page that asks more on purpose gets its new count there, and a new page its first.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.addresses import addresses, answered, path_of

BASELINE = Path(__file__).with_name("page_queries.toml")
READERS = ("planner", "sen-hong.reporter", "admin")
NOT_A_PAGE = {"accounts.sign_out", "accounts.end_session"}  # would end the walk


def asked_by(client: Client, world: Mapping[str, object]) -> dict[str, int]:
    """The questions of every page that opens for this reader, once what is kept in memory is there."""
    found: dict[str, int] = {}
    for address in addresses():
        path = path_of(address, world)
        if address.name in NOT_A_PAGE or answered(client, "get", path).status_code != 200:
            continue
        with CaptureQueriesContext(connection) as asked:
            answered(client, "get", path)
        found[address.name] = sum("SAVEPOINT" not in (one["sql"] or "") for one in asked.captured_queries)
    return found


@pytest.fixture(autouse=True)
def a_minute_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a walk takes longer than sessions wait before they note that somebody was there."""
    monkeypatch.setattr("pcmt.accounts.actions.continue_session.SEEN_EVERY", timedelta(days=1))


@pytest.mark.parametrize("who", READERS)
def test_no_page_asks_more_than_it_did(who: str, world: Mapping[str, object], visit: Callable[[str], Client]) -> None:
    held = tomllib.loads(BASELINE.read_text())[who]
    found = asked_by(visit(who), world)
    more = {name: count for name, count in found.items() if count > held.get(name, -1)}
    told = "\n".join(f'"{name}" = {count}' for name, count in more.items())
    assert not more, f"more questions than {BASELINE.name} holds for [{who}]; ask fewer, or write:\n{told}"
    gone = held.keys() - found.keys()
    assert not gone, f"no page of {who} any more: {sorted(gone)}"
