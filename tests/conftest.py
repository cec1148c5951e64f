"""What every test may ask for.

`at`         the instant at which tests act: 21/11/2026 09:00 in Vietnam (also `tests.province.AT`)
`province`   the made-up province Hoa Mai, by real actions, then restored row by row in later tests (ask for it first):
             areas        province.id; province.communes["sen-hong"|"mua-ngau"|"hoa-ban"|"chan-may"].id, of two former
                          districts (the first two in one), tiles (1,1) (2,1) (1,2) (2,2), since 01/7/2025
             agencies     province.agencies["ubnd"|"police"|"health"|"front"];
                          province.communes[…].agencies["ubnd_xa"|"cong_an_xa"|"tram_y_te"|"phong_vhxh"]
             committee    province.committee
             accounts     province.users[username], province.posts[username]; usernames:
                          "planner", "planner-2" (Công an tỉnh), "chairman" (leader, UBND tỉnh), "police-chief" (head),
                          "health-head", "health-reporter" (Sở Y tế), "admin" (administrator);
                          in each commune "<slug>.chairman" (head, UBND), "<slug>.reporter" (UBND),
                          "<slug>.police-head", "<slug>.police-reporter" (Công an xã);
                          in sen-hong and hoa-ban also "<slug>.clinic-head", "<slug>.clinic-reporter",
                          "<slug>.culture-head", "<slug>.culture-reporter"
`actor`      actor("planner"): the Actor of an account of the province, as accounts resolves it
`visit`      visit("planner"): a Django test client signed in as that account; visit() one that is not
`built_sample`  a data folder with the whole sample province, built once a run; copy it
Passwords are hashed fast and uploads go to a folder of the test run.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from pcmt.accounts.actions.open_session import open_session
from pcmt.accounts.queries import actor_by_username
from pcmt.indicators.kept import kept
from pcmt.indicators.models import Revision
from pcmt.kernel.actor import Actor
from pcmt.web.entering import DOOR, SIGNED_IN
from tests.choosing import parted
from tests.province import AT, Province, build
from tests.sample_once import built_in

REGISTERS = ("areas", "agencies", "accounts", "journal")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs no second run on this database, and put the long files first (`tests.choosing`)."""
    items[:], left_out = parted(items, connection.vendor)
    if left_out:
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def upload_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the uploads of a test run go."""
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole sample province, to be copied and never changed; one for all workers."""
    own = tmp_path_factory.getbasetemp()
    return built_in(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(autouse=True)
def _quick_and_apart(settings: Settings, upload_folder: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.UPLOAD_DIR = upload_folder
    settings.SECOND_FACTOR_REQUIRED = True  # whatever the data folder at hand holds
    kept.forget()  # each test takes back what it wrote, the count of changes among it


@pytest.fixture
def at() -> datetime:
    """The instant at which tests act."""
    return AT


class _Snapshot:
    """The rows of a province once built, so that later tests need not run its two hundred actions again.

    They are kept and put back as the database gives them: to make objects of them first takes four times as long.
    """

    def __init__(self) -> None:
        self.province: Province | None = None
        self.rows: list[tuple[str, list[tuple[object, ...]]]] = []
        self.resets: list[str] = []

    def take(self, province: Province) -> None:
        self.province = province
        kept = [model for label in REGISTERS for model in apps.get_app_config(label).get_models()]
        self.resets = connection.ops.sequence_reset_sql(no_style(), kept)
        with connection.cursor() as cursor:
            for table in (connection.ops.quote_name(model._meta.db_table) for model in kept):
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
                if rows := cursor.fetchall():
                    places = ", ".join(["%s"] * len(rows[0]))
                    self.rows.append((f"INSERT INTO {table} VALUES ({places})", rows))

    def restore(self) -> None:
        with connection.cursor() as cursor:
            for statement, rows in self.rows:
                cursor.executemany(statement, rows)
            for statement in self.resets:
                cursor.execute(statement)


_SNAPSHOT = _Snapshot()


def _count_changes_anew() -> None:
    """Give SQLite back the row that a test which emptied all tables took away: without it nothing is kept."""
    if connection.vendor == "sqlite" and not Revision.objects.exists():
        Revision.objects.create(changes=0)


@pytest.fixture
def province(db: None) -> Province:
    """The province Hoa Mai; see the head of this file."""
    if _SNAPSHOT.province is None:
        _SNAPSHOT.take(build())
    else:
        _SNAPSHOT.restore()
    _count_changes_anew()
    assert _SNAPSHOT.province is not None
    return _SNAPSHOT.province


@pytest.fixture
def actor(province: Province) -> Callable[[str], Actor]:
    """Resolves an account of the province into its actor."""

    def resolve(username: str) -> Actor:
        found = actor_by_username(username, AT)
        assert found is not None, f"no account {username}"
        return found

    return resolve


@pytest.fixture
def visit(province: Province, settings: Settings) -> Callable[..., Client]:
    """Makes a test client, signed in where a name is given."""

    def open_browser(username: str | None = None) -> Client:
        client = Client()
        if username is not None:
            opened = open_session(
                user_id=province.users[username], means=("password",), agent="", address="192.0.2.7", actor=DOOR,
                at=timezone.now(),
            )  # fmt: skip
            session = client.session
            session[SIGNED_IN] = opened.session_id
            session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return open_browser
