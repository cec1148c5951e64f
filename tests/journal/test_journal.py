"""The journal keeps what was done, cannot be changed, and still holds after a person's data is shredded."""

import tracemalloc
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from pcmt.journal import queries
from pcmt.journal.actions.record import record
from pcmt.journal.actions.seal import AT_ONCE, seal
from pcmt.journal.actions.shred import shred
from pcmt.kernel.actor import EVERYWHERE, Actor, Grant, system_actor
from pcmt.kernel.refusal import NotAllowed, NotFound, Refusal

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CLERK = Actor(label="Nguyễn Thị Mẫu", person_id=7, post_id=3)
SEALER = system_actor("niêm phong nhật ký", "journal.seal")
OFFICER = Actor(
    label="Cán bộ bảo vệ dữ liệu", person_id=9, post_id=4, grants=(Grant("journal.shred", "dpo", EVERYWHERE),)
)


def wrote(subject: str = "submission:1", **parts: object) -> int:
    return record(action="reporting.accept", subject=subject, actor=CLERK, at=AT, **parts)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_entry_tells_who_what_when_why():
    entry_id = wrote(before={"state": "submitted"}, after={"state": "accepted"}, reason="đủ số liệu")
    view = queries.entry(entry_id)
    assert view is not None
    assert (view.at, view.action, view.subject) == (AT, "reporting.accept", "submission:1")
    assert (view.actor_label, view.person_id, view.post_id) == ("Nguyễn Thị Mẫu", 7, 3)
    assert (view.before, view.after, view.reason) == ({"state": "submitted"}, {"state": "accepted"}, "đủ số liệu")


@pytest.mark.django_db
def test_names_are_not_stored_in_clear():
    record(action="accounts.set_password", subject="user:1", actor=CLERK, at=AT, personal={"address": "10.0.0.9"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_entry")
        clear = str(cursor.fetchall())
        cursor.execute("SELECT ciphertext FROM journal_payload")
        sealed = bytes(cursor.fetchone()[0])
    assert "Nguyễn" not in clear
    assert "Nguyễn".encode() not in sealed
    assert b"10.0.0.9" not in sealed


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["journal_entry", "journal_payload", "journal_seal"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {}={}"])
def test_the_database_refuses_change(table: str, statement: str):
    wrote()
    seal(actor=SEALER, at=AT)
    column = {"journal_entry": "reason", "journal_payload": "ciphertext", "journal_seal": "link"}[table]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column, column))


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "key"), [("journal_entry", "id"), ("journal_payload", "entry_id")])
def test_the_database_refuses_to_replace(table: str, key: str):
    wrote()
    replace = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "postgresql": f"INSERT INTO {table} SELECT * FROM {table} "
        f"ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}",
    }
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(replace[connection.vendor])


@pytest.mark.django_db
def test_the_database_refuses_truncate():
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("TRUNCATE journal_entry")
        return
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry CASCADE")


@pytest.mark.django_db
def test_the_chain_holds_after_shredding():
    first, second = wrote("submission:1"), wrote("submission:2")
    assert seal(actor=SEALER, at=AT) == 2
    shred(entry_id=first, reason="yêu cầu của chủ thể dữ liệu", actor=OFFICER, at=AT)
    assert seal(actor=SEALER, at=AT) == 1
    assert seal(actor=SEALER, at=AT) == 0
    labels = {view.id: view.actor_label for view in queries.entries()}
    assert labels[first] == queries.SHREDDED
    assert labels[second] == "Nguyễn Thị Mẫu"
    assert queries.personal(first) is None
    assert queries.verify() == queries.Verification(ok=True, sealed=3, unsealed=0, first_broken_id=None)


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["reason = 'khác'", "person_id = 8"])
def test_verify_finds_the_first_entry_that_was_changed_behind_its_back(harm: str):
    wrote("submission:1")
    bad = wrote("submission:2")
    wrote("submission:3")
    seal(actor=SEALER, at=AT)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
        cursor.execute(f"UPDATE journal_entry SET {harm} WHERE id = %s", [bad])
    assert queries.verify().first_broken_id == bad


@pytest.mark.django_db
def test_verify_counts_what_waits_for_its_seal():
    wrote()
    assert queries.verify() == queries.Verification(ok=True, sealed=0, unsealed=1, first_broken_id=None)


@pytest.mark.django_db
def test_sealing_many_entries_takes_little_more_memory_than_sealing_some():
    def sealing(entries: int) -> int:
        for _ in range(entries):
            wrote(after={f"cell_{place:02}": "0" for place in range(60)})
        tracemalloc.start()
        try:
            assert seal(actor=SEALER, at=AT) == entries
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    sealing(10)  # what is made once
    some = sealing(AT_ONCE)
    assert sealing(4 * AT_ONCE) < 2 * some


@pytest.mark.django_db
def test_only_holders_seal_and_shred_and_with_a_reason():
    entry_id = wrote()
    with pytest.raises(NotAllowed):
        seal(actor=CLERK, at=AT)
    with pytest.raises(NotAllowed):
        shred(entry_id=entry_id, reason="x", actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="lý do"):
        shred(entry_id=entry_id, reason=" ", actor=OFFICER, at=AT)
    with pytest.raises(NotFound):
        shred(entry_id=entry_id + 999, reason="x", actor=OFFICER, at=AT)


@pytest.mark.django_db
def test_entries_are_listed_with_two_queries(django_assert_num_queries):
    for number in range(20):
        wrote(f"submission:{number}")
    with django_assert_num_queries(2):
        rows = queries.entries(subjects=[f"submission:{number}" for number in range(5, 15)])
    assert [row.subject for row in rows] == [f"submission:{number}" for number in range(5, 15)]
    assert queries.entries(subject="submission:99") == ()


@pytest.mark.django_db
def test_what_fails_leaves_no_entry():
    with transaction.atomic():
        wrote()
        transaction.set_rollback(True)
    assert queries.entries() == ()
