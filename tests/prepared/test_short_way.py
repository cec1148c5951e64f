"""The short way to the database gives what Django's layers give, its errors included; instances are whole."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.db.models.signals import post_init
from django.db.transaction import TransactionManagementError, atomic
from django.test.utils import CaptureQueriesContext

from pcmt.agencies.models import Agency, AgencyVersion
from pcmt.areas.models import Area, AreaVersion
from pcmt.journal.models import Entry
from pcmt.prepared import Prepared, Rows
from pcmt.prepared.drawing import drawn_by

pytestmark = pytest.mark.django_db
SINCE = date(2025, 7, 1)
BESIDE = Prepared(
    lambda codes: AreaVersion.objects.select_related("area", "parent").filter(code__in=codes).order_by("code")
)
PARTLY = Prepared(lambda code: AreaVersion.objects.filter(code=code).only("name"))


def version(code: str, parent: Area | None = None) -> AreaVersion:
    return AreaVersion.objects.create(
        area=Area.objects.create(), code=code, name=f"Hoa {code} %s", sort_key=code, type="xa", level="commune",
        parent=parent, valid_from=SINCE,
    )  # fmt: skip


def fields(row: AreaVersion) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_short_way_gives_what_djangos_layers_give() -> None:
    above = version("1")
    version("2", above.area)
    short = BESIDE.all(["1", "2"])
    with CaptureQueriesContext(connection) as heard:  # somebody listens: Django's layers are asked
        layered = BESIDE.all(["1", "2"])
    plain = [*AreaVersion.objects.filter(code__in=["1", "2"]).order_by("code")]
    assert [fields(row) for row in short] == [fields(row) for row in layered] == [fields(row) for row in plain]
    assert [(row.parent, row.area_id) for row in short] == [(row.parent, row.area_id) for row in layered]
    assert len(heard) == 1


def test_short_way_gives_instances_that_can_be_changed_and_saved() -> None:
    version("1")
    (row,) = BESIDE.all(["1"])
    assert (row._state.adding, row._state.db, row.parent) == (False, "default", None)
    row.name = "Sen Hồng"
    row.save()
    assert AreaVersion.objects.get(code="1").name == "Sen Hồng"


def test_short_way_loads_later_what_was_left_out() -> None:
    version("1")
    (row,) = PARTLY.all("1")
    assert row.get_deferred_fields() >= {"code", "level"}
    with CaptureQueriesContext(connection) as asked:
        assert (row.name, row.code) == ("Hoa 1 %s", "1")
    assert len(asked) == 1


def test_short_way_tells_errors_as_django_does() -> None:
    agency = Agency.objects.create()
    with pytest.raises(IntegrityError), atomic():
        Rows(AgencyVersion).add(AgencyVersion(agency=agency, name=None, valid_from=SINCE))  # type: ignore[misc]
    assert not AgencyVersion.objects.exists()


def test_short_way_refuses_within_a_broken_transaction() -> None:
    with atomic():
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            BESIDE.all(["1"])


def test_a_model_that_makes_its_instances_itself_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(Entry, "from_db", classmethod(lambda _, *given: told.append(given)))
    names = [field.attname for field in Entry._meta.concrete_fields]
    drawn_by(Entry, names, "default")([None] * len(names))
    assert told == [("default", names, [None] * len(names))]
    assert not post_init.has_listeners(AreaVersion)  # nothing is left unheard where instances are drawn
