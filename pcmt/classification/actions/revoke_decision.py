"""Revoke a decision on a class."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from pcmt.areas import queries as areas
from pcmt.classification import policy
from pcmt.classification.models import ClassDecision
from pcmt.journal.actions.record import record
from pcmt.kernel.actor import Actor
from pcmt.kernel.period import Period
from pcmt.kernel.reason import as_reason
from pcmt.kernel.refusal import NotFound, Refusal
from pcmt.reporting.actions.record_decided import record_decided
from pcmt.rulebook.queries import book
from vanban.text import format_date


class CannotRevoke(Refusal):
    """This will say why a decision cannot be revoked."""

    code = "cannot_revoke"


@transaction.atomic
def revoke_decision(*, decision_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """This will revoke a decision: it stays readable with the reason, and counts no longer.

    The year is undecided again for that area, which is not the same as “not recognised”.
    """
    row = ClassDecision.objects.select_for_update().filter(pk=decision_id).first()
    if row is None:
        raise NotFound
    period = Period.parse(row.period)
    policy.need_decide(actor, "classification.revoke_decision", [areas.area(row.area_id, period.last_day)])

    if not as_reason(reason):
        raise CannotRevoke(
            "Chưa nêu lý do hủy kết quả.", remedy="Ghi lý do, số văn bản nếu có.", fields={"reason": "nhập lý do"}
        )
    if row.revoked_at is not None:
        raise CannotRevoke(
            f"Kết quả này đã được hủy ngày {format_date(localdate(row.revoked_at))}.", code="already_revoked"
        )

    row.revoked_at, row.revoked_reason = at, as_reason(reason)
    row.save(update_fields=["revoked_at", "revoked_reason"])
    code, _, _ = row.scheme.partition("@")
    scheme = book().scheme(code, period.last_day)
    for element in scheme.facts_of(row.class_code):
        record_decided(
            area_id=row.area_id,
            period=period,
            element=element,
            scaled=None,
            scale=0,
            basis=f"Hủy kết quả theo Quyết định số {row.decision_number}: {row.revoked_reason}",
            actor=actor,
            at=at,
        )

    record(
        action="classification.revoke_decision",
        subject=f"area:{row.area_id}",
        actor=actor,
        at=at,
        before={"decision": row.pk, "period": row.period, "class": row.class_code, "number": row.decision_number},
        reason=row.revoked_reason,
    )
