"""Approve a report for issue."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.agencies import queries as agencies
from pcmt.areas import queries as areas
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.refusal import Refusal
from pcmt.publications.access import check_hands, lifecycle, report_for
from pcmt.publications.models import Report
from pcmt.publications.rules.places import text_places
from pcmt.rulebook.queries import book


@transaction.atomic
def sign(*, report_id: int, version: int | None = None, actor: Actor, at: datetime) -> None:
    """This will record the head's approval in the system; never by a hand that wrote or submitted the report.

    The name of the signer stands in the document from here on, under the lines by which the directory has them sign for
    the issuing body that day (TM., KT., TL., TUQ., Q.), else under those of the layout; văn thư then gives number and
    day. version: the report as the head read it; one that was given back and changed meanwhile is not approved unread.
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
    report.signed_as = _signed_as(report, actor, at)
    report.save(update_fields=["state", "signer", "signed_as"])

    record(
        action="publications.sign",
        subject=f"report:{report.pk}",
        actor=actor,
        at=at,
        before={"state": before},
        after={"state": target, "version": report.version},
    )


def _signed_as(report: Report, actor: Actor, at: datetime) -> dict[str, list[str]]:
    """The lines above the name: of who signs in their own post; for another, the layout's."""
    if actor.on_behalf is not None:
        return {}
    period = Period.parse(report.period)
    area = areas.area(report.area_id, period.last_day)
    issuer = book().layout_by_id(report.layout_id).issuer.format(**text_places(area, period))
    block = agencies.signature_block(issuer, report.area_id, actor.post_id, localdate(at))
    return {} if block is None else {"authority": [*block.authority], "title": [*block.title]}
