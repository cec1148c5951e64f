"""Approve a report for issue."""

from datetime import datetime

from django.db import transaction

from pcmt.agencies import queries as agencies
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import check_hands, lifecycle, report_for


@transaction.atomic
def sign(*, report_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will record the head's approval in the system; never by a hand that wrote or submitted the report.

    The name of the signer stands in the document from here on; văn thư then gives number and day. version: the report
    as the head read it; one that was given back and changed meanwhile is not approved unread.
    """
    report = report_for(actor, report_id, "publications.sign", lock=True)

    target = lifecycle().after(report.state, "sign")
    check_hands(report, "sign", actor)
    if version is not None and version != report.version:
        raise Refusal(
            "Báo cáo đã thay đổi kể từ lúc trang được mở.",
            remedy="Đọc lại nội dung mới trên trang này rồi ký.",
            code="stale",
        )

    before, report.state = report.state, target
    report.signer = agencies.person_names([actor.person_id]).get(actor.person_id, "") if actor.person_id else ""
    report.save(update_fields=["state", "signer"])

    record(
        action="publications.sign",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "version": report.version},
    )
