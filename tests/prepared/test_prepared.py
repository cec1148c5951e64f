"""Questions made once answer as the queryset itself would, whatever their values, and refuse what they cannot keep."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import NotSupportedError, connection
from django.db.models import Exists, OuterRef, Q
from django.db.transaction import TransactionManagementError, atomic
from django.test.utils import CaptureQueriesContext

from pcmt.areas.models import Area, AreaVersion
from pcmt.journal.models import Entry, Payload
from pcmt.prepared import Prepared, Rows, each_asked_once

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2025, 7, 1), date(2026, 1, 1)
BY_AREA = Prepared(
    lambda ids, on: (
        AreaVersion.objects.select_related("parent")
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), area_id__in=ids, valid_from__lte=on)
        .annotate(has_children=Exists(AreaVersion.objects.filter(parent=OuterRef("area"), valid_from__lte=on)))
        .order_by("code")
    )
)


def version(code: str, since: date, parent: Area | None = None, until: date | None = None) -> AreaVersion:
    return AreaVersion.objects.create(
        area=Area.objects.create(), code=code, name=f"Hoa {code}", sort_key=code, type="xa", level="commune",
        parent=parent, valid_from=since, valid_to=until,
    )  # fmt: skip


@pytest.fixture
def three() -> list[AreaVersion]:
    above = version("1", FIRST)
    return [above, version("2", FIRST, above.area, until=SECOND), version("3", SECOND, above.area)]


def test_prepared_gives_the_rows_of_its_queryset_for_other_values_and_lists(three: list[AreaVersion]) -> None:
    ids = [row.area_id for row in three]
    for asked in (ids, ids[:1], ids[1:], [*ids, 10**9]):
        for on in (FIRST, SECOND, date(2027, 1, 1)):
            rows = BY_AREA.all(asked, on)
            on_map = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
            plain = AreaVersion.objects.filter(on_map, area_id__in=asked, valid_from__lte=on).order_by("code")
            assert rows == [*plain]
    assert [row.has_children for row in BY_AREA.all(ids, FIRST)] == [True, False]


def test_prepared_asks_one_question_and_loads_what_goes_with_it(three: list[AreaVersion]) -> None:
    BY_AREA.all([three[0].area_id], FIRST)
    with CaptureQueriesContext(connection) as asked:
        (row,) = BY_AREA.all({three[1].area_id}, FIRST)
        assert row.parent == three[0].area
    assert len(asked) == 1


def test_prepared_takes_an_empty_list_as_the_queryset_does(three: list[AreaVersion]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert BY_AREA.all([], FIRST) == []
    assert not asked.captured_queries
    either = Prepared(lambda ids, codes: AreaVersion.objects.filter(Q(area_id__in=ids) | Q(code__in=codes)))
    assert either.all([three[0].area_id], ["2"]) == three[:2]
    assert either.all([], ["2"]) == [three[1]]


def test_prepared_counts_in_the_database(three: list[AreaVersion]) -> None:
    ids = [row.area_id for row in three]
    assert (BY_AREA.count(ids, FIRST), BY_AREA.count(ids[2:], FIRST), BY_AREA.count([], FIRST)) == (2, 0, 0)


def test_prepared_reads_columns_and_the_first_row(three: list[AreaVersion]) -> None:
    codes = Prepared(
        lambda on: AreaVersion.objects.filter(valid_from__gte=on).order_by("-code").values_list("code", "pk")
    )
    assert codes.first(FIRST) == ("3", three[2].pk)
    assert codes.first(date(2030, 1, 1)) is None


def test_prepared_keeps_instants_and_documents_as_the_database_has_them() -> None:
    at = datetime(2026, 11, 3, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    Entry.objects.create(at=at, action="tests.done", subject="area:1", system="máy", after={"số": 1})
    done = Prepared(lambda since, actions: Entry.objects.filter(at__gte=since, action__in=actions))
    (entry,) = done.all(at, ("tests.done", "%s"))
    assert (entry.at, entry.after) == (at, {"số": 1})
    assert done.all(at.replace(minute=31), ["tests.done"]) == []


def test_prepared_refuses_none_and_a_wrong_number_of_values() -> None:
    with pytest.raises(TypeError):
        BY_AREA.all(None, FIRST)
    with pytest.raises(TypeError):
        BY_AREA.all([1])


def test_prepared_refuses_what_it_would_not_load() -> None:
    with pytest.raises(NotSupportedError):
        Prepared(lambda pk: Area.objects.prefetch_related("versions").filter(pk=pk)).all(1)


@pytest.mark.django_db(transaction=True)
def test_prepared_locks_only_within_a_transaction() -> None:
    locked = Prepared(lambda pk: Area.objects.select_for_update().filter(pk=pk))
    area = Area.objects.create()
    with atomic():
        assert locked.first(area.pk) == area
    with pytest.raises(TransactionManagementError):
        locked.first(area.pk)


def test_rows_adds_what_the_model_would_save() -> None:
    at = datetime(2026, 11, 3, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    entry = Rows(Entry).add(Entry(at=at, action="tests.done", subject="area:1", system="máy", after={"số": [1, None]}))
    kept = Entry.objects.get(pk=entry.pk)
    assert entry == kept
    assert (kept.at, kept.after, kept.before, kept.reason) == (at, {"số": [1, None]}, None, "")
    Rows(Payload).add(Payload(entry_id=entry.pk, ciphertext=b"\x00%s\xff"))
    assert bytes(kept.payload.ciphertext) == b"\x00%s\xff"


def test_rows_keeps_every_column_and_misses_a_row_that_is_gone(three: list[AreaVersion]) -> None:
    first, second, _ = three
    first.name, first.valid_to = "Hoa Đào", SECOND
    Rows(AreaVersion).keep(first)
    first.refresh_from_db()
    assert (first.name, first.valid_to, first.code) == ("Hoa Đào", SECOND, "1")
    assert AreaVersion.objects.get(pk=second.pk).name == "Hoa 2"
    with pytest.raises(ObjectDoesNotExist):
        Rows(AreaVersion).keep(AreaVersion(pk=10**9, area=first.area, name="", valid_from=FIRST))


def test_a_page_asks_each_question_once_until_something_is_changed(three: list[AreaVersion]) -> None:
    ids = [row.area_id for row in three]
    with each_asked_once(), CaptureQueriesContext(connection) as asked:
        first = BY_AREA.all(ids, FIRST)
        first.pop()
        assert len(BY_AREA.all(ids, FIRST)) == 2, "whoever changes the answer changes only theirs"
        assert len(asked) == 1
        BY_AREA.all(ids, SECOND)
        assert len(asked) == 2, "other values are another question"
        with atomic():
            AreaVersion.objects.filter(pk=three[0].pk).update(name="Hoa khác")
            assert BY_AREA.all(ids, FIRST)[0].name == "Hoa khác", "in a transaction nothing is answered from memory"
        assert BY_AREA.all(ids, FIRST)[0].name == "Hoa khác", "nor after it from what was known before"
    assert BY_AREA.all(ids, FIRST)[0].name == "Hoa khác"
    with CaptureQueriesContext(connection) as asked:
        BY_AREA.all(ids, FIRST)
        BY_AREA.all(ids, FIRST)
    assert len(asked) == 2, "outside of a page each is asked"


def test_a_row_written_by_hand_makes_a_page_ask_again(three: list[AreaVersion]) -> None:
    row = three[0]
    with each_asked_once():
        assert BY_AREA.all([row.area_id], FIRST)[0].name == "Hoa 1"
        row.name = "Hoa Đào"
        Rows(AreaVersion).keep(row)
        assert BY_AREA.all([row.area_id], FIRST)[0].name == "Hoa Đào"


def test_what_comes_again_is_answered_alike_and_kept_prepared_where_the_database_does(three: list[AreaVersion]) -> None:
    for length in (1, 2, 3, 2, 1):
        assert len(BY_AREA.all([row.area_id for row in three[:length]], FIRST)) == min(
            length, 2
        )  # the third comes after FIRST
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%ANY(%'")
            assert cursor.fetchone()[0] >= 1
