"""Whoever tampers with the journal's tables, past the triggers, is found: what was changed, taken out or put in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from pcmt.journal import queries
from pcmt.journal.actions.anchor import anchor
from pcmt.journal.actions.record import record
from pcmt.journal.actions.seal import seal
from pcmt.journal.actions.shred import shred
from pcmt.journal.actions.shred_person import shred_person
from pcmt.journal.models import Anchor, Entry, Seal
from pcmt.journal.queries import read_anchor, verify
from pcmt.journal.rules.chain import START, digest, link
from pcmt.journal.sealed import public_fields
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant, system_actor
from pcmt.kernel.refusal import NotFound, Refusal

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
CLERK = Actor(label="Nguyễn Thị Mẫu", person_id=7, post_id=3)
SYSTEM = system_actor("thử", "journal.seal", "journal.anchor", "journal.view")
OFFICER = Actor(
    label="Cán bộ bảo vệ dữ liệu",
    person_id=9,
    grants=tuple(Grant(name, "dpo", EVERYWHERE) for name in ("journal.shred", "journal.shred_person", "journal.view")),
)
TABLES = ("journal_entry", "journal_payload", "journal_seal", "journal_anchor", "journal_head")

pytestmark = pytest.mark.django_db


def wrote(count: int = 1) -> list[int]:
    return [
        record(
            action="reporting.accept", subject=f"submission:{number}", actor=CLERK, at=AT, after={"state": "accepted"}
        )
        for number in range(count)
    ]


def sealed(count: int = 5) -> list[int]:
    ids = wrote(count)
    seal(actor=SYSTEM, at=AT)
    return ids


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """What somebody can do who holds the database itself: triggers off, foreign keys not asked."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name LIKE 'journal_%'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def harm(statement: str, *values: object) -> None:
    with past_the_triggers(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def kinds() -> set[str]:
    found = verify()
    assert found.ok is not bool(found.faults)
    return {fault.kind for fault in found.faults}


@pytest.fixture(autouse=True)
def _loose_ends(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rows left without their partners would fail the test's own check of foreign keys at its end."""
    yield
    if connection.vendor == "sqlite":
        with past_the_triggers(), connection.cursor() as cursor:
            for table in ("journal_payloadkey", *reversed(TABLES)):
                cursor.execute(f"DELETE FROM {table}")


def test_a_whole_journal_holds_sealed_and_not_yet_sealed():
    sealed()
    wrote(2)
    found = verify()
    assert (found.ok, found.sealed, found.unsealed, found.faults) == (True, 5, 2, ())


@pytest.mark.parametrize(
    ("column", "value"),
    [("reason", "khác"), ("person_id", 8), ("subject", "submission:99"), ("at", "2026-11-22 00:00:00+00:00")],
)
@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_changed_entry_is_named(column: str, value: object, is_sealed: bool):
    ids = sealed() if is_sealed else wrote(5)
    harm(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", value, ids[2])
    found = verify()
    assert [(fault.kind, fault.entry_id) for fault in found.faults] == [("changed", ids[2])]
    assert found.first_broken_id == ids[2]
    assert str(ids[2]) in found.faults[0].told


def test_a_missing_entry_is_named():
    ids = sealed()
    harm("DELETE FROM journal_entry WHERE id = %s", ids[2])
    assert [(fault.kind, fault.entry_id) for fault in verify().faults] == [("missing", ids[2])]


def test_an_entry_taken_out_with_its_link_leaves_a_gap():
    ids = sealed()
    harm("DELETE FROM journal_seal WHERE entry_id = %s", ids[2])
    harm("DELETE FROM journal_payloadkey WHERE payload_id = %s", ids[2])
    harm("DELETE FROM journal_payload WHERE entry_id = %s", ids[2])
    harm("DELETE FROM journal_entry WHERE id = %s", ids[2])
    (fault,) = verify().faults
    assert (fault.kind, fault.position) == ("missing", 3)


def test_the_end_cannot_be_cut_off():
    ids = sealed()
    for table, key in (
        ("journal_seal", "entry_id"),
        ("journal_payloadkey", "payload_id"),
        ("journal_payload", "entry_id"),
    ):
        harm(f"DELETE FROM {table} WHERE {key} = %s", ids[-1])
    harm("DELETE FROM journal_entry WHERE id = %s", ids[-1])
    assert kinds() == {"missing"}
    wrote()
    with pytest.raises(Refusal, match="bị cắt"):
        seal(actor=SYSTEM, at=AT)


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("copied", [True, False])
def test_an_entry_put_in_is_named(is_sealed: bool, copied: bool):
    ids = sealed() if is_sealed else wrote(5)
    put_in = ids[-1] + 100
    kept = "nonce, stamp" if copied else "NULL, NULL"
    columns = "at, action, subject, person_id, post_id, system, before, after, reason, payload_digest"
    harm(
        f"INSERT INTO journal_entry (id, {columns}, nonce, stamp) "
        f"SELECT {put_in}, {columns.replace('payload_digest', chr(39) * 2)}, {kept} FROM journal_entry WHERE id = %s",
        ids[0],
    )
    named = {fault.entry_id for fault in verify().faults}
    assert put_in in named
    seal(actor=SYSTEM, at=AT)  # the job does not wash it clean
    assert put_in in {fault.entry_id for fault in verify().faults}


def test_an_exchanged_payload_and_a_lost_key_are_named():
    ids = sealed()
    harm("UPDATE journal_payload SET ciphertext = %s WHERE entry_id = %s", b"other", ids[1])
    harm("DELETE FROM journal_payloadkey WHERE payload_id = %s", ids[3])
    assert [(fault.kind, fault.entry_id) for fault in verify().faults] == [("payload", ids[1]), ("key", ids[3])]


def test_a_chain_computed_anew_over_a_changed_entry_is_found_by_the_stamp_and_by_the_anchor():
    ids = sealed()
    anchor(day=DAY, actor=SYSTEM, at=AT)
    kept = queries.anchor_of(SYSTEM, DAY).text("PCMT")
    assert verify(read_anchor(kept)).ok
    harm("UPDATE journal_entry SET reason = 'khác' WHERE id = %s", ids[1])
    previous = START
    for row in Seal.objects.select_related("entry").order_by("position"):
        entry_digest = digest(public_fields(row.entry))
        previous = link(previous, entry_digest)
        harm("UPDATE journal_seal SET entry_digest = %s, link = %s WHERE entry_id = %s", entry_digest, previous, row.pk)
    harm("UPDATE journal_head SET link = %s", previous)
    assert {"changed", "head", "anchor"} <= kinds()
    harm("DELETE FROM journal_anchor")
    assert "anchor" not in kinds()
    assert "anchor" in {fault.kind for fault in verify(read_anchor(kept)).faults}
    assert "anchor" in {fault.kind for fault in verify(read_anchor("".join(kept.split(": ")[-1].split()))).faults}


def test_a_forged_anchor_is_named():
    sealed()
    anchor(day=DAY, actor=SYSTEM, at=AT)
    harm("UPDATE journal_anchor SET link = %s", "f" * 64)
    assert kinds() == {"anchor"}


def test_an_anchor_is_made_once_and_never_for_a_day_to_come():
    sealed()
    assert anchor(day=DAY, actor=SYSTEM, at=AT) is True
    assert anchor(day=DAY, actor=SYSTEM, at=AT) is False
    assert Anchor.objects.count() == 1
    with pytest.raises(Refusal, match="chưa đến"):
        anchor(day=date(2026, 11, 23), actor=SYSTEM, at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Anchor.objects.all().delete()


@pytest.mark.parametrize("text", ["", "abc", "Mã niêm phong: xyz", "f" * 63, "Ngày: 99/99/2026"])
def test_what_is_no_anchor_is_refused(text: str):
    with pytest.raises(Refusal, match="Không đọc được điểm neo"):
        read_anchor(text)


def test_a_persons_name_goes_from_all_that_they_did_and_that_is_about_them():
    mine, other = wrote(2), record(action="reporting.sign", subject="submission:5", actor=OFFICER, at=AT)
    about = record(
        action="accounts.invite", subject="user:5", actor=OFFICER, at=AT, personal={"username": "mau"}, reason="ông Mẫu"
    )
    seal(actor=SYSTEM, at=AT)
    assert queries.entry(about).reason == "ông Mẫu"
    assert "ông Mẫu" not in str(Entry.objects.get(pk=about).__dict__)
    assert shred_person(person_id=7, subjects=["user:5"], reason="yêu cầu", actor=OFFICER, at=AT) == 3
    assert {queries.personal(one) is None for one in (*mine, about)} == {True}
    assert queries.personal(other) is not None
    assert queries.entry(about).reason == ""
    assert verify().ok
    with pytest.raises(NotFound):
        shred_person(person_id=7, subjects=["user:5"], reason="yêu cầu", actor=OFFICER, at=AT)


def test_what_is_written_while_a_person_is_forgotten_keeps_its_key():
    mine, later = wrote(2), list[int]()

    def write_before_the_first_delete(execute, sql, params, many, context):
        if sql.startswith("DELETE") and not later:
            later.append(0)
            later[:] = [
                record(action="accounts.invite", subject="user:5", actor=OFFICER, at=AT, personal={"username": "m"})
            ]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write_before_the_first_delete):
        assert shred_person(person_id=7, subjects=["user:5"], reason="yêu cầu", actor=OFFICER, at=AT) == 2
    assert [queries.personal(one) is None for one in (*mine, *later)] == [True, True, False]
    assert verify().ok


def test_a_key_shredded_by_the_action_is_no_fault():
    (one,) = sealed(1)
    shred(entry_id=one, reason="yêu cầu", actor=OFFICER, at=AT)
    assert verify().ok


def test_walking_takes_the_same_questions_for_few_and_many(django_assert_num_queries):
    sealed(3)
    with django_assert_num_queries(13) as few:
        verify()
    sealed(60)
    with django_assert_num_queries(len(few.captured_queries)):
        verify()
