"""Extend the chain over the entries that are not yet sealed."""

from datetime import datetime

from django.db import connection, transaction

from pcmt.journal import policy
from pcmt.journal.models import Entry, Head, Seal
from pcmt.journal.rules.chain import START, digest, link
from pcmt.journal.sealed import head_fields, public_fields, stamp_of
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal

BATCH = 2000
AT_ONCE = 250
"""Entries in memory at a time: one that tells of a saved form is long, and the jobs run for months."""
THE_HEAD = 1
LOCK = 7_301_026  # the advisory lock that keeps two sealers apart on PostgreSQL; SQLite has one writer anyway


@transaction.atomic
def seal(*, actor: Actor, at: datetime) -> int:
    """This will seal up to 2,000 entries, in order of identifier, and return how many; run it until it returns 0.

    An entry is sealed once its transaction is visible, whatever its identifier, so the chain orders the sealing,
    not the doing. `at` is not kept: sealing adds no fact of its own. Refused where the end of the chain has been
    cut off, since going on would hide it.
    """
    policy.may_seal(actor).require()

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Seal.objects.order_by("-position").first()
    previous, position = (last.link, last.position) if last else (START, 0)
    head = Head.objects.filter(pk=THE_HEAD).first()
    if head is not None and (head.position, head.link) != (position, previous):
        raise Refusal(
            f"Chuỗi niêm phong đã bị cắt: từng có {head.position} mục, nay còn {position}.",
            remedy="Không niêm phong tiếp để giữ dấu vết. Chạy “pcmt journal verify” và đối chiếu bản sao lưu.",
        )

    waiting = [*Entry.objects.filter(seal__isnull=True).order_by("id").values_list("id", flat=True)[:BATCH]]
    for begin in range(0, len(waiting), AT_ONCE):
        rows = []
        for entry in Entry.objects.filter(pk__in=waiting[begin : begin + AT_ONCE]).order_by("id"):
            position += 1
            entry_digest = digest(public_fields(entry))
            previous = link(previous, entry_digest)
            rows.append(Seal(entry_id=entry.pk, position=position, entry_digest=entry_digest, link=previous))
        Seal.objects.bulk_create(rows)
    if waiting:
        head = Head(pk=THE_HEAD, position=position, link=previous)
        head.stamp = stamp_of(head_fields(head))
        head.save()

    return len(waiting)
